"""What every source of images offers: class names, splits, batches. The form for arrays needs no TensorFlow."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np

from kerasarch.errors import DataError, class_names, one_of, whole

SPLITS = ("train", "validation", "test")
# How an image becomes an array, in words that are kept with every run and every exported file.
PREPARATION = "RGB; centre crop to the aspect of the input, bilinear resize with antialiasing; 0 to 255"
Array = Any


class Source(Protocol):
    """Images with labels, in the splits "train", "validation" and "test"."""

    @property
    def name(self) -> str:
        """What to call it."""

    @property
    def classes(self) -> tuple[str, ...]:
        """Names of the labels 0, 1, ..."""

    @property
    def counts(self) -> Mapping[str, int]:
        """Images in each split."""

    @property
    def identity(self) -> str:
        """The same for the same images in the same splits, another for others."""

    def batches(
        self, split: str, size: tuple[int, int], batch_size: int, seed: int | None = None, shift: float = 0.0
    ) -> Any:
        """What `fit` and `evaluate` take: batches of uint8 images (n, height, width, 3) and int labels (n,).

        With a seed they come in a new random order every epoch, and each is moved up, down or sideways by up to `shift`
        of its size; without one in a fixed order, as they are.
        """

    def arrays(self, split: str, size: tuple[int, int], limit: int | None = None) -> tuple[Array, Array]:
        """The images and labels of a split as two arrays; where it has more than `limit`, so many from all over it."""

    def check(self) -> None:
        """Raise DataError, naming them, if there are images that cannot be used."""

    def explain(self, failure: BaseException) -> DataError | None:
        """What in the data caused a failure of the batches, or None if it was something else."""


@dataclass(frozen=True)
class ArraySource:
    """Arrays in memory as a source, on any backend: `ArraySource({"train": (x, y), ...}, classes=("cat", "dog"))`.

    Args:
        splits: "train", "validation" and "test", each (uint8 images (n, height, width, 3), int labels (n,)). They must
            have the size that the model takes.
        classes: names of the labels 0, 1, ...
        name: what to call it.

    Raises:
        DataError: a split is missing or its arrays do not have these shapes and types, or classes are no such names.
    """

    splits: Mapping[str, tuple[Array, Array]]
    classes: tuple[str, ...]
    name: str = "arrays"

    def __post_init__(self) -> None:
        class_names("classes", self.classes, DataError)
        for split in SPLITS:
            if split not in self.splits:
                raise DataError(f"the split {split!r} is missing; there are {', '.join(self.splits) or 'none'}")
        for split, (x, y) in self.splits.items():
            one_of("a split", split, SPLITS, DataError)
            if x.ndim != 4 or x.shape[-1] != 3 or x.dtype != np.uint8:
                raise DataError(f"{split}: images must be uint8 of (n, height, width, 3); got {x.dtype} of {x.shape}")
            if y.shape != x.shape[:1] or y.dtype.kind not in "iu":
                raise DataError(f"{split}: labels must be {len(x)} integers; got {y.dtype} of {y.shape}")
            if not len(y) or y.min() < 0 or y.max() >= len(self.classes):
                raise DataError(f"{split}: labels must be from 0 to {len(self.classes) - 1}, and there must be some")

    @property
    def counts(self) -> Mapping[str, int]:
        """Images in each split."""
        return {split: len(y) for split, (_, y) in self.splits.items()}

    @property
    def identity(self) -> str:
        """As of every source."""
        total = hashlib.sha256(" ".join(self.classes).encode())
        for split in SPLITS:
            for array in self.splits[split]:
                total.update(array.tobytes())
        return total.hexdigest()

    def batches(
        self, split: str, size: tuple[int, int], batch_size: int, seed: int | None = None, shift: float = 0.0
    ) -> Any:
        """As of every source."""
        import keras

        whole("batch_size", batch_size, error=DataError)
        most = [round(shift * side) for side in size]
        x, y = self.arrays(split, size)

        class Batches(keras.utils.PyDataset):  # type: ignore[misc]
            def __init__(self) -> None:
                super().__init__()
                self.random = None if seed is None else np.random.default_rng(seed)
                self.on_epoch_end()

            def on_epoch_end(self) -> None:
                self.order = np.arange(len(y)) if self.random is None else self.random.permutation(len(y))

            def __len__(self) -> int:
                return -(-len(y) // batch_size)

            def __getitem__(self, index: int) -> tuple[Array, Array]:
                chosen = self.order[index * batch_size : (index + 1) * batch_size]
                return self.moved(x[chosen]), y[chosen]

            def moved(self, images: Array) -> Array:
                if self.random is None or not any(most):
                    return images
                (up, left), (h, w) = most, size
                wide = np.pad(images, ((0, 0), (up, up), (left, left), (0, 0)), "symmetric")
                corners = self.random.integers(0, (2 * up + 1, 2 * left + 1), (len(images), 2))
                return np.stack([image[i : i + h, j : j + w] for image, (i, j) in zip(wide, corners, strict=True)])

        return Batches()

    def arrays(self, split: str, size: tuple[int, int], limit: int | None = None) -> tuple[Array, Array]:
        """As of every source."""
        x, y = self.splits[split]
        if x.shape[1:3] != size:
            raise DataError(f"the arrays' images are {x.shape[1]}x{x.shape[2]}, the model takes {size[0]}x{size[1]}")
        if limit is None or limit >= len(y):
            return x, y
        chosen = np.sort(np.random.default_rng(0).choice(len(y), limit, replace=False))
        return x[chosen], y[chosen]

    def check(self) -> None:
        """Arrays are checked when they are made."""

    def explain(self, failure: BaseException) -> DataError | None:
        """Arrays do not fail."""
        return None
