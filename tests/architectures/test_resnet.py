"""The ResNets: against keras.applications, against timm, and the published counts."""

import keras
import pytest

import kerasarch
from tests.parity import assert_equals_keras, assert_has_keras_names
from tests.torch_reference import assert_equals_torch, models

SHAPES = [(96, 96, 3), (101, 75, 3), (96, 128, 3)]


@pytest.mark.parametrize("top", [False, True])
@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize(
    ("name", "theirs"),
    [
        ("resnet50", keras.applications.ResNet50),
        ("resnet50_v2", keras.applications.ResNet50V2),
    ],
)
@pytest.mark.slow
def test_with_the_same_weights_the_outputs_are_those_of_keras_applications(name, theirs, shape, top):
    assert_equals_keras(theirs, name, shape, top)


@pytest.mark.slow
@pytest.mark.parametrize("name", ["ResNet50", "ResNet101", "ResNet50V2", "ResNet101V2"])
def test_every_public_layer_name_of_keras_applications_exists(name):
    arguments = {"weights": None, "input_shape": (64, 64, 3)}
    theirs = getattr(keras.applications, name)(**arguments)
    assert_has_keras_names(theirs, getattr(kerasarch, name)(**arguments))


def test_resnet18_is_that_of_timm():
    assert_equals_torch(models("timm").create_model("resnet18"), "resnet18")


@pytest.mark.slow
@pytest.mark.parametrize(("name", "within"), [("resnet34", 1e-10), ("resnext50_32x4d", 1e-6)])
def test_the_others_are_those_of_timm(name, within):
    # our ResNeXts have the epsilon of keras.applications' ResNets, which is a thousandth more
    assert_equals_torch(models("timm").create_model(name), name, within=within)


@pytest.mark.parametrize(
    ("name", "params", "trainable", "gmacs"),
    [
        ("resnet18", 11_699_112, 11_689_512, 1.814),
        ("resnet34", 21_814_696, 21_797_672, 3.664),
        ("resnet50", 25_636_712, 25_583_592, 3.858),
        ("resnet101", 44_707_176, 44_601_832, 7.570),
        ("resnet152", 60_419_944, 60_268_520, 11.282),
        ("resnet50_v2", 25_613_800, 25_568_360, 3.482),
        ("resnet101_v2", 44_675_560, 44_577_896, 7.195),
        ("resnet152_v2", 60_380_648, 60_236_904, 10.907),
        ("resnext50_32x4d", 25_097_128, 25_028_904, 4.231),
        ("resnext101_32x4d", 44_315_560, 44_177_704, 7.970),
        ("resnext101_64x4d", 83_658_152, 83_455_272, 15.460),
    ],
)
def test_costs_are_the_published_ones(name, params, trainable, gmacs):
    cost = kerasarch.cost(name)
    assert (cost.params, cost.trainable) == (params, trainable)
    assert cost.macs / 1e9 == pytest.approx(gmacs, abs=0.0006)
