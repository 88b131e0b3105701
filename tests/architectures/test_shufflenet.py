"""ShuffleNetV2 against torchvision, and the published counts of both."""

import pytest

import kerasarch
from tests.torch_reference import assert_equals_torch, models

TIMES = ("0_5", "1_0", "1_5", "2_0")


@pytest.mark.parametrize(
    "times", [pytest.param(times, marks=() if times == "0_5" else pytest.mark.slow) for times in TIMES]
)
def test_v2_with_the_same_weights_has_the_logits_of_torchvision(times):
    theirs = getattr(models("torchvision.models"), f"shufflenet_v2_x{times}")(weights=None)
    assert_equals_torch(theirs, f"shufflenet_v2_x{times}")


@pytest.mark.parametrize(
    ("times", "trainable", "mmacs"),
    [("0_5", 1_366_792, 40.5), ("1_0", 2_278_604, 144.9), ("1_5", 3_503_624, 295.8), ("2_0", 7_393_996, 583.3)],
)
def test_costs_of_v2_are_those_of_torchvision(times, trainable, mmacs):
    cost = kerasarch.cost(f"shufflenet_v2_x{times}")
    assert cost.trainable == trainable
    assert cost.macs / 1e6 == pytest.approx(mmacs, abs=0.06)


@pytest.mark.parametrize(("groups", "mmacs"), [(1, 143), (2, 140), (3, 137), (4, 133), (8, 137)])
def test_complexities_of_v1_are_those_of_the_paper(groups, mmacs):
    # table 1 counts no classifier; 142.5 is 143 to it
    assert kerasarch.cost(f"shufflenet_v1_g{groups}", include_top=False).macs / 1e6 == pytest.approx(mmacs, abs=0.6)


@pytest.mark.parametrize(("groups", "trainable"), [(3, 1_864_728), (8, 2_433_768)])
def test_parameters_of_v1_are_those_of_its_authors_code(groups, trainable):
    assert kerasarch.cost(f"shufflenet_v1_g{groups}").trainable == trainable


def test_v1_mixes_the_groups():
    """Without its shuffles each third of the channels would see a third of those before it only."""
    import numpy as np

    from tests.parity import images, off_initial_values

    model = kerasarch.build("shufflenet_v1_g3", weights=None, input_shape=(32, 32, 3), include_top=False)
    x = images((32, 32, 3))
    off_initial_values(model, x)
    conv1 = model.get_layer("stage3_unit2_conv1")  # 3 groups in, 3 groups out
    before, after = model.get_layer("stage3_unit2_conv1").input, model.get_layer("stage3_unit2_conv2").output
    import keras

    part = keras.Model(before, after)
    a = np.random.default_rng(0).normal(size=before.shape[1:]).astype("float32")[None]
    b = a.copy()
    b[..., : conv1.kernel.shape[2]] += 1  # the first group only
    changed = np.abs(np.asarray(part(a)) - np.asarray(part(b))).max(axis=(0, 1, 2))
    thirds = changed.reshape(3, -1).max(axis=1)
    assert (thirds > 1e-3).all()
