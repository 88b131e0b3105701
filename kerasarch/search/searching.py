"""A search: begin it, go on with it, look at its space before."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from kerasarch.data.source import Source
from kerasarch.errors import SearchError, whole
from kerasarch.files import expanded, make_numbered
from kerasarch.search.candidates import Candidates, Preview
from kerasarch.search.journal import Journal, Trial, read_journal
from kerasarch.search.plan import KERAS_TUNER, OPTUNA, Plan, plan_of
from kerasarch.search.result import Result
from kerasarch.search.runner import Runner, ranked
from kerasarch.search.space import Space
from kerasarch.search.trial import opened
from kerasarch.search.workers import RefusedError, Worker, importable
from kerasarch.training.recipe import Recipe

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
    grace: int = 60,
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
        grace: seconds without a sign of life after which another process takes a trial over.
        warm_start: the folder of an earlier search, whose best candidates are tried first where this space has them.
        say: where lines for people go.

    Returns:
        The result. Its folder holds journal.jsonl, the best checkpoints, report.html, report.png, trials.csv,
        best.toml, and the best network's file with its proof.

    Raises:
        SearchError: a space that cannot be or in which nothing fits, images that cannot be had, or all trials failed.
            KeyboardInterrupt passes through: all finished trials are kept, and `resume_search` goes on.
    """
    if (storage is None) != (study is None):
        raise SearchError("storage and study go together: the database, and the search's name in it")
    if storage is not None and plan.strategy in KERAS_TUNER:
        raise SearchError(f"storage needs a strategy of {' or '.join(OPTUNA)}; got {plan.strategy!r}")
    if storage is not None and not storage.startswith(DATABASES):
        raise SearchError(f"storage must be a URL of {', '.join(DATABASES)}; got {storage!r}")
    whole("grace", grace, least=3, error=SearchError)
    plan = replace(plan, source=importable(source, "source") or plan.source, recipe=_absolute(plan.recipe))
    first = _best_of(read_journal(warm_start)) if warm_start is not None else []
    # before anything is loaded: what is too much for one class is for more
    Candidates(Space(plan.recipe, plan.space, 1), plan.budget).check()
    journal = Journal(make_numbered(expanded(runs), plan.recipe.name))
    say(f"search: {journal.folder}")
    with Worker(plan, journal.folder / "worker.log") as worker:
        data = _described(worker)
        journal.begin(plan.json(), data)
        return _go_on(plan, journal, worker, first, say, storage, study, grace)


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
        SearchError: the folder is none of a search, its journal is damaged, or its images are others now.
    """
    journal = read_journal(folder)
    changes = {key: value for key, value in (("trials", trials), ("seconds", seconds)) if value is not None}
    plan = plan_of(journal.plan | changes)
    if changes:
        journal.more(changes)
    say(f"going on with {journal.folder} after {len(journal.trials)} of {plan.trials} trials")
    with Worker(plan, journal.folder / "worker.log") as worker:
        if _described(worker)["identity"] != journal.data["identity"]:
            raise SearchError(f"{folder} was searched on other images than {journal.data['name']} now has")
        return _go_on(plan, journal, worker, [], say)


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
    runner = Runner(plan, journal, worker, say)
    found = runner.candidates.check()
    say(f"{found.share:.1%} of {found.tried} points of the space fit the budget, as far as can be counted")
    cut_off = _without_cut_off(journal)
    if plan.paper_first and not journal.trials:
        own = runner.candidates.space.papers_own()
        if own is None:
            say("the paper's own configuration is not in the space")
        else:
            first = [own, *first]
    first = [values for values in (*cut_off, *first) if runner.candidates.space.holds(values)]
    try:
        if plan.strategy in KERAS_TUNER:
            from kerasarch.search import keras_tuner_engine

            keras_tuner_engine.run(runner, first)
        else:
            from kerasarch.search import optuna_engine

            shared = optuna_engine.run(runner, first, storage, study, grace)
            if storage is not None:
                journal = replace(journal, trials=optuna_engine.trials_of(shared, runner.candidates.space))
    except KeyboardInterrupt:
        finished = sum(trial.status != "running" for trial in journal.trials)
        again = "start it again" if storage else f"go on with: kerasarch search --resume {journal.folder}"
        say(f"stopped: {finished} trials are kept; {again}")
        raise
    if len(journal.trials) < plan.trials and not runner.late:
        say(f"nothing new in the space fits after {len(journal.trials)} trials")
    return finish(plan, journal, worker, say)


def finish(plan: Plan, journal: Journal, worker: Worker, say: Say) -> Result:
    """Report on the trials, export the best and prove the file. Raises SearchError where all trials failed."""
    best = next(iter(ranked(journal, plan)), None)
    if best is None:
        reasons = [trial.reason for trial in journal.trials if trial.status == "failed"]
        why = f"all {len(reasons)} trials failed; the first: {reasons[0]}" if reasons else "no trial was finished"
        raise SearchError(f"{why}; see {journal.folder}")
    result = Result(journal)
    for written in result.write():
        say(f"written: {written}")
    target = journal.folder / f"best.{plan.budget.target}"
    checkpoint = result.checkpoint(best)
    if checkpoint is None:
        say(f"the best: trial {best.number + 1}, whose model is at {best.engine['checkpoint']}")
        return result
    try:
        manifest = worker.do("deliver", checkpoint=str(checkpoint), target=str(target))
    except RefusedError as refusal:
        raise SearchError(f"the best network (trial {best.number + 1}) was not exported: {refusal}") from refusal
    parity = manifest["parity"]
    say(f"the best: trial {best.number + 1}, test accuracy {parity['keras_accuracy']:.4f} on {parity['images']} images")
    say(f"exported and proven: {target}, {manifest['bytes'] / 1e6:.2f} MB, accuracy {parity['accuracy']:.4f}")
    return result


def _described(worker: Worker) -> dict[str, Any]:
    try:
        return dict(worker.do("describe"))
    except RefusedError as refusal:
        raise SearchError(f"the images cannot be had: {refusal}") from refusal


def _without_cut_off(journal: Journal) -> list[dict[str, Any]]:
    """Take the trials that never ended off the journal; their values, but those that a strategy would give again."""
    lost: list[Trial] = [trial for trial in journal.trials if trial.status == "running"]
    journal.trials[:] = [trial for trial in journal.trials if trial.status != "running"]
    return [trial.values for trial in lost if "tuner/trial_id" not in trial.engine]


def _best_of(journal: Journal, n: int = 5) -> list[dict[str, Any]]:
    return [trial.values for trial in ranked(journal, plan_of(journal.plan))[:n]]


def _absolute(recipe: Recipe) -> Recipe:
    if not recipe.data.path:
        return recipe
    return replace(recipe, data=replace(recipe.data, path=str(expanded(recipe.data.path).absolute())))
