"""The images that a model is calibrated and compared on, refused where they could prove or calibrate nothing."""

from __future__ import annotations

from typing import Any

import numpy as np

from kerasarch.errors import ExportError
from kerasarch.export.formats import Form
from kerasarch.export.subject import Subject

Array = Any
CALIBRATION = 8  # images, at least: fewer say little about the range of values
APART = 4.0  # so many times narrower or wider than the images compared on, calibration images are of another range


def check_images(argument: str, images: Any, seen: Subject) -> Array:
    """`images` as an array of finite numbers of the model's shape. Raises ExportError where they are none."""
    images = np.asarray(images)
    if images.dtype.kind not in "uif":
        raise ExportError(f"{argument} must be integers or floats; got an array of {images.dtype.name}")
    if images.ndim != 4 or images.shape[1:] != seen.shape or not len(images):
        raise ExportError(f"{argument} must be of shape (n, {', '.join(map(str, seen.shape))}); got {images.shape}")
    if not np.isfinite(images).all():
        raise ExportError(f"{argument} hold values that are not finite")
    return images


def check_calibration(form: Form, calibration: Any, images: Any, seen: Subject) -> Array | None:
    """`calibration`, where the form needs it and values like those to come can be told from it.

    Raises:
        ExportError: it is missing or not needed, too little, without content, or of another range than what the model
            takes: pixels where it rescales them, and else what it is compared on (`images`, or None).
    """
    if not form.calibrated:
        if calibration is not None:
            raise ExportError(f"calibration is for quantize='int8' and 'int16'; got it with quantize={form.quantize!r}")
        return None
    if calibration is None:
        raise ExportError(f"quantize={form.quantize!r} needs calibration images, like those that the file will see")
    calibration = check_images("calibration", calibration, seen)
    least = max(CALIBRATION, form.batch or 1)
    if len(calibration) < least:
        raise ExportError(f"calibration needs at least {least} images; got {len(calibration)}")
    if calibration.std(axis=0).max() == 0:
        raise ExportError("the calibration images are all the same")
    if calibration.std(axis=(1, 2)).max() == 0:
        raise ExportError("every calibration image is of one colour, with nothing in it")
    low, high = float(calibration.min()), float(calibration.max())
    if seen.pixels:
        if low < 0 or high > 255 or (calibration.dtype.kind == "f" and high <= 1):
            raise ExportError(
                f"calibration holds values from {low:g} to {high:g}; the model takes pixels from 0 to 255"
            )
    elif images is not None:
        span, wanted = high - low, float(images.max()) - float(images.min())
        if not wanted / APART <= span <= wanted * APART:
            other = f"{images.min():g} to {images.max():g}"
            raise ExportError(
                f"calibration holds values from {low:g} to {high:g}; what the file is compared on, values from {other}"
            )
    return calibration
