"""A search: begin it, go on with it, look at its space before."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from kerasarch.data.source import Source
from kerasarch.errors import KerasarchError, SearchError, whole
from kerasarch.files import discard_folder, expanded, make_numbered
from kerasarch.papers import find
from kerasarch.search.budget import counted, shown
from kerasarch.search.candidates import Candidates, Preview
from kerasarch.search.ending import finish
from kerasarch.search.journal import Journal, Trial, alone, read_journal
from kerasarch.search.plan import KERAS_TUNER, OPTUNA, Plan, plan_of
from kerasarch.search.result import Result
from kerasarch.search.runner import Runner, ranked
from kerasarch.search.space import Space
from kerasarch.search.trial import importable, opened
from kerasarch.search.workers import RefusedError, Worker
from kerasarch.steps import Norm
from kerasarch.training.recipe import Recipe
from kerasarch.training.run import lag
from kerasarch.walks import leaves

DATABASES = ("postgresql", "mysql", "sqlite")
Say = Callable[[str], None]


def preview(plan: Plan, n: int = 1000) -> Preview:
    """What a search's space holds, before anything is built: which share fits, and how its costs are spread.

    Args:
        plan: the search.
        n: points to try, at least 1; every point is tried of a space that has no more.

    Raises:
        KerasarchError: a space that cannot be, or images that cannot be had, whose classes the costs depend on.
    """
    whole("preview's points", n, error=SearchError)
    classes = len(opened(plan.recipe, plan.source).classes)
    return Candidates(Space(plan.recipe, plan.space, classes), plan.budget, seed=plan.seed).preview(n)


def search(
    plan: Plan,
    runs: str | Path = "runs",
    source: Callable[[], Source] | str | None = None,
    warm_start: str | Path | None = None,
    storage: str | None = None,
    study: str | None = None,
    grace: int | None = None,
    say: Say = print,
) -> Result:
    """Search, in a new numbered folder of `runs`.

    Args:
        plan: what for; see `read_search`.
        runs: the folder of runs; made where it is missing.
        source: a function that gives the images, in the place of the recipe's [data]: at the top of a module, as
            trials run in another process.
        storage: URL of a database (postgresql, mysql; sqlite on one machine) that processes share which search
            together: each is started with the same plan. Needs a strategy of Optuna.
        study: the search's name in the database.
        grace: seconds without a sign of life after which another process takes a trial over. Default: 60.
        warm_start: the folder of an earlier search, whose best candidates are tried first where this space has them.
        say: where lines for people go.

    Returns:
        The result. Its folder holds journal.jsonl, the best checkpoints, report.html, report.png, trials.csv,
        best.toml, and the best network's file with its proof.

    Raises:
        SearchError: a space that cannot be or in which nothing fits, images that cannot be had, or all trials failed.
            KeyboardInterrupt passes through: all finished trials are kept, and `resume_search` goes on.
    """
    if not isinstance(plan, Plan):
        raise SearchError(f"plan must be a Plan, as read_search(path) gives; got {plan!r}")
    if (storage is None) != (study is None):
        raise SearchError("storage and study go together: the database, and the search's name in it")
    if storage is not None and plan.strategy in KERAS_TUNER:
        raise SearchError(f"storage needs a strategy of {' or '.join(OPTUNA)}; got {plan.strategy!r}")
    if storage is not None and not storage.startswith(DATABASES):
        raise SearchError(
            f"storage must be a URL of {', '.join(DATABASES)}; got {storage!r} (a journal file of Optuna's has no "
            "heartbeat, without which nobody takes over what a process that died was at; on one machine: "
            "sqlite:///FILE.db)"
        )
    if grace is not None:
        if storage is None:
            raise SearchError(f"grace is for processes that share a storage; got {grace} without one")
        whole("grace", grace, least=3, error=SearchError)
    plan = replace(plan, source=importable(source, "source") or plan.source, recipe=_absolute(plan.recipe))
    first = _best_of(read_journal(warm_start), plan) if warm_start is not None else []
    # before anything is loaded: what is too much for one class is for more
    try:
        Candidates(Space(plan.recipe, plan.space, 1), plan.budget).check()
    except SearchError as refusal:
        raise SearchError(f"{refusal} (counted with one class)") from refusal
    journal = Journal(make_numbered(expanded(runs), plan.recipe.name))
    say(f"search: {journal.folder}")
    try:
        with Worker(plan, journal.folder / "worker.log") as worker:
            data = _described(worker)
            journal.begin(plan.json(), data | {"first": first} | ({"study": study} if study else {}))
            with alone(journal.folder, say) as journal:
                return _go_on(plan, journal, worker, first, say, storage, study, grace or 60)
    except KerasarchError:
        if not journal.trials and not (journal.folder / "report.html").exists():  # nothing is in it to go on with
            discard_folder(journal.folder)
        raise


def resume_search(
    folder: str | Path, trials: int | None = None, seconds: float | None = None, say: Say = print
) -> Result:
    """Go on with a search after its last finished trial.

    Args:
        folder: of the search.
        trials: how many it should have in all; None leaves what it was asked for.
        seconds: after which no further trial is begun, from now; None leaves it.
        say: where lines for people go.

    Raises:
        SearchError: the folder is none of a search, another process searches in it, its journal is damaged, or its
            images are others now.
    """
    with alone(folder, say) as journal:
        return _resume(journal, trials, seconds, say)


def _resume(journal: Journal, trials: int | None, seconds: float | None, say: Say) -> Result:
    folder = journal.folder
    if study := journal.data.get("study"):
        raise SearchError(
            f"{folder} is one process's part of the study {study!r}: start its search again, with the same recipe, "
            f"--storage and --study {study}"
        )
    done = sum(trial.status != "running" for trial in journal.trials)
    if trials is not None and whole("trials", trials, error=SearchError) < done:
        raise SearchError(f"trials must be at least {done}, which are done; got {trials}")
    changes = {key: value for key, value in (("trials", trials), ("seconds", seconds)) if value is not None}
    plan = plan_of(journal.plan | changes)
    if changes:
        journal.more(changes)
    say(f"going on with {journal.folder} after {done} of {plan.trials} trials")
    with Worker(plan, journal.folder / "worker.log") as worker:
        if _described(worker)["identity"] != journal.data["identity"]:
            raise SearchError(f"{folder} was searched on other images than {journal.data['name']} now has")
        return _go_on(plan, journal, worker, journal.data.get("first", []), say)


def _go_on(
    plan: Plan,
    journal: Journal,
    worker: Worker,
    first: list[dict[str, Any]],
    say: Say,
    storage: str | None = None,
    study: str | None = None,
    grace: int = 60,
) -> Result:
    cut_off = _without_cut_off(journal)
    runner = Runner(plan, journal, worker, say)
    found = runner.candidates.check()
    say(f"{found.share:.1%} of {found.tried} points of the space fit the budget, as far as can be counted")
    if few := lag(_momentum(plan.recipe), _steps(plan.recipe, journal.data["images"]["train"])):
        say(few)
    if plan.paper_first and not journal.trials:
        own = runner.candidates.space.papers_own()
        if own is None:
            say("no trial has the paper's values or the recipe's: of some axis, the space has neither")
        else:
            if why := _unfit(own, runner.candidates):
                say(f"the paper's configuration, or the recipe's in its place, is no trial: {why}")
            first = [own, *first]
    first = [*cut_off, *first]
    try:
        if plan.strategy in KERAS_TUNER:
            from kerasarch.search import keras_tuner_engine

            keras_tuner_engine.run(runner, first)
        else:
            from kerasarch.search import optuna_engine
            from kerasarch.search.study import insist

            shared = optuna_engine.run(runner, first, storage, study, grace)
            if storage is not None:
                known = insist(lambda: optuna_engine.trials_of(shared, runner.candidates.space), say)
                journal = replace(journal, trials=known)
    except (KeyboardInterrupt, KerasarchError) as stop:  # such as a device that measures and is away
        if journal.trials or isinstance(stop, KeyboardInterrupt):
            finished = sum(trial.status != "running" for trial in journal.trials)
            again = "start it again" if storage else f"go on with: kerasarch search --resume {journal.folder}"
            say(f"stopped: {finished} trials are kept; {again}")
        raise
    if refused := runner.candidates.refused:
        say(f"drawn anew: {', '.join(f'{times} {reason}' for reason, times in refused.items())}")
    if len(journal.trials) < plan.trials and not runner.late:
        nearest = runner.candidates.nearest
        told = f"; the nearest that was measured had {shown(nearest)}" if nearest else ""
        say(f"nothing new in the space fits after {len(journal.trials)} trials{told}")
    return finish(plan, journal, worker, say)


def _described(worker: Worker) -> dict[str, Any]:
    try:
        return dict(worker.do("describe"))
    except RefusedError as refusal:
        raise SearchError(f"the search cannot begin: {refusal}") from refusal


def _unfit(values: dict[str, Any], candidates: Candidates) -> str | None:
    """Why a point becomes no trial, as far as can be counted."""
    try:
        cost = candidates.space.candidate(values).cost
    except KerasarchError as refusal:
        return str(refusal)
    over = candidates.budget.excess(cost)
    return f"{shown(counted(cost))} is over the budget of {', '.join(over)}" if over else None


def _momentum(recipe: Recipe) -> float | None:
    """What the network's batch norms keep at each step, as the recipe or its table says."""
    if recipe.training.batch_norm_momentum is not None:
        return recipe.training.batch_norm_momentum
    return max(
        (step.momentum for step in leaves(find(recipe.model.name).table) if isinstance(step, Norm)), default=None
    )


def _steps(recipe: Recipe, images: int) -> int:
    return recipe.training.epochs * -(-images // recipe.training.batch_size)


def _without_cut_off(journal: Journal) -> list[dict[str, Any]]:
    """Take the trial that never ended off the journal; its values, if a strategy would not give them again."""
    lost: list[Trial] = []
    if journal.trials and journal.trials[-1].status == "running":
        lost = [journal.trials.pop()]
    return [trial.values for trial in lost if "tuner/trial_id" not in trial.engine]


def _best_of(journal: Journal, plan: Plan, n: int = 5) -> list[dict[str, Any]]:
    """Of an earlier search the best values that this one has, too. Raises SearchError where there are none."""
    before = plan_of(journal.plan)
    if before.recipe.model.name != plan.recipe.model.name:
        raise SearchError(
            f"{journal.folder} searched {before.recipe.model.name}, which begins nothing of {plan.recipe.model.name}"
        )
    space = Space(plan.recipe, plan.space, 1)
    found = [trial.values for trial in ranked(journal.trials, before) if space.holds(trial.values)][:n]
    if not found:
        raise SearchError(f"no completed trial of {journal.folder} is in this space")
    return found


def _absolute(recipe: Recipe) -> Recipe:
    if not recipe.data.path:
        return recipe
    return replace(recipe, data=replace(recipe.data, path=str(expanded(recipe.data.path).absolute())))
