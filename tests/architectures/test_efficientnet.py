"""EfficientNet against keras.applications, Lite against timm, and the published counts."""

import keras
import numpy as np
import pytest

import kerasarch
from kerasarch import networks, papers
from kerasarch.plans import unroll
from kerasarch.walks import leaves
from tests.parity import assert_equals_keras, assert_has_keras_names
from tests.torch_reference import assert_equals_torch, models

SHAPES = [(96, 96, 3), (101, 75, 3), (96, 128, 3)]


@pytest.mark.parametrize(
    ("shape", "top"),
    [
        ((64, 64, 3), True),
        *(pytest.param(shape, top, marks=pytest.mark.slow) for shape in SHAPES for top in (False, True)),
    ],
)
def test_b0_with_the_same_weights_has_the_outputs_of_keras_applications(shape, top):
    assert_equals_keras(keras.applications.EfficientNetB0, "efficientnet_b0", shape, top, deviation=60)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "theirs"),
    [("efficientnet_b1", keras.applications.EfficientNetB1), ("efficientnet_b2", keras.applications.EfficientNetB2)],
)
def test_the_scaled_ones_have_the_features_of_keras_applications(name, theirs):
    assert_equals_keras(theirs, name, (75, 64, 3), top=False, deviation=60)


@pytest.mark.slow
@pytest.mark.parametrize("i", [0, 2])
def test_names_and_dropped_branches_are_those_of_keras_applications(i):
    arguments = {"weights": None, "input_shape": (64, 64, 3)}
    theirs = getattr(keras.applications, f"EfficientNetB{i}")(**arguments)
    ours = getattr(kerasarch, f"EfficientNetB{i}")(**arguments)
    # padding="same" pads as *_pad does; a squeeze that keeps its dimensions needs no reshape
    assert_has_keras_names(theirs, ours, (".*_pad", ".*_se_reshape", ".*_se_squeeze"))

    def rates(model):
        return {layer.name: layer.rate for layer in model.layers if isinstance(layer, keras.layers.Dropout)}

    assert len(rates(theirs)) >= 10
    assert rates(ours) == pytest.approx(rates(theirs))


@pytest.mark.parametrize(
    ("i", "params", "trainable", "gmacs"),
    [
        (0, 5_330_571, 5_288_548, 0.386),
        (1, 7_856_239, 7_794_184, 0.687),
        (2, 9_177_569, 9_109_994, 0.994),
        (3, 12_320_535, 12_233_232, 1.827),
        (4, 19_466_823, 19_341_616, 4.394),
        (5, 30_562_527, 30_389_784, 10.266),
        (6, 43_265_143, 43_040_704, 19.068),
        (7, 66_658_687, 66_347_960, 37.746),
    ],
)
def test_costs_are_those_of_keras_applications(i, params, trainable, gmacs):
    cost = kerasarch.cost(f"efficientnet_b{i}")
    assert (cost.params, cost.trainable) == (params, trainable)
    assert cost.macs / 1e9 == pytest.approx(gmacs, abs=0.0006)


# the authors' repository counts in millions what training changes
@pytest.mark.parametrize(("i", "millions"), [(0, 4.7), (1, 5.4), (2, 6.1), (3, 8.2), (4, 13.0)])
def test_parameters_of_lite_are_the_published_ones(i, millions):
    assert kerasarch.cost(f"efficientnet_lite{i}").trainable / 1e6 == pytest.approx(millions, abs=0.051)


@pytest.mark.slow
@pytest.mark.parametrize("i", [0, 2])
def test_lite_with_the_same_weights_has_the_logits_of_timm(i):
    theirs = models("timm").create_model(f"tf_efficientnet_lite{i}")
    assert_equals_torch(theirs, f"efficientnet_lite{i}")


def test_width_changes_neither_end_of_lite():
    model = kerasarch.EfficientNetLite0(weights=None, input_shape=(32, 32, 3), width=0.5, depth=0.5)
    assert model.get_layer("stem_conv").filters == 32
    assert model.get_layer("top_conv").filters == 1280
    assert model.get_layer("block2a_project_conv").filters == 16  # half of 24, at least nine tenths, in eights


def test_the_last_branches_are_dropped_the_most_and_the_rate_can_be_set():
    def rates(**arguments):
        plan = unroll(networks.network(papers.find("efficientnet_b0"), **arguments).table)
        return [step.rate for step in leaves(plan.steps) if step.name.endswith("_drop")]

    assert len(rates()) == 9
    assert set(rates(stochastic_depth=0.0)) == {0}
    assert rates() == sorted(rates())
    assert 0 < rates()[0] < rates()[-1] < 0.2
    assert rates(stochastic_depth=0.4) == pytest.approx([2 * rate for rate in rates()])


def test_a_model_takes_pixels_unless_it_is_told_otherwise():
    arguments = {"weights": None, "input_shape": (32, 32, 3), "width": 0.25, "include_top": False}
    assert kerasarch.EfficientNetB0(**arguments).get_layer("rescaling").scale == pytest.approx(1 / 255)
    names = [layer.name for layer in kerasarch.EfficientNetB0(**arguments, include_preprocessing=False).layers]
    assert "rescaling" not in names
    assert "normalization" not in names


@pytest.mark.parametrize("name", kerasarch.list_models())
def test_a_docstring_sends_images_to_preprocess_input_only_where_that_does_something(name):
    documented = getattr(kerasarch, papers.find(name).title).__doc__
    pixels = np.full((1, 2, 2, 3), 7, "float32")
    changed = (np.asarray(kerasarch.preprocess_input(name)(pixels)) != pixels).all()
    assert ("pass images through" in documented) == changed
    assert ("leaves the pixels of this one" in documented) != changed
