"""Xception against keras.applications.Xception: the same names, order and numbers."""

import keras
import pytest

from tests.parity import assert_equals_keras, assert_has_keras_names, pair


@pytest.mark.parametrize("top", [False, True])
@pytest.mark.parametrize("shape", [(96, 96, 3), (101, 75, 3), (96, 128, 3)])
def test_with_the_same_weights_the_outputs_are_those_of_keras_applications(shape, top):
    assert_equals_keras(keras.applications.Xception, "xception", shape, top)


def test_the_names_that_keras_applications_gave_its_layers_are_ours():
    assert_has_keras_names(*pair("Xception", weights=None), at_least=113)
