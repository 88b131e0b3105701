"""What may vary in a search, and between which values. No Keras, no KerasTuner."""

from __future__ import annotations

import json
import math
import random
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, ClassVar

from kerasarch.errors import SearchError, nearest, number

LIMIT = 10_000  # values of an axis: one that has more is a range
RANGE = ("least", "most", "step", "log")


@dataclass(frozen=True)
class Values:
    """An axis of single values, in the order in which they are given."""

    values: tuple[Any, ...]

    def draw(self, chance: random.Random) -> Any:
        """One of them at random."""
        return chance.choice(self.values)

    def grid(self) -> tuple[Any, ...]:
        """All of them."""
        return self.values

    def place(self, value: Any) -> float:
        """Where a value stands among them, from 0 to 1."""
        return self.values.index(value) / max(1, len(self.values) - 1)

    def at(self, place: float) -> Any:
        """The value that stands nearest to a place."""
        return self.values[round(place * (len(self.values) - 1))]

    def holds(self, value: Any) -> bool:
        """Whether it is one of them."""
        return any(value == known and type(value) is type(known) for known in self.values)

    def tunable(self, value: Any) -> Any:
        """A value as tuners take it."""
        return value if self.plain else encoded(value)

    def value(self, tunable: Any) -> Any:
        """The value that a tuner means."""
        return tunable if self.plain else decoded(tunable)

    def spec(self) -> Any:
        """What `axis` makes it of, as TOML's and JSON's values."""
        named = ("none" if value is None else value for value in self.values)
        return [list(value) if isinstance(value, tuple) else value for value in named]

    endless: ClassVar[bool] = False

    @property
    def plain(self) -> bool:
        """Whether tuners can take them as they are: numbers of one kind, or texts."""
        kinds = {type(value) for value in self.values}
        return len(kinds) == 1 and kinds <= {int, float, str}


@dataclass(frozen=True)
class Range:
    """An axis of numbers from `least` to `most`, both included; whole ones where all of its numbers are.

    Attributes:
        step: between neighbours; None: any number between.
        log: whether a factor, not a difference, makes a step: for learning rates.
    """

    least: float
    most: float
    step: float | None = None
    log: bool = False

    def draw(self, chance: random.Random) -> float:
        """One of its numbers at random."""
        if not self.endless and not self.log:
            return chance.choice(self.grid())
        low, high = self._scaled(self.least), self._scaled(self.most)
        drawn = chance.uniform(low, high)
        return self.rounded(math.exp(drawn) if self.log else drawn)

    def grid(self) -> tuple[float, ...]:
        """All of its numbers; ten of them where any number is one."""
        if self.endless:
            return tuple(self.at(i / 9) for i in range(10))
        step = self.step or 1
        steps = int((self.most - self.least) / step + 1e-9)  # 0.3 / 0.1 is a little less than 3
        return tuple(self.rounded(self.least + i * step) for i in range(steps + 1))

    def place(self, value: float) -> float:
        """Where a number stands between the ends, from 0 to 1."""
        low, high = self._scaled(self.least), self._scaled(self.most)
        return (self._scaled(value) - low) / (high - low)

    def at(self, place: float) -> float:
        """The number that stands nearest to a place."""
        low, high = self._scaled(self.least), self._scaled(self.most)
        there = low + (high - low) * place
        if self.step is not None:
            there = low + self.step * round((there - low) / self.step)
        return self.rounded(math.exp(there) if self.log else there)

    def holds(self, value: Any) -> bool:
        """Whether it is one of its numbers."""
        if isinstance(value, bool) or not isinstance(value, int | float) or not self.least <= value <= self.most:
            return False
        return self.endless or value in self.grid()

    def tunable(self, value: float) -> float:
        """A number as tuners take it."""
        return value

    def value(self, tunable: float) -> float:
        """The number that a tuner means: of a range with steps, the nearest of its own."""
        if self.step is None:
            return self.rounded(tunable)
        return self.rounded(self.least + round((tunable - self.least) / self.step) * self.step)

    def spec(self) -> Any:
        """What `axis` makes it of, as TOML's and JSON's values."""
        table = {"least": self.least, "most": self.most, "step": self.step, "log": self.log or None}
        return {key: value for key, value in table.items() if value is not None}

    def rounded(self, value: float) -> float:
        """To six figures: more make no other network, but other names for it."""
        return round(value) if self.whole else min(max(float(f"{value:.6g}"), self.least), self.most)

    @property
    def whole(self) -> bool:
        """Whether its numbers are integers."""
        return all(isinstance(value, int) for value in (self.least, self.most, self.step or 1))

    @property
    def endless(self) -> bool:
        """Whether any number between the ends is one of its own."""
        return self.step is None and not self.whole

    def _scaled(self, value: float) -> float:
        return math.log(value) if self.log else value


Axis = Values | Range


def axis(name: str, given: Any) -> Axis:
    """The axis that a user means.

    Args:
        name: of the axis, for errors.
        given: a list of values, in which "none" is None; (least, most) or (least, most, step); or a table of `least`,
            `most` and perhaps `step` and `log`.

    Raises:
        SearchError: it is none of these, has no value, or has one twice; it is named.
    """
    if isinstance(given, tuple) and len(given) in (2, 3) and all(_is_number(value) for value in given):
        given = dict(zip(RANGE, given, strict=False))
    if isinstance(given, Mapping):
        return _range(name, given)
    if not isinstance(given, list | tuple):
        raise SearchError(f"{name} must be a list of values, or a range of least and most; got {given!r}")
    values = tuple(tuple(value) if isinstance(value, list) else None if value == "none" else value for value in given)
    if not values:
        raise SearchError(f"{name} must have at least one value; got none")
    if len(values) > LIMIT:
        raise SearchError(f"{name} has {len(values)} values; give a range instead")
    for value in values:
        if not isinstance(value, str | int | float | tuple | None):
            raise SearchError(f"{name} must hold numbers, texts, true, false and 'none'; got {value!r}")
    named = [encoded(value) for value in values]
    if twice := [text for text in named if named.count(text) > 1]:
        raise SearchError(f"{name} holds {twice[0]} twice")
    return Values(values)


def encoded(value: Any) -> str:
    """A value as JSON."""
    return json.dumps(value)


def decoded(text: str) -> Any:
    """The value of a JSON text; a pair is a tuple."""
    value = json.loads(text)
    return tuple(value) if isinstance(value, list) else value


def _range(name: str, given: Mapping[str, Any]) -> Axis:
    for key in given:
        if key not in RANGE:
            raise SearchError(
                f"{name}.{key} is no part of a range{nearest(key, RANGE) or '; there are ' + ', '.join(RANGE)}"
            )
    if "least" not in given or "most" not in given:
        raise SearchError(f"{name} must have least and most; got {dict(given)}")
    for key in ("least", "most"):
        number(f"{name}.{key}", given[key], error=SearchError)
    least, most, step, log = given["least"], given["most"], given.get("step"), given.get("log")
    if not least < most:
        raise SearchError(f"{name}.least must be below {name}.most; got {least} and {most}")
    if log not in (None, False, True):
        raise SearchError(f"{name}.log must be true or false; got {log!r}")
    if log and least <= 0:
        raise SearchError(f"{name}.least must be above 0 where log=true; got {least}")
    if step is not None:
        number(f"{name}.step", step, above=0, error=SearchError)
        if log:
            raise SearchError(f"{name} has a step and log=true; one of them")
    made = Range(least, most, step, bool(log))
    if not made.endless:
        if (most - least) / (step or 1) > LIMIT:
            raise SearchError(f"{name} has more than {LIMIT} values; give a larger step")
        made = replace(made, most=made.grid()[-1])
        if made.most == least:
            raise SearchError(f"{name}.step must be at most {most - least:g}, from least to most; got {step}")
    return made


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
