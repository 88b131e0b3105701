"""The strategies of Optuna: TPE and NSGA-II, for several objectives, and for several machines that share a database.

Every process that is started on the same study proposes, trains and reports; none is in charge. A process that dies
stops its heartbeat, and another one takes its trial over. On one machine, without a database, the journal is given to a
study in memory, as the other strategies do.
"""

from __future__ import annotations

import random
import socket
import time
import warnings
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from kerasarch.errors import SearchError
from kerasarch.search.axes import Values
from kerasarch.search.budget import fingerprint
from kerasarch.search.candidates import Candidates
from kerasarch.search.journal import Trial
from kerasarch.search.plan import OBJECTIVES
from kerasarch.search.runner import Runner
from kerasarch.search.space import Space

try:
    import optuna
    from optuna.trial import TrialState
except ImportError as failure:
    raise SearchError(
        f"tpe, nsga2 and --storage need Optuna ({failure}): pip install 'kerasarch[distributed]'"
    ) from failure

HEARTBEAT = 10  # seconds
RETRIES = 3  # of a trial whose process died
PATIENCE = 600  # seconds for which a database may be away
PAUSE = 5  # seconds
ATTEMPTS = 20  # to make a study that other processes make at the same moment
Say = Callable[[str], None]


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
    optuna.logging.set_verbosity(optuna.logging.WARNING)
    sampler = _Budgeted(runner, first)
    known = _open(runner, sampler, storage, study, grace)
    if storage is None:
        for trial in runner.journal.trials:
            known.add_trial(_as_trial(runner, trial))
    objective = _Objective(runner, sampler)
    waited = 0
    while True:
        ran = runner.ran
        try:
            while not (runner.late or sampler.exhausted or _done(known) >= runner.plan.trials):
                if _done(known) + _begun(known) < runner.plan.trials:
                    known.optimize(objective, n_trials=1, catch=(_Failed,))
                else:  # others are at the last ones; what becomes of theirs is seen before this process ends
                    optuna.storages.fail_stale_trials(known)
                    time.sleep(1)
            break
        except Exception as failure:
            error = _of_the_database(failure)
            if error is None:
                raise
            waited = PAUSE if runner.ran > ran else waited + PAUSE
            if waited > PATIENCE:
                raise SearchError(f"the database does not answer: {_first_line(error)}") from failure
            runner.say(f"the database does not answer, trying again: {_first_line(error)}")
            time.sleep(PAUSE)
    return known


def trials_of(study: Any, space: Space) -> list[Trial]:
    """All finished trials of a study, whoever ran them."""
    found: list[Trial] = []
    for trial in study.get_trials(deepcopy=False, states=(TrialState.COMPLETE, TrialState.FAIL)):
        kept = trial.user_attrs
        if "metrics" in kept or "reason" in kept:
            status = "completed" if trial.state == TrialState.COMPLETE else "failed"
            values, epochs = space.values(trial.params), kept.get("epochs", 0)
            known = Trial(trial.number, values, epochs, status, kept.get("metrics", {}), kept.get("reason", ""))
            known.engine = {"checkpoint": kept.get("checkpoint", ":")}
            found.append(known)
    return found


class _Failed(Exception):  # noqa: N818
    """A trial that failed: the search goes on."""


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
            raise optuna.TrialPruned
        candidate = space.candidate(space.values(trial.params))
        number = len(runner.journal.trials)
        trial.set_user_attr("checkpoint", f"{socket.gethostname()}:{runner.journal.checkpoint(number).absolute()}")
        trial.set_user_attr("epochs", candidate.recipe.training.epochs)
        ran = runner.run(number, candidate, candidate.recipe.training.epochs, {"study number": trial.number})
        if ran.status == "failed":
            trial.set_user_attr("reason", ran.reason)
            raise _Failed(ran.reason)
        trial.set_user_attr("metrics", ran.metrics)
        return [ran.metrics[name] for name in plan.objectives]

    def _elsewhere(self, trial: Any) -> bool:
        """Whether another process began the same at the same moment; the lower number keeps it."""
        others = trial.study.get_trials(deepcopy=False, states=(TrialState.RUNNING, TrialState.COMPLETE))
        return any(other.number < trial.number and other.params == trial.params for other in others)


class _Budgeted(optuna.samplers.BaseSampler):  # type: ignore[misc]
    """A sampler of Optuna's, whose proposals are replaced where they do not fit."""

    def __init__(self, runner: Runner, first: Iterable[Mapping[str, Any]]) -> None:
        plan = runner.plan
        self.candidates: Candidates = runner.candidates
        self.first = iter(first)
        self.exhausted = False
        self.known = 0
        if plan.strategy == "nsga2":
            self.inner: Any = optuna.samplers.NSGAIISampler(
                population_size=max(4, min(50, plan.trials // 4)), seed=plan.seed
            )
        else:
            self.inner = optuna.samplers.TPESampler(multivariate=True, constant_liar=True, seed=plan.seed)

    def infer_relative_search_space(self, study: Any, trial: Any) -> dict[str, Any]:
        """All of it: what fits depends on all axes."""
        return _distributions(self.candidates.space)

    def sample_relative(self, study: Any, trial: Any, search_space: dict[str, Any]) -> dict[str, Any]:
        """Optuna's proposal, or what takes its place."""
        space = self.candidates.space
        if trial.params.keys() >= search_space.keys():
            return {}  # one of a process that died, taken over
        for other in study.get_trials(deepcopy=False)[self.known :]:
            if other.params.keys() >= search_space.keys():
                self.candidates.take(space.candidate(space.values(other.params)))
        proposed = self.inner.sample_relative(study, trial, search_space)
        # what a sampler leaves out it would have drawn independently
        values = space.values(space.tunable(space.draw(self.candidates.chance)) | proposed)
        candidate = self.candidates.next(self.first) or self.candidates.fitting(values, near=bool(proposed))
        self.exhausted = candidate is None
        return space.tunable(candidate.values if candidate else values)

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


def _open(runner: Runner, sampler: _Budgeted, storage: str | None, study: str | None, grace: int) -> Any:
    up, down = optuna.study.StudyDirection.MAXIMIZE, optuna.study.StudyDirection.MINIMIZE
    directions = [up if OBJECTIVES[name] else down for name in runner.plan.objectives]
    if storage is None:
        return optuna.create_study(sampler=sampler, directions=directions)
    place = _storage(storage, grace)
    failure: Exception | None = None
    for _ in range(ATTEMPTS):
        try:
            known = optuna.create_study(
                storage=place(), study_name=study, sampler=sampler, directions=directions, load_if_exists=True
            )
            break
        except _database_errors() as error:  # processes that make the tables at the same moment are in each other's way
            failure = error
            time.sleep(random.uniform(0.2, 1.0))  # noqa: S311
    else:
        raise SearchError(f"the database cannot be used: {_first_line(failure)}") from failure
    said = runner.plan.json()
    shared = fingerprint({key: said[key] for key in ("recipe", "space", "budget", "objectives")})
    mark = fingerprint([shared, runner.journal.data["identity"]])
    if known.user_attrs.setdefault("kerasarch", mark) != mark:
        raise SearchError(f"the study {study!r} in the database is of another search, or of other images")
    known.set_user_attr("kerasarch", mark)
    return known


def _storage(url: str, grace: int) -> Callable[[], Any]:
    def make() -> Any:
        with warnings.catch_warnings():  # Optuna calls its heartbeat experimental
            warnings.simplefilter("ignore", optuna.exceptions.ExperimentalWarning)
            warnings.simplefilter("ignore", FutureWarning)
            return optuna.storages.RDBStorage(
                url,
                engine_kwargs={"pool_pre_ping": True},  # a connection that died is replaced
                heartbeat_interval=min(HEARTBEAT, max(1, grace // 3)),
                grace_period=grace,
                heartbeat_stale_trial_callback=optuna.storages.RetryFailedTrialCallback(max_retry=RETRIES),
            )

    return make


def _begun(study: Any) -> int:
    """Trials that some process is at."""
    return len(study.get_trials(deepcopy=False, states=(TrialState.RUNNING,)))


def _done(study: Any) -> int:
    """Trials that were completed, or failed by themselves."""
    done = study.get_trials(deepcopy=False, states=(TrialState.COMPLETE, TrialState.FAIL))
    return sum("metrics" in trial.user_attrs or "reason" in trial.user_attrs for trial in done)


def _as_trial(runner: Runner, trial: Trial) -> Any:
    space = runner.candidates.space
    done = trial.status == "completed"
    return optuna.trial.create_trial(
        params=space.tunable(trial.values),
        distributions=_distributions(space),
        values=[trial.metrics[name] for name in runner.plan.objectives] if done else None,
        state=TrialState.COMPLETE if done else TrialState.FAIL,
        user_attrs={"metrics": trial.metrics} if done else {"reason": trial.reason},
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


def _database_errors() -> tuple[type[Exception], ...]:
    import sqlalchemy.exc

    known = optuna.exceptions
    return sqlalchemy.exc.SQLAlchemyError, known.StorageInternalError, known.DuplicatedStudyError


def _of_the_database(failure: BaseException | None) -> BaseException | None:
    """The database's error behind a failure: where one is raised at the end of a trial, Optuna 5.0 fails at it."""
    while failure is not None and not isinstance(failure, _database_errors()):
        failure = failure.__cause__ or failure.__context__
    return failure


def _first_line(failure: BaseException | None) -> str:
    return str(failure).strip().split("\n")[0][:300]
