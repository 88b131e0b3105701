"""The pictures of a run."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
from matplotlib.figure import Figure

from kerasarch.files import writing

READABLE = 40  # classes, at most, of which names and numbers can be read
STYLES = ("solid", "dashed", "dotted", "dashdot")  # of ten lines each, in ten colours


def curves(history: list[dict[str, float]], target: Path) -> None:
    """Loss and accuracy by epoch, in training and validation, as a PNG."""
    figure = Figure(figsize=(9, 3.6), layout="constrained")
    epochs = [row["epoch"] for row in history]
    for axes, what in zip(figure.subplots(1, 2), ("loss", "accuracy"), strict=True):
        for key, label in ((what, "training"), (f"val_{what}", "validation")):
            axes.plot(epochs, [row[key] for row in history], marker=".", label=label)
        axes.set(title=what, xlabel="epoch")
        axes.xaxis.get_major_locator().set_params(integer=True)
        axes.grid(alpha=0.3)
        axes.legend()
    _save(figure, target)


def comparison(runs: dict[str, list[dict[str, float]]], target: Path) -> None:
    """Validation accuracy and training loss of runs by step, as figures 10 and 11 of arXiv:1610.02357, as a PNG.

    The first, which the others are compared with, is the black line; in the legend the one that ends highest is on top.
    """
    figure = Figure(figsize=(10.5, 4.2), layout="constrained")
    left, right = figure.subplots(1, 2)
    lines = {}
    for i, (name, history) in enumerate(runs.items()):
        style = {"color": "black", "linewidth": 2.4, "zorder": 3}
        if i:
            style = {"color": f"C{(i - 1) % 10}", "linewidth": 1.4, "linestyle": STYLES[(i - 1) // 10 % len(STYLES)]}
        steps = [row["steps"] for row in history]
        (lines[name],) = left.plot(steps, [row["val_accuracy"] for row in history], marker=".", label=name, **style)
        right.plot(steps, [row["loss"] for row in history], marker=".", **style)
    # an axis of the logarithm of what is wrong, and 1%: the more networks have learned the less they differ
    left.set_yscale(
        "function", functions=(lambda part: -np.log(np.maximum(1.01 - part, 0.001)), lambda mark: 1.01 - np.exp(-mark))
    )
    lowest, highest = left.get_ylim()
    marks = [mark for mark in (0, 0.2, 0.4, 0.6, 0.7, 0.8, 0.9, 0.95, 0.98, 0.99, 1) if lowest <= mark <= highest]
    if len(marks) > 3:
        left.set_yticks(marks)
    left.set(title="validation accuracy (axis stretched towards 1)", xlabel="step")
    right.set(title="training loss", xlabel="step", yscale="log")
    for axes in (left, right):
        axes.grid(alpha=0.3)
    best = sorted(runs, key=lambda name: runs[name][-1]["val_accuracy"], reverse=True)
    figure.legend(handles=[lines[name] for name in best], loc="outside right center", frameon=False)
    _save(figure, target)


def confusion(counts: Any, classes: tuple[str, ...], target: Path) -> None:
    """How many images of each class (rows) were taken for each class (columns), as a PNG."""
    n = len(classes)
    side = min(max(4.0, 0.45 * n + 1.5), 20.0)
    figure = Figure(figsize=(side, side), layout="constrained")
    axes = figure.subplots()
    shares = counts / np.maximum(counts.sum(axis=1, keepdims=True), 1)
    axes.imshow(shares, cmap="Blues", vmin=0, vmax=1)
    for i, j in zip(*np.nonzero(counts), strict=True) if n <= READABLE else ():
        axes.text(j, i, str(counts[i, j]), ha="center", va="center", color="white" if shares[i, j] > 0.5 else "black")
    if n <= READABLE:
        axes.set_xticks(range(n), classes, rotation=90)
        axes.set_yticks(range(n), classes)
    wrong = int(counts.sum() - np.trace(counts))
    axes.set(title=f"{wrong} of {int(counts.sum())} test images wrong", xlabel="predicted", ylabel="true")
    _save(figure, target)


def _save(figure: Figure, target: Path) -> None:
    with writing(target) as place:
        figure.savefig(place, dpi=110)
