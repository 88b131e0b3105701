"""Training that is arithmetic: what a worker does in the tests of everything around it."""

from __future__ import annotations

import json
import os
import time
from pathlib import Path

import numpy as np

from kerasarch.data.source import ArraySource


def source():
    """A handful of grey images in three classes."""
    random = np.random.default_rng(0)
    split = (random.integers(0, 256, (12, 64, 64, 3), dtype=np.uint8), np.arange(12) % 3)
    return ArraySource({"train": split, "validation": split, "test": split}, ("a", "b", "c"), "noise")


def train(recipe, source, checkpoint):
    """Better the wider and deeper, with a best learning rate of 0.003."""
    keys = recipe.training
    error = 0.3 / recipe.model.width + 0.1 / recipe.model.depth + abs(np.log10(keys.learning_rate / 3e-3)) / keys.epochs
    Path(checkpoint).write_bytes(b"not a model")
    return {"val_accuracy": float(np.exp(-error)), "val_loss": float(error)}


def failing(recipe, source, checkpoint):
    """Half of the trials fail, and one kills its process."""
    if recipe.model.width < 0.4:
        raise RuntimeError("this width is not wanted")
    if recipe.model.width > 0.9:
        os.kill(os.getpid(), 9)
    return train(recipe, source, checkpoint)


def hanging(recipe, source, checkpoint):
    """The wide ones never end."""
    if recipe.model.width > 0.5:
        time.sleep(900)
    return train(recipe, source, checkpoint)


def nan(recipe, source, checkpoint):
    """Never learns."""
    return {"val_accuracy": 0.1, "val_loss": float("nan")}


def slow(recipe, source, checkpoint):
    """Takes half a second, and writes down who did what."""
    line = json.dumps([recipe.model.width, recipe.training.learning_rate, os.getpid()])
    with open(os.environ["SEARCH_LOG"], "a") as log:
        log.write(line + "\n")
    time.sleep(0.5)
    return train(recipe, source, checkpoint)
