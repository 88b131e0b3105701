"""Between images and a model's tensors, with NumPy; and the loop over the images."""

from __future__ import annotations

import argparse
import statistics
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from shared.pictures import bands
from shared.program import UserError, named, show

Array = Any


class Model(Protocol):
    """A file that is open.

    Attributes:
        about: its metadata.
        shape: of its input; no number where any will do.
        dtype: of its input.
        quantization: scale and zero point of its input, (0, 0) where it takes floats.
        place: what it runs on, in words.
    """

    about: dict[str, Any]
    shape: list[Any]
    dtype: Any
    quantization: tuple[float, int]
    place: str

    def outputs(self, tensor: Array) -> Array:
        """The outputs, floats of (batch, classes)."""


def pixels(path: Path, size: tuple[int, int]) -> Array:
    """An image as it was seen in training: uint8 (height, width, 3)."""
    return np.stack([np.rint(np.asarray(band)) for band in bands(path, size)], axis=-1).astype(np.uint8)


def tensor(model: Model, image: Array) -> Array:
    """The input for an image, as the metadata says; repeated where the file takes several at once."""
    steps = model.about["preprocessing"]
    dtype = np.dtype(model.dtype)
    whole = dtype.kind in "iu"
    if steps["raw_pixels"]:
        values = image.astype(np.int16) + np.iinfo(dtype).min if whole else image
    else:
        values = (image.astype(np.float32) - np.float32(steps["mean"])) / np.float32(steps["std"])
        if whole:
            scale, zero = model.quantization
            values = np.clip(np.rint(values / scale + zero), np.iinfo(dtype).min, np.iinfo(dtype).max)
    values = values.transpose(2, 0, 1) if steps["layout"] == "NCHW" else values
    batch = model.shape[0] if isinstance(model.shape[0], int) else 1
    return np.repeat(values[None].astype(dtype), batch, axis=0)


def classify(model: Model, given: argparse.Namespace) -> None:
    """Name the images' classes; with --time, say how long it takes."""
    steps = model.about["preprocessing"]
    size = tuple(steps["size"])
    wanted = (3, *size) if steps["layout"] == "NCHW" else (*size, 3)
    if tuple(model.shape[1:]) != wanted:
        raise UserError(f"{given.model} takes {tuple(model.shape[1:])}, its metadata says {wanted}: of another model?")
    for path in given.images:
        fed = tensor(model, pixels(path, size))
        show(path, named([float(value) for value in model.outputs(fed)[0]], model.about, given.top))
    if given.time:
        running, preparing = _median(lambda: model.outputs(fed)), _median(lambda: tensor(model, pixels(path, size)))
        many = f"{len(fed)} images" if len(fed) > 1 else "an image"
        print(f"{running:.2f} ms for {many} on {model.place}, {preparing:.2f} ms to read and prepare one; medians")


def _median(call: Callable[[], Any]) -> float:
    """Milliseconds of a call, of at least 5 and within two seconds at most 50, after 3 that warm up."""
    for _ in range(3):
        call()
    taken: list[float] = []
    while len(taken) < 5 or (len(taken) < 50 and sum(taken) < 2):
        start = time.perf_counter()
        call()
        taken.append(time.perf_counter() - start)
    return 1e3 * statistics.median(taken)
