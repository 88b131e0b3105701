"""The model that is exported, seen as exporters need it: its input, its last activation, its logits."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import keras
import numpy as np

from kerasarch.errors import ExportError

Array = Any


@dataclass(frozen=True)
class Subject:
    """A model with one image in and one vector of classes out.

    Attributes:
        model: the keras.Model itself.
        twin: the same up to the last activation: it gives logits. The model itself, if it gives them already.
        activation: "softmax", "sigmoid" or "linear": what the model does with the logits.
        rescaling: (factor, offset) of a Rescaling that the model begins with, so that pixels from 0 to 255 go in.
        core: with a rescaling, the rest of the model behind it.
    """

    model: Any
    twin: Any
    activation: str
    rescaling: tuple[float, float] | None
    core: Any

    @property
    def shape(self) -> tuple[int, int, int]:
        """(height, width, channels) of an image."""
        return tuple(self.model.inputs[0].shape[1:])

    def logits(self, images: Array, batch_size: int = 32) -> Array:
        """The model's logits for images, as Keras computes them."""
        parts = [images[i : i + batch_size] for i in range(0, len(images), batch_size)]
        rows = [keras.ops.convert_to_numpy(self.twin(part.astype("float32"), training=False)) for part in parts]
        return np.concatenate(rows)


def subject(model: Any) -> Subject:
    """See a model as exporters need it.

    Raises:
        ExportError: it is no functional model, or has not one image of a fixed size in and one vector out.
    """
    if not isinstance(model, keras.Model) or not getattr(model, "inputs", None):
        raise ExportError(f"only a functional keras.Model can be exported; got a {type(model).__name__}")
    if len(model.inputs) != 1 or len(model.outputs) != 1:
        raise ExportError(f"{model.name} has {len(model.inputs)} inputs and {len(model.outputs)} outputs; one of each")
    shape = model.inputs[0].shape[1:]
    if len(shape) != 3 or None in shape:
        raise ExportError(f"{model.name} must take images of one size; its input is {tuple(shape)}")
    if len(model.outputs[0].shape) != 2:
        raise ExportError(f"{model.name} must give one vector an image; its output is {model.outputs[0].shape[1:]}")
    twin, activation = _without_activation(model)
    rescaling, core = _without_rescaling(model)
    return Subject(model, twin, activation, rescaling, core)


def _without_activation(model: Any) -> tuple[Any, str]:
    last = model.outputs[0]._keras_history.operation
    config = last.get_config()
    activation = "softmax" if isinstance(last, keras.layers.Softmax) else config.get("activation", "linear")
    if activation not in ("softmax", "sigmoid"):
        return model, "linear"
    if isinstance(last, keras.layers.Dense | keras.layers.Conv2D):
        plain = type(last).from_config(config | {"activation": "linear"})
        logits = plain(last.input)
        plain.set_weights(last.get_weights())
    else:
        logits = last.input
    return keras.Model(model.inputs[0], logits, name=f"{model.name}_logits"), activation


def _without_rescaling(model: Any) -> tuple[tuple[float, float] | None, Any]:
    image = model.inputs[0]
    readers = [layer for layer in model.layers if image in _inputs(layer)]
    if len(readers) != 1 or not isinstance(readers[0], keras.layers.Rescaling):
        return None, model
    scale, offset = readers[0].scale, readers[0].offset
    if not all(isinstance(value, int | float) for value in (scale, offset)):
        return None, model
    return (float(scale), float(offset)), keras.Model(readers[0].output, model.outputs[0], name=f"{model.name}_core")


def _inputs(layer: Any) -> list[Any]:
    if isinstance(layer, keras.layers.InputLayer):
        return []
    given = layer.input
    tensors = given if isinstance(given, list | tuple) else [given]
    return [tensor for tensor in tensors if isinstance(tensor, keras.KerasTensor)]
