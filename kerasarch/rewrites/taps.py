"""Rewrite: a plan with more outputs, for detection, segmentation and transfer."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kerasarch.errors import ArchitectureError, nearest
from kerasarch.plans import Plan
from kerasarch.steps import (
    Block,
    Branches,
    Conv,
    Depthwise,
    Drop,
    GlobalPool,
    Pad,
    Pool,
    Repeat,
    Separable,
    Shape,
    Side,
    Step,
    Table,
)
from kerasarch.walks import each, every, leaves

WINDOWS = (Conv, Depthwise, Separable, Pool)


def tap(plan: Plan, features: Sequence[str], maps: Plan | None = None) -> Plan:
    """`plan` with a `Side` without steps, under the feature's name, for each of `features`.

    Args:
        features: "s8" is the last map that strides of 8 in all have made, before the classifier; padding, which only
            the next window reads, is none. Modules (blocks and merges) count as a whole, so that it is a module's
            output. Anything else is the name of a layer. No two may be the same.
        maps: the part of `plan` before the classifier. None: what stands before the pooling over all positions.

    Raises:
        ArchitectureError: a stride or a layer that the plan has not, or the same feature twice; what there is is said.
    """
    if not isinstance(features, list | tuple) or not all(isinstance(feature, str) for feature in features):
        raise ArchitectureError(f'features must be a list of names such as ["s8", "s16"]; got {features!r}')
    if twice := {feature for feature in features if list(features).count(feature) > 1}:
        raise ArchitectureError(f"features has {min(twice)!r} twice")
    layers = [str(step.name) for step in every(plan.steps) if _has_output(step)]
    strides = {f"s{stride}": name for stride, name in last_of_each_stride(maps or plan).items()}
    after: dict[str, list[Side]] = {}
    for feature in features:
        if feature in layers:
            after.setdefault(feature, []).append(Side(feature))
        elif feature in strides:
            after.setdefault(strides[feature], []).append(Side(feature))
        elif re.fullmatch(r"s\d+", feature):
            raise ArchitectureError(f"features: no map has stride {feature!r}; there are {', '.join(strides)}")
        else:
            raise ArchitectureError(f"features: no layer is named {feature!r}{nearest(feature, [*strides, *layers])}")

    def change(step: Step) -> Table:
        return (step, *after.pop(str(step.name), ())) if _has_output(step) else (step,)

    return Plan(each(plan.steps, change))


def last_of_each_stride(plan: Plan) -> dict[int, str]:
    """The layer that gives the last map of each stride, by stride, up to the pooling over all positions of a head.

    The first is the first window's: what stands before it is the image, however it is scaled or padded.
    """
    last: dict[int, str] = {}
    stride = 1
    for step in _modules(plan.steps):
        if _ends_maps(step):
            break
        stride *= _stride((step,))
        if (last or _has_window(step)) and (name := _last_layer(step)):
            last[stride] = name
    return last


def _modules(steps: Table) -> Table:
    """The steps of the plan, modules whole, blocks that are none opened."""
    out: list[Step] = []
    for step in steps:
        out += _modules(step.steps) if isinstance(step, Block) and not step.module else (step,)
    return tuple(out)


def _ends_maps(step: Step) -> bool:
    """Whether a vector comes out; the pooling of a gate, within branches, ends nothing."""
    if isinstance(step, Block):
        return any(map(_ends_maps, step.steps))
    return isinstance(step, GlobalPool) or (isinstance(step, Shape) and step.type == "flatten")


def _has_window(step: Step) -> bool:
    return any(isinstance(leaf, WINDOWS) for leaf in leaves((step,)))


def _stride(steps: Table) -> int:
    stride = 1
    for step in steps:
        if isinstance(step, WINDOWS):
            stride *= step.strides
        elif isinstance(step, Branches):
            stride *= max(_stride(branch) for branch in step.branches)
        elif isinstance(step, Block):
            stride *= _stride(step.steps)
        elif isinstance(step, Repeat):
            stride *= _stride(tuple(inner for part in step.parts() for inner in part))
    return stride


def _last_layer(step: Step) -> str | None:
    """The layer whose output is the step's; none where it only pads."""
    if isinstance(step, Block):
        return next((name for inner in reversed(step.steps) if (name := _last_layer(inner))), None)
    return str(step.name) if _has_output(step) and not isinstance(step, Pad) else None


def _has_output(step: Step) -> bool:
    return not isinstance(step, Block | Side) and not (isinstance(step, Drop) and not step.rate)
