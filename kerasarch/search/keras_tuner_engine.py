"""The strategies of KerasTuner: its loop and its oracles, our journal.

KerasTuner's own files are scratch: it rewrites them in place. A search that goes on gives a new oracle the journal's
trials again, one by one.
"""

from __future__ import annotations

import itertools
import math
import tempfile
from typing import Any

import keras_tuner
from keras_tuner.engine.base_tuner import BaseTuner
from threadpoolctl import threadpool_limits

from kerasarch.errors import SearchError
from kerasarch.search.candidates import LOOKS, Candidates
from kerasarch.search.journal import Trial
from kerasarch.search.oracles import EPOCHS, PARENT, GridOracle, budgeted, hyperparameters
from kerasarch.search.plan import OBJECTIVES, Plan
from kerasarch.search.runner import Runner

TUNER = "tuner0"
PATIENT = 10**9  # failed trials in a row: they do not end a search


def run(runner: Runner, first: list[dict[str, Any]]) -> None:
    """Run trials until the plan's number or time is reached, or nothing new fits.

    Args:
        runner: runs them.
        first: values to try before the oracle's own.
    """
    # with more threads a Gaussian process of so few points takes three times the CPU time, and is no faster
    with tempfile.TemporaryDirectory() as scratch, threadpool_limits(1, "blas"):
        try:
            _Driver(runner, first, scratch).search()
        except keras_tuner.errors.FatalError as failure:
            raise failure.__cause__ or failure from None


class _Driver(BaseTuner):  # type: ignore[misc]
    """KerasTuner's loop over trials."""

    def __init__(self, runner: Runner, first: list[dict[str, Any]], scratch: str) -> None:
        self.runner = runner
        oracle = oracle_of(runner.plan, runner.candidates)
        oracle.verbose = 0
        super().__init__(oracle, directory=scratch, project_name="search")
        self.replay()
        if isinstance(oracle, GridOracle):
            oracle.points = itertools.chain(first, oracle.points)
        budgeted(oracle, runner.candidates, first, self.over)

    def over(self) -> bool:
        """Whether no further trial should begin."""
        return self.runner.late or len(self.oracle.trials) >= self.runner.plan.trials

    def replay(self) -> None:
        """Tell the oracle what the journal knows."""
        propose, candidates = self.oracle.populate_space, self.runner.candidates
        # Hyperband's brackets are its own; what the others propose depends on nothing but the trials
        counts = isinstance(self.oracle, keras_tuner.oracles.HyperbandOracle)
        for known in self.runner.journal.trials:
            if PARENT not in known.engine:
                candidates.take(candidates.space.candidate(known.values))
            answer = {"status": "RUNNING", "values": candidates.space.tunable(known.values) | known.engine}
            self.oracle.populate_space = lambda trial_id, answer=answer: (counts and propose(trial_id), answer)[1]
            trial = self.oracle.create_trial(TUNER)
            if known.status == "completed":
                self.oracle.update_trial(trial.trial_id, self._reported(known))
            trial.status = known.status.upper()
            self.oracle.end_trial(trial)
        self.oracle.populate_space = propose

    def run_trial(self, trial: Any, *args: Any, **kwargs: Any) -> dict[str, float]:
        """Train a candidate in a worker."""
        space, proposed = self.runner.candidates.space, trial.hyperparameters.values
        candidate = space.candidate(space.values(proposed))
        engine = {key: value for key, value in proposed.items() if key.startswith("tuner/")}
        epochs = engine.get(EPOCHS, candidate.recipe.training.epochs)
        try:
            ran = self.runner.run(int(trial.trial_id), candidate, epochs, engine)
        except Exception as failure:  # KerasTuner would take it for the trial's
            raise keras_tuner.errors.FatalError(str(failure)) from failure
        self.runner.progress(self.runner.journal.trials)
        if ran.status == "failed":
            raise keras_tuner.errors.FailedTrialError(ran.reason)
        return self._reported(ran)

    def _reported(self, known: Trial) -> dict[str, float]:
        goal = self.runner.plan.objectives[0]
        return {goal: known.metrics[goal]}


def oracle_of(plan: Plan, candidates: Candidates) -> Any:
    """KerasTuner's oracle of the plan's strategy."""
    goal = plan.objectives[0]
    shared: dict[str, Any] = {
        "objective": keras_tuner.Objective(goal, "max" if OBJECTIVES[goal] else "min"),
        "seed": plan.seed + 1,  # KerasTuner takes 0 for none
        "max_consecutive_failed_trials": PATIENT,
    }
    if plan.strategy == "grid":
        return GridOracle(candidates, **shared)
    shared["hyperparameters"] = hyperparameters(candidates.space)
    if plan.strategy == "hyperband":
        _check_rung(plan, candidates)
        return keras_tuner.oracles.HyperbandOracle(
            max_epochs=plan.recipe.training.epochs, hyperband_iterations=PATIENT, **shared
        )
    if plan.strategy == "bayesian":
        return keras_tuner.oracles.BayesianOptimizationOracle(max_trials=PATIENT, **shared)
    return keras_tuner.oracles.RandomSearchOracle(max_trials=PATIENT, **shared)


def _check_rung(plan: Plan, candidates: Candidates) -> None:
    """Refuse a small space that is used up before Hyperband's first rung is full: nothing would be promoted."""
    if candidates.space.points > LOOKS:
        return
    epochs, thirds = plan.recipe.training.epochs, 0
    while 3 ** (thirds + 1) <= epochs:
        thirds += 1
    rung = math.ceil(math.ceil(1 + math.log(epochs, 3)) / (thirds + 1) * 3**thirds)  # as KerasTuner has it
    fits = candidates.check().fits
    if fits < min(rung, plan.trials):
        raise SearchError(
            f"hyperband begins with {rung} candidates where training.epochs={epochs}, and {fits} fit in this space: "
            "give it a larger one, fewer epochs, or another strategy"
        )
