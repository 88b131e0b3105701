"""The ResNets: against keras.applications, against timm, and the published counts."""

import keras
import pytest

import kerasarch
from tests.parity import assert_equals_keras, assert_has_keras_names
from tests.torch_reference import assert_equals_torch, models, same_epsilon

SHAPES = [(96, 96, 3), (101, 75, 3), (96, 128, 3)]


@pytest.mark.parametrize("top", [False, True])
@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize(
    ("name", "theirs"),
    [
        ("resnet50", keras.applications.ResNet50),
        ("resnet50_v2", keras.applications.ResNet50V2),
    ],
)
@pytest.mark.slow
def test_with_the_same_weights_the_outputs_are_those_of_keras_applications(name, theirs, shape, top):
    assert_equals_keras(theirs, name, shape, top)


@pytest.mark.slow
@pytest.mark.parametrize("name", ["ResNet50", "ResNet101", "ResNet50V2", "ResNet101V2"])
def test_every_public_layer_name_of_keras_applications_exists(name):
    arguments = {"weights": None, "input_shape": (64, 64, 3)}
    theirs = getattr(keras.applications, name)(**arguments)
    assert_has_keras_names(theirs, getattr(kerasarch, name)(**arguments))


def test_resnet18_is_that_of_timm():
    assert_equals_torch(models("timm").create_model("resnet18"), "resnet18")


@pytest.mark.slow
def test_resnet34_is_that_of_timm():
    assert_equals_torch(models("timm").create_model("resnet34"), "resnet34")


@pytest.mark.slow
def test_resnext50_is_that_of_timm():
    assert_equals_torch(same_epsilon(models("timm").create_model("resnext50_32x4d")), "resnext50_32x4d")


@pytest.mark.parametrize(
    ("name", "params", "trainable", "gmacs"),
    [
        ("resnet18", 11_699_112, 11_689_512, 1.814),
        ("resnet34", 21_814_696, 21_797_672, 3.664),
        ("resnet50", 25_636_712, 25_583_592, 3.858),
        ("resnet101", 44_707_176, 44_601_832, 7.570),
        ("resnet152", 60_419_944, 60_268_520, 11.282),
        ("resnet50_v2", 25_613_800, 25_568_360, 3.482),
        ("resnet101_v2", 44_675_560, 44_577_896, 7.195),
        ("resnet152_v2", 60_380_648, 60_236_904, 10.907),
        ("resnext50_32x4d", 25_097_128, 25_028_904, 4.231),
        ("resnext101_32x4d", 44_315_560, 44_177_704, 7.970),
        ("resnext101_64x4d", 83_658_152, 83_455_272, 15.460),
    ],
)
def test_costs_are_the_published_ones(name, params, trainable, gmacs):
    cost = kerasarch.cost(name)
    assert (cost.params, cost.trainable) == (params, trainable)
    assert cost.macs / 1e9 == pytest.approx(gmacs, abs=0.0006)


@pytest.mark.slow
def test_with_the_stride_in_the_3x3_it_is_that_of_torchvision():
    assert_equals_torch(same_epsilon(models("torchvision.models").resnet50(weights=None)), "resnet50")


@pytest.mark.slow
def test_with_the_stride_in_the_1x1_it_is_another():
    theirs = same_epsilon(models("torchvision.models").resnet50(weights=None))
    with pytest.raises(AssertionError, match="Not equal to tolerance"):
        assert_equals_torch(theirs, "resnet50", shapes=((65, 53, 3),), within=1e-3, stride_in="1x1")


@pytest.mark.parametrize(("name", "gmacs"), [("resnet50", 4.089), ("resnet101", 7.801), ("resnet152", 11.514)])
def test_with_the_stride_in_the_3x3_it_costs_what_torchvision_s_costs(name, gmacs):
    moved, plain = kerasarch.cost(name, stride_in="3x3"), kerasarch.cost(name)
    assert moved.macs / 1e9 == pytest.approx(gmacs, abs=0.0006)
    assert (moved.params, moved.shape) == (plain.params, plain.shape)
    for shape in ((101, 75, 3), (96, 128, 3)):
        features = {"input_shape": shape, "include_top": False}
        assert kerasarch.cost(name, **features, stride_in="3x3").shape == kerasarch.cost(name, **features).shape


CARDINALITIES = (1, 2, 4, 8, 32)


@pytest.mark.parametrize(("depth", "millions", "billions", "within"), [(50, 25, 4.2, 0.03), (101, 44, 7.8, 0.04)])
def test_paths_of_another_number_cost_about_what_the_paper_says(depth, millions, billions, within):
    for cardinality in CARDINALITIES:
        cost = kerasarch.cost(f"resnext{depth}_32x4d", cardinality=cardinality)
        assert cost.trainable / 1e6 == pytest.approx(millions, rel=within)
        assert cost.macs / 1e9 == pytest.approx(billions, rel=within)


def test_paths_of_another_number_have_the_parameters_that_timm_counts():
    counts = [kerasarch.cost("resnext50_32x4d", cardinality=cardinality).trainable for cardinality in CARDINALITIES]
    assert counts == [25_557_032, 25_425_000, 25_292_968, 25_603_016, 25_028_904]  # the first are ResNet50's


def test_the_width_of_a_path_follows_table_2():
    rows = {c: kerasarch.describe("resnext50_32x4d", cardinality=c).rows for c in CARDINALITIES}
    widths = {
        c: [next(row.shape[-1] for row in found if row.name == f"conv{i}_block1_2_conv") for i in (2, 5)]
        for c, found in rows.items()
    }
    assert widths == {1: [64, 512], 2: [80, 640], 4: [96, 768], 8: [112, 896], 32: [128, 1024]}


@pytest.mark.parametrize(
    ("name", "choice", "told"),
    [
        ("resnext50_32x4d", {"cardinality": 16}, "cardinality must be one of 1, 2, 4, 8, 32; got 16"),
        ("resnext50_32x4d", {"cardinality": True}, "cardinality must be one of 1, 2, 4, 8, 32; got True"),
        ("resnext101_64x4d", {"cardinality": 32}, "an argument of resnext101_64x4d must be one of"),
        ("resnet50", {"stride_in": "7x7"}, "stride_in must be one of '1x1', '3x3'; got '7x7'"),
        ("resnet18", {"stride_in": "3x3"}, "an argument of resnet18 must be one of"),
    ],
)
def test_what_a_network_cannot_be_is_refused(name, choice, told):
    with pytest.raises(kerasarch.KerasarchError, match=told):
        kerasarch.cost(name, **choice)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "choice"), [("resnext50_32x4d", {"cardinality": 8}), ("resnet50", {"stride_in": "3x3"})]
)
def test_it_builds_as_it_costs(name, choice):
    arguments = {"input_shape": (75, 64, 3), "width": 0.25, "classes": 7} | choice
    model, bill = kerasarch.build(name, weights=None, **arguments), kerasarch.cost(name, **arguments)
    assert (model.count_params(), model.output_shape[1:]) == (bill.params, bill.shape)
