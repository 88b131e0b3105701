"""move: every weight of the old model has a place in the new one, and every place a weight that fits."""

import numpy as np
import pytest

import kerasarch
from kerasarch.rewrites.moves import AsConvolution, Branch, Folded, Kept, Summed
from kerasarch.steps import Branches, Conv, Dense, Norm
from kerasarch.weights.move import move
from tests.rewrites.networks import model_of

SHAPE = (6, 5, 4)
OLD = (Conv(4, 3, name="c"), Norm(name="n"))


def test_a_weight_without_a_place_is_told():
    with pytest.raises(kerasarch.KerasarchError, match="the weights of n have no place"):
        move(model_of(OLD, SHAPE), model_of((Conv(4, 3, name="c"),), SHAPE), {})


def test_a_layer_without_a_source_is_told():
    with pytest.raises(kerasarch.KerasarchError, match="'new' takes weights of 'new', which 'network' has not"):
        move(model_of(OLD, SHAPE), model_of((*OLD, Conv(4, 1, name="new")), SHAPE), {})


@pytest.mark.parametrize("source", [Kept("c"), AsConvolution("c"), Folded("c", ("n",))], ids=str)
def test_weights_of_another_shape_are_told(source):
    new = model_of((Dense(4, name="d"),), SHAPE)
    with pytest.raises(kerasarch.KerasarchError, match="layer 'd' has weights of shapes"):
        move(model_of(OLD, SHAPE), new, {"d": source})


def test_an_identity_beside_other_channels_is_no_identity():
    wide = (Branches("add", ((Conv(4, 1, name="c"),), (Norm(name="n"),)), name="sum"),)
    old = model_of(wide, (6, 5, 1))  # Keras adds one channel to each of four
    new = model_of((Conv(4, 1, bias=True, name="c"),), (6, 5, 1))
    source = Summed((Branch("c", (), (0, 0)), Branch(None, ("n",), (0, 0))), (1, 1))
    with pytest.raises(kerasarch.KerasarchError, match="'n' has 1 channels beside a convolution of 4"):
        move(old, new, {"c": source})


def test_two_layers_can_share_a_source():
    old = model_of((Conv(4, 1, name="c"),), SHAPE)
    new = model_of((Conv(4, 1, name="c"), Conv(4, 1, name="again")), SHAPE)
    move(old, new, {"again": Kept("c")})
    (first, second), (expected,) = new.get_weights(), old.get_weights()
    np.testing.assert_array_equal(first, expected)
    np.testing.assert_array_equal(second, expected)
