"""Xception-41, 65 and 71: arXiv:1802.02611, figure 4, after arXiv:1703.06211.

Xception with strided separable convolutions for its pools, a norm after each depthwise convolution too, and more
modules. Strided convolutions are padded alike on all sides, as in TF-DeepLab, which released the weights.
"""

from kerasarch.papers.architecture import Architecture
from kerasarch.steps import (
    Act,
    Block,
    Branches,
    Conv,
    Depthwise,
    Norm,
    Pad,
    Repeat,
    Table,
)

AROUND = ((1, 1), (1, 1))
RELU = (Act("relu"),)


def sepconv(i: int, filters: int, strides: int = 1, after: Table = ()) -> Table:
    """Depthwise, norm, pointwise, norm; `after` each norm nothing, or an activation."""
    name = f"sepconv{i}"
    if strides == 1:
        depthwise: Table = (Depthwise(3, name=f"{name}_depthwise"),)
    else:
        depthwise = (Pad(AROUND, name=f"{name}_pad"), Depthwise(3, strides, "valid", name=f"{name}_depthwise"))
    return (
        *depthwise,
        Norm(name=f"{name}_depthwise_bn"),
        *after,
        Conv(filters, name=f"{name}_pointwise"),
        Norm(name=f"{name}_pointwise_bn"),
        *after,
    )


def module(filters: tuple[int, int, int], strides: int = 1, shortcut: bool = True) -> Table:
    """Three separable convolutions, the last of them strided; `shortcut`: a convolution beside them, or the input."""
    a, b, c = filters
    body = RELU + sepconv(1, a) + RELU + sepconv(2, b) + RELU + sepconv(3, c, strides)
    beside = (Conv(c, 1, strides, name="shortcut"), Norm(name="shortcut_bn")) if shortcut else ()
    return (Block("block{n}", (Branches("add", (body, beside)),)),)


def row(filters: int, strides: int) -> Table:
    return module((filters, filters, filters), strides)


STEM = (
    Pad(AROUND, name="conv1_pad"),
    Conv(32, 3, 2, "valid", name="conv1"),
    Norm(name="conv1_bn"),
    Act("relu", name="conv1_act"),
    Conv(64, 3, name="conv2"),
    Norm(name="conv2_bn"),
    Act("relu", name="conv2_act"),
)

ENTRY_FLOW = row(128, 2) + row(256, 2) + row(728, 2)
ENTRY_FLOW_71 = row(128, 2) + row(256, 1) + row(256, 2) + row(728, 1) + row(728, 2)


def middle_flow(times: int) -> Table:
    return (Repeat(times, module((728, 728, 728), shortcut=False)),)


EXIT_FLOW = (
    *module((728, 1024, 1024), 2),
    # No shortcut, and here the activations follow the norms.
    Block(
        "block{n}",
        sepconv(1, 1536, after=RELU) + sepconv(2, 1536, after=RELU) + sepconv(3, 2048, after=RELU),
        module=False,
    ),
)


def architecture(layers: int, table: Table, top1: float) -> Architecture:
    return Architecture(
        name=f"xception{layers}",
        title=f"Xception{layers}",
        paper="arXiv:1802.02611, figure 4",
        table=table,
        size=299,
        top1=top1,
        top1_source="timm, for TF-DeepLab's weights",
    )


ARCHITECTURES = (
    architecture(41, STEM + ENTRY_FLOW + middle_flow(8) + EXIT_FLOW, 78.55),
    architecture(65, STEM + ENTRY_FLOW + middle_flow(16) + EXIT_FLOW, 79.56),
    architecture(71, STEM + ENTRY_FLOW_71 + middle_flow(16) + EXIT_FLOW, 79.92),
)
