"""Reader: the rows of a plan with shapes and costs, for people."""

from __future__ import annotations

from dataclasses import dataclass, fields
from io import StringIO
from typing import Any

from kerasarch.plans import Plan
from kerasarch.readers.cost import Cost, Extent, Tally, cost
from kerasarch.steps import Branches, Drop, Step


@dataclass(frozen=True)
class Row:
    """One operation: its layer's name, what it is, its output, and its share of the costs."""

    name: str
    operation: str
    shape: Extent
    params: int
    macs: int


@dataclass(frozen=True)
class Description:
    """What `kerasarch.describe` gives: printed, it is a table."""

    title: str
    input_shape: Extent
    rows: tuple[Row, ...]
    total: Cost

    def table(self) -> Any:
        """The same as a rich.table.Table."""
        from rich.table import Table

        end = f"{self.total.params:,} parameters, {self.total.macs / 1e9:.3f} G multiply-adds, "
        end += f"{self.total.activation_bytes / 1e6:.1f} MB of activations at once (float32, one image)"
        table = Table(title=f"{self.title}, for {size(self.input_shape)}", caption=end, title_justify="left")
        for heading in ("layer", "operation"):
            table.add_column(heading, overflow="fold")
        for heading in ("output", "parameters", "multiply-adds"):
            table.add_column(heading, justify="right", no_wrap=True)
        for row in self.rows:
            table.add_row(row.name, row.operation, size(row.shape), _count(row.params), _count(row.macs))
        return table

    def __str__(self) -> str:
        from rich.console import Console

        text = StringIO()
        Console(file=text, width=110).print(self.table())
        return text.getvalue()


def _count(number: int) -> str:
    return f"{number:,}" if number else ""


def size(shape: Extent) -> str:
    """(299, 299, 3) as people write it."""
    return " x ".join(map(str, shape))


def describe_plan(title: str, plan: Plan, shape: Extent) -> Description:
    """The rows of `plan` for an input of `shape`. Raises ArchitectureError as the cost reader does."""
    trace = _Trace(shape)
    trace.walk(plan.steps, shape[-1], 0)
    return Description(title, shape, tuple(trace.rows), cost(plan, shape))


class _Trace(Tally):
    """A tally that keeps the receipts."""

    def __init__(self, shape: Extent) -> None:
        super().__init__(shape)
        self.rows: list[Row] = []

    def leaf(self, step: Step, block: int, pinned: int) -> None:
        params, macs = self.params, self.macs
        super().leaf(step, block, pinned)
        if isinstance(step, Drop) and not step.rate:
            return  # makes no layer
        self.rows.append(Row(str(step.name), operation(step), self.shape, self.params - params, self.macs - macs))

    def branches(self, step: Branches, block: int, pinned: int) -> None:
        super().branches(step, block, pinned)
        self.rows.append(Row(str(step.name), f"{step.merge} of {len(step.branches)}", self.shape, 0, 0))


def operation(step: Step) -> str:
    """A step in a few words: its kind, its window and channels, and whatever is not as usual."""
    words = [type(step).__name__.lower()]
    if isinstance(window := getattr(step, "kernel", getattr(step, "size", None)), int | tuple):
        words.append("x".join(map(str, window if isinstance(window, tuple) else (window, window))))
    for field in fields(step):
        value = getattr(step, field.name)
        if field.name in ("type", "filters", "units"):
            words.append(str(value))
        elif field.name not in ("name", "kernel", "size") and value != field.default:
            words.append(f"{field.name}={value}")
    return " ".join(words)
