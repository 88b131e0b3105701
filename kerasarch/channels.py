"""How a step says how many channels it makes: a number that scales, or one that follows another. No Keras."""

from __future__ import annotations

from dataclasses import dataclass

from kerasarch.errors import ArchitectureError


@dataclass(frozen=True)
class Fixed:
    """Exactly `number` channels at every width."""

    number: int


@dataclass(frozen=True)
class Of:
    """`times` the channels that enter the innermost block (at="block") or this very step (at="input")."""

    times: float = 1
    at: str = "block"


@dataclass(frozen=True)
class Rest:
    """What is missing to `total` once the block's input is concatenated (ShuffleNet's strided unit)."""

    total: int


@dataclass(frozen=True)
class Least:
    """`number` channels, more at a width above 1, never fewer (MobileNetV2's last convolution)."""

    number: int


Channels = int | Fixed | Of | Rest | Least


def channels(wanted: Channels, here: int, block: int) -> int:
    """The number that `wanted` means where `here` channels enter the step and `block` entered its block."""
    if type(wanted) is int:
        return wanted
    if type(wanted) is Fixed or type(wanted) is Least:
        return wanted.number
    if type(wanted) is Of:
        return max(1, int((block if wanted.at == "block" else here) * wanted.times))
    if type(wanted) is Rest:
        return wanted.total - block
    raise ArchitectureError(f"channels must be an int, Fixed, Of, Rest or Least; got {wanted!r}")
