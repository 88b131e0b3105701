"""What a search is asked for: a recipe with a [search] table, read into frozen dataclasses."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kerasarch.errors import RecipeError, SearchError, nearest, number, one_of, whole
from kerasarch.search.axes import axis
from kerasarch.search.budget import COUNTED, MEASURED, Budget
from kerasarch.search.trial import importable
from kerasarch.training.recipe import Recipe, read_table, recipe_of

KERAS_TUNER = ("random", "grid", "bayesian", "hyperband")
OPTUNA = ("tpe", "nsga2")
STRATEGIES = (*KERAS_TUNER, *OPTUNA)
# What may be sought, and whether more of it is better
OBJECTIVES = {"val_accuracy": True, **dict.fromkeys((*COUNTED, *MEASURED), False)}


@dataclass(frozen=True)
class Plan:
    """A search.

    Attributes:
        recipe: how every candidate is trained, and what of its network does not vary.
        space: the axes; see `kerasarch.search.Space`.
        budget: what a candidate may cost.
        strategy: "random", "grid", "bayesian" or "hyperband" of KerasTuner, "tpe" or "nsga2" of Optuna.
        trials: how many, at least 1; fewer where the space has fewer.
        seconds: after which no further trial is begun; None is none.
        trial_seconds: after which a trial that still trains has failed; None is none.
        objectives: of OBJECTIVES; the first is training's, others need Optuna.
        keep: checkpoints of the best trials that stay on disk, at least 1; with several objectives, of the Pareto
            front's most accurate before others.
        seed: of what is drawn; the trials' own is the recipe's.
        paper_first: whether the paper's own configuration is the first trial, where the space has it and it fits.
        train: "module:function", or such a function, that trains a candidate in the place of this package's; see
            `kerasarch.search.trial.train`.
        source: "module:function", or such a function, that gives the images, in the place of the recipe's [data].

    Raises:
        SearchError: a value outside its range, or a function that another process cannot import; it is named.
    """

    recipe: Recipe
    space: Mapping[str, Any]
    budget: Budget = field(default_factory=Budget)
    strategy: str = "bayesian"
    trials: int = 20
    seconds: float | None = None
    trial_seconds: float | None = None
    objectives: tuple[str, ...] = ("val_accuracy",)
    keep: int = 3
    seed: int = 0
    paper_first: bool = True
    train: str = "kerasarch.search.trial:train"
    source: str | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "space", {name: axis(name, given).spec() for name, given in self.space.items()})
        object.__setattr__(self, "train", importable(self.train, "search.train"))
        object.__setattr__(self, "source", importable(self.source, "search.source"))
        one_of("search.strategy", self.strategy, STRATEGIES, SearchError)
        whole("search.trials", self.trials, error=SearchError)
        whole("search.keep", self.keep, error=SearchError)
        whole("search.seed", self.seed, least=0, error=SearchError)
        one_of("search.paper_first", self.paper_first, (True, False), SearchError)
        for name in ("seconds", "trial_seconds"):
            if getattr(self, name) is not None:
                number(f"search.{name}", getattr(self, name), above=0, error=SearchError)
        if not isinstance(self.objectives, list | tuple) or not self.objectives:
            raise SearchError(f"search.objectives must be a list of names, at least one; got {self.objectives!r}")
        for objective in self.objectives:
            one_of("search.objectives", objective, OBJECTIVES, SearchError)
        if self.objectives[0] != "val_accuracy":
            raise SearchError(f"the first of search.objectives must be val_accuracy; got {self.objectives}")
        for name in MEASURED:
            if name in self.objectives and getattr(self.budget, name) is None:
                raise SearchError(f"{name} is measured only where the budget has a limit of it")
        if len(self.objectives) > 1 and self.strategy not in OPTUNA:
            raise SearchError(f"several objectives need a strategy of {' or '.join(OPTUNA)}; got {self.strategy!r}")
        if self.strategy == "hyperband" and "epochs" in self.space:
            raise SearchError("hyperband chooses the epochs itself, up to training.epochs; leave them out of the space")

    def json(self) -> dict[str, Any]:
        """What says it, as JSON."""
        fields = {key.name: getattr(self, key.name) for key in dataclasses.fields(self)}
        return fields | {
            "recipe": self.recipe.table(),
            "budget": self.budget.json(),
            "objectives": list(self.objectives),
        }


def read_search(path: str | Path, changes: Iterable[str] = ()) -> Plan:
    """The search in a TOML file: a recipe with a [search] table.

    Args:
        path: the file.
        changes: "key=value", as of a recipe: "search.trials=50", "search.budget.macs=3e6", "training.epochs=5".

    Raises:
        KerasarchError: what a recipe refuses, no [search], an unknown key of it, a value outside its range.
    """
    table = read_table(path, changes)
    keys = table.pop("search", None)
    if not isinstance(keys, dict):
        raise SearchError(f"{path} has no table [search]")
    try:
        return plan_of({**keys, "recipe": table})
    except (SearchError, RecipeError) as failure:
        raise type(failure)(f"{path}: {failure}") from None


def plan_of(table: Mapping[str, Any]) -> Plan:
    """The search that a table of TOML's or JSON's values says; `Plan.json` writes it. Raises KerasarchError."""
    known = {key.name for key in dataclasses.fields(Plan)}
    for key in table:
        if key not in known:
            raise SearchError(
                f"search.{key} is no key of a search{nearest(key, known) or '; there are ' + ', '.join(sorted(known))}"
            )
    budget, space = (table.get(key, {}) for key in ("budget", "space"))
    for name, value in (("budget", budget), ("space", space)):
        if not isinstance(value, Mapping):
            raise SearchError(f"search.{name} must be a table of keys; got {value!r}")
    limits = {key.name for key in dataclasses.fields(Budget)}
    for key in budget:
        if key not in limits:
            raise SearchError(
                f"budget.{key} is no limit{nearest(key, limits) or '; there are ' + ', '.join(sorted(limits))}"
            )
    said = dict(table) | {"recipe": recipe_of(dict(table["recipe"])), "space": dict(space), "budget": Budget(**budget)}
    objectives = table.get("objectives")
    if isinstance(objectives, str | list):
        said["objectives"] = (objectives,) if isinstance(objectives, str) else tuple(objectives)
    return Plan(**said)
