"""Rewrite: stochastic depth, arXiv:1603.09382: a residual branch is left out of some of the images of a batch.

The rate of a branch grows with the number of its module, so it is set in a plan, after the modules are counted.
"""

from __future__ import annotations

from dataclasses import replace

from kerasarch.errors import ArchitectureError, number
from kerasarch.plans import Plan
from kerasarch.steps import Block, Drop, Step, Table, each


def stochastic_depth(plan: Plan, rate: float) -> Plan:
    """`plan` with rates from 0, in the first module, to nearly `rate`, in the last, at each `Drop(whole=True)`.

    Args:
        plan: of a whole network.
        rate: 0 <= rate < 1. Module i of n gets rate * i / n, as keras.applications' EfficientNet counts.

    Raises:
        ArchitectureError: the rate is outside its range, or above 0 where no branch of `plan` can be dropped.
    """
    number("stochastic_depth", rate, least=0, below=1, error=ArchitectureError)
    modules = [step for step in plan.steps if isinstance(step, Block) and step.module]
    touched = 0

    def rated(i: int, block: Step) -> Table:
        def change(step: Step) -> Table:
            nonlocal touched
            if not (isinstance(step, Drop) and step.whole):
                return (step,)
            touched += 1
            return (replace(step, rate=rate * i / len(modules)),)

        return each((block,), change)

    rates = {id(block): i for i, block in enumerate(modules)}
    steps = tuple(
        new for step in plan.steps for new in (rated(rates[id(step)], step) if id(step) in rates else (step,))
    )
    if rate and not touched:
        raise ArchitectureError(f"this architecture has no branches to drop; got stochastic_depth={rate!r}")
    return Plan(steps)
