"""ResNeXt: Aggregated Residual Transformations for Deep Neural Networks, arXiv:1611.05431, table 1, figure 3c.

Layer names are those of keras.applications' ResNet. The stride is in the 3x3, and no convolution has a bias.
"""

from kerasarch.papers.architecture import TORCH, Architecture
from kerasarch.papers.resnet import NormRow, Unit, conv3x3, norm, relu, stages, stem, unit
from kerasarch.steps import Conv, Table


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


ARCHITECTURES = tuple(
    Architecture(
        name=f"resnext{depth}_{groups}x{width}d",
        title=f"ResNeXt{depth}_{groups}x{width}d",
        paper="arXiv:1611.05431, table 1",
        table=resnext(times, groups, width),
        size=224,
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
