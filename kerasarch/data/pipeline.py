"""tf.data: from cheap examples (a path, or encoded bytes) to batches of uint8 images."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import tensorflow as tf

from kerasarch.data.images import broken, decode, moved, prepare
from kerasarch.errors import DataError, whole

CACHE = 256 * 2**20  # bytes: splits that are smaller when decoded and resized are kept in memory
SHUFFLE = 20_000  # examples in hand to draw from where a split is too large to be kept


@dataclass(frozen=True)
class TfSource:
    """A source whose examples tf.data reads.

    Attributes:
        name, classes, counts: as of every source.
        examples: split -> tf.data.Dataset of (path or bytes, label).
        encoded: what an example's first half becomes before it is decoded: its bytes.
        files: every file that is read, to name a broken one; empty where there are none.
    """

    name: str
    classes: tuple[str, ...]
    counts: Mapping[str, int]
    examples: Callable[[str], Any]
    encoded: Callable[[Any], Any]
    files: tuple[Path, ...] = ()

    def batches(
        self, split: str, size: tuple[int, int], batch_size: int, seed: int | None = None, shift: float = 0.0
    ) -> Any:
        """As of every source: a tf.data.Dataset."""
        whole("batch_size", batch_size, error=DataError)
        n = self.counts[split]
        small = n * size[0] * size[1] * 3 <= CACHE
        data = self.examples(split)
        if seed is not None and not small:
            data = data.shuffle(min(n, SHUFFLE), seed)
        data = data.map(lambda example, label: (prepare(decode(self.encoded(example)), size), label), tf.data.AUTOTUNE)
        if small:
            data = data.cache()
            if seed is not None:
                data = data.shuffle(n, seed)
        if seed is not None and shift:
            data = data.map(lambda image, label: (moved(image, size, shift, seed), label), tf.data.AUTOTUNE)
        return data.batch(batch_size).prefetch(2)

    def arrays(self, split: str, size: tuple[int, int], limit: int | None = None) -> tuple[Any, Any]:
        """As of every source."""
        data = self.examples(split).take(-1 if limit is None else limit)
        data = data.map(lambda example, label: (prepare(decode(self.encoded(example)), size), label), tf.data.AUTOTUNE)
        try:
            pairs = list(data.as_numpy_iterator())
        except tf.errors.InvalidArgumentError as failure:
            raise self.explain(failure) or failure from failure
        return np.stack([x for x, _ in pairs]), np.array([y for _, y in pairs])

    def explain(self, failure: BaseException) -> DataError | None:
        """The files that cannot be decoded, if the failure was one of TensorFlow's and there are such files."""
        if not isinstance(failure, tf.errors.OpError):
            return None
        reasons = [f"{file}: {reason}" for file in self.files if (reason := broken(file))]
        if not reasons:
            return None
        more = f"; and {len(reasons) - 5} more" if len(reasons) > 5 else ""
        return DataError(f"{len(reasons)} of {len(self.files)} images cannot be used: {'; '.join(reasons[:5])}{more}")
