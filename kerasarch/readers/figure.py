"""Reader: what a paper's figure shows of a network: boxes, forks, frames around its modules, and repeats once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from kerasarch.readers.cost import Extent
from kerasarch.readers.describe import Description, Row
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
    Scale,
    Separable,
    Shape,
    Shuffle,
    Side,
    Step,
    Table,
)


@dataclass(frozen=True)
class Box:
    """An operation with the padding before it, and the norms and activations after it. Names make no difference.

    Attributes:
        kind: of operation, a key of `kerasarch.readers.plot.KINDS`.
        words: what it is; first the operation.
        shape: of its output.
        params: of all of it.
        macs: of all of it.
        rows: of its layers, first the operation's.
    """

    kind: str
    words: tuple[str, ...]
    shape: Extent
    params: int
    macs: int
    rows: tuple[Row, ...] = field(compare=False)

    def __add__(self, other: Box) -> Box:
        """This one, with `other` within it."""
        return Box(
            self.kind,
            self.words + other.words,
            other.shape,
            self.params + other.params,
            self.macs + other.macs,
            self.rows + other.rows,
        )


@dataclass(frozen=True)
class Fork:
    """Branches side by side, an empty one for the identity, and the box where they meet."""

    branches: tuple[Chain, ...]
    merge: Box


@dataclass(frozen=True)
class Frame:
    """A block of the table; or several that are equal, drawn once, with the names of all."""

    names: tuple[str, ...] = field(compare=False)
    chain: Chain


@dataclass(frozen=True)
class Pair:
    """Two frames that alternate, `times` times."""

    times: int
    chain: Chain


@dataclass(frozen=True)
class Output:
    """One more output of the network, of the tensor at this place: an auxiliary head, or, with no steps, a tap."""

    name: str
    chain: Chain


Piece = Box | Fork | Frame | Pair | Output
Chain = tuple[Piece, ...]


def figure(description: Description) -> Chain:
    """The pieces of a network, from its first operation to its last."""
    rows = {row.name: row for row in description.rows}
    return _repeats_once(_pieces(description.plan.steps, rows))


def boxes(chain: Chain) -> Iterator[Box]:
    """Every box that is drawn."""
    for piece in chain:
        if isinstance(piece, Box):
            yield piece
        elif isinstance(piece, Fork):
            for branch in piece.branches:
                yield from boxes(branch)
            yield piece.merge
        else:
            yield from boxes(piece.chain)


FOLLOWING = (Act, Drop, Norm)  # drawn in the box of what they follow


def _pieces(steps: Table, rows: dict[str, Row]) -> Chain:
    out: list[Piece] = []
    for step in steps:
        name = str(step.name)
        last = out[-1] if out else None
        if isinstance(step, Block):
            out.append(Frame((name,), _pieces(step.steps, rows)))
        elif isinstance(step, Side):
            out.append(Output(name, _pieces(step.steps, rows)))
        elif isinstance(step, Branches):
            out.append(Fork(tuple(_pieces(branch, rows) for branch in step.branches), _box(step, rows[name])))
        elif name not in rows:
            continue  # makes no layer
        elif isinstance(step, FOLLOWING) and isinstance(last, Box):
            out[-1] = last + _box(step, rows[name])
        elif isinstance(step, FOLLOWING) and isinstance(last, Fork):
            out[-1] = replace(last, merge=last.merge + _box(step, rows[name]))
        elif isinstance(last, Box) and last.kind == "padding":
            box = _box(step, rows[name])
            out[-1] = replace(box, rows=box.rows + last.rows)
        else:
            out.append(_box(step, rows[name]))
    return tuple(out)


def _repeats_once(chain: Chain) -> Chain:
    out: list[Piece] = []
    while chain:
        ones, pairs = _times(chain, 1), _times(chain, 2)
        if pairs > 1 and 2 * pairs > ones:
            (first, second), used = chain[:2], chain[: 2 * pairs]
            out.append(Pair(pairs, (_with_names(first, used[::2]), _with_names(second, used[1::2]))))
        else:
            used = chain[:ones]
            out.append(_with_names(chain[0], used))
        chain = chain[len(used) :]
    return tuple(out)


def _times(chain: Chain, length: int) -> int:
    """How often its first `length` pieces, if they are frames, stand at the beginning of `chain`."""
    part, times = chain[:length], 1
    if all(isinstance(piece, Frame) for piece in part):
        while chain[times * length : (times + 1) * length] == part:
            times += 1
    return times


def _with_names(piece: Piece, equal: Chain) -> Piece:
    if not isinstance(piece, Frame):
        return piece
    return replace(piece, names=tuple(name for one in equal if isinstance(one, Frame) for name in one.names))


# --- words: (step, the shape of its output) -> what stands in the box ----------------------------------------

TIMES = "\N{MULTIPLICATION SIGN}"


def by(sizes: Extent) -> str:
    """(299, 299, 3) as figures write it."""
    return TIMES.join(map(str, sizes))


def _window(size: int | tuple[int, int]) -> str:
    return by(size if isinstance(size, tuple) else (size, size))


def _strided(step: Any) -> str:
    return f", /{step.strides}" if step.strides > 1 else ""


def _act(act: Any) -> tuple[str, ...]:
    return (str(getattr(act, "__name__", act)),) if act not in (None, "linear") else ()


def _conv(step: Conv, shape: Extent) -> tuple[str, ...]:
    groups = (f"in {step.groups} groups",) if step.groups > 1 else ()
    return (f"{_window(step.kernel)} conv, {shape[-1]}{_strided(step)}", *groups, *_act(step.act))


def _depthwise(step: Depthwise, shape: Extent) -> tuple[str, ...]:
    return (f"{_window(step.kernel)} depthwise{_strided(step)}", *_act(step.act))


def _separable(step: Separable, shape: Extent) -> tuple[str, ...]:
    return (f"{_window(step.kernel)} separable, {shape[-1]}{_strided(step)}", *_act(step.act))


SHAPES = {"flatten": "flatten", "tokens": "positions to tokens", "row": "one row", "swap": "transpose"}
POOLS = {"avg": "average", "max": "max"}
MERGES = {"add": "+", "concat": "concatenate", "multiply": TIMES}

WORDS: dict[type[Step], tuple[str, Callable[[Any, Extent], tuple[str, ...]]]] = {
    Conv: ("convolution", _conv),
    Depthwise: ("depthwise", _depthwise),
    Separable: ("depthwise", _separable),
    Dense: ("dense", lambda step, shape: (f"dense, {shape[-1]}", *_act(step.act))),
    Pool: ("pool", lambda step, shape: (f"{_window(step.size)} {POOLS[step.type]} pool{_strided(step)}",)),
    GlobalPool: ("pool", lambda step, shape: (f"global {POOLS[step.type]} pool",)),
    Norm: ("point", lambda step, shape: (f"{step.type} norm",)),
    LocalNorm: ("point", lambda step, shape: ("local response norm",)),
    Act: ("point", lambda step, shape: _act(step.type) or ("identity",)),
    Drop: ("point", lambda step, shape: ("stochastic depth" if step.whole else f"dropout {step.rate:g}",)),
    Scale: ("point", lambda step, shape: ("scale",)),
    Math: ("point", lambda step, shape: (step.type,)),
    Pad: ("padding", lambda step, shape: ("zeros around",)),
    Shape: ("view", lambda step, shape: (SHAPES[step.type],)),
    Shuffle: ("view", lambda step, shape: (f"shuffle, {step.groups} groups",)),
    Part: ("view", lambda step, shape: (f"part {step.index + 1} of {step.of}",)),
    Branches: ("merge", lambda step, shape: (MERGES[step.merge],)),
}


def _box(step: Step, row: Row) -> Box:
    kind, words = WORDS[type(step)]
    return Box(kind, words(step, row.shape), row.shape, row.params, row.macs, (row,))
