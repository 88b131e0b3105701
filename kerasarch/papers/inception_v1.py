"""GoogLeNet: Going Deeper with Convolutions, arXiv:1409.4842, table 1 and figure 3.

`googlenet` is the paper's network, with 5x5 convolutions, biases and local response normalisation. `inception_v1` is
the form that is trained today, and whose weights are published: batch normalisation, and 3x3 for 5x5.
Layer names are those of the Caffe release, with `_` for `/`.
"""

from collections.abc import Callable
from typing import Any

from kerasarch.papers.architecture import Architecture, caffe
from kerasarch.steps import (
    Act,
    Block,
    Branches,
    Channels,
    Conv,
    Dense,
    Drop,
    Fixed,
    LocalNorm,
    Norm,
    Pad,
    Pool,
    Shape,
    Side,
    Table,
    once,
)

#      #1x1  #3x3 reduce, #3x3  #5x5 reduce, #5x5  pool proj
TABLE_1 = {
    "3a": (64, (96, 128), (16, 32), 32),
    "3b": (128, (128, 192), (32, 96), 64),
    "4a": (192, (96, 208), (16, 48), 64),
    "4b": (160, (112, 224), (24, 64), 64),
    "4c": (128, (128, 256), (24, 64), 64),
    "4d": (112, (144, 288), (32, 64), 64),
    "4e": (256, (160, 320), (32, 128), 128),
    "5a": (256, (160, 320), (32, 128), 128),
    "5b": (384, (192, 384), (48, 128), 128),
}


def biased(name: str, filters: Channels, kernel: int = 1, strides: int = 1, padding: str = "same") -> Table:
    return (
        Conv(filters, kernel, strides, padding, bias=True, name=name),
        Act("relu", name=f"{name}_relu"),
    )


def normed(name: str, filters: Channels, kernel: int = 1, strides: int = 1, padding: str = "same") -> Table:
    return (
        Conv(filters, kernel, strides, padding, name=name),
        Norm(name=f"{name}_bn"),
        Act("relu", name=f"{name}_relu"),
    )


def pool(name: str) -> Table:
    """3x3, stride 2, and the last window may hang over the edge. The zeros lose to any value after a ReLU."""
    return (Pad(((0, 1), (0, 1)), name=f"{name}_pad"), Pool("max", 3, 2, name=name))


def no_step(name: str) -> Table:
    return ()


def network(
    conv: Callable[..., Table],
    wide: tuple[str, int],
    last_pool: Table,
    norm: Callable[[str], Table] = no_step,
    auxiliary: Callable[[str], Table] = no_step,
) -> Table:
    """The rows of table 1.

    Args:
        conv: what a convolution is.
        wide: name and kernel of the modules' third branch.
        last_pool: the last of the pools between modules.
        norm: what figure 3 calls LocalRespNorm.
        auxiliary: the heads beside 4a and 4d.
    """

    def inception(row: str) -> Table:
        one, (reduce3, three), (reduce5, five), proj = TABLE_1[row]
        name, kernel = wide
        branches = (
            conv("1x1", one),
            conv("3x3_reduce", reduce3) + conv("3x3", three, 3),
            conv(f"{name}_reduce", reduce5) + conv(name, five, kernel),
            (Pool("max", 3, 1, "same", name="pool"), *conv("pool_proj", proj)),
        )
        return once(Block(f"inception_{row}", (Branches("concat", branches, name=""),)))

    around: Table = (Pad(((3, 3), (3, 3)), name="conv1_7x7_s2_pad"),)
    return (
        around
        + conv("conv1_7x7_s2", 64, 7, 2, "valid")
        + pool("pool1_3x3_s2")
        + norm("pool1_norm1")
        + conv("conv2_3x3_reduce", 64)
        + conv("conv2_3x3", 192, 3)
        + norm("conv2_norm2")
        + pool("pool2_3x3_s2")
        + inception("3a")
        + inception("3b")
        + pool("pool3_3x3_s2")
        + inception("4a")
        + auxiliary("loss1")
        + inception("4b")
        + inception("4c")
        + inception("4d")
        + auxiliary("loss2")
        + inception("4e")
        + last_pool
        + inception("5a")
        + inception("5b")
    )


def auxiliary(conv: Callable[..., Table], classes: int, act: Any) -> Callable[[str], Table]:
    """Section 5's classifier beside the network, the same at any width, as heads are."""

    def head(name: str) -> Table:
        steps = (
            Pool("avg", 5, 3, name="ave_pool"),
            *conv("conv", Fixed(128)),
            Shape("flatten", name="flatten"),
            Dense(Fixed(1024), act="relu", name="fc"),
            Drop(0.7, name="drop_fc"),
            Dense(Fixed(classes), act=act, name="classifier"),
        )
        return (Side(name, steps),)

    return head


def local_norm(name: str) -> Table:
    # The paper gives no numbers; these are the Caffe release's.
    return (LocalNorm(neighbours=5, alpha=1e-4, beta=0.75, bias=1.0, name=name),)


AS_PAPER = (biased, ("5x5", 5), pool("pool4_3x3_s2"), local_norm)
GOOGLENET = network(*AS_PAPER)

# What TF-slim and torchvision publish: 3x3 where the table says 5x5, and a last pool of 2x2.
AS_PUBLISHED = (normed, ("3x3_b", 3), (Pool("max", 2, 2, "same", name="pool4_2x2_s2"),), no_step)
INCEPTION_V1 = network(*AS_PUBLISHED)

ARCHITECTURES = (
    Architecture(
        name="googlenet",
        title="GoogLeNet",
        paper="arXiv:1409.4842, table 1",
        table=GOOGLENET,
        auxiliary=lambda classes, act: network(*AS_PAPER, auxiliary(biased, classes, act)),
        size=224,
        preprocessing=caffe(104, 117, 123),  # the Caffe release's; the weights of the other form take -1 to 1
    ),
    Architecture(
        name="inception_v1",
        title="InceptionV1",
        paper="arXiv:1409.4842, table 1, with batch normalisation and 3x3 for 5x5",
        table=INCEPTION_V1,
        auxiliary=lambda classes, act: network(*AS_PUBLISHED, auxiliary(normed, classes, act)),
        size=224,
        top1=69.778,
        top1_source="torchvision",
    ),
)
