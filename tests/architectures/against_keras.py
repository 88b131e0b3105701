"""One of our networks against keras.applications' of the same title: order, numbers and names."""

from __future__ import annotations

import re
from typing import Any

import keras
import numpy as np

import kerasarch
from tests.parity import images, off_initial_values, outputs, varies

# Names that Keras counted, and nobody can rely on
COUNTED = re.compile(
    r"(conv2d|batch_normalization|activation|max_pooling2d|average_pooling2d|concatenate|add|custom_scale_layer"
    r"|input_layer|keras_tensor)(_\d+)?"
)


def pair(title: str, **arguments: Any) -> tuple[keras.Model, keras.Model]:
    return getattr(keras.applications, title)(**arguments), getattr(kerasarch, title)(**arguments)


def assert_equal_outputs(theirs: keras.Model, ours: keras.Model, shape: tuple[int, int, int]) -> None:
    x = images(shape)
    weights = off_initial_values(theirs, x)
    assert [w.shape for w in ours.get_weights()] == [w.shape for w in weights]
    ours.set_weights(weights)
    expected = outputs(theirs, x)
    assert varies(expected) > 0.01
    np.testing.assert_array_equal(outputs(ours, x), expected)


def assert_public_names(theirs: keras.Model, ours: keras.Model, at_least: int) -> None:
    """Every layer that keras.applications named by hand is in ours, with outputs of the same shape."""
    public = [layer for layer in theirs.layers if not COUNTED.fullmatch(layer.name)]
    assert len(public) >= at_least
    shapes = {layer.name: layer.output.shape for layer in ours.layers}
    assert {layer.name: shapes.get(layer.name) for layer in public} == {l.name: l.output.shape for l in public}  # noqa: E741
