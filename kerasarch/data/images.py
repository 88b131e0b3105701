"""From a file's bytes to the uint8 image that a model sees: one function, for training, prediction and calibration."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import tensorflow as tf

from kerasarch.errors import DataError
from kerasarch.files import expanded


def decode(encoded: Any) -> Any:
    """uint8 (height, width, 3) of the bytes of a JPEG, PNG, BMP or GIF (its first frame); grey becomes RGB."""
    image = tf.cond(
        tf.strings.substr(encoded, 0, 2) == b"\xff\xd8",
        # the accurate transform gives Pillow's pixels, at the same speed
        lambda: tf.io.decode_jpeg(encoded, channels=3, dct_method="INTEGER_ACCURATE"),
        lambda: tf.io.decode_image(encoded, channels=3, expand_animations=False),
    )
    return tf.ensure_shape(image, (None, None, 3))


def prepare(image: Any, size: tuple[int, int]) -> Any:
    """`image`, uint8 (h, w, 3), at `size` (height, width): the centre in the aspect of `size`, resized; uint8."""
    h, w = size
    have_h, have_w = tf.shape(image)[0], tf.shape(image)[1]
    keep_h, keep_w = tf.minimum(have_h, have_w * h // w), tf.minimum(have_w, have_h * w // h)
    keep_h, keep_w = tf.maximum(keep_h, 1), tf.maximum(keep_w, 1)
    image = tf.image.crop_to_bounding_box(image, (have_h - keep_h) // 2, (have_w - keep_w) // 2, keep_h, keep_w)
    image = tf.image.resize(image, size, antialias=True)
    return tf.ensure_shape(tf.saturate_cast(tf.round(image), tf.uint8), (h, w, 3))


def moved(image: Any, size: tuple[int, int], shift: float, seed: int) -> Any:
    """`image`, uint8 of `size`, moved at random by up to `shift` of its size; its edge is mirrored into the gap."""
    up, left = (round(shift * side) for side in size)
    wide = tf.pad(image, ((up, up), (left, left), (0, 0)), "SYMMETRIC")
    return tf.image.random_crop(wide, (*size, 3), seed)


def read_images(paths: list[Any], size: tuple[int, int]) -> Any:
    """Image files as a model sees them: uint8 of (number, height, width, 3), cropped to the aspect and resized.

    Raises:
        DataError: a file is missing or no image; it is named.
    """
    return np.stack([_read(expanded(path), size) for path in paths])


def _read(path: Path, size: tuple[int, int]) -> Any:
    reason = broken(path)
    if reason:
        raise DataError(f"{path}: {reason}")
    return prepare(decode(path.read_bytes()), size).numpy()


def broken(path: Path) -> str | None:
    """Why a file is no image that can be used, or None."""
    try:
        decode(path.read_bytes())
    except OSError as failure:
        return f"cannot be read ({failure.strerror})"
    except tf.errors.InvalidArgumentError:
        return "no whole JPEG, PNG, BMP or GIF"
    return None
