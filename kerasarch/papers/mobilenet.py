"""MobileNet: Efficient Convolutional Neural Networks for Mobile Vision Applications, arXiv:1704.04861, table 1.

The paper's alpha is `width`: 0.25, 0.5, 0.75 and 1 give keras.applications' channels. It cuts fractions of channels
off where `width` rounds to multiples of 8, so at other alphas the two differ.
"""

from typing import Any

from kerasarch.papers.architecture import Architecture
from kerasarch.steps import (
    Act,
    Block,
    Conv,
    Depthwise,
    Drop,
    GlobalPool,
    Norm,
    Pad,
    Repeat,
    Shape,
    Table,
)


def relu6(name: str) -> Table:
    return (Norm(name=f"{name}_bn"), Act("relu6", name=f"{name}_relu"))


def separable(filters: int, strides: int = 1) -> Table:
    """Figure 3 right: depthwise and pointwise convolution, each normalised and activated."""
    depthwise: Table = (Depthwise(3, name="/conv_dw_{n}"),)
    if strides == 2:  # padded below and right at even and odd sizes
        depthwise = (Pad(((0, 1), (0, 1)), name="/conv_pad_{n}"), Depthwise(3, 2, "valid", name="/conv_dw_{n}"))
    pointwise = Conv(filters, name="/conv_pw_{n}")
    return (Block("conv_{n}", (*depthwise, *relu6("/conv_dw_{n}"), pointwise, *relu6("/conv_pw_{n}"))),)


MOBILENET = (
    Conv(32, 3, 2, name="conv1"),
    *relu6("conv1"),
    *separable(64),
    *separable(128, 2),
    *separable(128),
    *separable(256, 2),
    *separable(256),
    *separable(512, 2),
    Repeat(5, separable(512)),
    *separable(1024, 2),
    *separable(1024),  # the paper's last row says stride 2, which its output size contradicts
)


def head(classes: int, activation: Any, dropout: float) -> Table:
    """A 1x1 convolution of the pooled map, as keras.applications keeps the classifier's weights."""
    return (
        GlobalPool("avg", keepdims=True, name="avg_pool"),
        Drop(dropout, name="dropout"),
        Conv(classes, bias=True, name="conv_preds"),
        Shape("flatten", name="reshape_2"),
        Act(activation or "linear", name="predictions"),
    )


ARCHITECTURES = (
    Architecture(
        name="mobilenet",
        title="MobileNet",
        paper="arXiv:1704.04861, table 1",
        table=MOBILENET,
        size=224,
        smallest=32,
        head=head,
        top1=70.4,
        top1_source="keras.applications",
        dropout=0.001,
    ),
)
