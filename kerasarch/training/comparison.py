"""Finished runs on the same images side by side: their curves in one picture, what they took and gave in one table."""

from __future__ import annotations

import csv
import dataclasses
import io
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kerasarch.errors import FileError, RecipeError
from kerasarch.files import check_target, expanded, make_folder, write_text
from kerasarch.training import plots
from kerasarch.training.recipe import Recipe
from kerasarch.training.run import Run

PICTURE = "comparison.png"
DATA = ("name", "images", "identity")


@dataclass(frozen=True)
class Row:
    """What a run changes against the first, took and gave."""

    run: str
    changes: str
    parameters: int
    multiply_adds: int
    epochs: int
    steps_a_second: float  # by the clock, in the median epoch; other work on the machine lowers it
    training_cpu_seconds: float
    validation_accuracy: float  # of the best epoch, whose model is tested
    test_accuracy: float
    test_images: int


COLUMNS = tuple(column.name for column in dataclasses.fields(Row))


def compare(
    folders: Sequence[str | Path], output: str | Path | None = None, overwrite: bool = False
) -> tuple[list[Row], Path]:
    """Draw the curves of runs, and write their table beside the picture (PICTURE.csv).

    Args:
        folders: of finished runs on the same images in the same splits. The first is what the others are compared with.
        output: a .png file, or a folder for `comparison.png`, made where it is missing. Default: the folder that the
            first run is in.
        overwrite: whether a picture and a table that are there may be replaced.

    Returns:
        A row for each run, and the picture.

    Raises:
        KerasarchError: no folder, one that is no finished run, one given twice; runs on different images; a target that
            may not be written.
    """
    if not folders:
        raise RecipeError("there is nothing to compare: name the folders of runs")
    runs = [_kept(Run(expanded(folder))) for folder in folders]
    first = runs[0]
    for i, run in enumerate(runs):
        if run.place in [other.place for other in runs[:i]]:
            raise RecipeError(f"{run.place} is named twice: a run is compared with others")
        if run.data["identity"] != first.data["identity"]:
            raise RecipeError(
                f"{run.place} and {first.place} are on different images or splits, which makes no fair comparison: "
                f"{_images(run.data)}, and {_images(first.data)}"
            )
    picture = _picture(first.place.parent if output is None else expanded(output))
    beside = picture.with_suffix(".csv")
    for target in (picture, beside):
        check_target(target, overwrite)
    names = _names(runs)
    rows = [Row(name, _changes(run.recipe, first.recipe), **run.row) for name, run in zip(names, runs, strict=True)]
    plots.comparison({name: run.history for name, run in zip(names, runs, strict=True)}, picture)
    text = io.StringIO()
    table = csv.DictWriter(text, COLUMNS, lineterminator="\n")
    table.writeheader()
    table.writerows({key: _rounded(value) for key, value in dataclasses.asdict(row).items()} for row in rows)
    write_text(beside, text.getvalue())
    return rows, picture


def _rounded(value: Any) -> Any:
    return round(value, 4) if isinstance(value, float) else value  # finer than one image of 10,000 says nothing


def printed(rows: Sequence[Row]) -> Any:
    """The rows as a table for the terminal."""
    from rich import box
    from rich.table import Table

    table = Table(box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0))
    for heading in ("run", "changes"):
        table.add_column(heading, overflow="fold")
    numbers = "parameters", "M multi-\nply-adds", "epochs", "steps/s", "CPU\nseconds", "best\nvalidation"
    for heading in (*numbers, f"test on\n{rows[0].test_images}"):
        table.add_column(heading, justify="right")
    for row in rows:
        table.add_row(
            *(row.run, row.changes, f"{row.parameters:,}", f"{row.multiply_adds / 1e6:,.1f}", f"{row.epochs}"),
            *(f"{row.steps_a_second:.1f}", f"{row.training_cpu_seconds:.0f}"),
            *(f"{row.validation_accuracy:.4f}", f"{row.test_accuracy:.4f}"),
        )
    return table


def _picture(target: Path) -> Path:
    if target.is_dir() or not target.suffix:
        return make_folder(target) / PICTURE
    if target.suffix != ".png":
        raise FileError(f"output must be a folder or a .png file; got {target}")
    return target


@dataclass(frozen=True)
class _Kept:
    """What a finished run has in its folder."""

    place: Path
    recipe: Recipe
    data: dict[str, Any]
    row: dict[str, Any]
    history: list[dict[str, float]]


def _kept(run: Run) -> _Kept:
    recipe, measured = run.recipe(), run.metrics()
    try:
        about = json.loads((run.folder / "run.json").read_text(encoding="utf-8"))
        table = csv.DictReader((run.folder / "history.csv").read_text(encoding="utf-8").splitlines())
        history = [{key: float(row[key]) for key in ("steps", "val_accuracy", "loss")} for row in table]
        row = {key: (about | measured)[key] for key in COLUMNS[2:]}
        return _Kept(run.folder.resolve(), recipe, {key: about["data"][key] for key in DATA}, row, history)
    except (OSError, ValueError, LookupError, TypeError) as failure:
        raise RecipeError(f"{run.folder} is damaged, or a run of an older version: {failure!r}") from failure


def _images(data: dict[str, Any]) -> str:
    return f"{data['name']} with {', '.join(f'{n} {split}' for split, n in data['images'].items())}"


def _names(runs: list[_Kept]) -> list[str]:
    """The recipes' names; where two are equal the folders', which have numbers; where those are, the whole paths."""
    for names in ([run.recipe.name for run in runs], [run.place.name for run in runs]):
        if len(set(names)) == len(names):
            return names
    return [str(run.place) for run in runs]


def _changes(recipe: Recipe, first: Recipe) -> str:
    """What a recipe says otherwise than the first, as on the command line, but without the names of the tables."""
    before, after = _keys(dataclasses.asdict(first)), _keys(dataclasses.asdict(recipe))
    changed = {key: after.get(key) for key in before | after if before.get(key) != after.get(key)}
    return ", ".join(f"{key}={'default' if value is None else _text(value)}" for key, value in changed.items())


def _keys(recipe: dict[str, Any]) -> dict[str, Any]:
    """Of the network and its training; those of the images have been compared."""
    model = dict(recipe["model"])
    return {"seed": recipe["seed"], **recipe["training"], **model.pop("choices"), **model}


def _text(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value)
