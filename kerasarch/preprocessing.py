"""Pixels into a network, and its predictions into names, as keras.applications has it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import keras

from kerasarch import papers
from kerasarch.errors import ArchitectureError, KerasarchError, whole
from kerasarch.papers.architecture import channels_of
from kerasarch.steps import Branches, Part, Scale, Table


def preprocess_input(name: str) -> Callable[[Any], Any]:
    """The function that brings pixels from 0 to 255 into the range that architecture `name` was made for.

    It takes and gives arrays or tensors of (..., height, width, channels), or of (..., channels, height, width) where
    Keras is set to channels_first, float32. Where the model itself preprocesses unless it is told otherwise
    (EfficientNet), the pixels stay as they are.

    Raises:
        ArchitectureError: no architecture has the name.
        KerasarchError: from the function, for images whose channels are not those that it has means for.
    """
    architecture = papers.find(name)
    steps = () if architecture.include_preprocessing else architecture.preprocessing
    wanted = channels_of(steps)

    def preprocess(x: Any) -> Any:
        x = keras.ops.cast(x, "float32")
        last = keras.config.image_data_format() == "channels_last"
        if wanted not in (None, found := x.shape[-1 if last else -3]):
            raise KerasarchError(f"{name} takes images of {wanted} channels; got {found} in {tuple(x.shape)}")
        if last:
            return _preprocessed(steps, x)
        return keras.ops.moveaxis(_preprocessed(steps, keras.ops.moveaxis(x, -3, -1)), -1, -3)

    return preprocess


def _preprocessed(steps: Table, x: Any) -> Any:
    for step in steps:
        match step:
            case Scale():
                factor, offset = (keras.ops.convert_to_tensor(value, "float32") for value in (step.factor, step.offset))
                x = x * factor + offset
            case Part():
                x = keras.ops.split(x, step.of, axis=-1)[step.index]
            case Branches(merge="concat"):
                x = keras.ops.concatenate([_preprocessed(branch, x) for branch in step.branches], axis=-1)
            case _:
                raise ArchitectureError(f"{step!r} is no step of preprocessing")
    return x


def decode_predictions(predictions: Any, top: int = 5) -> Any:
    """The `top` ImageNet classes of each row of (n, 1000) predictions, as keras.applications gives them:
    (identifier, name, value). The names are fetched once from where Keras publishes them.

    Raises:
        KerasarchError: predictions of another shape, or the names cannot be fetched.
    """
    from keras.applications.imagenet_utils import decode_predictions as decode

    whole("top", top)
    if len(getattr(predictions, "shape", ())) != 2 or predictions.shape[1] != 1000:
        raise KerasarchError(f"predictions must be of shape (n, 1000); got {getattr(predictions, 'shape', None)}")
    try:
        return decode(predictions, top=top)
    except Exception as failure:  # get_file raises a bare Exception when the network fails
        raise KerasarchError(f"the names of ImageNet's classes could not be fetched ({failure})") from failure
