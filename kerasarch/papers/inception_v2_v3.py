"""Inception-v2 and v3: Rethinking the Inception Architecture for Computer Vision, arXiv:1512.00567.

Layer names of v3, and what the paper leaves open of it, are keras.applications'.
"""

from typing import Any

from kerasarch.papers.architecture import Architecture
from kerasarch.rewrites.inception_choices import choose
from kerasarch.steps import (
    Act,
    Block,
    Branches,
    Channels,
    Conv,
    Dense,
    Fixed,
    GlobalPool,
    Norm,
    Pool,
    Repeat,
    Side,
    Step,
    Table,
)

Kernel = int | tuple[int, int]


def conv(filters: Channels, kernel: Kernel = 1, strides: int = 1, padding: str = "same") -> Table:
    # No gamma: the ReLU and the convolution after it make a scale superfluous.
    return (Conv(filters, kernel, strides, padding), Norm(scale=False), Act("relu"))


def concat(*branches: Table, name: str | None = "") -> Step:
    return Branches("concat", branches, name=name)


def mixed(*branches: Table) -> Table:
    return (Block("mixed{n0}", (concat(*branches),)),)


AVERAGE = (Pool("avg", 3, 1, "same"),)
HALVE = (Pool("max", 3, 2),)

# --- Inception-v3 ---------------------------------------------------------------------------------------------

STEM = (
    conv(32, 3, 2, "valid")
    + conv(32, 3, 1, "valid")
    + conv(64, 3)
    + HALVE
    + conv(80, 1, 1, "valid")  # 1x1 as released; table 1 says 3x3
    + conv(192, 3, 1, "valid")
    + HALVE
)


def module_35(pooled: int) -> Table:
    """At 35x35. The 5x5 stayed in the release, where the paper's figure 5 factorises it."""
    return mixed(
        conv(64),
        conv(48) + conv(64, 5),
        conv(64) + conv(96, 3) + conv(96, 3),
        AVERAGE + conv(pooled),
    )


def module_17(c: int) -> Table:
    """At 17x17: figure 6, with n = 7."""
    return mixed(
        conv(192),
        conv(c) + conv(c, (1, 7)) + conv(192, (7, 1)),
        conv(c) + conv(c, (7, 1)) + conv(c, (1, 7)) + conv(c, (7, 1)) + conv(192, (1, 7)),
        AVERAGE + conv(192),
    )


def expanded(name: str | None) -> Table:
    """The fork of figure 7: 1x3 beside 3x1."""
    return (concat(conv(384, (1, 3)), conv(384, (3, 1)), name=name),)


def module_8(name: str | None = None) -> Table:
    """At 8x8: figure 7."""
    return mixed(
        conv(320),
        conv(384) + expanded(name),
        conv(448) + conv(384, 3) + expanded(None),
        AVERAGE + conv(192),
    )


TO_17 = mixed(
    conv(384, 3, 2, "valid"),
    conv(64) + conv(96, 3) + conv(96, 3, 2, "valid"),
    HALVE,
)
TO_8 = mixed(
    conv(192) + conv(320, 3, 2, "valid"),
    conv(192) + conv(192, (1, 7)) + conv(192, (7, 1)) + conv(192, 3, 2, "valid"),
    HALVE,
)


def auxiliary(classes: int, act: Any) -> Table:
    """Section 4's head, batch-normalised as in table 3's last row; the same at any width, as heads are."""
    steps = (
        Pool("avg", 5, 3),
        *conv(Fixed(128)),
        *conv(Fixed(768), 5, 1, "valid"),
        GlobalPool("avg", name="avg_pool"),
        Dense(Fixed(classes), act=act, name="predictions"),
    )
    return (Side("aux", steps),)


AUXILIARY_WEIGHT = 0.4  # the authors' release; the paper gives none

AT_35 = (*STEM, *module_35(32), Repeat(2, module_35(64)), *TO_17)
AT_17 = (*module_17(128), Repeat(2, module_17(160)), *module_17(192))
AT_8 = TO_8 + module_8("/mixed9_0") + module_8("/mixed9_1")  # keras.applications' names for them, whatever the module's

INCEPTION_V3 = AT_35 + AT_17 + AT_8

# --- Inception-v2: table 1, and figures 5, 6, 7 and 10 --------------------------------------------------------
# The paper gives the channels between modules: 288, 768, 1280 and 2048. Those inside are open, and nobody published
# any. Declared here: Inception-v3's own, where its module has the same branch; its 5x5's, for the 3x3 that is in its
# place; 192 before the first strided 3x3; at 17x17, where v3 has 128, 160 and 192, the first, as the table's row has
# five equal modules. Pools in modules are averages, as in v3. The abstract's bound of 25 million parameters holds.

V2_STEM = (
    conv(32, 3, 2, "valid")
    + conv(32, 3, 1, "valid")
    + conv(64, 3)
    + HALVE
    + conv(80, 3, 1, "valid")
    + conv(192, 3, 2, "valid")
    + conv(288, 3)
)

FIGURE_5 = mixed(
    conv(64) + conv(96, 3) + conv(96, 3),
    conv(48) + conv(64, 3),
    AVERAGE + conv(64),
    conv(64),
)


FIGURE_6 = mixed(
    conv(128) + conv(128, (1, 7)) + conv(128, (7, 1)) + conv(128, (1, 7)) + conv(192, (7, 1)),
    conv(128) + conv(128, (1, 7)) + conv(192, (7, 1)),
    AVERAGE + conv(192),
    conv(192),
)

FIGURE_7 = mixed(
    conv(448) + conv(384, 3) + expanded(None),
    conv(384) + expanded(None),
    AVERAGE + conv(192),
    conv(320),
)


def figure_10(double: tuple[int, int], single: tuple[int, int]) -> Table:
    """Half the height and width, more channels: what the convolutions make, beside the pooled input."""
    return mixed(
        conv(double[0]) + conv(double[1], 3) + conv(double[1], 3, 2, "valid"),
        conv(single[0]) + conv(single[1], 3, 2, "valid"),
        HALVE,
    )


V2_AT_17 = (
    *V2_STEM,
    Repeat(3, FIGURE_5),
    *figure_10((64, 96), (192, 384)),  # 96 + 384 + 288 = 768
    Repeat(5, FIGURE_6),
)
V2_AT_8 = (
    *figure_10((192, 192), (192, 320)),  # 192 + 320 + 768 = 1280
    Repeat(2, FIGURE_7),
)

INCEPTION_V2 = V2_AT_17 + V2_AT_8

ARCHITECTURES = (
    Architecture(
        name="inception_v2",
        title="InceptionV2",
        paper="arXiv:1512.00567, table 1",
        table=INCEPTION_V2,
        size=299,
        # as the release has it, on the last of the 17x17 maps (figure 8)
        auxiliary=lambda classes, act: V2_AT_17 + auxiliary(classes, act) + V2_AT_8,
        auxiliary_weight=AUXILIARY_WEIGHT,
        top1=76.6,
        top1_source="the paper, table 3",
        vary=choose,
    ),
    Architecture(
        name="inception_v3",
        title="InceptionV3",
        paper="arXiv:1512.00567, section 6",
        table=INCEPTION_V3,
        size=299,
        smallest=75,
        auxiliary=lambda classes, act: AT_35 + AT_17 + auxiliary(classes, act) + AT_8,
        auxiliary_weight=AUXILIARY_WEIGHT,
        top1=77.9,
        top1_source="keras.io, for the published weights",
        vary=choose,
    ),
)
