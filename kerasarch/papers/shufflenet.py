"""ShuffleNet: arXiv:1707.01083, table 1 and figure 2; ShuffleNetV2: arXiv:1807.11164, table 5 and figure 3 c, d.

Every strided window is padded on both sides, as in the authors' code and torchvision. The papers' other widths (0.5x,
1.5x, 2x) are no rounded multiples of the 1x table, so each is a table of its own.
"""

from typing import Any

from kerasarch.papers.architecture import TORCH, Architecture
from kerasarch.steps import (
    Act,
    Block,
    Branches,
    Conv,
    Dense,
    Depthwise,
    Drop,
    GlobalPool,
    Norm,
    Of,
    Pad,
    Part,
    Pool,
    Repeat,
    Rest,
    Shuffle,
    Table,
)


def norm(name: str) -> Table:
    return (Norm(epsilon=1e-5, momentum=0.9, name=f"{name}_bn"),)


def pointwise(filters: int | Of | Rest, name: str, groups: int = 1, act: bool = True) -> Table:
    relu = (Act("relu", name=f"{name}_relu"),) if act else ()
    return (Conv(filters, groups=groups, name=name), *norm(name), *relu)


def depthwise(strides: int, name: str) -> Table:
    """Not activated."""
    if strides == 1:
        return (Depthwise(3, name=name), *norm(name))
    return (Pad(name=f"{name}_pad"), Depthwise(3, 2, "valid", name=name), *norm(name))


def stem(filters: int) -> Table:
    return (
        Pad(name="conv1_pad"),
        Conv(filters, 3, 2, "valid", name="conv1"),
        *norm("conv1"),
        Act("relu", name="conv1_relu"),
        Pad(name="pool1_pad"),
        Pool("max", 3, 2, name="pool1"),
    )


# --- V1 -------------------------------------------------------------------------------------------------------


def body_v1(groups: int, inner: int, out: int | Rest, strides: int, first_groups: int) -> Table:
    return (
        *pointwise(inner, "conv1", first_groups),
        Shuffle(groups, name="shuffle"),
        *depthwise(strides, "dwconv"),
        *pointwise(out, "conv2", groups, act=False),
    )


def unit_v1(stage: int, groups: int, out: int) -> Table:
    """Figure 2b."""
    sum_ = Branches("add", (body_v1(groups, out // 4, out, 1, groups), ()), name="add")
    return (Block(f"stage{stage}_unit{{k}}", (sum_, Act("relu", name="relu"))),)


def strided_unit_v1(stage: int, groups: int, out: int) -> Table:
    """Figure 2c: the pooled input, and as many channels beside it as make `out`."""
    shortcut = (Pad(name="pool_pad"), Pool("avg", 3, 2, name="pool"))
    # The first convolution of stage 2 is not grouped, as its input has few channels (section 3.2).
    body = body_v1(groups, out // 4, Rest(out), 2, 1 if stage == 2 else groups)
    concat = Branches("concat", (shortcut, (*body, Act("relu", name="relu"))), name="concat")
    return (Block(f"stage{stage}_unit{{k}}", (concat,)),)


def shufflenet_v1(groups: int, channels: int, first: int = 24) -> Table:
    """`channels` of stage 2 and `first` of the first convolution. The authors' code, unlike the paper, shuffles after
    the depthwise convolution; but for the order of the channels it is the same network."""
    rows = tuple(
        Repeat(
            times,
            unit_v1(stage, groups, channels << (stage - 2)),
            first=strided_unit_v1(stage, groups, channels << (stage - 2)),
        )
        for stage, times in ((2, 4), (3, 8), (4, 4))
    )
    return stem(first) + rows


def head_v1(classes: int, activation: Any, dropout: float) -> Table:
    """Without a bias, as in the authors' code."""
    return (
        GlobalPool("avg", name="globalpool"),
        Drop(dropout, name="top_dropout"),
        Dense(classes, bias=False, act=activation, name="fc"),
    )


# --- V2 -------------------------------------------------------------------------------------------------------


def unit_v2(stage: int) -> Table:
    """Figure 3c: one half stays as it is, the other is convolved."""
    half = (
        Part(1, 2, name="right"),
        *pointwise(Of(1, "input"), "conv1"),
        *depthwise(1, "dwconv"),
        *pointwise(Of(1, "input"), "conv2"),
    )
    concat = Branches("concat", ((Part(0, 2, name="left"),), half), name="concat")
    return (Block(f"stage{stage}_unit{{k}}", (concat, Shuffle(2, name="shuffle"))),)


def strided_unit_v2(stage: int, out: int) -> Table:
    """Figure 3d, each branch with half of the output, as in torchvision."""
    left = depthwise(2, "left_dwconv") + pointwise(out // 2, "left_conv")
    right = pointwise(out // 2, "conv1") + depthwise(2, "dwconv") + pointwise(out // 2, "conv2")
    concat = Branches("concat", (left, right), name="concat")
    return (Block(f"stage{stage}_unit{{k}}", (concat, Shuffle(2, name="shuffle"))),)


def shufflenet_v2(channels: tuple[int, int, int], last: int) -> Table:
    """`channels` of stages 2, 3 and 4, and of conv5, the `last` one."""
    rows = tuple(
        Repeat(times, unit_v2(stage), first=strided_unit_v2(stage, out))
        for stage, times, out in zip((2, 3, 4), (4, 8, 4), channels, strict=True)
    )
    return (*stem(24), *rows, *pointwise(last, "conv5"))


def head_v2(classes: int, activation: Any, dropout: float) -> Table:
    return (
        GlobalPool("avg", name="globalpool"),
        Drop(dropout, name="top_dropout"),
        Dense(classes, act=activation, name="fc"),
    )


ARCHITECTURES = (
    *(
        Architecture(
            name=f"shufflenet_v1_g{groups}",
            title=f"ShuffleNetV1_g{groups}",
            paper="arXiv:1707.01083, table 1",
            table=shufflenet_v1(groups, channels),
            size=224,
            head=head_v1,
            preprocessing=TORCH,
            top1=top1,
            top1_source="the paper, table 2",
        )
        for groups, channels, top1 in (
            (1, 144, 66.4),
            (2, 200, 67.3),
            (3, 240, 67.4),  # the authors' repository, later: 67.8
            (4, 272, 67.2),
            (8, 384, 67.6),  # and 68.0
        )
    ),
    *(
        Architecture(
            name=f"shufflenet_v2_x{times}",
            title=f"ShuffleNetV2_x{times}",
            paper="arXiv:1807.11164, table 5",
            table=shufflenet_v2(channels, last),
            size=224,
            head=head_v2,
            preprocessing=TORCH,
            top1=top1,
            top1_source="torchvision",
        )
        for times, channels, last, top1 in (
            ("0_5", (48, 96, 192), 1024, 60.55),
            ("1_0", (116, 232, 464), 1024, 69.36),
            ("1_5", (176, 352, 704), 1024, 73.00),
            ("2_0", (244, 488, 976), 2048, 76.23),
        )
    ),
)
