"""Inception-v3 against keras.applications and torchvision; Inception-v2 against its paper."""

import keras
import pytest

import kerasarch
from kerasarch.papers import find
from kerasarch.papers.inception_v2_v3 import INCEPTION_V2, auxiliary
from kerasarch.plans import unroll
from kerasarch.readers.build import build
from kerasarch.readers.cost import Tally
from kerasarch.steps import Side
from kerasarch.weights.places import in_table_order
from tests.parity import (
    assert_equal_outputs,
    assert_has_keras_names,
    draw_by_name,
    images,
    outputs,
    pair,
    precision,
    varies,
)
from tests.torch_reference import assert_close, models, move, off_initial_values, outputs_of, take_statistics


@pytest.fixture(scope="module")
def features():
    return pair("InceptionV3", weights=None, include_top=False)


@pytest.mark.slow
@pytest.mark.parametrize("shape", [(96, 96, 3), (101, 75, 3), (96, 128, 3)])
def test_with_the_same_weights_the_features_are_those_of_keras_applications(features, shape):
    assert_equal_outputs(*features, shape)


@pytest.mark.slow
def test_with_the_same_weights_the_logits_are_those_of_keras_applications():
    shape = (96, 112, 3)
    assert_equal_outputs(
        *pair("InceptionV3", weights=None, input_shape=shape, classes=7, classifier_activation=None), shape
    )


@pytest.mark.slow
def test_the_names_that_keras_applications_gave_its_layers_are_ours():
    # mixed0 to mixed10, mixed9_0, mixed9_1, avg_pool, predictions
    assert_has_keras_names(*pair("InceptionV3", weights=None), at_least=15)


def test_parameters_and_multiply_adds_are_the_published_ones():
    v3 = kerasarch.cost("inception_v3")
    assert (v3.params, v3.trainable) == (23_851_784, 23_817_352)
    assert v3.macs == pytest.approx(5.713e9, rel=1e-3)


def test_the_auxiliary_head_adds_the_published_parameters():
    bill, plain = kerasarch.cost("inception_v3", auxiliary=True), kerasarch.cost("inception_v3")
    gammas = 128 + 768  # which torchvision's 3,326,696 have, and ours do not need
    assert bill.shape == plain.shape == (1000,)
    assert bill.trainable - plain.trainable == 3_326_696 - gammas


@pytest.mark.slow
def test_the_auxiliary_head_computes_what_torchvision_computes():
    model = models("torchvision.models").inception_v3(weights=None, init_weights=False, aux_logits=True)
    head, x = off_initial_values(model.AuxLogits), images((17, 17, 768)).astype("float64")
    gammas = {"conv0.bn.weight": head.conv0.bn, "conv1.bn.weight": head.conv1.bn}  # ours has none
    for norm in gammas.values():
        norm.weight.data.fill_(1)
    take_statistics(head, x)
    image, plan = keras.Input((17, 17, 768)), unroll(auxiliary(1000, None))
    with precision("float64"):
        _, sides = build(plan, image)
    ours = keras.Model(image, sides["aux"])
    move(head, in_table_order(ours, plan), {"": "conv0 conv1 conv bn fc"}, but=gammas)
    assert_close(outputs(ours, x), outputs_of(head, x))


@pytest.mark.slow
def test_a_model_with_the_auxiliary_head_answers_twice_of_its_own_classes():
    arguments = {"auxiliary": True, "classes": 7, "width": 0.25, "input_shape": (299, 315, 3)}
    model = kerasarch.InceptionV3(weights=None, classifier_activation=None, **arguments)
    assert model.count_params() == kerasarch.cost("inception_v3", **arguments).params
    assert model.output_shape == [(None, 7), (None, 7)]
    x = images((299, 315, 3))
    draw_by_name(model, x)
    for y in model(x):
        assert varies(keras.ops.convert_to_numpy(y)) > 1e-3


def test_inception_v2_has_v3_s_auxiliary_head_beside_its_last_map_of_17x17():
    v2, v3 = (find(name).auxiliary(1000, None) for name in ("inception_v2", "inception_v3"))
    assert [step for step in v2 if isinstance(step, Side)] == [step for step in v3 if isinstance(step, Side)]
    tally = Tally((299, 299, 3))
    tally.walk(v2[: [isinstance(step, Side) for step in v2].index(True)], 3, 0)
    assert tally.shape == (17, 17, 768)


@pytest.mark.parametrize("name", ["inception_v2", "inception_v3"])
def test_the_plain_auxiliary_head_has_a_bias_for_its_last_norm(name):
    normed, plain = (kerasarch.cost(name, auxiliary=True, bn_auxiliary=norm) for norm in (True, False))
    assert normed.params - plain.params == 2 * 768  # beta, mean and variance, and 768 biases for them
    assert (normed.macs, normed.shape) == (plain.macs, plain.shape)
    arguments = {"classes": 7, "width": 0.25, "input_shape": (299, 315, 3)}
    model = kerasarch.build(name, weights=None, auxiliary=True, bn_auxiliary=False, **arguments)
    layers = {layer.name: layer for layer in model.layers if layer.name.startswith("aux_")}
    convolutions = [layer for layer in layers.values() if isinstance(layer, keras.layers.Conv2D)]
    assert [layer.use_bias for layer in convolutions] == [False, True]
    assert sum(isinstance(layer, keras.layers.BatchNormalization) for layer in layers.values()) == 1
    with pytest.raises(kerasarch.KerasarchError, match="bn_auxiliary=False is for the auxiliary classifier: pass aux"):
        kerasarch.cost(name, bn_auxiliary=False)


def test_inception_v2_has_the_maps_of_table_1():
    maps = [Tally((299, 299, 3)) for _ in INCEPTION_V2]
    for i, tally in enumerate(maps):
        tally.walk(unroll(INCEPTION_V2[: i + 1]).steps, 3, 0)
    shapes = list(dict.fromkeys(tally.shape for tally in maps))
    stem = [(149, 149, 32), (147, 147, 32), (147, 147, 64), (73, 73, 64), (71, 71, 80), (35, 35, 192), (35, 35, 288)]
    assert shapes == [*stem, (17, 17, 768), (8, 8, 1280), (8, 8, 2048)]


def test_inception_v2_stays_below_the_paper_s_25_million_parameters():
    assert kerasarch.cost("inception_v2").params == 23_486_408 < 25e6


@pytest.mark.slow
def test_inception_v2_tells_images_apart():
    model = kerasarch.InceptionV2(weights=None, include_top=False, width=0.25)
    assert varies(outputs(model, images((96, 96, 3)))) > 1e-3
