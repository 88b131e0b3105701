"""SqueezeNet: AlexNet-level accuracy with 50x fewer parameters, arXiv:1602.07360, table 1; 1.1 from the authors' store.

Every pool rounds its map up, as Caffe does: one more row and column of zeros below and right, which change no maximum
as the map is never negative.
"""

from typing import Any

from kerasarch.papers.architecture import TORCH, Architecture
from kerasarch.steps import (
    Act,
    Block,
    Branches,
    Conv,
    Drop,
    GlobalPool,
    Pad,
    Pool,
    Repeat,
    Table,
)


def relu_conv(filters: int, kernel: int, strides: int, padding: str, name: str) -> Table:
    return (
        Conv(filters, kernel, strides, padding, bias=True, name=name),
        Act("relu", name=f"{name}_relu"),
    )


def pool(i: int) -> Table:
    return (Pad(((0, 1), (0, 1)), name=f"maxpool{i}_pad"), Pool("max", 3, 2, name=f"maxpool{i}"))


def fire(squeeze: int, expand: int, times: int = 1) -> Table:
    """Figure 1: `squeeze` 1x1 filters, then `expand` 1x1 and as many 3x3 filters side by side. The first is fire2."""
    steps = (
        *relu_conv(squeeze, 1, 1, "same", "squeeze1x1"),
        Branches(
            "concat",
            (
                relu_conv(expand, 1, 1, "same", "expand1x1"),
                relu_conv(expand, 3, 1, "same", "expand3x3"),
            ),
            name="concat",
        ),
    )
    return (Repeat(times, (Block("fire{n2}", steps),)),)


SQUEEZENET_1_0 = (
    *relu_conv(96, 7, 2, "valid", "conv1"),
    *pool(1),
    *fire(16, 64, times=2),
    *fire(32, 128),
    *pool(4),
    *fire(32, 128),
    *fire(48, 192, times=2),
    *fire(64, 256),
    *pool(8),
    *fire(64, 256),
)

# A smaller first convolution and earlier pools: 2.4 times fewer multiply-adds
SQUEEZENET_1_1 = (
    *relu_conv(64, 3, 2, "valid", "conv1"),
    *pool(1),
    *fire(16, 64, times=2),
    *pool(3),
    *fire(32, 128, times=2),
    *pool(5),
    *fire(48, 192, times=2),
    *fire(64, 256, times=2),
)


def head(classes: int, activation: Any, dropout: float) -> Table:
    """No dense layer: conv10 gives one map a class, and the mean of it is the class's logit."""
    return (
        Drop(dropout, name="fire9_dropout"),
        *relu_conv(classes, 1, 1, "same", "conv10"),
        GlobalPool("avg", name="avgpool10"),
        Act(activation or "linear", name="predictions"),
    )


ARCHITECTURES = tuple(
    Architecture(
        name=f"squeezenet_{version}",
        title=f"SqueezeNet{version}",
        paper=paper,
        table=table,
        size=224,
        head=head,
        preprocessing=TORCH,
        top1=top1,
        top1_source="torchvision",
        dropout=0.5,
    )
    for version, table, paper, top1 in (
        ("1_0", SQUEEZENET_1_0, "arXiv:1602.07360, table 1", 58.09),
        ("1_1", SQUEEZENET_1_1, "arXiv:1602.07360, version 1.1 of the authors' repository", 58.18),
    )
)
