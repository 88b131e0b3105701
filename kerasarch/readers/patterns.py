"""Steps that Keras has no layer for, found again in the layers that stand for them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import prod

import keras
from keras import layers

from kerasarch.readers.graph import Key, Node
from kerasarch.readers.layer_steps import Arguments, layer_step, resolved
from kerasarch.steps import LocalNorm, Pad, Scale, Shape, Shuffle, Step

Nodes = Mapping[Key, Node]


@dataclass(frozen=True)
class Pattern:
    """A step, the tensors within it from its end to its beginning, and the tensor that it takes."""

    step: Step
    within: tuple[Key, ...]
    start: Key


def pattern(nodes: Nodes, end: Key) -> Pattern | None:
    """The step of several layers that gives the tensor `end`, or None."""
    return _shuffle(nodes, end) or _local_norm(nodes, end)


def _chain(nodes: Nodes, end: Key, *kinds: type[keras.Layer]) -> tuple[Key, ...] | None:
    """The tensors that layers of these classes give on the way back from `end`, and the one that the first takes."""
    keys = [end]
    for kind in kinds:
        node = nodes[keys[-1]]
        if type(node.layer) is not kind or len(set(node.inputs)) != 1 or node.constants:
            return None
        keys.append(node.inputs[0])
    return tuple(keys)


def _shuffle(nodes: Nodes, end: Key) -> Pattern | None:
    """(..., c) -> (..., a, b) -> (..., b, a) -> (..., c)."""
    chain = _chain(nodes, end, layers.Reshape, layers.Permute, layers.Reshape)
    if chain is None:
        return None
    join, permute, split = (nodes[key] for key in chain[:3])
    if None in split.shape:
        return None
    axes = list(range(1, len(permute.shape) + 1))
    image = list(split.shape)
    if (
        len(image) != 3
        or list(permute.layer.dims) != axes[:-2] + axes[:-3:-1]
        or prod(size or 0 for size in permute.shape[-2:]) != image[-1]
        or resolved(list(join.layer.target_shape), join.shape) != image
    ):
        return None
    return Pattern(Shuffle(int(permute.shape[-2] or 0), name=join.name), chain[1:3], chain[3])


def _local_norm(nodes: Nodes, end: Key) -> Pattern | None:
    """x * power(bias + mean of (scale * x) squared over neighbours, -beta), as `kerasarch.readers.build` writes it."""
    node = nodes[end]
    if type(node.layer) is not layers.Multiply or len(node.inputs) != 2:
        return None
    x, power = node.inputs
    operation = nodes[power]
    if operation.layer is not None or operation.kind != "Power" or [place for place, _ in operation.constants] != [1]:
        return None
    ((_, exponent),) = operation.constants
    if not isinstance(exponent, int | float):
        return None
    kinds = (layers.Rescaling, layers.Permute, layers.AveragePooling2D, layers.ZeroPadding2D, layers.Multiply)
    chain = _chain(nodes, operation.inputs[0], *kinds, layers.Permute, layers.Rescaling)
    if chain is None or chain[-1] != x:
        return None
    bias, back, mean, pad, square, turn, scale = (nodes[key] for key in chain[:-1])
    window = Arguments(mean.layer, mean.shape)
    (rows, neighbours), strides = window.take("pool_size"), window.take("strides")
    window.done()
    if (rows, neighbours % 2, strides, len(square.inputs)) != (1, 1, [1, 1], 2):
        return None
    factor, offset = scale.layer.scale, bias.layer.offset
    beside = neighbours // 2
    expected = (
        (scale, Scale(factor)),
        (turn, Shape("swap")),
        (pad, Pad(((0, 0), (beside, beside)))),
        (back, Shape("swap")),
        (bias, Scale(1.0, offset)),
    )
    if any(layer_step(part.layer, part.shape) != step for part, step in expected):
        return None
    step = LocalNorm(neighbours, factor**2, -exponent, offset, name=node.name)
    return Pattern(step, (power, *chain[:-1]), x)
