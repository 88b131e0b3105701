"""Inception-v4 and Inception-ResNet-v2: arXiv:1602.07261.

Layer names of Inception-ResNet-v2 are keras.applications', and those of Inception-v4 follow them. Where the releases
differ from the figures, the releases are followed, as their weights are.
"""

from kerasarch.papers import inception_v2_v3 as v3
from kerasarch.papers.architecture import Architecture
from kerasarch.steps import (
    Act,
    Block,
    Branches,
    Conv,
    Norm,
    Of,
    Pool,
    Repeat,
    Scale,
    Table,
)

Kernel = int | tuple[int, int]


def mixed(name: str, *branches: Table, module: bool = True) -> Table:
    return (Block(name, (Branches("concat", branches, name=""),), module=module),)


HALVE = (Pool("max", 3, 2),)
AVERAGE = (Pool("avg", 3, 1, "same"),)

# --- Inception-v4 ---------------------------------------------------------------------------------------------


def conv(filters: int, kernel: Kernel = 1, strides: int = 1, padding: str = "same") -> Table:
    # With a gamma, as in the ports that publish counts and weights; that of TF-slim is 1.
    return (Conv(filters, kernel, strides, padding), Norm(), Act("relu"))


FIGURE_3 = (  # the stem
    conv(32, 3, 2, "valid")
    + conv(32, 3, 1, "valid")
    + conv(64, 3)
    + mixed("mixed_3a", HALVE, conv(96, 3, 2, "valid"), module=False)
    + mixed(
        "mixed_4a",
        conv(64) + conv(96, 3, 1, "valid"),
        conv(64) + conv(64, (1, 7)) + conv(64, (7, 1)) + conv(96, 3, 1, "valid"),
        module=False,
    )
    + mixed("mixed_5a", conv(192, 3, 2, "valid"), HALVE, module=False)
)

FIGURE_4 = mixed(  # Inception-A
    "inception_a_{k}",
    conv(96),
    conv(64) + conv(96, 3),
    conv(64) + conv(96, 3) + conv(96, 3),
    AVERAGE + conv(96),
)

FIGURE_5 = mixed(  # Inception-B
    "inception_b_{k}",
    conv(384),
    conv(192) + conv(224, (1, 7)) + conv(256, (7, 1)),
    conv(192) + conv(192, (7, 1)) + conv(224, (1, 7)) + conv(224, (7, 1)) + conv(256, (1, 7)),
    AVERAGE + conv(128),
)

EXPANDED = (Branches("concat", (conv(256, (1, 3)), conv(256, (3, 1)))),)

FIGURE_6 = mixed(  # Inception-C; the release has 3x1 first, where the figure has 1x3
    "inception_c_{k}",
    conv(256),
    conv(384) + EXPANDED,
    conv(384) + conv(448, (3, 1)) + conv(512, (1, 3)) + EXPANDED,
    AVERAGE + conv(256),
)

FIGURE_7 = mixed(  # Reduction-A, with k, l, m, n = 192, 224, 256, 384 (table 1)
    "reduction_a",
    conv(384, 3, 2, "valid"),
    conv(192) + conv(224, 3) + conv(256, 3, 2, "valid"),
    HALVE,
)

FIGURE_8 = mixed(  # Reduction-B
    "reduction_b",
    conv(192) + conv(192, 3, 2, "valid"),
    conv(256) + conv(256, (1, 7)) + conv(320, (7, 1)) + conv(320, 3, 2, "valid"),
    HALVE,
)

INCEPTION_V4 = (  # figure 9
    *FIGURE_3,
    Repeat(4, FIGURE_4),
    *FIGURE_7,
    Repeat(7, FIGURE_5),
    *FIGURE_8,
    Repeat(3, FIGURE_6),
)

# --- Inception-ResNet-v2: figures 15 to 19 --------------------------------------------------------------------


def residual(name: str, factor: float, *branches: Table, relu: bool = True) -> Table:
    """x + factor * (the branches, brought to x's channels by a linear 1x1 with a bias and no norm: section 3.2)."""
    up = (
        Branches("concat", branches, name="mixed"),
        Conv(Of(1), bias=True, name="conv"),
        Scale(factor),  # section 3.3: between 0.1 and 0.3; the release's values
    )
    return (Block(name, (Branches("add", ((), up), name="add"), *((Act("relu", name="ac"),) if relu else ()))),)


BLOCK_35 = residual(
    "block35_{k}",
    0.17,
    v3.conv(32),
    v3.conv(32) + v3.conv(32, 3),
    v3.conv(32) + v3.conv(48, 3) + v3.conv(64, 3),
)

BLOCK_17 = residual(
    "block17_{k}",
    0.1,
    v3.conv(192),
    v3.conv(128) + v3.conv(160, (1, 7)) + v3.conv(192, (7, 1)),
)


def block_8(factor: float, relu: bool = True) -> Table:
    return residual(
        "block8_{k}",
        factor,
        v3.conv(192),
        v3.conv(192) + v3.conv(224, (1, 3)) + v3.conv(256, (3, 1)),
        relu=relu,
    )


MIXED_5B = mixed(
    "mixed_5b",
    v3.conv(96),
    v3.conv(48) + v3.conv(64, 5),
    v3.conv(64) + v3.conv(96, 3) + v3.conv(96, 3),
    AVERAGE + v3.conv(64),
)

MIXED_6A = mixed(
    "mixed_6a",
    v3.conv(384, 3, 2, "valid"),
    v3.conv(256) + v3.conv(256, 3) + v3.conv(384, 3, 2, "valid"),
    HALVE,
)

MIXED_7A = mixed(
    "mixed_7a",
    v3.conv(256) + v3.conv(384, 3, 2, "valid"),
    v3.conv(256) + v3.conv(288, 3, 2, "valid"),
    v3.conv(256) + v3.conv(288, 3) + v3.conv(320, 3, 2, "valid"),
    HALVE,
)

INCEPTION_RESNET_V2 = (
    *v3.STEM,  # as released: Inception-v3's, and not the figure 3 that the paper names
    *MIXED_5B,
    Repeat(10, BLOCK_35),  # 10, 20 and 10, where figure 15 has 5, 10 and 5
    *MIXED_6A,
    Repeat(20, BLOCK_17),
    *MIXED_7A,
    Repeat(10, block_8(0.2), last=block_8(1.0, relu=False)),
    Conv(1536, name="conv_7b"),
    Norm(scale=False, name="conv_7b_bn"),
    Act("relu", name="conv_7b_ac"),
)

ARCHITECTURES = (
    Architecture(
        name="inception_v4",
        title="InceptionV4",
        paper="arXiv:1602.07261, figure 9",
        table=INCEPTION_V4,
        size=299,
        top1=80.144,
        top1_source="timm",
    ),
    Architecture(
        name="inception_resnet_v2",
        title="InceptionResNetV2",
        paper="arXiv:1602.07261, figure 15, as released",
        table=INCEPTION_RESNET_V2,
        size=299,
        smallest=75,
        top1=80.3,
        top1_source="keras.io, for the published weights",
    ),
)
