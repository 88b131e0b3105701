"""A search under Ray Tune: our space, our budget, Ray's workers and schedulers.

    pip install 'ray[tune]' && python recipes/ray_tune.py recipes/search_digits_xception.toml

`Candidates` draws what fits, at random; Ray schedules, and ends what runs after search.seconds. Budgets that are
measured (file_bytes, latency_ms) are refused. Ray has its own retries and storage; the journal, the
report and the export of `kerasarch search` are not part of this.
Tried with Ray 2.60 on one machine.
"""

import sys
import tempfile
from dataclasses import replace
from pathlib import Path

from ray import tune

from kerasarch.search import Candidates, Space, read_search
from kerasarch.search.trial import opened, sized, trained
from kerasarch.training.recipe import recipe_of
from kerasarch.training.run import image_size


def train(config):
    """One trial, in one of Ray's processes: it gets JSON, and opens the images by itself."""
    recipe = recipe_of(config["recipe"])
    source = sized(opened(recipe, config["source"]), image_size(recipe), {})
    with tempfile.TemporaryDirectory() as folder:
        metrics = trained(recipe, source, Path(folder, "trial.keras"), config["train"])
    tune.report(metrics | config["costs"])


def main(path, *changes):
    """Search by a recipe, with Ray."""
    plan = read_search(path, changes)
    if plan.trial_seconds:
        sys.exit("search.trial_seconds ends a worker of `kerasarch search`; Ray has workers of its own: leave it out")
    if plan.recipe.data.path:  # Ray's processes are in folders of their own
        absolute = str(Path(plan.recipe.data.path).expanduser().absolute())
        plan = replace(plan, recipe=replace(plan.recipe, data=replace(plan.recipe.data, path=absolute)))
    classes = len(opened(plan.recipe, plan.source).classes)
    candidates = Candidates(Space(plan.recipe, plan.space, classes), plan.budget)
    candidates.check()
    drawn = [candidates.fitting(candidates.space.draw(candidates.chance)) for _ in range(plan.trials)]
    configurations = [
        {
            "recipe": candidate.recipe.table(),
            "costs": {"params": candidate.cost.params, "macs": candidate.cost.macs},
            "values": candidate.values,
            "source": plan.source,
            "train": plan.train,
        }
        for candidate in drawn
        if candidate
    ]
    tuner = tune.Tuner(
        tune.with_resources(train, {"cpu": 1}),
        param_space=tune.grid_search(configurations),
        tune_config=tune.TuneConfig(metric="val_accuracy", mode="max", time_budget_s=plan.seconds),
        run_config=tune.RunConfig(failure_config=tune.FailureConfig(max_failures=2)),
    )
    best = tuner.fit().get_best_result()
    print(best.config["values"], best.metrics["val_accuracy"], best.metrics["macs"])


if __name__ == "__main__":
    main(*sys.argv[1:])
