"""Reader: shapes, parameters, multiply-adds and peak activation memory of a table or a plan, without Keras.

Multiply-adds are those of convolutions and dense layers. Activation memory is counted in values alive at once, in the
order of the table: a step holds its input and its output, a merge all its operands and its sum, and the input of a
fork stays until its last reader. Steps that LiteRT fuses or runs in place (normalisation, activations, views) hold
nothing of their own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from math import prod
from typing import Any

from kerasarch.errors import ArchitectureError
from kerasarch.plans import Plan
from kerasarch.steps import (
    Act,
    Block,
    Branches,
    Conv,
    Dense,
    Depthwise,
    Drop,
    GlobalPool,
    LocalNorm,
    Math,
    Norm,
    Pad,
    Part,
    Pool,
    Repeat,
    Scale,
    Separable,
    Shape,
    Shuffle,
    Side,
    Step,
    Table,
    channels,
)

Extent = tuple[int, ...]


@dataclass(frozen=True)
class Cost:
    """What a network costs for one image.

    Attributes:
        shape: of the output, without the batch.
        params: as Keras counts them, moving statistics included.
        trainable: of them, what training changes.
        macs: multiply-adds of convolutions and dense layers.
        activation_bytes: the largest sum of tensors alive at once, float32.
    """

    shape: Extent
    params: int
    trainable: int
    macs: int
    activation_bytes: int


def cost(network: Table | Plan, shape: Extent) -> Cost:
    """What `network` costs for an input of `shape`, (height, width, channels).

    Raises:
        ArchitectureError: no network of this shape can be: a window does not fit, groups do not divide the channels,
            or the branches of a merge do not match. The step is named.
    """
    tally = Tally(shape)
    tally.walk(network.steps if isinstance(network, Plan) else network, shape[-1], 0)
    return Cost(tally.shape, tally.params, tally.params - tally.frozen, tally.macs, 4 * tally.peak)


# --- rules: (step, shape, channels that enter the block) -> (shape, parameters, of them frozen, multiply-adds) ---

Bill = tuple[Extent, int, int, int]


def _extent(step: Any, size: int, kernel: int) -> int:
    out: int = -(-size // step.strides) if step.padding == "same" else (size - kernel) // step.strides + 1
    if out < 1:
        raise ArchitectureError(f"{step.name or step.kind}: its window of {kernel} does not fit into {size}")
    return out


def _window(step: Any, shape: Extent) -> tuple[int, int, int, int]:
    """Kernel height and width, output height and width."""
    kernel = step.kernel
    kh, kw = kernel if type(kernel) is tuple else (kernel, kernel)
    return kh, kw, _extent(step, shape[0], kh), _extent(step, shape[1], kw)


def _conv(step: Conv, shape: Extent, block: int) -> Bill:
    c = shape[2]
    kh, kw, h, w = _window(step, shape)
    filters = channels(step.filters, c, block)
    if filters < 1 or c % step.groups or filters % step.groups:
        raise ArchitectureError(
            f"{step.name or step.kind}: {c} -> {filters} channels cannot be convolved in {step.groups} groups"
        )
    kernel = kh * kw * (c // step.groups) * filters
    return (h, w, filters), kernel + filters * step.bias, 0, kernel * h * w


def _depthwise(step: Depthwise, shape: Extent, block: int) -> Bill:
    c = shape[2]
    kh, kw, h, w = _window(step, shape)
    kernel = kh * kw * c
    return (h, w, c), kernel + c * step.bias, 0, kernel * h * w


def _separable(step: Separable, shape: Extent, block: int) -> Bill:
    c = shape[2]
    kh, kw, h, w = _window(step, shape)
    filters = channels(step.filters, c, block)
    if filters < 1:
        raise ArchitectureError(f"{step.name or step.kind}: {filters} channels")
    kernel = kh * kw * c + c * filters
    return (h, w, filters), kernel + filters * step.bias, 0, kernel * h * w


def _dense(step: Dense, shape: Extent, block: int) -> Bill:
    c = shape[-1]
    units = channels(step.units, c, block)
    return (*shape[:-1], units), (c + step.bias) * units, 0, c * units * prod(shape[:-1])


def _norm(step: Norm, shape: Extent, block: int) -> Bill:
    c = shape[-1]
    if step.type == "batch":
        return shape, c * (3 + step.scale), 2 * c, 0
    if step.type == "layer":
        return shape, 2 * c, 0, 0
    return shape, 2 * c + 1, 2 * c + 1, 0  # mean, variance, and how many images they were taken from


def _pool(step: Pool, shape: Extent, block: int) -> Bill:
    h, w, c = shape
    return (_extent(step, h, step.size), _extent(step, w, step.size), c), 0, 0, 0


def _global_pool(step: GlobalPool, shape: Extent, block: int) -> Bill:
    return ((1,) * (len(shape) - 1) if step.keepdims else ()) + shape[-1:], 0, 0, 0


def _pad(step: Pad, shape: Extent, block: int) -> Bill:
    (top, bottom), (left, right) = step.amount
    return (shape[0] + top + bottom, shape[1] + left + right, shape[2]), 0, 0, 0


def _view(step: Shape, shape: Extent, block: int) -> Bill:
    *lead, c = shape
    views = {
        "flatten": (prod(shape),),
        "tokens": (prod(lead), c),
        "row": (1, prod(lead), c),
        "swap": (*shape[:-2], c, shape[-2]) if lead else shape,
    }
    return views[step.type], 0, 0, 0


def _shuffle(step: Shuffle, shape: Extent, block: int) -> Bill:
    if shape[-1] % step.groups:
        raise ArchitectureError(f"{step.name or step.kind}: {shape[-1]} channels in {step.groups} groups")
    return shape, 0, 0, 0


def _part(step: Part, shape: Extent, block: int) -> Bill:
    if shape[-1] % step.of:
        raise ArchitectureError(f"{step.name or step.kind}: {shape[-1]} channels in {step.of} equal parts")
    return (*shape[:-1], shape[-1] // step.of), 0, 0, 0


def _math(step: Math, shape: Extent, block: int) -> Bill:
    return ((*shape[:-1], 1) if step.type == "mean" else shape), 0, 0, 0


def _same(step: Step, shape: Extent, block: int) -> Bill:
    return shape, 0, 0, 0


RULES: dict[type[Step], Callable[[Any, Extent, int], Bill]] = {
    Conv: _conv,
    Depthwise: _depthwise,
    Separable: _separable,
    Dense: _dense,
    Norm: _norm,
    Act: _same,
    Pool: _pool,
    GlobalPool: _global_pool,
    Pad: _pad,
    Scale: _same,
    Drop: _same,
    Shape: _view,
    Shuffle: _shuffle,
    Part: _part,
    Math: _math,
    LocalNorm: _same,
}
IN_PLACE = frozenset((Norm, Act, Scale, Drop, Shape))
PRODUCT = frozenset(("swish", "silu"))  # x * sigmoid(x): the operand, the sigmoid and the product are alive at once


class Tally:
    """The bill so far. `shape` is that of the tensor in hand."""

    def __init__(self, shape: Extent) -> None:
        self.shape = tuple(shape)
        self.params = self.frozen = self.macs = 0
        self.peak = prod(shape)

    def alive(self, values: int) -> None:
        if values > self.peak:
            self.peak = values

    def walk(self, steps: Iterable[Step], block: int, pinned: int) -> None:
        """Add `steps`. `block` channels entered the block around them; `pinned` values stay alive beside them."""
        for step in steps:
            kind = type(step)
            if kind in RULES:
                self.leaf(step, block, pinned)
            elif kind is Block:
                self.walk(step.steps, self.shape[-1], pinned)  # type: ignore[attr-defined]
            elif kind is Branches:
                self.branches(step, block, pinned)  # type: ignore[arg-type]
            elif kind is Repeat:
                self.repeat(step, block, pinned)  # type: ignore[arg-type]
            elif kind is Side:
                kept = self.shape
                self.walk(step.steps, kept[-1], pinned + prod(kept))  # type: ignore[attr-defined]
                self.shape = kept
            else:
                raise ArchitectureError(f"{step!r} is no step")

    def leaf(self, step: Step, block: int, pinned: int) -> None:
        kind, before = type(step), self.shape
        self.shape, params, frozen, macs = RULES[kind](step, before, block)
        self.params += params
        self.frozen += frozen
        self.macs += macs
        if kind not in IN_PLACE:
            size = prod(before)
            if kind is Separable:  # two operations: the depthwise half's output lies between
                between = self.shape[0] * self.shape[1] * before[2]
                self.alive(pinned + between + max(size, prod(self.shape)))
            else:
                self.alive(pinned + size + prod(self.shape))
        if kind is LocalNorm:  # the input waits, while its squares are brought into place and padded
            self.alive(pinned + 3 * size + size // before[-1] * (step.neighbours - 1))  # type: ignore[attr-defined]
        if getattr(step, "type" if kind is Act else "act", None) in PRODUCT:
            self.alive(pinned + 3 * prod(self.shape))

    def branches(self, step: Branches, block: int, pinned: int) -> None:
        start, shapes, done = self.shape, [], 0
        size = prod(start)
        identity = not all(step.branches)
        last = max((i for i, branch in enumerate(step.branches) if branch), default=0)
        for i, branch in enumerate(step.branches):
            self.shape = start
            # A branch reads the fork's input at its beginning; others, and an identity at the merge, read it later.
            self.walk(branch, block, pinned + done + (size if branch and (identity or i < last) else 0))
            shapes.append(self.shape)
            done += prod(self.shape) if branch else 0
        self.shape = self.merge(step, shapes)
        self.alive(pinned + sum(map(prod, shapes)) + prod(self.shape))

    @staticmethod
    def merge(step: Branches, shapes: list[Extent]) -> Extent:
        if step.merge == "concat":
            if len({shape[:-1] for shape in shapes}) == 1:
                return (*shapes[0][:-1], sum(shape[-1] for shape in shapes))
        elif len({len(shape) for shape in shapes}) == 1:
            # A gate of (1, 1, c) multiplies a map of (h, w, c); sums in parts are broadcast in the same way.
            whole = tuple(map(max, *shapes)) if len(shapes) > 1 else shapes[0]
            if all(a in (1, b) for shape in shapes for a, b in zip(shape, whole, strict=True)):
                return whole
        raise ArchitectureError(f"{step.name or step.merge}: branches of {', '.join(map(str, shapes))} do not match")

    def repeat(self, step: Repeat, block: int, pinned: int) -> None:
        if step.times < step.fixed:
            raise ArchitectureError(f"{step.times} repeats cannot hold {step.fixed} parts")
        if step.first is not None:
            self.walk(step.first, block, pinned)
        left = step.times - step.fixed
        while left > 0:
            before = self.shape, self.params, self.frozen, self.macs
            self.walk(step.body, block, pinned)
            left -= 1
            if left and self.shape == before[0]:  # nothing changes from here on: price the others at once
                _, params, frozen, macs = before
                self.params += left * (self.params - params)
                self.frozen += left * (self.frozen - frozen)
                self.macs += left * (self.macs - macs)
                left = 0
        if step.last is not None:
            self.walk(step.last, block, pinned)
