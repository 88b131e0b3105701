"""Which architectures stand for the others in tests that take all of them too long, and the small forms of all."""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache
from typing import Any

import numpy as np

import kerasarch
from kerasarch import networks, papers
from kerasarch.rewrites.low_resolution import patch_size
from kerasarch.steps import Conv, Dense, Repeat, Separable, Step, Table
from kerasarch.walks import each, every
from tests.parity import images

CLASSES = 5


@cache
def families() -> dict[str, tuple[str, ...]]:
    """The names of the architectures by their paper's module. The registry is made of the same modules."""
    modules = [
        importlib.import_module(f"{papers.__name__}.{module.name}") for module in pkgutil.iter_modules(papers.__path__)
    ]
    of = {module.__name__.split(".")[-1]: getattr(module, "ARCHITECTURES", ()) for module in modules}
    return {family: tuple(one.name for one in members) for family, members in of.items() if members}


@cache
def members() -> tuple[str, ...]:
    """The smallest of each family."""
    return tuple(min(names, key=_macs) for names in families().values())


@cache
def others() -> tuple[str, ...]:
    """The smallest of those that share their vocabulary of steps with no member of a family, one of each vocabulary."""
    smallest: dict[Any, str] = {}
    for name in sorted(networks.list_models(), key=_macs):
        smallest.setdefault(_vocabulary(name), name)
    known = {_vocabulary(name) for name in members()}
    return tuple(name for words, name in smallest.items() if words not in known)


def shallow(name: str, depth: float = 0.25) -> dict[str, float]:
    """The argument `depth`, or none, for an architecture that has no row more often than depth keeps it."""
    rows = [step for step in every(papers.find(name).table) if isinstance(step, Repeat)]
    return {"depth": depth} if any(row.times > max(row.fixed, 1) for row in rows) else {}


@cache
def small(name: str) -> dict[str, Any]:
    """The arguments of the builder for the small form of an architecture: narrow, shallow, and for images that are odd
    on each side (or of 2x3 patches), not square, and just so large that the last map still has several positions. (A
    map of one position has no borders, and a norm after a depthwise convolution of it takes away all that the
    convolution does.)"""
    arguments: dict[str, Any] = {"width": 0.25, **shallow(name)}
    patch = patch_size(papers.find(name).table)
    sides = [(2 * patch, 3 * patch)] if patch else [(size, size + 12) for size in range(33, 1024, 2)]
    for side in sides:
        shape = (*side, 3)
        try:
            maps = kerasarch.cost(name, shape, include_top=False, **arguments).shape
        except kerasarch.KerasarchError:
            continue
        if len(maps) < 3 or min(maps[:2]) > 1:
            return arguments | {"input_shape": shape, "classes": CLASSES}
    raise AssertionError(f"{name} has no small form")


def example(name: str, n: int, shape: tuple[int, int, int] | None = None) -> np.ndarray:
    """Images for an architecture, of its small form's shape if none is given, of the range that it takes.

    So that outputs vary, each has more contrast than the one before (networks without normalisation give nearly the
    same for images that differ in nothing but their noise), and large ones are of patches (of fine noise, the mean over
    a large map is always the same).
    """
    height, width, channels = shape or small(name)["input_shape"]
    patch = max(1, min(height, width) // 64)
    coarse = images((-(-height // patch), -(-width // patch), channels), n)
    contrast = np.arange(1, n + 1, dtype="float32")[:, None, None, None] / n
    deviation = 120 if papers.find(name).include_preprocessing else 2
    return deviation * contrast * coarse.repeat(patch, 1).repeat(patch, 2)[:, :height, :width]


def _macs(name: str) -> int:
    return kerasarch.cost(name, **small(name)).macs


def _vocabulary(name: str) -> frozenset[tuple[Any, ...]]:
    """The kinds of steps of a small form, with all of their options that are no numbers."""
    words = set()

    def see(step: Step) -> Table:
        said = [str(getattr(step, option, "")) for option in ("type", "merge", "bias", "act", "scale", "module")]
        filters = getattr(step, "units" if isinstance(step, Dense) else "filters", None)
        grouped = isinstance(step, Conv) and step.groups > 1
        words.add((type(step), *said, grouped, type(filters) if isinstance(step, Conv | Dense | Separable) else None))
        return (step,)

    each(networks.network(papers.find(name), width=0.25, **shallow(name)).table, see)
    return frozenset(words)
