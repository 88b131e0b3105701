"""Stochastic depth on any table with residual sums: where it stands, what rate each branch has, what it computes."""

import keras
import numpy as np
import pytest

import kerasarch
from kerasarch import networks, papers
from kerasarch.plans import unroll
from kerasarch.rewrites.stochastic_depth import stochastic_depth
from kerasarch.steps import Branches, Drop
from kerasarch.walks import every, leaves
from tests.members import example, small
from tests.parity import off_initial_values, outputs, varies, without_values


def drops(name, **arguments):
    plan = unroll(networks.network(papers.find(name), **arguments).table)
    return [step for step in leaves(plan.steps) if isinstance(step, Drop) and step.whole]


BRANCHES = {
    **{"resnet18": 5, "resnet50_v2": 9, "xception": 8, "mobilenet_v2": 10, "shufflenet_v1_g3": 13, "mixer_s16": 16},
    **{"inception_resnet_v2": 40, "senet154": 46},
}


@pytest.mark.parametrize(("name", "branches"), BRANCHES.items())
def test_each_residual_branch_is_dropped_the_more_the_later_it_stands(name, branches):
    rates = [step.rate for step in drops(name, stochastic_depth=0.4)]
    assert len(rates) == branches
    assert rates == sorted(rates)
    assert rates[0] < 0.15 < 0.2 < rates[-1] < 0.4
    assert not drops(name, stochastic_depth=0.0)
    bill, plain = kerasarch.cost(name, stochastic_depth=0.4), kerasarch.cost(name)
    assert (bill.params, bill.macs) == (plain.params, plain.macs)


def test_module_i_of_n_has_i_nths_of_the_rate():
    identities = (0, 1, 3, 5, 7)  # of resnet18's eight modules, those whose shortcut is the identity
    assert [step.rate for step in drops("resnet18", stochastic_depth=0.4)] == pytest.approx(
        [0.4 * i / 8 for i in identities]
    )


def test_it_stands_last_behind_a_gate():
    table = networks.network(papers.find("resnet18"), se_ratio=16, stochastic_depth=0.2).features
    sums = [step for step in every(table) if isinstance(step, Branches) and step.merge == "add"]
    for fork in sums:
        dropped = [isinstance(branch[-1], Drop) for branch in fork.branches if branch]
        assert dropped == ([True] if () in fork.branches else [False, False])
    assert stochastic_depth(stochastic_depth(table, 0.3), 0.2) == table


@pytest.mark.parametrize("name", ["resnet18", "mixer_s32"])
def test_a_branch_is_left_out_of_whole_images_in_training_alone(name):
    arguments = {"weights": None, "classifier_activation": None, **small(name), "depth": 1}
    plain, dropping = (kerasarch.build(name, **arguments, stochastic_depth=rate) for rate in (0.0, 0.8))
    x = example(name, 32)
    dropping.set_weights(off_initial_values(plain, x))
    assert varies(outputs(plain, x)) > 1e-3
    np.testing.assert_array_equal(outputs(dropping, x), outputs(plain, x))
    last = [layer for layer in dropping.layers if isinstance(layer, keras.layers.Dropout)][-1]
    residual, left = keras.Model(dropping.input, [last.input, last.output])(x, training=True)
    residual, left = (keras.ops.convert_to_numpy(maps).reshape(len(x), -1) for maps in (residual, left))
    gone = (left == 0).all(axis=1)
    assert 0 < gone.sum() < len(x)
    np.testing.assert_allclose(left[~gone], residual[~gone] / (1 - last.rate), rtol=1e-5, atol=1e-6)


@pytest.mark.parametrize("name", BRANCHES)
def test_weights_stay_in_the_order_of_the_files_of_the_plain_network(name):
    def layers(rate):
        with without_values():
            model = kerasarch.build(name, weights=None, **small(name) | {"depth": 1}, stochastic_depth=rate)
        return [layer.name for layer in model.layers if layer.weights]

    assert layers(0.5) == layers(0.0)


@pytest.mark.parametrize("name", ["vgg16", "repvgg_a0", "inception_v3", "shufflenet_v2_x1_0"])
def test_a_network_without_a_residual_branch_is_refused(name):
    with pytest.raises(kerasarch.KerasarchError, match=r"added to their input, and here are none; got 0\.1"):
        kerasarch.cost(name, stochastic_depth=0.1)
    assert kerasarch.cost(name, stochastic_depth=0.0) == kerasarch.cost(name)
