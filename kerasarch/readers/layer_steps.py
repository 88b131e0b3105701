"""Which step a Keras layer is, from its config.

The rule: every argument of a layer is taken by its step, or changes nothing of what the layer computes in inference
(initializers, regularizers, ...), or must be what a new layer of the class has. Anything else is refused by name, so
an argument that we do not know is never misread, not even one that Keras adds tomorrow.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from math import prod
from typing import Any

import keras
from keras import layers

from kerasarch.errors import ArchitectureError
from kerasarch.steps import (
    Act,
    Conv,
    Dense,
    Depthwise,
    Drop,
    GlobalPool,
    Norm,
    Pad,
    Pool,
    Scale,
    Separable,
    Shape,
    Step,
)

Extent = tuple[int | None, ...]

# What changes nothing in inference. `dtype` is compared across the model by the reader of the graph.
WITHOUT_EFFECT = frozenset(("name", "trainable", "dtype", "seed", "synchronized"))
TRAINING_ONLY = ("_initializer", "_regularizer", "_constraint")


class Arguments:
    """The config of one layer, and what has been taken of it.

    Attributes:
        layer: the live layer.
        shape: of its input, without the batch; None where the size is free.
    """

    def __init__(self, layer: keras.Layer, shape: Extent) -> None:
        self.layer, self.shape = layer, shape
        self.config = {key: _plain(value) for key, value in layer.get_config().items()}
        self.taken: set[str] = set()

    def take(self, key: str) -> Any:
        self.taken.add(key)
        return self.config[key]

    def square(self, key: str) -> int:
        """An argument of two numbers, which must be equal."""
        value = self.take(key)
        if len(set(value)) != 1:
            raise self.refusal(key, "two equal numbers")
        return int(value[0])

    def window(self) -> int | tuple[int, int]:
        height, width = self.take("kernel_size")
        return height if height == width else (height, width)

    def padding(self) -> str:
        return str(self.take("padding"))

    def last_axis(self) -> None:
        """The axis must be that of the channels, however it is written."""
        axis = self.take("axis")
        if (axis if isinstance(axis, list) else [axis]) not in ([-1], [len(self.shape)]):
            raise self.refusal("axis", "the last axis")

    def activation(self) -> str:
        """The name of a Keras activation. One of the user's own with the same name is another function."""
        name, function = self.take("activation"), self.layer.activation
        if not isinstance(name, str) or function is not keras.activations.get(name):
            raise self.refusal("activation", "one of Keras's own by its name")
        return name

    def function(self) -> str | Callable[[Any], Any]:
        """The same, or a function of the user's own, which only some steps can say; layers are no functions."""
        function = self.layer.activation
        name = self.config["activation"]
        if isinstance(function, keras.Layer) or (isinstance(name, str) and function is keras.activations.get(name)):
            return self.activation()
        self.take("activation")
        return function  # type: ignore[no-any-return]

    def fused(self) -> str | None:
        name = self.activation()
        return None if name == "linear" else name

    def numbers(self, key: str) -> float | tuple[float, ...]:
        value = self.take(key)
        if isinstance(value, list) and all(isinstance(number, int | float) for number in value):
            return tuple(value)
        if not isinstance(value, int | float):
            raise self.refusal(key, "a number, or one a channel")
        return value

    def done(self) -> None:
        """Refuse what was not taken and is not as usual."""
        usual = usual_config(type(self.layer).__name__)
        if self.config.get("data_format", "channels_last") != "channels_last":
            raise self.refusal("data_format", "'channels_last'")
        for key, value in self.config.items():
            if key in self.taken or key in WITHOUT_EFFECT or key == "data_format" or key.endswith(TRAINING_ONLY):
                continue
            if key not in usual or value != usual[key]:
                raise self.refusal(key, repr(usual[key]) if key in usual else "nothing of this kind")

    def refusal(self, key: str, readable: str) -> ArchitectureError:
        what = f"{type(self.layer).__name__} {self.layer.name!r}"
        return ArchitectureError(f"{what} has {key}={self.config[key]!r}, which no step says; {readable} can be read")


def _plain(value: Any) -> Any:
    return [_plain(item) for item in value] if isinstance(value, tuple | list) else value


# --- one function a class -------------------------------------------------------------------------------------


def _conv(a: Arguments) -> Step:
    return Conv(
        a.take("filters"),
        a.window(),
        a.square("strides"),
        a.padding(),
        a.take("groups"),
        a.take("use_bias"),
        a.fused(),
    )


def _depthwise(a: Arguments) -> Step:
    return Depthwise(a.window(), a.square("strides"), a.padding(), a.take("use_bias"), a.fused())


def _separable(a: Arguments) -> Step:
    return Separable(a.take("filters"), a.window(), a.square("strides"), a.padding(), a.take("use_bias"), a.fused())


def _dense(a: Arguments) -> Step:
    act = a.function()
    return Dense(a.take("units"), a.take("use_bias"), None if act == "linear" else act)


def _batch_norm(a: Arguments) -> Step:
    a.last_axis()
    return Norm("batch", a.take("scale"), a.take("epsilon"), a.take("momentum"))


def _layer_norm(a: Arguments) -> Step:
    a.last_axis()
    return Norm("layer", epsilon=a.take("epsilon"))


def _input_norm(a: Arguments) -> Step:
    a.last_axis()
    return Norm("input")


def _relu(a: Arguments) -> Step:
    limit = a.take("max_value")
    if limit not in (None, 6):
        raise a.refusal("max_value", "None or 6")
    return Act("relu" if limit is None else "relu6")


def _pool(kind: str) -> Callable[[Arguments], Step]:
    return lambda a: Pool(kind, a.square("pool_size"), a.square("strides"), a.padding())


def _global_pool(kind: str) -> Callable[[Arguments], Step]:
    return lambda a: GlobalPool(kind, a.take("keepdims"))


def _pad(a: Arguments) -> Step:
    (top, bottom), (left, right) = a.take("padding")
    return Pad(((top, bottom), (left, right)))


def _drop(a: Arguments) -> Step:
    shape = a.take("noise_shape")
    if shape not in (None, [None] + [1] * len(a.shape)):
        raise a.refusal("noise_shape", "None, or (None, 1, ..., 1) for whole samples,")
    return Drop(a.take("rate"), shape is not None)


def _permute(a: Arguments) -> Step:
    if a.take("dims") != {2: [2, 1], 3: [1, 3, 2]}.get(len(a.shape)):
        raise a.refusal("dims", "a swap of the last two of two or three axes")
    return Shape("swap")


def _concat(a: Arguments) -> Step:
    a.last_axis()
    return Step()


def _reshape(a: Arguments) -> Step:
    target = resolved(a.take("target_shape"), a.shape)
    if target is not None:
        if target == [-1]:
            return Shape("flatten")
        if None not in a.shape:
            *lead, c = (size or 0 for size in a.shape)
            views = {"flatten": [prod(lead) * c], "tokens": [prod(lead), c], "row": [1, prod(lead), c]}
            for kind, view in views.items():
                if target == view:
                    return Shape(kind)
    raise a.refusal("target_shape", "(h*w*c,), (h*w, c) or (1, h*w, c) of a fixed (h, w, c)")


def resolved(target: list[int], shape: Extent) -> list[int] | None:
    """The shape that Reshape gives, its -1 worked out; None where that depends on a free size."""
    if -1 not in target:
        return target
    if None in shape:
        return target if len(target) == 1 else None
    rest = -prod(target)
    return [prod(shape) // rest if size == -1 else size for size in target]  # type: ignore[arg-type]


LAYER_STEPS: dict[str, tuple[Callable[[], keras.Layer], Callable[[Arguments], Step]]] = {
    "Conv2D": (lambda: layers.Conv2D(1, 1, name="_"), _conv),
    "DepthwiseConv2D": (lambda: layers.DepthwiseConv2D(1, name="_"), _depthwise),
    "SeparableConv2D": (lambda: layers.SeparableConv2D(1, 1, name="_"), _separable),
    "Dense": (lambda: layers.Dense(1, name="_"), _dense),
    "BatchNormalization": (lambda: layers.BatchNormalization(name="_"), _batch_norm),
    "LayerNormalization": (lambda: layers.LayerNormalization(name="_"), _layer_norm),
    "Normalization": (lambda: layers.Normalization(name="_"), _input_norm),
    "Activation": (lambda: layers.Activation("linear", name="_"), lambda a: Act(a.function())),
    "ReLU": (lambda: layers.ReLU(name="_"), _relu),
    "ELU": (lambda: layers.ELU(name="_"), lambda a: Act("elu")),
    "Softmax": (lambda: layers.Softmax(name="_"), lambda a: Act("softmax")),
    "MaxPooling2D": (lambda: layers.MaxPooling2D(name="_"), _pool("max")),
    "AveragePooling2D": (lambda: layers.AveragePooling2D(2, name="_"), _pool("avg")),
    "GlobalAveragePooling2D": (lambda: layers.GlobalAveragePooling2D(name="_"), _global_pool("avg")),
    "GlobalAveragePooling1D": (lambda: layers.GlobalAveragePooling1D(name="_"), _global_pool("avg")),
    "GlobalMaxPooling2D": (lambda: layers.GlobalMaxPooling2D(name="_"), _global_pool("max")),
    "GlobalMaxPooling1D": (lambda: layers.GlobalMaxPooling1D(name="_"), _global_pool("max")),
    "ZeroPadding2D": (lambda: layers.ZeroPadding2D(name="_"), _pad),
    "Rescaling": (lambda: layers.Rescaling(1.0, name="_"), lambda a: Scale(a.numbers("scale"), a.numbers("offset"))),
    "Dropout": (lambda: layers.Dropout(0.5, name="_"), _drop),
    "Flatten": (lambda: layers.Flatten(name="_"), lambda a: Shape("flatten")),
    "Permute": (lambda: layers.Permute((1,), name="_"), _permute),
    "Reshape": (lambda: layers.Reshape((1,), name="_"), _reshape),
    # merges, of which the reader of the graph makes Branches
    "Add": (lambda: layers.Add(name="_"), lambda a: Step()),
    "Multiply": (lambda: layers.Multiply(name="_"), lambda a: Step()),
    "Concatenate": (lambda: layers.Concatenate(name="_"), _concat),
}


@cache
def usual_config(kind: str) -> dict[str, Any]:
    """The config of a new layer of a class, its required arguments aside."""
    return {key: _plain(value) for key, value in LAYER_STEPS[kind][0]().get_config().items()}


def layer_step(layer: keras.Layer, shape: Extent) -> Step:
    """The step, without a name, that `layer` is where its input has `shape` (the batch left out).

    Raises:
        ArchitectureError: no step says this layer, or one of its arguments.
    """
    known = LAYER_STEPS.get(type(layer).__name__)
    if known is None or type(layer) is not getattr(layers, type(layer).__name__):
        raise ArchitectureError(f"layer {layer.name!r} is a {type(layer).__name__}, which no step says")
    arguments = Arguments(layer, shape)
    step = known[1](arguments)
    arguments.done()
    return step
