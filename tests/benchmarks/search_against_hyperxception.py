"""Our search against KerasTuner's HyperXception: `python -m tests.benchmarks.search_against_hyperxception [SEEDS]`.

The digits at 48x48, 12 trials of 8 epochs each, random search by both. HyperXception searches its own space with its
optimizer and learning rates, but for its two axes of cost, which stay at their cheap ends: 128 filters, two to four
blocks. The whole of them is 20 times as much work (a trial of 768 filters and four blocks: 13 minutes on two cores),
and the cheap end is the harder one to halve. Ours may cost half of what its best network of the same seed does. What is
compared is the test accuracy of each side's best trial by validation.
"""

from __future__ import annotations

import contextlib
import dataclasses
import io
import statistics
import sys
import tempfile
import time
from pathlib import Path

import numpy as np

import kerasarch
from kerasarch.export.multiply_adds import multiply_adds
from kerasarch.search import Budget, read_search, search

TRIALS, EPOCHS, SIZE = 12, 8, (48, 48)
RECIPE = "recipes/search_digits_xception.toml"


def theirs(seed: int) -> tuple[float, int]:
    """Test accuracy and multiply-adds of HyperXception's best."""
    import keras
    import keras_tuner

    digits = kerasarch.data.load("digits")
    (x, y), (vx, vy), (tx, ty) = (digits.arrays(split, SIZE) for split in ("train", "validation", "test"))
    x, vx, tx = (images.astype("float32") / 127.5 - 1 for images in (x, vx, tx))
    keras.utils.set_random_seed(seed)
    # its loss is of one-hot labels
    y, vy = (np.eye(10, dtype="float32")[labels] for labels in (y, vy))
    cheap = keras_tuner.HyperParameters()
    cheap.Fixed("sep_num_filters", 128)
    cheap.Int("num_residual_blocks", 2, 4)
    space = keras_tuner.applications.HyperXception(input_shape=(*SIZE, 3), classes=10)
    with tempfile.TemporaryDirectory() as folder, contextlib.redirect_stdout(io.StringIO()):
        tuner = keras_tuner.RandomSearch(
            space,
            "val_accuracy",
            max_trials=TRIALS,
            seed=seed + 1,
            hyperparameters=cheap,
            directory=folder,
            max_consecutive_failed_trials=99,
        )
        tuner.search(x, y, validation_data=(vx, vy), epochs=EPOCHS, batch_size=32, verbose=0)
        best = tuner.get_best_models()[0]
        best.save(f"{folder}/best.keras")
        counted, _ = multiply_adds("keras", Path(folder, "best.keras"))
    return float((best.predict(tx, verbose=0).argmax(axis=1) == ty).mean()), int(counted or 0)


def ours(seed: int, macs: float) -> tuple[float, int]:
    """Test accuracy and multiply-adds of our best."""
    changes = ["search.strategy=random", f"search.trials={TRIALS}", f"training.epochs={EPOCHS}", f"seed={seed}"]
    plan = dataclasses.replace(read_search(RECIPE, changes), seed=seed, seconds=None, budget=Budget(macs=macs))
    plan = dataclasses.replace(plan, space=plan.space | {"width": (0.125, 1.0), "size": [48]})
    digits = kerasarch.data.load("digits")
    images, labels = digits.arrays("test", SIZE)
    with tempfile.TemporaryDirectory() as folder:
        result = search(plan, folder, say=lambda line: None)
        best = result.best_trial()
        accuracy = float((result.best().predict(images, verbose=0).argmax(axis=1) == labels).mean())
    return accuracy, int(best.metrics["macs"])


def main() -> None:
    rows = []
    for seed in range(int(sys.argv[1]) if sys.argv[1:] else 3):
        began = time.perf_counter()
        accuracy, macs = theirs(seed)
        print(f"seed {seed}: HyperXception {accuracy:.4f}, {macs / 1e6:.1f} M, {time.perf_counter() - began:.0f} s")
        began = time.perf_counter()
        own, cost = ours(seed, macs / 2)
        print(
            f"seed {seed}: ours          {own:.4f}, {cost / 1e6:.1f} M, {time.perf_counter() - began:.0f} s", flush=True
        )
        rows.append((accuracy, macs, own, cost))
    accuracy, macs, own, cost = (statistics.median(column) for column in zip(*rows, strict=True))
    print(f"medians: HyperXception {accuracy:.4f} at {macs / 1e6:.1f} M; ours {own:.4f} at {cost / 1e6:.1f} M")


if __name__ == "__main__":
    main()
