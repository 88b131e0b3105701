"""Where the tensors of another library's network go: which weight of which layer, and with its axes in which order.

That is decided by names and shapes alone, before a value is read. Each tensor is used once, and each weight gets one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import prod
from typing import Any

import numpy as np

from kerasarch.errors import WeightsError
from kerasarch.plans import Plan
from kerasarch.walks import leaves
from kerasarch.weights.orders import Order

Layer = Any
Shape = tuple[int, ...]


@dataclass(frozen=True)
class Place:
    """Weight number `weight` of `layer`, in Keras's order.

    It is the tensor, seen as of shape `view` where that is given, with its axes in the order `axes`, then brought into
    the weight's own shape.
    """

    layer: str
    weight: int
    axes: tuple[int, ...]
    view: Shape | None = None


def in_table_order(model: Any, plan: Plan) -> list[Layer]:
    """The layers with weights of a model that `plan` was built into, in the plan's order."""
    rank = {step.name: i for i, step in enumerate(leaves(plan.steps))}
    return sorted((layer for layer in model.layers if layer.weights), key=lambda layer: rank[layer.name])


def assign(layers: Sequence[Layer], places: Mapping[str, Place], tensors: Mapping[str, Any]) -> None:
    """Give `layers` their weights: `tensors` holds an array, or what NumPy makes one of, for each name in `places`.

    A weight without a place becomes 0: see `from_torch`.
    """
    named = {layer.name: layer for layer in layers}
    placed = {(place.layer, place.weight) for place in places.values()}
    for layer in layers:
        for i, variable in enumerate(layer.weights):
            if (layer.name, i) not in placed:
                variable.assign(np.zeros(variable.shape))
    for name, place in places.items():
        variable = named[place.layer].weights[place.weight]
        value = np.asarray(tensors[name])
        value = value if place.view is None else value.reshape(place.view)
        variable.assign(value.transpose(place.axes).reshape(variable.shape))
    for layer in layers:
        if hasattr(layer, "finalize_state"):
            layer.finalize_state()  # Normalization uses new weights only after this


# --- of torch -------------------------------------------------------------------------------------------------

KERNELS = {"Conv2D": (2, 3, 1, 0), "DepthwiseConv2D": (2, 3, 0, 1), "Dense": (1, 0)}  # torch's axes, in Keras's order
UNUSED = "num_batches_tracked"  # counts steps of training


def from_torch(
    sources: Mapping[str, Shape], layers: Sequence[Layer], order: Order, unbiased: bool = False
) -> dict[str, Place]:
    """The places of the tensors of a torch network.

    Args:
        sources: the shapes of its state dictionary by name, in any order.
        layers: with weights, in the order of their table.
        order: of the network's modules; see `kerasarch.weights.orders`.
        unbiased: whether its convolutions have no biases, so that those of `layers` have no place and become 0.

    Raises:
        WeightsError: a name that `order` does not know, or a module that is unlike the layer at its place.
    """
    modules: dict[str, dict[str, Shape]] = {}
    for name, shape in sources.items():
        module, _, part = name.rpartition(".")
        if part != UNUSED:
            modules.setdefault(module, {})[part] = tuple(shape)
    places = {}
    ordered = sorted(modules, key=lambda module: _rank(module, order))
    for module, layer in zip(ordered, layers, strict=False):
        forms = _as_torch(layer, modules[module].get("weight", ()))
        if unbiased and type(layer).__name__ == "Conv2D":
            forms.pop("bias", None)
        wanted = {part: shape for part, (shape, _) in forms.items()}
        if modules[module] != wanted:
            raise WeightsError(f"module {module!r} has {modules[module]}, but layer {layer.name!r} takes {wanted}")
        for weight, (part, (_, axes)) in enumerate(forms.items()):
            places[f"{module}.{part}"] = Place(layer.name, weight, axes)
    if len(ordered) != len(layers):
        beyond = ordered[len(layers) :] + [layer.name for layer in layers[len(ordered) :]]
        raise WeightsError(
            f"there are {len(ordered)} modules with weights for {len(layers)} layers; nothing is left for "
            f"{', '.join(beyond[:5])}"
        )
    return places


def _rank(module: str, order: Order) -> tuple[int, ...]:
    """The module's place among all: for each word of its name, where `order` has it."""
    words = module.split(".")
    rank = []
    for i, word in enumerate(words):
        above = ".".join(words[:i])
        known = order[max((name for name in order if above.startswith(name)), key=len)].split()
        if not word.isdecimal() and word not in known:
            raise WeightsError(f"module {module!r} is of another network: {word!r} is none of {', '.join(known)}")
        rank.append(int(word) if word.isdecimal() else known.index(word))
    return tuple(rank)


def _as_torch(layer: Layer, kernel: Shape) -> dict[str, tuple[Shape, tuple[int, ...]]]:
    """By name, what a torch module like `layer` has: shapes, and their axes in Keras's order."""
    kind, shapes = type(layer).__name__, [tuple(variable.shape) for variable in layer.weights]
    parts = ["weight", "bias"][: len(shapes)]
    if kind == "BatchNormalization":
        parts = [*["weight"] * layer.scale, *["bias"] * layer.center, "running_mean", "running_var"]
    elif kind not in (*KERNELS, "LayerNormalization"):
        raise WeightsError(f"layer {layer.name!r} is a {kind}, which torch has not")
    forms: dict[str, tuple[Shape, tuple[int, ...]]] = dict.fromkeys(parts, (shapes[-1], (0,)))
    if kind in KERNELS:
        shape, axes = shapes[0], KERNELS[kind]
        if kind == "Dense" and len(kernel) == 4 and prod(kernel[1:]) == shape[0]:
            # the first dense layer of timm's VGG is a convolution of the whole map
            shape, axes = (*kernel[2:], kernel[1], shape[1]), KERNELS["Conv2D"]
        forms["weight"] = tuple(shape[axes.index(axis)] for axis in range(len(axes))), axes
    return forms


# --- of Keras 2 -----------------------------------------------------------------------------------------------


def by_order(groups: Sequence[Mapping[str, Shape]], layers: Sequence[Layer]) -> dict[str, Place]:
    """The places of the tensors of a legacy `.h5` file: layer by layer, in the order of both.

    Args:
        groups: for each of the file's layers that has weights, their shapes by name, in Keras's order.
        layers: with weights, in the model's order.

    Raises:
        WeightsError: a layer of the file that is unlike the model's at its place.
    """
    if len(groups) != len(layers):
        raise WeightsError(f"{len(groups)} layers with weights for {len(layers)}")
    places = {}
    for group, layer in zip(groups, layers, strict=True):
        wanted = [tuple(variable.shape) for variable in layer.weights]
        given = [tuple(shape) for shape in group.values()]
        view = _paths(layer, given)
        if given != wanted and view is None:
            raise WeightsError(f"weights of shapes {given} for layer {layer.name!r}, which takes {wanted}")
        for weight, name in enumerate(group):
            axes = tuple(range(len(wanted[weight]))) if view is None else (0, 1, 3, 2, 4)
            places[name] = Place(layer.name, weight, axes, view)
    return places


def _paths(layer: Layer, given: Sequence[Shape]) -> Shape | None:
    """(height, width, groups, channels in, channels out of a group), if a convolution in groups is given what Keras 2,
    which had no groups, made of it: a depthwise kernel, whose outputs are summed over a group's inputs.

    keras_applications' ResNeXt, resnext.py of its commit 1838a36, which has the md5 sums of the published files.
    """
    if type(layer).__name__ != "Conv2D" or layer.groups == 1:
        return None
    height, width, inside, filters = layer.kernel.shape
    outside = filters // layer.groups
    depthwise = (height, width, layer.groups * inside, outside)
    return (height, width, layer.groups, inside, outside) if given == [depthwise] else None
