"""What a trial is given and leaves: auxiliary classifiers, images of other sizes, what is said of the images."""

import json
import runpy
import sys
from pathlib import Path
from types import SimpleNamespace

import keras_tuner
import numpy as np
import pytest

from kerasarch.data.source import ArraySource
from kerasarch.errors import SearchError
from kerasarch.search import searching, trial
from kerasarch.search.budget import Budget, counted
from kerasarch.search.hypermodel import ScalingHyperModel
from kerasarch.search.journal import Journal
from kerasarch.search.result import Result
from kerasarch.search.space import Space
from kerasarch.search.worker import Desk
from kerasarch.training.recipe import ModelKeys, Recipe
from kerasarch.training.run import about_of
from tests.search import simulated
from tests.search.conftest import DATA, Here, plan_with

AUXILIARY = Recipe(model=ModelKeys(name="inception_v1", size=112, width=0.1, choices={"auxiliary": True}))


def test_auxiliary_classifiers_are_trained_and_cost_nothing():
    alone = Recipe(model=ModelKeys(name="inception_v1", size=112, width=0.1))
    one, other = (
        Space(recipe, {"dropout": [0.0, 0.4]}, 3).candidate({"dropout": 0.0}) for recipe in (AUXILIARY, alone)
    )
    assert counted(one.cost) == counted(other.cost)
    assert one.key != other.key


def test_a_candidate_with_auxiliary_classifiers_is_measured_without_them(monkeypatch, simulate):
    written = []
    monkeypatch.setattr(
        "kerasarch.export.exporter.write_unproven",
        lambda model, file, form, calibration: written.append(model) or file.write_bytes(b"x"),
    )
    source = trial.opened(AUXILIARY, "tests.search.simulated:source")
    assert trial.measured(AUXILIARY, source, Budget(file_bytes=10)) == {"file_bytes": 1.0}
    assert len(written[0].outputs) == 1
    runner = simulate(plan_with(recipe=AUXILIARY, space={"dropout": [0.0]}, budget=Budget(), trials=1))
    (done,) = runner.journal.trials
    (runner.journal.folder / "trials" / "0001.keras").unlink()
    with pytest.warns(UserWarning, match="has learned nothing"):
        model = Result(runner.journal).model(done)
    assert len(model.outputs) == 1
    assert model.count_params() == done.metrics["params"]


def arrays():
    random = np.random.default_rng(1)
    splits = {name: (random.integers(0, 256, (n, 40, 48, 3), dtype=np.uint8), np.arange(n) % 3) for name, n in COUNTS}
    return ArraySource(splits, ("a", "b", "c"), "grain")


COUNTS = (("train", 9), ("validation", 5), ("test", 7))


def test_arrays_come_at_the_size_of_each_trial():
    source, kept = trial.resizing(arrays()), {}
    for size in ((24, 30), (40, 48), (33, 33)):
        there = trial.sized(source, size, kept)
        x, y = there.arrays("train", size)
        assert (x.shape, x.dtype, len(y)) == ((9, *size, 3), np.uint8, 9)
        assert len({image.tobytes() for image in x}) == 9
        assert next(iter(there.batches("validation", size, 2)))[0].shape == (2, *size, 3)
        assert source.arrays("test", size, 4)[0].shape == (4, *size, 3)
    np.testing.assert_array_equal(
        trial.sized(source, (40, 48), kept).arrays("train", (40, 48))[0], arrays().splits["train"][0]
    )


def test_a_worker_opens_arrays_for_any_size():
    assert trial.opened(AUXILIARY, "tests.search.test_trials:arrays").arrays("test", (20, 20))[0].shape[1:3] == (20, 20)


def test_what_is_kept_with_a_trials_model_names_the_images_that_were_decoded(monkeypatch):
    said, hashed = [], []
    own = ArraySource.identity.fget
    monkeypatch.setattr(ArraySource, "identity", property(lambda self: hashed.append(self) or own(self)))
    source, kept = trial.resizing(arrays()), {}
    for size in ((24, 24), (32, 32)):
        recipe = Recipe(model=ModelKeys(name="mobilenet_v2", size=size, width=0.1))
        said.append(about_of(recipe, trial.sized(source, size, kept), None)["data"])
    assert said[0] == said[1] == {"name": "grain", "images": dict(COUNTS), "identity": own(arrays())}
    assert len(hashed) == 1
    # the test images are for the end
    assert len(trial.sized(source, (24, 24), kept).splits["test"][0]) == 1


def test_a_source_of_ones_own_is_taken_as_it_is():
    class Own(ArraySource):
        """Of another kind."""

    own = Own(arrays().splits, ("a", "b", "c"))
    assert trial.resizing(own) is own


@pytest.mark.parametrize("key", ["train", "source"])
def test_a_plan_takes_functions_that_another_process_can_import(key):
    assert getattr(plan_with(**{key: simulated.source}), key) == "tests.search.simulated:source"
    with pytest.raises(SearchError, match=f"search.{key} must be a function that another process can import"):
        plan_with(**{key: lambda: None})
    with pytest.raises(SearchError, match=f"search.{key} must be a function of a module"):
        plan_with(**{key: 3})


def test_training_that_cannot_be_imported_ends_a_search_before_its_first_trial():
    with pytest.raises(SearchError, match="nosuch:f cannot be imported"):
        Desk(plan_with(train="nosuch:f")).describe()


def test_hyperband_is_refused_where_its_first_rung_would_never_be_full(simulate):
    space = {"width": [0.25, 0.5, 1.0], "depth": [0.5, 1.0]}
    with pytest.raises(SearchError, match="begins with 9 candidates where training.epochs=9, and 6 fit"):
        simulate(plan_with(strategy="hyperband", space=space, trials=30, budget=Budget()))


def test_validation_images_beside_a_source_are_refused():
    space = ScalingHyperModel("mobilenet_v2", classes=3, width=[0.25, 0.5], size=32)
    hp = keras_tuner.HyperParameters()
    space.declare_hyperparameters(hp)
    with pytest.raises(SearchError, match="leave validation_data out"):
        space.fit(hp, None, arrays(), validation_data=arrays())


@pytest.mark.parametrize(("macs", "says"), [(1e9, False), (10e6, True)])
def test_it_is_said_where_the_papers_configuration_is_over_the_budget(monkeypatch, tmp_path, macs, says):
    monkeypatch.setattr(searching, "finish", lambda *given: None)
    plan = plan_with(space={"width": [0.25, 0.5, 1.0]}, budget=Budget(macs=macs), trials=1)
    journal, said = Journal(tmp_path), []
    journal.begin(plan.json(), DATA | {"images": {"train": 1000}})
    searching._go_on(plan, journal, Here(plan), [], said.append)
    assert (journal.trials[0].values == {"width": 1.0}) is not says
    assert any("in its place, is no trial: " in line and "budget of macs" in line for line in said) is says


def test_the_recipe_for_ray_gives_its_trials_all_that_the_search_says(monkeypatch, tmp_path):
    """Ray itself is tried by hand."""
    given, reported = {}, []
    tune = SimpleNamespace(
        report=reported.append,
        grid_search=list,
        with_resources=lambda function, resources: function,
        FailureConfig=dict,
        RunConfig=dict,
        TuneConfig=dict,
    )

    class Tuner:
        def __init__(self, function, param_space, tune_config, run_config):
            given.update(tune_config, configurations=param_space)
            self.function = function

        def fit(self):
            for config in json.loads(json.dumps(given["configurations"])):
                self.function(config)
            return self

        def get_best_result(self):
            return SimpleNamespace(config=given["configurations"][0], metrics=reported[0])

    tune.Tuner = Tuner
    monkeypatch.setitem(sys.modules, "ray", SimpleNamespace(tune=tune))
    monkeypatch.chdir(Path(__file__).parent.parent.parent)
    changes = ["search.trials=3", "search.seconds=60", "search.source=tests.search.simulated:source"]
    changes += ["search.train=tests.search.simulated:train", "data.path=photos"]
    recipe = runpy.run_path("recipes/ray_tune.py")
    recipe["main"]("recipes/search_digits_xception.toml", *changes)
    assert given["time_budget_s"] == 60
    assert len(reported) == 3
    assert {metrics["val_loss"] > 0 for metrics in reported} == {True}
    for config in given["configurations"]:
        assert config["recipe"]["data"]["path"] == str(Path("photos").absolute())
    with pytest.raises(SystemExit, match="trial_seconds"):
        recipe["main"]("recipes/search_digits_xception.toml", "search.trial_seconds=3")
