"""The README's recipe, on the digits and on the digits as a folder of files, and files of its run in every format."""

import re
from pathlib import Path

import numpy as np
import pytest

from kerasarch import models
from kerasarch.cli import main
from kerasarch.training import Run

RECIPE = str(Path(__file__).parent.parent.parent / "recipes/digits_xception.toml")

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def whole_run(tmp_path_factory):
    runs = tmp_path_factory.mktemp("whole")
    assert main(["train", RECIPE, "--runs", str(runs)]) == 0
    (folder,) = runs.iterdir()
    return folder


def test_the_digits_are_learned_better_than_by_logistic_regression(whole_run):
    measured = Run(whole_run).metrics()
    assert measured["test_accuracy"] >= 0.985
    assert measured["test_accuracy"] > measured["logistic_regression_accuracy"] > 0.94


def test_every_format_of_it_names_the_right_digits(capsys, whole_run, pngs):
    for arguments in (["saved_model"], ["tflite"], ["tflite", "--quantize", "int8"], ["onnx"]):
        assert main(["export", str(whole_run), "--format", *arguments]) == 0
        assert capsys.readouterr().err == ""
    images = [str(next((pngs / name).iterdir())) for name in ("three", "seven", "zero")]
    for file in sorted((whole_run / "exports").iterdir()):
        if not file.name.endswith((".json", ".npz")):
            assert main(["predict", str(file), *images]) == 0
            assert re.findall(r": (\w+) ", capsys.readouterr().out) == ["three", "seven", "zero"]


def test_the_digits_as_a_folder_of_files_are_learned_as_well(pngs, tmp_path):
    changes = ["data.source=folder", f"data.path={pngs}", "model.size=32"]
    assert main(["train", RECIPE, *changes, "--runs", str(tmp_path)]) == 0
    (folder,) = tmp_path.iterdir()
    assert Run(folder).metrics()["test_accuracy"] >= 0.985


def test_of_one_seed_all_runs_are_the_same(tmp_path):
    """With TF_DETERMINISTIC_OPS=1, as all tests are run; without, they differ in the first epoch."""
    changes = ["model.size=32", "model.width=0.25", "training.epochs=1", "training.baseline=false"]
    for _ in range(2):
        assert main(["train", RECIPE, *changes, "--runs", str(tmp_path)]) == 0
    one, other = (models.load(Run(folder).last).get_weights() for folder in sorted(tmp_path.iterdir()))
    for ours, theirs in zip(one, other, strict=True):
        np.testing.assert_array_equal(ours, theirs)
