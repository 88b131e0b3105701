"""Points of a space: pairs, the paper's own, and the few that fit a narrow budget."""

import keras
import keras_tuner
import pytest

from kerasarch.errors import SearchError
from kerasarch.search.budget import Budget
from kerasarch.search.candidates import Candidates
from kerasarch.search.hypermodel import ScalingHyperModel
from kerasarch.search.journal import read_journal
from kerasarch.search.oracles import budgeted
from kerasarch.search.result import Result
from kerasarch.search.searching import _best_of
from kerasarch.search.space import Space
from kerasarch.training.recipe import ModelKeys, Recipe
from tests.search.conftest import plan_with

PAIRS = {"size": [[32, 48], 64, [48, 32]], "width": (0.25, 1.0)}


def test_a_search_over_pairs_of_sides_is_the_same_when_it_is_read_back(simulate):
    first = {"size": (48, 32), "width": 0.3}
    runner = simulate(plan_with(space=PAIRS, budget=Budget(), trials=6), first=[first])
    runner.journal.data["first"] = [first]
    runner.journal.begin(runner.journal.plan, runner.journal.data)
    for trial in runner.journal.trials:
        runner.journal.started(trial)
        runner.journal.ended(trial)
    known = read_journal(runner.journal.folder)
    assert known.trials == runner.journal.trials
    assert known.data["first"] == [first]
    assert {type(trial.values["size"]) for trial in known.trials} >= {tuple}
    assert Result(known).report(known.folder / "report.html").exists()
    more = simulate(plan_with(space=PAIRS, budget=Budget(), trials=8), journal=known)
    assert len(more.journal.trials) == 8


@pytest.mark.parametrize(
    ("axes", "own"),
    [
        ({"width": [0.5, 1]}, {"width": 1.0}),
        ({"width": [1, 2]}, {"width": 1.0}),
        ({"shift": [0, 0.1]}, {"shift": 0.0}),
        ({"dropout": [0.0, 0.2]}, {"dropout": 0.0}),
        ({"size": [96, [224, 224], 224]}, {"size": 224}),
        ({"shift": [0.1, 0.2]}, None),
    ],
)
def test_the_papers_own_is_found_whatever_kind_of_number_names_it(axes, own):
    space = Space(Recipe(model=ModelKeys(name="mobilenet_v2")), axes, 10)
    found = space.papers_own()
    assert found == own
    if own:
        (name,) = own
        assert type(found[name]) is type(own[name])
        assert space.values(space.tunable(found)) == found


def test_a_value_that_is_named_twice_as_two_kinds_of_number_is_refused():
    with pytest.raises(SearchError, match="width holds 1.0 twice"):
        Space(Recipe(model=ModelKeys(name="mobilenet_v2")), {"width": [1, 0.5, 1.0]}, 10)


def test_a_warm_start_finds_whole_numbers_among_fractions(simulate):
    earlier = simulate(plan_with(space={"width": [1, 2], "depth": [0.5, 1.0]}, budget=Budget(), trials=4))
    found = _best_of(read_journal(earlier.journal.folder), plan_with(space={"width": [0.5, 1], "depth": [1, 0.5]}))
    assert {values["width"] for values in found} == {1.0}


NARROW = {"width": (0.1, 4.0), "depth": (0.2, 2.0), "size": (64, 400)}


@pytest.mark.parametrize("near", [False, True])
def test_where_only_a_corner_fits_what_is_drawn_is_of_the_corner(near):
    space = Space(Recipe(model=ModelKeys(name="mobilenet_v2")), NARROW, 10)
    candidates = Candidates(space, Budget(macs=2.2e6))
    assert not candidates.check().fits
    given = [candidates.fitting(space.draw(candidates.chance), near) for _ in range(10)]
    assert all(candidate and candidate.cost.macs <= 2.2e6 for candidate in given)
    assert len({candidate.key for candidate in given}) == 10


@pytest.fixture
def expensive_first(monkeypatch):
    """A space whose default point, as KerasTuner would have it, is over the budget."""
    monkeypatch.setattr(
        "kerasarch.search.hypermodel.untrained",
        lambda recipe, classes: keras.Sequential([keras.Input((1,))], name=f"{recipe.model.width}"),
    )
    monkeypatch.setattr("kerasarch.search.hypermodel.compile_by", lambda *given: None)

    class Scored(ScalingHyperModel):
        def fit(self, hp, model, *args, **kwargs):
            return {"val_accuracy": 1.0 - float(model.name) / 10}

    return Scored(
        "mobilenet_v2", classes=3, size=32, width=[1.0, 0.5, 0.25], depth=(0.25, 1.0), budget=Budget(macs=1e6)
    )


def test_keras_tuners_own_tuners_begin_where_it_fits_and_fail_what_does_not(expensive_first, tmp_path):
    tuner = keras_tuner.RandomSearch(
        expensive_first, "val_accuracy", max_trials=8, max_consecutive_failed_trials=9, directory=tmp_path, seed=1
    )
    assert expensive_first.budget.excess(expensive_first.space.candidate({"width": 1.0, "depth": 0.25}).cost)
    tuner.search(verbose=0)
    trials = list(tuner.oracle.trials.values())
    for trial in trials:
        over = expensive_first.budget.excess(
            expensive_first.space.candidate(expensive_first.space.values(trial.hyperparameters.values)).cost
        )
        assert trial.status == ("FAILED" if over else "COMPLETED")
    assert {trial.status for trial in trials} == {"FAILED", "COMPLETED"}


def test_keras_tuners_own_tuner_takes_a_budgeted_oracle_as_its_docstring_says(expensive_first, tmp_path):
    goal = keras_tuner.Objective("val_accuracy", "max")
    oracle = keras_tuner.oracles.RandomSearchOracle(goal, max_trials=4, seed=1)
    tuner = keras_tuner.Tuner(budgeted(oracle, expensive_first.candidates), expensive_first, directory=tmp_path)
    tuner.search(verbose=0)
    assert [trial.status for trial in oracle.trials.values()] == ["COMPLETED"] * 4
