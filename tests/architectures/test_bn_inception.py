"""BN-Inception against the numbers of the Caffe release."""

import pytest

import kerasarch
from kerasarch.papers.bn_inception import TABLE
from kerasarch.steps import Conv, Norm, leaves
from tests.parity import images, outputs, varies


def test_parameters_and_multiply_adds_are_the_published_ones():
    bill = kerasarch.cost("bn_inception")
    assert (bill.trainable, bill.params) == (11_295_240, 11_295_240 + 20_032)
    assert bill.macs == pytest.approx(2.033e9, rel=1e-3)


def test_it_has_69_convolutions_with_a_bias_and_a_norm_each():
    steps = list(leaves(TABLE))
    assert [step.bias for step in steps if isinstance(step, Conv)] == [True] * 69
    assert sum(isinstance(step, Norm) for step in steps) == 69


def test_the_modules_have_the_maps_of_the_release():
    shapes = {row.name: row.shape for row in kerasarch.describe("bn_inception").rows}
    channels = {"3a": 256, "3b": 320, "3c": 576, "4a": 576, "4b": 576, "4c": 608, "4d": 608, "4e": 1056}
    sizes = {"3a": 28, "3b": 28, "3c": 14, "4a": 14, "4b": 14, "4c": 14, "4d": 14, "4e": 7, "5a": 7, "5b": 7}
    channels |= {"5a": 1024, "5b": 1024}
    for row, size in sizes.items():
        assert shapes[f"inception_{row}"] == (size, size, channels[row])


@pytest.mark.slow
def test_it_tells_images_apart():
    model = kerasarch.BNInception(weights=None, include_top=False)
    assert varies(outputs(model, images((101, 75, 3)))) > 1e-3
