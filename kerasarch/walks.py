"""The walks over tables that everything uses."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, TypeVar

from kerasarch.steps import Block, Branches, Repeat, Side, Step, Table

AnyStep = TypeVar("AnyStep", bound=Step)
NAMED, NESTED = (Block, Side), (Block, Side, Branches, Repeat)


def replace(step: AnyStep, **changes: Any) -> AnyStep:
    """What `dataclasses.replace` gives, in a fifth of its time: a search scales thousands of tables a second."""
    new: AnyStep = object.__new__(type(step))
    new.__dict__.update(step.__dict__, **changes)
    return new


def inside(step: Step, change: Callable[[Table], Table]) -> Step:
    """`step` with `change` applied to each table that it holds; a step that holds none comes back as it is."""
    if isinstance(step, Branches):
        return replace(step, branches=tuple([change(branch) for branch in step.branches]))
    if isinstance(step, NAMED):
        return replace(step, steps=change(step.steps))
    if isinstance(step, Repeat):
        first, last = step.first and change(step.first), step.last and change(step.last)
        return replace(step, body=change(step.body), first=first, last=last)
    return step


def each(table: Table, change: Callable[[Step], Table]) -> Table:
    """The table rewritten from the inside out: `change` answers every step with the steps that replace it."""

    def within(steps: Table) -> Table:
        new: list[Step] = []
        for step in steps:
            new += change(inside(step, within) if isinstance(step, NESTED) else step)
        return tuple(new)

    return within(table)


def every(table: Table) -> list[Step]:
    """Every step of the table, those inside others before them."""
    found: list[Step] = []

    def see(step: Step) -> Table:
        found.append(step)
        return (step,)

    each(table, see)
    return found


def leaves(table: Table, once: bool = False) -> Iterator[Step]:
    """Every operation, in the order of the table, repeats written out; with `once`, as the table has them."""
    ahead = list(table[::-1])  # the next is the last
    while ahead:
        step = ahead.pop()
        if isinstance(step, Branches):
            for branch in step.branches[::-1]:
                ahead += branch[::-1]
        elif isinstance(step, NAMED):
            ahead += step.steps[::-1]
        elif isinstance(step, Repeat):
            parts = (step.first or (), step.body, step.last or ()) if once else step.parts()
            for part in parts[::-1]:
                ahead += part[::-1]
        else:
            yield step
