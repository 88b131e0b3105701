"""Which points of a space may be trained: those that a network can have, that fit the budget, and that are new.

What is proposed and may not be is drawn anew, so that it becomes no trial: nothing is built, trained or counted.
"""

from __future__ import annotations

import itertools
import random
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from kerasarch.errors import KerasarchError, SearchError
from kerasarch.search.axes import encoded
from kerasarch.search.budget import COUNTED, Budget, counted, shown
from kerasarch.search.space import Candidate, Space

DRAWS = 2000  # that may fail in a row before a space counts as used up
NEIGHBOURS = 16  # new ones that are drawn where one near a proposal is wanted, beside those that were drawn before
WHOLE = 20_000  # points up to which a space is walked, not sampled
FAILURES = 3  # to measure a candidate, in a row, that end a search
MISSES = 40  # of candidates that were measured, in a row, that end a search
LOOKS = 200  # points that tell roughly which share of a space fits
BARS = 12
Measure = Callable[[Candidate], Mapping[str, float]]


@dataclass
class Candidates:
    """The points of a space that fit a budget, each given once.

    Attributes:
        space: where they are from.
        budget: what they may cost.
        measure: gives `file_bytes` and `latency_ms` of a candidate, for budgets that need them.
        seed: of what is drawn.
        refused: how often a proposal was refused, by reason.
    """

    space: Space
    budget: Budget = field(default_factory=Budget)
    measure: Measure | None = None
    seed: int = 0
    refused: Counter[str] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        self.chance = random.Random(self.seed)  # noqa: S311 - no secret
        self.seen: set[int] = set()
        self.failures = self.misses = 0
        self.nearest: dict[str, float] = {}
        self.pool: list[Mapping[str, Any]] = []  # points that fit and were not taken
        self.few: list[Mapping[str, Any]] = []  # where points at random do not fit: those that do

    def admit(self, values: Mapping[str, Any]) -> Candidate | None:
        """The candidate of these values, or None where it may not be trained; it is not yet taken."""
        try:
            candidate = self.space.candidate(values)
        except KerasarchError:
            self.refused["impossible"] += 1
            return None
        if self.budget.excess(candidate.cost):
            self.refused["over budget"] += 1
        elif candidate.key in self.seen:
            self.refused["seen before"] += 1
        elif not self.budget.measured or self._measures_up(candidate):
            return candidate
        return None

    def _measures_up(self, candidate: Candidate) -> bool:
        """Whether a candidate's file is within the budget, too.

        Raises:
            SearchError: nothing measures here; several in a row could not be measured, or were too much.
        """
        if self.measure is None:
            raise SearchError("file_bytes and latency_ms are measured by `kerasarch.search.search` only")
        try:
            found = dict(self.measure(candidate))
        except SearchError:
            self.failures += 1
            if self.failures >= FAILURES:
                raise
            found, reason = {}, "cannot be measured"
        else:
            self.failures, reason = 0, "over budget, measured"
            if not self.budget.excess(found):
                self.misses = 0
                return True
        self.refused[reason] += 1
        self.seen.add(candidate.key)
        self.misses += 1
        self.nearest = min(self.nearest, found, key=lambda costs: max(self.budget.excess(costs).values(), default=1e9))
        if self.misses >= MISSES:
            raise SearchError(
                f"the last {MISSES} candidates that were measured did not fit; the nearest had {shown(self.nearest)}"
            )
        return False

    def take(self, candidate: Candidate) -> Candidate:
        """It will be trained: no other like it is given."""
        self.seen.add(candidate.key)
        if self.few:
            self.few.append(candidate.values)
        return candidate

    def fitting(self, proposed: Mapping[str, Any], near: bool = False) -> Candidate | None:
        """The candidate of a proposal, or one in its place where that may not be trained; None where none is left.

        Args:
            proposed: values of the axes.
            near: whether the one in its place is near it, as suits a proposal that was reasoned; else it is any.
        """
        candidate = self.admit(proposed)
        if candidate:
            return self.take(candidate)
        if near:
            self.pool += itertools.islice(self._cheap(self._drawn()), NEIGHBOURS)
            self.pool.sort(key=lambda values: self.space.distance(values, proposed))
            while self.pool:
                if candidate := self.admit(self.pool.pop(0)):
                    return self.take(candidate)
        return self.first(self._drawn())

    def first(self, proposals: Iterable[Mapping[str, Any]]) -> Candidate | None:
        """The first that may be trained, taken; None where none may."""
        for values in proposals:
            if candidate := self.admit(values):
                return self.take(candidate)
        return None

    def _drawn(self) -> Iterator[dict[str, Any]]:
        """Points at random, or beside those that fit where these are few; where so many of them fail that none may be
        left, every point of a space that has few."""
        for _ in range(DRAWS):
            yield self._beside(self.chance.choice(self.few)) if self.few else self.space.draw(self.chance)
        if self.space.points <= WHOLE:
            yield from self.space.grid()

    def _beside(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """A point at random, from any distance of another to very near it: how small the corner is in which points fit
        is not known."""
        reach = 10 ** self.chance.uniform(-3, 0)
        found = {}
        for name, along in self.space.axes.items():
            place = along.place(values[name]) + reach * self.chance.uniform(-1, 1)
            found[name] = along.at(min(max(place, 0.0), 1.0))
        return found

    def _cheap(self, proposals: Iterable[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
        """Those that fit as far as can be counted, and are new: what nothing needs to be exported for."""
        for values in proposals:
            try:
                candidate = self.space.candidate(values)
            except KerasarchError:
                continue
            if not self.budget.excess(candidate.cost) and candidate.key not in self.seen:
                yield values

    def check(self) -> Preview:
        """Refuse a space in which nothing fits, with the cheapest candidate's cost. Raises SearchError."""
        found = self.preview(LOOKS)
        if found.cheapest is None or self.budget.excess(found.cheapest.cost):
            raise SearchError(found.nothing(self.budget))
        if not found.fits:
            self.few = [found.cheapest.values]
        return found

    def preview(self, n: int = 1000) -> Preview:
        """What a space holds: every point of one that has no more than `n`, else `n` of them at random; and until
        something fits, up to 20,000 more."""
        found = Preview(self.budget)
        few = self.space.points <= n
        points: Iterable[dict[str, Any]] = self.space.grid() if few else self._random(n)
        for values in points:
            found.add(self._tried(values))
        if not few and not found.fits:
            for values in self.space.grid() if self.space.points <= WHOLE else self._corners():
                if found.look(self._tried(values)):
                    break
        return found

    def _random(self, n: int) -> Iterator[dict[str, Any]]:
        for _ in range(n):
            yield self.space.draw(self.chance)

    def _corners(self) -> Iterator[dict[str, Any]]:
        """What is most likely to be cheap: the ends of all axes, in all combinations; then points at random."""
        ends = {name: (along.grid()[0], along.grid()[-1]) for name, along in self.space.axes.items()}
        for number in range(min(2 ** len(ends), WHOLE)):
            yield {name: pair[number >> i & 1] for i, (name, pair) in enumerate(ends.items())}
        yield from self._random(WHOLE // 10)

    def _tried(self, values: dict[str, Any]) -> Candidate | str:
        try:
            return self.space.candidate(values)
        except KerasarchError as refusal:
            return str(refusal)


@dataclass
class Preview:
    """What was found in a space.

    Attributes:
        budget: what was asked for.
        tried: how many points.
        more: how many were tried beside them, to find one that fits.
        fits: how many of them fit, as far as can be counted.
        impossible: why no network can have the others, and how often.
        cheapest: of all points that a network can have, the one nearest to the budget, or farthest below it.
        costs: of each such point.
    """

    budget: Budget
    tried: int = 0
    more: int = 0
    fits: int = 0
    impossible: Counter[str] = field(default_factory=Counter)
    cheapest: Candidate | None = None
    costs: list[dict[str, int]] = field(default_factory=list)

    def add(self, found: Candidate | str) -> None:
        """One point more."""
        self.tried += 1
        self.fits += self._weighed(found)
        if isinstance(found, Candidate):
            self.costs.append(counted(found.cost))

    def look(self, found: Candidate | str) -> bool:
        """One point beside those; whether it fits."""
        self.more += 1
        return self._weighed(found)

    def _weighed(self, found: Candidate | str) -> bool:
        if isinstance(found, str):
            self.impossible[found] += 1
            return False
        if self.cheapest is None or self._order(found) < self._order(self.cheapest):
            self.cheapest = found
        return not self.budget.excess(found.cost)

    @property
    def share(self) -> float:
        """Of the points that were tried, which share fits."""
        return self.fits / self.tried if self.tried else 0.0

    def nothing(self, budget: Budget) -> str:
        """That nothing fits, and why."""
        tried = self.tried + self.more
        if self.cheapest is None:
            reason, times = self.impossible.most_common(1)[0]
            return f"no network can have any point of the space that was tried; {times} of {tried}: {reason}"
        excess = budget.excess(self.cheapest.cost)
        over = " and ".join(f"{factor:.4g} times the {name}" for name, factor in excess.items())
        at = ", ".join(f"{name}={encoded(value)}" for name, value in self.cheapest.values.items())
        return (
            f"nothing in the space fits the budget: the cheapest of {tried} points that were tried has "
            f"{shown(counted(self.cheapest.cost))} ({at}), {over} that the budget allows"
        )

    def __str__(self) -> str:
        lines = [f"{self.fits} of {self.tried} points fit ({self.share:.1%})"]
        if self.more:
            fits = "none" if self.cheapest is None or self.budget.excess(self.cheapest.cost) else "one"
            lines.append(f"of {self.more} more, the ends of all axes among them, {fits} does")
        if self.impossible:
            lines.append(f"{self.impossible.total()} no network can have, as: {self.impossible.most_common(1)[0][0]}")
        if self.cheapest:
            lines.append(f"the cheapest: {shown(counted(self.cheapest.cost))}")
        for name in COUNTED:
            if getattr(self.budget, name) or name == "macs":
                lines += self._histogram(name)
        if self.budget.measured:
            lines.append("file_bytes and latency_ms are measured when a candidate's turn comes, and not counted here")
        return "\n".join(lines)

    def _histogram(self, name: str) -> list[str]:
        values = sorted(cost[name] for cost in self.costs)
        if not values:
            return []
        limit, least = getattr(self.budget, name), values[0]
        width = (values[-1] - least) / BARS or 1  # of points that cost the same there is one bar
        inside = Counter(min(int((value - least) / width), BARS - 1) for value in values)
        lines = [f"{name}:" + (f" the budget is {limit:,.0f}" if limit else "")]
        for bar in range(max(inside) + 1):
            low, high = least + bar * width, least + (bar + 1) * width
            side = "within" if limit and high <= limit else "over" if limit and low > limit else "across"
            marks = "#" * round(40 * inside[bar] / len(values))
            said = side if limit and inside[bar] else ""
            lines.append(f"  up to {high:>16,.0f} {marks:<40} {inside[bar]:>5} {said}".rstrip())
        return lines

    def _order(self, candidate: Candidate) -> tuple[float, int]:
        return self.budget.nearness(candidate.cost), candidate.cost.macs
