"""Rewrite: a table at another width or depth.

Only ints, the totals of `Rest`, what is `Least` and the counts of `Repeat` scale; what follows other channels (`Of`),
and what is `Fixed`, needs no care. Numbers are rounded to the least common multiple of 8 and the groups of the table,
so that grouped convolutions and shuffles stay whole.
"""

from __future__ import annotations

from collections.abc import Callable
from math import lcm

from kerasarch.errors import ArchitectureError, number
from kerasarch.steps import (
    Channels,
    Conv,
    Dense,
    Least,
    Repeat,
    Rest,
    Separable,
    Shuffle,
    Step,
    Table,
)
from kerasarch.walks import each, leaves, replace

WITH_FILTERS, IN_GROUPS = (Conv, Separable), (Conv, Shuffle)

# far above what any machine holds, and far below what a backend cannot count
LIMIT = 1000


def rounded(wanted: float, divisor: int) -> int:
    """The multiple of `divisor` that is nearest to `wanted`, at least one of it, never more than a tenth below
    (the rule of arXiv:1801.04381's code)."""
    new = max(divisor, int(wanted + divisor / 2) // divisor * divisor)
    return new + divisor if new < 0.9 * wanted else new


def scale(table: Table, width: float = 1.0, depth: float = 1.0, count: Callable[[float], int] = round) -> Table:
    """`table` with `width` times the channels and `depth` times the repeats.

    Args:
        table: the features, without the head.
        width: 0 < width < 1000. 1 changes nothing. One that leaves less than one channel of some step is refused.
        depth: 0 < depth < 1000. 1 changes nothing. Every row is kept at least once, its first and last part included.
        count: how a fraction of repeats becomes a number (EfficientNet rounds up).

    Raises:
        ArchitectureError: a number outside its range; a depth other than 1 that no row of `table` can follow.
    """
    number("width", width, above=0, below=LIMIT, error=ArchitectureError)
    number("depth", depth, above=0, below=LIMIT, error=ArchitectureError)
    if width == depth == 1:
        return table
    # every: the channels of all groups stay whole, and those of 8 keep vector units busy
    divisor = lcm(8, *(step.groups for step in leaves(table, once=True) if isinstance(step, IN_GROUPS)))

    def wide(wanted: Channels) -> Channels:
        if type(wanted) is int:
            if wanted * width < 1:
                raise ArchitectureError(f"width={width:g} leaves 0 of {wanted} channels; the least is {1 / wanted:g}")
            return rounded(wanted * width, divisor)
        if isinstance(wanted, Least):
            return Least(rounded(wanted.number * max(1.0, width), divisor))
        return Rest(rounded(wanted.total * width, divisor)) if isinstance(wanted, Rest) else wanted

    rows: list[Repeat] = []

    def change(step: Step) -> Table:
        if width != 1 and isinstance(step, WITH_FILTERS):
            return (replace(step, filters=wide(step.filters)),)
        if width != 1 and isinstance(step, Dense):
            return (replace(step, units=wide(step.units)),)
        if depth != 1 and isinstance(step, Repeat):
            rows.append(step)
            return (replace(step, times=max(_least(step), count(step.times * depth))),)
        return (step,)

    scaled = each(table, change)
    if depth != 1:
        _check_depth(rows, depth)
    return scaled


def _least(row: Repeat) -> int:
    return max(row.fixed, 1)


def _check_depth(rows: list[Repeat], depth: float) -> None:
    if not rows:
        raise ArchitectureError(f"no row of this architecture can be repeated: leave depth out; got depth={depth:g}")
    if depth < 1 and all(row.times == _least(row) for row in rows):
        raise ArchitectureError(
            f"depth must be at least 1 here, where each row stands once already; got depth={depth:g}"
        )
