"""How two networks are compared: with weights off their initial values, on images on which the outputs vary."""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import keras
import numpy as np

import kerasarch

# Names that Keras gives by itself, counted through a session
AUTOMATIC = re.compile(
    r"(conv2d|depthwise_conv2d|batch_normalization|normalization|rescaling|activation|add|concatenate|"
    r"custom_scale_layer|input_layer|keras_tensor|max_pooling2d|average_pooling2d|global_average_pooling2d)(_\d+)?"
)


@contextmanager
def precision(name: str) -> Iterator[None]:
    """Layers made inside compute in this type."""
    floatx, policy = keras.config.floatx(), keras.config.dtype_policy()
    keras.config.set_floatx(name)
    keras.config.set_dtype_policy(name)
    try:
        yield
    finally:
        keras.config.set_floatx(floatx)
        keras.config.set_dtype_policy(policy)


def images(shape: tuple[int, ...], n: int = 4, seed: int = 1, deviation: float | tuple[float, ...] = 1.0) -> np.ndarray:
    """Noise of this deviation, one for all images or one for each."""
    noise = np.random.default_rng(seed).normal(size=(n, *shape))
    return (np.reshape(deviation, (-1, *[1] * len(shape))) * noise).astype("float32")


def off_initial_values(model: Any, x: np.ndarray, seed: int = 0) -> list[np.ndarray]:
    """Give `model` random gammas, betas and biases, and the batch statistics that `x` really has; return its weights.

    Random statistics would make the outputs nearly constant, and any comparison would pass.
    """
    rng = np.random.default_rng(seed)
    for variable in model.weights:
        value = keras.ops.convert_to_numpy(variable)
        if value.ndim == 1 and "seed" not in variable.name:
            noise = 0.2 * rng.normal(size=value.shape)
            # a variance stays above 0
            variable.assign(value * np.exp(noise) if "variance" in variable.name else value + noise)
    take_statistics(model, x)
    return model.get_weights()


def draw_by_name(model: Any, x: np.ndarray) -> None:
    """Give `model` weights that depend on nothing but the names and shapes of its layers, and the batch statistics that
    `x` has: the same in every process, on every backend and with every Keras."""
    for layer in model.layers:
        for variable in layer.weights:
            draw = np.random.default_rng(zlib.crc32(f"{layer.name}/{variable.name}".encode())).normal
            shape = tuple(variable.shape)
            if len(shape) > 1:
                inputs = np.prod(shape[:2] if variable.name == "depthwise_kernel" else shape[:-1])
                variable.assign(draw(size=shape) * (2 / inputs) ** 0.5)  # arXiv:1502.01852: nothing vanishes or grows
            elif variable.name in ("gamma", "moving_variance", "variance"):
                variable.assign(np.exp(0.2 * draw(size=shape)))
            elif variable.name in ("beta", "bias", "moving_mean", "mean"):
                # Of few units, as in the gates of a narrow network, not all may stay behind their ReLU.
                variable.assign(0.2 * draw(size=shape) + 3 * (variable.name == "bias" and shape[0] < 8))
    take_statistics(model, x)


def centre(model: Any, x: np.ndarray) -> None:
    """Take its mean logits on `x` off the last layer's bias, so that `x` is of several classes."""
    last = model.layers[-1]
    plain = keras.Model(model.inputs[0], last.input)
    last.bias.assign(-outputs(plain, x).mean(axis=0) @ keras.ops.convert_to_numpy(last.kernel))


def take_statistics(model: Any, x: np.ndarray) -> None:
    """Let each normalisation take the statistics that `x` has, or the weights that it was given."""
    finalize(model)
    norms = [layer for layer in model.layers if isinstance(layer, keras.layers.BatchNormalization)]
    momenta = [norm.momentum for norm in norms]
    for norm in norms:
        norm.momentum = 0.0
    model(x, training=True)
    for norm, momentum in zip(norms, momenta, strict=True):
        norm.momentum = momentum


@contextmanager
def without_values() -> Iterator[None]:
    """Keras models made inside take no memory: their weights have shapes, and no values."""
    with keras.StatelessScope(initialize_variables=False):
        yield
    keras.utils.clear_session(free_memory=False)  # or Keras would give them values at the next occasion


def finalize(model: Any) -> None:
    """Let each Normalization take its weights: without it, it goes on with those that it had."""
    for layer in model.layers:
        if isinstance(layer, keras.layers.Normalization):
            layer.finalize_state()


def outputs(model: Any, x: np.ndarray) -> np.ndarray:
    return keras.ops.convert_to_numpy(model(x, training=False))


def varies(y: np.ndarray) -> float:
    """How far the outputs differ from image to image, as a share of their range."""
    return float(y.std(axis=0).mean() / np.ptp(y))


def assert_equals_keras(
    theirs: Callable[..., Any],
    name: str,
    shape: tuple[int, int, int],
    top: bool,
    *,
    at_least: float = 0.01,
    theirs_too: dict[str, Any] | None = None,
    ours_too: dict[str, Any] | None = None,
    deviation: float | tuple[float, ...] = 1.0,
) -> None:
    """With the same weights in the same order, architecture `name` and keras.applications' `theirs` are one function.

    Args:
        at_least: how far the outputs must vary for the comparison to mean anything.
        theirs_too, ours_too: arguments of one side only.
        deviation: of the values of the images, or of those of each.
    """
    arguments: dict[str, Any] = {"weights": None, "input_shape": shape, "include_top": top}
    if top:
        arguments |= {"classes": 7, "classifier_activation": None}
    reference = theirs(**arguments, **(theirs_too or {}))
    ours = kerasarch.build(name, **arguments, **(ours_too or {}))
    assert_equal_outputs(reference, ours, shape, at_least, deviation)


def assert_equal_outputs(
    theirs: Any,
    ours: Any,
    shape: tuple[int, int, int],
    at_least: float = 0.01,
    deviation: float | tuple[float, ...] = 1.0,
) -> None:
    """`theirs`, with weights off their initial values, and `ours`, with the same, are one function."""
    x = images(shape, deviation=deviation)
    weights = off_initial_values(theirs, x)
    assert [w.shape for w in ours.get_weights()] == [w.shape for w in weights]
    ours.set_weights(weights)
    finalize(ours)
    expected = outputs(theirs, x)
    assert varies(expected) > at_least
    np.testing.assert_array_equal(outputs(ours, x), expected)


def pair(title: str, **arguments: Any) -> tuple[Any, Any]:
    """The network of this title in keras.applications, and ours."""
    return getattr(keras.applications, title)(**arguments), getattr(kerasarch, title)(**arguments)


def assert_has_keras_names(theirs: Any, ours: Any, but: Sequence[str] = (), at_least: int = 11) -> None:
    """Every public layer name of keras.applications exists, with the same output shape. `but`: patterns of names."""
    names = [layer.name for layer in theirs.layers if not AUTOMATIC.fullmatch(layer.name)]
    wanted = {name for name in names if not any(re.fullmatch(pattern, name) for pattern in but)}
    assert len(wanted) >= at_least
    shapes = {layer.name: layer.output.shape for layer in ours.layers}
    assert {name: theirs.get_layer(name).output.shape for name in wanted} == {name: shapes.get(name) for name in wanted}
