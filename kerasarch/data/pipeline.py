"""tf.data: from cheap examples (a path, or encoded bytes) to batches of uint8 images."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
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
        name, classes, counts, identity: as of every source.
        examples: split -> tf.data.Dataset of (path or bytes, label).
        encoded: what an example's first half becomes before it is decoded: its bytes.
        files: every file that is read, to name a broken one; empty where there are none.
    """

    name: str
    classes: tuple[str, ...]
    counts: Mapping[str, int]
    identity: str
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
        data = self._prepared(data, size)
        if small:
            data = data.cache()
            if seed is not None:
                data = data.shuffle(n, seed)
        if seed is not None and shift:
            data = data.map(lambda image, label: (moved(image, size, shift, seed), label), tf.data.AUTOTUNE)
        return data.batch(batch_size).prefetch(2)

    def arrays(self, split: str, size: tuple[int, int], limit: int | None = None) -> tuple[Any, Any]:
        """As of every source."""
        data, n = self.examples(split), self.counts[split]
        if limit is not None and limit < n:
            data = data.shuffle(min(n, SHUFFLE), seed=0, reshuffle_each_iteration=False).take(limit)
        try:
            pairs = list(self._prepared(data, size).as_numpy_iterator())
        except tf.errors.OpError as failure:
            raise self.explain(failure) or failure from failure
        return np.stack([x for x, _ in pairs]), np.array([y for _, y in pairs])

    def check(self) -> None:
        """As of every source: decodes every file once."""
        with ThreadPoolExecutor() as pool:
            reasons = [
                f"{file}: {why}" for file, why in zip(self.files, pool.map(broken, self.files), strict=True) if why
            ]
        if reasons:
            more = f"; and {len(reasons) - 5} more" if len(reasons) > 5 else ""
            raise DataError(
                f"{len(reasons)} of {len(self.files)} images cannot be used: {'; '.join(reasons[:5])}{more}"
            )

    def explain(self, failure: BaseException) -> DataError | None:
        """The files that cannot be decoded, if the failure was one of TensorFlow's and there are such files."""
        if isinstance(failure, tf.errors.OpError):
            try:
                self.check()
            except DataError as told:
                return told
        return None

    def _prepared(self, data: Any, size: tuple[int, int]) -> Any:
        return data.map(lambda example, label: (prepare(decode(self.encoded(example)), size), label), tf.data.AUTOTUNE)


def one_hot(labels: Any, classes: int) -> Any:
    """A row of a one and zeros for each label, within a tf.data.Dataset."""
    return tf.one_hot(labels, classes)
