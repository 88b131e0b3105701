"""Plans: tables unrolled, with repeats written out and an absolute, unique name on every step.

Readers that build or print take plans; the cost reader takes both.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from kerasarch.errors import ArchitectureError
from kerasarch.steps import Block, Branches, Drop, Repeat, Side, Step, Table
from kerasarch.walks import each, inside, leaves


@dataclass(frozen=True)
class Plan:
    """An unrolled table: no repeats, and an absolute, unique name on every step."""

    steps: Table


def unroll(table: Table) -> Plan:
    """The plan of a table.

    A name is joined to the names of the blocks around it by `_` (Keras forbids `/`); one that begins with `/` is
    absolute. In a name, {k} is the place in the innermost repeat from 1, {a} the same as a letter. In a block's, {n},
    {n0} and {n2} count the blocks of that name from 1, 0 and 2; in the names of its steps they are the block's. A step
    without a name gets its kind and a number.

    `Drop(rate, whole=True)` in module i of n, counted from 0, gets i / n of its rate.

    Raises:
        ArchitectureError: two steps would have the same name.
    """
    return Plan(_graded(_Unroll().walk(table, "", None, {})))


def _graded(steps: Table) -> Table:
    modules = [step.name for step in steps if isinstance(step, Block) and step.module]
    share = {name: i / len(modules) for i, name in enumerate(modules)}

    def grade(step: Step) -> Table:
        if isinstance(step, Block) and any(isinstance(leaf, Drop) and leaf.whole for leaf in leaves(step.steps)):
            return each((step,), lambda leaf: _dropping(leaf, share.get(step.name, 1.0)))
        return (step,)

    return tuple(new for step in steps for new in grade(step))


def _dropping(step: Step, share: float) -> Table:
    return (replace(step, rate=share * step.rate) if isinstance(step, Drop) and step.whole else step,)


def _place(k: int) -> dict[str, Any]:
    return {"k": k, "a": chr(ord("a") + k - 1)}


class _Unroll:
    def __init__(self) -> None:
        self.counts: dict[tuple[str, str], int] = {}
        self.taken: set[str] = set()

    def walk(self, table: Table, scope: str, place: int | None, block: dict[str, Any]) -> Table:
        out: list[Step] = []
        for step in table:
            if isinstance(step, Repeat):
                for i, part in enumerate(step.parts(), 1):
                    out += self.walk(part, scope, i, block | _place(i))
                continue
            numbers = block
            if isinstance(step, Block):
                template = step.name or "block{n}"
                numbers = block | self.numbers(scope, template, place)
                name = within = self.absolute(scope, template.format(**numbers))
            elif isinstance(step, Side):
                name = within = step.name or "side"
            else:
                name = self.own(step, scope, block)
                within = scope
            walk = partial(self.walk, scope=within, place=place, block=numbers)
            out.append(inside(replace(step, name=name), walk))
        return tuple(out)

    def count(self, scope: str, key: str) -> int:
        self.counts[scope, key] = self.counts.get((scope, key), 0) + 1
        return self.counts[scope, key]

    def numbers(self, scope: str, template: str, place: int | None) -> dict[str, Any]:
        n = self.count(scope, template) if "{n" in template else 0
        return ({"n": n, "n0": n - 1, "n2": n + 1} if n else {}) | _place(place or 1)

    def own(self, step: Step, scope: str, block: dict[str, Any]) -> str:
        if step.name is not None:
            return self.claim(self.absolute(scope, step.name.format(**block)))
        kind = step.merge if isinstance(step, Branches) else step.kind
        while (name := self.absolute(scope, f"{kind}{self.count(scope, kind)}")) in self.taken:
            pass
        return self.claim(name)

    def claim(self, name: str) -> str:
        if name in self.taken:
            raise ArchitectureError(f"two steps are named {name!r}")
        self.taken.add(name)
        return name

    @staticmethod
    def absolute(scope: str, name: str) -> str:
        if name.startswith("/"):
            return name[1:]
        return f"{scope}_{name}" if scope and name else scope or name
