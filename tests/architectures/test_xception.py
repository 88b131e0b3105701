"""Xception against keras.applications.Xception: the same names, order and numbers."""

import keras
import pytest

import kerasarch
from tests.parity import assert_equals_keras, assert_has_keras_names, pair


@pytest.mark.parametrize("top", [False, True])
@pytest.mark.parametrize("shape", [(96, 96, 3), (101, 75, 3), (96, 128, 3)])
def test_with_the_same_weights_the_outputs_are_those_of_keras_applications(shape, top):
    assert_equals_keras(keras.applications.Xception, "xception", shape, top)


def test_the_names_that_keras_applications_gave_its_layers_are_ours():
    assert_has_keras_names(*pair("Xception", weights=None), at_least=113)


def test_fully_connected_layers_stand_between_the_pooling_and_the_classifier():
    plain, two = kerasarch.cost("xception"), kerasarch.cost("xception", fully_connected=2)
    assert two.params - plain.params == 2049 * 4096 + 4097 * 4096 + (4096 - 2048) * 1000
    # JFT's images have several of 17,000 labels
    jft = kerasarch.describe("xception", classes=17_000, classifier_activation="sigmoid", fully_connected=2)
    assert [row.name for row in jft.rows][-4:] == ["avg_pool", "fc1", "fc2", "predictions"]
    assert jft.rows[-1].shape == (17_000,)


def test_they_are_built_with_relus_and_a_sigmoid_of_each_label():
    model = kerasarch.Xception(
        weights=None,
        input_shape=(71, 75, 3),
        width=0.1,
        depth=0.1,
        classes=5,
        classifier_activation="sigmoid",
        dropout=0.5,
        fully_connected=1,
    )
    assert [layer.name for layer in model.layers[-4:]] == ["avg_pool", "fc1", "top_dropout", "predictions"]
    assert model.get_layer("fc1").activation is keras.activations.relu
    assert model.get_layer("predictions").activation is keras.activations.sigmoid


@pytest.mark.parametrize("number", [-1, 1.5, True, None])
def test_another_number_of_fully_connected_layers_is_refused(number):
    with pytest.raises(kerasarch.KerasarchError, match="fully_connected must be an integer of at least 0; got"):
        kerasarch.cost("xception", fully_connected=number)


def test_fully_connected_layers_are_in_the_top():
    with pytest.raises(kerasarch.KerasarchError, match="fully_connected is in the top"):
        kerasarch.cost("xception", include_top=False, fully_connected=2)
