"""The strategies of Optuna: TPE and NSGA-II, for several objectives, and for several machines that share a database.

Every process that is started on the same study proposes, trains and reports; none is in charge. A process that dies
stops its heartbeat, and another one takes its trial over. On one machine, without a database, the journal is given to a
study in memory, as the other strategies do.
"""

from __future__ import annotations

import random
import socket
import time
from collections.abc import Iterable, Mapping
from typing import Any

from kerasarch.errors import SearchError
from kerasarch.search.axes import Values
from kerasarch.search.candidates import Candidates
from kerasarch.search.journal import Trial
from kerasarch.search.runner import Runner
from kerasarch.search.space import Space
from kerasarch.search.study import (
    ATTEMPTS,
    PATIENCE,
    PAUSE,
    finished_elsewhere,
    first_line,
    insist,
    of_the_database,
    open_study,
    optuna,
    waiting,
)

TrialState = optuna.trial.TrialState
GENERATION = "generation"  # of NSGA-II, as Optuna keeps it with a trial, by a name of its own


def run(
    runner: Runner,
    first: list[dict[str, Any]],
    storage: str | None = None,
    study: str | None = None,
    grace: int = 60,
) -> Any:
    """Run trials until the study has as many as were asked for, the time is over, or nothing new fits.

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
    sampler = _Budgeted(runner, first, storage is not None)
    known = open_study(runner, sampler, storage, study, grace)
    if storage is None:
        for trial in runner.journal.trials:
            known.add_trial(_as_trial(runner, trial))
    runner.before = _done(known)
    objective = _Objective(runner, sampler)
    waited = 0
    while True:
        ran = runner.ran
        try:
            while not runner.late and _done(known) < runner.plan.trials:
                begun = _begun(known)
                free = not sampler.exhausted and _done(known) + begun < runner.plan.trials
                if free or known.get_trials(deepcopy=False, states=(TrialState.WAITING,)):
                    before = runner.ran
                    known.optimize(objective, n_trials=1, catch=(_Failed, _TakenOver))
                    if runner.ran > before:
                        mine, space = runner.journal.trials, runner.candidates.space
                        runner.progress(mine if storage is None else trials_of(known, space))
                elif begun:  # others are at the last ones; what becomes of theirs is seen before this process ends
                    optuna.storages.fail_stale_trials(known)
                    time.sleep(1)
                else:
                    break
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
        if _counts(trial):
            status = "completed" if trial.state == TrialState.COMPLETE else "failed"
            values, epochs = space.values(trial.params), kept.get("epochs", 0)
            known = Trial(trial.number, values, epochs, status, kept.get("metrics", {}), kept.get("reason", ""))
            known.engine = {"checkpoint": kept.get("checkpoint", ":")}
            found.append(known)
    return found


class _Failed(Exception):  # noqa: N818
    """A trial that failed: the search goes on."""


class _TakenOver(Exception):  # noqa: N818
    """A trial that another process has begun at the same moment; not counted."""


class _Objective:
    """Trains what the sampler proposes."""

    def __init__(self, runner: Runner, sampler: _Budgeted) -> None:
        self.runner, self.sampler = runner, sampler

    def __call__(self, trial: Any) -> list[float]:
        runner, plan = self.runner, self.runner.plan
        space = runner.candidates.space
        for name, distribution in _distributions(space).items():
            _suggest(trial, name, distribution)
        if self.sampler.exhausted or self._elsewhere(trial):
            raise _TakenOver
        candidate = space.candidate(space.values(trial.params))
        number = len(runner.journal.trials)
        trial.set_user_attr("checkpoint", f"{socket.gethostname()}:{runner.journal.checkpoint(number).absolute()}")
        trial.set_user_attr("epochs", candidate.recipe.training.epochs)
        kept = trial.study.get_trials(deepcopy=False)[trial.number].system_attrs
        engine = {"study number": trial.number, GENERATION: {key: kept[key] for key in kept if GENERATION in key}}
        ran = runner.run(number, candidate, candidate.recipe.training.epochs, engine)
        if ran.status == "failed":
            insist(lambda: trial.set_user_attr("reason", ran.reason), runner.say)
            raise _Failed(ran.reason)
        insist(lambda: trial.set_user_attr("metrics", ran.metrics), runner.say)
        return [ran.metrics[name] for name in plan.objectives]

    def _elsewhere(self, trial: Any) -> bool:
        """Whether another process began the same at the same moment; the lower number keeps it."""
        space, states = self.runner.candidates.space, (TrialState.RUNNING, TrialState.COMPLETE)
        key = space.candidate(space.values(trial.params)).key
        for _ in range(ATTEMPTS):
            others = [o for o in trial.study.get_trials(deepcopy=False, states=states) if o.number < trial.number]
            whole = [other for other in others if other.params.keys() >= space.axes.keys()]
            if any(self.sampler.key_of(other) == key for other in whole):
                return True
            if len(whole) == len(others):
                return False
            time.sleep(0.1)  # one of them is only just being written
        return False


class _Budgeted(optuna.samplers.BaseSampler):  # type: ignore[misc]
    """A sampler of Optuna's, whose proposals are replaced where they do not fit."""

    def __init__(self, runner: Runner, first: Iterable[Mapping[str, Any]], shared: bool) -> None:
        plan = runner.plan
        self.candidates: Candidates = runner.candidates
        self.first = iter(first)
        self.exhausted = False
        self.keys: dict[int, int] = {}
        # processes that share a study must not all draw the same
        seed = random.SystemRandom().randrange(2**31) if shared else plan.seed
        self.candidates.chance.seed(seed)
        if plan.strategy == "nsga2":
            self.inner: Any = optuna.samplers.NSGAIISampler(
                population_size=max(4, min(50, plan.trials // 4)), seed=seed
            )
        else:
            self.inner = optuna.samplers.TPESampler(multivariate=True, constant_liar=True, seed=seed)

    def infer_relative_search_space(self, study: Any, trial: Any) -> dict[str, Any]:
        """All of it: what fits depends on all axes."""
        return _distributions(self.candidates.space)

    def sample_relative(self, study: Any, trial: Any, search_space: dict[str, Any]) -> dict[str, Any]:
        """Optuna's proposal, or what takes its place."""
        space = self.candidates.space
        if trial.params.keys() >= search_space.keys():
            return {}  # one of a process that died, taken over
        for other in study.get_trials(deepcopy=False):
            if other.number not in self.keys and other.params.keys() >= search_space.keys():
                self.candidates.seen.add(self.key_of(other))
        proposed = self.inner.sample_relative(study, trial, search_space)
        # what a sampler leaves out it would have drawn independently
        values = space.values(space.tunable(space.draw(self.candidates.chance)) | proposed)
        candidate = self.candidates.first(self.first) or self.candidates.fitting(values, near=bool(proposed))
        self.exhausted = candidate is None
        return space.tunable(candidate.values if candidate else values)

    def key_of(self, trial: Any) -> int:
        """What tells a trial's network and training from others'; of a trial that has all its values."""
        if trial.number not in self.keys:
            space = self.candidates.space
            self.keys[trial.number] = space.candidate(space.values(trial.params)).key
        return self.keys[trial.number]

    def sample_independent(self, study: Any, trial: Any, name: str, distribution: Any) -> Any:
        """Of nothing: all axes are drawn together."""
        return self.inner.sample_independent(study, trial, name, distribution)

    def reseed_rng(self) -> None:
        """As Optuna asks."""
        self.inner.reseed_rng()

    def before_trial(self, study: Any, trial: Any) -> None:
        """As Optuna asks."""
        self.inner.before_trial(study, trial)

    def after_trial(self, study: Any, trial: Any, state: Any, values: Any) -> None:
        """As Optuna asks."""
        self.inner.after_trial(study, trial, state, values)


def _begun(study: Any) -> int:
    """Trials that some process is at: those that have their values, as with these they have a sign of life too."""
    return sum(bool(trial.params) for trial in study.get_trials(deepcopy=False, states=(TrialState.RUNNING,)))


def _done(study: Any) -> int:
    """Trials that were completed, or failed by themselves."""
    return len([trial for trial in study.get_trials(deepcopy=False) if _counts(trial)])


def _counts(trial: Any) -> bool:
    return trial.state == TrialState.COMPLETE or (trial.state == TrialState.FAIL and "reason" in trial.user_attrs)


def _as_trial(runner: Runner, trial: Trial) -> Any:
    space = runner.candidates.space
    done = trial.status == "completed"
    return optuna.trial.create_trial(
        params=space.tunable(trial.values),
        distributions=_distributions(space),
        values=[trial.metrics[name] for name in runner.plan.objectives] if done else None,
        state=TrialState.COMPLETE if done else TrialState.FAIL,
        user_attrs={"metrics": trial.metrics} if done else {"reason": trial.reason},
        system_attrs=trial.engine.get(GENERATION, {}),
    )


def _distributions(space: Space) -> dict[str, Any]:
    made: dict[str, Any] = {}
    for name, along in space.axes.items():
        if isinstance(along, Values):
            choices = [along.tunable(value) for value in along.values]
            made[name] = optuna.distributions.CategoricalDistribution(choices)
        elif along.whole:
            made[name] = optuna.distributions.IntDistribution(
                int(along.least), int(along.most), log=along.log, step=int(along.step or 1)
            )
        else:
            made[name] = optuna.distributions.FloatDistribution(along.least, along.most, log=along.log, step=along.step)
    return made


def _suggest(trial: Any, name: str, distribution: Any) -> None:
    if isinstance(distribution, optuna.distributions.CategoricalDistribution):
        trial.suggest_categorical(name, distribution.choices)
        return
    suggest = (
        trial.suggest_int if isinstance(distribution, optuna.distributions.IntDistribution) else trial.suggest_float
    )
    suggest(name, distribution.low, distribution.high, step=distribution.step, log=distribution.log)
