"""What a trial is given and leaves: auxiliary classifiers, images of other sizes, what is said of the images."""

import pytest

from kerasarch.search import trial
from kerasarch.search.budget import Budget, counted
from kerasarch.search.result import Result
from kerasarch.search.space import Space
from kerasarch.training.recipe import ModelKeys, Recipe
from tests.search.conftest import plan_with

AUXILIARY = Recipe(model=ModelKeys(name="inception_v1", size=112, width=0.1, choices={"auxiliary": True}))


def test_auxiliary_classifiers_are_trained_and_cost_nothing():
    alone = Recipe(model=ModelKeys(name="inception_v1", size=112, width=0.1))
    one, other = (Space(recipe, {"dropout": [0.0, 0.4]}, 3).candidate({"dropout": 0.0}) for recipe in (AUXILIARY, alone))
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
