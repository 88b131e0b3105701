"""Rewrite: Xception's ablations (arXiv:1610.02357, section 4.7, figures 10 and 11), for tables of separable steps."""

from __future__ import annotations

from dataclasses import replace
from math import gcd
from typing import Literal

from kerasarch.errors import ArchitectureError, one_of
from kerasarch.readers.cost import Tally
from kerasarch.steps import Act, Branches, Conv, Depthwise, Of, Separable, Step, Table
from kerasarch.walks import each, leaves

INNER = (None, "relu", "elu")
ORDERS = ("depthwise_first", "pointwise_first")


def ablate(
    table: Table,
    *,
    residual: bool = True,
    inner_activation: Literal[None, "relu", "elu"] = None,
    order: Literal["depthwise_first", "pointwise_first"] = "depthwise_first",
    segments: int | str = "depthwise",
) -> Table:
    """`table` without something that the paper asks about; with every default it comes back as it is.

    Args:
        table: the features, without the head.
        residual: whether there are sums; without, of each the branch with most layers goes on alone.
        inner_activation: None, "relu" or "elu" between the two halves of each separable convolution.
        order: which half of them comes first, "depthwise_first" or "pointwise_first".
        segments: in how many parts their channels are convolved in space: 1 is an ordinary convolution followed by a
            pointwise one, "depthwise" is one channel a part.

    Raises:
        ArchitectureError: a value that is not allowed, or one that changes nothing of this table; segments that do
            not divide the channels of every separable convolution (the counts that do are named).
    """
    one_of("residual", residual, (True, False), ArchitectureError)
    one_of("inner_activation", inner_activation, INNER, ArchitectureError)
    one_of("order", order, ORDERS, ArchitectureError)
    if not residual:
        table = _without_sums(table)
    if (inner_activation, order, segments) == (None, ORDERS[0], "depthwise"):
        return table
    if not any(isinstance(step, Separable) for step in leaves(table)):
        raise ArchitectureError("the table has no separable convolution to take apart")
    one_of("segments", segments, (*possible_segments(table, order), "depthwise"), ArchitectureError)
    parts = None if segments == "depthwise" else int(segments)

    def change(step: Step) -> Table:
        return _halves(step, inner_activation, order, parts) if isinstance(step, Separable) else (step,)

    return each(table, change)


def possible_segments(table: Table, order: str = "depthwise_first") -> list[int]:
    """The counts that divide the channels which every separable convolution of `table` convolves in space."""
    widths = _Widths()
    widths.walk(table, widths.shape[-1], 0)
    common = gcd(*(before if order == "depthwise_first" else after for before, after in widths.noted))
    return [count for count in range(1, common + 1) if common % count == 0]


class _Widths(Tally):
    """A tally that notes the channels before and after each separable convolution."""

    def __init__(self) -> None:
        super().__init__((512, 512, 3))  # a colour image, large enough for every window
        self.noted: list[tuple[int, int]] = []

    def leaf(self, step: Step, block: int, pinned: int) -> None:
        before = self.shape[-1]
        super().leaf(step, block, pinned)
        if isinstance(step, Separable):
            self.noted.append((before, self.shape[-1]))


def _halves(step: Separable, inner: str | None, order: str, parts: int | None) -> Table:
    """A separable convolution as two steps; bias and activation, where it has them, come last."""

    def named(half: str) -> str | None:
        return step.name and f"{step.name}_{half}"

    spatial: Conv | Depthwise = Depthwise(step.kernel, step.strides, step.padding, name=named("depthwise"))
    if parts is not None:
        spatial = Conv(Of(1, "input"), step.kernel, step.strides, step.padding, parts, name=named("spatial"))
    pointwise = Conv(step.filters, name=named("pointwise"))
    between = (Act(inner, name=named("inner")),) if inner else ()
    first, last = (spatial, pointwise) if order == "depthwise_first" else (pointwise, spatial)
    return (first, *between, replace(last, bias=step.bias, act=step.act))


def _without_sums(table: Table) -> Table:
    left_out = 0

    def change(step: Step) -> Table:
        nonlocal left_out
        if not isinstance(step, Branches) or step.merge != "add":
            return (step,)
        left_out += 1
        return max(step.branches, key=lambda branch: len(list(leaves(branch))))

    rewritten = each(table, change)
    if not left_out:
        raise ArchitectureError("residual=False: the table has no sum to leave out")
    return rewritten
