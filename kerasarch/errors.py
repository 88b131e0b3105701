"""Every mistake of a user, and the checks that tell it: what was received, what is allowed, the nearest valid name."""

from __future__ import annotations

import difflib
import math
from collections.abc import Iterable
from typing import Any


class KerasarchError(ValueError):
    """A mistake that the user can mend. Its message is a sentence for them; the command line shows no traceback."""


class ArchitectureError(KerasarchError):
    """A table, or a form of it, that no network can have."""


class WeightsError(KerasarchError):
    """Weights that are not there, cannot be read, or belong to another network."""


class DataError(KerasarchError):
    """Images or labels that cannot be used."""


class RecipeError(KerasarchError):
    """A recipe, or a run made from one, that cannot be followed."""


class FileError(KerasarchError):
    """A file that cannot be written or read where it was asked for."""


class ExportError(KerasarchError):
    """A model that cannot be exported, or an exported file that does not compute what it should."""


class SearchError(KerasarchError):
    """A search that cannot be made, or gone on with."""


def one_of(argument: str, value: Any, allowed: Iterable[Any], error: type[KerasarchError] = KerasarchError) -> Any:
    """`value`, if it is among `allowed`; else an error that names the nearest."""
    choices = list(allowed)
    for choice in choices:
        if value is choice or (type(value) is type(choice) and value == choice):
            return value
    raise error(f"{argument} must be one of {', '.join(map(repr, choices))}; got {value!r}{nearest(value, choices)}")


def nearest(value: Any, allowed: Iterable[Any]) -> str:
    """A question that ends an error's sentence, or nothing where nothing is near."""
    names = [choice for choice in allowed if isinstance(choice, str)]
    close = difflib.get_close_matches(value.lower(), names, n=3, cutoff=0.5) if isinstance(value, str) else []
    return f"; did you mean {' or '.join(map(repr, close))}?" if close else ""


def channels_first(shape: tuple[Any, ...]) -> str:
    """What ends the sentence about a shape as (3, 224, 224), where (224, 224, 3) may be meant; or nothing."""
    first, *others = shape
    if first not in (1, 3) or None in others or min(others) <= 4:
        return ""
    return f"; if {shape} has its channels first, pass {(*others, first)}"


def class_names(argument: str, value: Any, error: type[KerasarchError] = KerasarchError) -> tuple[str, ...]:
    """`value` as a tuple, if it is a list or tuple of names of one line each: files keep them as lines."""
    if isinstance(value, str | bytes) or not isinstance(value, Iterable):
        raise error(f"{argument} must be the names of classes in a list; got {value!r}, a {type(value).__name__}")
    names = tuple(value)
    for place, name in enumerate(names):
        if not isinstance(name, str) or name.splitlines() != [name]:
            raise error(f"{argument} must be names of one line each; got {name!r} as number {place}")
    return names


def whole(argument: str, value: Any, least: int = 1, error: type[KerasarchError] = KerasarchError) -> int:
    """`value`, if it is an int of at least `least`; True and 2.0 are none. NumPy's integers are taken."""
    if isinstance(value, bool) or not hasattr(value, "__index__"):
        raise error(f"{argument} must be an integer of at least {least}; got {value!r}, a {type(value).__name__}")
    if value < least:
        raise error(f"{argument} must be an integer of at least {least}; got {value!r}")
    return int(value)


def number(
    argument: str,
    value: Any,
    *,
    above: float | None = None,
    least: float | None = None,
    below: float | None = None,
    error: type[KerasarchError] = KerasarchError,
) -> float:
    """`value` as a float, if it is finite and `least` <= value, `above` < value < `below`."""
    bounds = [f"above {above}"] * (above is not None) + [f"at least {least}"] * (least is not None)
    wanted = " and ".join(["a finite number", *bounds, *[f"below {below}"] * (below is not None)])
    try:
        given = math.nan if isinstance(value, bool | str) else float(value)
    except (TypeError, ValueError, OverflowError):
        given = math.nan
    inside = (above is None or given > above) and (least is None or given >= least) and (below is None or given < below)
    if not (math.isfinite(given) and inside):
        raise error(f"{argument} must be {wanted}; got {value!r}")
    return given
