"""SqueezeNet against torchvision, and the published counts."""

import pytest

import kerasarch
from tests.torch_reference import assert_equals_torch, models


@pytest.mark.parametrize("name", ["squeezenet_1_0", "squeezenet_1_1"])
def test_with_the_same_weights_the_logits_are_those_of_torchvision(name):
    theirs = getattr(models("torchvision.models"), name.replace("_1_", "1_"))(weights=None)
    # odd and even maps before each pool, so that each rounds up in both ways
    shapes = ((101, 75, 3), (96, 128, 3), (97, 83, 3))
    assert_equals_torch(theirs, name, shapes, at_least=1e-3, dropout=0.0)


@pytest.mark.parametrize(("name", "params", "gmacs"), [("1_0", 1_248_424, 0.8189), ("1_1", 1_235_496, 0.3492)])
def test_costs_are_the_published_ones(name, params, gmacs):
    cost = kerasarch.cost(f"squeezenet_{name}")
    assert cost.params == cost.trainable == params
    assert cost.macs / 1e9 == pytest.approx(gmacs, abs=0.00006)
