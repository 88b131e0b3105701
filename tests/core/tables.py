"""Small tables that between them use every step, so that the readers are held together on all of them."""

from kerasarch.steps import (
    Act,
    Block,
    Branches,
    Conv,
    Dense,
    Depthwise,
    Drop,
    Fixed,
    GlobalPool,
    LocalNorm,
    Math,
    Norm,
    Of,
    Pad,
    Part,
    Pool,
    Repeat,
    Rest,
    Scale,
    Separable,
    Shape,
    Shuffle,
    Side,
)


def conv(filters, kernel=1, strides=1, **more):
    return (Conv(filters, kernel, strides, **more), Norm(scale=False), Act())


def gate(ratio):
    squeeze = (GlobalPool(keepdims=True), Conv(Of(ratio), bias=True, act="swish"), Conv(Of(1), bias=True))
    return (Block("se", (Branches("multiply", ((), (*squeeze, Act("sigmoid")))),)),)


HEAD = (GlobalPool(), Dense(10))
STEM = conv(16, 3, 2)

INCEPTION = (
    *STEM,
    Block(
        "mixed{n0}",
        (
            Branches(
                "concat",
                (
                    conv(16),
                    (*conv(8), Branches("concat", (conv(16, (1, 3)), conv(16, (3, 1))))),
                    (Pool("avg", 3, 1, "same"), *conv(8)),
                ),
            ),
        ),
    ),
    Side("tap"),
    Pool("max", 3, 2),
)
RESIDUAL = (
    *STEM,
    Repeat(
        3,
        (Block("unit_{k}", (Branches("add", ((), conv(8) + conv(16, 3, groups=4) + gate(0.5))), Act())),),
        first=(Block("unit_{k}", (Branches("add", (conv(16), conv(8) + conv(16, 3))),)),),
    ),
    Drop(0.1),
)
INVERTED = (
    *STEM,
    Block(
        "block_{a}",
        (*conv(Of(6)), Pad(((0, 1), (0, 1))), Depthwise(3, 2, "valid"), Norm(), Act("relu6"), Conv(Fixed(24)), Norm()),
    ),
    Branches("add", ((), (Separable(24), Norm(), Drop(0.2, whole=True)))),
)
SHUFFLE = (
    *conv(24, 3, 2),
    Block(
        "stage{k}_unit{n}", (Branches("concat", ((Pool("avg", 2, 2),), (*conv(8), Depthwise(2, 2), Conv(Rest(48))))),)
    ),
    Block(
        "stage{k}_unit{n}",
        (
            Branches(
                "concat",
                ((Part(0, 2),), (Part(1, 2), *conv(Of(1, "input")))),
            ),
        ),
    ),
    Shuffle(2),
    Shuffle(4, inverse=True),
)
MLP = (Dense(24), Act("gelu"), Dense(Of(1)))
MIXER = (
    Conv(16, 8, 8, "valid", bias=True),
    Shape("tokens"),
    Repeat(
        2,
        (
            Branches("add", ((), (Norm("layer"), Shape("swap"), Block("tokens{n}", MLP), Shape("swap")))),
            Branches("add", ((), (Norm("layer"), Block("channels{n}", MLP)))),
        ),
    ),
    Norm("layer"),
)
PLAIN = (
    Scale(1 / 127.5, -1.0),
    Norm("input"),
    *STEM,
    LocalNorm(3),
    Block("block1", (*conv(8, 3, bias=True), Pool("max", 2, 2))),
)
ROW = (
    Conv(16, 8, 8, "valid"),
    Shape("row"),
    Branches("add", ((), (Math("mean"), Scale(-1.0)))),
    Branches("multiply", ((), (Branches("multiply", ((), ())), Math("mean"), Scale(1.0, 1e-3), Math("rsqrt")))),
)

TABLES = {
    "inception": INCEPTION + HEAD,
    "residual": RESIDUAL + HEAD,
    "inverted": INVERTED + HEAD,
    "shuffle": SHUFFLE + HEAD,
    "mixer": MIXER + HEAD,
    "plain": (*PLAIN, Shape("flatten"), Dense(10, act="softmax")),
    "row": (*ROW, GlobalPool("max"), Dense(10)),
}
