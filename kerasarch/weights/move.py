"""The weights of a model, moved along into a rewritten one.

Sums and products are taken in float64; the layer that gets the result rounds it once. Layers are asked for their
weights by Keras's public attributes, so that this module needs no Keras of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from kerasarch.errors import ArchitectureError
from kerasarch.rewrites.moves import AsConvolution, AsDepthwise, Folded, Kept, Move, Summed

Array = np.ndarray[Any, Any]
Layer = Any
Layers = Callable[[str], Layer]


def move(old: Any, new: Any, moves: Mapping[str, Move]) -> None:
    """Give the Keras model `new` the weights of `old`; a layer without a move takes those of the layer of its name.

    Raises:
        ArchitectureError: a layer of `new` has no source, or one of another shape, or a layer of `old` has weights
            that nothing of `new` takes. `new` must not be used then.
    """
    layers = {layer.name: layer for layer in old.layers}
    unused = {name for name, layer in layers.items() if layer.weights}
    for layer in new.layers:
        if not layer.weights:
            continue
        source = moves.get(layer.name, Kept(layer.name))
        if missing := [name for name in source.sources if name not in layers]:
            raise ArchitectureError(f"layer {layer.name!r} takes weights of {missing[0]!r}, which {old.name!r} has not")
        values = weights(source, layers.__getitem__)
        wanted, given = [tuple(w.shape) for w in layer.weights], [tuple(w.shape) for w in values]
        if wanted != given:
            raise ArchitectureError(f"layer {layer.name!r} has weights of shapes {wanted}, its sources give {given}")
        layer.set_weights(values)
        if hasattr(layer, "finalize_state"):
            layer.finalize_state()  # Normalization uses new weights only after this
        unused.difference_update(source.sources)
    if unused:
        raise ArchitectureError(f"the weights of {', '.join(sorted(unused))} have no place in the rewritten model")


def weights(source: Move, layers: Layers) -> list[Array]:
    """What a move gives, in Keras's order."""
    match source:
        case Kept():
            return _values(layers(source.layer))
        case Folded():
            return _folded(source.layer, source.norms, layers)
        case Summed():
            return _summed(source, layers)
        case AsConvolution():
            kernel, *bias = _values(layers(source.dense))
            return [kernel[None, None], *bias]
        case AsDepthwise():
            gamma, beta = _values(layers(source.norm))
            return [gamma.reshape(1, 1, -1, 1), beta]


def affine(norm: Layer) -> tuple[Array, Array]:
    """A batch norm in inference as y = a * x + b: (a, b), float64."""
    a = 1 / np.sqrt(_float64(norm.moving_variance) + norm.epsilon)
    if norm.gamma is not None:
        a = a * _float64(norm.gamma)
    b = -_float64(norm.moving_mean) * a
    return a, b if norm.beta is None else b + _float64(norm.beta)


def _folded(layer: str, norms: tuple[str, ...], layers: Layers) -> list[Array]:
    *kernels, bias = _linear(layers(layer))
    depthwise = _is_depthwise(layers(layer))
    for norm in norms:
        a, b = affine(layers(norm))
        kernels[-1] = kernels[-1] * _per_output(a, kernels[-1], depthwise)
        bias = bias * a + b
    return [*kernels, bias]


def _summed(source: Summed, layers: Layers) -> list[Array]:
    convolution = next(layers(branch.layer) for branch in source.branches if branch.layer)
    depthwise = _is_depthwise(convolution)
    per_group, filters = convolution.weights[0].shape[2:]
    kernel = np.zeros((*source.kernel, per_group, filters))
    bias = np.zeros(per_group if depthwise else filters)
    for branch in source.branches:
        if branch.layer:
            part, shift = _folded(branch.layer, branch.norms, layers)
        else:
            part, shift = _identity(branch.norms, layers, per_group, filters, depthwise)
        top, left = branch.at
        kernel[top : top + part.shape[0], left : left + part.shape[1]] += part
        bias += shift
    return [kernel, bias]


def _identity(
    norms: tuple[str, ...], layers: Layers, per_group: int, filters: int, depthwise: bool
) -> tuple[Array, Array]:
    """The 1x1 convolution that is an identity and its norms. Output i reads input i, the i-th of its group."""
    part = np.zeros((1, 1, per_group, filters))
    if depthwise:
        part[:] = 1
    else:
        outputs = np.arange(filters)
        part[0, 0, outputs % per_group, outputs] = 1
    shift = np.zeros(per_group if depthwise else filters)
    for norm in norms:
        a, b = affine(layers(norm))
        if a.shape != shift.shape:
            raise ArchitectureError(f"{norm!r} has {a.size} channels beside a convolution of {shift.size}")
        part = part * _per_output(a, part, depthwise)
        shift = shift * a + b
    return part, shift


def _per_output(a: Array, kernel: Array, depthwise: bool) -> Array:
    """`a`, a factor an output channel, in a shape that multiplies `kernel`."""
    return a.reshape(kernel.shape[2:]) if depthwise else a


def _is_depthwise(layer: Layer) -> bool:
    return type(layer).__name__ == "DepthwiseConv2D"


def _linear(layer: Layer) -> list[Array]:
    """Kernels and bias in float64; a bias of zeros where the layer has none."""
    values = [_float64(variable) for variable in layer.weights]
    if layer.use_bias:
        return values
    kernel = values[-1]
    return [*values, np.zeros(kernel.shape[2] if _is_depthwise(layer) else kernel.shape[-1])]


def _values(layer: Layer) -> list[Array]:
    return [variable.numpy() for variable in layer.weights]


def _float64(variable: Any) -> Array:
    return np.asarray(variable.numpy(), "float64")
