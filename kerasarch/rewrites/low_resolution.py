"""Rewrite: a stem for images of low resolution (arXiv:1512.00567, section 9).

The paper keeps the maps of Inception-v3, and so its cost, by what stands before the modules: 299x299 with stride 2 and
a pool after the first layer, 151x151 with stride 1 and the pool, 79x79 with stride 1 and without it.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from kerasarch.errors import ArchitectureError, one_of
from kerasarch.steps import (
    Block,
    Branches,
    Conv,
    Depthwise,
    Pad,
    Pool,
    Repeat,
    Separable,
    Step,
    Table,
)
from kerasarch.walks import inside, leaves


def low_resolution(table: Table, stem_stride: int | None = None, stem_pool: bool = True) -> Table:
    """`table` with another stride of its first layer, or without the pool after it. No weight changes its shape.

    Args:
        table: the features, without the head.
        stem_stride: of the first convolution, from 1 to what the table has; None leaves it. Where the table begins
            with a sum of convolutions (RepVGG), it is that of each.
        stem_pool: False leaves out the first pool, and its padding, where it stands on its own before the modules.

    Raises:
        ArchitectureError: a stride that the first convolution cannot have, or one that cuts the image into patches;
            a pool that is not there, or is part of a module or of a fork.
    """
    one_of("stem_pool", stem_pool, (True, False), ArchitectureError)
    if stem_stride is not None:
        table = _with_stride(table, stem_stride)
    if stem_pool:
        return table
    without = _without_pool(table)
    if without is None:
        raise ArchitectureError(
            "stem_pool=False: no pool stands on its own before the modules of this architecture; leave stem_pool out"
        )
    return without


def patch_size(table: Table) -> int:
    """The side of the patches that the first convolution cuts the image into; 0 where it cuts none."""
    first = next((leaf for leaf in leaves(table, once=True) if isinstance(leaf, Conv)), None)
    return first.strides if first and first.strides == first.kernel != 1 else 0


def _with_stride(table: Table, stride: int) -> Table:
    for i, step in enumerate(table):
        if _windows(step):
            return (*table[:i], _restrided(step, stride), *table[i + 1 :])
    raise ArchitectureError(f"the table has no convolution; got stem_stride={stride!r}")


def _restrided(first: Step, stride: int) -> Step:
    if isinstance(first, Conv | Depthwise | Separable):
        if first.strides == first.kernel != 1:
            raise ArchitectureError(
                f"the first convolution cuts the image into patches of {first.kernel}x{first.kernel}; leave "
                f"stem_stride out; got {stride!r}"
            )
        one_of("stem_stride", stride, range(1, first.strides + 1), ArchitectureError)
        return replace(first, strides=stride)
    repeated = isinstance(first, Repeat) and all(step.strides == 1 for step in _windows(first))  # VGG's
    if isinstance(first, Block) or repeated or (isinstance(first, Branches) and _alike(first)):
        return inside(first, partial(_with_stride, stride=stride))
    raise ArchitectureError(f"the table begins with no convolution; leave stem_stride out; got {stride!r}")


def _windows(step: Step) -> tuple[Conv | Depthwise | Separable | Pool, ...]:
    return tuple(leaf for leaf in leaves((step,)) if isinstance(leaf, Conv | Depthwise | Separable | Pool))


def _alike(fork: Branches) -> bool:
    """Whether each branch is one convolution, so that one stride for all leaves their maps alike."""
    windows = [tuple(leaf for step in branch for leaf in _windows(step)) for branch in fork.branches]
    return all(len(found) == 1 and not isinstance(found[0], Pool) for found in windows)


def _without_pool(table: Table) -> Table | None:
    """The table without its first pool; None if a module or a fork stands before it."""
    for i, step in enumerate(table):
        if isinstance(step, Pool):
            padded = i > 0 and isinstance(table[i - 1], Pad)
            return table[: i - padded] + table[i + 1 :]
        if isinstance(step, Branches | Repeat) or (isinstance(step, Block) and step.module):
            return None
        if isinstance(step, Block) and any(isinstance(leaf, Pool) for leaf in _windows(step)):
            steps = _without_pool(step.steps)
            return None if steps is None else (*table[:i], replace(step, steps=steps), *table[i + 1 :])
    return None
