"""The 1,797 handwritten digits that scikit-learn carries, as a tensorflow-datasets builder: real data, no network.

8x8 grey images of 10 classes (E. Alpaydin and C. Kaynak, Optical Recognition of Handwritten Digits, UCI 1998): enough
to show that the whole path works, and no evidence of accuracy on photos.
"""

from __future__ import annotations

import contextlib
import io
from collections.abc import Iterator
from typing import Any

import numpy as np
import tensorflow as tf
import tensorflow_datasets as tfds

from kerasarch.data.pipeline import TfSource
from kerasarch.data.split import stratified
from kerasarch.errors import DataError

CLASSES = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


class Digits(tfds.core.GeneratorBasedBuilder):  # type: ignore[misc]
    """scikit-learn's digits. The splits are fixed; every class has its share in each."""

    VERSION = tfds.core.Version("1.0.0")

    def _info(self) -> Any:
        return self.dataset_info_from_configs(
            description="8x8 grey images of handwritten digits, as scikit-learn carries them.",
            homepage="https://archive.ics.uci.edu/dataset/80",
            features=tfds.features.FeaturesDict(
                {
                    "image": tfds.features.Image(shape=(8, 8, 1), dtype=np.uint8),
                    "label": tfds.features.ClassLabel(names=CLASSES),
                }
            ),
            supervised_keys=("image", "label"),
        )

    def _split_generators(self, manager: Any) -> dict[str, Any]:
        from sklearn.datasets import load_digits

        digits = load_digits()
        images = np.round(digits.images * (255 / 16)).astype(np.uint8)[..., None]  # they count 0 to 16
        parts = stratified(digits.target, CLASSES, validation=0.1, test=0.2, seed=0)
        return {split: self._generate_examples(images, digits.target, which) for split, which in parts.items()}

    def _generate_examples(self, images: Any, labels: Any, which: Any) -> Iterator[tuple[int, dict[str, Any]]]:
        for i in which:
            yield int(i), {"image": images[i], "label": int(labels[i])}


def prepared() -> Any:
    """The tensorflow-datasets builder of the digits, prepared once in its data folder (TFDS_DATA_DIR, else
    ~/tensorflow_datasets). Raises DataError where it cannot be written."""
    with contextlib.redirect_stdout(io.StringIO()):  # it announces a download, and there is none
        tfds.disable_progress_bar()
        try:
            return _prepared()
        except OSError:  # what two processes do at the same time, one of them cannot; then they are there
            try:
                return _prepared()
            except OSError as failure:
                reason = failure.strerror or failure
                raise DataError(
                    f"the digits cannot be written to {tfds.builder('digits').data_dir}: {reason}"
                ) from failure


def _prepared() -> Any:
    builder = tfds.builder("digits")
    builder.download_and_prepare()
    return builder


def load_digits() -> TfSource:
    """The digits as a source."""
    builder = prepared()
    encoded = {"image": tfds.decode.SkipDecoding()}

    def examples(split: str) -> tf.data.Dataset:
        order = tfds.ReadConfig(interleave_cycle_length=1)  # the same order on every machine
        return builder.as_dataset(split=split, as_supervised=True, decoders=encoded, read_config=order)

    counts = {split: info.num_examples for split, info in builder.info.splits.items()}
    return TfSource("digits", CLASSES, counts, f"digits {builder.version}", examples, lambda encoded: encoded)
