"""KerasTuner's oracles, kept within a budget."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

import keras_tuner

from kerasarch.errors import SearchError
from kerasarch.search.axes import Values
from kerasarch.search.candidates import Candidates
from kerasarch.search.space import Space

PARENT = "tuner/trial_id"  # of Hyperband: the trial that this one goes on from
EPOCHS = "tuner/epochs"
Answer = dict[str, Any]
FREE = (keras_tuner.oracles.RandomSearchOracle, keras_tuner.oracles.BayesianOptimizationOracle)


def hyperparameters(space: Space, into: Any = None, default: Mapping[str, Any] | None = None) -> Any:
    """KerasTuner's form of a space: ranges are Float or Int, values Choice, ordered as they are given.

    default: the point that a tuner builds before it searches; None: the first of each axis.
    """
    hp = keras_tuner.HyperParameters() if into is None else into
    begin = space.tunable(default) if default else {}
    for name, along in space.axes.items():
        if isinstance(along, Values):
            choices = [along.tunable(value) for value in along.values]
            hp.Choice(name, choices, ordered=not isinstance(choices[0], str), default=begin.get(name))
        else:
            kind, sampling = hp.Int if along.whole else hp.Float, "log" if along.log else "linear"
            kind(name, along.least, along.most, along.step, sampling, default=begin.get(name))
    return hp


class GridOracle(keras_tuner.Oracle):  # type: ignore[misc]
    """Every point of a space that fits, the last axis varying fastest.

    KerasTuner's own grid reasons from the point before to the next, and cannot leave one out.
    """

    def __init__(self, candidates: Candidates, **arguments: Any) -> None:
        super().__init__(hyperparameters=hyperparameters(candidates.space), **arguments)
        self.candidates = candidates
        self.points: Iterator[Mapping[str, Any]] = candidates.space.grid()

    def populate_space(self, trial_id: str) -> Answer:
        """The next point."""
        candidate = self.candidates.first(self.points)
        if candidate is None:
            return {"status": "STOPPED"}
        return {"status": "RUNNING", "values": self.candidates.space.tunable(candidate.values)}


def budgeted(
    oracle: Any,
    candidates: Candidates,
    first: Iterable[Mapping[str, Any]] = (),
    stop: Callable[[], bool] = lambda: False,
) -> Any:
    """An oracle of KerasTuner that proposes only what fits: what does not is drawn anew, before it becomes a trial.

        space = ScalingHyperModel("xception", width=(0.25, 1.0), size=[32, 48], budget=Budget(macs=5e6), classes=10)
        oracle = keras_tuner.oracles.BayesianOptimizationOracle("val_accuracy", max_trials=20)
        tuner = keras_tuner.Tuner(budgeted(oracle, space.candidates), space)

    Args:
        oracle: RandomSearchOracle, BayesianOptimizationOracle, HyperbandOracle, or one of your own.
        candidates: what may be trained.
        first: values that go before what the oracle proposes, as far as they may be trained.
        stop: whether no further trial should begin.

    Returns:
        The same oracle.

    Raises:
        SearchError: GridSearchOracle, which cannot leave points out: use `GridOracle(candidates)`.
    """
    if isinstance(oracle, keras_tuner.oracles.GridSearchOracle):
        raise SearchError("KerasTuner's GridSearchOracle cannot leave points out; use kerasarch.search.GridOracle")
    propose, queue = oracle.populate_space, iter(first)
    space, near = candidates.space, isinstance(oracle, keras_tuner.oracles.BayesianOptimizationOracle)

    def populate_space(trial_id: str) -> Answer:
        if stop():
            return {"status": "STOPPED"}
        answer: Answer = propose(trial_id)
        if answer["status"] == "STOPPED" and isinstance(oracle, FREE):  # after twenty draws that it had drawn before
            answer = {"status": "RUNNING", "values": space.tunable(space.draw(candidates.chance))}
        if answer["status"] != "RUNNING" or PARENT in answer["values"] or isinstance(oracle, GridOracle):
            return answer
        candidate = candidates.first(queue) or candidates.fitting(space.values(answer["values"]), near)
        if candidate is None:
            return {"status": "STOPPED"}
        return answer | {"values": answer["values"] | space.tunable(candidate.values)}

    oracle.populate_space = populate_space
    return oracle
