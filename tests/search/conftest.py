"""Searches whose training is arithmetic, run in this process or in workers."""

from pathlib import Path

import pytest

from kerasarch.search import trial
from kerasarch.search.budget import Budget
from kerasarch.search.journal import Journal
from kerasarch.search.plan import OPTUNA, Plan
from kerasarch.search.runner import Runner
from kerasarch.search.workers import RefusedError
from kerasarch.training.recipe import ModelKeys, Recipe, TrainingKeys, recipe_of

DATA = {"name": "noise", "classes": ["a", "b", "c"], "images": {"validation": 100}, "identity": "noise"}
SPACE = {
    "width": (0.25, 1.0),
    "depth": [0.25, 0.5, 1.0],
    "learning_rate": {"least": 1e-4, "most": 1e-1, "log": True},
    "se_ratio": ["none", 16],
}


class Here:
    """A worker that is no process, and measures what `measure` says."""

    def __init__(self, plan, measure=None):
        self.plan, self.measure = plan, measure

    def do(self, task, recipe, epochs=0, checkpoint=""):
        if task == "measure":
            return self.measure(recipe)
        known = trial.at_epochs(recipe_of(recipe), epochs)
        try:
            return trial.trained(known, None, Path(checkpoint), self.plan.train)
        except Exception as failure:
            raise RefusedError(str(failure)) from failure


def plan_with(**changes):
    training = TrainingKeys(epochs=9, learning_rate=3e-3)
    recipe = Recipe(name="simulated", model=ModelKeys(name="mobilenet_v2", size=64), training=training)
    strategy = changes.get("strategy", "random")
    given = {
        "recipe": recipe,
        "space": SPACE,
        "budget": Budget(macs=10e6, params=1e6),
        "strategy": strategy,
        "objectives": ("val_accuracy", "macs") if strategy in OPTUNA else ("val_accuracy",),
        "train": "tests.search.simulated:train",
        "source": "tests.search.simulated:source",
        "trials": 12,
    }
    return Plan(**given | changes)


@pytest.fixture
def simulate(tmp_path):
    """Run a plan in this process, or go on with it; its journal and what ran it."""

    def run(plan, first=(), journal=None, measure=None):
        if journal is None:
            journal = Journal(tmp_path / plan.strategy)
            journal.folder.mkdir()
            journal.begin(plan.json(), DATA)
        runner = Runner(plan, journal, Here(plan, measure), lambda line: None)
        if plan.strategy in OPTUNA:
            from kerasarch.search.optuna_engine import run as engine
        else:
            from kerasarch.search.keras_tuner_engine import run as engine
        engine(runner, list(first))
        return runner

    return run
