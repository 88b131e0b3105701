"""Every table at other widths and depths: it builds, and costs what Keras counts."""

import re
from math import prod

import pytest

import kerasarch
from kerasarch import networks, papers
from kerasarch.errors import ArchitectureError
from kerasarch.plans import unroll
from kerasarch.rewrites.low_resolution import patch_size
from kerasarch.rewrites.scale import scale
from kerasarch.steps import Act, Conv
from kerasarch.walks import every
from tests.members import shallow
from tests.parity import without_values

FAST = {
    "resnet18",
    "resnet50_v2",
    "resnext50_32x4d",
    "vgg11_bn",
    "squeezenet_1_1",
    "mobilenet",
    "mobilenet_v2",
    "shufflenet_v1_g3",
    "shufflenet_v2_x0_5",
    "efficientnet_lite0",
    "repvgg_a0",
    "mixer_s32",
    "se_resnet18",
    "xception",
}


def small(name):
    """A small shape that is not square and odd on a side, or of 3x4 patches."""
    architecture = papers.find(name)
    if patch := patch_size(architecture.table):
        return (3 * patch, 4 * patch, 3)
    least = max(32, architecture.smallest or networks.smallest_size(architecture.table))
    return (least, least + 11, 3)


def assert_costs_what_keras_counts(name, **scaling):
    arguments = {"input_shape": small(name), "classes": 10, **scaling}
    with without_values():
        model = kerasarch.build(name, weights=None, **arguments)
    cost = kerasarch.cost(name, **arguments)
    assert model.count_params() == cost.params
    assert sum(prod(weight.shape) for weight in model.trainable_weights) == cost.trainable
    assert model.output_shape[1:] == cost.shape


@pytest.mark.parametrize("name", sorted(FAST))
def test_a_quarter_of_the_width_and_half_of_the_depth(name):
    assert_costs_what_keras_counts(name, width=0.25, **shallow(name, 0.5))


@pytest.mark.slow
@pytest.mark.parametrize("name", sorted(set(kerasarch.list_models()) - FAST))
def test_a_quarter_of_the_width_and_half_of_the_depth_of_the_others(name):
    assert_costs_what_keras_counts(name, width=0.25, **shallow(name, 0.5))


@pytest.mark.slow
@pytest.mark.parametrize("width", [0.5, 1.3])
@pytest.mark.parametrize("name", sorted(FAST))
def test_other_widths_without_the_top(name, width):
    assert_costs_what_keras_counts(name, width=width, **shallow(name, 0.5), include_top=False)


@pytest.mark.parametrize("name", sorted(kerasarch.list_models()))
@pytest.mark.parametrize("width", [0.25, 0.5, 1.3])
def test_less_width_costs_less_and_half_the_depth_too(name, width):
    whole, scaled = kerasarch.cost(name), kerasarch.cost(name, width=width)
    assert (scaled.macs < whole.macs) == (width < 1)
    if depth := shallow(name, 0.5):
        assert kerasarch.cost(name, width=width, **depth).macs < scaled.macs


@pytest.mark.parametrize("name", kerasarch.list_models())
def test_twice_the_depth_costs_more(name):
    whole, deep = kerasarch.cost(name), kerasarch.cost(name, depth=2)
    assert deep.macs > 1.15 * whole.macs
    assert deep.params > whole.params


def test_a_depth_that_no_row_can_follow_is_refused():
    stand_once = [name for name in kerasarch.list_models() if not shallow(name)]
    assert stand_once == ["bn_inception", "googlenet", "inception_v1", "se_bn_inception"]
    for name in stand_once:
        with pytest.raises(ArchitectureError, match=r"at least 1 here, where each row stands once .*; got depth=0.5"):
            kerasarch.cost(name, depth=0.5)
    table = (Conv(8, 3), Act("relu"))
    with pytest.raises(ArchitectureError, match=r"no row of this architecture can be repeated.*; got depth=2"):
        scale(table, depth=2)
    assert scale(table, width=2) != table


def test_a_row_that_stands_once_is_repeated_under_names_that_tell_which():
    plan = unroll(networks.network(papers.find("googlenet"), depth=3).features)
    names = [step.name for step in every(plan.steps)]
    assert [name for name in names if re.fullmatch(r"inception_4b(_\d)?_1x1", name)] == [
        "inception_4b_1x1",
        "inception_4b_2_1x1",
        "inception_4b_3_1x1",
    ]
