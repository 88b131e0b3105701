"""Reader: the Keras layers of a plan, on whichever backend is active. Stock layers and public keras.ops only."""

from __future__ import annotations

import re
from collections.abc import Callable
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
    leaves,
)

Tensor = Any
MERGE = {"add": layers.Add, "concat": layers.Concatenate, "multiply": layers.Multiply}
POOL = {"max": layers.MaxPooling2D, "avg": layers.AveragePooling2D}
GLOBAL_POOL = {
    ("avg", 4): layers.GlobalAveragePooling2D,
    ("max", 4): layers.GlobalMaxPooling2D,
    ("avg", 3): layers.GlobalAveragePooling1D,
    ("max", 3): layers.GlobalMaxPooling1D,
}


def build(plan: Plan, x: Tensor) -> tuple[Tensor, dict[str, Tensor]]:
    """Apply a plan to a Keras tensor of shape (batch, height, width, channels).

    Returns:
        The output, and the outputs of the side steps by name.
    """
    sides: dict[str, Tensor] = {}
    _count_past(plan)
    return _apply(plan.steps, x, x.shape[-1], sides), sides


def _count_past(plan: Plan) -> None:
    """Keras numbers the functions of keras.ops by kind ("mean_1"): let it count past the names of the plan's layers."""
    every = list(leaves(plan.steps))
    kinds = {"split", "power"} | {step.type for step in every if isinstance(step, Math)}
    for step in every:
        kind, number = re.fullmatch(r"(.*?)(?:_(\d+))?", str(step.name)).groups()  # type: ignore[union-attr]
        while kind in kinds and keras.backend.get_uid(kind) <= int(number or 0):
            pass


def _apply(steps: Table, x: Tensor, block: int, sides: dict[str, Tensor]) -> Tensor:
    for step in steps:
        match step:
            case Block():
                x = _apply(step.steps, x, x.shape[-1], sides)
            case Branches():
                x = MERGE[step.merge](name=step.name)([_apply(branch, x, block, sides) for branch in step.branches])
            case Side():
                sides[str(step.name)] = _apply(step.steps, x, x.shape[-1], sides)
            case _:
                x = LAYERS[type(step)](step, x, block)
    return x


def _conv(s: Conv, x: Tensor, block: int) -> Tensor:
    filters = channels(s.filters, x.shape[-1], block)
    return layers.Conv2D(
        filters, s.kernel, s.strides, s.padding, groups=s.groups, use_bias=s.bias, activation=s.act, name=s.name
    )(x)


def _depthwise(s: Depthwise, x: Tensor, block: int) -> Tensor:
    return layers.DepthwiseConv2D(s.kernel, s.strides, s.padding, activation=s.act, use_bias=s.bias, name=s.name)(x)


def _separable(s: Separable, x: Tensor, block: int) -> Tensor:
    filters = channels(s.filters, x.shape[-1], block)
    return layers.SeparableConv2D(
        filters, s.kernel, s.strides, s.padding, activation=s.act, use_bias=s.bias, name=s.name
    )(x)


def _dense(s: Dense, x: Tensor, block: int) -> Tensor:
    return layers.Dense(channels(s.units, x.shape[-1], block), s.act, use_bias=s.bias, name=s.name)(x)


def _norm(s: Norm, x: Tensor, block: int) -> Tensor:
    if s.type == "batch":
        return layers.BatchNormalization(momentum=s.momentum, epsilon=s.epsilon, scale=s.scale, name=s.name)(x)
    if s.type == "layer":
        return layers.LayerNormalization(epsilon=s.epsilon, name=s.name)(x)
    return layers.Normalization(name=s.name)(x)


def _act(s: Act, x: Tensor, block: int) -> Tensor:
    return (layers.ReLU(6.0, name=s.name) if s.type == "relu6" else layers.Activation(s.type, name=s.name))(x)


def _scale(s: Scale, x: Tensor, block: int) -> Tensor:
    factor, offset = (list(value) if isinstance(value, tuple) else value for value in (s.factor, s.offset))
    return layers.Rescaling(factor, offset, name=s.name)(x)


def _drop(s: Drop, x: Tensor, block: int) -> Tensor:
    if not s.rate:
        return x
    whole = (None,) + (1,) * (len(x.shape) - 1) if s.whole else None
    return layers.Dropout(s.rate, noise_shape=whole, name=s.name)(x)


def _static(s: Step, x: Tensor) -> tuple[int, ...]:
    shape: tuple[int | None, ...] = x.shape[1:]
    if None in shape:
        raise ArchitectureError(f"{s.name} needs a fixed input size; got {shape}")
    return shape  # type: ignore[return-value]


def _view(s: Shape, x: Tensor, block: int) -> Tensor:
    if s.type == "flatten":
        return layers.Flatten(name=s.name)(x)
    if s.type == "swap":
        return layers.Permute((2, 1) if len(x.shape) == 3 else (1, 3, 2), name=s.name)(x)
    *lead, c = _static(s, x)
    return layers.Reshape((prod(lead), c) if s.type == "tokens" else (1, prod(lead), c), name=s.name)(x)


def _shuffle(s: Shuffle, x: Tensor, block: int) -> Tensor:
    h, w, c = _static(s, x)
    split = (h * w, c // s.groups, s.groups) if s.inverse else (h * w, s.groups, c // s.groups)
    x = layers.Reshape(split, name=f"{s.name}_split")(x)
    x = layers.Permute((1, 3, 2), name=s.name)(x)
    return layers.Reshape((h, w, c), name=f"{s.name}_join")(x)


def _math(s: Math, x: Tensor, block: int) -> Tensor:
    return keras.ops.mean(x, axis=-1, keepdims=True) if s.type == "mean" else getattr(keras.ops, s.type)(x)


def _local_norm(s: LocalNorm, x: Tensor, block: int) -> Tensor:
    # The channels take the place of the width, where a pool can slide over them. They are scaled before they are
    # squared: the squares of unscaled ones overflow float16.
    beside = (s.neighbours - 1) // 2
    small = layers.Permute((1, 3, 2), name=f"{s.name}_turn")(layers.Rescaling(s.alpha**0.5, name=f"{s.name}_scale")(x))
    square = layers.Multiply(name=f"{s.name}_square")([small, small])
    padded = layers.ZeroPadding2D(((0, 0), (beside, beside)), name=f"{s.name}_pad")(square)
    mean = layers.AveragePooling2D((1, s.neighbours), 1, name=f"{s.name}_mean")(padded)
    divisor = layers.Rescaling(1.0, s.bias, name=f"{s.name}_bias")(
        layers.Permute((1, 3, 2), name=f"{s.name}_back")(mean)
    )
    return layers.Multiply(name=s.name)([x, keras.ops.power(divisor, -s.beta)])


LAYERS: dict[type[Step], Callable[[Any, Tensor, int], Tensor]] = {
    Conv: _conv,
    Depthwise: _depthwise,
    Separable: _separable,
    Dense: _dense,
    Norm: _norm,
    Act: _act,
    Pool: lambda s, x, block: POOL[s.type](s.size, s.strides, s.padding, name=s.name)(x),
    GlobalPool: lambda s, x, block: GLOBAL_POOL[s.type, len(x.shape)](keepdims=s.keepdims, name=s.name)(x),
    Pad: lambda s, x, block: layers.ZeroPadding2D(s.amount, name=s.name)(x),
    Scale: _scale,
    Drop: _drop,
    Shape: _view,
    Shuffle: _shuffle,
    Part: lambda s, x, block: keras.ops.split(x, s.of, axis=-1)[s.index],
    Math: _math,
    LocalNorm: _local_norm,
}
