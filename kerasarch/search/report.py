"""The report of a search: its figures, and a page of them with the table of trials."""

from __future__ import annotations

import base64
import html
import io
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from matplotlib import colormaps
from matplotlib.cm import ScalarMappable
from matplotlib.colors import Normalize
from matplotlib.figure import Figure
from matplotlib.ticker import EngFormatter, MaxNLocator

from kerasarch.errors import FileError, one_of
from kerasarch.files import writing
from kerasarch.search.axes import Values, encoded
from kerasarch.search.budget import COUNTED, MEASURED, shown
from kerasarch.search.plan import OBJECTIVES

if TYPE_CHECKING:
    from kerasarch.search.result import Result

NAMES = {
    "params": "parameters",
    "macs": "multiply-adds",
    "activation_bytes": "bytes of activations",
    "file_bytes": "bytes of the file",
    "latency_ms": "ms for one image",
}
STYLE = (
    "body{font:15px/1.4 sans-serif;margin:2em;max-width:1200px}table{border-collapse:collapse;font-size:13px}"
    "td,th{border-bottom:1px solid #ddd;padding:3px 8px;text-align:right}td.text{text-align:left;max-width:40em}"
    "tr.best{background:#e6f2e6}tr.front{font-weight:bold}img{max-width:100%}"
)


def write_report(result: Result, path: Path) -> Path:
    """Write the page (.html) or its figures (.png); see `Result.report`."""
    one_of("a report's ending", path.suffix, (".html", ".png"), FileError)
    result.best_trial()  # there must be one
    picture = io.BytesIO()
    _figure(result).savefig(picture, dpi=100)
    with writing(path) as place:
        if path.suffix == ".png":
            place.write_bytes(picture.getvalue())
        else:
            place.write_text(_page(result, picture.getvalue()), encoding="utf-8")
    return path


def _figure(result: Result) -> Figure:
    limited = [name for name in (*COUNTED, *MEASURED) if getattr(result.plan.budget, name)]
    costs = list(dict.fromkeys((*COUNTED[:2], *limited)))
    figure = Figure(figsize=(5.2 * len(costs), 9), layout="constrained")
    top = figure.add_gridspec(2, len(costs), height_ratios=(1, 1.1))
    for i, cost in enumerate(costs):
        _front(result, cost, figure.add_subplot(top[0, i]))
    _parallel(result, figure, figure.add_subplot(top[1, :]))
    return figure


def _front(result: Result, cost: str, axes: Any) -> None:
    """Every trial's accuracy at its cost, and the front of those that no cheaper one equals."""
    goal, front = result.plan.objectives[0], result.pareto(cost)
    done = [trial for trial in result.trials if trial.status == "completed"]
    best = result.best_trial()
    axes.scatter([t.metrics[cost] for t in done], [t.metrics[goal] for t in done], color="0.6", s=22, label="a trial")
    axes.plot([t.metrics[cost] for t in front], [t.metrics[goal] for t in front], "o-", ms=5, label="Pareto front")
    axes.plot(best.metrics[cost], best.metrics[goal], "*", ms=14, color="C2", label="the best")
    if limit := getattr(result.plan.budget, cost):
        axes.axvline(limit, color="C3", linestyle="--", label="the budget")
    spread = [trial.metrics[cost] for trial in done]
    if max(spread) > 20 * min(spread):
        axes.set_xscale("log")
    else:
        axes.xaxis.set_major_locator(MaxNLocator(5))
        axes.xaxis.set_major_formatter(EngFormatter(sep=" "))
    axes.set(xlabel=NAMES[cost], ylabel=goal, title=f"{goal} by {NAMES[cost]}")
    axes.grid(alpha=0.3)
    axes.legend(fontsize=8)


def _parallel(result: Result, figure: Figure, axes: Any) -> None:
    """A line a trial through the values of all axes, coloured by what it reached."""
    goal, along = result.plan.objectives[0], result.space.axes
    done = sorted(
        (trial for trial in result.trials if trial.status == "completed"),
        key=lambda trial: trial.metrics[goal],
        reverse=not OBJECTIVES[goal],
    )
    scores = np.array([trial.metrics[goal] for trial in done])
    low, high = float(scores.min()), float(scores.max())
    norm = (scores - low) / (high - low) if high > low else np.ones(len(scores))
    places = range(len(along) + 1)
    for trial, share in zip(done, norm, strict=True):
        heights = [axis.place(trial.values[name]) for name, axis in along.items()]
        axes.plot(places, [*heights, share], color=colormaps["viridis"](share), alpha=0.3 + 0.6 * share, lw=1.4)
    for i, (_, axis) in enumerate(along.items()):
        axes.axvline(i, color="0.8", zorder=0)
        marks = axis.values if isinstance(axis, Values) and len(axis.values) <= 8 else (axis.grid()[0], axis.grid()[-1])
        for mark in marks:
            text = mark if isinstance(mark, str) else "none" if mark is None else encoded(mark)
            axes.annotate(text, (i, axis.place(mark)), fontsize=8, xytext=(4, 0), textcoords="offset points")
    axes.axvline(len(along), color="0.8", zorder=0)
    axes.set_xticks(list(places), [*along, goal])
    axes.set_yticks([])
    axes.set(title="the trials' values", ylim=(-0.06, 1.06))
    figure.colorbar(ScalarMappable(Normalize(low, high), "viridis"), ax=axes, label=goal)


def _page(result: Result, picture: bytes) -> str:
    plan, best = result.plan, result.best_trial()
    front = {trial.number for trial in result.pareto()}
    costs = [name for name in NAMES if any(name in trial.metrics for trial in result.trials)]
    goal = plan.objectives[0]
    headings = ["trial", *result.space.axes, "epochs", goal, *(NAMES[name] for name in costs), "seconds", ""]
    order = {trial.number: place for place, trial in enumerate(result.ranked())}
    lines = []
    for trial in sorted(result.trials, key=lambda trial: order.get(trial.number, len(order))):
        marks = " ".join(["best"] * (trial is best) + ["front"] * (trial.number in front))
        cells = [str(trial.number + 1), *(_text(trial.values[name]) for name in result.space.axes), str(trial.epochs)]
        cells += [_number(trial.metrics.get(name)) for name in (goal, *costs, "seconds")]
        row = "".join(f"<td>{html.escape(cell)}</td>" for cell in cells)
        kept = result.checkpoint(trial)
        remark = " ".join(trial.reason.split())[:300] or (kept.name if kept else "")
        lines.append(f'<tr class="{marks}">{row}<td class="text">{html.escape(remark)}</td></tr>')
    limits = shown({name: getattr(plan.budget, name) for name in NAMES}) or "none"
    failed = sum(trial.status == "failed" for trial in result.trials)
    summary = (
        f"{len(result.trials)} trials of {plan.recipe.model.name} on {result.journal.data['name']} by {plan.strategy}, "
        f"{failed} of them failed. Budget: {limits}. "
        f"The best: trial {best.number + 1}, {goal} {best.metrics[goal]:.4f}, {shown(best.metrics)}."
    )
    note = (
        "Accuracies are of the validation images, on which the best epoch and the best trial were chosen: they are "
        "somewhat higher than what other images will give. Bold: no other trial is at least as good in accuracy and "
        f"{' and '.join(NAMES[cost] for cost in result.costs)}."
    )
    encoded_picture = base64.b64encode(picture).decode()
    head = "".join(f"<th>{html.escape(heading)}</th>" for heading in headings)
    return (
        f'<!doctype html><html lang="en"><meta charset="utf-8"><title>{html.escape(plan.recipe.name)}</title>'
        f"<style>{STYLE}</style><h1>{html.escape(plan.recipe.name)}</h1><p>{html.escape(summary)}</p>"
        f'<img alt="accuracy by cost, and the values of all trials" src="data:image/png;base64,{encoded_picture}">'
        f"<p>{html.escape(note)}</p><table><tr>{head}</tr>{''.join(lines)}</table></html>\n"
    )


def _text(value: Any) -> str:
    return "none" if value is None else value if isinstance(value, str) else encoded(value)


def _number(value: float | None) -> str:
    if value is None:
        return ""
    return f"{value:,.0f}" if value >= 1000 else f"{value:.4g}"
