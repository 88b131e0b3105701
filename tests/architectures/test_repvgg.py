"""RepVGG in the form that is trained, against timm, and the published counts."""

import pytest

import kerasarch
from tests.torch_reference import assert_equals_torch, models


@pytest.mark.parametrize("name", ["repvgg_a0", pytest.param("repvgg_b1g4", marks=pytest.mark.slow)])
def test_with_the_same_weights_the_logits_are_those_of_timm(name):
    shapes = ((101, 75, 3), (64, 96, 3))
    # sums of three branches, never below 0, have a large part in common
    assert_equals_torch(models("timm").create_model(name), name, shapes, at_least=0.005)


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


@pytest.mark.parametrize("name", ["b1", "b2", "b3"])
def test_two_groups_halve_what_four_groups_quarter(name):
    """The g2 forms are in no other library; every second layer has groups, so costs are linear in 1 / groups."""
    whole, halves, quarters = (kerasarch.cost(f"repvgg_{name}{groups}").macs for groups in ("", "g2", "g4"))
    assert (whole - quarters) * 2 == (whole - halves) * 3


def test_every_second_layer_has_groups():
    from kerasarch import papers
    from kerasarch.steps import Conv
    from kerasarch.walks import leaves

    table = papers.find("repvgg_b1g2").table
    groups = [step.groups for step in leaves(table) if isinstance(step, Conv) and step.kernel == 3]
    assert len(groups) == 28
    # the stem is layer 0; the authors group layers 2, 4, ... 26
    assert groups == [2 if i in range(2, 27, 2) else 1 for i in range(28)]
