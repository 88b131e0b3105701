"""BN-Inception against the numbers of the Caffe release."""

import keras
import numpy as np
import pytest

import kerasarch
from kerasarch.papers.bn_inception import TABLE
from kerasarch.steps import Conv, Norm
from kerasarch.walks import leaves
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


def part(model, first, last):
    return keras.Model(model.get_layer(first).input, model.get_layer(last).output)


@pytest.mark.slow
def test_it_pads_and_pools_as_caffe_does():
    model = kerasarch.BNInception(weights=None, include_top=False, input_shape=(224, 224, 3), width=0.25)
    average = part(model, "inception_3a_pool_pad", "inception_3a_pool")
    mean = outputs(average, np.ones((1, *average.input_shape[1:]), "float32"))[0, :, :, 0]
    # the padding counts: 4 values of 9 are ones in a corner, 6 at an edge
    np.testing.assert_allclose([mean[0, 0], mean[0, 5], mean[5, 5]], [4 / 9, 6 / 9, 1], rtol=1e-6)

    largest = part(model, "pool1_3x3_s2_pad", "pool1_3x3_s2")
    rows = np.broadcast_to(np.arange(112.0)[:, None, None], largest.input_shape[1:])[None]
    assert outputs(largest, rows.astype("float32"))[0, :, 0, 0].tolist() == [min(2 * i + 2, 111) for i in range(56)]

    strided = part(model, "inception_3c_3x3_pad", "inception_3c_3x3")
    layer = model.get_layer("inception_3c_3x3")
    layer.set_weights([np.ones_like(layer.get_weights()[0]), np.zeros(layer.filters)])
    channels = strided.input_shape[-1]
    seen = outputs(strided, np.ones((1, *strided.input_shape[1:]), "float32"))[0, :, :, 0] / channels
    # a corner of zeros at the beginning, and none at the end
    np.testing.assert_allclose([seen[0, 0], seen[0, 5], seen[-1, -1]], [4, 6, 9], rtol=1e-5)


@pytest.mark.slow
def test_it_tells_images_apart():
    model = kerasarch.BNInception(weights=None, include_top=False)
    assert varies(outputs(model, images((101, 75, 3)))) > 1e-3
