"""Inception-v4 against timm; Inception-ResNet-v2 against keras.applications."""

import pytest

import kerasarch
from tests.parity import assert_equal_outputs, assert_has_keras_names, pair
from tests.torch_reference import assert_equals_torch, models

SHAPES = ((96, 96, 3), (101, 75, 3), (96, 128, 3))


@pytest.fixture(scope="module")
def inception_resnet_v2():
    return pair("InceptionResNetV2", weights=None, include_top=False)


@pytest.mark.slow
@pytest.mark.parametrize("shape", SHAPES)
def test_with_the_same_weights_the_features_are_those_of_keras_applications(inception_resnet_v2, shape):
    assert_equal_outputs(*inception_resnet_v2, shape)


@pytest.mark.slow
def test_with_the_same_weights_the_logits_are_those_of_keras_applications():
    shape = (96, 112, 3)
    theirs, ours = pair("InceptionResNetV2", weights=None, input_shape=shape, classes=7, classifier_activation=None)
    assert_equal_outputs(theirs, ours, shape)
    # every block's mixed, conv and ac, but block8_10_ac; mixed_5b, 6a, 7a; conv_7b and its two; avg_pool, predictions
    assert_has_keras_names(theirs, ours, at_least=3 * 40 - 1 + 3 + 3 + 2)


@pytest.mark.slow
def test_with_timm_s_weights_the_features_and_logits_are_timm_s():
    theirs = models("timm").create_model("inception_v4", num_classes=7)
    assert_equals_torch(theirs, "inception_v4", SHAPES, features=True, classes=7)


def test_parameters_and_multiply_adds_are_the_published_ones():
    v4, resnet = kerasarch.cost("inception_v4"), kerasarch.cost("inception_resnet_v2")
    assert (v4.params, v4.trainable) == (42_679_816 + 63_168, 42_679_816)
    assert v4.macs == pytest.approx(12.254e9, rel=1e-3)
    assert (resnet.params, resnet.trainable) == (55_873_736, 55_813_192)
    assert resnet.macs == pytest.approx(13.156e9, rel=1e-3)
