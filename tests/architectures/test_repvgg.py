"""RepVGG in the form that is trained and in the one that is deployed, against timm, and the published counts."""

import pytest

import kerasarch
from kerasarch import networks, papers
from kerasarch.plans import unroll
from kerasarch.readers.cost import cost
from kerasarch.rewrites.deploy import deploy
from kerasarch.weights.orders import TORCH
from kerasarch.weights.places import in_table_order
from tests.parity import images, outputs, precision
from tests.torch_reference import (
    assert_close,
    assert_equals_torch,
    models,
    move,
    off_initial_values,
    outputs_of,
    take_statistics,
)


def deployed(name):
    """What the deployed form costs at the paper's size."""
    plan, _ = deploy(unroll(networks.network(papers.find(name)).table))
    return cost(plan, (224, 224, 3))


@pytest.mark.parametrize("name", ["repvgg_a0", pytest.param("repvgg_b1g4", marks=pytest.mark.slow)])
def test_with_the_same_weights_the_logits_are_those_of_timm(name):
    shapes = ((101, 75, 3), (64, 96, 3))
    # sums of three branches, never below 0, have a large part in common
    assert_equals_torch(models("timm").create_model(name), name, shapes, at_least=0.005)


def test_deployed_on_both_sides_the_logits_are_those_of_timm():
    timm, shape = models("timm"), (101, 75, 3)
    x = images(shape).astype("float64")
    theirs = take_statistics(off_initial_values(timm.create_model("repvgg_a0")), x)
    with precision("float64"):
        ours = kerasarch.RepVGGA0(weights=None, input_shape=shape, classifier_activation=None)
    plan = unroll(networks.network(papers.find("repvgg_a0")).table)
    move(theirs, in_table_order(ours, plan), TORCH["repvgg_a0"])
    plain, fused = kerasarch.deploy(ours), timm.utils.reparameterize_model(theirs)
    assert plain.count_params() == sum(weight.numel() for weight in fused.parameters()) == 8_309_384
    assert_close(outputs(plain, x), outputs_of(fused, x), at_least=0.005)


@pytest.mark.parametrize(
    ("name", "trainable"),
    [
        ("a0", 9_108_968),
        ("a1", 14_092_264),
        ("a2", 28_210_600),
        ("b0", 15_817_960),
        ("b1", 57_415_016),
        ("b1g4", 39_966_056),
        ("b2", 89_022_376),
        ("b2g4", 61_758_376),
        ("b3", 123_085_288),
        ("b3g4", 83_825_128),
    ],
)
def test_parameters_are_the_published_ones(name, trainable):
    assert kerasarch.cost(f"repvgg_{name}").trainable == trainable


@pytest.mark.parametrize(
    ("name", "params", "gmacs"),
    [
        ("a0", 8_309_384, 1.362),
        ("a1", 12_789_864, 2.364),
        ("a2", 25_499_944, 5.117),
        ("b0", 14_339_048, 3.058),
        ("b1", 51_829_480, 11.816),
        ("b1g4", 36_125_416, 7.307),
        ("b2", 80_315_112, 18.377),
        ("b2g4", 55_777_512, 11.332),
        ("b3", 110_960_872, 26.209),
        ("b3g4", 75_626_728, 16.065),
    ],
)
def test_deployed_parameters_and_multiply_adds_are_the_published_ones(name, params, gmacs):
    bill = deployed(f"repvgg_{name}")
    assert bill.params == params
    assert bill.macs / 1e9 == pytest.approx(gmacs, abs=0.001)


@pytest.mark.parametrize("name", ["b1", "b2", "b3"])
def test_two_groups_halve_what_four_groups_quarter(name):
    """The g2 forms are in no other library; every second layer has groups, so costs are linear in 1 / groups."""
    whole, halves, quarters = (kerasarch.cost(f"repvgg_{name}{groups}").macs for groups in ("", "g2", "g4"))
    assert (whole - quarters) * 2 == (whole - halves) * 3
    whole, halves, quarters = (deployed(f"repvgg_{name}{groups}").params for groups in ("", "g2", "g4"))
    assert (whole - quarters) * 2 == (whole - halves) * 3


def test_every_second_layer_has_groups():
    from kerasarch.steps import Conv
    from kerasarch.walks import leaves

    table = papers.find("repvgg_b1g2").table
    groups = [step.groups for step in leaves(table) if isinstance(step, Conv) and step.kernel == 3]
    assert len(groups) == 28
    # the stem is layer 0; the authors group layers 2, 4, ... 26
    assert groups == [2 if i in range(2, 27, 2) else 1 for i in range(28)]
