"""What may vary, and what a point of it is."""

import random

import pytest

from kerasarch.errors import KerasarchError, SearchError
from kerasarch.search.axes import Range, Values, axis
from kerasarch.search.budget import Budget
from kerasarch.search.candidates import Candidates
from kerasarch.search.plan import Plan, plan_of, read_search
from kerasarch.search.space import Space
from kerasarch.training.recipe import ModelKeys, Recipe, TrainingKeys
from tests.search.conftest import SPACE, plan_with

RECIPE = Recipe(model=ModelKeys(name="xception", size=71), training=TrainingKeys(epochs=2))


def space(axes, name="xception", classes=10, size=71):
    return Space(Recipe(model=ModelKeys(name=name, size=size), training=TrainingKeys(epochs=2)), axes, classes)


@pytest.mark.parametrize(
    ("given", "drawn"),
    [
        ((1, 5), {1, 2, 3, 4, 5}),
        ((0.25, 1.0, 0.25), {0.25, 0.5, 0.75, 1.0}),
        ((0.1, 0.4, 0.1), {0.1, 0.2, 0.3, 0.4}),
        ((32, 64, 16), {32, 48, 64}),
        ([True, "none", 16], {True, None, 16}),
        ([[32, 48], 64], {(32, 48), 64}),
    ],
)
def test_an_axis_gives_each_of_its_values_and_no_other(given, drawn):
    chance, along = random.Random(0), axis("width", given)
    assert {along.draw(chance) for _ in range(200)} == drawn == set(along.grid())
    assert all(along.holds(value) and 0 <= along.place(value) <= 1 for value in drawn)
    assert axis("width", along.spec()) == along


def test_a_logarithmic_range_draws_as_many_below_its_geometric_middle_as_above():
    chance, along = random.Random(0), axis("learning_rate", {"least": 1e-4, "most": 1e-2, "log": True})
    drawn = [along.draw(chance) for _ in range(1000)]
    assert 450 < sum(value < 1e-3 for value in drawn) < 550
    assert min(drawn) >= 1e-4
    assert max(drawn) <= 1e-2


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ([], "at least one value"),
        (3, "a list of values"),
        ([0.5, 0.5], "0.5 twice"),
        ([{}], "numbers, texts"),
        ({"least": 1}, "must have least and most"),
        ({"least": 2, "most": 1}, "below"),
        ({"least": 1, "most": 1}, "below"),
        ({"least": 0, "most": 1, "log": True}, "above 0"),
        ({"least": 1, "most": 2, "log": True, "step": 1}, "one of them"),
        ({"least": 1, "most": 2, "setp": 1}, "did you mean 'step'"),
        ({"least": 1, "most": 2, "step": 5}, "width.step must be at most 1, from least to most; got 5"),
        ({"least": 0.0, "most": 0.3, "step": 0.5}, "width.step must be at most 0.3"),
        ({"least": "1", "most": 2}, "finite number"),
        ({"least": float("nan"), "most": 2}, "finite number"),
        ({"least": 0.0, "most": 1e9, "step": 1e-3}, "more than"),
    ],
)
def test_an_axis_that_cannot_be_is_refused_by_name(given, why):
    with pytest.raises(SearchError, match="width") as refusal:
        axis("width", given)
    assert why in str(refusal.value)


@pytest.mark.parametrize(
    ("axes", "why"),
    [
        ({}, "something that varies"),
        ({"wdith": [1]}, "did you mean 'width'"),
        ({"cardinality": ["32x4d"]}, "nothing that varies in xception"),
        ({"classes": [3, 4]}, "nothing that varies"),
        ({"optimizer": ["adam", "adma"]}, 'optimizer cannot be "adma"'),
        ({"segments": ["4"]}, "segments cannot be"),
        ({"epochs": [0, 1]}, "epochs cannot be 0"),
        ({"name": ["xception", "xceptoin"]}, "did you mean 'xception'"),
        ({"name": ["xception", "mobilenet_v2"], "segments": [1, 2]}, "nothing that varies in mobilenet_v2"),
    ],
)
def test_a_space_that_cannot_be_is_refused_by_name(axes, why):
    with pytest.raises(KerasarchError) as refusal:
        space(axes)
    assert why in str(refusal.value)


def test_values_go_to_the_places_that_a_recipe_has_for_them():
    known = space({"width": [0.5], "segments": [4], "learning_rate": [1e-2], "size": [80]})
    recipe = known.candidate({"width": 0.5, "segments": 4, "learning_rate": 1e-2, "size": 80}).recipe
    assert (recipe.model.width, recipe.model.size, recipe.training.learning_rate) == (0.5, 80, 1e-2)
    assert recipe.model.arguments()["segments"] == 4


def test_members_of_a_family_are_an_axis():
    """Patch sizes of a Mixer, groups of a ShuffleNet."""
    known = space({"name": ["mixer_s16", "mixer_s32"], "width": [0.25]}, "mixer_s16", size=64)
    small, large = (known.candidate({"name": name, "width": 0.25}).cost for name in ("mixer_s32", "mixer_s16"))
    assert small.macs < large.macs


def test_points_that_give_the_same_network_are_the_same():
    known = space({"width": (0.1, 1.0), "learning_rate": [1e-3, 1e-2]})
    first = known.candidate({"width": 0.5, "learning_rate": 1e-3})
    assert first.key == known.candidate({"width": 0.5001, "learning_rate": 1e-3}).key
    assert first.key != known.candidate({"width": 0.5001, "learning_rate": 1e-2}).key
    assert first.key != known.candidate({"width": 0.6, "learning_rate": 1e-3}).key


def test_the_papers_own_configuration_is_found_where_the_space_has_it():
    axes = {"width": (0.25, 1.0), "depth": [0.5, 1.0], "se_ratio": ["none", 16], "segments": ["depthwise", 4]}
    own = {"width": 1.0, "depth": 1.0, "se_ratio": None, "segments": "depthwise"}
    assert space(axes).papers_own() == own
    assert space(axes | {"depth": [0.25, 0.5]}).papers_own() is None


def test_a_preview_counts_what_fits_and_every_point_of_a_small_space():
    few = Candidates(space({"width": [0.25, 0.5, 1.0], "size": [71, 99]}), Budget(macs=300e6)).preview(1000)
    costs = [
        space({"width": [1.0]}, size=size).candidate({"width": width}).cost.macs  # by hand
        for width in (0.25, 0.5, 1.0)
        for size in (71, 99)
    ]
    assert (few.tried, few.fits) == (6, sum(macs <= 300e6 for macs in costs))
    assert 0 < few.fits < 6
    assert few.cheapest.cost.macs == min(costs)
    assert f"{few.fits} of 6 points fit" in str(few)
    many = Candidates(space({"width": (0.1, 1.0)}), Budget(macs=100e6)).preview(300)
    assert (many.tried, many.more) == (300, 0)
    assert 0 < many.share < 1
    lines = [line for line in str(many).splitlines() if "up to" in line]
    assert sum(int(line.split()[-2]) for line in lines if line.split()[-1] in ("within", "over", "across")) == 300
    rare = Candidates(space({"width": (0.1, 1.0), "depth": [1.0, 2.0]}), Budget(macs=15e6)).preview(5)
    assert (rare.tried, rare.fits) == (5, 0)
    assert 0 < rare.more < 100
    assert "the ends of all axes among them, one does" in str(rare)


def test_a_space_in_which_nothing_fits_is_refused_with_the_cheapest():
    candidates = Candidates(space({"width": [0.25, 1.0], "size": [71, 99]}), Budget(macs=1e6))
    with pytest.raises(SearchError, match="nothing in the space fits") as refusal:
        candidates.check()
    cheapest = candidates.space.candidate({"width": 0.25, "size": 71}).cost
    assert f"{cheapest.macs / 1e6:,.1f} M multiply-adds" in str(refusal.value)
    assert "width=0.25, size=71" in str(refusal.value)


def test_a_space_that_no_network_can_have_says_why():
    with pytest.raises(SearchError, match="no network can have any point.*at least"):
        Candidates(space({"size": [8, 16]}), Budget()).check()


@pytest.mark.parametrize(
    ("budget", "why"),
    [
        ({"macs": 0}, "budget.macs"),
        ({"params": -1}, "budget.params"),
        ({"macs": float("nan")}, "budget.macs"),
        ({"target": "tfltie"}, "did you mean 'tflite'"),
        ({"target": "onnx", "quantize": "dynamic"}, "budget.quantize"),
        ({"command": "bench {file}"}, "give budget.latency_ms too"),
        ({"command": True, "latency_ms": 3}, "must be a shell command"),
        ({"command": "bench", "latency_ms": 3}, "must hold {file}"),
    ],
)
def test_a_budget_that_cannot_be_is_refused_by_name(budget, why):
    with pytest.raises(SearchError) as refusal:
        Budget(**budget)
    assert why in str(refusal.value)


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"strategy": "bayes"}, "did you mean 'bayesian'"),
        ({"trials": 0}, "search.trials"),
        ({"keep": 0}, "search.keep"),
        ({"seconds": 0}, "search.seconds"),
        ({"trial_seconds": 0}, "search.trial_seconds"),
        ({"objectives": ("macs",)}, "the first of search.objectives"),
        ({"objectives": ()}, "search.objectives must be a list of names, at least one; got ()"),
        ({"objectives": 3}, "search.objectives must be a list of names, at least one; got 3"),
        ({"objectives": ("val_accuracy", "macs"), "strategy": "grid"}, "several objectives need"),
        ({"objectives": ("val_accuracy", "latency_ms"), "strategy": "tpe"}, "measured only where"),
        ({"strategy": "hyperband", "space": {"epochs": [1, 2]}}, "hyperband chooses the epochs"),
    ],
)
def test_a_plan_that_cannot_be_is_refused_by_name(changes, why):
    with pytest.raises(SearchError) as refusal:
        plan_with(**changes)
    assert why in str(refusal.value)


@pytest.mark.parametrize("given", [3, 0, [], {"macs": 1}, [3]])
def test_objectives_that_are_no_names_are_refused_as_they_are_read(given):
    with pytest.raises(SearchError, match="search.objectives must be"):
        plan_of(plan_with().json() | {"objectives": given})


def test_a_plan_survives_json():
    plan = plan_with()
    assert plan_of(plan.json()) == plan
    assert Space(plan.recipe, plan.space, 3).axes == {name: axis(name, given) for name, given in SPACE.items()}


def test_a_search_is_read_from_toml_with_changes(tmp_path):
    file = tmp_path / "one.toml"
    file.write_text(
        '[model]\nname = "xception"\nsize = 71\n[search]\ntrials = 3\n[search.space]\nwidth = [0.5, 1.0]\n'
        "[search.budget]\nmacs = 1e9\n"
    )
    plan = read_search(file, ["search.trials=5", "search.budget.params=1000000", "training.epochs=3"])
    assert (plan.trials, plan.budget, plan.recipe.training.epochs) == (5, Budget(macs=1e9, params=1_000_000), 3)
    assert isinstance(plan, Plan)
    for text, why in (
        ("[search]\ntirals = 3", "did you mean 'trials'"),
        ("[search.budget]\nmcas = 3", "did you mean 'macs'"),
        ("", "has no table"),
        ("[search]\nspace = 3", "search.space must be a table"),
    ):
        file.write_text(f'{text}\n[model]\nname = "xception"\n')
        with pytest.raises(SearchError, match="one.toml") as refusal:
            read_search(file)
        assert why in str(refusal.value)


def test_values_and_ranges_are_different_things():
    assert isinstance(axis("width", [0.25, 1.0]), Values)
    assert isinstance(axis("width", (0.25, 1.0)), Range)
