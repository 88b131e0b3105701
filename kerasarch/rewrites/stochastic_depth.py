"""Rewrite: stochastic depth, arXiv:1603.09382: a residual branch is left out of some of the images of a batch.

The rate of a branch grows with the number of its module, which `unroll` counts: a table has the last one's everywhere.
"""

from __future__ import annotations

from dataclasses import replace

from kerasarch.errors import ArchitectureError, number
from kerasarch.steps import Drop, Step, Table, each, leaves


def stochastic_depth(table: Table, rate: float) -> Table:
    """`table` with `rate` at each `Drop(whole=True)`.

    Args:
        table: the features.
        rate: 0 <= rate < 1. In a plan, module i of n, counted from 0, gets i / n of it, as in keras.applications.

    Raises:
        ArchitectureError: the rate is outside its range, or above 0 where `table` has no branch to drop.
    """
    number("stochastic_depth", rate, least=0, below=1, error=ArchitectureError)
    if rate and not any(isinstance(step, Drop) and step.whole for step in leaves(table)):
        raise ArchitectureError(f"this architecture has no branches to drop; got stochastic_depth={rate!r}")

    def change(step: Step) -> Table:
        return (replace(step, rate=float(rate)) if isinstance(step, Drop) and step.whole else step,)

    return each(table, change)
