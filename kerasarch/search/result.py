"""What a search found."""

from __future__ import annotations

import csv
import io
import socket
import warnings
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from kerasarch.errors import SearchError, one_of
from kerasarch.files import expanded, write_text
from kerasarch.search.axes import encoded
from kerasarch.search.budget import COUNTED, MEASURED, Budget, shown
from kerasarch.search.compound import Compound, fit_compound
from kerasarch.search.journal import Journal, Trial, read_journal
from kerasarch.search.plan import Plan, plan_of
from kerasarch.search.runner import front, ranked
from kerasarch.search.space import Space
from kerasarch.training.recipe import Recipe


class Result:
    """The trials of a search.

    Args:
        origin: the search's folder, or its journal.

    Attributes:
        journal, plan, space: of the search.
    """

    def __init__(self, origin: str | Path | Journal) -> None:
        self.journal = origin if isinstance(origin, Journal) else read_journal(origin)
        self.plan: Plan = plan_of(self.journal.plan)
        self.space = Space(self.plan.recipe, self.plan.space, len(self.journal.data["classes"]))

    def __repr__(self) -> str:
        return f"Result({str(self.journal.folder)!r}): {len(self.trials)} trials of {self.plan.recipe.model.name}"

    @property
    def trials(self) -> list[Trial]:
        """All, in the order of their beginnings."""
        return self.journal.trials

    def ranked(self, **limits: float) -> list[Trial]:
        """The completed trials within limits such as `macs=300e6`, the best first.

        Raises:
            SearchError: a limit that is none of a Budget's, or that nothing keeps.
        """
        self._check("a limit", limits)
        budget = Budget(**limits)  # type: ignore[arg-type]
        done = ranked(self.trials, self.plan)
        within = [trial for trial in done if not budget.excess(trial.metrics)]
        if not within:
            least = {name: min((t.metrics[name] for t in done if name in t.metrics), default=None) for name in limits}
            raise SearchError(
                f"no completed trial is within {', '.join(f'{name}={limit:g}' for name, limit in limits.items())}; "
                f"the least are {shown(least) or 'none'}"
                if done
                else "no trial was completed"
            )
        return within

    def best_trial(self, **limits: float) -> Trial:
        """The best trial within limits. Raises as `ranked`."""
        return self.ranked(**limits)[0]

    def checkpoint(self, trial: Trial) -> Path | None:
        """The file of a trial's trained model; None where it is not among the best that are kept, or on another
        machine."""
        file = self.journal.checkpoint(trial.number)
        if "checkpoint" in trial.engine:
            if self.elsewhere(trial):
                return None
            file = Path(trial.engine["checkpoint"].partition(":")[2])
        return file if file.exists() else None

    def elsewhere(self, trial: Trial) -> str:
        """Another machine and the place there of a trial's trained model, as scp takes them; "" where it is on this."""
        place: str = trial.engine.get("checkpoint", "")
        return "" if place.partition(":")[0] in ("", socket.gethostname()) else place

    def recipe(self, **limits: float) -> Recipe:
        """The best trial's recipe, to train it anew: `kerasarch.training.train(result.recipe(macs=300e6))`."""
        return self.space.changed(self.best_trial(**limits).values)

    def best(self, **limits: float) -> Any:
        """The best network within limits such as `macs=300e6`, as a keras.Model; see `model`. Raises as `ranked`."""
        return self.model(self.best_trial(**limits))

    def model(self, trial: Trial) -> Any:
        """A trial's network, as a keras.Model: `[result.model(trial) for trial in result.pareto()]`.

        It has the weights of its trial where that is among those whose checkpoint is kept; else it has learned nothing,
        and a warning says so.
        """
        if checkpoint := self.checkpoint(trial):
            from kerasarch import models

            return models.load(checkpoint)
        gone = f"is not kept (keep={self.plan.keep})"
        if elsewhere := self.elsewhere(trial):
            machine, _, path = elsewhere.partition(":")
            gone = f"is, where it was kept, {path} on {machine}"
        warnings.warn(
            f"the checkpoint of trial {trial.number + 1} {gone}: this network has learned nothing; train it by "
            "result.recipe(...)",
            stacklevel=2,
        )
        from kerasarch import applications
        from kerasarch.training.run import image_size

        recipe = self.space.changed(trial.values)
        return applications.build(
            recipe.model.name,
            weights=None,
            input_shape=(*image_size(recipe), 3),
            classes=self.space.classes,
            include_preprocessing=True,
            **recipe.model.kept(),
        )

    def pareto(self, *costs: str) -> list[Trial]:
        """The trials for which no other is at least as good in accuracy and in all of these costs; by the first cost,
        the cheapest first.

        Args:
            costs: of "params", "macs" and "activation_bytes"; where they were measured, "file_bytes" and "latency_ms".
                None: the search's own objectives, or "macs".

        Raises:
            SearchError: a cost that is none of these, or was not measured.
        """
        self._check("cost", costs)
        costs = costs or self.costs
        known = [trial for trial in ranked(self.trials, self.plan) if all(cost in trial.metrics for cost in costs)]
        return sorted(front(known, (self.plan.objectives[0], *costs)), key=lambda trial: trial.metrics[costs[0]])

    def _check(self, what: str, costs: Iterable[str]) -> None:
        for name in costs:
            one_of(what, name, (*COUNTED, *MEASURED), SearchError)
            if name in MEASURED and not any(name in trial.metrics for trial in self.trials):
                raise SearchError(f"{name} was not measured in this search: its budget has no {name}")

    @property
    def costs(self) -> tuple[str, ...]:
        """What was sought beside accuracy, or the multiply-adds."""
        return self.plan.objectives[1:] or ("macs",)

    def fit_compound(self) -> Compound:
        """EfficientNet's compound coefficients, fitted to the trials; see `kerasarch.search.fit_compound`."""
        return fit_compound(self)

    def to_csv(self, path: str | Path) -> Path:
        """Write the trials as a table: number, status, the axes' values, metrics, where the trained model is."""
        metrics = list(dict.fromkeys(name for trial in self.trials for name in trial.metrics))
        text = io.StringIO()
        table = csv.writer(text, lineterminator="\n")
        table.writerow(["trial", "status", "epochs", *self.space.axes, *metrics, "reason", "checkpoint"])
        for trial in self.trials:
            values = [_plain(trial.values[name]) for name in self.space.axes]
            row = [_figure(trial.metrics.get(name)) for name in metrics]
            reason = " ".join(trial.reason.split())
            kept = self.checkpoint(trial) or ""
            table.writerow([trial.number + 1, trial.status, trial.epochs, *values, *row, reason, kept])
        write_text(expanded(path), text.getvalue())
        return expanded(path)

    def report(self, path: str | Path) -> Path:
        """Write a page of figures and the trials' table (.html), or the figures (.png).

        Raises:
            KerasarchError: another ending, or no completed trial.
        """
        from kerasarch.search.report import write_report

        return write_report(self, expanded(path))

    def write(self, best: Trial | None = None) -> list[Path]:
        """Everything that a finished search leaves in its folder: report, figures, table, the best trial's recipe."""
        folder = self.journal.folder
        written = [self.report(folder / "report.html"), self.report(folder / "report.png")]
        written.append(self.to_csv(folder / "trials.csv"))
        write_text(folder / "best.toml", self.space.changed((best or self.best_trial()).values).toml())
        return [*written, folder / "best.toml"]


def _figure(value: float | None) -> str:
    """Whole numbers whole, others to 6 figures."""
    if value is None:
        return ""
    return str(int(value)) if float(value).is_integer() else f"{value:.6g}"


def _plain(value: Any) -> str:
    return value if isinstance(value, str) else encoded(value)
