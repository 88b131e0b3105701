"""Networks of timm and torchvision as references: their import, their statistics, and their weights moved into ours."""

from __future__ import annotations

import importlib
import warnings
from collections.abc import Callable
from functools import cache
from typing import Any

import keras
import numpy as np
import pytest

from kerasarch.networks import plan
from kerasarch.papers import find
from kerasarch.steps import Table, leaves


@cache
def _operators() -> Any:
    """Declare two operators of torchvision's.

    Where its binary is for another build of torch (CUDA's beside the CPU's), it loads without them, and its Python
    part, which only annotates them, stops there. No classifier uses them.
    """
    import torch

    library = torch.library.Library("torchvision", "FRAGMENT")
    for name in ("nms", "qnms"):
        try:
            library.define(f"{name}(Tensor dets, Tensor scores, float iou_threshold) -> Tensor")
        except RuntimeError:  # they are there
            break
    return library


def reference(module: str) -> Any:
    """`timm` or `torchvision.models`; the test is skipped where they are not installed."""
    pytest.importorskip("torch")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return importlib.import_module(module)
        except ModuleNotFoundError as missing:
            pytest.skip(str(missing))
        except RuntimeError:  # torchvision::nms does not exist
            _operators()
            return importlib.import_module(module)


def channels_first(x: np.ndarray) -> Any:
    import torch

    return torch.from_numpy(np.ascontiguousarray(x.transpose(0, 3, 1, 2)))


def calibrated(model: Any, x: np.ndarray, seed: int = 0) -> Any:
    """`model` with random gammas, betas and biases, and the batch statistics that `x` has; in inference mode."""
    import torch

    generator = torch.Generator().manual_seed(seed)
    with torch.no_grad():
        for parameter in model.parameters():
            if parameter.ndim == 1:
                parameter.add_(0.2 * torch.randn(parameter.shape, generator=generator))
        for module in model.modules():
            if isinstance(module, torch.nn.BatchNorm2d):
                module.momentum = 1.0
            if isinstance(module, torch.nn.Dropout):
                module.p = 0.0
        model.train()
        model(channels_first(x))
    return model.eval()


def outputs_of(function: Callable[[Any], Any], x: np.ndarray) -> np.ndarray:
    """Maps with the channels last, or logits."""
    import torch

    with torch.no_grad():
        y = function(channels_first(x)).numpy()
    return y.transpose(0, 2, 3, 1) if y.ndim == 4 else y


def in_table_order(model: keras.Model, steps: Table) -> list[Any]:
    """The layers of `model` that own weights, in the order of its unrolled table."""
    known = {layer.name: layer for layer in model.layers if layer.weights}
    return [known[step.name] for step in leaves(steps) if step.name in known]


def layers_of(model: keras.Model, name: str, **arguments: Any) -> list[Any]:
    layers = in_table_order(model, plan(find(name), **arguments).steps)
    assert len(layers) == sum(bool(layer.weights) for layer in model.layers)
    return layers


def move(source: Any, layers: list[Any], key: Callable[[str], Any] | None = None) -> None:
    """Put the weights of a torch model into `layers`, one module after the other, every one once, shapes checked.

    Args:
        key: of a module's name, where the order in which torch registered the modules is not that of the table.
    """
    modules = [(name, module) for name, module in source.named_modules() if list(module.parameters(recurse=False))]
    if key is not None:
        modules.sort(key=lambda item: key(item[0]))
    for (name, module), layer in zip(modules, layers, strict=True):
        new = _weights(module, layer)
        assert [w.shape for w in new] == [tuple(w.shape) for w in layer.weights], f"{name} -> {layer.name}"
        layer.set_weights(new)


def _weights(module: Any, layer: Any) -> list[np.ndarray]:
    values = {name: tensor.numpy() for name, tensor in module.state_dict().items()}
    kernel = values["weight"]
    if isinstance(layer, keras.layers.BatchNormalization):
        if not layer.scale:
            np.testing.assert_array_equal(kernel, 1)
        gamma = [kernel] if layer.scale else []
        return [*gamma, values["bias"], values["running_mean"], values["running_var"]]
    bias = [values["bias"]] if "bias" in values else []
    if isinstance(layer, keras.layers.DepthwiseConv2D):
        return [kernel.transpose(2, 3, 0, 1), *bias]
    return [kernel.transpose(2, 3, 1, 0) if kernel.ndim == 4 else kernel.T, *bias]
