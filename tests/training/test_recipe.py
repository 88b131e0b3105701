"""Recipes: what is unknown, of another type or outside its range is refused by name."""

import contextlib
import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kerasarch.errors import KerasarchError, RecipeError
from kerasarch.training.recipe import Recipe, read_recipe

RECIPES = sorted((Path(__file__).parent.parent.parent / "recipes").rglob("*.toml"))


def read(tmp_path, text, *changes):
    (tmp_path / "mine.toml").write_text(text)
    return read_recipe(tmp_path / "mine.toml", ["model.name=xception", *changes])


@pytest.mark.parametrize("path", RECIPES, ids=lambda path: path.stem)
def test_a_recipe_of_ours_is_read_and_is_short_and_names_its_command(path):
    assert read_recipe(path).name == path.stem
    lines = path.read_text().splitlines()
    assert len(lines) <= 40
    assert any(f"kerasarch train recipes/{path.name}" in line for line in lines if line.startswith("#"))


def test_what_is_absent_has_its_default_and_the_name_is_the_files(tmp_path):
    assert read(tmp_path, "") == Recipe(name="mine")


def test_a_recipe_comes_back_from_its_own_toml(tmp_path):
    recipe = read(tmp_path, "[model]\nsize = [96, 64]\n[training]\nbatch_norm_momentum = 0.9\n")
    assert recipe.model.size == (96, 64)
    assert read(tmp_path, recipe.toml()) == recipe


def test_changes_take_the_place_of_what_the_file_says(tmp_path):
    changes = ["model.width=0.5", "training.epochs=3", "data.path=photos/1", "seed=4", "training.baseline=true"]
    recipe = read(tmp_path, "seed = 1\n[training]\nepochs = 9\n", *changes)
    assert (recipe.model.width, recipe.training.epochs, recipe.data.path) == (0.5, 3, "photos/1")
    assert (recipe.seed, recipe.training.baseline) == (4, True)
    assert read(tmp_path, "", "data.path=2024").data.path == "2024"


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
