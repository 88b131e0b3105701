"""Rewrite: a plan without the batch norms that follow a convolution or a dense layer.

In inference a batch norm is y = a * x + b with numbers a and b a channel, so a linear layer before it takes both into
its kernel and bias. A norm before a convolution stays: zero padding lies between them. So does one that reads what
something else reads, too.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TypeGuard

from kerasarch.plans import Plan
from kerasarch.rewrites.moves import Folded, Move
from kerasarch.steps import Conv, Dense, Depthwise, Norm, Separable, Step, Table
from kerasarch.walks import inside

Linear = Conv | Depthwise | Separable | Dense


def fold(plan: Plan) -> tuple[Plan, dict[str, Move]]:
    """`plan` with each foldable batch norm in the layer before it, which keeps its name, and where weights come from.

    A plan with nothing to fold comes back as it is, with no moves.
    """
    norms: dict[str, tuple[str, ...]] = {}

    def walk(steps: Table) -> Table:
        out: list[Step] = []
        for step in steps:
            before = out[-1] if out else None
            if is_batch_norm(step) and is_linear(before):
                out[-1] = replace(before, bias=True)
                norms[str(before.name)] = (*norms.get(str(before.name), ()), str(step.name))
            else:
                out.append(inside(step, walk))
        return tuple(out)

    steps = walk(plan.steps)
    return Plan(steps), {layer: Folded(layer, names) for layer, names in norms.items()}


def is_batch_norm(step: Step) -> TypeGuard[Norm]:
    """Whether `step` is a batch normalisation."""
    return isinstance(step, Norm) and step.type == "batch"


def is_linear(step: Step | None) -> TypeGuard[Linear]:
    """Whether `step` is a convolution or a dense layer without an activation of its own."""
    return isinstance(step, Linear) and step.act is None
