"""Small networks of every kind that a rewrite has to meet, as tables and as users write them."""

from __future__ import annotations

from typing import Any

import keras
from keras import layers

from kerasarch.plans import Plan, unroll
from kerasarch.readers.build import build
from kerasarch.steps import (
    Act,
    Block,
    Branches,
    Conv,
    Dense,
    Depthwise,
    GlobalPool,
    Norm,
    Of,
    Pad,
    Repeat,
    Shape,
    Table,
)


def model_of(table: Table | Plan, shape: tuple[int | None, ...], name: str = "network") -> keras.Model:
    image = keras.Input(shape, name="image")
    output, sides = build(table if isinstance(table, Plan) else unroll(table), image)
    return keras.Model(image, [output, *sides.values()] if sides else output, name=name)


def repvgg_unit(channels: int, strides: int, identity: bool, groups: int = 1) -> Table:
    """3x3, 1x1 and, where the shapes allow it, the identity, each normalised, then summed (arXiv:2101.03697)."""
    three: Table = (Conv(channels, 3, groups=groups, name="3x3"),)
    if strides > 1:  # as torch pads: the same at odd and even sizes
        three = (Pad(name="3x3_pad"), Conv(channels, 3, strides, "valid", groups, name="3x3"))
    branches: list[Table] = [(*three, Norm(name="3x3_bn"))]
    branches.append((Conv(channels, 1, strides, groups=groups, name="1x1"), Norm(name="1x1_bn")))
    if identity:
        branches.append((Norm(name="identity_bn"),))
    return (Block("unit{n}", (Branches("add", tuple(branches), name="add"), Act(name="relu"))),)


def repvgg(groups: int = 1) -> Table:
    return (
        *repvgg_unit(8, 2, False),
        Repeat(3, repvgg_unit(16, 1, True, groups), first=repvgg_unit(16, 2, False, groups)),
        GlobalPool(name="pool"),
        Dense(5, name="logits"),
    )


def mobileone() -> Table:
    """The same with depthwise branches."""
    three = (Depthwise(3, name="3x3"), Norm(name="3x3_bn"))
    one = (Depthwise(1, name="1x1"), Norm(name="1x1_bn"))
    unit = (Branches("add", (three, one, (Norm(name="identity_bn"),)), name="add"), Act(name="relu"))
    return (Conv(8, 3, 2, name="stem"), Block("unit{n}", unit), GlobalPool(name="pool"), Dense(5, name="logits"))


def mlp(hidden: int) -> Table:
    return (Dense(hidden, name="in"), Act("gelu", name="gelu"), Dense(Of(1), name="out"))


def mixer(width: int = 12, layers_: int = 2, head: bool = True) -> Table:
    """Patches, then layers that mix tokens and channels in turn (arXiv:2105.01601, figure 1)."""
    tokens = (Norm("layer", name="norm1"), Shape("swap"), Block("tokens", mlp(16)), Shape("swap"))
    channels = (Norm("layer", name="norm2"), Block("channels", mlp(24)))
    block = (Block("layer{n}", (Branches("add", ((), tokens)), Branches("add", ((), channels)))),)
    top: Table = (GlobalPool(name="pool"), Dense(5, name="logits")) if head else ()
    stem = (Conv(width, 8, 8, "valid", bias=True, name="stem"), Shape("tokens", name="to_tokens"))
    return (*stem, Repeat(layers_, block), Norm("layer", name="norm"), *top)


def users_model(shape: tuple[int | None, ...] = (37, 29, 3)) -> keras.Model:
    """What people write by hand: activations in layers, norms in odd places, operators, a split, a norm at the end."""
    image = keras.Input(shape, name="photo")
    x = layers.Rescaling([0.5, 1.0, 2.0], offset=0.1, name="rescale")(image)
    x = layers.Normalization(name="whiten")(x)
    x = layers.Conv2D(8, (3, 5), strides=2, padding="same", activation="relu", name="stem")(x)
    x = layers.BatchNormalization(name="stem_bn")(x)  # after an activation: stays
    x = layers.SeparableConv2D(8, 3, padding="same", name="sep")(x)
    x = layers.BatchNormalization(name="sep_bn", scale=False)(x)
    x = layers.BatchNormalization(name="sep_bn2", axis=3, epsilon=1e-5)(x)  # the second of two folds, too
    a, b = keras.ops.split(x, 2, axis=-1)
    a = layers.DepthwiseConv2D(3, padding="same", use_bias=False, activation="elu", name="deep")(a)
    b = layers.DepthwiseConv2D(3, padding="same", name="deep2")(b)
    b = layers.BatchNormalization(name="deep2_bn")(b)
    y = layers.Concatenate(axis=3, name="join")([a, b])
    x = x + y * keras.ops.sigmoid(x)
    gate = layers.GlobalAveragePooling2D(keepdims=True, name="squeeze")(x)
    gate = layers.Conv2D(8, 1, activation="sigmoid", name="gate")(gate)
    x = layers.Multiply(name="gated")([x, gate])
    tap = layers.Conv2D(6, 1, groups=2, name="tap")(x)
    bare = layers.BatchNormalization(name="tap_bn")(tap)  # reads what the sum reads, too: stays
    x = layers.Add(name="sum")([tap, bare])
    x = layers.GlobalMaxPooling2D(name="pool")(x)
    x = layers.Dropout(0.3, name="drop")(x)
    x = layers.Dense(7, name="dense")(x)
    return keras.Model(image, layers.BatchNormalization(name="logits")(x), name="mine")


def inputs_of(model: Any) -> tuple[int, ...]:
    return tuple(model.inputs[0].shape[1:])
