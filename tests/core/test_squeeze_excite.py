"""Squeeze-and-excite: where the gates stand, what they do, and what is refused."""

import keras
import numpy as np
import pytest

import kerasarch
from kerasarch import papers
from kerasarch.errors import ArchitectureError
from kerasarch.plans import unroll
from kerasarch.readers.build import build
from kerasarch.rewrites.scale import scale
from kerasarch.rewrites.squeeze_excite import squeeze_excite
from kerasarch.steps import Act, Block, Branches, Conv, Dense, Norm
from kerasarch.walks import leaves
from tests.parity import images, off_initial_values

BODY = (Conv(8, 3), Norm(), Act("relu"), Conv(8, 3), Norm())


def model(table, shape=(8, 8, 8)):
    image = keras.Input(shape)
    output, _ = build(unroll(table), image)
    return keras.Model(image, output)


def inputs_of(network, name):
    """The names of the layers that the layer `name` reads."""
    operands = network.get_layer(name).input
    return {tensor._keras_history.operation.name for tensor in (operands if isinstance(operands, list) else [operands])}


def test_a_residual_branch_is_gated_before_the_sum():
    table = squeeze_excite((Block("unit", (Branches("add", ((), BODY), name="sum"), Act("relu"))),))
    network = model(table)
    assert "unit_se_excite" in inputs_of(network, "unit_sum")
    assert inputs_of(network, "unit_se_excite") == {"unit_norm2", "unit_se_sigmoid"}


def test_where_every_branch_is_one_convolution_the_sum_is_gated():
    branches = ((Conv(8, 3), Norm()), (Conv(8), Norm()), (Norm(),))
    table = squeeze_excite((Block("unit", (Branches("add", branches, name="sum"), Act("relu", name="relu"))),))
    network = model(table)
    assert inputs_of(network, "unit_se_excite") == {"unit_sum", "unit_se_sigmoid"}
    assert inputs_of(network, "unit_relu") == {"unit_se_excite"}


def test_without_a_sum_the_end_of_the_module_is_gated():
    concat = Branches("concat", ((Conv(8),), (Conv(8, 3), Conv(8, 3))), name="concat")
    network = model(squeeze_excite((Block("mixed", (concat,)), Act("relu", name="next"))))
    assert inputs_of(network, "next") == {"mixed_se_excite"}
    assert network.get_layer("mixed_se_reduce").filters == 1  # 16 channels, ratio 16
    assert network.get_layer("mixed_se_expand").filters == 16


def test_two_sums_in_a_module_have_a_gate_each_and_tokens_get_dense_ones():
    table = squeeze_excite(papers.find("mixer_s32").table)
    gates = [step for step in leaves(unroll(table).steps) if step.name.endswith(("_se_reduce", "_se2_reduce"))]
    assert len(gates) == 16
    assert all(isinstance(gate, Dense) for gate in gates)


def test_blocks_that_are_no_module_stay_as_they_are():
    stem = Block("stem", BODY, module=False)
    assert squeeze_excite((stem, Block("unit", BODY)))[0] == stem


@pytest.mark.parametrize(
    ("name", "gates"),
    [
        ("resnet50", 16),
        ("resnet50_v2", 16),
        ("resnext50_32x4d", 16),
        ("vgg16", 5),
        ("mobilenet", 13),
        ("mobilenet_v2", 17),
        ("shufflenet_v1_g3", 16),
        ("shufflenet_v2_x1_0", 16),
        ("squeezenet_1_1", 8),
        ("repvgg_a0", 22),
        ("efficientnet_lite0", 16),
        ("mixer_s16", 16),
        ("xception", 12),
    ],
)
def test_every_module_has_its_gate_and_costs_what_keras_counts(name, gates):
    architecture = papers.find(name)
    table = squeeze_excite(architecture.table)
    sigmoids = [step for step in leaves(table) if isinstance(step, Act) and step.type == "sigmoid"]
    assert len(sigmoids) == gates
    shape = (32, 32, 3) if name != "xception" else (71, 71, 3)
    small = scale(table, 0.25, 0.5, architecture.count)
    network, cost = model(small, shape), kerasarch.cost(small, shape)
    assert network.count_params() == cost.params
    assert network.output_shape[1:] == cost.shape


def test_a_gate_weighs_channels_by_the_whole_map():
    keras.utils.set_random_seed(0)  # of some weights none of the gate's ReLUs lets an image through
    network = model(squeeze_excite((Block("unit", (Conv(16, 1, name="conv"),)),), ratio=4))
    x = images((8, 8, 8), n=2)
    off_initial_values(network, x)
    plain = keras.Model(network.input, network.get_layer("unit_conv").output)
    y, z = np.asarray(network(x)), np.asarray(plain(x))
    weights = y / z
    np.testing.assert_allclose(weights, np.broadcast_to(weights[:, :1, :1], y.shape), rtol=1e-4)
    assert ((weights > 0) & (weights < 1)).all()
    assert weights[0, 0, 0].std() > 1e-3  # differs from channel to channel
    assert np.abs(weights[0, 0, 0] - weights[1, 0, 0]).max() > 1e-4  # and from image to image


@pytest.mark.parametrize("name", ["efficientnet_b0", "se_resnet50", "senet154"])
def test_a_table_that_has_gates_is_refused(name):
    with pytest.raises(ArchitectureError, match="gates already"):
        squeeze_excite(papers.find(name).table)


def test_a_table_without_modules_is_refused():
    with pytest.raises(ArchitectureError, match="no module"):
        squeeze_excite(BODY)


@pytest.mark.parametrize("ratio", [0, 0.5, -16, float("nan"), "16"])
def test_a_ratio_outside_its_range_is_refused(ratio):
    with pytest.raises(ArchitectureError, match="ratio must be"):
        squeeze_excite(papers.find("resnet18").table, ratio)
