"""deploy: sums of parallel linear branches as one convolution."""

import keras
import pytest
from keras import layers

import kerasarch
from kerasarch.plans import Plan
from kerasarch.rewrites.deploy import deploy
from kerasarch.steps import Act, Branches, Conv, Depthwise, Norm, Pad, Pool
from tests.rewrites.networks import mobileone, model_of, repvgg
from tests.rewrites.proof import prove


def kinds(model):
    return [type(layer).__name__ for layer in model.layers]


@pytest.mark.parametrize(("groups", "shape"), [(1, (41, 30, 3)), (1, (40, 27, 3)), (4, (41, 30, 3))])
def test_repvgg_becomes_a_chain_of_convolutions(groups, shape):
    deployed = prove(lambda: model_of(repvgg(groups), shape), kerasarch.deploy, shape)
    assert kinds(deployed) == [
        "InputLayer",
        *["ZeroPadding2D", "Conv2D", "Activation"] * 2,
        *["Conv2D", "Activation"] * 2,
        "GlobalAveragePooling2D",
        "Dense",
    ]
    assert [layer.groups for layer in deployed.layers if isinstance(layer, layers.Conv2D)] == [
        1,
        groups,
        groups,
        groups,
    ]


def test_depthwise_branches_are_summed_too():
    deployed = prove(lambda: model_of(mobileone(), (21, 30, 3)), kerasarch.deploy, (21, 30, 3))
    assert kinds(deployed).count("DepthwiseConv2D") == 1
    assert "Add" not in kinds(deployed)


def test_kernels_of_different_shapes_paddings_and_an_identity_meet_in_one():
    def make():
        image = keras.Input((17, 22, 6), name="image")
        tall = layers.Conv2D(6, (5, 1), padding="same", name="tall")(image)
        even = layers.Conv2D(6, (4, 2), padding="same", name="even")(image)
        padded = layers.ZeroPadding2D(((2, 0), (0, 2)), name="pad")(image)
        padded = layers.Conv2D(6, 3, name="padded")(padded)
        x = layers.Add(name="sum")([layers.Add(name="two")([tall, even]), padded, image])
        return keras.Model(image, layers.GlobalMaxPooling2D(name="top")(x), name="odd")

    deployed = prove(make, kerasarch.deploy, (17, 22, 6))
    assert kinds(deployed) == ["InputLayer", "ZeroPadding2D", "Conv2D", "GlobalMaxPooling2D"]
    assert deployed.layers[2].kernel_size == (5, 3)


def test_windows_without_padding_line_up_where_they_shrink_alike():
    def make():
        image = keras.Input((17, 22, 3), name="image")
        a = layers.Conv2D(4, 3, strides=2, name="a")(image)
        b = layers.Conv2D(4, 3, strides=2, name="b")(image)
        return keras.Model(image, layers.BatchNormalization(name="n")(layers.Add(name="sum")([a, b])), name="twins")

    deployed = prove(make, lambda model: kerasarch.fold(kerasarch.deploy(model)), (17, 22, 3))
    assert kinds(deployed) == ["InputLayer", "Conv2D", "Activation"]  # a linear one keeps the output's name
    assert deployed.output_names == ["n"]


NORMED = (Conv(4, 3, name="a"), Norm(name="a_bn"))


@pytest.mark.parametrize(
    "other",
    [
        (Conv(4, 1, name="b"), Act(name="b_act")),
        (Conv(4, 1, act="relu", name="b"),),
        (Conv(4, 1, groups=2, name="b"),),
        (Conv(1, 1, name="b"),),  # broadcast over the channels
        (Conv(4, 2, padding="valid", name="b"),),  # another extent
        (Conv(4, 1, 2, name="b"),),
        (Depthwise(3, name="b"),),
        (Pad(name="b"), Norm(name="c")),
        (Pool("avg", 3, 1, "same", name="b"),),
        (Norm("layer", name="b"),),
        (Conv(4, 3, name="b"), Conv(4, 3, name="c")),
    ],
    ids=str,
)
def test_a_sum_that_is_no_single_convolution_stays(other):
    plan = Plan((Conv(4, 1, name="stem"), Branches("add", (NORMED, other), name="sum")))
    assert deploy(plan) == (plan, {})


def test_strided_same_windows_that_move_with_the_image_size_stay():
    wide, narrow = (Conv(4, 3, 2, name="a"),), (Conv(4, 1, 2, name="b"),)
    plan = Plan((Branches("add", (wide, narrow), name="sum"),))
    assert deploy(plan) == (plan, {})


@pytest.mark.parametrize("merge", ["concat", "multiply"])
def test_only_sums_are_fused(merge):
    plan = Plan((Branches(merge, (NORMED, (Norm(name="b"),)), name="m"),))
    assert deploy(plan) == (plan, {})
