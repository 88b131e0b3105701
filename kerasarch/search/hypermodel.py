"""A space for KerasTuner's own tuners."""

from __future__ import annotations

import dataclasses
from typing import Any

import keras_tuner

from kerasarch.errors import KerasarchError, SearchError
from kerasarch.papers import find
from kerasarch.search.budget import Budget, counted, shown
from kerasarch.search.candidates import Candidates
from kerasarch.search.oracles import hyperparameters
from kerasarch.search.space import Space
from kerasarch.search.trial import at_epochs, resizing, sized
from kerasarch.training import heads
from kerasarch.training.fit import compile_by, untrained
from kerasarch.training.recipe import Recipe, TrainingKeys
from kerasarch.training.run import image_size

STEPS = 1000  # an epoch, for the learning rate of a network that is not trained by `fit` on a Source


class ScalingHyperModel(keras_tuner.HyperModel):  # type: ignore[misc]
    """An architecture over width, depth, resolution and whatever else a recipe says, as a `keras_tuner.HyperModel`.

        space = ScalingHyperModel("xception", width=(0.25, 1.0), depth=[0.25, 0.5], budget=Budget(macs=5e6), classes=10)
        tuner = keras_tuner.BayesianOptimization(space, objective="val_accuracy", max_trials=20, directory="runs")
        tuner.search(source)

    A proposal over the budget fails its trial before anything is built; `kerasarch.search.budgeted` draws anew instead.

    Args:
        name: of the architecture.
        classes: of the images.
        budget: what a candidate may cost; what is counted without building, not files and latency.
        recipe: what does not vary, and how candidates are trained.
        axes: what varies, by a recipe's keys; a list of values or a range, see `kerasarch.search.Space`. A key with a
            single value is fixed by it.

    Raises:
        SearchError: as `Space`, a budget that has to be measured, or a space in which nothing fits.
    """

    def __init__(
        self, name: str, *, classes: int, budget: Budget | None = None, recipe: Recipe | None = None, **axes: Any
    ) -> None:
        super().__init__(name=name)
        self.budget = budget or Budget()
        if self.budget.measured:
            raise SearchError(
                "a HyperModel's budget has no file_bytes and latency_ms; kerasarch.search.search measures"
            )
        recipe = recipe or Recipe(training=TrainingKeys(batch_norm_momentum=0.9))
        fixed = {key: axes.pop(key) for key in list(axes) if isinstance(axes[key], str | int | float)}
        recipe = dataclasses.replace(recipe, model=dataclasses.replace(recipe.model, name=find(name).name))
        if fixed:
            recipe = Space(recipe, {key: [value] for key, value in fixed.items()}, classes).changed(fixed)
        self.space = Space(recipe, axes, classes)
        self.candidates = Candidates(self.space, self.budget)
        self.cheapest = self.candidates.check().cheapest
        self.kept: dict[tuple[int, int], Any] = {}

    def declare_hyperparameters(self, hp: Any) -> None:
        """The axes, with defaults that fit: a tuner builds these before it searches."""
        hyperparameters(self.space, hp, self.cheapest.values if self.cheapest else None)

    def build(self, hp: Any) -> Any:
        """The network of a proposal, compiled with its optimizer.

        Raises:
            keras_tuner.errors.FailedTrialError: it is over the budget, or no network can have it.
        """
        hyperparameters(self.space, hp)
        try:
            candidate = self.space.candidate(self.space.values(hp.values))
        except KerasarchError as refusal:
            raise keras_tuner.errors.FailedTrialError(str(refusal)) from refusal
        if over := self.budget.excess(candidate.cost):
            raise keras_tuner.errors.FailedTrialError(
                f"{shown(counted(candidate.cost))} is over the budget of {', '.join(over)}"
            )
        model = untrained(candidate.recipe, self.space.classes)
        compile_by(candidate.recipe, model, STEPS)
        return model

    def fit(self, hp: Any, model: Any, data: Any, *args: Any, **kwargs: Any) -> Any:
        """Train by the recipe on a `Source` of `kerasarch.data`, whose images come at the trial's size; or on whatever
        else `keras.Model.fit` takes, which must have that size already."""
        if not hasattr(data, "batches"):
            return model.fit(data, *args, **kwargs)
        recipe = self.space.changed(self.space.values(hp.values))
        size, keys = image_size(recipe), recipe.training
        source = sized(resizing(data), size, self.kept)
        batches = source.batches("train", size, keys.batch_size, recipe.seed, keys.shift)
        if "validation_data" in kwargs:
            raise SearchError("a Source has validation images of its own: leave validation_data out")
        kwargs = {"epochs": keys.epochs, "shuffle": False} | kwargs
        compile_by(at_epochs(recipe, kwargs["epochs"]), model, len(batches))
        validation = source.batches("validation", size, keys.batch_size)
        kwargs["validation_data"] = heads.labelled(validation, model, keys.label_smoothing)
        return model.fit(heads.labelled(batches, model, keys.label_smoothing), *args, **kwargs)
