"""GoogLeNet against its paper; Inception-v1 against torchvision."""

import keras
import numpy as np
import pytest

import kerasarch
from tests.parity import images, off_initial_values, outputs, varies
from tests.torch_reference import assert_equals_torch, models


@pytest.mark.slow
def test_with_torchvision_s_weights_the_logits_are_torchvision_s():
    theirs = models("torchvision.models").googlenet(
        weights=None, init_weights=False, aux_logits=False, transform_input=False, num_classes=7
    )
    shapes = ((96, 96, 3), (101, 75, 3), (96, 128, 3), (89, 67, 3))
    assert_equals_torch(theirs, "inception_v1", shapes, classes=7)


# Table 1's column "ops", in millions, for the modules
OPS = {"3a": 128, "3b": 304, "4a": 73, "4b": 88, "4c": 100, "4d": 119, "4e": 170, "5a": 54, "5b": 71}


@pytest.mark.parametrize("row", OPS)
def test_a_module_costs_what_the_paper_s_table_says(row):
    macs = sum(r.macs for r in kerasarch.describe("googlenet").rows if r.name.startswith(f"inception_{row}_"))
    assert macs / 1e6 == pytest.approx(OPS[row], rel=0.06)  # 5a's 54 is 51.1; the others are within 2%


def test_parameters_and_multiply_adds_are_the_published_ones():
    paper, published = kerasarch.cost("googlenet"), kerasarch.cost("inception_v1")
    assert (paper.params, paper.trainable) == (6_998_552, 6_998_552)
    assert paper.macs == pytest.approx(1.58e9, rel=0.01)
    assert (published.params, published.trainable) == (6_624_904 + 14_560, 6_624_904)
    assert published.macs == pytest.approx(1.498e9, rel=1e-3)


@pytest.mark.parametrize(("name", "auxiliary"), [("googlenet", 6_379_728), ("inception_v1", 6_379_984)])
def test_the_auxiliary_heads_add_the_published_parameters(name, auxiliary):
    whole, without = kerasarch.cost(name, auxiliary=True), kerasarch.cost(name)
    assert whole.trainable - without.trainable == auxiliary
    narrow = kerasarch.cost(name, auxiliary=True, width=0.5).trainable - kerasarch.cost(name, width=0.5).trainable
    reduction = 128 * (512 + 528) // 2  # what the two 1x1 convolutions of the heads read is half as wide
    assert auxiliary - narrow == reduction


def test_a_model_with_the_auxiliary_heads_answers_three_times_of_its_own_classes():
    arguments = {"auxiliary": True, "classes": 7, "width": 0.25}
    model = kerasarch.GoogLeNet(classifier_activation=None, **arguments)
    assert model.output_shape == [(None, 7)] * 3
    assert model.count_params() == kerasarch.cost("googlenet", **arguments).params
    for y in model(images((224, 224, 3), n=2)):
        assert varies(keras.ops.convert_to_numpy(y)) > 1e-3


@pytest.mark.slow
def test_googlenet_normalises_locally_before_and_after_its_second_convolutions():
    tf = pytest.importorskip("tensorflow")
    ours = kerasarch.GoogLeNet(weights=None, include_top=False)
    x = 100 * images((64, 96, 3))
    off_initial_values(ours, x)
    for name in ("pool1_norm1", "conv2_norm2"):
        layer = ours.get_layer(name)
        before, after = keras.Model(ours.input, [layer.input[0], layer.output])(x)
        expected = tf.nn.local_response_normalization(before, 2, 1.0, 1e-4 / 5, 0.75)
        assert np.abs(expected - before).max() > 1e-3
        np.testing.assert_allclose(after, expected, rtol=1e-5, atol=1e-6)


@pytest.mark.slow
def test_googlenet_reopens_from_a_file_in_safe_mode(tmp_path):
    ours, x = kerasarch.GoogLeNet(weights=None, include_top=False), 100 * images((96, 64, 3))
    off_initial_values(ours, x)
    ours.save(tmp_path / "googlenet.keras")
    expected = outputs(ours, x)
    assert varies(expected) > 1e-3
    again = keras.saving.load_model(tmp_path / "googlenet.keras", safe_mode=True)
    np.testing.assert_array_equal(outputs(again, x), expected)
