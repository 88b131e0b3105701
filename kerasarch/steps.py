"""Steps: what a paper's table or figure can say. Plain data, no Keras.

A *table* is a tuple of steps with names relative to their place; rewrites such as scaling take and give tables.
`kerasarch.plans.unroll` makes a plan of it.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, ClassVar

# "as": who writes a table finds all of its words here
from kerasarch.channels import Channels as Channels
from kerasarch.channels import Fixed as Fixed
from kerasarch.channels import Least as Least
from kerasarch.channels import Of as Of
from kerasarch.channels import Rest as Rest
from kerasarch.channels import channels as channels

# --- operations -----------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Step:
    """One row of a table. `kind` begins the name of a step that has none of its own."""

    kind: ClassVar[str] = ""
    name: str | None = field(default=None, kw_only=True)


@dataclass(frozen=True)
class Conv(Step):
    """Convolution. `act` only where the reference's layer name means "after the activation" (VGG)."""

    kind: ClassVar[str] = "conv"
    filters: Channels = 0
    kernel: int | tuple[int, int] = 1
    strides: int = 1
    padding: str = "same"
    groups: int = 1
    bias: bool = False
    act: str | None = None


@dataclass(frozen=True)
class Depthwise(Step):
    """Depthwise convolution, one filter a channel."""

    kind: ClassVar[str] = "depthwise"
    kernel: int | tuple[int, int] = 3
    strides: int = 1
    padding: str = "same"
    bias: bool = False
    act: str | None = None


@dataclass(frozen=True)
class Separable(Step):
    """Depthwise, then pointwise convolution, with nothing between (arXiv:1610.02357, section 3.1)."""

    kind: ClassVar[str] = "sepconv"
    filters: Channels = 0
    kernel: int | tuple[int, int] = 3
    strides: int = 1
    padding: str = "same"
    bias: bool = False
    act: str | None = None


@dataclass(frozen=True)
class Dense(Step):
    """Fully connected, on the last axis. `act` is a Keras activation's name, or a function for a head."""

    kind: ClassVar[str] = "dense"
    units: Channels = 0
    bias: bool = True
    act: str | Callable[[Any], Any] | None = None


@dataclass(frozen=True)
class Norm(Step):
    """Normalisation: "batch", "layer", or "input" (constant mean and variance a channel, kept with the weights)."""

    kind: ClassVar[str] = "norm"
    type: str = "batch"
    scale: bool = True
    epsilon: float = 1e-3
    momentum: float = 0.99


@dataclass(frozen=True)
class Act(Step):
    """An activation on its own: a Keras activation's name, or a function for a head."""

    kind: ClassVar[str] = "act"
    type: str | Callable[[Any], Any] = "relu"


@dataclass(frozen=True)
class Pool(Step):
    """Pooling: "max" or "avg" (padding does not count in the average)."""

    kind: ClassVar[str] = "pool"
    type: str = "max"
    size: int = 3
    strides: int = 2
    padding: str = "valid"


@dataclass(frozen=True)
class GlobalPool(Step):
    """Pooling over all positions or tokens: "avg" or "max"."""

    kind: ClassVar[str] = "pool"
    type: str = "avg"
    keepdims: bool = False


@dataclass(frozen=True)
class Pad(Step):
    """Zeros around the image: ((top, bottom), (left, right))."""

    kind: ClassVar[str] = "pad"
    amount: tuple[tuple[int, int], tuple[int, int]] = ((1, 1), (1, 1))


@dataclass(frozen=True)
class Scale(Step):
    """x * factor + offset, each one number, or one a channel."""

    kind: ClassVar[str] = "scale"
    factor: float | tuple[float, ...] = 1.0
    offset: float | tuple[float, ...] = 0.0


@dataclass(frozen=True)
class Drop(Step):
    """Dropout of values, or of `whole` samples: stochastic depth, where a table has one rate and a plan a share of it
    in each module, as `unroll` says. A rate of 0 makes no layer."""

    kind: ClassVar[str] = "drop"
    rate: float = 0.0
    whole: bool = False


@dataclass(frozen=True)
class Shape(Step):
    """Another view of the same values: "flatten", "tokens" (h, w, c) -> (hw, c), "row" (h, w, c) -> (1, hw, c), or
    "swap" of the last two axes."""

    kind: ClassVar[str] = "shape"
    type: str = "flatten"


@dataclass(frozen=True)
class Shuffle(Step):
    """Channel shuffle over `groups` (arXiv:1707.01083, figure 1). `inverse`: as its authors' code permutes."""

    kind: ClassVar[str] = "shuffle"
    groups: int = 2
    inverse: bool = False


@dataclass(frozen=True)
class Part(Step):
    """Channels `index` of `of` equal parts (ShuffleNetV2's channel split)."""

    kind: ClassVar[str] = "part"
    index: int = 0
    of: int = 2


@dataclass(frozen=True)
class Math(Step):
    """A function of keras.ops without weights: "mean" over the channels, or one applied to each value, as "rsqrt"."""

    kind: ClassVar[str] = "math"
    type: str = "mean"


@dataclass(frozen=True)
class LocalNorm(Step):
    """Local response normalisation: x / (bias + alpha * mean of x squared over `neighbours`, odd, channels) ** beta.

    The mean is Caffe's, zeros beyond the last channel included; `tf.nn` sums, so its alpha is ours / neighbours.
    """

    kind: ClassVar[str] = "lrn"
    neighbours: int = 5
    alpha: float = 1e-4
    beta: float = 0.75
    bias: float = 1.0


# --- structure ------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Branches(Step):
    """Every branch reads the same input, an empty one is the identity; `merge` is "add", "concat" or "multiply"."""

    merge: str = "add"
    branches: tuple[Table, ...] = ()


@dataclass(frozen=True)
class Block(Step):
    """A part with a name: the base of `Of`, and, if it is a `module` of the paper, a place for rewrites."""

    name: str | None = None
    steps: Table = ()
    module: bool = True


@dataclass(frozen=True)
class Repeat(Step):
    """A row of the paper's table, `times` times; `first` and `last`, where given, are counted in `times`."""

    times: int = 1
    body: Table = ()
    first: Table | None = None
    last: Table | None = None

    @property
    def fixed(self) -> int:
        """How many of the parts depth cannot remove."""
        return (self.first is not None) + (self.last is not None)

    def parts(self) -> tuple[Table, ...]:
        first = () if self.first is None else (self.first,)
        last = () if self.last is None else (self.last,)
        return first + (self.body,) * (self.times - self.fixed) + last


@dataclass(frozen=True)
class Side(Step):
    """The tensor goes on unchanged; `steps` of it are one more output: an auxiliary head, or, with none, a tap."""

    name: str | None = None
    steps: Table = ()


Table = tuple[Step, ...]


def once(block: Block) -> Table:
    """A row that the paper has once, under its own name, and which depth repeats: the second is NAME_2."""
    return (Repeat(1, (dataclasses.replace(block, name=f"{block.name}_{{k}}"),), first=(block,)),)
