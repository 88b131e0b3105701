"""The bounds that a rewrite keeps: exact in float64, and in float32 about as near to that as the model it came from."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import keras
import numpy as np

from tests.parity import images, off_initial_values, outputs, precision, varies


def gap(y: np.ndarray, truth: np.ndarray) -> float:
    return float(np.abs(y - truth).max() / np.ptp(truth))


def prove(
    make: Callable[[], Any],
    rewrite: Callable[[Any], Any],
    shape: tuple[int, ...],
    within: float = 1e-10,
    least_variation: float = 0.01,
) -> Any:
    """Check `rewrite` on `make()` with weights off their initial values; return the rewritten float32 model."""
    x = images(shape)
    with precision("float64"):
        model = make()
        weights = off_initial_values(model, x)
        truth = outputs(model, x)
        assert truth.dtype == "float64"
        assert varies(truth) > least_variation
        new = rewrite(model)
        assert new.output.dtype == "float64"
        assert gap(outputs(new, x), truth) <= within
    model = make()
    model.set_weights(weights)
    for layer in model.layers:
        if isinstance(layer, keras.layers.Normalization):
            layer.finalize_state()
    new = rewrite(model)
    if within <= 1e-10:
        assert gap(outputs(new, x), truth) <= 2 * gap(outputs(model, x), truth) + 1e-6
    same_ends(new, model)
    return new


def same_ends(new: Any, model: Any) -> None:
    """The same names, shapes and dtypes at both ends."""
    assert new.layers[0].name == model.layers[0].name
    assert new.output_names == model.output_names
    for mine, theirs in zip([*new.inputs, *new.outputs], [*model.inputs, *model.outputs], strict=True):
        assert (mine.shape, mine.dtype) == (theirs.shape, theirs.dtype)
    assert {layer.dtype_policy.name for layer in new.layers} == {layer.dtype_policy.name for layer in model.layers}
    assert new.name == model.name
