"""The strategies of Optuna: TPE and NSGA-II, for several objectives, and for several machines that share a database.

Every process that is started on the same study proposes, trains and reports; none is in charge. A process that dies
stops its heartbeat, and another one takes its trial over. On one machine, without a database, the journal is given to a
study in memory, as the other strategies do.
"""

from __future__ import annotations

import socket
import time
from functools import partial
from typing import Any

from kerasarch.errors import SearchError
from kerasarch.search.journal import Trial
from kerasarch.search.runner import Runner
from kerasarch.search.sampler import Budgeted, counts, distributions, taken
from kerasarch.search.space import Candidate, Space
from kerasarch.search.study import (
    ATTEMPTS,
    PATIENCE,
    PAUSE,
    finished_elsewhere,
    first_line,
    give_up_the_silent,
    insist,
    of_the_database,
    open_study,
    optuna,
    waiting,
)

TrialState = optuna.trial.TrialState
GENERATION = "generation"  # of NSGA-II, as Optuna keeps it with a trial, by a name of its own
RETRIED = "failed_trial"  # what Optuna keeps with a trial that takes the place of one whose process died


def run(
    runner: Runner,
    first: list[dict[str, Any]],
    storage: str | None = None,
    study: str | None = None,
    grace: int = 60,
) -> Any:
    """Run trials until the study has as many as were asked for, the time is over, or nothing new fits; then wait for
    those that others are at.

    Args:
        runner: runs them.
        first: values to try before the sampler's own.
        storage: URL of a database; None: in memory, beginning with the journal's trials.
        study: its name in the database.
        grace: seconds without a heartbeat after which a trial is given to another process.

    Returns:
        The optuna.Study.

    Raises:
        SearchError: the study is of another search, or its database does not answer.
    """
    optuna.logging.set_verbosity(optuna.logging.ERROR)  # at WARNING it prints a traceback for each failed trial
    sampler = Budgeted(runner, first, storage is not None)
    known = open_study(runner, sampler, storage, study, grace)
    if storage is None:
        for trial in runner.journal.trials:
            known.add_trial(_as_trial(runner, trial))
    runner.before = insist(lambda: _done(known), runner.say)
    objective, space = _Objective(runner, sampler, storage is not None), runner.candidates.space
    waited, looks, last = 0, 0, None  # the last: what was under way when there were as many as were asked for
    while True:
        ran = runner.ran
        try:
            while not runner.late:
                everyone = known.get_trials(deepcopy=False)  # once: what is given over must not fall between two looks
                done, (begun, given_over) = sum(map(counts, everyone)), _under_way(everyone)
                if done >= runner.plan.trials:
                    last = begun | given_over if last is None else last
                    begun, given_over = begun & last, given_over & last
                free = not sampler.exhausted and done + len(begun) + len(given_over) < runner.plan.trials
                looks = 0 if free or given_over or begun else looks + 1
                if free or given_over:
                    before = runner.ran
                    known.optimize(objective, n_trials=1, catch=(_Failed, _Left))
                    if runner.ran > before:
                        runner.progress(trials_of(known, space) if storage else runner.journal.trials)
                elif begun:  # others are at the last ones; what becomes of theirs is seen before this process ends
                    give_up_the_silent(known)
                    time.sleep(1)
                    waited = 0
                    still, _ = _under_way(known.get_trials(deepcopy=False))
                    if not begun <= still:  # what was stopped may be begun again
                        sampler.exhausted = False
                elif storage is None or looks > 1:
                    break
                else:  # a trial that another process is giving over is, for a moment, neither begun nor waiting
                    time.sleep(1)
            break
        except Exception as failure:
            if storage is not None and finished_elsewhere(failure):
                runner.say("that trial was silent for too long: another process has taken it over")
                continue
            error = of_the_database(failure)
            if error is None:
                raise
            waited = PAUSE if runner.ran > ran else waited + PAUSE
            if waited > PATIENCE:
                raise SearchError(f"the database does not answer: {first_line(error)}") from failure
            runner.say(waiting(error))
            time.sleep(PAUSE)
    return known


def trials_of(study: Any, space: Space) -> list[Trial]:
    """All finished trials of a study, whoever ran them."""
    found: list[Trial] = []
    for trial in study.get_trials(deepcopy=False):
        kept = trial.user_attrs
        if counts(trial):
            status = "completed" if trial.state == TrialState.COMPLETE else "failed"
            values, epochs = space.values(trial.params), kept.get("epochs", 0)
            known = Trial(trial.number, values, epochs, status, kept.get("metrics", {}), kept.get("reason", ""))
            known.engine = {"checkpoint": kept.get("checkpoint", ":")}
            found.append(known)
    return found


class _Failed(Exception):  # noqa: N818
    """A trial that failed: the search goes on."""


class _Left(Exception):  # noqa: N818
    """A trial that is not trained, as another process has begun the same or it does not fit; not counted."""


class _Objective:
    """Trains what the sampler proposes."""

    def __init__(self, runner: Runner, sampler: Budgeted, shared: bool) -> None:
        self.runner, self.sampler, self.shared = runner, sampler, shared
        self.silent: set[int] = set()  # trials whose process has died before they had values

    def __call__(self, trial: Any) -> list[float]:
        space = self.runner.candidates.space
        if self.shared:  # before it has values, as for those that have some others wait
            trial.storage.record_heartbeat(trial._trial_id)
        # asks the sampler, also where Optuna would not: an axis has one value, or a trial has all of them
        trial.relative_params  # noqa: B018
        for name, distribution in distributions(space).items():
            _suggest(trial, name, distribution)
        if self.sampler.exhausted or self._elsewhere(trial) or self._enough(trial):
            raise _Left
        if "metrics" in trial.user_attrs:  # its process died when it was trained
            return self._values(trial.user_attrs["metrics"])
        # measured here, not in the sampler: from now on the trial has values and a sign of life, for others to see
        candidate = self.runner.candidates.admit(space.values(trial.params))
        if candidate is None:
            raise _Left
        return self._trained(trial, candidate)

    def _trained(self, trial: Any, candidate: Candidate) -> list[float]:
        runner, epochs = self.runner, candidate.recipe.training.epochs
        number = len(runner.journal.trials)
        place = f"{socket.gethostname()}:{runner.journal.checkpoint(number).absolute()}"
        for name, value in (("checkpoint", place), ("epochs", epochs)):
            insist(partial(trial.set_user_attr, name, value), runner.say)
        system = trial.study.get_trials(deepcopy=False)[trial.number].system_attrs
        engine: dict[str, Any] = {GENERATION: {key: system[key] for key in system if GENERATION in key}}
        if self.shared:  # where others' trials are between this process's own
            engine["study number"] = trial.number
        ran = runner.run(number, candidate, epochs, engine)
        outcome, found = ("reason", ran.reason) if ran.status == "failed" else ("metrics", ran.metrics)
        insist(lambda: trial.set_user_attr(outcome, found), runner.say)
        if ran.status == "failed":
            raise _Failed(ran.reason)
        return self._values(ran.metrics)

    def _values(self, metrics: dict[str, Any]) -> list[float]:
        return [metrics[name] for name in self.runner.plan.objectives]

    def _enough(self, trial: Any) -> bool:
        """Whether others make up the number asked for, as processes begin the last ones at the same moment. What was
        taken over from a process that died is never too many."""
        everyone = trial.study.get_trials(deepcopy=False)
        dead = everyone[trial.number].system_attrs.get(RETRIED)
        if dead is not None and everyone[dead].params:
            return False
        others = [o for o in everyone if counts(o) or (o.number < trial.number and taken(o) and o.params)]
        return len(others) >= self.runner.plan.trials

    def _elsewhere(self, trial: Any) -> bool:
        """Whether another process began the same at the same moment; the lower number keeps it."""
        axes, key = self.runner.candidates.space.axes, self.sampler.key_of(trial)
        for _ in range(ATTEMPTS):
            others = [o for o in trial.study.get_trials(deepcopy=False) if o.number < trial.number and taken(o)]
            if any(self.sampler.key_of(other) == key for other in others if other.params.keys() >= axes.keys()):
                return True
            # some are only just being written; or never will be
            unknown = {other.number for other in others if not other.params.keys() >= axes.keys()} - self.silent
            if not unknown:
                return False
            time.sleep(0.1)
        self.silent |= unknown
        return False


def _under_way(everyone: list[Any]) -> tuple[set[int], set[int]]:
    """Which trials some process is at, and which wait for one as theirs has died; by the numbers that they had first.

    Of those that a process is at, those that have their values, as with these they have a sign of life too."""
    begun = [trial for trial in everyone if trial.state == TrialState.RUNNING and trial.params]
    waiting = [trial for trial in everyone if trial.state == TrialState.WAITING]
    at, given_over = ({trial.system_attrs.get(RETRIED, trial.number) for trial in some} for some in (begun, waiting))
    return at, given_over


def _done(study: Any) -> int:
    """Trials that were completed, or failed by themselves."""
    return sum(map(counts, study.get_trials(deepcopy=False)))


def _as_trial(runner: Runner, trial: Trial) -> Any:
    space = runner.candidates.space
    done = trial.status == "completed"
    return optuna.trial.create_trial(
        params=space.tunable(trial.values),
        distributions=distributions(space),
        values=[trial.metrics[name] for name in runner.plan.objectives] if done else None,
        state=TrialState.COMPLETE if done else TrialState.FAIL,
        user_attrs={"metrics": trial.metrics} if done else {"reason": trial.reason},
        system_attrs=trial.engine.get(GENERATION, {}),
    )


def _suggest(trial: Any, name: str, distribution: Any) -> None:
    if isinstance(distribution, optuna.distributions.CategoricalDistribution):
        trial.suggest_categorical(name, distribution.choices)
        return
    suggest = (
        trial.suggest_int if isinstance(distribution, optuna.distributions.IntDistribution) else trial.suggest_float
    )
    suggest(name, distribution.low, distribution.high, step=distribution.step, log=distribution.log)
