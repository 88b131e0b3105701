"""MobileNetV2: Inverted Residuals and Linear Bottlenecks, arXiv:1801.04381, table 2.

The paper's alpha is `width`; all that keras.applications publishes (0.35 to 1.4) give its channels.
"""

from kerasarch.errors import ArchitectureError, one_of
from kerasarch.papers.architecture import Architecture
from kerasarch.steps import (
    Act,
    Block,
    Branches,
    Conv,
    Depthwise,
    Least,
    Norm,
    Of,
    Repeat,
    Step,
    Table,
)
from kerasarch.walks import each


def norm(name: str) -> Table:
    return (Norm(momentum=0.999, name=name),)


def relu6(name: str) -> Table:
    return (*norm(f"{name}_BN"), Act("relu6", name=f"{name}_relu"))


def bottleneck(t: int, c: int, s: int, skip: bool, name: str = "block_{n}") -> Table:
    """Table 1: expansion by `t`, depthwise with stride `s`, projection to `c` channels without activation."""
    expand = (Conv(Of(t), name="expand"), *relu6("expand")) if t > 1 else ()
    body = (
        *expand,
        Depthwise(3, s, name="depthwise"),
        *relu6("depthwise"),
        Conv(c, name="project"),
        *norm("project_BN"),
    )
    return (Block(name, (Branches("add", ((), body), name="add"),) if skip else body),)


def row(t: int, c: int, n: int, s: int) -> Table:
    """`n` bottlenecks, of which only the first strides, and all others are residual."""
    return (Repeat(n, bottleneck(t, c, 1, skip=True), first=bottleneck(t, c, s, skip=False)),)


MOBILENET_V2 = (
    Conv(32, 3, 2, name="Conv1"),
    *norm("bn_Conv1"),
    Act("relu6", name="Conv1_relu"),
    *bottleneck(1, 16, 1, skip=False, name="expanded_conv"),
    *row(6, 24, 2, 2),
    *row(6, 32, 3, 2),
    *row(6, 64, 4, 2),
    *row(6, 96, 3, 1),
    *row(6, 160, 3, 2),
    *row(6, 320, 1, 1),
    Conv(Least(1280), name="Conv_1"),  # below 1, alpha leaves the last convolution as it is (section 6.1)
    *norm("Conv_1_bn"),
    Act("relu6", name="out_relu"),
)


def vary(table: Table, *, linear_bottleneck: bool = True) -> Table:
    """`table` with or without activations on its bottlenecks.

    Args:
        linear_bottleneck: whether the projections have none (section 3.2); False puts ReLU6 after each, before the sum
            (section 6.4, figure 6a: less accurate).

    Raises:
        ArchitectureError: a value that is not allowed.
    """
    one_of("linear_bottleneck", linear_bottleneck, (True, False), ArchitectureError)

    def change(step: Step) -> Table:
        projected = isinstance(step, Norm) and step.name == "project_BN"
        return (step, Act("relu6", name="project_relu")) if projected else (step,)

    return table if linear_bottleneck else each(table, change)


ARCHITECTURES = (
    Architecture(
        name="mobilenet_v2",
        title="MobileNetV2",
        paper="arXiv:1801.04381, table 2",
        table=MOBILENET_V2,
        size=224,
        smallest=32,
        vary=vary,
        top1=71.3,
        top1_source="keras.applications",
    ),
)
