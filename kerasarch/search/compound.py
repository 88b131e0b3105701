"""EfficientNet's compound scaling, fitted to what a search measured.

arXiv:1905.11946, section 3.3, scales depth by alpha^phi, width by beta^phi and resolution by gamma^phi; its
coefficients are the best of a small grid at phi = 1 under alpha beta^2 gamma^2 = 2, each of which was trained. Here the
trials of a search, of whatever cost, are fitted first: the logarithm of the error as a sum of parabolas in the
logarithms of depth, width and size, as each gains less the more there is of it (section 3.2). The grid is walked on
that fit.
"""

from __future__ import annotations

import itertools
import math
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np

from kerasarch.errors import SearchError
from kerasarch.papers import find

if TYPE_CHECKING:
    from kerasarch.search.result import Result

AXES = ("depth", "width", "size")
COST = {"depth": 1, "width": 2, "size": 2}  # multiply-adds grow by this power
DRAWS = 1000  # resampled sets of trials
STEPS = 20
Array = Any


@dataclass(frozen=True)
class Compound:
    """Coefficients, with what is known of them.

    Attributes:
        alpha, beta, gamma: by which depth, width and resolution grow at phi = 1, where the cost doubles; 1 where an
            axis did not vary.
        intervals: by name, what 90% of resampled sets of the trials give.
        centre: the depth, width and size from which they scale: the median of the trials.
        r2: the share of the variance of the error's logarithm that the fit explains.
        trials: how many were fitted.
    """

    alpha: float
    beta: float
    gamma: float
    intervals: dict[str, tuple[float, float]]
    centre: dict[str, float]
    r2: float
    trials: int

    def __str__(self) -> str:
        ends = {name: f"{low:.3f} to {high:.3f}" for name, (low, high) in self.intervals.items()}
        says = ", ".join(f"{name} {getattr(self, name):.3f} ({between})" for name, between in ends.items())
        return f"{says}; R2 {self.r2:.2f} over {self.trials} trials"


def fit_compound(result: Result, seed: int = 0) -> Compound:
    """Compound coefficients from a search's completed trials.

    Args:
        result: of a search in which at least two of depth, width and size varied.
        seed: of the resampling that gives the uncertainty.

    Raises:
        SearchError: fewer than two of the axes varied, or fewer trials were completed than twice the axes and three.
    """
    there = [name for name in AXES if name in result.space.axes]
    if "name" in result.space.axes:
        raise SearchError("compound coefficients are of one architecture; here the name varied")
    done = [trial for trial in result.trials if trial.status == "completed"]
    longest = max((trial.epochs for trial in done), default=0)
    done = [trial for trial in done if trial.epochs == longest]
    varied = [name for name in there if len({_side(trial.values[name], result) for trial in done}) > 1]
    if len(varied) < 2:
        raise SearchError(f"compound coefficients need two of {', '.join(AXES)} to vary; {varied or 'none'} did")
    if len(done) < 2 * len(varied) + 3:
        raise SearchError(
            f"{len(done)} completed trials are too few to fit {', '.join(varied)}; {2 * len(varied) + 3} are the least"
        )
    sides = np.array([[_side(trial.values[name], result) for name in varied] for trial in done])
    centre = np.median(sides, axis=0)
    points = np.log(sides / centre)
    # an accuracy of 1 has no logarithm of its error: half an image of the validation set is wrong then
    least = 0.5 / result.journal.data["images"]["validation"]
    errors = np.log([max(1 - trial.metrics["val_accuracy"], least) for trial in done])
    fit, r2 = _fitted(points, errors)
    chance = np.random.default_rng(seed)
    drawn = []
    for _ in range(DRAWS):
        some = chance.integers(0, len(done), len(done))
        drawn.append(_coefficients(varied, _fitted(points[some], errors[some])[0]))
    names = dict(zip(AXES, ("alpha", "beta", "gamma"), strict=True))
    low, high = np.percentile(drawn, (5, 95), axis=0)
    alpha, beta, gamma = map(float, _coefficients(varied, fit))
    return Compound(
        alpha,
        beta,
        gamma,
        intervals={names[axis]: (float(low[i]), float(high[i])) for i, axis in enumerate(AXES) if axis in varied},
        centre=dict(zip(varied, map(float, centre), strict=True)),
        r2=r2,
        trials=len(done),
    )


def _rows(points: Array) -> Array:
    return np.column_stack([points, points**2, np.ones(len(points))])


def _fitted(points: Array, errors: Array) -> tuple[Array, float]:
    """The parabolas' numbers, and the share of the errors' variance that they explain."""
    rows = _rows(points)
    solution, *_ = np.linalg.lstsq(rows, errors, rcond=None)
    spread = float(((errors - errors.mean()) ** 2).sum())
    left = float(((errors - rows @ solution) ** 2).sum())
    return solution, 1 - left / spread if spread else 0.0


def _coefficients(varied: list[str], fit: Array) -> Array:
    """alpha, beta and gamma of the least error on the grid; 1 for what did not vary."""
    shares = _grid(len(varied))
    points = shares * math.log(2) / [COST[name] for name in varied]
    best = points[np.argmin(_rows(points) @ fit)]
    found = dict(zip(varied, np.exp(best), strict=True))
    return np.array([found.get(name, 1.0) for name in AXES])


@cache
def _grid(axes: int) -> Array:
    """In how many ways a doubled cost can be shared out between the axes, in steps of a twentieth."""
    steps = itertools.product(range(STEPS + 1), repeat=axes)
    return np.array([each for each in steps if sum(each) == STEPS]) / STEPS


def _side(value: float | tuple[int, int], result: Result) -> float:
    """A size as the side of a square of as many pixels; 0 is the paper's."""
    if isinstance(value, tuple):
        return math.sqrt(math.prod(value))
    return value or find(result.plan.recipe.model.name).size
