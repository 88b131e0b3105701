"""VGG: Very Deep Convolutional Networks for Large-Scale Image Recognition, arXiv:1409.1556, table 1.

Columns A, B, D and E, and torchvision's forms of them with batch normalisation, which the paper has not. The layers are
keras.applications'; as its names mean "after the activation", the activation is part of the convolution where it is.
"""

from typing import Any

from kerasarch.papers.architecture import CAFFE, TORCH, Architecture
from kerasarch.steps import (
    Act,
    Block,
    Conv,
    Dense,
    Drop,
    Norm,
    Pool,
    Repeat,
    Shape,
    Table,
)


def plain(filters: int) -> Table:
    return (Conv(filters, 3, bias=True, act="relu", name="conv{k}"),)


def normalised(filters: int) -> Table:
    # torchvision kept the bias, and has torch's epsilon and momentum
    return (
        Conv(filters, 3, bias=True, name="conv{k}"),
        Norm(epsilon=1e-5, momentum=0.9, name="conv{k}_bn"),
        Act("relu", name="conv{k}_relu"),
    )


def vgg(times: tuple[int, ...], norm: bool) -> Table:
    conv = normalised if norm else plain
    return tuple(
        Block(f"block{i}", (Repeat(n, conv(filters)), Pool("max", 2, 2, name="pool")))
        for i, (n, filters) in enumerate(zip(times, (64, 128, 256, 512, 512), strict=True), 1)
    )


def head(classes: int, activation: Any, dropout: float) -> Table:
    """Two layers of 4096 before the classifier, which the paper trains with dropout=0.5, keras.applications without."""
    return (
        Shape("flatten", name="flatten"),
        Dense(4096, act="relu", name="fc1"),
        Drop(dropout, name="fc1_dropout"),
        Dense(4096, act="relu", name="fc2"),
        Drop(dropout, name="fc2_dropout"),
        Dense(classes, act=activation, name="predictions"),
    )


COLUMNS = {11: (1, 1, 2, 2, 2), 13: (2, 2, 2, 2, 2), 16: (2, 2, 3, 3, 3), 19: (2, 2, 4, 4, 4)}


def architecture(layers: int, norm: bool, top1: float, source: str) -> Architecture:
    return Architecture(
        name=f"vgg{layers}" + "_bn" * norm,
        title=f"VGG{layers}" + "_BN" * norm,
        paper="arXiv:1409.1556, table 1",
        table=vgg(COLUMNS[layers], norm),
        size=224,
        smallest=32,
        head=head,
        preprocessing=TORCH if norm else CAFFE,
        top1=top1,
        top1_source=source,
    )


ARCHITECTURES = (
    architecture(11, False, 69.05, "torchvision"),
    architecture(13, False, 69.95, "torchvision"),
    architecture(16, False, 71.3, "keras.applications"),
    architecture(19, False, 71.3, "keras.applications"),
    architecture(11, True, 70.37, "torchvision"),
    architecture(13, True, 71.56, "torchvision"),
    architecture(16, True, 73.35, "torchvision"),
    architecture(19, True, 74.23, "torchvision"),
)
