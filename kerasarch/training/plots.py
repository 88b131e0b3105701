"""The pictures of a run."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
from matplotlib.figure import Figure

from kerasarch.files import writing

READABLE = 40  # classes, at most, of which names and numbers can be read


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
