"""Runs: what they leave, and that a stop at any moment loses at most an epoch."""

import csv
import json
import os
import shutil
import signal
import subprocess
import sys
import time
import zipfile
from dataclasses import replace
from pathlib import Path

import keras
import numpy as np
import PIL.Image
import pytest

import kerasarch
from kerasarch import models, papers
from kerasarch.data import ArraySource
from kerasarch.errors import FileError, KerasarchError, RecipeError
from kerasarch.files import write_json
from kerasarch.training import Recipe, Run, heads, read_recipe, resume, train
from kerasarch.training.fit import _Keep
from kerasarch.training.recipe import DataKeys, ModelKeys, TrainingKeys

ROOT = Path(__file__).parent.parent.parent


def bright_or_dark(n, seed=0, size=24):
    random = np.random.default_rng(seed)
    y = np.arange(n) % 2
    x = random.integers(0, 80, (n, size, size, 3)).astype(np.uint8)
    x[y == 1, 6:18, 6:18] += 150
    return x, y


@pytest.fixture(scope="module")
def source():
    splits = {"train": bright_or_dark(48), "validation": bright_or_dark(8, 1), "test": bright_or_dark(20, 2)}
    return ArraySource(splits, ("dark", "bright"))


def recipe(epochs=2, **training):
    keys = TrainingKeys(epochs=epochs, batch_size=8, batch_norm_momentum=0.5, **training)
    return Recipe(name="tiny", model=ModelKeys(size=24, width=0.25, depth=0.1), training=keys)


def names(folder):
    return sorted(entry.name for entry in folder.iterdir())


def history(folder):
    with (folder / "history.csv").open() as file:
        return list(csv.DictReader(file))


FINISHED = [
    "best.keras",
    "confusion.png",
    "curves.png",
    "history.csv",
    "last.keras",
    "metrics.json",
    "recipe.toml",
    "run.json",
]


@pytest.fixture(scope="module")
def run(source, tmp_path_factory):
    return train(recipe(4), tmp_path_factory.mktemp("runs"), source, say=lambda line: None)


def test_a_run_leaves_all_that_is_needed_to_read_it(run):
    assert names(run.folder) == FINISHED
    assert run.folder.name == "0001-tiny"
    assert run.recipe() == recipe(4)
    about = json.loads((run.folder / "run.json").read_text())
    assert about["labels"] == ["dark", "bright"]
    assert about["parameters"] == models.load(run.best).count_params()
    assert set(about["versions"]) == {"kerasarch", "keras", "backend", "numpy"}
    rows = history(run.folder)
    assert [row["epoch"] for row in rows] == ["1", "2", "3", "4"]
    assert {"loss", "accuracy", "val_loss", "val_accuracy"} <= set(rows[0])
    assert run.metrics()["test_accuracy"] >= 0.9


@pytest.mark.parametrize("name", ["curves.png", "confusion.png"])
def test_its_pictures_show_something(run, name):
    pixels = np.asarray(PIL.Image.open(run.folder / name).convert("RGB"))
    assert pixels.shape[0] > 300
    assert len(np.unique(pixels.reshape(-1, 3), axis=0)) > 20


def test_the_best_model_is_that_of_the_highest_validation_accuracy(run, source):
    rows = history(run.folder)
    best = max(rows, key=lambda row: (float(row["val_accuracy"]), int(row["epoch"])))
    x, y = source.splits["validation"]
    loss, accuracy = models.load(run.best).evaluate(x, y, verbose=0)
    assert (loss, accuracy) == pytest.approx((float(best["val_loss"]), float(best["val_accuracy"])), rel=1e-4)


def test_the_momentum_of_the_recipe_reaches_every_batch_norm_and_the_reference_keeps_its_own(run):
    norms = [layer for layer in models.load(run.best).layers if isinstance(layer, keras.layers.BatchNormalization)]
    assert {norm.momentum for norm in norms} == {0.5}
    ours = kerasarch.Xception(weights=None, width=0.25, depth=0.25, input_shape=(48, 48, 3))
    assert {layer.momentum for layer in ours.layers if hasattr(layer, "momentum")} == {0.99}


def test_a_kept_model_opens_in_keras_alone_with_what_it_is_beside_it(run):
    code = (
        "import sys, keras; m = keras.models.load_model(sys.argv[1], safe_mode=True);"
        "assert 'kerasarch' not in sys.modules; print(m.output_shape)"
    )
    done = subprocess.run([sys.executable, "-c", code, run.best], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "(None, 2)"
    assert models.about(run.best)["architecture"] == "xception"
    with zipfile.ZipFile(run.best) as archive:
        assert "kerasarch.json" in archive.namelist()


def test_a_model_that_others_saved_has_nothing_beside_it(tmp_path):
    keras.Sequential([keras.Input((2,)), keras.layers.Dense(1)]).save(tmp_path / "a.keras")
    assert models.about(tmp_path / "a.keras") == {}


# --- stops -----------------------------------------------------------------------------------------------------


class Stop(keras.callbacks.Callback):
    """Ctrl-C in the middle of an epoch."""

    def __init__(self, epoch, batch):
        super().__init__()
        self.where = epoch, batch

    def on_epoch_begin(self, epoch, logs=None):
        self.epoch = epoch

    def on_train_batch_end(self, batch, logs=None):
        if (self.epoch, batch) == self.where:
            raise KeyboardInterrupt


def interrupted(monkeypatch, recipe, runs, source, epoch, batch):
    fit = keras.Model.fit
    stopping = lambda self, *a, callbacks, **k: fit(self, *a, callbacks=[*callbacks, Stop(epoch, batch)], **k)  # noqa: E731
    said = []
    with monkeypatch.context() as patch:
        patch.setattr(keras.Model, "fit", stopping)
        with pytest.raises(KeyboardInterrupt):
            train(recipe, runs, source, said.append)
    (folder,) = runs.iterdir()
    return folder, said


@pytest.mark.slow
def test_ctrl_c_keeps_the_last_finished_epoch_and_resume_goes_on(monkeypatch, source, tmp_path):
    folder, said = interrupted(monkeypatch, recipe(3), tmp_path / "runs", source, epoch=2, batch=1)
    assert said[-2:] == ["stopped: 2 of 3 epochs are kept", f"go on with: kerasarch resume {folder}"]
    assert "metrics.json" not in names(folder)
    steps = int(models.load(folder / "last.keras").optimizer.iterations)
    assert steps == 2 * 6
    said.clear()
    run = resume(folder, source, said.append)
    assert said[0] == f"resuming {folder} after 2 of 3 epochs"
    assert names(folder) == FINISHED
    assert int(models.load(run.last).optimizer.iterations) == 3 * 6
    assert [row["epoch"] for row in history(folder)] == ["1", "2", "3"]
    before = (folder / "last.keras").stat().st_mtime_ns
    said.clear()
    resume(folder, source, said.append)
    assert said == [f"{folder} is finished"]
    assert (folder / "last.keras").stat().st_mtime_ns == before


@pytest.mark.slow
def test_a_stop_in_the_first_epoch_starts_the_same_run_again(monkeypatch, source, tmp_path):
    folder, said = interrupted(monkeypatch, recipe(1), tmp_path / "runs", source, epoch=0, batch=2)
    assert said[-2] == "stopped: 0 of 1 epochs are kept"
    assert names(resume(folder, source, lambda line: None).folder) == FINISHED


def test_a_run_that_was_killed_before_its_test_is_tested_by_resume(run, source, tmp_path):
    folder = tmp_path / "copy"
    shutil.copytree(run.folder, folder)
    (folder / "metrics.json").unlink()
    with pytest.raises(RecipeError, match=f"{folder} is not finished; go on with: kerasarch resume {folder}"):
        Run(folder).metrics()
    assert resume(folder, source, lambda line: None).metrics() == run.metrics()


@pytest.mark.slow
def test_kill_9_loses_at_most_an_epoch(tmp_path):
    command = [
        *(sys.executable, "-m", "kerasarch", "train", ROOT / "recipes/digits_xception.toml", "--runs", tmp_path),
        *("model.size=24", "model.width=0.25", "training.epochs=40", "training.baseline=false"),
    ]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=ROOT)
    try:
        deadline = time.time() + 240
        while time.time() < deadline and not list(tmp_path.glob("*/history.csv")):
            time.sleep(0.05)
        time.sleep(3.3)  # somewhere in a later epoch
    finally:
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
    (folder,) = tmp_path.iterdir()
    finished = len(history(folder))
    kept = models.about(folder / "last.keras")["training"]["epoch"]
    assert finished >= 1
    assert kept in (finished, finished + 1)
    models.load(folder / "last.keras")
    models.load(folder / "best.keras")


# --- mistakes --------------------------------------------------------------------------------------------------


def test_a_run_of_too_few_steps_for_its_batch_norms_is_told(run):
    from kerasarch.training.fit import momentum_of
    from kerasarch.training.run import lag

    assert momentum_of(models.load(run.best)) == 0.5
    assert lag(0.5, 41) is None
    assert lag(None, 1) is None
    assert lag(0.5, 39).startswith("39 steps are few for batch norms that keep 0.5 of their statistics")


def test_a_loss_that_is_no_number_stops_the_run_and_keeps_the_epoch_before(source, tmp_path):
    with pytest.raises(RecipeError, match="the loss is nan after epoch 1; nothing was kept"):
        train(recipe(3, optimizer="sgd", learning_rate=1e30), tmp_path, source, say=lambda line: None)
    (folder,) = tmp_path.iterdir()
    assert names(folder) == ["recipe.toml", "run.json"]


def test_a_run_on_images_of_ones_own_is_not_taken_for_one_on_the_recipes(run):
    with pytest.raises(RecipeError, match="was trained on other images than digits now has"):
        run.source()


def test_a_folder_that_changed_since_is_not_taken_for_the_one_it_was_trained_on(pngs, run, tmp_path):
    """A split of what is left would test on images that were trained on."""
    copy, digits = Run(tmp_path / "copy"), tmp_path / "digits"
    shutil.copytree(run.folder, copy.folder)
    shutil.copytree(pngs, digits)
    before = kerasarch.data.load("folder", str(digits))
    about = json.loads((copy.folder / "run.json").read_text())
    write_json(copy.folder / "run.json", about | {"data": about["data"] | {"identity": before.identity}})
    copy.check_source(kerasarch.data.load("folder", str(digits)))
    next((digits / "one").iterdir()).unlink()
    with pytest.raises(RecipeError, match="was trained on other images than digits now has"):
        copy.check_source(kerasarch.data.load("folder", str(digits)))


def test_the_kept_best_is_that_of_the_best_epoch_and_not_the_last(run, tmp_path):
    copy = Run(tmp_path)
    keep = _Keep(copy, {"labels": []})
    keep.set_model(models.load(run.best))
    for epoch, (accuracy, loss) in enumerate([(0.5, 1.0), (0.9, 0.4), (0.9, 0.5), (0.7, 0.1)]):
        keep.on_epoch_end(epoch, {"loss": 1.0, "val_accuracy": accuracy, "val_loss": loss})
    assert models.about(copy.best)["training"]["epoch"] == 3
    assert models.about(copy.last)["training"]["epoch"] == 4


@pytest.mark.slow
def test_a_run_that_was_killed_before_it_began_is_started_by_resume(source, tmp_path):
    (tmp_path / "recipe.toml").write_text(recipe(1).toml())
    assert names(resume(tmp_path, source, lambda line: None).folder) == FINISHED


@pytest.mark.slow
def test_the_choices_of_a_recipe_reach_its_network_also_when_it_is_resumed(source, tmp_path):
    changes = ["model.size=24", "model.choices.se_ratio=4", "training.epochs=1", "training.batch_size=48"]
    wanted = read_recipe(ROOT / "recipes/ablations/xception_no_residual.toml", changes)
    (tmp_path / "recipe.toml").write_text(wanted.toml())
    run = resume(tmp_path, source, lambda line: None)
    assert run.recipe().model == wanted.model
    model, about = models.load(run.best), json.loads((run.folder / "run.json").read_text())
    kinds = {type(layer) for layer in model.layers}
    assert keras.layers.Multiply in kinds
    assert keras.layers.Add not in kinds
    assert about["parameters"] == model.count_params()
    assert about["arguments"] == wanted.model.arguments()
    assert [row["steps"] for row in history(run.folder)] == ["1"]


@pytest.mark.slow
def test_auxiliary_classifiers_learn_with_their_paper_s_weight_and_are_not_kept(source, tmp_path):
    def larger(images):
        return np.repeat(np.repeat(images[:8], 4, 1), 4, 2)

    source = ArraySource({split: (larger(x), y[:8]) for split, (x, y) in source.splits.items()}, source.classes)
    model = ModelKeys("inception_v1", size=96, width=0.25, choices={"auxiliary": True})
    run = train(replace(recipe(1), model=model), tmp_path, source, lambda line: None)
    (run.folder / "metrics.json").unlink()  # as if it was stopped before its second epoch
    (run.folder / "recipe.toml").write_text(replace(recipe(2), model=model).toml())
    resume(run.folder, source, lambda line: None)
    best, last = models.load(run.best), models.load(run.last)
    assert (len(best.outputs), len(last.outputs)) == (1, 3)
    alone, whole = ({layer.name.split("_")[0] for layer in kept.layers} for kept in (best, last))
    assert whole - alone == {"loss1", "loss2"}
    about = json.loads((run.folder / "run.json").read_text())
    assert about["parameters"] == best.count_params() < last.count_params()
    assert about["arguments"]["auxiliary"] is True
    rows = [{key: float(value) for key, value in row.items()} for row in history(run.folder)]
    assert [row["epoch"] for row in rows] == [1, 2]
    for row in rows:
        heads = row["loss1_classifier_loss"] + row["loss2_classifier_loss"]
        assert row["total_loss"] == pytest.approx(row["loss"] + 0.3 * heads, rel=1e-4)
        assert 0 <= row["val_accuracy"] <= 1
    x, y = source.splits["validation"]
    best_row = max(rows, key=lambda row: (row["val_accuracy"], row["epoch"]))
    best.compile(loss="sparse_categorical_crossentropy", metrics=["accuracy"])
    expected = best_row["val_loss"], best_row["val_accuracy"]
    assert best.evaluate(x, y, verbose=0) == pytest.approx(expected, rel=1e-4)


def test_the_weight_of_an_auxiliary_loss_is_the_paper_s_or_the_recipe_s():
    google, v3 = (papers.find(name).auxiliary_weight for name in ("googlenet", "inception_v3"))
    assert (google, v3) == (0.3, 0.4)  # arXiv:1409.4842, section 5; the release of Inception-v3
    image = keras.Input((2,))
    one = keras.layers.Dense(2)(image)
    two = keras.Model(image, [one, keras.layers.Dense(2)(image)])
    assert heads.losses(two, 0.7, 0.0)["loss_weights"] == [1.0, 0.7]


@pytest.mark.slow
def test_smoothed_labels_are_learned_also_after_a_stop(source, tmp_path):
    run = train(recipe(1, label_smoothing=0.2), tmp_path, source, lambda line: None)
    (run.folder / "metrics.json").unlink()  # as if it was stopped before its second epoch
    (run.folder / "recipe.toml").write_text(recipe(2, label_smoothing=0.2).toml())
    resume(run.folder, source, lambda line: None)
    x, y = source.splits["validation"]
    probability = models.load(run.last).predict(x, verbose=0)
    wanted = np.eye(2)[y] * 0.8 + 0.1
    row = history(run.folder)[-1]
    assert float(row["val_loss"]) == pytest.approx(-(wanted * np.log(probability)).sum(axis=1).mean(), rel=1e-4)
    assert float(row["val_accuracy"]) == (probability.argmax(axis=1) == y).mean()


def test_a_tf_data_source_is_labelled_for_each_output():
    import tensorflow as tf

    image = keras.Input((2,))
    model = keras.Model(image, [keras.layers.Dense(2)(image), keras.layers.Dense(2)(image)])
    data = tf.data.Dataset.from_tensor_slices((np.ones((4, 2)), np.arange(4))).batch(2)
    batches = heads.labelled(data, model, 0.0)
    assert len(batches) == 2
    (_, labels) = next(iter(batches))
    np.testing.assert_array_equal(np.stack(labels), [[0, 1], [0, 1]])
    (_, labels) = next(iter(heads.labelled(data, model, 0.1)))
    np.testing.assert_array_equal(np.stack(labels), [np.eye(2), np.eye(2)])


@pytest.mark.slow
def test_a_run_begins_with_the_weights_that_its_recipe_names(source, tmp_path, monkeypatch):
    small = {"input_shape": (24, 24, 3), "width": 0.25, "depth": 0.1, "classes": 2, "include_preprocessing": True}
    trained = kerasarch.Xception(weights=None, **small)
    trained.save_weights(tmp_path / "a.weights.h5")
    monkeypatch.chdir(tmp_path)
    still = recipe(1, learning_rate=1e-9)
    run = train(replace(still, model=replace(still.model, weights="a.weights.h5")), "runs", source, lambda line: None)
    assert Path(run.recipe().model.weights).is_absolute()  # so that it is found from anywhere
    kernel = "block1_conv1"
    theirs, ours = (model.get_layer(kernel).get_weights()[0] for model in (trained, models.load(run.last)))
    np.testing.assert_allclose(ours, theirs, atol=1e-6)
    with pytest.raises(KerasarchError, match="there is no file"):
        train(replace(still, model=replace(still.model, weights="b.weights.h5")), "others", source)
    assert not (tmp_path / "others").exists()


def test_a_folder_that_is_no_run_cannot_be_resumed(tmp_path):
    with pytest.raises(RecipeError, match="is no run: it has no recipe.toml"):
        resume(tmp_path)


def test_a_network_or_data_that_cannot_be_leave_no_run(source, tmp_path):
    for model, data in (
        (ModelKeys(name="xeption"), DataKeys()),
        (ModelKeys(size=1), DataKeys()),
        (ModelKeys(width=0), DataKeys()),
    ):
        with pytest.raises(KerasarchError):
            train(Recipe(model=model, data=data), tmp_path, source)
    assert names(tmp_path) == []


@pytest.mark.parametrize("name", ["a.keras", "b.keras", "c.txt"])
def test_a_file_that_is_no_model_is_refused(tmp_path, name):
    if name == "a.keras":
        (tmp_path / name).write_text("x")
    with pytest.raises(
        FileError, match="is no .keras file, or is damaged" if name == "a.keras" else "there is no file"
    ):
        models.load(tmp_path / name)
    with pytest.raises(
        FileError, match="is no .keras file, or is damaged" if name == "a.keras" else "there is no file"
    ):
        models.about(tmp_path / name)


def test_a_model_is_saved_only_as_keras_and_never_over_a_file_unasked(run, tmp_path):
    model = models.load(run.best)
    with pytest.raises(FileError, match="is a folder, no .keras file"):
        models.load(tmp_path)
    with pytest.raises(KerasarchError, match="only a keras.Model can be saved; got a str"):
        models.save("m", tmp_path / "b.keras")
    with pytest.raises(FileError, match="a model is saved to a .keras file"):
        models.save(model, tmp_path / "a.h5")
    (tmp_path / "a.keras").write_text("old")
    with pytest.raises(FileError, match="exists; pass --overwrite"):
        models.save(model, tmp_path / "a.keras")
    assert (tmp_path / "a.keras").read_text() == "old"


FULL = """
import resource, sys, kerasarch
from kerasarch.errors import FileError
model = kerasarch.load(sys.argv[1])
resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000))
try:
    kerasarch.save(model, sys.argv[2], overwrite=True)
except FileError as told:
    print(told)
"""


@pytest.mark.slow
def test_a_full_disk_while_saving_leaves_the_old_model(run, tmp_path):
    target = tmp_path / "a.keras"
    target.write_bytes(run.best.read_bytes())
    done = subprocess.run([sys.executable, "-c", FULL, run.best, target], capture_output=True, text=True)
    assert "cannot be written: a file may not grow so large here; nothing was changed" in done.stdout, done.stderr
    assert (names(tmp_path), target.read_bytes()) == (["a.keras"], run.best.read_bytes())
