"""How the weights of a rewritten plan come from those of the model it was read from.

A rewrite gives, with its plan, a move for each layer whose weights are not simply those of the old layer of that name.
Moves compute in float64; the layer that takes the weights rounds them once. No Keras is imported here: layers are
asked for their weights by Keras's public attributes.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np

from kerasarch.errors import ArchitectureError

Array = np.ndarray[Any, Any]
Layer = Any
Layers = Callable[[str], Layer]


class Move(Protocol):
    """Where a layer's weights come from."""

    @property
    def sources(self) -> tuple[str, ...]:
        """Names of the old layers that it reads."""
        ...

    def weights(self, layers: Layers) -> list[Array]:
        """The new layer's weights, in Keras's order."""
        ...


Moves = Mapping[str, Move]


@dataclass(frozen=True)
class Kept:
    """The weights of one old layer, as they are."""

    layer: str

    @property
    def sources(self) -> tuple[str, ...]:
        return (self.layer,)

    def weights(self, layers: Layers) -> list[Array]:
        return [variable.numpy() for variable in layers(self.layer).weights]


@dataclass(frozen=True)
class Folded:
    """A linear layer (convolution or dense) and the batch norms after it, as one layer with a bias."""

    layer: str
    norms: tuple[str, ...]

    @property
    def sources(self) -> tuple[str, ...]:
        return (self.layer, *self.norms)

    def weights(self, layers: Layers) -> list[Array]:
        layer = layers(self.layer)
        *kernels, bias = _linear(layer)
        for norm in self.norms:
            a, b = affine(layers(norm))
            kernels[-1] = kernels[-1] * per_output(a, kernels[-1], _is_depthwise(layer))
            bias = bias * a + b
        return [*kernels, bias]


@dataclass(frozen=True)
class Branch:
    """One linear branch of a sum: a convolution or none, then batch norms; `at` is its place in the common kernel."""

    layer: str | None
    norms: tuple[str, ...]
    at: tuple[int, int]


@dataclass(frozen=True)
class Summed:
    """Parallel linear branches as one convolution with a bias (RepVGG, arXiv:2101.03697, section 3.3).

    `kernel` is the height and width that hold every branch's kernel at its place.
    """

    branches: tuple[Branch, ...]
    kernel: tuple[int, int]

    @property
    def sources(self) -> tuple[str, ...]:
        return tuple(name for branch in self.branches for name in (branch.layer, *branch.norms) if name)

    def weights(self, layers: Layers) -> list[Array]:
        convolution = next(layers(branch.layer) for branch in self.branches if branch.layer)
        depthwise = _is_depthwise(convolution)
        per_group, filters = convolution.weights[0].shape[2:]
        kernel = np.zeros((*self.kernel, per_group, filters))
        bias = np.zeros(per_group if depthwise else filters)
        for branch in self.branches:
            if branch.layer:
                part, shift = Folded(branch.layer, branch.norms).weights(layers)
            else:
                part, shift = self._identity(branch, layers, per_group, filters, depthwise)
            top, left = branch.at
            kernel[top : top + part.shape[0], left : left + part.shape[1]] += part
            bias += shift
        return [kernel, bias]

    @staticmethod
    def _identity(branch: Branch, layers: Layers, per_group: int, filters: int, depthwise: bool) -> tuple[Array, Array]:
        """The 1x1 convolution that is an identity and its norms. Output i reads input i, the i-th of its group."""
        part = np.zeros((1, 1, per_group, filters))
        if depthwise:
            part[:] = 1
        else:
            outputs = np.arange(filters)
            part[0, 0, outputs % per_group, outputs] = 1
        shift = np.zeros(per_group if depthwise else filters)
        for norm in branch.norms:
            a, b = affine(layers(norm))
            if a.shape != shift.shape:
                raise ArchitectureError(f"{norm!r} has {a.size} channels beside a convolution of {shift.size}")
            part = part * per_output(a, part, depthwise)
            shift = shift * a + b
        return part, shift


@dataclass(frozen=True)
class AsConvolution:
    """A dense layer as a 1x1 convolution."""

    dense: str

    @property
    def sources(self) -> tuple[str, ...]:
        return (self.dense,)

    def weights(self, layers: Layers) -> list[Array]:
        kernel, *bias = Kept(self.dense).weights(layers)
        return [kernel[None, None], *bias]


@dataclass(frozen=True)
class AsDepthwise:
    """The gamma and beta of a layer norm as a 1x1 depthwise convolution."""

    norm: str

    @property
    def sources(self) -> tuple[str, ...]:
        return (self.norm,)

    def weights(self, layers: Layers) -> list[Array]:
        gamma, beta = Kept(self.norm).weights(layers)
        return [gamma.reshape(1, 1, -1, 1), beta]


def affine(norm: Layer) -> tuple[Array, Array]:
    """A batch norm in inference as y = a * x + b: (a, b), float64."""
    a = 1 / np.sqrt(_float64(norm.moving_variance) + norm.epsilon)
    if norm.gamma is not None:
        a = a * _float64(norm.gamma)
    b = -_float64(norm.moving_mean) * a
    return a, b if norm.beta is None else b + _float64(norm.beta)


def per_output(a: Array, kernel: Array, depthwise: bool) -> Array:
    """`a`, a factor an output channel, in a shape that multiplies `kernel`."""
    return a.reshape(kernel.shape[2:]) if depthwise else a


def move(old: Any, new: Any, moves: Moves) -> None:
    """Give the Keras model `new` the weights of `old`; a layer without a move takes those of the layer of its name.

    Raises:
        ArchitectureError: a layer of `new` has no source, or one of another shape, or a layer of `old` has weights
            that nothing of `new` takes. `new` must not be used then.
    """
    unused = {layer.name for layer in old.layers if layer.weights}
    for layer in new.layers:
        if not layer.weights:
            continue
        source = moves.get(layer.name, Kept(layer.name))
        if missing := [name for name in source.sources if not _has(old, name)]:
            raise ArchitectureError(f"layer {layer.name!r} takes weights of {missing[0]!r}, which {old.name!r} has not")
        values = source.weights(old.get_layer)
        wanted, given = [tuple(w.shape) for w in layer.weights], [tuple(w.shape) for w in values]
        if wanted != given:
            raise ArchitectureError(f"layer {layer.name!r} has weights of shapes {wanted}, its sources give {given}")
        layer.set_weights(values)
        if hasattr(layer, "finalize_state"):
            layer.finalize_state()  # Normalization uses new weights only after this
        unused.difference_update(source.sources)
    if unused:
        raise ArchitectureError(f"the weights of {', '.join(sorted(unused))} have no place in the rewritten model")


def _has(model: Any, name: str) -> bool:
    return any(layer.name == name for layer in model.layers)


def _is_depthwise(layer: Layer) -> bool:
    return type(layer).__name__ == "DepthwiseConv2D"


def _linear(layer: Layer) -> list[Array]:
    """Kernels and bias in float64; a bias of zeros where the layer has none."""
    values = [_float64(variable) for variable in layer.weights]
    if layer.use_bias:
        return values
    kernel = values[-1]
    return [*values, np.zeros(kernel.shape[2] if _is_depthwise(layer) else kernel.shape[-1])]


def _float64(variable: Any) -> Array:
    return np.asarray(variable.numpy(), "float64")
