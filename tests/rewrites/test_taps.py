"""taps: more outputs, by stride or by a layer's name."""

from math import isqrt, prod

import keras
import numpy as np
import pytest

import kerasarch
from kerasarch import networks, papers
from kerasarch.plans import unroll
from kerasarch.readers.build import build
from kerasarch.readers.cost import cost
from kerasarch.readers.describe import describe_plan
from kerasarch.readers.read import read
from kerasarch.rewrites.taps import last_of_each_stride, tap
from kerasarch.steps import Pad, Side
from kerasarch.walks import every
from tests.parity import images, off_initial_values, outputs, varies
from tests.rewrites.networks import mixer, repvgg, users_model

RECORD = papers.find("xception")
XCEPTION = unroll(RECORD.table + RECORD.head(10, None, 0.0))


def sides(plan, shape):
    image = keras.Input(shape)
    output, found = build(plan, image)
    return keras.Model(image, {"top": output, **found})


def test_xceptions_last_layer_of_each_stride():
    assert last_of_each_stride(XCEPTION) == {
        2: "block1_conv2_act",
        4: "block2_add1",
        8: "block3_add1",
        16: "block12_add1",
        32: "block14_sepconv2_act",
    }


# convolutions and pools without padding in the stem, which give a few rows and columns less
SHRINKING = ("inception_v2", "inception_v3", "inception_v4", "inception_resnet_v2", "squeezenet", "xception")


@pytest.mark.parametrize("name", kerasarch.list_models())
def test_the_map_of_a_stride_is_that_part_of_the_image_and_no_padding(name):
    wanted = networks.network(papers.find(name), include_preprocessing=True)
    plan, size = unroll(wanted.preprocessing + wanted.features), wanted.architecture.size
    steps = {step.name: step for step in every(plan.steps)}
    rows = {row.name: row for row in describe_plan("", plan, (size, size, 3)).rows}
    less = 4 if name.removeprefix("se_").startswith(SHRINKING) else 0
    for stride, layer in last_of_each_stride(plan).items():
        assert stride > 1
        assert not isinstance(steps[layer], Pad)
        sides = isqrt(prod(rows[layer].shape[:-1]))  # of tokens too
        assert 0 <= -(-size // stride) - sides <= less, (stride, layer)


@pytest.mark.parametrize("shape", [(128, 160, 3), (299, 299, 3)])
def test_a_feature_by_stride_has_that_part_of_the_images_size(shape):
    tapped = sides(tap(XCEPTION, ["s8", "s16", "s32"]), shape)
    for stride, channels in ((8, 256), (16, 728), (32, 2048)):
        height, width, c = tapped.output[f"s{stride}"].shape[1:]
        assert c == channels
        assert abs(height * stride - shape[0]) <= stride
        assert abs(width * stride - shape[1]) <= stride


def test_a_tap_changes_nothing_and_gives_the_layers_own_output():
    model = users_model()
    x = images((37, 29, 3))
    off_initial_values(model, x)
    names = ["deep2_bn", "sum", "s2"]
    plan = tap(read(model), names)
    assert cost(plan, (37, 29, 3)).params == model.count_params()
    tapped = sides(plan, (37, 29, 3))
    tapped.set_weights([w for layer in tapped.layers for w in weights_of(model, layer)])
    for layer in tapped.layers:
        if isinstance(layer, keras.layers.Normalization):
            layer.finalize_state()
    found = tapped(x)
    for name, layer in [("deep2_bn", "deep2_bn"), ("sum", "sum"), ("s2", "sum"), ("top", "logits")]:
        expected = outputs(keras.Model(model.input, model.get_layer(layer).output), x)
        assert varies(expected) > 0.01
        np.testing.assert_array_equal(keras.ops.convert_to_numpy(found[name]), expected)


def weights_of(model, layer):
    return model.get_layer(layer.name).get_weights() if layer.weights else []


def test_the_classifier_has_no_stride():
    assert last_of_each_stride(unroll(repvgg())) == {2: "unit1_relu", 4: "unit4_relu"}


def test_a_network_of_one_stride_says_so():
    with pytest.raises(kerasarch.KerasarchError, match="no map has stride 's16'; there are s8"):
        tap(unroll(mixer()), ["s16"])


def test_a_missing_stride_is_refused_with_what_exists():
    with pytest.raises(kerasarch.KerasarchError, match="no map has stride 's64'; there are s2, s4, s8, s16, s32"):
        tap(XCEPTION, ["s8", "s64"])


def test_a_missing_layer_is_refused_with_the_nearest():
    with pytest.raises(kerasarch.KerasarchError, match="no layer is named 'block4_sepconv'; did you mean"):
        tap(XCEPTION, ["block4_sepconv"])


@pytest.mark.parametrize(
    ("features", "told"), [("s8", "must be a list"), ([8], "must be a list"), (["s8", "s8"], "twice")]
)
def test_what_is_no_list_of_different_names_is_refused(features, told):
    with pytest.raises(kerasarch.KerasarchError, match=told):
        tap(XCEPTION, features)


def test_no_features_leave_the_plan_as_it_is():
    assert tap(XCEPTION, []) == XCEPTION


def test_a_tapped_model_folds_with_its_taps():
    record = papers.find("xception")
    plan = tap(unroll(record.table), ["block1_conv2_bn", "s4"])
    image = keras.Input((75, 80, 3))
    output, found = build(plan, image)
    model = keras.Model(image, [*found.values(), output])
    folded = kerasarch.fold(model)
    assert folded.output_names == model.output_names == ["block1_conv2_bn", "block2_add1", "block14_sepconv2_act"]
    assert sum(isinstance(step, Side) for step in tap(read(folded), ["s8"]).steps) == 3
