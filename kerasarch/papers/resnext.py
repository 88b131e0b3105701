"""ResNeXt: Aggregated Residual Transformations for Deep Neural Networks, arXiv:1611.05431, table 1, figure 3c.

Layer names are those of keras.applications' ResNet. The stride is in the 3x3, and no convolution has a bias.
"""

from dataclasses import replace
from typing import Literal, get_args

from kerasarch.errors import ArchitectureError, one_of
from kerasarch.papers.architecture import TORCH, Architecture
from kerasarch.papers.resnet import NormRow, Unit, conv3x3, norm, relu, stages, stem, unit
from kerasarch.steps import Conv, Step, Table
from kerasarch.walks import each

Cardinality = Literal[1, 2, 4, 8, 32]
WIDTHS = {1: 64, 2: 40, 4: 24, 8: 14, 32: 4}  # table 2: the width of a path in conv2, by their number


def aggregated(groups: int, width: int, norm: NormRow = norm) -> Unit:
    """The unit of `groups` paths, each `width` channels wide in conv2 and twice as wide in each further stage."""

    def aggregate(stage: int, filters: int, strides: int, project: bool) -> Table:
        inner = groups * width * filters // 64
        body = (
            Conv(inner, name="1_conv"),
            *norm("1_bn"),
            *relu("1_relu"),
            *conv3x3(inner, strides, "2", groups),
            *norm("2_bn"),
            *relu("2_relu"),
            Conv(4 * filters, name="3_conv"),
            *norm("3_bn"),
        )
        shortcut = (Conv(4 * filters, 1, strides, name="0_conv"), *norm("0_bn")) if project else ()
        return unit(stage, shortcut, body)

    return aggregate


def resnext(times: tuple[int, ...], groups: int, width: int) -> Table:
    return stem(bias=False) + stages(times, aggregated(groups, width))


def vary(table: Table, *, cardinality: Cardinality = 32) -> Table:
    """`table`, of 32 paths of width 4, with another number of paths at about the same cost.

    Args:
        cardinality: how many paths a unit has: 1x64d, which is ResNet, 2x40d, 4x24d, 8x14d or 32x4d (tables 2 and 3).

    Raises:
        ArchitectureError: another number.
    """
    one_of("cardinality", cardinality, get_args(Cardinality), ArchitectureError)

    def change(step: Step) -> Table:
        if not isinstance(step, Conv) or step.name not in ("1_conv", "2_conv") or not isinstance(step.filters, int):
            return (step,)
        filters = step.filters * cardinality * WIDTHS[cardinality] // (32 * WIDTHS[32])
        return (replace(step, filters=filters, groups=cardinality if step.name == "2_conv" else 1),)

    return table if cardinality == 32 else each(table, change)


ARCHITECTURES = tuple(
    Architecture(
        name=f"resnext{depth}_{groups}x{width}d",
        title=f"ResNeXt{depth}_{groups}x{width}d",
        paper="arXiv:1611.05431, table 1",
        table=resnext(times, groups, width),
        size=224,
        vary=vary if groups == 32 else None,  # 64 paths are twice as many at twice the cost
        preprocessing=TORCH,
        top1=top1,
        top1_source=source,
    )
    for depth, times, groups, width, top1, source in (
        (50, (3, 4, 6, 3), 32, 4, 77.74, "keras-applications, for the published weights"),
        (101, (3, 4, 23, 3), 32, 4, 78.73, "keras-applications, for the published weights"),
        (101, (3, 4, 23, 3), 64, 4, 80.64, "timm, gluon_in1k"),
    )
)
