"""Rewrite: sums of parallel linear branches as one convolution (RepVGG, arXiv:2101.03697, section 3.3).

A branch is linear when it is [padding,] at most one convolution without an activation, then batch norms; an identity
is one, too. A sum is fused when its convolutions agree in channels, groups and strides, and the windows of all its
branches line up at every image size. Other sums stay as they are.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from kerasarch.plans import Plan
from kerasarch.rewrites.fold import is_batch_norm, is_linear
from kerasarch.rewrites.moves import Branch, Move, Summed
from kerasarch.steps import Branches, Conv, Depthwise, Pad, Step, Table
from kerasarch.walks import inside

Pair = tuple[int, int]


@dataclass(frozen=True)
class _Linear:
    """A linear branch. `before` and `after`: zeros that its windows meet at the two ends of height and width."""

    convolution: Conv | Depthwise | None
    norms: tuple[str, ...]
    kernel: Pair = (1, 1)
    before: Pair = (0, 0)
    after: Pair = (0, 0)
    pad: Pad | None = None

    @property
    def layer(self) -> str | None:
        return None if self.convolution is None else self.convolution.name

    def shrinks(self, axis: int) -> int:
        """How much smaller than its input the output is, plus one, where strides are 1."""
        return self.kernel[axis] - self.before[axis] - self.after[axis]


def deploy(plan: Plan) -> tuple[Plan, dict[str, Move]]:
    """`plan` with each such sum as one convolution, named after its largest one, and where weights come from.

    A plan with no such sum comes back as it is, with no moves.
    """
    moves: dict[str, Move] = {}

    def walk(steps: Table) -> Table:
        return tuple(new for step in steps for new in change(step))

    def change(step: Step) -> Table:
        if isinstance(step, Branches) and step.merge == "add":
            branches = [_linear(branch) for branch in _summands(step)]
            linear = [branch for branch in branches if branch is not None]
            if len(linear) == len(branches) and _line_up(linear):
                fused, move = _fused(linear)
                moves[str(fused[-1].name)] = move
                return fused
        return (inside(step, walk),)

    return Plan(walk(plan.steps)), moves


def _summands(step: Branches) -> Iterator[Table]:
    """The branches of a sum, those of a sum within it included: (a + b) + c has three."""
    for branch in step.branches:
        inner = branch[0] if len(branch) == 1 else None
        if isinstance(inner, Branches) and inner.merge == "add":
            yield from _summands(inner)
        else:
            yield branch


def _linear(branch: Table) -> _Linear | None:
    steps = list(branch)
    pad = steps.pop(0) if steps and isinstance(steps[0], Pad) else None
    convolution = steps.pop(0) if steps and isinstance(steps[0], Conv | Depthwise) and is_linear(steps[0]) else None
    if not all(is_batch_norm(step) for step in steps):
        return None
    norms = tuple(str(step.name) for step in steps)
    if isinstance(convolution, Conv | Depthwise) and (pad is None or isinstance(pad, Pad)):
        zeros = _zeros(pad, convolution)
        return zeros and _Linear(convolution, norms, _pair(convolution.kernel), *zeros, pad)
    return None if pad else _Linear(None, norms)


def _zeros(pad: Pad | None, convolution: Conv | Depthwise) -> tuple[Pair, Pair] | None:
    """The zeros before and after the image; None where they depend on its size."""
    (top, bottom), (left, right) = pad.amount if pad else ((0, 0), (0, 0))
    height, width = _pair(convolution.kernel)
    if convolution.padding == "valid" or (height, width) == (1, 1):
        return (top, left), (bottom, right)
    if convolution.strides != 1 or pad:
        return None
    # of an even kernel's zeros the larger half comes after
    return ((height - 1) // 2, (width - 1) // 2), (height // 2, width // 2)


def _line_up(branches: list[_Linear]) -> bool:
    convolutions = [branch.convolution for branch in branches if branch.convolution]
    if not convolutions or len(branches) < 2:
        return False
    alike = {
        (type(step), step.strides, getattr(step, "filters", None), getattr(step, "groups", None))
        for step in convolutions
    }
    if len(alike) != 1 or (len(convolutions) < len(branches) and convolutions[0].strides != 1):
        return False
    return all(len({branch.shrinks(axis) for branch in branches}) == 1 for axis in (0, 1))


def _fused(branches: list[_Linear]) -> tuple[Table, Summed]:
    """One convolution whose kernel holds every branch's, each as far before the output's place as it was alone."""
    rows, height, vertical = _common(branches, 0)
    columns, width, horizontal = _common(branches, 1)
    parts = zip(branches, rows, columns, strict=True)
    move = Summed(tuple(Branch(b.layer, b.norms, (row, column)) for b, row, column in parts), (height, width))

    largest = max((branch.convolution for branch in branches if branch.convolution), key=_area)
    kernel = height if height == width else (height, width)
    fused = replace(largest, kernel=kernel, padding="valid", bias=True)
    if largest.strides == 1 and vertical + horizontal == _same(height) + _same(width):
        return (replace(fused, padding="same"),), move
    if not any(vertical + horizontal):
        return (fused,), move
    pad = next((branch.pad for branch in branches if branch.pad), Pad(name=f"{largest.name}_pad"))
    return (replace(pad, amount=(vertical, horizontal)), fused), move


def _common(branches: list[_Linear], axis: int) -> tuple[list[int], int, Pair]:
    """Where each kernel lies in one that holds them all, the size of that one, and the zeros around the image."""
    first = max(branch.before[axis] for branch in branches)
    places = [first - branch.before[axis] for branch in branches]
    size = max(place + branch.kernel[axis] for place, branch in zip(places, branches, strict=True))
    return places, size, (first, size - branches[0].shrinks(axis) - first)


def _same(kernel: int) -> Pair:
    return (kernel - 1) // 2, kernel // 2


def _pair(kernel: int | Pair) -> Pair:
    return kernel if isinstance(kernel, tuple) else (kernel, kernel)


def _area(convolution: Conv | Depthwise) -> int:
    height, width = _pair(convolution.kernel)
    return height * width
