"""`kerasarch demo`: the whole path on real images, from a paper's table to files that are proven."""

from __future__ import annotations

import os
from pathlib import Path

from kerasarch.console import say, show
from kerasarch.deliver import export_from
from kerasarch.errors import FileError
from kerasarch.export.formats import Form
from kerasarch.export.packages import check_backend
from kerasarch.training.fit import train
from kerasarch.training.recipe import read_recipe

RECIPE = "digits_xception.toml"
EXPORTS = (Form("saved_model"), Form("tflite"), Form("tflite", "int8"), Form("onnx"))


def demo(runs: str | Path = "runs") -> None:
    """Train Xception on the digits, export it four ways, prove each, and print what came out."""
    from rich.table import Table

    check_backend()
    cpu = cpu_seconds()
    say("Xception, half as wide and a quarter as deep, learns scikit-learn's digits; then it is exported and proven")
    run = train(read_recipe(recipe_file(RECIPE)), runs, say=say)
    measured = run.metrics()
    table = Table(title="What came out", title_justify="left")
    table.add_column("file", overflow="fold")
    for heading in ("size", "test accuracy", "same class as Keras", "ms an image"):
        table.add_column(heading, justify="right")
    table.add_row("best.keras", f"{run.best.stat().st_size / 1e6:.2f} MB", f"{measured['test_accuracy']:.4f}", "", "")
    for form in EXPORTS:
        say(f"exporting {form.format}{f' {form.quantize}' if form.quantize else ''} ...")
        target, manifest = export_from(run.folder, form)
        parity = manifest["parity"]
        table.add_row(
            target.name,
            f"{manifest['bytes'] / 1e6:.2f} MB",
            f"{parity['accuracy']:.4f}",
            f"{parity['agreement']:.2%}",
            f"{manifest['latency_ms']['median']:.2f}",
        )
    show(table)
    say(f"logistic regression on the same split: {measured['logistic_regression_accuracy']:.4f}")
    say(f"pictures: {run.folder / 'curves.png'}, {run.folder / 'confusion.png'}")
    say(f"files, each with its proof: {run.folder / 'exports'}")
    say(f"{cpu_seconds() - cpu:.0f} CPU seconds")


def cpu_seconds() -> float:
    """Of this process and of those that it started and that have ended."""
    return sum(os.times()[:4])


def recipe_file(name: str) -> Path:
    """A recipe that comes with the package: inside it where it was installed, beside it in a checkout."""
    here = Path(__file__).parent
    for folder in (here / "recipes", here.parent / "recipes"):
        if (folder / name).is_file():
            return folder / name
    raise FileError(f"the recipe {name} did not come with this installation")
