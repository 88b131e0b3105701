"""MLP-Mixer against timm, and the published counts."""

import pytest

import kerasarch
from tests.torch_reference import assert_equals_torch, models

GELU = 1e-8  # TensorFlow's divides by the square root of two in float32


def test_with_the_same_weights_the_logits_are_those_of_timm():
    theirs = models("timm").create_model("mixer_s32_224", img_size=128)
    assert_equals_torch(theirs, "mixer_s32", shapes=((128, 128, 3),), within=GELU)


@pytest.mark.slow
def test_s16_at_its_own_size_is_that_of_timm():
    assert_equals_torch(models("timm").create_model("mixer_s16_224"), "mixer_s16", ((224, 224, 3),), within=GELU)


@pytest.mark.parametrize(
    ("name", "params", "gmacs"),
    [
        ("s32", 19_104_624, 1.002),
        ("s16", 18_528_264, 3.777),
        ("b32", 60_293_428, 3.238),
        ("b16", 59_880_472, 12.602),
        ("l32", 206_939_264, 11.253),
        ("l16", 208_196_168, 44.548),
        ("h14", 432_350_952, 120.990),
    ],
)
def test_costs_are_the_published_ones(name, params, gmacs):
    cost = kerasarch.cost(f"mixer_{name}")
    assert cost.params == cost.trainable == params
    assert cost.macs / 1e9 == pytest.approx(gmacs, abs=0.0006)


def test_layers_have_the_names_of_the_authors_code():
    model = kerasarch.MixerS32(weights=None, input_shape=(64, 64, 3), width=0.125)
    names = {layer.name for layer in model.layers}
    assert {"stem", "MixerBlock_0_LayerNorm_0", "MixerBlock_7_token_mixing_Dense_1", "pre_head_layer_norm"} <= names
    assert "MixerBlock_8_LayerNorm_0" not in names


def test_a_mixer_needs_a_fixed_size():
    with pytest.raises(kerasarch.KerasarchError, match="fixed input size"):
        kerasarch.MixerS32(weights=None, include_top=False, input_shape=(None, None, 3))
