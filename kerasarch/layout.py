"""Between the layout that Keras is set to and the tables', which is (height, width, channels)."""

from __future__ import annotations

from typing import Any

import keras

from kerasarch.errors import KerasarchError


def to_channels_last(shape: Any) -> Any:
    """A user's shape, in the layout that Keras is set to, as (height, width, channels)."""
    if shape is None or keras.config.image_data_format() == "channels_last":
        return shape
    if not isinstance(shape, tuple | list) or len(shape) != 3:
        raise KerasarchError(f"input_shape must be (channels, height, width), as Keras is set to; got {shape!r}")
    return (*shape[1:], shape[0])


def from_channels_last(shape: tuple[int | None, ...]) -> tuple[int | None, ...]:
    """(height, width, channels) in the layout that Keras is set to."""
    return shape if keras.config.image_data_format() == "channels_last" else (shape[2], *shape[:2])


def check_layout() -> None:
    """Refuse a layout that the backend cannot convolve in.

    It is asked: whether TensorFlow convolves channels_first without a GPU depends on the processor and on the type
    (oneDNN's kernels can, in float32 and bfloat16).
    """
    if keras.config.image_data_format() == "channels_last":
        return
    dtype = keras.config.dtype_policy().compute_dtype
    one = keras.ops.ones((1, 1, 1, 1), dtype)
    try:
        keras.ops.conv(one, one, data_format="channels_first")
    except Exception as failure:  # each backend's own
        raise KerasarchError(
            f"{keras.backend.backend()} has no {dtype} convolution that is channels_first on this machine; "
            "call keras.config.set_image_data_format('channels_last')"
        ) from failure
