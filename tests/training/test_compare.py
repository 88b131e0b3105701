"""Runs side by side: what a comparison shows, and which it refuses as unfair."""

import csv
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import PIL.Image
import pytest

from kerasarch.cli import main
from kerasarch.errors import FileError, RecipeError
from kerasarch.training import compare, plots

ROOT = Path(__file__).parent.parent.parent
HISTORY = "epoch,steps,steps_a_second,accuracy,loss,val_accuracy,val_loss\n"
DATA = {"name": "digits", "images": {"train": 12, "validation": 4, "test": 9}, "identity": "digits 1.0.0"}


def made_up(runs, number, name="one", model="", seed=0, data=DATA, **measured):
    """A run's folder without its models."""
    folder = runs / f"{number:04d}-{name}"
    folder.mkdir(parents=True)
    (folder / "recipe.toml").write_text(
        f"name = '{name}'\nseed = {seed}\n[model]\nname = 'xception'\n{model}\n[training]\nepochs = 3\n"
    )
    (folder / "run.json").write_text(
        json.dumps({"parameters": 1000 * number, "multiply_adds": 2_000_000, "data": data})
    )
    rows = [f"{i},{4 * i},20.0,0.5,{1 / i},{0.5 + 0.1 * i},0.4\n" for i in (1, 2, 3)]
    (folder / "history.csv").write_text(HISTORY + "".join(rows))
    metrics = {"epochs": 3, "steps_a_second": 20.0, "training_cpu_seconds": 5.0, "test_images": 9}
    metrics |= {"validation_accuracy": 0.8, "test_accuracy": 0.7}
    (folder / "metrics.json").write_text(json.dumps(metrics | measured))
    return folder


def test_a_row_says_what_a_run_changes_takes_and_gives(tmp_path):
    first = made_up(tmp_path, 1, model="dropout = 0.1")
    ablated = "width = 0.5\n[model.choices]\nresidual = false\norder = 'pointwise_first'"
    rows, picture = compare([first, made_up(tmp_path, 2, "two", ablated, seed=3, test_accuracy=0.61234567)])
    assert [row.run for row in rows] == ["one", "two"]
    assert rows[0].changes == ""
    changes = {"seed=3", "width=0.5", "dropout=default", "residual=false", "order=pointwise_first"}
    assert set(rows[1].changes.split(", ")) == changes
    assert [row.parameters for row in rows] == [1000, 2000]
    assert rows[1].test_accuracy == 0.61234567
    assert picture == tmp_path / "comparison.png"
    with (tmp_path / "comparison.csv").open() as file:
        written = list(csv.DictReader(file))
    assert [row["run"] for row in written] == ["one", "two"]
    assert written[1]["test_accuracy"] == "0.6123"


def test_every_run_has_a_line_of_its_own_look(tmp_path):
    _, few = compare([made_up(tmp_path, n, f"r{n}") for n in (1, 2)], tmp_path / "few.png")
    _, many = compare([made_up(tmp_path, n, f"r{n}") for n in range(3, 40)], tmp_path / "made" / "here")
    assert many == tmp_path / "made" / "here" / "comparison.png"
    for picture in (few, many):
        pixels = np.asarray(PIL.Image.open(picture).convert("RGB"))
        assert len(np.unique(pixels.reshape(-1, 3), axis=0)) > 20
    assert sorted(entry.name for entry in tmp_path.glob("*.*")) == ["few.csv", "few.png"]


@pytest.mark.parametrize("accuracies", [[1, 1], [0, 0], [0.6, 0.65], [0.1, 1], [0.5]], ids=str)
def test_curves_of_any_accuracies_are_drawn(tmp_path, accuracies):
    history = [{"steps": i, "val_accuracy": accuracy, "loss": 0.5} for i, accuracy in enumerate(accuracies)]
    plots.comparison({"one": history}, tmp_path / "a.png")  # NumPy's warnings are errors here
    assert (tmp_path / "a.png").stat().st_size > 1000


def test_runs_of_one_name_are_told_apart_by_their_folders(tmp_path):
    here = [made_up(tmp_path / "a", n) for n in (1, 2)]
    rows, _ = compare(here)
    assert [row.run for row in rows] == ["0001-one", "0002-one"]
    rows, _ = compare([here[0], made_up(tmp_path / "b", 1)], tmp_path)
    assert [row.run for row in rows] == [f"{tmp_path}/a/0001-one", f"{tmp_path}/b/0001-one"]


def broken(folder, file, text=None):
    (folder / file).unlink()
    if text is not None:
        (folder / file).write_text(text)
    return folder


@pytest.mark.parametrize(
    ("spoil", "says"),
    [
        (lambda runs, one, two: [], "there is nothing to compare: name the folders of runs"),
        (lambda runs, one, two: [one, runs / "none"], r"none is no run: it has no recipe.toml"),
        (lambda runs, one, two: [runs], "is no run: it has no recipe.toml"),
        (lambda runs, one, two: [one, two, runs / "." / one.name], "0001-one is named twice"),
        (
            lambda runs, one, two: [one, broken(two, "metrics.json")],
            "0002-two is not finished; go on with: kerasarch resu",
        ),
        (
            lambda runs, one, two: [one, broken(two, "run.json")],
            "0002-two is damaged, or a run of an older version: .*No s",
        ),
        (
            lambda runs, one, two: [one, broken(two, "run.json", "{")],
            "is damaged, or a run of an older version: JSONDe",
        ),
        (lambda runs, one, two: [one, broken(two, "history.csv", "epoch\n1\n")], "an older version: KeyError.'steps'"),
        (
            lambda runs, one, two: [one, made_up(runs, 3, data=DATA | {"identity": "others", "name": "photos"})],
            "0003-one and .*0001-one are on different images or splits, which makes no fair comparison: photos with",
        ),
    ],
)
def test_what_cannot_be_compared_is_told_in_one_sentence_and_nothing_is_written(tmp_path, spoil, says):
    runs = spoil(tmp_path, made_up(tmp_path, 1), made_up(tmp_path, 2, "two"))
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(RecipeError, match=says) as told:
        compare(runs)
    assert "\n" not in str(told.value)
    assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.parametrize("there", ["comparison.png", "comparison.csv"])
def test_what_is_there_is_replaced_only_when_asked(tmp_path, there):
    run = made_up(tmp_path, 1)
    (tmp_path / there).write_text("old")
    with pytest.raises(FileError, match=f"{there} exists; pass --overwrite"):
        compare([run])
    assert (tmp_path / there).read_text() == "old"
    assert len(list(tmp_path.iterdir())) == 2
    compare([run], overwrite=True)
    assert (tmp_path / there).read_bytes()[:3] != b"old"


@pytest.mark.parametrize("output", ["a.jpg", "0001-one/recipe.toml"])
def test_a_picture_is_a_png(tmp_path, output):
    with pytest.raises(FileError, match=f"output must be a folder or a .png file; got {tmp_path / output}"):
        compare([made_up(tmp_path, 1)], tmp_path / output)


def test_the_command_loads_no_keras(tmp_path):
    one, two = (made_up(tmp_path, n) for n in (1, 2))
    command = [sys.executable, "-X", "importtime", "-m", "kerasarch", "compare", one, two]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT)
    loaded = {line.split("|")[-1].strip() for line in done.stderr.splitlines()}
    assert "matplotlib" in loaded
    assert not loaded & {"keras", "tensorflow", "sklearn"}


def test_two_runs_that_were_trained_are_compared(capsys, small_run, tmp_path):
    other = tmp_path / "0002-digits_xception"
    shutil.copytree(small_run, other)
    recipe = other / "recipe.toml"
    recipe.write_text(recipe.read_text().replace("epochs = 4", "epochs = 5"))
    assert main(["compare", str(small_run), str(other), "--output", str(tmp_path / "two.png")]) == 0
    said = capsys.readouterr().out
    assert re.search(
        r"^ 0001-digits_xception +7\d\d,\d{3} +\d\.\d +4 +\d+\.\d +\d+( +[01]\.\d{4}){2} *$", said, re.MULTILINE
    )
    assert re.search(r"^ 0002-digits_xception +epochs=5 +7", said, re.MULTILINE)
    assert re.search(r" test on +\n", said)
    assert re.search(r" 359 +\n", said)
    assert Path(tmp_path / "two.png").is_file()
    history = list(csv.DictReader((small_run / "history.csv").read_text().splitlines()))
    assert [int(row["steps"]) for row in history] == [20, 40, 60, 80]
    assert all(float(row["steps_a_second"]) > 0 for row in history)
