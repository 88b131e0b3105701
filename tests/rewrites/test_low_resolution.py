"""Stems for images of low resolution: what they keep, on which architectures, and what is refused."""

import keras
import numpy as np
import pytest

import kerasarch
from kerasarch import papers
from kerasarch.errors import ArchitectureError, KerasarchError
from kerasarch.readers.cost import cost
from kerasarch.rewrites.low_resolution import low_resolution
from kerasarch.steps import (
    Act,
    Block,
    Branches,
    Conv,
    GlobalPool,
    Norm,
    Pad,
    Pool,
    Repeat,
)
from kerasarch.walks import leaves
from tests.parity import images, off_initial_values, outputs, varies

PATCHES = set(kerasarch.list_models("mixer*"))
UNSTRIDED = {*kerasarch.list_models("vgg*"), "se_vgg16"}
POOLED = (
    "*resnet*",
    "*resnext*",
    "senet154",
    "shufflenet*",
    "squeezenet*",
    "googlenet",
    "*inception_v[123]",
    "*bn_*tion",
)
WITH_POOL = {name for pattern in POOLED for name in kerasarch.list_models(pattern)}


def side(table, size):
    """Height of the last map; None where the image is too small."""
    try:
        return cost(table, (size, size, 3)).shape[0]
    except ArchitectureError:
        return None


@pytest.mark.parametrize("name", kerasarch.list_models())
def test_the_last_map_is_that_of_a_larger_image_or_the_stem_is_refused(name):
    table = papers.find(name).table
    forms = [({"stem_stride": 1}, 1 if name in UNSTRIDED else 2, name not in PATCHES)]
    forms += [({"stem_pool": False}, 2, name in WITH_POOL)]
    forms += [({"stem_stride": 1, "stem_pool": False}, 4, name in WITH_POOL)]
    for arguments, times, works in forms:
        if not works:
            with pytest.raises(ArchitectureError, match="leave stem_(stride|pool) out"):
                low_resolution(table, **arguments)
            continue
        small = low_resolution(table, **arguments)
        assert cost(small, (331, 331, 3)).params == cost(table, (331, 331, 3)).params
        for size in (32, 79):
            expected = side(table, times * size)
            assert expected is None or abs(side(small, size) - expected) <= 1, (arguments, size)
            assert times == 1 or side(small, size) is None or side(small, size) > (side(table, size) or 0)


def test_three_resolutions_of_inception_v3_cost_the_same_as_the_paper_says():
    """Section 9: "the cost of each network is almost identical"."""
    whole = kerasarch.cost("inception_v3", (299, 299, 3)).macs
    assert kerasarch.cost("inception_v3", (151, 151, 3), stem_stride=1).macs == whole == 5_713_216_096
    small = kerasarch.cost("inception_v3", (79, 79, 3), stem_stride=1, stem_pool=False).macs
    assert small == 5_361_703_520
    features = papers.find("inception_v3").table
    for form, size in (({}, 299), ({"stem_stride": 1}, 151), ({"stem_stride": 1, "stem_pool": False}, 79)):
        assert side(low_resolution(features, **form), size) == 8


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("resnet18", {"stem_stride": 1, "stem_pool": False}),
        ("shufflenet_v2_x0_5", {"stem_stride": 1, "stem_pool": False}),
        ("xception", {"stem_stride": 1, "width": 0.25}),
        ("repvgg_a0", {"stem_stride": 1, "width": 0.25}),
        ("mobilenet", {"stem_stride": 1, "width": 0.25, "include_preprocessing": True}),
    ],
)
def test_a_model_for_small_images_costs_what_keras_counts(name, arguments):
    keras.utils.clear_session()
    shape = (33, 28, 3)
    arguments = {"classes": 10, "depth": 0.1, **arguments}
    model = kerasarch.build(name, weights=None, input_shape=shape, **arguments)
    bill = kerasarch.cost(name, shape, **arguments)
    assert (model.count_params(), model.output_shape[1:]) == (bill.params, bill.shape)
    pooled = next(layer for layer in model.layers if isinstance(layer, keras.layers.GlobalAveragePooling2D))
    assert pooled.input.shape[1:] == kerasarch.cost(name, shape, include_top=False, **arguments).shape


def test_with_stride_1_every_second_value_of_the_first_layer_is_that_with_stride_2():
    """The paddings stay right: those around a strided convolution are "same" for one that does not stride."""
    shape = (31, 22, 3)
    plain, small = (kerasarch.ResNet18(weights=None, input_shape=shape, stem_stride=s, depth=0.1) for s in (None, 1))
    x = images(shape)
    small.set_weights(off_initial_values(plain, x))
    ours, theirs = (
        outputs(keras.Model(model.input, model.get_layer("conv1_relu").output), x) for model in (small, plain)
    )
    assert ours.shape[1:3] == shape[:2]
    assert varies(theirs) > 0.01
    np.testing.assert_allclose(ours[:, ::2, ::2], theirs, atol=1e-5)


def test_the_paper_s_own_stem_changes_nothing():
    table = papers.find("resnet50").table
    assert low_resolution(table) is table
    assert low_resolution(table, stem_stride=2) == table


def test_the_pool_goes_with_its_padding_and_the_next_pool_stays():
    table = (Conv(8, 3, 2), Act(), Pad(), Pool("max", 3, 2), Block("unit", (Pad(), Pool("max", 3, 2))))
    assert low_resolution(table, stem_pool=False) == (Conv(8, 3, 2), Act(), table[-1])
    # in a part that is no module too
    stem = Block("stem", table[:4], module=False)
    assert low_resolution((stem, table[-1]), stem_pool=False)[0].steps == (Conv(8, 3, 2), Act())


def test_the_branches_of_a_sum_get_one_stride():
    sum_ = Branches("add", ((Pad(), Conv(8, 3, 2, "valid"), Norm()), (Conv(8, 1, 2), Norm())))
    small = low_resolution((Block("block1", (sum_,)), Conv(8, 3, 2)), stem_stride=1)
    assert [step.strides for step in leaves(small) if isinstance(step, Conv)] == [1, 1, 2]


@pytest.mark.parametrize(
    ("table", "arguments", "says"),
    [
        ((Conv(8, 3, 2),), {"stem_stride": 3}, "stem_stride must be one of 1, 2; got 3"),
        ((Conv(8, 3, 2),), {"stem_stride": 0}, "stem_stride must be one of 1, 2; got 0"),
        ((Conv(8, 3, 2),), {"stem_stride": True}, "stem_stride must be one of 1, 2; got True"),
        ((Conv(8, 3, 2),), {"stem_pool": None}, "stem_pool must be one of True, False; got None"),
        ((Conv(8, 4, 4),), {"stem_stride": 2}, "patches of 4x4; leave stem_stride out; got 2"),
        ((GlobalPool(),), {"stem_stride": 1}, "no convolution; got stem_stride=1"),
        ((Pool("max", 2, 2), Conv(8)), {"stem_stride": 1}, "begins with no convolution"),
        ((Repeat(2, (Conv(8, 3, 2),)),), {"stem_stride": 1}, "begins with no convolution"),
        # two layers in a branch, or a pool: one stride for both would tear the map apart
        ((Branches("concat", ((Conv(8, 3, 2),), (Pool("max", 3, 2),))),), {"stem_stride": 1}, "begins with no"),
        ((Branches("add", ((Conv(8, 3, 2),), (Conv(8), Conv(8, 3, 2)))),), {"stem_stride": 1}, "begins with no"),
        ((Conv(8, 3, 2), Block("unit", (Conv(8),)), Pool()), {"stem_pool": False}, "no pool stands on its own"),
        ((Conv(8, 3, 2), Branches("add", ((Conv(8),), ())), Pool()), {"stem_pool": False}, "no pool stands"),
    ],
)
def test_what_a_stem_cannot_be_is_refused(table, arguments, says):
    with pytest.raises(ArchitectureError, match=says):
        low_resolution(table, **arguments)


def test_the_smallest_image_of_keras_applications_is_that_of_its_own_stem():
    assert kerasarch.cost("xception", (32, 32, 3), stem_stride=1).shape == (1000,)
    assert kerasarch.cost("inception_v3", (32, 32, 3), stem_stride=1, stem_pool=False).shape == (1000,)
    with pytest.raises(KerasarchError, match="at least 71x71 for this xception; got 32x32"):
        kerasarch.cost("xception", (32, 32, 3))
    with pytest.raises(KerasarchError, match=r"at least \d+x\d+ for this inception_v3; got 8x8"):
        kerasarch.InceptionV3(weights=None, input_shape=(8, 8, 3), stem_stride=1)


def test_weights_of_the_plain_network_fit(tmp_path):
    small = {"include_top": False, "width": 0.25, "depth": 0.1, "input_shape": (40, 33, 3)}
    plain = kerasarch.Xception(weights=None, **small)
    plain.save_weights(tmp_path / "plain.weights.h5")
    model = kerasarch.Xception(weights=tmp_path / "plain.weights.h5", stem_stride=1, **small)
    for ours, theirs in zip(model.get_weights(), plain.get_weights(), strict=True):
        np.testing.assert_array_equal(ours, theirs)
