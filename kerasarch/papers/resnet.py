"""ResNet: Deep Residual Learning for Image Recognition, arXiv:1512.03385, table 1.

ResNet50, 101 and 152 are in keras.applications' form, the authors' own: biases in the convolutions, the stride in a
bottleneck's first 1x1. ResNet18 and 34, which keras.applications does not have, are in torchvision's: no biases,
padding on both sides before a strided convolution, the epsilon and momentum of torch.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Literal, get_args

from kerasarch.errors import ArchitectureError, one_of
from kerasarch.papers.architecture import CAFFE, TORCH, Architecture
from kerasarch.steps import (
    Act,
    Block,
    Branches,
    Conv,
    Norm,
    Pad,
    Pool,
    Repeat,
    Step,
    Table,
)
from kerasarch.walks import each


def norm(name: str) -> Table:
    return (Norm(epsilon=1.001e-5, name=name),)


def torch_norm(name: str) -> Table:
    return (Norm(epsilon=1e-5, momentum=0.9, name=name),)


NormRow = Callable[[str], Table]


def relu(name: str) -> Table:
    return (Act("relu", name=name),)


def stem(bias: bool, norm: NormRow = norm) -> Table:
    """Row "conv1", and the pool that row "conv2" begins with; both padded as in Caffe, the same on both sides."""
    return (
        Pad(((3, 3), (3, 3)), name="conv1_pad"),
        Conv(64, 7, 2, "valid", bias=bias, name="conv1_conv"),
        *norm("conv1_bn"),
        *relu("conv1_relu"),
        Pad(((1, 1), (1, 1)), name="pool1_pad"),
        Pool("max", 3, 2, name="pool1_pool"),
    )


def unit(stage: int, shortcut: Table, body: Table) -> Table:
    """A residual unit, figure 2: the sum of a shortcut and a body, then the last activation."""
    return (Block(f"conv{stage}_block{{k}}", (Branches("add", (shortcut, body), name="add"), *relu("out"))),)


def conv3x3(filters: int, strides: int, name: str, groups: int = 1) -> Table:
    """Without a bias; where it strides, padded on both sides at every size."""
    if strides == 1:
        return (Conv(filters, 3, groups=groups, name=f"{name}_conv"),)
    return (Pad(name=f"{name}_pad"), Conv(filters, 3, strides, "valid", groups, name=f"{name}_conv"))


def basic(stage: int, filters: int, strides: int, project: bool) -> Table:
    """The unit of ResNet18 and 34, figure 5 left."""
    body = (
        *conv3x3(filters, strides, "1"),
        *torch_norm("1_bn"),
        *relu("1_relu"),
        *conv3x3(filters, 1, "2"),
        *torch_norm("2_bn"),
    )
    shortcut = (Conv(filters, 1, strides, name="0_conv"), *torch_norm("0_bn")) if project else ()
    return unit(stage, shortcut, body)


def bottleneck(stage: int, filters: int, strides: int, project: bool, bias: bool = True, norm: NormRow = norm) -> Table:
    """The unit of ResNet50 and deeper, figure 5 right, with the stride in the first 1x1."""
    body = (
        Conv(filters, 1, strides, bias=bias, name="1_conv"),
        *norm("1_bn"),
        *relu("1_relu"),
        Conv(filters, 3, bias=bias, name="2_conv"),
        *norm("2_bn"),
        *relu("2_relu"),
        Conv(4 * filters, bias=bias, name="3_conv"),
        *norm("3_bn"),
    )
    shortcut = (Conv(4 * filters, 1, strides, bias=bias, name="0_conv"), *norm("0_bn")) if project else ()
    return unit(stage, shortcut, body)


Unit = Callable[[int, int, int, bool], Table]


def stages(times: tuple[int, ...], unit: Unit, widens: bool = True) -> Table:
    """Rows "conv2" to "conv5": the first unit of each halves the map, but for conv2's, as the pool has halved it.

    widens: whether conv2's first unit has more channels than the pool, so that its shortcut must project.
    """
    return tuple(
        Repeat(n, unit(i, 64 << (i - 2), 1, False), first=unit(i, 64 << (i - 2), 1 + (i > 2), widens or i > 2))
        for i, n in enumerate(times, 2)
    )


def resnet(times: tuple[int, ...]) -> Table:
    return stem(bias=True) + stages(times, bottleneck)


def small_resnet(times: tuple[int, ...]) -> Table:
    return stem(bias=False, norm=torch_norm) + stages(times, basic, widens=False)


StrideIn = Literal["1x1", "3x3"]


def vary(table: Table, *, stride_in: StrideIn = "1x1") -> Table:
    """`table`, whose bottlenecks stride in their first 1x1, with the stride there or in the 3x3.

    Args:
        stride_in: which convolution of a bottleneck halves the map: the first "1x1", as the paper's authors have it, or
            the "3x3", as torchvision has it ("ResNet v1.5", at 2 to 6% more cost).

    Raises:
        ArchitectureError: another value.
    """
    one_of("stride_in", stride_in, get_args(StrideIn), ArchitectureError)

    def change(step: Step) -> Table:
        if not isinstance(step, Branches):
            return (step,)
        return (replace(step, branches=tuple(strided_in_3x3(branch) for branch in step.branches)),)

    return table if stride_in == "1x1" else each(table, change)


def strided_in_3x3(body: Table) -> Table:
    convs = {step.name: step for step in body if isinstance(step, Conv)}
    if "1_conv" not in convs or convs["1_conv"].strides == 1:
        return body
    one, three = convs["1_conv"], convs["2_conv"]
    # padded on both sides, as in torch: "same" would pad only the end of an even map
    strided = (Pad(name="2_pad"), replace(three, strides=one.strides, padding="valid"))
    moved = {"1_conv": (replace(one, strides=1),), "2_conv": strided}
    return tuple(new for step in body for new in moved.get(step.name or "", (step,)))


ARCHITECTURES = (
    *(
        Architecture(
            name=f"resnet{depth}",
            title=f"ResNet{depth}",
            paper="arXiv:1512.03385, table 1",
            table=small_resnet(times),
            size=224,
            preprocessing=TORCH,
            top1=top1,
            top1_source="torchvision",
        )
        for depth, times, top1 in ((18, (2, 2, 2, 2), 69.75), (34, (3, 4, 6, 3), 73.30))
    ),
    *(
        Architecture(
            name=f"resnet{depth}",
            title=f"ResNet{depth}",
            paper="arXiv:1512.03385, table 1",
            table=resnet(times),
            size=224,
            smallest=32,
            vary=vary,
            preprocessing=CAFFE,
            top1=top1,
            top1_source="keras.applications",
        )
        for depth, times, top1 in (
            (50, (3, 4, 6, 3), 74.9),
            (101, (3, 4, 23, 3), 76.4),
            (152, (3, 8, 36, 3), 76.6),
        )
    ),
)
