"""Reader: the rows of a plan with shapes and costs, for people."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from io import StringIO
from pathlib import Path
from typing import Any

from kerasarch.plans import Plan
from kerasarch.readers.cost import Cost, Extent, Tally, cost
from kerasarch.steps import Branches, Drop, Side, Step
from kerasarch.walks import every


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
    """What `kerasarch.describe` gives: printed, it is a table; plotted, its paper's figure.

    Rows of an auxiliary head stand where it leaves the network, which goes on unchanged behind them; the table marks
    them as a side output.
    """

    title: str
    input_shape: Extent
    rows: tuple[Row, ...]
    total: Cost
    plan: Plan = field(repr=False)

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
        aside = {leaf.name for step in every(self.plan.steps) if isinstance(step, Side) for leaf in every(step.steps)}
        for row in self.rows:
            operation = f"side output: {row.operation}" if row.name in aside else row.operation
            table.add_row(row.name, operation, size(row.shape), _count(row.params), _count(row.macs))
        return table

    def plot(self, path: str | Path, overwrite: bool = False) -> None:
        """Draw the network into an .svg or .png file; see `kerasarch.readers.plot.plot`."""
        from kerasarch.readers.plot import plot

        plot(self, path, overwrite)

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
    return Description(title, shape, tuple(trace.rows), cost(plan, shape), plan)


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
        self.rows.append(
            Row(str(step.name), operation(step, self.shape[-1]), self.shape, self.params - params, self.macs - macs)
        )

    def branches(self, step: Branches, block: int, pinned: int) -> None:
        super().branches(step, block, pinned)
        self.rows.append(Row(str(step.name), f"{step.merge} of {len(step.branches)}", self.shape, 0, 0))


def operation(step: Step, channels: int) -> str:
    """A step in a few words: its kind, its window, the `channels` that it makes, and whatever is not as usual."""
    words = [type(step).__name__.lower()]
    if isinstance(window := getattr(step, "kernel", getattr(step, "size", None)), int | tuple):
        words.append("x".join(map(str, window if isinstance(window, tuple) else (window, window))))
    for one in fields(step):
        value = getattr(step, one.name)
        if one.name in ("filters", "units"):
            words.append(str(channels))  # it may be written as what it follows
        elif one.name == "type":
            words.append(str(value))
        elif one.name not in ("name", "kernel", "size") and value != one.default:
            words.append(f"{one.name}={value}")
    return " ".join(words)
