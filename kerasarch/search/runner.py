"""The running of a search's trials, whichever engine proposes them: journal, worker, checkpoints, lines for people."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from kerasarch.errors import SearchError
from kerasarch.search.axes import encoded
from kerasarch.search.budget import counted, fingerprint, shown
from kerasarch.search.candidates import Candidates
from kerasarch.search.journal import Journal, Trial
from kerasarch.search.plan import OBJECTIVES, Plan
from kerasarch.search.space import Candidate, Space
from kerasarch.search.workers import RefusedError, Worker

Say = Callable[[str], None]


class Runner:
    """What runs trials.

    Attributes:
        plan: of the search.
        journal: of its folder.
        worker: the process that trains.
        candidates: what may be trained.
        before: trials that the search had when this process began.
    """

    def __init__(self, plan: Plan, journal: Journal, worker: Worker, say: Say) -> None:
        self.plan, self.journal, self.worker, self.say = plan, journal, worker, say
        space = Space(plan.recipe, plan.space, len(journal.data["classes"]))
        self.candidates = Candidates(space, plan.budget, self.measure, plan.seed)
        self.began, self.before = time.perf_counter(), len(journal.trials)
        self.ran = 0

    @property
    def late(self) -> bool:
        """Whether the time for new trials is over."""
        return self.plan.seconds is not None and time.perf_counter() - self.began >= self.plan.seconds

    def measure(self, candidate: Candidate) -> dict[str, float]:
        """What a candidate's file costs, measured once for equal networks."""
        model = candidate.recipe.table()["model"]
        key = fingerprint([model, self.plan.budget.json()])
        if key not in self.journal.measured:
            try:
                found = self.worker.do("measure", recipe=candidate.recipe.table())
            except RefusedError as refusal:
                raise SearchError(f"a candidate's file cannot be measured: {refusal}") from refusal
            self.journal.measure(key, found)
            if self.plan.budget.excess(found):
                self.say(f"drawn anew: measured, it has {shown(found)}")
        return self.journal.measured[key]

    def run(self, number: int, candidate: Candidate, epochs: int, engine: dict[str, Any] | None = None) -> Trial:
        """Train a candidate; the trial is completed, or has failed and says why."""
        trial = Trial(number, candidate.values, epochs, engine=engine or {})
        costs: dict[str, float] = dict(counted(candidate.cost))
        if self.plan.budget.measured:
            costs |= self.measure(candidate)
        self.journal.started(trial)
        checkpoint = self.journal.checkpoint(number)
        try:
            metrics = self.worker.do(
                "train", recipe=candidate.recipe.table(), epochs=epochs, checkpoint=str(checkpoint)
            )
        except RefusedError as refusal:
            trial.status, trial.reason = "failed", str(refusal)
        else:
            trial.status, trial.metrics = "completed", metrics | costs
        self.journal.ended(trial)
        self.clean()
        self.ran += 1
        self._tell(trial)
        return trial

    def clean(self) -> None:
        """Delete the checkpoints of all but the best trials; of several objectives, of all but the front's best."""
        done = ranked(self.journal.trials, self.plan)
        if len(self.plan.objectives) > 1:
            unbeaten = {trial.number for trial in front(done, self.plan.objectives)}
            done.sort(key=lambda trial: trial.number not in unbeaten)
        files = set((self.journal.folder / "trials").glob("*.keras"))
        # one whose file is gone, as others of the front were better then, must not take the place of one that is there
        there = [file for trial in done if (file := self.journal.checkpoint(trial.number)) in files]
        for file in files.difference(there[: self.plan.keep]):
            file.unlink(missing_ok=True)

    def _tell(self, trial: Trial) -> None:
        values = ", ".join(f"{name}={encoded(value)}" for name, value in trial.values.items())
        goal = self.plan.objectives[0]
        if trial.status == "failed":
            outcome = f"failed: {trial.reason.splitlines()[0][:300]}"
        else:
            outcome = f"{goal} {trial.metrics[goal]:.4f}, {shown(trial.metrics)}, {trial.metrics['seconds']:.0f} s"
        number = trial.engine.get("study number", trial.number)
        if trial.epochs != self.candidates.space.changed(trial.values).training.epochs:
            values += f", {trial.epochs} epochs"
        # in a study, numbers go to trials too that were left again, and may pass the number asked for
        of = f" of {self.plan.trials}" if number < self.plan.trials else ""
        self.say(f"trial {number + 1}{of}: {values}: {outcome}")

    def progress(self, trials: list[Trial]) -> None:
        """Say how far a search is that has these trials, of this process and of others."""
        best, left = next(iter(ranked(trials, self.plan)), None), self.plan.trials - len(trials)
        if best and left > 0:
            each = (time.perf_counter() - self.began) / max(1, len(trials) - self.before)
            goal, number = self.plan.objectives[0], best.engine.get("study number", best.number)
            self.say(
                f"  the best so far: trial {number + 1} with {best.metrics[goal]:.4f}; {left} to go, about "
                f"{_duration(left * each)}"
            )


def ranked(trials: Iterable[Trial], plan: Plan) -> list[Trial]:
    """The completed trials, the best first; of equals the cheaper. Without those whose trained file was too large."""
    done = [trial for trial in trials if trial.status == "completed" and not plan.budget.excess(trial.metrics)]
    return sorted(done, key=lambda trial: _order(trial, (plan.objectives[0], "macs")))


def front(trials: Iterable[Trial], objectives: Sequence[str]) -> list[Trial]:
    """Of completed trials the Pareto front, the best in the first objective first: for each, no other is at least as
    good in all objectives."""
    found: list[tuple[tuple[float, ...], Trial]] = []
    for trial in sorted(trials, key=lambda trial: _order(trial, objectives)):  # what beats a trial comes before it
        place = _order(trial, objectives)
        # of two objectives the last found is the best in the second: most that are beaten are so by it
        if not any(all(a <= b for a, b in zip(better, place, strict=True)) for better, _ in reversed(found)):
            found.append((place, trial))
    return [trial for _, trial in found]


def _order(trial: Trial, objectives: Sequence[str]) -> tuple[float, ...]:
    """Smaller is better in each."""
    return tuple(-trial.metrics[name] if OBJECTIVES[name] else trial.metrics[name] for name in objectives)


def _duration(seconds: float) -> str:
    minutes = round(seconds / 60)
    return f"{minutes // 60} h {minutes % 60} min" if minutes >= 60 else f"{max(minutes, 1)} min"
