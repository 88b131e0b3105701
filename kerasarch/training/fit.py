"""The run of a recipe: build, fit, keep a checkpoint after every epoch, test, draw; and going on after a stop."""

from __future__ import annotations

import csv
import io
import math
import shlex
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from statistics import median
from typing import Any

import keras
import numpy as np

from kerasarch import applications, models
from kerasarch.data.source import Source
from kerasarch.errors import RecipeError
from kerasarch.files import expanded, make_numbered, write_json, write_text
from kerasarch.papers import find
from kerasarch.training import heads, plots
from kerasarch.training.recipe import Recipe
from kerasarch.training.run import Run, about_of, image_size, source_of, state_of

Say = Callable[[str], None]
LAG = 20  # at momentum 0.99 the digits' 600 steps test at 0.19, at 0.9 as they should


def train(recipe: Recipe, runs: str | Path = "runs", source: Source | None = None, say: Say = print) -> Run:
    """Train by a recipe, in a new numbered folder of `runs`.

    Args:
        recipe: what to do.
        runs: the folder of runs; made where it is missing.
        source: images of your own, in the place of the recipe's [data].
        say: where lines for people go.

    Returns:
        The run: recipe.toml, run.json, history.csv, curves.png, confusion.png, best.keras, last.keras, metrics.json.

    Raises:
        KerasarchError: a key that the network or the data refuses. KeyboardInterrupt passes through; the last finished
            epoch stays, and `resume` goes on from it.
    """
    if recipe.data.path:
        recipe = replace(recipe, data=replace(recipe.data, path=str(expanded(recipe.data.path).absolute())))
    if recipe.model.weights not in ("", "imagenet"):
        recipe = replace(recipe, model=replace(recipe.model, weights=str(expanded(recipe.model.weights).absolute())))
    source = source_of(recipe) if source is None else source
    model = untrained(recipe, len(source.classes))
    source.check()
    run = Run(make_numbered(expanded(runs), recipe.name))
    write_text(run.folder / "recipe.toml", recipe.toml())
    about = about_of(recipe, source, model)
    write_json(run.folder / "run.json", about)
    counts = ", ".join(f"{n} {split}" for split, n in source.counts.items())
    say(f"{recipe.model.name} of {model.count_params():,} parameters on {source.name}: {counts} images")
    say(f"run: {run.folder}")
    return _go_on(run, recipe, source, model, about, say)


def resume(folder: str | Path, source: Source | None = None, say: Say = print) -> Run:
    """Go on with a run after its last finished epoch, or do nothing where it is finished.

    Args:
        folder: of the run.
        source: the images that the run was started with, if they were not its recipe's.
        say: where lines for people go.

    Raises:
        KerasarchError: the folder is none of a run, its images are not those that it was started with, or its last
            model cannot be opened.
    """
    run = Run(expanded(folder))
    recipe = run.recipe()
    if (run.folder / "metrics.json").exists():
        say(f"{run.folder} is finished")
        return run
    source = run.source() if source is None else source
    run.check_source(source)
    if run.last.exists():
        model, about = models.load(run.last), models.about(run.last)
    else:
        keras.utils.set_random_seed(recipe.seed)
        model = untrained(recipe, len(source.classes))
        about = about_of(recipe, source, model)
        write_json(run.folder / "run.json", about)
    say(f"resuming {run.folder} after {state_of(about)['epoch']} of {recipe.training.epochs} epochs")
    return _go_on(run, recipe, source, model, about, say)


def _go_on(run: Run, recipe: Recipe, source: Source, model: Any, about: dict[str, Any], say: Say) -> Run:
    keys, size = recipe.training, image_size(recipe)
    state = state_of(about)
    if state["epoch"] < keys.epochs:
        batches = source.batches("train", size, keys.batch_size, recipe.seed + state["epoch"], keys.shift)
        validation = source.batches("validation", size, keys.batch_size)
        _warn_of_lag(model, keys.epochs * len(batches), say)
        if not model.compiled:
            compile_by(recipe, model, len(batches))
        keep = _Keep(run, about)
        try:
            model.fit(
                heads.labelled(batches, model, keys.label_smoothing),
                validation_data=heads.labelled(validation, model, keys.label_smoothing),
                initial_epoch=state["epoch"],
                epochs=keys.epochs,
                callbacks=[keep],
                shuffle=False,  # the source does it
                verbose=1 if sys.stdout.isatty() else 2,
            )
        except KeyboardInterrupt:
            say(f"stopped: {state_of(about)['epoch']} of {keys.epochs} epochs are kept")
            say(f"go on with: kerasarch resume {shlex.quote(str(run.folder))}")
            raise
        except Exception as failure:
            raise source.explain(failure) or failure from failure
    _finish(run, recipe, source, about, say)
    return run


class _Keep(keras.callbacks.Callback):  # type: ignore[misc]
    """After every epoch: the best model, then the last one with all that going on needs, each atomically."""

    def __init__(self, run: Run, about: dict[str, Any]) -> None:
        super().__init__()
        self.run, self.about = run, about
        self.cpu = time.process_time()
        self.began = 0, 0.0  # steps and seconds, where the epoch's training began
        self.speed = 0.0

    def on_epoch_begin(self, epoch: int, logs: dict[str, float] | None = None) -> None:
        self.began = self.steps, time.perf_counter()

    def on_test_begin(self, logs: dict[str, float] | None = None) -> None:
        steps, seconds = self.began
        self.speed = (self.steps - steps) / (time.perf_counter() - seconds)

    @property
    def steps(self) -> int:
        return int(self.model.optimizer.iterations)

    def on_epoch_end(self, epoch: int, logs: dict[str, float] | None = None) -> None:
        row = {"epoch": epoch + 1, "steps": self.steps, "steps_a_second": round(self.speed, 3)}
        row |= {key: float(value) for key, value in heads.figures(logs or {}, self.model).items()}
        if not math.isfinite(row["loss"]):
            kept = f"{self.run.folder} keeps the epoch before" if epoch else "nothing was kept"
            raise RecipeError(
                f"the loss is {row['loss']} after epoch {epoch + 1}; {kept}. A lower training.learning_rate may help"
            )
        state = state_of(self.about)
        now = time.process_time()
        score = [row["val_accuracy"], -row["val_loss"]]
        # of equals the later one: its learning rate was lower
        better = state["best"] is None or score[0] >= state["best"][0]
        after = {
            "epoch": epoch + 1,
            "history": [*state["history"], row],
            "best": score if better else state["best"],
            "cpu_seconds": state["cpu_seconds"] + now - self.cpu,
        }
        self.cpu = now
        if better:
            models.save(heads.without(self.model), self.run.best, self.about | {"training": after}, overwrite=True)
        models.save(self.model, self.run.last, self.about | {"training": after}, overwrite=True)
        self.about["training"] = after
        _write_history(self.run.folder / "history.csv", after["history"])


def _finish(run: Run, recipe: Recipe, source: Source, about: dict[str, Any], say: Say) -> None:
    best, size = models.load(run.best), image_size(recipe)
    state = state_of(about)
    wrong = np.zeros((len(source.classes),) * 2, int)
    batches = source.batches("test", size, recipe.training.batch_size)
    for x, y in batches if hasattr(batches, "__iter__") else (batches[i] for i in range(len(batches))):
        np.add.at(wrong, (np.asarray(y), best.predict_on_batch(np.asarray(x)).argmax(axis=1)), 1)
    total = int(wrong.sum())
    accuracy = float(np.trace(wrong) / total)
    measured: dict[str, Any] = {
        "test_accuracy": accuracy,
        "test_images": total,
        "validation_accuracy": state["best"][0],
        "epochs": state["epoch"],
        # the first epoch's is low, as the network is compiled in it
        "steps_a_second": median(row["steps_a_second"] for row in state["history"]),
        "training_cpu_seconds": round(state["cpu_seconds"], 1),
    }
    line = f"test accuracy {accuracy:.4f} on {total} images"
    if recipe.training.baseline:
        measured["logistic_regression_accuracy"] = baseline(source)
        line += f" (logistic regression on 8x8 grey thumbnails: {measured['logistic_regression_accuracy']:.4f})"
    _write_history(run.folder / "history.csv", state["history"])
    plots.curves(state["history"], run.folder / "curves.png")
    plots.confusion(wrong, source.classes, run.folder / "confusion.png")
    write_json(run.folder / "metrics.json", measured)
    say(f"{line}, after {state['cpu_seconds']:.0f} CPU seconds of training")


def baseline(source: Source) -> float:
    """Test accuracy of scikit-learn's logistic regression on 8x8 grey thumbnails of the same splits."""
    from sklearn.linear_model import LogisticRegression

    (x, y), (test_x, test_y) = (source.arrays(split, (8, 8)) for split in ("train", "test"))
    flat = [images.mean(axis=-1).reshape(len(images), -1) / 255 for images in (x, test_x)]
    return float(LogisticRegression(max_iter=1000).fit(flat[0], y).score(flat[1], test_y))


def untrained(recipe: Recipe, classes: int) -> Any:
    """The network of a recipe, with the recipe's random weights and batch-norm momentum."""
    if keras.config.image_data_format() != "channels_last":
        raise RecipeError(
            "sources give images with the channels last; call keras.config.set_image_data_format('channels_last')"
        )
    keras.utils.set_random_seed(recipe.seed)
    model = applications.build(
        recipe.model.name,
        weights=recipe.model.weights or None,
        input_shape=(*image_size(recipe), 3),
        classes=classes,
        include_preprocessing=True,
        **recipe.model.arguments(),
    )
    if recipe.training.batch_norm_momentum is not None:
        for layer in model.layers:
            if isinstance(layer, keras.layers.BatchNormalization):
                layer.momentum = recipe.training.batch_norm_momentum
    return model


def _warn_of_lag(model: Any, steps: int, say: Say) -> None:
    """Batch norms evaluate with statistics of the last 1 / (1 - momentum) steps: a run should be many times as long."""
    momenta = [layer.momentum for layer in model.layers if isinstance(layer, keras.layers.BatchNormalization)]
    if momenta and steps * (1 - max(momenta)) < LAG:
        say(
            f"{steps} steps are few for batch norms that keep {max(momenta)} of their statistics at each: evaluation "
            "will lag behind training; lower training.batch_norm_momentum or training.batch_size, or train longer"
        )


def compile_by(recipe: Recipe, model: Any, steps: int) -> None:
    """Give a model the optimizer of a recipe; an epoch has so many steps."""
    keys = recipe.training
    warmup = round(keys.warmup_epochs * steps)
    rate = keras.optimizers.schedules.CosineDecay(
        0.0 if warmup else keys.learning_rate,
        max(1, keys.epochs * steps - warmup),
        warmup_target=keys.learning_rate if warmup else None,
        warmup_steps=warmup,
    )
    optimizer = keras.optimizers.get({"class_name": keys.optimizer, "config": {"learning_rate": rate}})
    weight = find(recipe.model.name).auxiliary_weight if keys.auxiliary_weight is None else keys.auxiliary_weight
    model.compile(optimizer, **heads.losses(model, weight, keys.label_smoothing))


def _write_history(target: Path, history: list[dict[str, float]]) -> None:
    text = io.StringIO()
    table = csv.DictWriter(text, fieldnames=list(history[0]), lineterminator="\n")
    table.writeheader()
    table.writerows(history)
    write_text(target, text.getvalue())
