"""Xception: Deep Learning with Depthwise Separable Convolutions, arXiv:1610.02357, figure 5.

Layer names and the details that the figure leaves open (padding, where the bias is) are keras.applications'.
"""

from typing import Any

from kerasarch.errors import ArchitectureError, whole
from kerasarch.papers.architecture import Architecture, pooled_head
from kerasarch.rewrites.ablate import ablate
from kerasarch.steps import (
    Act,
    Block,
    Branches,
    Conv,
    Dense,
    Norm,
    Pool,
    Repeat,
    Separable,
    Table,
)


def conv(i: int, filters: int, strides: int = 1) -> Table:
    return (
        Conv(filters, 3, strides, "valid", name=f"conv{i}"),
        Norm(name=f"conv{i}_bn"),
        Act("relu", name=f"conv{i}_act"),
    )


def sepconv(i: int, filters: int) -> Table:
    return (Separable(filters, name=f"sepconv{i}"), Norm(name=f"sepconv{i}_bn"))


def relu(i: int) -> Table:
    return (Act("relu", name=f"sepconv{i}_act"),)


def down(body: Table, filters: int) -> Table:
    """A module that halves the map: `body` and a pool, beside a strided 1x1 convolution."""
    pool = Pool("max", 3, 2, "same", name="pool")
    shortcut = (Conv(filters, 1, 2), Norm())
    return (Block("block{n}", (Branches("add", ((*body, pool), shortcut)),)),)


STEM = (Block("block{n}", conv(1, 32, 2) + conv(2, 64), module=False),)

ENTRY_FLOW = (
    STEM
    + down(sepconv(1, 128) + relu(2) + sepconv(2, 128), 128)
    + down(relu(1) + sepconv(1, 256) + relu(2) + sepconv(2, 256), 256)
    + down(relu(1) + sepconv(1, 728) + relu(2) + sepconv(2, 728), 728)
)

THREE = relu(1) + sepconv(1, 728) + relu(2) + sepconv(2, 728) + relu(3) + sepconv(3, 728)

MIDDLE_FLOW = (Repeat(8, (Block("block{n}", (Branches("add", (THREE, ())),)),)),)

EXIT_FLOW = (
    *down(relu(1) + sepconv(1, 728) + relu(2) + sepconv(2, 1024), 1024),
    # Here the activations follow the convolutions, and keras.applications numbers them so.
    Block("block{n}", sepconv(1, 1536) + relu(1) + sepconv(2, 2048) + relu(2), module=False),
)


def head(classes: int, activation: Any, dropout: float, *, fully_connected: int = 0) -> Table:
    """Pooling, optional layers and the classifier, which for images of several labels (JFT) takes "sigmoid".

    Args:
        fully_connected: how many layers of 4096 units stand before the classifier, each with a ReLU; the paper tries
            0 and 2 (section 4.5.1, figures 7 and 8).

    Raises:
        ArchitectureError: no such number of layers.
    """
    whole("fully_connected", fully_connected, least=0, error=ArchitectureError)
    pool, *classifier = pooled_head(classes, activation, dropout)
    layers = (Dense(4096, act="relu", name=f"fc{i}") for i in range(1, fully_connected + 1))
    return (pool, *layers, *classifier)


ARCHITECTURES = (
    Architecture(
        name="xception",
        title="Xception",
        paper="arXiv:1610.02357, figure 5",
        table=ENTRY_FLOW + MIDDLE_FLOW + EXIT_FLOW,
        size=299,
        smallest=71,
        vary=ablate,
        head=head,
        top1=79.0,  # table 1 of the paper, single crop
        top1_source="the paper, table 1",
    ),
)
