"""What arXiv:1512.00567 weighs, as rewrites of the tables of Inception-v2 and v3: costs, shapes, what windows see."""

import keras
import numpy as np
import pytest

import kerasarch
from kerasarch.papers import find
from kerasarch.plans import unroll
from kerasarch.readers.cost import cost
from kerasarch.rewrites.inception_choices import choose
from kerasarch.rewrites.scale import scale
from kerasarch.steps import Act, Block, Branches, Conv, Norm, Pool
from kerasarch.walks import leaves
from tests.parity import outputs
from tests.rewrites.networks import model_of

V2, V3 = find("inception_v2").table, find("inception_v3").table
CHOICES = [
    {"five_by_five": "two_3x3"},
    {"five_by_five": "two_3x3_linear"},
    {"five_by_five": "5x5"},
    {"n_by_n": "1xn_nx1"},
    {"n_by_n": "nxn"},
    {"reduction": "pool_first"},
    {"reduction": "convolution_first"},
    {"stem": "7x7"},
]


def conv(kernel, strides=1, padding="same"):
    return (Conv(64, kernel, strides, padding), Norm(scale=False), Act("relu"))


def module(*branches):
    return (Block("mixed{n0}", (Branches("concat", branches, name=""),)),)


HALVES = module(conv(3, 2, "valid"), conv(1) + conv(3) + conv(3, 2, "valid"), (Pool("max", 3, 2),))


def macs(table, size=35, channels=64):
    return cost(table, (size, size, channels)).macs


def test_every_default_leaves_the_table_as_it_is():
    assert choose(V2) is V2
    assert choose(V3) is V3


@pytest.mark.parametrize("other", ["two_3x3", "two_3x3_linear"])
def test_two_3x3_cost_28_percent_less_than_a_5x5_of_as_many_channels(other):
    five, threes = module(conv(5)), module(conv(3) + conv(3))
    assert macs(choose(five, five_by_five=other)) == macs(threes) == macs(five) * 18 / 25
    assert choose(threes, five_by_five="5x5") == five
    assert choose(five, five_by_five="two_3x3") == threes


@pytest.mark.parametrize("n", [3, 5, 7])
def test_1xn_then_nx1_costs_2_nths_of_n_by_n(n):
    square, pair = module(conv(n)), module(conv((1, n)) + conv((n, 1)))
    assert choose(square, n_by_n="1xn_nx1") == pair
    assert choose(pair, n_by_n="nxn") == square
    assert macs(pair) == macs(square) * 2 / n


def test_a_pair_may_stand_the_other_way_round_but_not_be_the_fork_of_figure_7():
    assert choose(module(conv((7, 1)) + conv((1, 7))), n_by_n="nxn") == module(conv(7))
    fork = module((*conv(3), Branches("concat", (conv((1, 3)), conv((3, 1))))))
    assert choose(fork, n_by_n="nxn") == fork


def test_linear_means_without_the_activation_between_and_with_the_norm():
    linear = list(leaves(choose(module(conv(5)), five_by_five="two_3x3_linear")))
    assert [type(step) for step in linear] == [Conv, Norm, Conv, Norm, Act]
    fewer = [type(step) for step in leaves(choose(V2, five_by_five="two_3x3_linear"))]
    assert [type(step) for step in leaves(V2)].count(Act) - fewer.count(Act) == 3  # one in each module at 35x35


def test_pooled_after_the_convolutions_a_reduction_costs_four_times_what_it_costs_pooled_before():
    first, last = (choose(HALVES, reduction=f"{which}_first") for which in ("pool", "convolution"))
    # a pixel for a pixel of 35x35 or 17x17, which has 3 channels to read and 2 to make
    assert macs(first) / 17**2 == macs(last) / 35**2 == 64 * 64 * (9 + 1 + 9 + 9)
    assert macs(first) < macs(HALVES) < macs(last)
    assert [type(step) for step in first[0].steps] == [Pool, Branches]
    assert [type(step) for step in last[0].steps] == [Branches, Pool]
    for table in (first, last):
        assert cost(table, (35, 35, 64)).shape == (17, 17, 192)
        assert cost(table, (35, 35, 64)).params == cost(HALVES, (35, 35, 64)).params


def test_the_last_layer_of_a_module_keeps_the_modules_name():
    for which in ("pool_first", "convolution_first"):
        last = unroll(choose(V3, reduction=which)).steps
        (mixed3,) = [step for step in last if step.name == "mixed3"]
        assert mixed3.steps[-1].name == "mixed3"


def map_shapes(table):
    """After each row."""
    return [cost(table[: i + 1], (299, 299, 3)).shape for i in range(len(table))]


@pytest.mark.parametrize("table", [V2, V3], ids=["v2", "v3"])
@pytest.mark.parametrize("choice", CHOICES, ids=str)
def test_modules_give_maps_of_the_same_shape_at_every_size(table, choice):
    changed = choose(table, **choice)
    assert map_shapes(changed)[-15:] == map_shapes(table)[-15:]
    for shape in ((299, 299, 3), (300, 289, 3), (128, 97, 3)):
        assert cost(changed, shape).shape == cost(table, shape).shape
    names = [step.name for step in leaves(unroll(changed).steps)]
    assert len(names) == len(set(names))


@pytest.mark.parametrize(
    ("choice", "v2", "v3"),
    [  # billions of multiply-adds of the features at 299x299
        ({}, 5.684, 5.711),
        ({"five_by_five": "two_3x3"}, 5.684, 5.666),
        ({"five_by_five": "5x5"}, 5.741, 5.768),
        ({"n_by_n": "1xn_nx1"}, 5.408, 5.338),
        ({"n_by_n": "nxn"}, 9.165, 9.701),
        ({"reduction": "pool_first"}, 5.423, 5.460),
        ({"reduction": "convolution_first"}, 6.582, 6.919),
        ({"stem": "7x7"}, 5.271, 5.298),  # table 3 says a billion less, of another network
    ],
    ids=str,
)
def test_what_a_choice_costs(choice, v2, v3):
    assert cost(choose(V2, **choice), (299, 299, 3)).macs / 1e9 == pytest.approx(v2, abs=0.0006)
    assert cost(choose(V3, **choice), (299, 299, 3)).macs / 1e9 == pytest.approx(v3, abs=0.0006)


def test_the_stem_becomes_one_7x7_of_its_last_ones_channels():
    assert choose(V2, stem="7x7")[:4] == (Conv(64, 7, 2, "valid"), Norm(scale=False), Act("relu"), Pool("max", 3, 2))
    assert cost(choose(V2, stem="7x7")[:1], (299, 299, 3)).shape == (147, 147, 64)


def seen(table):
    """Which pixels of a picture with one bright point the features tell from a dark one."""
    model = model_of(table, (15, 15, 1))
    for variable in model.trainable_variables:
        if variable.name == "kernel":
            variable.assign(keras.ops.ones_like(variable))
    x = np.zeros((2, 15, 15, 1), "float32")
    x[0, 7, 7] = 1
    bright, dark = outputs(model, x)
    return (bright != dark).any(axis=-1)


@pytest.mark.parametrize(
    ("table", "choice", "n"),
    [
        (module(conv(5)), {"five_by_five": "two_3x3"}, 5),
        (module(conv(3) + conv(3)), {"five_by_five": "5x5"}, 5),
        (module(conv((1, 7)) + conv((7, 1))), {"n_by_n": "nxn"}, 7),
        (module(conv(5)), {"n_by_n": "1xn_nx1"}, 5),
    ],
)
def test_what_comes_in_its_place_sees_as_far(table, choice, n):
    before, after = seen(scale(table, 1 / 8)), seen(scale(choose(table, **choice), 1 / 8))
    np.testing.assert_array_equal(before, after)
    assert before.sum() == n * n


@pytest.mark.parametrize("choice", [{**CHOICES[2], **CHOICES[3]}, {**CHOICES[6], **CHOICES[1]}], ids=str)
def test_choices_together_build_as_they_cost(choice):
    table = scale(choose((*V3[:19], *HALVES), **choice), 1 / 8)
    model = model_of(table, (91, 80, 3))
    assert (model.count_params(), model.output_shape[1:]) == (
        cost(table, (91, 80, 3)).params,
        cost(table, (91, 80, 3)).shape,
    )


@pytest.mark.slow
def test_a_builder_takes_them():
    choice = {"five_by_five": "5x5", "n_by_n": "nxn", "reduction": "convolution_first", "stem": "7x7"}
    model = kerasarch.InceptionV2(weights=None, width=0.25, input_shape=(107, 96, 3), classes=7, **choice)
    bill = kerasarch.cost("inception_v2", width=0.25, input_shape=(107, 96, 3), classes=7, **choice)
    assert (model.count_params(), model.output_shape) == (bill.params, (None, 7))
    assert model.get_layer("mixed3").pool_size == (3, 3)


@pytest.mark.parametrize(
    ("choice", "told"),
    [
        ({"five_by_five": "two_3x3"}, "no 5x5 in a module, and no two 3x3 for one; got 'two_3x3'"),
        ({"five_by_five": "5x5"}, "no 5x5 in a module"),
        ({"n_by_n": "nxn"}, "no n x n in a module, and no pair; got 'nxn'"),
        ({"reduction": "pool_first"}, "no pool beside strided convolutions; got reduction='pool_first'"),
        ({"stem": "7x7"}, "does not begin with three 3x3 in place of a 7x7"),
    ],
    ids=str,
)
def test_a_choice_that_a_table_does_not_have_is_refused(choice, told):
    with pytest.raises(kerasarch.KerasarchError, match=told):
        choose(module(conv(1), (Pool("avg", 3, 1, "same"),)), **choice)


@pytest.mark.parametrize("argument", ["five_by_five", "n_by_n", "reduction", "stem"])
def test_another_value_is_refused_by_the_arguments_name(argument):
    with pytest.raises(kerasarch.KerasarchError, match=f"{argument} must be one of .*; got '7'"):
        choose(V2, **{argument: "7"})
