"""Networks of timm and torchvision as references: their import, their statistics, and their weights moved into ours."""

from __future__ import annotations

import importlib
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

import keras
import numpy as np
import pytest

from kerasarch.papers import find
from kerasarch.plans import unroll
from kerasarch.steps import Table, leaves
from tests.parity import varies


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
    torch = pytest.importorskip("torch")
    torch.set_num_threads(1)  # two, on cores that others use too, wait for each other fifty times longer than they work
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return importlib.import_module(module)
        except ModuleNotFoundError as missing:
            pytest.skip(str(missing))
        except RuntimeError:  # torchvision::nms does not exist
            _operators()
            return importlib.import_module(module)


@contextmanager
def float64() -> Iterator[None]:
    """Keras layers made inside compute in float64.

    Batch statistics of a few images make deep networks ill-conditioned: in float32, Inception-v4 and its equal differ
    by 2e-4 of the range. In float64 what differs is the network.
    """
    keras.config.set_floatx("float64")
    keras.config.set_dtype_policy("float64")
    try:
        yield
    finally:
        keras.config.set_floatx("float32")
        keras.config.set_dtype_policy("float32")


def channels_first(x: np.ndarray) -> Any:
    import torch

    return torch.from_numpy(np.ascontiguousarray(x.transpose(0, 3, 1, 2)))


def calibrated(model: Any, x: np.ndarray, seed: int = 0) -> Any:
    """`model` with random gammas, betas and biases and the batch statistics of `x`, in `x`'s type; not training."""
    import torch

    generator = torch.Generator().manual_seed(seed)
    if x.dtype == np.float64:
        model.double()
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
    """What `function` makes of images: maps with the channels last, or logits."""
    import torch

    with torch.no_grad():
        y = function(channels_first(x)).numpy()
    return y.transpose(0, 2, 3, 1) if y.ndim == 4 else y


def maps_and_logits(ours: keras.Model, x: np.ndarray) -> list[np.ndarray]:
    """The maps that enter the classifier, and what leaves it."""
    both = keras.Model(ours.input, [ours.get_layer("avg_pool").input, ours.output])
    return [keras.ops.convert_to_numpy(y) for y in both(x, training=False)]


def assert_close(ours: np.ndarray, expected: np.ndarray) -> None:
    """Equal but for the rounding of their type; and they vary from image to image."""
    assert varies(expected) > 0.01
    assert ours.dtype == expected.dtype
    tolerance = 1e-10 if ours.dtype == np.float64 else 1e-4
    assert np.abs(ours - expected).max() <= tolerance * np.ptp(expected)


def in_table_order(model: keras.Model, steps: Table) -> list[Any]:
    """The layers of `model` that own weights, in the order of its unrolled table."""
    known = {layer.name: layer for layer in model.layers if layer.weights}
    return [known[step.name] for step in leaves(steps) if step.name in known]


def layers_of(model: keras.Model, name: str, classes: int) -> list[Any]:
    """Those of `model`, which is the architecture `name` with its top."""
    architecture = find(name)
    layers = in_table_order(model, unroll(architecture.table + architecture.head(classes, None, 0.0)).steps)
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
