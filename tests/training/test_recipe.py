"""Recipes: what is unknown, of another type or outside its range is refused by name."""

import contextlib
import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kerasarch.errors import KerasarchError, RecipeError
from kerasarch.training.recipe import ModelKeys, Recipe, check_network, read_recipe

ROOT = Path(__file__).parent.parent.parent
RECIPES = sorted(set((ROOT / "recipes").rglob("*.toml")) - set((ROOT / "recipes").glob("search_*.toml")))


def written(path, text):
    path.write_text(text)
    return path


def read(tmp_path, text, *changes):
    return read_recipe(written(tmp_path / "mine.toml", text), ["model.name=xception", *changes])


@pytest.mark.parametrize("path", RECIPES, ids=lambda path: path.stem)
def test_a_recipe_of_ours_is_read_and_is_short_and_names_its_command(path):
    assert read_recipe(path).name == path.stem
    lines = path.read_text().splitlines()
    assert len(lines) <= 40
    command = f"kerasarch train {path.relative_to(ROOT)}"
    assert any(line.removeprefix("#").strip() == command for line in lines)


@pytest.mark.parametrize("path", RECIPES, ids=lambda path: path.stem)
def test_the_network_of_a_recipe_of_ours_can_be(path):
    check_network(read_recipe(path))


@pytest.mark.parametrize("family", ["xception", "inception"])
def test_the_ablations_of_a_family_differ_in_one_choice_each_and_in_nothing_else(family):
    first, *others = [read_recipe(path) for path in RECIPES if path.match(f"ablations/{family}*")]
    assert first.name == family
    assert len(others) >= 6
    assert len({str(recipe.model.choices) for recipe in others}) == len(others)
    for recipe in others:
        assert len(recipe.model.choices) == 1
        assert replace(recipe, name=family, model=replace(recipe.model, choices={})) == first


def test_what_is_absent_has_its_default_and_the_name_is_the_files(tmp_path):
    assert read(tmp_path, "") == Recipe(name="mine")


def test_a_recipe_comes_back_from_its_own_toml(tmp_path):
    recipe = read(tmp_path, "[model]\nsize = [96, 64]\n[training]\nbatch_norm_momentum = 0.9\n")
    assert recipe.model.size == (96, 64)
    assert read(tmp_path, recipe.toml()) == recipe


def test_the_choices_of_an_architecture_have_a_table_of_their_own(tmp_path):
    text = "[model.choices]\nse_ratio = 4\nstochastic_depth = 0.1\nsegments = 4\norder = 'pointwise_first'\n"
    recipe = read(
        tmp_path, text, "model.choices.residual=false", "model.choices.segments=2", "model.choices.stem_stride=1"
    )
    choices = {"se_ratio": 4, "stochastic_depth": 0.1, "segments": 2, "order": "pointwise_first"}
    assert recipe.model.choices == choices | {"residual": False, "stem_stride": 1}
    assert recipe.model.arguments() == {"width": 1.0, "depth": 1.0, "dropout": None} | recipe.model.choices
    assert read(tmp_path, recipe.toml()) == recipe
    with pytest.raises(KerasarchError, match="added to their input, and here are none"):
        check_network(recipe)
    check_network(read(tmp_path, text))


MISTAKES = [
    ({"segments": 7}, "segments must be one of 1, 2, 4, 8, 'depthwise'; got 7"),
    ({"segments": "4"}, "segments must be one of 1, 2, 4, 8, 'depthwise'; got '4'"),
    ({"residual": {"x": 1}}, "residual must be one of True, False; got {'x': 1}"),
    ({"residul": False}, "model.choices.residul is no choice of xception; did you mean 'residual'?"),
    ({"zzz": 1}, "model.choices.zzz is no choice of xception; there are stochastic_depth, se_ratio, auxiliary, stem"),
    ({"width": 0.5}, "model.choices.width is no choice of xception; there are"),
    (
        {"auxiliary": True},
        "xception has no auxiliary classifiers; googlenet, inception_v1, inception_v2, inception_v3 have",
    ),
    ({"include_top": False}, "model.choices.include_top is no choice of xception; there are"),
]


@pytest.mark.parametrize(("choices", "says"), MISTAKES, ids=lambda value: str(value)[:30])
def test_a_mistake_in_a_choice_is_told_before_keras_is_loaded(choices, says):
    with pytest.raises(KerasarchError, match=re.escape(says)):
        check_network(Recipe(model=ModelKeys(choices=choices)))


def test_what_a_recipe_leaves_out_is_its_bases(tmp_path):
    base = "name = 'other'\nseed = 7\n[model]\nname = 'xception'\nwidth = 0.5\n[model.choices]\nsegments = 4\n"
    written(tmp_path / "base.toml", base)
    mine = "base = 'base.toml'\n[model]\nwidth = 0.25\n[model.choices]\nresidual = false\n"
    recipe = read_recipe(written(tmp_path / "mine.toml", mine), ["training.epochs=3"])
    assert (recipe.name, recipe.seed, recipe.training.epochs) == ("mine", 7, 3)
    assert recipe.model == ModelKeys("xception", width=0.25, choices={"segments": 4, "residual": False})
    assert read_recipe(written(tmp_path / "mine.toml", recipe.toml())) == recipe


@pytest.mark.parametrize(
    ("base", "says"),
    [
        ("3", "mine.toml: base must be a string; got 3"),
        ("'none.toml'", "no recipe can be read from"),
        ("'mine.toml'", "mine.toml: base must be a recipe without a base;"),
        ("'wrong.toml'", "mine.toml: trainig is no key of a recipe"),
    ],
)
def test_a_base_that_cannot_be_is_refused(tmp_path, base, says):
    (tmp_path / "wrong.toml").write_text("[trainig]\nepochs = 1\n")
    with pytest.raises(RecipeError, match=re.escape(says)):
        read(tmp_path, f"base = {base}\n")


def test_changes_take_the_place_of_what_the_file_says(tmp_path):
    changes = ["model.width=0.5", "training.epochs=3", "data.path=photos/1", "seed=4", "training.baseline=true"]
    recipe = read(tmp_path, "seed = 1\n[training]\nepochs = 9\n", *changes)
    assert (recipe.model.width, recipe.training.epochs, recipe.data.path) == (0.5, 3, "photos/1")
    assert (recipe.seed, recipe.training.baseline) == (4, True)
    assert read(tmp_path, "", "data.path=2024").data.path == "2024"
    words = ["training.baseline=TRUE", "model.dropout=None", "model.choices.residual=False"]
    recipe = read(tmp_path, "[model]\ndropout = 0.5\n", *words)
    assert (recipe.training.baseline, recipe.model.dropout, recipe.model.choices) == (True, None, {"residual": False})


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (
            "[training]\nlearning_rte = 1\n",
            "mine.toml: training.learning_rte is no key of a recipe; did you mean 'learning_rate'?",
        ),
        ("[trainig]\nepochs = 1\n", "trainig is no key of a recipe; did you mean 'training'?"),
        ("zzz = 1\n", "zzz is no key of a recipe; there are name, seed, model, data, training"),
        ("training = 1\n", "training must be a table of keys; got 1"),
        (
            "[data]\nsource = 'foldr'\n",
            "data.source must be one of 'digits', 'folder'; got 'foldr'; did you mean 'folder'",
        ),
        ("[data]\ntest = 1.5\n", "data.test must be a finite number and above 0 and below 0.9; got 1.5"),
        ("[model]\nwidth = '1'\n", "model.width must be a number; got '1'"),
        ("[model]\nsize = 7.5\n", "model.size must be an integer or a pair of integers; got 7.5"),
        ("[model]\nsize = [1, 2, 3]\n", "model.size must be an integer or a pair of integers; got [1, 2, 3]"),
        ("[model]\nchoices = 1\n", "model.choices must be a table of keys; got 1"),
        ("[model]\nsize = -1\n", "model.size must be an integer of at least 0; got -1"),
        ("[training]\nepochs = 2.5\n", "training.epochs must be an integer; got 2.5"),
        ("[training]\nepochs = true\n", "training.epochs must be an integer; got True"),
        ("[training]\nepochs = 0\n", "training.epochs must be an integer of at least 1; got 0"),
        ("[training]\nbatch_size = 0\n", "training.batch_size must be an integer of at least 1; got 0"),
        ("[training]\nbaseline = 1\n", "training.baseline must be true or false; got 1"),
        (
            "[training]\noptimizer = 'adm'\n",
            "training.optimizer must be one of 'adam', 'adamw', 'sgd', 'rmsprop'; got 'adm'; did you mean",
        ),
        ("[training]\nlearning_rate = nan\n", "training.learning_rate must be a finite number and above 0; got nan"),
        (
            "[training]\nwarmup_epochs = 10\n",
            "training.warmup_epochs must be a finite number and at least 0 and below 10",
        ),
        ("[training]\nshift = 0.5\n", "training.shift must be a finite number and at least 0 and below 0.5"),
        (
            "[training]\nbatch_norm_momentum = 1\n",
            "training.batch_norm_momentum must be a finite number and at least 0 and below 1",
        ),
        (
            "[training]\nlabel_smoothing = 1\n",
            "training.label_smoothing must be a finite number and at least 0 and below 1; got 1.0",
        ),
        (
            "[training]\nauxiliary_weight = 0.3\n",
            "training.auxiliary_weight is for model.choices.auxiliary = true; leave it out",
        ),
        (
            "[training]\nauxiliary_weight = -1\n",
            "training.auxiliary_weight must be a finite number and at least 0; got -1.0",
        ),
        (
            "[model]\nse_ratio = 16\n",
            "model.se_ratio is no key of a recipe; there are model.name, model.size, model.width, model.depth, "
            "model.dropout, model.weights, model.choices; other arguments of the builder go into [model.choices]",
        ),
        ("[model]\nweights = 3\n", "model.weights must be a string; got 3"),
        ("seed = 5000000000\n", "seed must be below 4294957296; got 5000000000"),
        ("name = 'a/b'\n", "name must be one that a folder can have; got 'a/b'"),
        (f"[training]\nlearning_rate = {10**400}\n", "training.learning_rate must be a number; got 1000"),
        ("seed = -1\n", "seed must be an integer of at least 0; got -1"),
        ("[model\nwidth = 1\n", "is no TOML: Expected ']' at the end of a table declaration (at line 1, column 7)"),
    ],
)
def test_a_mistake_in_a_recipe_is_told_by_its_key(tmp_path, text, says):
    with pytest.raises(RecipeError, match=re.escape(says)):
        read(tmp_path, text)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ("epochs", "a change of the recipe is written key=value; got 'epochs'"),
        ("=3", "a change of the recipe is written key=value; got '=3'"),
        ("training.epoch=3", "training.epoch is no key of a recipe; did you mean 'epochs' or 'warmup_epochs'?"),
        ("training.epochs=three", "training.epochs must be an integer; got 'three'"),
        ("seed.x=3", "seed.x: seed is no table of keys"),
        ("nothing.x=3", "nothing is no key of a recipe"),
        ("model.residual=false", "model.residual is no key of a recipe"),
    ],
)
def test_a_mistake_in_a_change_is_told(tmp_path, change, says):
    with pytest.raises(RecipeError, match=re.escape(says)):
        read(tmp_path, "seed = 0\n", change)


def test_a_recipe_names_its_architecture(tmp_path):
    (tmp_path / "empty.toml").write_text("")
    with pytest.raises(RecipeError, match="empty.toml: model.name is missing"):
        read_recipe(tmp_path / "empty.toml")


def test_a_recipe_that_is_no_text_file_is_refused(tmp_path):
    with pytest.raises(RecipeError, match="no recipe can be read from"):
        read_recipe(tmp_path / "none.toml")
    (tmp_path / "a.toml").write_bytes(b"\xff\xfe")
    with pytest.raises(RecipeError, match="is no text in UTF-8"):
        read_recipe(tmp_path / "a.toml")


keys = st.text("abcdefghij_.", max_size=8) | st.sampled_from(["model", "training", "model.width", "training.epochs"])


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.dictionaries(keys, st.integers() | st.floats() | st.text(max_size=4) | st.booleans(), max_size=3))
def test_whatever_a_recipe_says_it_is_read_or_refused(tmp_path_factory, table):
    path = tmp_path_factory.mktemp("fuzz") / "mine.toml"
    path.write_text("[model]\nname = 'xception'\n")
    with contextlib.suppress(KerasarchError):
        read_recipe(path, [f"{key}={value}" for key, value in table.items()])
