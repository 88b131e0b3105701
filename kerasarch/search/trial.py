"""What a search's worker does with a candidate: train it, measure its file, deliver the best one."""

from __future__ import annotations

import importlib
import math
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np

from kerasarch.data.source import Array, ArraySource, Source
from kerasarch.errors import SearchError
from kerasarch.search.budget import Budget, told
from kerasarch.training.recipe import Recipe
from kerasarch.training.run import image_size, source_of

DECODED = 2**30  # bytes of images of one size that are kept decoded; more are decoded anew in every epoch
CALIBRATION = 8  # images, for the file of a network that has learned nothing: the fewest that are taken


def imported(name: str) -> Callable[..., Any]:
    """What "module:function" names. Raises SearchError where there is no such thing."""
    module, colon, function = name.partition(":")
    if not colon:
        raise SearchError(f"a function is named 'module:function'; got {name!r}")
    try:
        found = getattr(importlib.import_module(module), function)
    except (ImportError, AttributeError) as failure:
        raise SearchError(f"{name} cannot be imported: {failure}") from failure
    if not callable(found):
        raise SearchError(f"{name} is no function")
    return found  # type: ignore[no-any-return]


def importable(function: Callable[..., Any] | str | None, argument: str) -> str | None:
    """A function's name as another process can import it.

    Raises:
        SearchError: it is a lambda, a function within another, one of the script that is run, or none at all.
    """
    if function is None or isinstance(function, str):
        return function
    module, name = getattr(function, "__module__", None), getattr(function, "__qualname__", None)
    if not callable(function) or module is None or name is None:
        raise SearchError(f"{argument} must be a function of a module, or 'module:function'; got {function!r}")
    if module == "__main__" or not name.isidentifier() or getattr(sys.modules[module], name, None) is not function:
        raise SearchError(
            f"{argument} must be a function that another process can import, at the top of a module of its own; "
            f"got {module}.{name}"
        )
    return f"{module}:{name}"


class AnySize(ArraySource):
    """Arrays that come at whatever size a trial takes, cropped and resized as the images of files are."""

    def arrays(self, split: str, size: tuple[int, int], limit: int | None = None) -> tuple[Array, Array]:
        """As of every source."""
        x, y = super().arrays(split, self.splits[split][0].shape[1:3], limit)
        if x.shape[1:3] != size:
            from kerasarch.data.images import prepare

            x = np.stack([prepare(image, size).numpy() for image in x])
        return x, y

    @cached_property
    def identity(self) -> str:
        """As of every source; every trial asks for it."""
        return super().identity


@dataclass(frozen=True)
class Decoded(ArraySource):
    """A source's images at one size, called by what they were decoded from."""

    origin: Source = field(kw_only=True)

    @property
    def counts(self) -> Mapping[str, int]:
        """As of every source."""
        return self.origin.counts

    @property
    def identity(self) -> str:
        """As of every source."""
        return self.origin.identity


def opened(recipe: Recipe, source: str | None) -> Source:
    """The images: of a function that is named, or the recipe's."""
    return resizing(imported(source)() if source else source_of(recipe))


def resizing(source: Source) -> Source:
    """A source that has its images at any size."""
    return AnySize(source.splits, source.classes, source.name) if type(source) is ArraySource else source


def sized(source: Source, size: tuple[int, int], kept: dict[tuple[int, int], ArraySource]) -> Source:
    """The images at one size, decoded once and kept for the trials that follow, where they are not too many."""
    if sum(source.counts.values()) * math.prod(size) * 3 > DECODED:
        return source
    if size not in kept:
        if sum(part.nbytes for known in kept.values() for part in known.splits["train"]) > DECODED:
            kept.clear()
        splits = {split: source.arrays(split, size) for split in ("train", "validation")}
        # the test images are for the end: no trial may see them
        splits["test"] = tuple(part[:1] for part in splits["validation"])
        kept[size] = Decoded(splits, source.classes, source.name, origin=source)
    return kept[size]


def train(recipe: Recipe, source: Source, checkpoint: Path) -> dict[str, float]:
    """Train a candidate by its recipe, and keep the model of its best epoch.

    A function of yours that is named in its place takes and gives the same.

    Args:
        recipe: the candidate's.
        source: the images, at its size.
        checkpoint: the `.keras` file to write.

    Returns:
        "val_accuracy" and "val_loss" of the best epoch, and whatever else is worth keeping.

    Raises:
        SearchError: the loss is not finite.
    """
    import keras

    from kerasarch import models
    from kerasarch.training import heads
    from kerasarch.training.fit import compile_by, untrained
    from kerasarch.training.run import about_of

    model, keys, size = untrained(recipe, len(source.classes)), recipe.training, image_size(recipe)
    batches = source.batches("train", size, keys.batch_size, recipe.seed, keys.shift)
    compile_by(recipe, model, len(batches))
    validation = source.batches("validation", size, keys.batch_size)
    best: dict[str, Any] = {"score": None}

    class KeepBest(keras.callbacks.Callback):  # type: ignore[misc]
        def on_epoch_end(self, epoch: int, logs: dict[str, float] | None = None) -> None:
            seen = {name: float(value) for name, value in heads.figures(logs or {}, model).items()}
            if not math.isfinite(seen["loss"]):
                raise SearchError(f"the loss is {seen['loss']} after epoch {epoch + 1}")
            if best["score"] is None or seen["val_accuracy"] >= best["score"]:
                best.update(score=seen["val_accuracy"], seen=seen, epoch=epoch + 1, weights=self.model.get_weights())

    model.fit(
        heads.labelled(batches, model, keys.label_smoothing),
        validation_data=heads.labelled(validation, model, keys.label_smoothing),
        epochs=keys.epochs,
        callbacks=[KeepBest()],
        shuffle=False,  # the source does it
        verbose=0,
    )
    model.set_weights(best["weights"])
    # without the optimizer, whose slots are twice the weights: no trial is trained further
    plain = keras.Model(model.inputs, model.outputs[0], name=model.name)
    models.save(plain, checkpoint, about_of(recipe, source, model), overwrite=True)
    return {name: best["seen"][name] for name in ("val_accuracy", "val_loss")} | {"best_epoch": best["epoch"]}


def measured(recipe: Recipe, source: Source, budget: Budget) -> dict[str, float]:
    """`file_bytes`, and `latency_ms` where it is limited, of the file of a candidate that has learned nothing."""
    from kerasarch.export.benchmark import latency_ms
    from kerasarch.export.exporter import write_unproven
    from kerasarch.export.formats import Form
    from kerasarch.training import heads
    from kerasarch.training.fit import untrained

    calibration = ranges = None
    if budget.quantize == "int8":
        ranges = "minmax"  # what was not learned needs no better
        calibration, _ = source.arrays("train", image_size(recipe), CALIBRATION)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / f"candidate.{budget.target}"
        form = Form(budget.target, budget.quantize, ranges=ranges)
        model = heads.without(untrained(recipe, len(source.classes)))
        # equal arrays, such as biases of zeros, are once in a TFLite file: trained, it would be 3% larger than measured
        chance = np.random.default_rng(0)
        model.set_weights([value + 1e-3 * chance.random(value.shape, "float32") for value in model.get_weights()])
        write_unproven(model, file, form, calibration)
        found = {"file_bytes": float(file.stat().st_size)}
        if budget.command:
            found["latency_ms"] = told(budget.command, file, budget.command_seconds)
        elif budget.latency_ms:
            found["latency_ms"] = latency_ms(file, batch=1)
    return found


def trained(recipe: Recipe, source: Source, checkpoint: Path, function: str) -> dict[str, float]:
    """What the training function gives, checked, with the seconds that it took."""
    clock, cpu = time.perf_counter(), time.process_time()
    metrics = imported(function)(recipe, source, checkpoint)
    if not isinstance(metrics, dict) or not {"val_accuracy", "val_loss"} <= metrics.keys():
        raise SearchError(f"{function} must give a dict with val_accuracy and val_loss; got {metrics!r}")
    for name, value in metrics.items():
        if not isinstance(value, int | float | np.number) or not math.isfinite(value):
            raise SearchError(f"{name} is {value}")
    took = {"seconds": time.perf_counter() - clock, "cpu_seconds": time.process_time() - cpu}
    return {name: float(value) for name, value in (metrics | took).items()}


def delivered(checkpoint: Path, target: Path, source: Source, budget: Budget) -> dict[str, Any]:
    """The best trial's model as a file of the budget's target, proven on the test images; its manifest."""
    from kerasarch import export, models

    model, about = models.load(checkpoint), models.about(checkpoint)
    size = tuple(model.inputs[0].shape[1:3])
    images, labels = source.arrays("test", size, 1000)
    proof: dict[str, Any] = {"images": images, "labels": labels}
    if budget.quantize == "int8":
        proof["calibration"], _ = source.arrays("train", size, 200)
    said = {"classes": source.classes, "about": about, "overwrite": True} | proof
    manifest: dict[str, Any] = export.export(model, target, budget.target, quantize=budget.quantize, **said)
    return manifest


def at_epochs(recipe: Recipe, epochs: int) -> Recipe:
    """The recipe, trained for so many epochs; its warm-up no longer than they are."""
    if epochs == recipe.training.epochs:
        return recipe
    warmup = min(recipe.training.warmup_epochs, epochs / 2)
    return replace(recipe, training=replace(recipe.training, epochs=epochs, warmup_epochs=warmup))
