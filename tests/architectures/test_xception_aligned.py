"""Xception-41, 65 and 71 against timm, which carries TF-DeepLab's weights."""

import pytest

import kerasarch
from tests.architectures.reference import (
    assert_close,
    calibrated,
    float64,
    layers_of,
    maps_and_logits,
    move,
    outputs_of,
    reference,
)
from tests.parity import images


def shortcut_last(module: str) -> tuple:
    """timm registers a block's shortcut before its body; the table has it after."""
    place, *path = module.split(".")
    if place != "blocks":
        return (("stem", "blocks", "head").index(place), 0, False)
    return (1, int(path[0]), path[1] == "shortcut")


@pytest.mark.slow
@pytest.mark.parametrize("layers", [41, 65, 71])
def test_with_timm_s_weights_the_features_and_logits_are_timm_s(layers):
    name = f"xception{layers}"
    theirs = reference("timm").create_model(name, pretrained=False, num_classes=7)
    calibrated(theirs, images((101, 128, 3)).astype("float64"))
    for shape in ((96, 96, 3), (101, 75, 3), (96, 128, 3)):
        x = images(shape).astype("float64")
        with float64():
            ours = kerasarch.build(name, weights=None, input_shape=shape, classes=7, classifier_activation=None)
        move(theirs, layers_of(ours, name, classes=7), shortcut_last)
        maps, logits = maps_and_logits(ours, x)
        expected = outputs_of(theirs.forward_features, x)
        assert_close(maps, expected)
        assert_close(logits, outputs_of(theirs.forward_head, expected))


@pytest.mark.parametrize(
    ("layers", "trainable", "params", "gmacs"),
    [(41, 26_969_560, 27_084_872, 9.204), (65, 39_916_312, 40_101_512, 13.853), (71, 42_338_736, 42_537_712, 17.947)],
)
def test_parameters_and_multiply_adds_are_the_published_ones(layers, trainable, params, gmacs):
    bill = kerasarch.cost(f"xception{layers}")
    assert (bill.trainable, bill.params) == (trainable, params)
    assert bill.macs == pytest.approx(gmacs * 1e9, rel=1e-3)
