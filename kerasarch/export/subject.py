"""The model that is exported, seen as exporters need it: its input, its last activation, its logits."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import keras
import numpy as np

from kerasarch.errors import ExportError
from kerasarch.export.flat import flat, functional

Array = Any
PIXEL = 5 / 255  # a rescaling by no more than this is of pixels from 0 to 255: it leaves a range of at most 5
MEAN = 50, 205  # what is taken off pixels where they are not rescaled
OPERATIONS = {"Softmax": "softmax", "Sigmoid": "sigmoid"}  # the layer, and functions of keras.ops
HALF = ("float16", "bfloat16")
KEEPING = (keras.layers.Dropout, keras.layers.Flatten, keras.layers.Identity, keras.layers.Reshape)  # the values
ACTIVATED = (keras.layers.Dense, keras.layers.EinsumDense, keras.layers.Conv2D)  # last of all that they do
REORDER = ("Split", "GetItem", "Concatenate")  # of colours


@dataclass(frozen=True)
class Subject:
    """A model with one image in and one vector of classes out.

    Attributes:
        model: the keras.Model itself, the models inside it written out.
        twin: the model as it was given, up to the last activation: it gives the logits that a file must. One that
            computes in float16 or bfloat16 is given in float32, which files compute in.
        activation: "softmax", "sigmoid" or "linear": what the model does with the logits.
        rescaling: (factor, offset) of a Rescaling that the model begins with, so that pixels from 0 to 255 go in.
        core: with a rescaling, the rest of the model behind it.
        pixels: whether pixels from 0 to 255 go in: there is a rescaling, or one with numbers for each colour, behind a
            change of their order or not.
        half: the policies of layers that computed in half precision, "" where there are none.
    """

    model: Any
    twin: Any
    activation: str
    rescaling: tuple[float, float] | None
    core: Any
    pixels: bool
    half: str = ""

    @property
    def output_name(self) -> str:
        """What the output is called in every format."""
        return "logits" if self.activation == "linear" else "probabilities"

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
        ExportError: it is no functional model, has not one image of a fixed size in and one vector out, or is
            channels_first.
    """
    given, model = model, functional(model)
    if model is None:
        raise ExportError(f"only a functional keras.Model can be exported; got a {type(given).__name__}")
    policies = {layer.dtype_policy.name for layer in _layers(model) if layer.compute_dtype in HALF}
    if policies:
        model = _in_float32(model)
    if first := next((layer for layer in _layers(model) if _is_channels_first(layer)), None):
        raise ExportError(
            f"{model.name} is channels_first ({first.name}), and a file takes images with the channels last: save its "
            "weights, and build it with weights=FILE after keras.config.set_image_data_format('channels_last')"
        )
    if len(model.inputs) != 1 or len(model.outputs) != 1:
        raise ExportError(
            f"{model.name} has {len(model.inputs)} inputs and {len(model.outputs)} outputs; one of each can be "
            "exported: keras.Model(model.inputs[0], model.outputs[0]) has them"
        )
    shape = model.inputs[0].shape[1:]
    if len(shape) != 3 or None in shape:
        raise ExportError(
            f"{model.name} must take images of one size; its input is {tuple(shape)}; with "
            "image = keras.Input((height, width, channels)), keras.Model(image, model(image)) does"
        )
    if len(model.outputs[0].shape) != 2:
        raise ExportError(
            f"{model.name} must give one vector an image; its output is {tuple(model.outputs[0].shape[1:])}"
        )
    last = _only(_config(model)["output_layers"])
    twin, activation, behind = _without_activation(model, last, model.outputs[0].shape[-1])
    if behind:  # every format has the activation at the end
        end = keras.layers.Activation(activation, name=f"{last}_{activation}")
        model = keras.Model(twin.inputs[0], end(twin.outputs[0]), name=model.name)
    model = flat(model)
    config = model.get_config()
    rescaling, core = _without_rescaling(model, config)
    pixels = rescaling is not None or _takes_pixels(model, config)
    return Subject(model, twin, activation, rescaling, core, pixels, ", ".join(sorted(policies)))


def _in_float32(model: Any) -> Any:
    """The same model with the same weights, where some of its layers compute in half precision."""
    whole = type(model).from_config(_of_float32(_config(model)))
    whole.set_weights(model.get_weights())
    return whole


def _of_float32(value: Any) -> Any:
    """Keras's config with float32 in the place of policies and types of half precision."""
    if isinstance(value, list | tuple):
        return type(value)(map(_of_float32, value))
    if isinstance(value, dict):
        return {key: _of_float32(inner) for key, inner in value.items()}
    return "float32" if value in (*HALF, *(f"mixed_{name}" for name in HALF)) else value


def _config(model: Any) -> dict[str, Any]:
    try:
        return dict(model.get_config())
    except NotImplementedError as failure:  # of a layer of the user's
        reason = " ".join(str(failure).split())
        raise ExportError(f"{model.name} cannot be exported: a layer has no get_config: {reason}") from failure


def _layers(model: Any) -> Iterator[Any]:
    for layer in model.layers:
        yield layer
        if isinstance(layer, keras.Model):
            yield from _layers(layer)


def _is_channels_first(layer: Any) -> bool:
    return type(layer).__name__.endswith("2D") and getattr(layer, "data_format", None) == "channels_first"


def _without_activation(model: Any, last: str, classes: int) -> tuple[Any, str, bool]:
    """The model up to its last activation, which one that is, and whether layers that keep values stand behind it."""
    operations = {operation.name: operation for operation in model.operations}
    layer, behind = operations[last], False
    while isinstance(layer, KEEPING) or (isinstance(layer, keras.layers.Activation) and _activation(layer) == "linear"):
        entry = next(one for one in model.get_config()["layers"] if one["name"] == layer.name)
        layer, behind = operations[next(_sources(entry["inbound_nodes"]))], True
    name = layer.name
    if isinstance(layer, keras.Model):
        inner = functional(layer)
        if inner is None or len(inner.outputs) != 1:
            raise ExportError(f"{model.name} ends in {name}, which must be a functional keras.Model of one output")
        plain, activation, within = _without_activation(inner, _only(inner.get_config()["output_layers"]), classes)
        return (model if activation == "linear" else _with(model, name, plain)), activation, behind or within
    activation = _activation(layer)
    over_all = activation == "sigmoid" or layer.output.shape[-1] == classes
    if activation not in ("softmax", "sigmoid") or not over_all:
        return model, "linear", False
    if type(layer).__name__ in OPERATIONS or isinstance(layer, keras.layers.Activation):
        return _with(model, name, keras.layers.Identity(name=name)), activation, behind
    if not isinstance(layer, ACTIVATED):  # what others do with an activation, their call tells
        return model, "linear", False
    plain = type(layer).from_config(layer.get_config() | {"activation": "linear"})
    plain.build(layer.input.shape)
    plain.set_weights(layer.get_weights())
    return _with(model, name, plain), activation, behind


def _activation(layer: Any) -> str:
    return str(OPERATIONS.get(type(layer).__name__) or layer.get_config().get("activation", "linear"))


def _without_rescaling(model: Any, config: dict[str, Any]) -> tuple[tuple[float, float] | None, Any]:
    image = _only(config["input_layers"])
    readers = [entry["name"] for entry in config["layers"] if image in _sources(entry["inbound_nodes"])]
    layer = {known.name: known for known in model.layers}.get(readers[0])  # a function of keras.ops is none
    if len(readers) != 1 or not isinstance(layer, keras.layers.Rescaling):
        return None, model
    if not all(isinstance(value, int | float) for value in (layer.scale, layer.offset)) or not 0 < layer.scale <= PIXEL:
        return None, model
    return (float(layer.scale), float(layer.offset)), _with(model, readers[0], keras.layers.Identity(name=readers[0]))


def _takes_pixels(model: Any, config: dict[str, Any]) -> bool:
    layers = {known.name: known for known in model.layers}
    behind = {_only(config["input_layers"])}
    for entry in config["layers"]:  # in the order of the graph
        if not behind & set(_sources(entry["inbound_nodes"])):
            continue
        layer = layers.get(entry["name"])
        if isinstance(layer, keras.layers.Rescaling):
            return _of_pixels(layer.scale, -np.asarray(layer.offset) / layer.scale)
        if isinstance(layer, keras.layers.Normalization):
            mean, variance = (keras.ops.convert_to_numpy(value) for value in (layer.mean, layer.variance))
            return _of_pixels(1 / np.sqrt(variance), mean)
        if entry["class_name"] not in REORDER:
            return False
        behind.add(entry["name"])
    return False


def _of_pixels(factor: Any, mean: Any) -> bool:
    """Whether (x - mean) * factor is what is done to pixels from 0 to 255."""
    factor, mean = np.asarray(factor, float), np.asarray(mean, float)
    least, most = MEAN
    return bool((factor > 0).all() and ((factor <= PIXEL) | ((mean >= least) & (mean <= most))).all())


def _with(model: Any, name: str, layer: Any) -> Any:
    """The model with one layer replaced, the others shared."""

    def call(own: Any, *given: Any, **named: Any) -> Any:
        return (
            own(*given) if own is layer else own(*given, **named)
        )  # a Softmax is given a mask, an Identity takes none

    return keras.models.clone_model(model, call_function=call, clone_function=lambda o: layer if o.name == name else o)


def _only(ends: Any) -> str:
    """The one layer's name, as Keras's config has it: [name, 0, 0], or a list of one such."""
    return str(ends[0] if isinstance(ends[0], str) else ends[0][0])


def _sources(value: Any) -> Iterator[str]:
    """The names of the layers whose tensors are mentioned in a part of Keras's config."""
    if isinstance(value, dict) and "keras_history" in value:
        yield value["keras_history"][0]
    elif isinstance(value, dict | list | tuple):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from _sources(inner)
