"""BN-Inception: Batch Normalization, arXiv:1502.03167, the table of its appendix.

Details as in the Caffe release: its convolutions keep the biases that batch normalisation makes superfluous, and its
average pools count the padding. Layer names are the release's.
"""

from kerasarch.papers.architecture import Architecture, caffe
from kerasarch.steps import (
    Act,
    Block,
    Branches,
    Conv,
    Norm,
    Pad,
    Pool,
    Table,
    once,
)

AROUND = ((1, 1), (1, 1))


def conv(name: str, filters: int, kernel: int = 1) -> Table:
    return (Conv(filters, kernel, bias=True, name=name), *norm(name))


def halving(name: str, filters: int, kernel: int = 3) -> Table:
    """Stride 2, padded alike on all sides, as Caffe does: "same" would pad only the end of an even map."""
    around = (kernel // 2, kernel // 2)
    return (
        Pad((around, around), name=f"{name}_pad"),
        Conv(filters, kernel, 2, "valid", bias=True, name=name),
        *norm(name),
    )


def norm(name: str) -> Table:
    return (Norm(epsilon=1e-5, momentum=0.9, name=f"{name}_bn"), Act("relu", name=f"{name}_relu"))


def pool(name: str) -> Table:
    """3x3, stride 2, and the last window may hang over the edge. The zeros lose to any value after a ReLU."""
    return (Pad(((0, 1), (0, 1)), name=f"{name}_pad"), Pool("max", 3, 2, name=name))


AVERAGE = (Pad(AROUND, name="pool_pad"), Pool("avg", 3, 1, name="pool"))  # the padding counts
MAXIMUM = (Pool("max", 3, 1, "same", name="pool"),)


def module(row: str, *branches: Table) -> Block:
    return Block(f"inception_{row}", (Branches("concat", branches, name=""),))


def inception(row: str, one: int, three: tuple[int, int], double: tuple[int, int], pooled: Table, proj: int) -> Table:
    branches = (
        conv("1x1", one),
        conv("3x3_reduce", three[0]) + conv("3x3", three[1], 3),
        conv("double_3x3_reduce", double[0]) + conv("double_3x3_1", double[1], 3) + conv("double_3x3_2", double[1], 3),
        pooled + conv("pool_proj", proj),
    )
    return once(module(row, *branches))


def passing(row: str, three: tuple[int, int], double: tuple[int, int]) -> Table:
    """Stride 2: no 1x1 branch, and the pool passes its channels through."""
    branches = (
        conv("3x3_reduce", three[0]) + halving("3x3", three[1]),
        conv("double_3x3_reduce", double[0]) + conv("double_3x3_1", double[1], 3) + halving("double_3x3_2", double[1]),
        # Equal to pool(name) on even maps. On odd ones that would be a row and a column short of the convolutions.
        (Pool("max", 3, 2, "same", name="pool"),),
    )
    return (module(row, *branches),)


# row: #1x1, (#3x3 reduce, #3x3), (double #3x3 reduce, double #3x3), pool, projection
TABLE = (
    halving("conv1_7x7_s2", 64, 7)
    + pool("pool1_3x3_s2")
    + conv("conv2_3x3_reduce", 64)
    + conv("conv2_3x3", 192, 3)
    + pool("pool2_3x3_s2")
    + inception("3a", 64, (64, 64), (64, 96), AVERAGE, 32)
    + inception("3b", 64, (64, 96), (64, 96), AVERAGE, 64)
    + passing("3c", (128, 160), (64, 96))
    + inception("4a", 224, (64, 96), (96, 128), AVERAGE, 128)
    + inception("4b", 192, (96, 128), (96, 128), AVERAGE, 128)
    + inception("4c", 160, (128, 160), (128, 160), AVERAGE, 128)
    + inception("4d", 96, (128, 192), (160, 192), AVERAGE, 128)
    + passing("4e", (128, 192), (192, 256))
    + inception("5a", 352, (192, 320), (160, 224), AVERAGE, 128)
    + inception("5b", 352, (192, 320), (192, 224), MAXIMUM, 128)
)

ARCHITECTURES = (
    Architecture(
        name="bn_inception",
        title="BNInception",
        paper="arXiv:1502.03167, appendix",
        table=TABLE,
        size=224,
        preprocessing=caffe(104, 117, 128),  # the release's; 128, where all others have 123
        top1=73.524,
        top1_source="Cadene's port of the Caffe release",
    ),
)
