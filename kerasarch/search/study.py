"""A study of Optuna in a database that processes share, and what its being away means."""

from __future__ import annotations

import hashlib
import random
import time
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from typing import Any, TypeVar

from kerasarch.errors import SearchError
from kerasarch.search.budget import fingerprint
from kerasarch.search.plan import OBJECTIVES
from kerasarch.search.runner import Runner

try:
    import optuna as optuna
except ImportError as failure:
    raise SearchError(
        f"tpe, nsga2 and --storage need Optuna ({failure}): pip install 'kerasarch[distributed]'"
    ) from failure

HEARTBEAT = 10  # seconds
RETRIES = 3  # of a trial whose process died
PATIENCE = 600  # seconds for which a database may be away
PAUSE = 5  # seconds
ATTEMPTS = 20  # to make a study that other processes make at the same moment
Answer = TypeVar("Answer")


def open_study(runner: Runner, sampler: Any, storage: str | None, study: str | None, grace: int) -> Any:
    """A study in memory, or the one of that name in the database, made where it is missing.

    Raises:
        SearchError: the database cannot be used, or the study is of another search.
    """
    up, down = optuna.study.StudyDirection.MAXIMIZE, optuna.study.StudyDirection.MINIMIZE
    directions = [up if OBJECTIVES[name] else down for name in runner.plan.objectives]
    if storage is None:
        return optuna.create_study(sampler=sampler, directions=directions)
    place = _storage(storage, grace)
    failure: Exception | None = None
    try:
        place()
    except ImportError as error:
        raise SearchError(f"the database's driver is not installed: {error}") from error
    except database_errors():
        pass
    for _ in range(ATTEMPTS):
        try:
            known = optuna.create_study(
                storage=place(), study_name=study, sampler=sampler, directions=directions, load_if_exists=True
            )
            break
        except database_errors() as error:  # processes that make the tables at the same moment are in each other's way
            failure = error
            time.sleep(random.uniform(0.2, 1.0))  # noqa: S311
    else:
        raise SearchError(f"the database cannot be used: {first_line(failure)}") from failure
    said = {key: runner.plan.json()[key] for key in ("recipe", "space", "budget", "objectives", "train")}
    # what differs from machine to machine
    said["recipe"]["data"].pop("path", None)
    said["budget"].pop("command", None)
    mark = hashlib.sha256(fingerprint([said, runner.journal.data["identity"]]).encode()).hexdigest()
    if insist(lambda: known.user_attrs, runner.say).setdefault("kerasarch", mark) != mark:
        raise SearchError(f"the study {study!r} in the database is of another search, or of other images")
    insist(lambda: known.set_user_attr("kerasarch", mark), runner.say)
    return known


def _storage(url: str, grace: int) -> Callable[[], Any]:
    def make() -> Any:
        with _experimental():
            return _Storage(
                url,
                engine_kwargs={"pool_pre_ping": True},  # a connection that died is replaced
                heartbeat_interval=min(HEARTBEAT, max(1, grace // 3)),
                grace_period=grace,
                heartbeat_stale_trial_callback=_give_over,
            )

    return make


def _give_over(known: Any, trial: Any) -> None:
    """Leave the trial of a process that died to another, unless it had failed before."""
    if "reason" not in trial.user_attrs:
        with _experimental():
            optuna.storages.RetryFailedTrialCallback(max_retry=RETRIES)(known, trial)


def give_up_the_silent(known: Any) -> None:
    """Fail the trials that have no sign of life left, so that others can have them."""
    with _experimental():
        optuna.storages.fail_stale_trials(known)


@contextmanager
def _experimental() -> Iterator[None]:
    """Optuna calls its heartbeat so; people who search need not know."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", optuna.exceptions.ExperimentalWarning)
        warnings.simplefilter("ignore", FutureWarning)
        yield


class _Storage(optuna.storages.RDBStorage):  # type: ignore[misc]
    """Optuna's, whose sign of life outlives a moment without the database, and whose waiting trials go to one process
    each."""

    def record_heartbeat(self, trial_id: int) -> None:
        """As Optuna asks."""
        with suppress(*database_errors()):
            super().record_heartbeat(trial_id)

    def set_trial_state_values(self, trial_id: int, state: Any, values: Any = None) -> bool:
        """As Optuna asks. What waits is begun in one step, as SQLite locks no rows, and with a sign of life, without
        which others would wait for it for ever."""
        if state != optuna.trial.TrialState.RUNNING:
            return bool(super().set_trial_state_values(trial_id, state, values))
        import sqlalchemy
        from optuna.storages._rdb.models import TrialModel

        super().record_heartbeat(trial_id)
        waits = (TrialModel.trial_id == trial_id, TrialModel.state == optuna.trial.TrialState.WAITING)
        begin = sqlalchemy.update(TrialModel).where(*waits).values(state=state, datetime_start=datetime.now())
        with self.engine.begin() as connection:
            return bool(connection.execute(begin).rowcount)


def database_errors() -> tuple[type[Exception], ...]:
    """What is raised where a database does not answer, or answers that another process was faster."""
    import sqlalchemy.exc

    known = optuna.exceptions
    return sqlalchemy.exc.SQLAlchemyError, known.StorageInternalError, known.DuplicatedStudyError


def of_the_database(failure: BaseException | None) -> BaseException | None:
    """The database's error behind a failure: where one is raised at the end of a trial, Optuna 5.0 fails at it."""
    while failure is not None and not isinstance(failure, database_errors()):
        failure = failure.__cause__ or failure.__context__
    return failure


def finished_elsewhere(failure: BaseException | None) -> bool:
    """Whether a trial could not be told as another process had ended it."""
    while failure is not None:
        ended = isinstance(failure, ValueError) and str(failure).startswith("Cannot tell a")
        if ended or isinstance(failure, optuna.exceptions.UpdateFinishedTrialError):
            return True
        failure = failure.__cause__ or failure.__context__
    return False


def insist(ask: Callable[[], Answer], say: Callable[[str], None]) -> Answer:
    """Read or write what a search cannot do without, as what a training has cost hours to know, though the database may
    be away.

    Raises:
        SearchError: it was away for too long.
    """
    waited = 0
    while True:
        try:
            return ask()
        except database_errors() as error:
            waited += PAUSE
            if waited > PATIENCE:
                raise SearchError(f"the database does not answer: {first_line(error)}") from error
            say(waiting(error))
            time.sleep(PAUSE)


def waiting(error: BaseException | None) -> str:
    """What to say while a database is away."""
    return f"the database does not answer, trying again: {first_line(error)}"


def first_line(failure: BaseException | None) -> str:
    """What a failure says, in one line."""
    return str(failure).strip().split("\n")[0][:300]
