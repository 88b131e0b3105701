"""ResNetV2: Identity Mappings in Deep Residual Networks, arXiv:1603.05027, figure 4e, in keras.applications' form.

Its stages stride in their last unit, not in their first, so that the shortcut of a strided unit is a pool.
"""

from kerasarch.papers.architecture import Architecture
from kerasarch.papers.resnet import norm, relu
from kerasarch.steps import Block, Branches, Conv, Pad, Pool, Repeat, Table

# The first pool and the first convolution are not activated: each unit normalises what enters it.
STEM = (
    Pad(((3, 3), (3, 3)), name="conv1_pad"),
    Conv(64, 7, 2, "valid", bias=True, name="conv1_conv"),
    Pad(((1, 1), (1, 1)), name="pool1_pad"),
    Pool("max", 3, 2, name="pool1_pool"),
)

PREACTIVATION = (*norm("preact_bn"), *relu("preact_relu"))


def bottleneck(filters: int, strides: int = 1) -> Table:
    return (
        Conv(filters, name="1_conv"),
        *norm("1_bn"),
        *relu("1_relu"),
        Pad(name="2_pad"),
        Conv(filters, 3, strides, "valid", name="2_conv"),
        *norm("2_bn"),
        *relu("2_relu"),
        Conv(4 * filters, bias=True, name="3_conv"),
    )


def unit(stage: int, filters: int, strides: int = 1) -> Table:
    # A pool of one pixel picks every second one.
    shortcut = (Pool("max", 1, strides),) if strides > 1 else ()
    body = PREACTIVATION + bottleneck(filters, strides)
    return (Block(f"conv{stage}_block{{k}}", (Branches("add", (shortcut, body), name="out"),)),)


def first_unit(stage: int, filters: int) -> Table:
    """The shortcut projects, and both branches read the activated input."""
    shortcut = (Conv(4 * filters, bias=True, name="0_conv"),)
    sum_ = Branches("add", (shortcut, bottleneck(filters)), name="out")
    return (Block(f"conv{stage}_block{{k}}", (*PREACTIVATION, sum_)),)


def stage(i: int, times: int) -> Table:
    filters = 64 << (i - 2)
    strides = 1 if i == 5 else 2  # the stem has halved the map twice, so three of the four stages halve it
    return (Repeat(times, unit(i, filters), first=first_unit(i, filters), last=unit(i, filters, strides)),)


def resnet_v2(times: tuple[int, ...]) -> Table:
    stages = tuple(row for i, n in enumerate(times, 2) for row in stage(i, n))
    return (*STEM, *stages, *norm("post_bn"), *relu("post_relu"))


ARCHITECTURES = tuple(
    Architecture(
        name=f"resnet{depth}_v2",
        title=f"ResNet{depth}V2",
        paper="arXiv:1603.05027, figure 4e",
        table=resnet_v2(times),
        size=224,
        smallest=32,
        top1=top1,
        top1_source="keras.applications",
    )
    for depth, times, top1 in (
        (50, (3, 4, 6, 3), 76.0),
        (101, (3, 4, 23, 3), 77.2),
        (152, (3, 8, 36, 3), 78.0),
    )
)
