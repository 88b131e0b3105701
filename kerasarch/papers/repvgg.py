"""RepVGG: Making VGG-style ConvNets Great Again, arXiv:2101.03697, table 2 and figure 2, in the form that is trained.

`kerasarch.deploy` makes the plain stack of 3x3 convolutions of it.
"""

from kerasarch.papers.architecture import TORCH, Architecture
from kerasarch.steps import Act, Block, Branches, Conv, Norm, Pad, Repeat, Table


def norm(name: str) -> Table:
    return (Norm(epsilon=1e-5, momentum=0.9, name=f"{name}_bn"),)


def unit(filters: int, groups: int = 1, strides: int = 1) -> Table:
    """Figure 2b: a 3x3, a 1x1 and, where it does not stride, the identity; each normalised, then summed."""
    three: Table = (Conv(filters, 3, groups=groups, name="3x3"),)
    if strides == 2:  # padded on both sides at every size
        three = (Pad(name="3x3_pad"), Conv(filters, 3, 2, "valid", groups, name="3x3"))
    branches = (
        (*three, *norm("3x3")),
        (Conv(filters, 1, strides, groups=groups, name="1x1"), *norm("1x1")),
        *(() if strides == 2 else (norm("identity"),)),
    )
    return (Block("block{n}", (Branches("add", branches, name="add"), Act("relu", name="relu"))),)


def stage(times: int, filters: int, groups: int) -> Table:
    """The first unit strides. Where there are groups, every second layer has them, counted from the stem's on."""
    if groups == 1:
        return (Repeat(times, unit(filters), first=unit(filters, strides=2)),)
    pair = unit(filters) + unit(filters, groups)
    return (Repeat(times // 2, pair, first=unit(filters, strides=2) + unit(filters, groups)),)


def repvgg(times: tuple[int, int, int], a: float, b: float, groups: int = 1) -> Table:
    """`times` of stages 2, 3 and 4; `a` multiplies their channels, `b` those of stage 5, which is one unit."""
    stem = unit(min(64, int(64 * a)), strides=2)
    middle = tuple(
        step for n, filters in zip(times, (64, 128, 256), strict=True) for step in stage(n, int(filters * a), groups)
    )
    return stem + middle + unit(int(512 * b), strides=2)


A, B = (2, 4, 14), (4, 6, 16)

ARCHITECTURES = tuple(
    Architecture(
        name=f"repvgg_{name}",
        title=f"RepVGG{name[0].upper()}{name[1:]}",
        paper="arXiv:2101.03697, table 2",
        table=repvgg(times, a, b, groups),
        size=224,
        preprocessing=TORCH,
        top1=top1,
        top1_source="timm, rvgg_in1k" if top1 else "",
    )
    for name, times, a, b, groups, top1 in (
        ("a0", A, 0.75, 2.5, 1, 72.43),
        ("a1", A, 1.0, 2.5, 1, 74.47),
        ("a2", A, 1.5, 2.75, 1, 76.49),
        ("b0", B, 1.0, 2.5, 1, 75.16),
        ("b1", B, 2.0, 4.0, 1, 78.37),
        ("b1g2", B, 2.0, 4.0, 2, None),
        ("b1g4", B, 2.0, 4.0, 4, 77.61),
        ("b2", B, 2.5, 5.0, 1, 78.79),
        ("b2g2", B, 2.5, 5.0, 2, None),
        ("b2g4", B, 2.5, 5.0, 4, 79.40),
        ("b3", B, 3.0, 5.0, 1, 80.53),
        ("b3g2", B, 3.0, 5.0, 2, None),
        ("b3g4", B, 3.0, 5.0, 4, 80.22),
    )
)
