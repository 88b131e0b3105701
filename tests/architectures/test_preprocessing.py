"""What is done to pixels: the same as in keras.applications, before the model or in it."""

import keras
import numpy as np
import pytest

import kerasarch
from kerasarch import papers
from kerasarch.errors import KerasarchError
from tests.parity import off_initial_values, outputs, varies

PIXELS = np.random.default_rng(0).integers(0, 256, (2, 32, 32, 3)).astype("float32")
PIXELS[1] //= 2  # a darker image, that a network without norms tells from the first


@pytest.mark.parametrize(
    ("name", "theirs"),
    [
        ("resnet50", keras.applications.resnet.preprocess_input),
        ("vgg16", keras.applications.vgg16.preprocess_input),
        ("resnet50_v2", keras.applications.resnet_v2.preprocess_input),
        ("mobilenet", keras.applications.mobilenet.preprocess_input),
        ("mobilenet_v2", keras.applications.mobilenet_v2.preprocess_input),
        ("efficientnet_b0", keras.applications.efficientnet.preprocess_input),
        ("resnext50_32x4d", keras.applications.densenet.preprocess_input),  # mode "torch"
    ],
)
def test_preprocess_input_is_that_of_keras_applications(name, theirs):
    ours = np.asarray(kerasarch.preprocess_input(name)(PIXELS))
    np.testing.assert_allclose(ours, theirs(PIXELS.copy()), rtol=0, atol=1e-6 * 255)


@pytest.mark.parametrize(
    ("name", "mean"),
    [("googlenet", (104, 117, 123)), ("bn_inception", (104, 117, 128)), ("se_bn_inception", (104, 117, 123))],
)
def test_networks_of_caffe_take_blue_green_red_without_their_releases_means(name, mean):
    ours = np.asarray(kerasarch.preprocess_input(name)(PIXELS))
    np.testing.assert_array_equal(ours, PIXELS[..., ::-1] - np.float32(mean))


@pytest.mark.parametrize("name", ["resnet18", "resnet50"])  # a mean for each channel; the second turns them round too
@pytest.mark.parametrize("channels", [1, 6, 9])
def test_channels_that_have_no_mean_are_refused(name, channels):
    with pytest.raises(KerasarchError, match=f"resnet.* takes images of 3 channels; got {channels} in"):
        kerasarch.preprocess_input(name)(np.zeros((2, 8, 8, channels)))
    arguments = {"weights": None, "include_top": False, "input_shape": (64, 64, channels)}
    with pytest.raises(KerasarchError, match=f"include_preprocessing=True is for images of 3 channels.*got {channels}"):
        kerasarch.build(name, **arguments, include_preprocessing=True)
    assert kerasarch.cost(name, (64, 64, channels), include_preprocessing=False).shape == (1000,)


@pytest.mark.filterwarnings("ignore:__array__ implementation:DeprecationWarning")  # Keras's, when it saves
@pytest.mark.parametrize("name", ["resnet18", "vgg11", "mobilenet_v2", "efficientnet_lite0", "googlenet"])
def test_in_the_model_it_does_the_same(name, tmp_path):
    arguments = {"weights": None, "input_shape": (32, 32, 3), "width": 0.25, "include_top": False, "pooling": "avg"}
    keras.utils.set_random_seed(0)
    outside = kerasarch.build(name, **arguments)
    inside = kerasarch.build(name, **arguments, include_preprocessing=True)
    x = np.asarray(kerasarch.preprocess_input(name)(PIXELS))
    inside.set_weights(off_initial_values(outside, x))
    expected = outputs(outside, x)
    assert varies(expected) > 0.01
    np.testing.assert_allclose(outputs(inside, PIXELS), expected, rtol=0, atol=1e-4 * np.ptp(expected))
    inside.save(tmp_path / "model.keras")
    again = keras.models.load_model(tmp_path / "model.keras", safe_mode=True)
    np.testing.assert_array_equal(outputs(again, PIXELS), outputs(inside, PIXELS))


@pytest.mark.parametrize("name", sorted(kerasarch.list_models()))
def test_every_architecture_brings_pixels_into_a_small_range(name):
    y = np.asarray(kerasarch.preprocess_input(name)(PIXELS))
    assert y.shape == PIXELS.shape
    if not papers.find(name).include_preprocessing:
        assert y.min() < -0.9
        assert -50 < y.mean() < 50
