"""Where the weights of a rewritten plan come from, as data; `kerasarch.weights.move` does the arithmetic.

A rewrite gives, with its plan, a move for each layer whose weights are not simply those of the old layer of its name.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Kept:
    """The weights of one old layer, as they are."""

    layer: str

    @property
    def sources(self) -> tuple[str, ...]:
        return (self.layer,)


@dataclass(frozen=True)
class Folded:
    """A linear layer (a convolution or a dense layer) and the batch norms after it, as one layer with a bias."""

    layer: str
    norms: tuple[str, ...]

    @property
    def sources(self) -> tuple[str, ...]:
        return (self.layer, *self.norms)


@dataclass(frozen=True)
class Branch:
    """One linear branch of a sum: a convolution or none, then batch norms; `at` is its place in the common kernel."""

    layer: str | None
    norms: tuple[str, ...]
    at: tuple[int, int]


@dataclass(frozen=True)
class Summed:
    """Parallel linear branches as one convolution with a bias, whose `kernel` (height, width) holds all of theirs."""

    branches: tuple[Branch, ...]
    kernel: tuple[int, int]

    @property
    def sources(self) -> tuple[str, ...]:
        return tuple(name for branch in self.branches for name in (branch.layer, *branch.norms) if name)


@dataclass(frozen=True)
class AsConvolution:
    """A dense layer as a 1x1 convolution."""

    dense: str

    @property
    def sources(self) -> tuple[str, ...]:
        return (self.dense,)


@dataclass(frozen=True)
class AsDepthwise:
    """The gamma and beta of a layer norm as a 1x1 depthwise convolution."""

    norm: str

    @property
    def sources(self) -> tuple[str, ...]:
        return (self.norm,)


Move = Kept | Folded | Summed | AsConvolution | AsDepthwise
