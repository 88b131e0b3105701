"""MobileNet and MobileNetV2 against keras.applications, at every published alpha."""

import keras
import pytest

import kerasarch
from tests.parity import assert_equals_keras, assert_has_keras_names

NETWORKS = [("mobilenet", keras.applications.MobileNet), ("mobilenet_v2", keras.applications.MobileNetV2)]
ALPHAS = [("mobilenet", alpha) for alpha in (0.25, 0.5, 0.75)]
ALPHAS += [("mobilenet_v2", alpha) for alpha in (0.35, 0.5, 0.75, 1.3, 1.4)]


@pytest.mark.parametrize(
    ("shape", "top"),
    [
        ((64, 64, 3), True),
        *(
            pytest.param(shape, top, marks=pytest.mark.slow)
            for shape, top in (
                ((64, 64, 3), False),
                ((101, 75, 3), False),
                ((101, 75, 3), True),
                ((96, 128, 3), False),
                ((96, 128, 3), True),
            )
        ),
    ],
)
@pytest.mark.parametrize(("name", "theirs"), NETWORKS)
def test_with_the_same_weights_the_outputs_are_those_of_keras_applications(name, theirs, shape, top):
    assert_equals_keras(theirs, name, shape, top)


@pytest.mark.slow
@pytest.mark.parametrize(("name", "alpha"), ALPHAS)
def test_alpha_is_width(name, alpha):
    theirs = dict(NETWORKS)[name]
    assert_equals_keras(theirs, name, (75, 64, 3), top=False, theirs_too={"alpha": alpha}, ours_too={"width": alpha})


@pytest.mark.parametrize(
    ("name", "alpha", "params"),
    [
        # keras.applications' count_params
        ("mobilenet", 0.25, 475_544),
        ("mobilenet", 0.5, 1_342_536),
        ("mobilenet", 0.75, 2_601_976),
        ("mobilenet", 1.0, 4_253_864),
        ("mobilenet_v2", 0.35, 1_691_208),
        ("mobilenet_v2", 0.5, 1_987_224),
        ("mobilenet_v2", 0.75, 2_663_064),
        ("mobilenet_v2", 1.0, 3_538_984),
        ("mobilenet_v2", 1.3, 5_431_048),
        ("mobilenet_v2", 1.4, 6_156_712),
    ],
)
def test_every_published_alpha_has_its_parameters(name, alpha, params):
    assert kerasarch.cost(name, width=alpha).params == params


@pytest.mark.parametrize(("name", "gmacs"), [("mobilenet", 0.5687), ("mobilenet_v2", 0.3008)])
def test_multiply_adds_are_the_published_ones(name, gmacs):
    assert kerasarch.cost(name).macs / 1e9 == pytest.approx(gmacs, abs=0.00006)


@pytest.mark.parametrize(
    ("name", "theirs", "but"),
    [
        (*NETWORKS[0], ()),
        # padding="same" pads as these layers do
        (*NETWORKS[1], ("block_.*_pad",)),
    ],
)
def test_every_public_layer_name_of_keras_applications_exists(name, theirs, but):
    arguments = {"weights": None, "input_shape": (64, 64, 3)}
    assert_has_keras_names(theirs(**arguments), kerasarch.build(name, **arguments), but)


def test_the_names_go_on_where_depth_adds_blocks():
    model = kerasarch.MobileNet(weights=None, input_shape=(32, 32, 3), width=0.25, depth=2)
    names = {layer.name for layer in model.layers}
    assert {f"conv_dw_{i}" for i in range(1, 19)} <= names
    assert "conv_dw_19" not in names


def test_without_the_linear_bottleneck_an_activation_follows_each_projection_before_its_sum():
    image = keras.Input((64, 48, 3))
    arguments = {"weights": None, "input_tensor": image, "width": 0.25}
    linear = kerasarch.MobileNetV2(**arguments)
    other = kerasarch.MobileNetV2(**arguments, linear_bottleneck=False)
    added = {layer.name for layer in other.layers} - {layer.name for layer in linear.layers}
    assert added == {"expanded_conv_project_relu", *(f"block_{i}_project_relu" for i in range(1, 17))}
    for name in added:
        assert other.get_layer(name).max_value == 6
        assert other.get_layer(name).input is other.get_layer(name.replace("relu", "BN")).output
    assert other.get_layer("block_2_add").input[1] is other.get_layer("block_2_project_relu").output
    assert [w.shape for w in other.weights] == [w.shape for w in linear.weights]


@pytest.mark.parametrize("value", [None, 0, "relu6"])
def test_another_bottleneck_is_refused(value):
    with pytest.raises(kerasarch.KerasarchError, match="linear_bottleneck must be one of True, False; got"):
        kerasarch.cost("mobilenet_v2", linear_bottleneck=value)
