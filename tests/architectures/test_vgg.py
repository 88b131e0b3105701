"""VGG: against keras.applications, against torchvision with batch normalisation, and the published counts."""

from collections import OrderedDict

import keras
import pytest

import kerasarch
from tests.parity import assert_equals_keras, assert_has_keras_names
from tests.torch_reference import assert_equals_torch, models

# Without normalisation, the outputs for small values would be what the biases make of them, and those for noise of one
# contrast nearly the same for all images.
DEVIATION = (500, 1000, 2000, 4000)


@pytest.mark.parametrize(
    "shape", [(64, 64, 3), pytest.param((101, 75, 3), marks=pytest.mark.slow), pytest.param((96, 128, 3))]
)
def test_vgg16_has_the_features_of_keras_applications(shape):
    assert_equals_keras(keras.applications.VGG16, "vgg16", shape, top=False, deviation=DEVIATION)


@pytest.mark.slow
def test_vgg19_has_the_features_of_keras_applications():
    assert_equals_keras(keras.applications.VGG19, "vgg19", (101, 75, 3), top=False, deviation=DEVIATION)


@pytest.mark.slow
@pytest.mark.parametrize("shape", [(64, 64, 3), (75, 64, 3)])
def test_vgg16_has_the_logits_of_keras_applications(shape):
    assert_equals_keras(keras.applications.VGG16, "vgg16", shape, top=True, deviation=DEVIATION)


@pytest.mark.slow
@pytest.mark.parametrize("name", ["VGG16", "VGG19"])
def test_every_public_layer_name_of_keras_applications_exists(name):
    arguments = {"weights": None, "input_shape": (32, 32, 3)}
    theirs = getattr(keras.applications, name)(**arguments)
    assert_has_keras_names(theirs, getattr(kerasarch, name)(**arguments))


@pytest.mark.parametrize(
    ("name", "column"),
    [("vgg11_bn", "A"), *(pytest.param(f"vgg{n}_bn", c, marks=pytest.mark.slow) for n, c in ((16, "D"), (19, "E")))],
)
def test_the_normalised_forms_have_the_features_of_torchvision(name, column):
    vgg = models("torchvision.models.vgg")
    theirs = vgg.make_layers(vgg.cfgs[column], batch_norm=True)
    assert_equals_torch(theirs, name, include_top=False, shapes=((101, 75, 3), (64, 96, 3)))


@pytest.mark.slow
def test_with_the_same_weights_the_logits_are_those_of_timm():
    torchvision, timm = models("torchvision.models.vgg"), models("timm.models.vgg")
    parts = {
        "features": torchvision.make_layers(torchvision.cfgs["A"], batch_norm=True),
        "pre_logits": timm.ConvMlp(512, 4096, kernel_size=2),  # of maps of 2x2; timm.VGG makes it for 7x7
        "head": timm.ClassifierHead(4096, 7),
    }
    theirs = pytest.importorskip("torch").nn.Sequential(OrderedDict(parts))
    assert_equals_torch(theirs, "vgg11_bn", ((64, 64, 3), (95, 70, 3)), classes=7)


@pytest.mark.parametrize(
    ("name", "params", "trainable", "gmacs"),
    [
        ("vgg11", 132_863_336, 132_863_336, 7.609),
        ("vgg13", 133_047_848, 133_047_848, 11.309),
        ("vgg16", 138_357_544, 138_357_544, 15.470),
        ("vgg19", 143_667_240, 143_667_240, 19.632),
        ("vgg11_bn", 132_863_336 + 4 * 2752, 132_863_336 + 2 * 2752, 7.609),
        ("vgg13_bn", 133_047_848 + 4 * 2944, 133_047_848 + 2 * 2944, 11.309),
        ("vgg16_bn", 138_374_440, 138_365_992, 15.470),
        ("vgg19_bn", 143_667_240 + 4 * 5504, 143_667_240 + 2 * 5504, 19.632),
    ],
)
def test_costs_are_the_published_ones(name, params, trainable, gmacs):
    cost = kerasarch.cost(name)
    assert (cost.params, cost.trainable) == (params, trainable)
    assert cost.macs / 1e9 == pytest.approx(gmacs, abs=0.0006)
