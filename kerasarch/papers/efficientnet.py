"""EfficientNet: Rethinking Model Scaling for Convolutional Neural Networks, arXiv:1905.11946, table 1.

B1 to B7 are B0 scaled. Lite0 to Lite4 are the authors' form for small hardware: no gates, ReLU6, and neither the first
and last convolutions nor the first and last rows scale.
"""

from math import ceil

from kerasarch.papers.architecture import Architecture
from kerasarch.rewrites.scale import scale
from kerasarch.steps import (
    Act,
    Block,
    Branches,
    Conv,
    Depthwise,
    Drop,
    Fixed,
    GlobalPool,
    Norm,
    Of,
    Repeat,
    Scale,
    Table,
)

# expansion, kernel, channels, times, stride of the first
ROWS = (
    (1, 3, 16, 1, 1),
    (6, 3, 24, 2, 2),
    (6, 5, 40, 2, 2),
    (6, 3, 80, 3, 2),
    (6, 5, 112, 3, 1),
    (6, 5, 192, 4, 2),
    (6, 3, 320, 1, 1),
)


def conv(filters: int | Fixed | Of, kernel: int, strides: int, names: tuple[str, str, str], act: str) -> Table:
    convolution, norm, activation = names
    return (Conv(filters, kernel, strides, name=convolution), Norm(name=norm), Act(act, name=activation))


def gate(t: int) -> Table:
    """Squeeze-and-excite. Its inner channels are a quarter of those before the expansion, not of its own input's."""
    weights = (
        GlobalPool("avg", keepdims=True, name="se_squeeze"),
        Conv(Of(0.25), bias=True, act="swish", name="se_reduce"),
        Conv(Of(t), bias=True, act="sigmoid", name="se_expand"),
    )
    return (Branches("multiply", ((), weights), name="se_excite"),)


def mbconv(stage: int, t: int, k: int, c: int, s: int, skip: bool, lite: bool) -> Table:
    act = "relu6" if lite else "swish"
    expand = conv(Of(t), 1, 1, ("expand_conv", "expand_bn", "expand_activation"), act) if t > 1 else ()
    body = (
        *expand,
        Depthwise(k, s, name="dwconv"),
        Norm(name="bn"),
        Act(act, name="activation"),
        *(() if lite else gate(t)),
        Conv(c, name="project_conv"),
        Norm(name="project_bn"),
    )
    if skip:
        body = (Branches("add", ((*body, Drop(0.2, whole=True, name="drop")), ()), name="add"),)
    return (Block(f"block{stage}{{a}}", body),)


def row(stage: int, t: int, k: int, c: int, times: int, s: int, lite: bool) -> Table:
    first = mbconv(stage, t, k, c, s, skip=False, lite=lite)
    if lite and stage in (1, len(ROWS)):
        return first
    return (Repeat(times, mbconv(stage, t, k, c, 1, skip=True, lite=lite), first=first),)


def efficientnet(lite: bool) -> Table:
    act = "relu6" if lite else "swish"
    begin, end = (Fixed(32), Fixed(1280)) if lite else (32, 1280)
    return (
        *conv(begin, 3, 2, ("stem_conv", "stem_bn", "stem_activation"), act),
        *(step for stage, numbers in enumerate(ROWS, 1) for step in row(stage, *numbers, lite=lite)),
        *conv(end, 1, 1, ("top_conv", "top_bn", "top_activation"), act),
    )


B0 = efficientnet(lite=False)
LITE0 = efficientnet(lite=True)

# keras.applications puts it into the model: pixels from 0 to 1, then a mean and a variance that the weights bring
IN_MODEL: Table = (Scale(1 / 255, name="rescaling"), Norm("input", name="normalization"))

LITE_RANGE: Table = (Scale(1 / 128, -127 / 128, name="rescaling"),)

ARCHITECTURES = (
    *(
        Architecture(
            name=f"efficientnet_b{i}",
            title=f"EfficientNetB{i}",
            paper="arXiv:1905.11946, table 1 and section 4",
            table=scale(B0, width, depth, ceil),
            size=size,
            smallest=32,
            preprocessing=IN_MODEL,
            top1=top1,
            top1_source="the authors' repository, AutoAugment" if i > 5 else "the authors' repository, baseline",
            include_preprocessing=True,
            dropout=dropout,
            count=ceil,
        )
        for i, (width, depth, size, dropout, top1) in enumerate(
            (
                (1.0, 1.0, 224, 0.2, 76.7),
                (1.0, 1.1, 240, 0.2, 78.7),
                (1.1, 1.2, 260, 0.3, 79.8),
                (1.2, 1.4, 300, 0.3, 81.1),
                (1.4, 1.8, 380, 0.4, 82.5),
                (1.6, 2.2, 456, 0.4, 83.1),
                (1.8, 2.6, 528, 0.5, 84.0),
                (2.0, 3.1, 600, 0.5, 84.3),
            )
        )
    ),
    *(
        Architecture(
            name=f"efficientnet_lite{i}",
            title=f"EfficientNetLite{i}",
            paper="arXiv:1905.11946, table 1, in the Lite form of the authors' repository",
            table=scale(LITE0, width, depth, ceil),
            size=size,
            preprocessing=LITE_RANGE,
            top1=top1,
            top1_source="the authors' repository",
            dropout=dropout,
            count=ceil,
        )
        for i, (width, depth, size, dropout, top1) in enumerate(
            (
                (1.0, 1.0, 224, 0.2, 75.1),
                (1.0, 1.1, 240, 0.2, 76.7),
                (1.1, 1.2, 260, 0.3, 77.6),
                (1.2, 1.4, 280, 0.3, 79.8),
                (1.4, 1.8, 300, 0.3, 81.5),
            )
        )
    ),
)
