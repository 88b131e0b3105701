"""How two networks are compared: with weights off their initial values, on images on which the outputs vary."""

from __future__ import annotations

from typing import Any

import keras
import numpy as np


def images(shape: tuple[int, ...], n: int = 4, seed: int = 1) -> np.ndarray:
    return np.random.default_rng(seed).normal(size=(n, *shape)).astype("float32")


def off_initial_values(model: Any, x: np.ndarray, seed: int = 0) -> list[np.ndarray]:
    """Give `model` random gammas, betas and biases, and the batch statistics that `x` really has; return its weights.

    Random statistics would make the outputs nearly constant, and any comparison would pass.
    """
    rng = np.random.default_rng(seed)
    for variable in model.weights:
        value = keras.ops.convert_to_numpy(variable)
        if value.ndim == 1 and "seed" not in variable.name:
            variable.assign(value + 0.2 * rng.normal(size=value.shape))
    for layer in model.layers:
        if isinstance(layer, keras.layers.Normalization):
            layer.finalize_state()  # without it, it goes on with its initial values
    norms = [layer for layer in model.layers if isinstance(layer, keras.layers.BatchNormalization)]
    momenta = [norm.momentum for norm in norms]
    for norm in norms:
        norm.momentum = 0.0
    model(x, training=True)
    for norm, momentum in zip(norms, momenta, strict=True):
        norm.momentum = momentum
    return model.get_weights()


def outputs(model: Any, x: np.ndarray) -> np.ndarray:
    return keras.ops.convert_to_numpy(model(x, training=False))


def varies(y: np.ndarray) -> float:
    """How far the outputs differ from image to image, as a share of their range."""
    return float(y.std(axis=0).mean() / np.ptp(y))
