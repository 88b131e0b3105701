"""Xception-41, 65 and 71 against timm, which carries TF-DeepLab's weights."""

import pytest

import kerasarch
from tests.torch_reference import assert_equals_torch, models

SHAPES = ((96, 96, 3), (101, 75, 3), (96, 128, 3))


@pytest.mark.slow
@pytest.mark.parametrize("layers", [41, 65, 71])
def test_with_timm_s_weights_the_features_and_logits_are_timm_s(layers):
    theirs = models("timm").create_model(f"xception{layers}", num_classes=7)
    assert_equals_torch(theirs, f"xception{layers}", SHAPES, features=True, classes=7)


@pytest.mark.parametrize(
    ("layers", "trainable", "params", "gmacs"),
    [(41, 26_969_560, 27_084_872, 9.204), (65, 39_916_312, 40_101_512, 13.853), (71, 42_338_736, 42_537_712, 17.947)],
)
def test_parameters_and_multiply_adds_are_the_published_ones(layers, trainable, params, gmacs):
    bill = kerasarch.cost(f"xception{layers}")
    assert (bill.trainable, bill.params) == (trainable, params)
    assert bill.macs == pytest.approx(gmacs * 1e9, rel=1e-3)
