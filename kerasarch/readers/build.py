"""Reader: the Keras layers of a plan, on whichever backend is active. Stock layers and public keras.ops only."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from math import prod
from typing import Any

import keras
from keras import layers

from kerasarch.errors import ArchitectureError
from kerasarch.plans import Plan
from kerasarch.steps import (
    Act,
    Block,
    Branches,
    Conv,
    Dense,
    Depthwise,
    Drop,
    GlobalPool,
    LocalNorm,
    Math,
    Norm,
    Pad,
    Part,
    Pool,
    Scale,
    Separable,
    Shape,
    Shuffle,
    Side,
    Step,
    Table,
    channels,
)
from kerasarch.walks import leaves

Tensor = Any
MERGE = {"add": layers.Add, "concat": layers.Concatenate, "multiply": layers.Multiply}
POOL = {"max": layers.MaxPooling2D, "avg": layers.AveragePooling2D}
GLOBAL_POOL = {
    ("avg", 4): layers.GlobalAveragePooling2D,
    ("max", 4): layers.GlobalMaxPooling2D,
    ("avg", 3): layers.GlobalAveragePooling1D,
    ("max", 3): layers.GlobalMaxPooling1D,
}
# what works along the last axis; Keras's layer norm takes another one, but not on PyTorch
ALONG = {"layer", "softmax", "log_softmax", "sparsemax", "glu"}


@dataclass(frozen=True)
class Layout:
    """Where the channels are: the last axis of tokens and vectors always, that of maps only where they are last."""

    data_format: str

    def of(self, x: Tensor) -> str:
        """The data format that a layer on `x` needs."""
        return self.data_format if len(x.shape) == 4 else "channels_last"

    def axis(self, x: Tensor) -> int:
        return 1 if self.of(x) == "channels_first" else -1

    def channels(self, x: Tensor) -> Any:
        return x.shape[self.axis(x)]

    def swap(self, x: Tensor, name: str) -> Tensor:
        """Channels in the place of the width, or of the tokens, and the other way."""
        if len(x.shape) == 3:
            return layers.Permute((2, 1), name=name)(x)
        return layers.Permute((1, 3, 2) if self.axis(x) == -1 else (3, 2, 1), name=name)(x)

    def check(self, step: Step, x: Tensor) -> None:
        """Refuse a step that works along the last axis of a map whose channels are another."""
        types = {getattr(step, "act", None), getattr(step, "type", None)}
        if self.axis(x) != -1 and (isinstance(step, Dense) or not ALONG.isdisjoint(types)):
            raise ArchitectureError(f"{step.name}, on a map, works along its last axis; build it channels_last")


def build(plan: Plan, x: Tensor, data_format: str = "channels_last") -> tuple[Tensor, dict[str, Tensor]]:
    """Apply a plan to a Keras tensor.

    Args:
        x: (batch, height, width, channels), or (batch, channels, height, width) with data_format="channels_first".

    Returns:
        The output, and the outputs of the side steps by name.

    Raises:
        ArchitectureError: a step that needs a fixed size where it is free, or the channels last.
    """
    sides: dict[str, Tensor] = {}
    layout = Layout(data_format)
    _count_past(plan)
    return _apply(plan.steps, x, layout.channels(x), sides, layout), sides


def _count_past(plan: Plan) -> None:
    """Keras numbers the functions of keras.ops by kind ("mean_1"): let it count past the names of the plan's layers."""
    every = list(leaves(plan.steps))
    kinds = {"split", "power"} | {step.type for step in every if isinstance(step, Math)}
    for step in every:
        kind, number = re.fullmatch(r"(.*?)(?:_(\d+))?", str(step.name)).groups()  # type: ignore[union-attr]
        while kind in kinds and keras.backend.get_uid(kind) <= int(number or 0):
            pass


def _apply(steps: Table, x: Tensor, block: int, sides: dict[str, Tensor], layout: Layout) -> Tensor:
    for step in steps:
        match step:
            case Block():
                x = _apply(step.steps, x, layout.channels(x), sides, layout)
            case Branches():
                branches = [_apply(branch, x, block, sides, layout) for branch in step.branches]
                axis = {"axis": layout.axis(branches[0])} if step.merge == "concat" else {}
                x = MERGE[step.merge](**axis, name=step.name)(branches)
            case Side():
                sides[str(step.name)] = _apply(step.steps, x, layout.channels(x), sides, layout)
            case _:
                layout.check(step, x)
                x = LAYERS[type(step)](step, x, block, layout)
    return x


def _conv(s: Conv, x: Tensor, block: int, layout: Layout) -> Tensor:
    filters = channels(s.filters, layout.channels(x), block)
    return layers.Conv2D(
        filters,
        s.kernel,
        s.strides,
        s.padding,
        layout.of(x),
        groups=s.groups,
        use_bias=s.bias,
        activation=s.act,
        name=s.name,
    )(x)


def _depthwise(s: Depthwise, x: Tensor, block: int, layout: Layout) -> Tensor:
    return layers.DepthwiseConv2D(
        s.kernel,
        s.strides,
        s.padding,
        data_format=layout.of(x),
        activation=s.act,
        use_bias=s.bias,
        name=s.name,
    )(x)


def _separable(s: Separable, x: Tensor, block: int, layout: Layout) -> Tensor:
    filters = channels(s.filters, layout.channels(x), block)
    return layers.SeparableConv2D(
        filters, s.kernel, s.strides, s.padding, layout.of(x), activation=s.act, use_bias=s.bias, name=s.name
    )(x)


def _dense(s: Dense, x: Tensor, block: int, layout: Layout) -> Tensor:
    return layers.Dense(channels(s.units, layout.channels(x), block), s.act, use_bias=s.bias, name=s.name)(x)


def _norm(s: Norm, x: Tensor, block: int, layout: Layout) -> Tensor:
    if s.type == "batch":
        return layers.BatchNormalization(layout.axis(x), s.momentum, s.epsilon, scale=s.scale, name=s.name)(x)
    if s.type == "layer":
        return layers.LayerNormalization(epsilon=s.epsilon, name=s.name)(x)
    return layers.Normalization(layout.axis(x), name=s.name)(x)


def _act(s: Act, x: Tensor, block: int, layout: Layout) -> Tensor:
    return (layers.ReLU(6.0, name=s.name) if s.type == "relu6" else layers.Activation(s.type, name=s.name))(x)


def _scale(s: Scale, x: Tensor, block: int, layout: Layout) -> Tensor:
    def spread(value: float | tuple[float, ...]) -> Any:
        """On a map in its own shape, as Keras puts a plain list along an axis of whatever it is set to then."""
        if not isinstance(value, tuple):
            return value
        if len(x.shape) != 4:
            return list(value)
        return [[list(value)]] if layout.axis(x) == -1 else [[[number]] for number in value]

    return layers.Rescaling(spread(s.factor), spread(s.offset), name=s.name)(x)


def _drop(s: Drop, x: Tensor, block: int, layout: Layout) -> Tensor:
    if not s.rate:
        return x
    whole = (None,) + (1,) * (len(x.shape) - 1) if s.whole else None
    return layers.Dropout(s.rate, noise_shape=whole, name=s.name)(x)


def _static(s: Step, x: Tensor) -> tuple[int, ...]:
    shape: tuple[int | None, ...] = x.shape[1:]
    if None in shape:
        raise ArchitectureError(f"{s.name} needs a fixed input size; got {shape}")
    return shape  # type: ignore[return-value]


def _view(s: Shape, x: Tensor, block: int, layout: Layout) -> Tensor:
    if s.type == "flatten":
        return layers.Flatten(layout.of(x), name=s.name)(x)
    if s.type == "swap":
        return layout.swap(x, str(s.name))
    if layout.axis(x) == 1:
        x = layers.Permute((2, 3, 1), name=f"{s.name}_last")(x)
    *lead, c = _static(s, x)
    if s.type == "tokens":
        return layers.Reshape((prod(lead), c), name=s.name)(x)
    x = layers.Reshape((1, prod(lead), c), name=s.name)(x)
    return x if layout.axis(x) == -1 else layers.Permute((3, 1, 2), name=f"{s.name}_first")(x)


def _shuffle(s: Shuffle, x: Tensor, block: int, layout: Layout) -> Tensor:
    shape, c = _static(s, x), layout.channels(x)
    groups = (c // s.groups, s.groups) if s.inverse else (s.groups, c // s.groups)
    if layout.axis(x) == -1:
        split, dims = (prod(shape) // c, *groups), (1, 3, 2)
    else:
        split, dims = (*groups, prod(shape) // c), (2, 1, 3)
    x = layers.Reshape(split, name=f"{s.name}_split")(x)
    x = layers.Permute(dims, name=f"{s.name}_turn")(x)
    return layers.Reshape(shape, name=s.name)(x)


def _math(s: Math, x: Tensor, block: int, layout: Layout) -> Tensor:
    return keras.ops.mean(x, axis=layout.axis(x), keepdims=True) if s.type == "mean" else getattr(keras.ops, s.type)(x)


def _local_norm(s: LocalNorm, x: Tensor, block: int, layout: Layout) -> Tensor:
    # The channels take the place of the width, where a pool can slide over them. They are scaled before they are
    # squared: the squares of unscaled ones overflow float16.
    beside = (s.neighbours - 1) // 2
    small = layout.swap(layers.Rescaling(s.alpha**0.5, name=f"{s.name}_scale")(x), f"{s.name}_turn")
    square = layers.Multiply(name=f"{s.name}_square")([small, small])
    padded = layers.ZeroPadding2D(((0, 0), (beside, beside)), layout.of(x), name=f"{s.name}_pad")(square)
    mean = layers.AveragePooling2D((1, s.neighbours), 1, data_format=layout.of(x), name=f"{s.name}_mean")(padded)
    divisor = layers.Rescaling(1.0, s.bias, name=f"{s.name}_bias")(layout.swap(mean, f"{s.name}_back"))
    return layers.Multiply(name=s.name)([x, keras.ops.power(divisor, -s.beta)])


LAYERS: dict[type[Step], Callable[[Any, Tensor, int, Layout], Tensor]] = {
    Conv: _conv,
    Depthwise: _depthwise,
    Separable: _separable,
    Dense: _dense,
    Norm: _norm,
    Act: _act,
    Pool: lambda s, x, block, layout: POOL[s.type](s.size, s.strides, s.padding, layout.of(x), name=s.name)(x),
    GlobalPool: lambda s, x, block, layout: GLOBAL_POOL[s.type, len(x.shape)](layout.of(x), s.keepdims, name=s.name)(x),
    Pad: lambda s, x, block, layout: layers.ZeroPadding2D(s.amount, layout.of(x), name=s.name)(x),
    Scale: _scale,
    Drop: _drop,
    Shape: _view,
    Shuffle: _shuffle,
    Part: lambda s, x, block, layout: keras.ops.split(x, s.of, axis=layout.axis(x))[s.index],
    Math: _math,
    LocalNorm: _local_norm,
}
