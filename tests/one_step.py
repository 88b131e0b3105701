"""One training step, and which of the weights it cannot move."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import keras
import numpy as np

# A gradient above it is one, by the largest of the same layer if that is above 1; below are those that rounding leaves
# where there is none. At 224 pixels, that of a bias of VGG19 before its norm is 1e-4, and 1e-5 of its kernel's; none of
# a weight that can be moved is less than a tenth of its layer's largest.
LEAST = 1e-4

PASSES = ("Add", "Concatenate", "Rescaling", "MaxPooling2D", "AveragePooling2D", "Reshape", "Permute", "Split")
CONVOLUTIONS = ("Conv2D", "DepthwiseConv2D", "SeparableConv2D")


def gradients(model: Any, x: np.ndarray, y: np.ndarray) -> dict[str, np.ndarray]:
    """How far one step of gradient descent at a learning rate of 1 moves each trainable weight, by its path.

    Through the public API alone, so that it holds on every backend. `model` must end in a softmax.
    """
    before = {weight.path: keras.ops.convert_to_numpy(weight).copy() for weight in model.trainable_weights}
    whole = keras.backend.backend() == "jax"  # which, run eagerly, compiles every operation
    loss = "sparse_categorical_crossentropy"
    model.compile(keras.optimizers.SGD(1.0), loss, run_eagerly=not whole, jit_compile=whole)
    loss = model.train_on_batch(x, y)
    assert np.isfinite(loss), loss
    return {weight.path: before[weight.path] - keras.ops.convert_to_numpy(weight) for weight in model.trainable_weights}


def assert_moves_every_weight(model: Any, x: np.ndarray) -> None:
    """One training step has a finite gradient, not all zero, for every weight that can have one."""
    moved = gradients(model, x, np.arange(len(x)) % model.output_shape[-1])
    assert all(np.isfinite(gradient).all() for gradient in moved.values())
    largest: dict[str, float] = {}
    for path, gradient in moved.items():
        layer = path.rpartition("/")[0]
        largest[layer] = max(largest.get(layer, 1.0), float(np.abs(gradient).max()))
    still = {
        path for path, gradient in moved.items() if np.abs(gradient).max() < LEAST * largest[path.rpartition("/")[0]]
    }
    # Whether a branch is dropped in this very step is chance.
    never, perhaps = immovable(model), immovable(model, dropped=False)
    assert not (still - perhaps | never - still), (still - perhaps, never - still)


def immovable(model: Any, dropped: bool = True) -> set[str]:
    """The paths of the weights that have no gradient by mathematics.

    What they add is the same everywhere, until a normalisation takes it away: the bias of a convolution before a batch
    norm, or the beta of each linear bottleneck of MobileNetV2, as 1x1 convolutions and sums of constants are constants.

    Args:
        dropped: whether what passes a dropout is no longer the same everywhere.
    """
    passes = PASSES if dropped else (*PASSES, "Dropout")
    readers: dict[str, list[str]] = {layer["name"]: [] for layer in model.get_config()["layers"]}
    kinds = {layer["name"]: layer["class_name"] for layer in model.get_config()["layers"]}
    for layer in model.get_config()["layers"]:
        for source in _sources(layer["inbound_nodes"]):
            readers[source].append(layer["name"])
    layers = {layer.name: layer for layer in model.layers}

    def is_taken(name: str, same_for: str) -> bool:
        """Whether every reader takes away what was added to this tensor, the same for a "channel" or for a "token"."""
        for reader in readers[name]:
            kind, layer = kinds[reader], layers.get(reader)
            if kind == ("BatchNormalization" if same_for == "channel" else "LayerNormalization"):
                continue
            turned = kind == "Permute" and len(layer.output.shape) == 3
            then = {"channel": "token", "token": "channel"}[same_for] if turned else same_for
            if not ((kind in passes or _is_borderless(kind, layer)) and is_taken(reader, then)):
                return False
        return bool(readers[name])

    return {
        weight.path
        for layer in model.layers
        for weight in layer.trainable_weights
        if weight.name in ("bias", "beta") and _is_linear(layer) and is_taken(layer.name, "channel")
    }


def _sources(config: Any) -> Iterator[str]:
    """The names of the layers that the tensors in the config of a call come from."""
    if isinstance(config, dict) and config.get("class_name") == "__keras_tensor__":
        yield config["config"]["keras_history"][0]
    elif isinstance(config, dict | list | tuple):
        for part in config.values() if isinstance(config, dict) else config:
            yield from _sources(part)


def _is_linear(layer: Any) -> bool:
    return getattr(layer, "activation", keras.activations.linear) is keras.activations.linear


def _is_borderless(kind: str, layer: Any) -> bool:
    """A convolution that makes constants of constants: no activation and no zeros of a border come in."""
    if kind not in CONVOLUTIONS or not _is_linear(layer):
        return False
    return layer.padding == "valid" or tuple(layer.kernel_size) == (1, 1)
