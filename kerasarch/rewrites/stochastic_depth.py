"""Rewrite: stochastic depth, arXiv:1603.09382: a residual branch is left out of some of the images of a batch.

The rate of a branch grows with the number of its module, which `unroll` counts: a table has one rate everywhere.
Only where the shortcut is the identity is a branch left out, as in keras.applications: a layer more beside a shortcut
that has weights would change the order in which Keras saves them, and files of the plain network would be misread.
"""

from __future__ import annotations

from dataclasses import replace

from kerasarch.errors import ArchitectureError, number
from kerasarch.steps import Branches, Drop, Step, Table
from kerasarch.walks import each, leaves


def stochastic_depth(table: Table, rate: float) -> Table:
    """`table` with `rate` at each `Drop(whole=True)`; where it has none, with one at the end of each residual branch.

    Args:
        table: the features.
        rate: 0 <= rate < 1. In a plan, module i of n, counted from 0, gets i / n of it, as in keras.applications.

    Raises:
        ArchitectureError: the rate is outside its range, or above 0 where `table` adds nothing to its input.
    """
    number("stochastic_depth", rate, least=0, below=1, error=ArchitectureError)
    drop = Drop(float(rate), whole=True)
    theirs = any(isinstance(step, Drop) and step.whole for step in leaves(table, once=True))

    def change(step: Step) -> Table:
        if isinstance(step, Drop) and step.whole:
            return (replace(step, rate=drop.rate),)
        if isinstance(step, Branches) and step.merge == "add" and () in step.branches and rate and not theirs:
            return (replace(step, branches=tuple(branch and (*branch, drop) for branch in step.branches)),)
        return (step,)

    dropping = each(table, change)
    if rate and not theirs and dropping == table:
        raise ArchitectureError(
            f"stochastic_depth leaves out branches that are added to their input, and here are none; got {rate!r}"
        )
    return dropping
