"""Xception against keras.applications.Xception: the same names, order and numbers."""

import re

import keras
import numpy as np
import pytest

import kerasarch
from tests.parity import images, off_initial_values, outputs, varies

# Keras numbers what has no name of its own; nobody can ask for such a layer by name
AUTOMATIC = re.compile(r"(input_layer|conv2d|batch_normalization|add)(_\d+)?")


@pytest.mark.parametrize("top", [False, True])
@pytest.mark.parametrize("shape", [(96, 96, 3), (101, 75, 3), (96, 128, 3)])
def test_with_the_same_weights_the_outputs_are_those_of_keras_applications(shape, top):
    arguments = {"weights": None, "input_shape": shape, "include_top": top}
    if top:
        arguments |= {"classes": 7, "classifier_activation": None}
    theirs, ours = keras.applications.Xception(**arguments), kerasarch.Xception(**arguments)
    x = images(shape)
    weights = off_initial_values(theirs, x)
    assert [w.shape for w in ours.get_weights()] == [w.shape for w in weights]
    ours.set_weights(weights)
    public = {layer.name: layer.output.shape for layer in theirs.layers if not AUTOMATIC.fullmatch(layer.name)}
    assert len(public) >= 123
    assert {name: ours.get_layer(name).output.shape for name in public} == public
    expected = outputs(theirs, x)
    assert varies(expected) > 0.01
    np.testing.assert_array_equal(outputs(ours, x), expected)
