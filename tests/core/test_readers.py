"""The readers agree: what the cost reader says without Keras is what Keras builds."""

import keras
import numpy as np
import pytest

import kerasarch
from kerasarch.errors import ArchitectureError
from kerasarch.papers import find
from kerasarch.plans import unroll
from kerasarch.readers.build import build
from kerasarch.readers.cost import cost
from kerasarch.rewrites.scale import scale
from kerasarch.steps import Branches, Conv, Fixed, Norm, Of, Pool, Repeat, Shuffle
from kerasarch.walks import leaves
from tests.core.tables import TABLES
from tests.parity import images, off_initial_values, outputs, varies

SHAPES = [(64, 48, 3), (72, 40, 1)]


def model_of(table, shape):
    image = keras.Input(shape)
    output, sides = build(unroll(table), image)
    return keras.Model(image, [output, *sides.values()] if sides else output)


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("name", TABLES)
def test_shape_and_parameters_are_keras_own_count(name, shape):
    model = model_of(TABLES[name], shape)
    bill = cost(TABLES[name], shape)
    trainable = sum(int(np.prod(w.shape)) for w in model.trainable_weights)
    assert (bill.params, bill.trainable) == (model.count_params(), trainable)
    assert bill.shape == model.outputs[0].shape[1:]


@pytest.mark.parametrize("name", TABLES)
def test_a_plan_costs_what_its_table_costs(name):
    assert cost(unroll(TABLES[name]), SHAPES[0]) == cost(TABLES[name], SHAPES[0])


@pytest.mark.parametrize("name", TABLES)
def test_a_saved_model_opens_safely_and_computes_the_same(name, tmp_path):
    model = model_of(TABLES[name], SHAPES[0])
    x = images(SHAPES[0])
    off_initial_values(model, x)
    kerasarch.save(model, tmp_path / "model.keras")
    again = kerasarch.load(tmp_path / "model.keras")
    for a, b in (
        zip(*[m(x, training=False) for m in (model, again)], strict=True)
        if name == "inception"
        else [(outputs(model, x), outputs(again, x))]
    ):
        np.testing.assert_array_equal(np.asarray(a), np.asarray(b))


def test_xception_costs_what_is_published():
    bill = kerasarch.cost("xception", (299, 299, 3))
    assert (bill.params, bill.trainable, bill.shape) == (22_910_480, 22_855_952, (1000,))
    assert round(bill.macs / 1e9, 3) == 8.357


def test_xception_in_keras_has_the_published_parameters():
    assert kerasarch.Xception(weights=None).count_params() == 22_910_480


def test_multiply_adds_are_counted_by_hand():
    # 8x8x3 -> 8x8x4: 3*3*3*4 a position; the pool has none; then 4x4 positions of 1x1x4x2 in 2 groups
    table = (Conv(4, 3), Pool("max", 2, 2), Conv(2, 1, groups=2))
    assert cost(table, (8, 8, 3)).macs == 8 * 8 * 3 * 3 * 3 * 4 + 4 * 4 * 2 * 2


def test_peak_memory_is_counted_by_hand():
    # a residual sum holds its input beside every value of the branch, and both operands and the sum at the merge
    table = (Branches("add", ((Conv(8), Conv(1)), ())),)
    values = 10 * 10
    assert cost(table, (10, 10, 1)).activation_bytes == 4 * (values + 8 * values + values)


@pytest.mark.parametrize(
    ("table", "says"),
    [
        ((Conv(8, 5, padding="valid", name="wide"),), "wide: its window of 5 does not fit into 4"),
        ((Conv(8, groups=2, name="odd"),), "odd: 3 -> 8 channels cannot be convolved in 2 groups"),
        ((Shuffle(2, name="mix"),), "mix: 3 channels in 2 groups"),
        ((Branches("add", ((Conv(8),), ()), name="sum"),), "sum: branches of"),
        ((Branches("concat", ((Pool("max", 2, 2),), ()), name="join"),), "join: branches of"),
        ((Conv(0, name="none"),), "none: 3 -> 0 channels"),
        ((Repeat(1, (Conv(3),), first=(Conv(3),), last=(Conv(3),)),), "1 repeats cannot hold 2 parts"),
        (("conv",), "'conv' is no step"),
    ],
)
def test_what_no_network_can_be_is_refused_by_name(table, says):
    with pytest.raises(ArchitectureError, match="^" + says.replace("(", r"\(")):
        cost(table, (4, 4, 3))


def test_two_steps_of_one_name_are_refused():
    with pytest.raises(ArchitectureError, match="two steps are named 'a'"):
        unroll((Conv(8, name="a"), Conv(8, name="a")))


def test_an_absolute_name_ignores_its_place():
    from kerasarch.steps import Block

    plan = unroll((Block("mixed10", (Conv(8, name="/mixed9_1"), Conv(8, name="conv"))),))
    assert [step.name for step in leaves(plan.steps)] == ["mixed9_1", "mixed10_conv"]


def test_width_1_and_depth_1_are_the_identity():
    table = find("xception").table
    assert scale(table, 1.0, 1.0) is table


def test_scaling_keeps_groups_whole_and_what_is_fixed():
    table = (Conv(64, groups=32), Norm(), Conv(Fixed(12)), Conv(Of(2, "input")))
    grouped, fixed, follows = (step for step in leaves(scale(table, 0.3)) if isinstance(step, Conv))
    assert (grouped.filters, fixed.filters, follows.filters) == (32, Fixed(12), Of(2, "input"))


def test_depth_keeps_the_first_and_the_last_part():
    table = (Repeat(6, (Conv(8),), first=(Conv(9),), last=(Conv(10),)),)
    for depth, expected in ((0.1, [9, 10]), (0.5, [9, 8, 10]), (2, [9, *[8] * 10, 10])):
        assert [step.filters for step in leaves(scale(table, 1, depth))] == expected


def test_a_description_lists_every_layer_with_its_parameters():
    model = kerasarch.Xception(weights=None)
    rows = kerasarch.describe("xception").rows
    named = {layer.name: layer for layer in model.layers if not isinstance(layer, keras.layers.InputLayer)}
    assert {row.name for row in rows} == set(named)
    for row in rows:
        assert (row.params, row.shape) == (named[row.name].count_params(), named[row.name].output.shape[1:])


def test_a_printed_description_ends_in_the_published_totals():
    text = str(kerasarch.describe("xception"))
    assert "22,910,480 parameters, 8.357 G multiply-adds" in text
    assert "conv 3x3 32 strides=2 padding=valid" in text


def test_a_network_of_every_step_computes_something_that_depends_on_its_input():
    for name, table in TABLES.items():
        model = model_of(table, (64, 48, 3))
        if name != "inception":
            x = images((64, 48, 3))
            off_initial_values(model, x)
            assert varies(outputs(model, x)) > 1e-3, name


def test_a_description_marks_what_goes_to_a_side_output():
    text = str(kerasarch.describe("googlenet", auxiliary=True))
    marked = {line.split()[1] for line in text.splitlines() if "side output: " in line}
    assert {"loss1_fc", "loss2_conv"} <= marked
    assert not any(name.startswith("inception") for name in marked)


def test_a_description_says_the_channels_that_come_out_whatever_they_follow():
    rows = {row.name: row.operation for row in kerasarch.describe("mixer_s16").rows}
    assert rows["MixerBlock_0_token_mixing_Dense_1"] == "dense 196"
    rows = [row.operation for row in kerasarch.describe("shufflenet_v1_g3").rows]
    assert "conv 1x1 216 groups=3" in rows  # what is missing to 240 beside the 24 that are pooled
