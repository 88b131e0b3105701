"""Rewrite: what arXiv:1512.00567 weighs in its sections 3 to 6, for the tables of Inception-v2 and v3.

The steps from v2 to v3 are those of the paper's table 3, each on top of the ones before: RMSProp and label smoothing,
which are training's (`optimizer` and `label_smoothing` in a recipe's [training]); the first 7x7 factorised into three
3x3 (`stem` here; table 1 has it already); and batch norm of the auxiliary classifier's fully connected layer, not of
its convolution alone (`bn_auxiliary`). So inception_v2 with every default has all of the paper's v3 that is
architecture. inception_v3 is the network that its authors released, and no choice leads from one to the other: the
release has four modules at 17x17 for five, with 128 to 192 channels inside, a 5x5 that stayed beside two 3x3 at 35x35,
and a 1x1 and a pool in the stem for two 3x3.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from itertools import chain
from typing import Any, Literal, get_args

from kerasarch.errors import ArchitectureError, one_of
from kerasarch.steps import Act, Branches, Conv, Norm, Pool, Side, Step, Table
from kerasarch.walks import each

Five = Literal["table", "two_3x3", "two_3x3_linear", "5x5"]
Square = Literal["table", "1xn_nx1", "nxn"]
Reduction = Literal["both", "pool_first", "convolution_first"]
Stem = Literal["three_3x3", "7x7"]

Kernel = tuple[int, int]
Units = list[Table]  # a branch in parts: each a convolution, or another step, with the norm and activation after it


def choose(
    table: Table,
    *,
    five_by_five: Five = "table",
    n_by_n: Square = "table",
    reduction: Reduction = "both",
    stem: Stem = "three_3x3",
    bn_auxiliary: bool = True,
) -> Table:
    """`table` with other choices of its paper; with every default it comes back as it is.

    No choice changes the shape or the channels of what a module gives. Where one convolution becomes two, the first of
    them has the channels of the second.

    Args:
        table: the features, without the head.
        five_by_five: what covers 5x5 in a module that keeps the map's size (section 3.1, figures 4 and 5): "two_3x3",
            at 18/25 of the cost where channels are equal; the same without the activation between ("two_3x3_linear",
            figure 2: a point of accuracy worse); or one convolution ("5x5"). "table" leaves each as it is:
            Inception-v2 has two 3x3, the released Inception-v3 has both.
        n_by_n: what covers n x n in a module (section 3.2, figures 3 and 6): "1xn_nx1" makes of each such convolution
            one of 1 x n, then one of n x 1, at 2/n of the cost where channels are equal; "nxn" makes one of each such
            pair. "table" leaves each as it is: pairs where n is 7.
        reduction: what halves the map (section 5): "both", a pool beside strided convolutions (figure 10); the same
            convolutions, not strided, after the pool ("pool_first", figure 9 left: a bottleneck) or before it
            ("convolution_first", figure 9 right: about four times their cost). The input stays beside them.
        stem: the first convolutions: "three_3x3", or the "7x7" with stride 2 that they factorise (section 6, table 3).
        bn_auxiliary: whether in the auxiliary classifier the fully connected layer, which is its 5x5 of a map of 5x5,
            is batch-normalised as the 1x1 before it is (table 3). False is for auxiliary=True.

    Raises:
        ArchitectureError: a value that is not allowed, or a choice that this table does not have.
    """
    one_of("five_by_five", five_by_five, get_args(Five), ArchitectureError)
    one_of("n_by_n", n_by_n, get_args(Square), ArchitectureError)
    one_of("reduction", reduction, get_args(Reduction), ArchitectureError)
    one_of("stem", stem, get_args(Stem), ArchitectureError)
    one_of("bn_auxiliary", bn_auxiliary, (True, False), ArchitectureError)
    if five_by_five != "table":
        forms = {"two_3x3": _two_threes, "two_3x3_linear": _two_linear_threes, "5x5": _one_five}
        table = _in_modules(table, forms, five_by_five, "no 5x5 in a module, and no two 3x3 for one")
    if n_by_n != "table":
        table = _in_modules(table, {"1xn_nx1": _pairs, "nxn": _squares}, n_by_n, "no n x n in a module, and no pair")
    if reduction != "both":
        table = _reduced(table, reduction)
    if not bn_auxiliary:
        table = _plain_auxiliary(table)
    return table if stem == "three_3x3" else _seven(table)


def _in_modules(table: Table, forms: Mapping[str, Callable[[Units], Units]], form: str, missing: str) -> Table:
    """`table` with the branches of its modules in one of these forms."""

    def written(form: Callable[[Units], Units]) -> Table:
        def change(step: Step) -> Table:
            if not isinstance(step, Branches) or step.merge != "concat":
                return (step,)
            return (replace(step, branches=tuple(tuple(chain(*form(_units(branch)))) for branch in step.branches)),)

        return each(table, change)

    tables = {name: written(change) for name, change in forms.items()}
    if len(set(tables.values())) == 1:  # all forms are the same
        raise ArchitectureError(f"the table has {missing}; got {form!r}")
    return tables[form]


def _units(branch: Table) -> Units:
    out: Units = []
    for step in branch:
        if out and isinstance(step, Norm | Act):
            out[-1] += (step,)
        else:
            out.append((step,))
    return out


def _kernel(unit: Table) -> Kernel:
    """Of a convolution that keeps the size of the map; (0, 0) for any other step."""
    step = unit[0]
    if not isinstance(step, Conv) or step.strides != 1 or step.padding != "same":
        return 0, 0
    return step.kernel if isinstance(step.kernel, tuple) else (step.kernel, step.kernel)


def _with(unit: Table, **changes: Any) -> Table:
    """The unit with another convolution."""
    return (replace(unit[0], **changes), *unit[1:])


def _two_by_two(units: Units, belong: Callable[[Kernel, Kernel], bool]) -> Iterator[Units]:
    """The units, two neighbours whose kernels belong together at once."""
    left = list(units)
    while left:
        n = 2 if left[1:] and belong(_kernel(left[0]), _kernel(left[1])) else 1
        yield left[:n]
        left = left[n:]


def _are_threes(first: Kernel, second: Kernel) -> bool:
    return first == second == (3, 3)


def _are_1xn_nx1(first: Kernel, second: Kernel) -> bool:
    return first == second[::-1] != second and 1 in first


def _two_threes(units: Units) -> Units:
    return [part for unit in units for part in ([_with(unit, kernel=3)] * 2 if _kernel(unit) == (5, 5) else [unit])]


def _two_linear_threes(units: Units) -> Units:
    out: Units = []
    for part in _two_by_two(_two_threes(units), _are_threes):
        if len(part) == 2:
            part[0] = tuple(step for step in part[0] if not isinstance(step, Act))
        out += part
    return out


def _one_five(units: Units) -> Units:
    parts = _two_by_two(units, _are_threes)
    return [part[0] if len(part) == 1 else _with(part[1], kernel=5) for part in parts]


def _pairs(units: Units) -> Units:
    out: Units = []
    for unit in units:
        height, width = _kernel(unit)
        square = height == width > 1
        out += [_with(unit, kernel=(1, width)), _with(unit, kernel=(height, 1))] if square else [unit]
    return out


def _squares(units: Units) -> Units:
    parts = _two_by_two(units, _are_1xn_nx1)
    return [part[0] if len(part) == 1 else _with(part[1], kernel=max(_kernel(part[1]))) for part in parts]


def _reduced(table: Table, reduction: str) -> Table:
    def change(step: Step) -> Table:
        pool = _pool(step)
        if pool is None or not isinstance(step, Branches):
            return (step,)
        branches = tuple(() if branch == (pool,) else each(branch, _not_strided) for branch in step.branches)
        if reduction == "pool_first":
            return (pool, replace(step, branches=branches))
        # the pool's output is the module's, so it has its name
        return (replace(step, branches=branches, name="concat"), replace(pool, name=step.name))

    rewritten = each(table, change)
    if rewritten == table:
        raise ArchitectureError(f"the table has no pool beside strided convolutions; got reduction={reduction!r}")
    return rewritten


def _pool(step: Step) -> Pool | None:
    """The pool that is a branch of its own and halves the map beside the others."""
    branches = step.branches if isinstance(step, Branches) and step.merge == "concat" else ()
    pools = [branch[0] for branch in branches if len(branch) == 1]
    return next((pool for pool in pools if isinstance(pool, Pool) and pool.strides > 1), None)


def _not_strided(step: Step) -> Table:
    return (replace(step, strides=1, padding="same") if isinstance(step, Conv) and step.strides > 1 else step,)


def _seven(table: Table) -> Table:
    units = _units(table)
    windows = [(unit[0].kernel, unit[0].strides) for unit in units[:3] if isinstance(unit[0], Conv)]
    if windows != [(3, 2), (3, 1), (3, 1)]:
        raise ArchitectureError("the table does not begin with three 3x3 in place of a 7x7; got stem='7x7'")
    return tuple(chain(_with(units[2], kernel=7, strides=2, padding="valid"), *units[3:]))


def _plain_auxiliary(table: Table) -> Table:
    def change(step: Step) -> Table:
        if not isinstance(step, Side):
            return (step,)
        units = _units(step.steps)
        last = max(i for i, unit in enumerate(units) if isinstance(unit[0], Conv))
        units[last] = tuple(part for part in _with(units[last], bias=True) if not isinstance(part, Norm))
        return (replace(step, steps=tuple(chain(*units))),)

    rewritten = each(table, change)
    if rewritten == table:
        raise ArchitectureError("bn_auxiliary=False is for the auxiliary classifier: pass auxiliary=True with it")
    return rewritten
