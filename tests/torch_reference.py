"""How one of our networks is compared with one of timm's or torchvision's: with its weights, by the package's name
maps, and in float64, where what differs is the network.

In float32, batch statistics of a few images make a deep network differ from its equal by 2e-4 of the range.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from math import prod
from typing import Any
from unittest import mock

import keras
import numpy as np
import pytest

import kerasarch
from kerasarch import networks
from kerasarch.papers import find
from kerasarch.plans import unroll
from kerasarch.weights.orders import CHOICES, TORCH, UNBIASED, Order
from kerasarch.weights.places import assign, from_torch, in_table_order
from tests.parity import images, outputs, precision, varies


def models(module: str) -> Any:
    """`timm` or `torchvision.models`, whose next network always has the same weights; or skip the test.

    A torchvision that was made for another torch cannot load its compiled operations. No classifier uses them; their
    stand-ins, which are all that its import then fails at, are left out.
    """
    torch = pytest.importorskip("torch")
    torch.set_num_threads(1)  # two, on cores that others use too, wait for each other fifty times longer than they work
    torch.manual_seed(0)
    with mock.patch("torch.library.register_fake", return_value=lambda function: function):
        pytest.importorskip("torchvision")
        return pytest.importorskip(module)


def off_initial_values(model: Any, seed: int = 0) -> Any:
    """The torch model in float64, with random gammas, betas, biases and classifier, and without dropout."""
    import torch

    generator = torch.Generator().manual_seed(seed)
    for parameter in model.double().parameters():
        if parameter.ndim == 1 or not parameter.any():  # Mixer's classifier begins with zeros
            parameter.data += 0.2 * torch.randn(parameter.shape, generator=generator)
    for module in model.modules():
        if isinstance(module, torch.nn.Dropout):
            module.p = 0.0
    return model


def take_statistics(model: Any, x: np.ndarray) -> Any:
    """The torch model with the batch statistics that `x` has; not training."""
    import torch

    for module in model.modules():
        if isinstance(module, torch.nn.BatchNorm2d):
            module.momentum = 1.0
    outputs_of(model.train(), x)
    return model.eval()


def same_epsilon(model: Any) -> Any:
    """The torch ResNet or ResNeXt with the epsilon of keras.applications' ResNets, which is a thousandth more."""
    import torch

    for module in model.modules():
        if isinstance(module, torch.nn.BatchNorm2d):
            module.eps = 1.001e-5
    return model


def outputs_of(function: Callable[[Any], Any], x: np.ndarray) -> np.ndarray:
    """What `function` makes of images: maps with the channels last, or logits."""
    import torch

    with torch.no_grad():
        y = function(torch.from_numpy(np.ascontiguousarray(x.transpose(0, 3, 1, 2)))).numpy()
    return y.transpose(0, 2, 3, 1) if y.ndim == 4 else y


def move(theirs: Any, layers: Sequence[Any], order: Order, but: Collection[str] = (), unbiased: bool = False) -> None:
    """All weights of `theirs`, `but` those, into `layers`, all of both used once."""
    # by name, as a safetensors file has them
    state = {name: tensor.numpy() for name, tensor in sorted(theirs.state_dict().items()) if name not in but}
    assign(layers, from_torch({name: array.shape for name, array in state.items()}, layers, order, unbiased), state)


def assert_close(ours: np.ndarray, expected: np.ndarray, within: float = 1e-10, at_least: float = 0.01) -> None:
    """Equal in float64, to `within` of the range; and they vary from image to image."""
    assert ours.dtype == expected.dtype == np.float64
    assert varies(expected) > at_least
    np.testing.assert_allclose(ours, expected, rtol=0, atol=within * np.ptp(expected))


def assert_equals_torch(
    theirs: Any,
    name: str,
    shapes: tuple[tuple[int, int, int], ...] = ((101, 75, 3), (96, 128, 3)),
    features: bool = False,
    within: float = 1e-10,
    at_least: float = 0.01,
    deviation: float = 1.0,
    **arguments: Any,
) -> None:
    """With the weights of `theirs`, architecture `name` gives its outputs, and where `features`, the maps before them.

    Args:
        within: how far the outputs may differ, as a share of their range.
        at_least: how far the outputs must vary for the comparison to mean anything.
        deviation: of the values of the images.
        arguments: of our builder.
    """
    off_initial_values(theirs)
    take_statistics(theirs, images(max(shapes, key=prod), deviation=deviation).astype("float64"))
    arguments = {"classifier_activation": None, **CHOICES.get(name, {}), **arguments}
    plan = unroll(networks.network(find(name), **arguments).table)
    for shape in shapes:
        x = images(shape, deviation=deviation).astype("float64")
        with precision("float64"):
            ours = kerasarch.build(name, weights=None, input_shape=shape, **arguments)
        move(theirs, in_table_order(ours, plan), TORCH[name], unbiased=name in UNBIASED)
        assert_close(outputs(ours, x), outputs_of(theirs, x), within, at_least)
        if features:
            maps = keras.Model(ours.input, ours.get_layer("avg_pool").input)
            assert_close(outputs(maps, x), outputs_of(theirs.forward_features, x), within, at_least)
