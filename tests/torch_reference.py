"""How one of our networks is compared with a torch one: its weights, by order, and the outputs on the same images."""

from __future__ import annotations

import re
from typing import Any
from unittest import mock

import numpy as np
import pytest

import kerasarch
from tests.parity import images, layers_in_table_order, outputs, varies

torch = pytest.importorskip("torch")
torch.set_num_threads(1)  # two, on cores that others use too, wait for each other far longer than they work


def models(module: str) -> Any:
    """`timm` or `torchvision.models`, whose next network always has the same weights; or skip the test.

    A torchvision that was made for another torch cannot load its compiled operations. No classifier uses them; their
    stand-ins, which are all that its import then fails at, are left out.
    """
    with mock.patch("torch.library.register_fake", return_value=lambda function: function):
        pytest.importorskip("torchvision")
        torch.manual_seed(0)
        return pytest.importorskip(module)


def calibrated(model: Any, x: np.ndarray, seed: int = 0) -> Any:
    """The torch model with random gammas, betas, biases and classifier, and the batch statistics that `x` has."""
    generator = torch.Generator().manual_seed(seed)
    for parameter in model.parameters():
        if parameter.ndim == 1 or not parameter.any():  # Mixer's classifier begins with zeros
            parameter.data += 0.2 * torch.randn(parameter.shape, generator=generator)
    for module in model.modules():
        if isinstance(module, torch.nn.BatchNorm2d):
            module.momentum = 1.0
        if isinstance(module, torch.nn.Dropout):
            module.p = 0.0
    with torch.no_grad():
        model.train()(nchw(x))
    return model.eval()


def nchw(x: np.ndarray) -> Any:
    return torch.from_numpy(np.ascontiguousarray(x.transpose(0, 3, 1, 2)))


def with_weights(model: Any) -> list[tuple[str, Any]]:
    """The modules that have weights of their own, by name, in the order of their registration."""
    return [(name, module) for name, module in model.named_modules() if list(module.parameters(recurse=False))]


def as_keras(module: Any, layer: Any) -> list[np.ndarray]:
    """The weights of a torch module as those of a Keras layer."""
    kernel, *bias = [parameter.detach().numpy() for parameter in module.parameters()]
    if isinstance(module, torch.nn.Conv2d):
        depthwise = type(layer).__name__ == "DepthwiseConv2D"
        return [kernel.transpose((2, 3, 0, 1) if depthwise else (2, 3, 1, 0)), *bias]
    if isinstance(module, torch.nn.Linear):
        return [kernel.T, *bias]
    if isinstance(module, torch.nn.BatchNorm2d):
        return [kernel, *bias, module.running_mean.numpy(), module.running_var.numpy()]
    assert isinstance(module, torch.nn.LayerNorm), module
    return [kernel, *bias]


def in_table_order(theirs: Any, block: str, order: tuple[str, ...]) -> list[Any]:
    """The modules with weights; within each `block`, a pattern of the names' beginnings, sorted by which of `order`
    their name holds."""
    begins: dict[str, int] = {}
    keyed = []
    for i, (name, module) in enumerate(with_weights(theirs)):
        found = re.match(block, name)
        begin = begins.setdefault(found[0], i) if found else i
        rank = next((rank for rank, part in enumerate(order) if part in name), len(order))
        keyed.append((begin, rank, i, module))
    return [module for *_, module in sorted(keyed, key=lambda item: item[:3])]


def move(theirs: Any, layers: list[Any], block: str = "$", order: tuple[str, ...] = ()) -> None:
    """The weights of `theirs` into `layers`, all of both used once."""
    for module, layer in zip(in_table_order(theirs, block, order), layers, strict=True):
        weights = as_keras(module, layer)
        assert [w.shape for w in weights] == [tuple(w.shape) for w in layer.weights], layer.name
        layer.set_weights(weights)


def assert_equals_torch(
    theirs: Any,
    name: str,
    shapes: tuple[tuple[int, int, int], ...] = ((101, 75, 3), (96, 128, 3)),
    block: str = "$",
    order: tuple[str, ...] = (),
    at_least: float = 0.01,
    **arguments: Any,
) -> None:
    """With the weights of `theirs`, architecture `name` gives its outputs, to 1e-4 of their range.

    Args:
        block, order: see `in_table_order`.
        at_least: how far the outputs must vary for the comparison to mean anything.
        arguments: of our builder.
    """
    for shape in shapes:
        x = images(shape)
        theirs = calibrated(theirs, x)
        ours = kerasarch.build(name, weights=None, input_shape=shape, **({"classifier_activation": None} | arguments))
        move(theirs, layers_in_table_order(ours, name, **arguments), block, order)
        with torch.no_grad():
            expected = theirs(nchw(x)).numpy()
        if expected.ndim == 4:
            expected = expected.transpose(0, 2, 3, 1)
        assert varies(expected) > at_least
        np.testing.assert_allclose(outputs(ours, x), expected, rtol=0, atol=1e-4 * np.ptp(expected))
