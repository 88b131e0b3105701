"""A run's folder, and what is kept with a run and its models."""

from __future__ import annotations

import json
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Any

import numpy as np

from kerasarch import __version__
from kerasarch import data as sources
from kerasarch.data.source import PREPARATION, Source
from kerasarch.errors import RecipeError
from kerasarch.networks import cost
from kerasarch.papers import find
from kerasarch.training.recipe import Recipe, read_recipe

LAG = 20  # at momentum 0.99 the digits' 600 steps test at 0.19, at 0.9 as they should


@dataclass(frozen=True)
class Run:
    """A run's folder, and what is in it."""

    folder: Path

    @property
    def best(self) -> Path:
        """The model of the epoch with the highest validation accuracy."""
        return self.folder / "best.keras"

    @property
    def last(self) -> Path:
        """The model, optimizer and history after the last finished epoch."""
        return self.folder / "last.keras"

    def recipe(self) -> Recipe:
        """The resolved recipe. Raises RecipeError where the folder is none of a run."""
        if not (self.folder / "recipe.toml").is_file():
            raise RecipeError(f"{self.folder} is no run: it has no recipe.toml")
        return read_recipe(self.folder / "recipe.toml")

    def source(self) -> Source:
        """The images that the recipe names. Raises RecipeError where the run was trained on others."""
        source = source_of(self.recipe())
        self.check_source(source)
        return source

    def check_source(self, source: Source) -> None:
        """Raise RecipeError if these are not the images, in the splits, that the run was started with: those that it is
        tested on could be among those that it was trained on."""
        try:
            data = json.loads((self.folder / "run.json").read_text(encoding="utf-8"))["data"]
        except FileNotFoundError:
            return  # killed before anything was trained
        if data["identity"] != source.identity:
            raise RecipeError(
                f"{self.folder} was trained on other images than {source.name} now has ({data['name']}: "
                f"{', '.join(f'{n} {split}' for split, n in data['images'].items())}); "
                "restore those, or pass source= where they came from Python"
            )

    def metrics(self) -> dict[str, Any]:
        """What the finished run measured. Raises RecipeError where it is not finished."""
        try:
            measured = json.loads((self.folder / "metrics.json").read_text())
        except FileNotFoundError:
            raise RecipeError(f"{self.folder} is not finished; go on with: kerasarch resume {self.folder}") from None
        return dict(measured)


def lag(momentum: float | None, steps: int) -> str | None:
    """What to say where there are few steps for batch norms, whose statistics are of the last 1 / (1 - momentum)."""
    if momentum is None or steps * (1 - momentum) >= LAG:
        return None
    return (
        f"{steps} steps are few for batch norms that keep {momentum} of their statistics at each: evaluation will lag "
        "behind training; lower training.batch_norm_momentum or training.batch_size, or train longer"
    )


def image_size(recipe: Recipe) -> tuple[int, int]:
    """Height and width of the recipe's images."""
    size = recipe.model.size or find(recipe.model.name).size
    return size if isinstance(size, tuple) else (size, size)


def source_of(recipe: Recipe) -> Source:
    """The images that a recipe names."""
    keys = recipe.data
    return sources.load(keys.source, keys.path, keys.validation, keys.test, recipe.seed)


def about_of(recipe: Recipe, source: Source, model: Any) -> dict[str, Any]:
    """What is kept with the run and its models, for export and for going on."""
    name, arguments = recipe.model.name, recipe.model.arguments()
    kept = recipe.model.kept()
    bill = cost(name, (*image_size(recipe), 3), len(source.classes), include_preprocessing=True, **kept)
    return {
        "architecture": name,
        "arguments": arguments,
        "parameters": bill.params,
        "multiply_adds": bill.macs,
        "labels": list(source.classes),
        "preprocessing": PREPARATION,
        "data": {"name": source.name, "images": dict(source.counts), "identity": source.identity},
        "recipe": recipe.name,
        "versions": versions(),
    }


def versions() -> dict[str, str]:
    """Of this package, Keras and its backend."""
    import keras  # here: what only reads runs does without

    backend = keras.backend.backend()
    return {
        "kerasarch": __version__,
        "keras": keras.__version__,
        "backend": f"{backend} {metadata.version(backend)}",
        "numpy": np.__version__,
    }


def state_of(about: dict[str, Any]) -> dict[str, Any]:
    """Where a run stands: its finished epochs, history, best score and CPU seconds."""
    return about.get("training") or {"epoch": 0, "history": [], "best": None, "cpu_seconds": 0.0}
