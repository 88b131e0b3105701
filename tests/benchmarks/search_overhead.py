"""What a search costs beside building and fitting: `python -m tests.benchmarks.search_overhead [TRIALS]`.

The same small network is built and fitted by KerasTuner's RandomSearch and by `kerasarch.search`: CPU seconds beyond
build and fit, processes included, of each trial more (the difference of a long and a short search, as both begin and
end with work of their own). Then: growth of this process over 50 trials by arithmetic, and how many more trials two
processes finish than one, when a trial is half a second of waiting.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np

from kerasarch.data.source import ArraySource
from kerasarch.search import Budget, search
from kerasarch.search.plan import Plan
from kerasarch.training.recipe import ModelKeys, Recipe, TrainingKeys
from tests.search.conftest import plan_with

SPENT = "KERASARCH_BENCHMARK"  # a file to which a trial writes the CPU seconds of its build and fit


def source() -> ArraySource:
    random = np.random.default_rng(0)
    split = (random.integers(0, 256, (256, 32, 32, 3), dtype=np.uint8), np.arange(256) % 10)
    return ArraySource({"train": split, "validation": split, "test": split}, tuple("abcdefghij"), "noise")


def network(filters: int):
    import keras

    layers = [
        keras.layers.Input((32, 32, 3)),
        keras.layers.Conv2D(filters, 3, strides=2, activation="relu"),
        keras.layers.Conv2D(filters, 3, strides=2, activation="relu"),
        keras.layers.GlobalAveragePooling2D(),
        keras.layers.Dense(10, activation="softmax"),
    ]
    model = keras.Sequential(layers)
    model.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
    return model


def train(recipe, source, checkpoint):
    """As a user's own training function: build, fit, keep the model."""
    import keras  # noqa: F401 - importing it is no part of a build

    began = time.process_time()
    model = network(round(16 * recipe.model.width))
    (x, y), (vx, vy) = source.splits["train"], source.splits["validation"]
    logs = model.fit(x, y, validation_data=(vx, vy), epochs=2, verbose=0).history
    spent = time.process_time() - began
    with open(os.environ[SPENT], "a") as log:
        log.write(f"{spent}\n")
    model.save(checkpoint)
    return {"val_accuracy": logs["val_accuracy"][-1], "val_loss": logs["val_loss"][-1]}


def cpu() -> float:
    kinds = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    return sum(usage.ru_utime + usage.ru_stime for usage in map(resource.getrusage, kinds))


def keras_tuners(trials: int) -> float:
    """CPU seconds beyond build and fit, of all trials."""
    import keras_tuner

    spent = [0.0]

    class Space(keras_tuner.HyperModel):
        def build(self, hp):
            began = time.process_time()
            model = network(hp.Int("filters", 4, 400))
            spent[0] += time.process_time() - began
            return model

        def fit(self, hp, model, *args, **kwargs):
            began = time.process_time()
            history = model.fit(*args, **kwargs)
            spent[0] += time.process_time() - began
            return history

    known = source()
    with tempfile.TemporaryDirectory() as folder, contextlib.redirect_stdout(io.StringIO()):
        tuner = keras_tuner.RandomSearch(Space(), "val_accuracy", max_trials=trials, directory=folder)
        began, spent[0] = cpu(), 0.0
        tuner.search(*known.splits["train"], validation_data=known.splits["validation"], epochs=2, verbose=0)
    return cpu() - began - spent[0]


def ours(trials: int) -> float:
    """CPU seconds beyond build and fit, of all trials."""
    folder = tempfile.mkdtemp()
    os.environ[SPENT] = f"{folder}/spent"
    recipe = Recipe(name="ours", model=ModelKeys(name="mobilenet_v2", size=32), training=TrainingKeys(epochs=2))
    here = "tests.benchmarks.search_overhead"
    plan = Plan(
        recipe, {"width": (0.25, 25.0)}, Budget(), "random", trials, train=f"{here}:train", source=f"{here}:source"
    )
    began = cpu()
    with contextlib.suppress(ValueError):  # at the end its network is no image classifier that varies: not exported
        search(plan, folder, say=lambda line: None)
    spent = sum(map(float, Path(os.environ[SPENT]).read_text().split()))
    shutil.rmtree(folder)
    return cpu() - began - spent


def growth() -> float:
    """Megabytes that this process grows by over 50 trials, after ten."""
    sizes = []

    def say(line: str) -> None:
        if line.startswith("trial"):
            status = Path("/proc/self/status").read_text()
            sizes.append(int(status.split("VmRSS:")[1].split()[0]) / 1024)

    with tempfile.TemporaryDirectory() as folder, contextlib.suppress(ValueError):
        search(plan_with(trials=60), folder, say=say)
    return sizes[59] - sizes[9]


def finished(workers: int, trials: int = 40) -> float:
    """Trials a second, of processes that share a database, from the first trial's beginning to the last."""
    from tests.search.test_processes import ROOT, SEARCH

    with tempfile.TemporaryDirectory() as folder:
        file, log = Path(folder, "simulated.toml"), Path(folder, "log")
        file.write_text(SEARCH.format(trials=trials, strategy="tpe"))
        environment = os.environ | {"SEARCH_LOG": str(log), "PYTHONPATH": str(ROOT)}
        command = [sys.executable, "-m", "kerasarch", "search", str(file), "--runs", f"{folder}/runs"]
        command += ["--storage", f"sqlite:///{folder}/study.db", "--study", "one"]
        running = [
            subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            for _ in range(workers)
        ]
        times: list[tuple[int, float]] = []
        while any(process.poll() is None for process in running):
            lines = log.read_text().splitlines() if log.exists() else []
            seen = {json.loads(line)[2] for line in lines}
            if len(seen) == workers and (not times or len(lines) > times[-1][0]):
                times.append((len(lines), time.perf_counter()))
            time.sleep(0.01)
    (first, began), (last, ended) = times[0], times[-1]
    return (last - first) / (ended - began)


def main() -> None:
    trials = int(sys.argv[1]) if sys.argv[1:] else 40
    short = max(2, trials // 4)
    theirs, own = ((search_of(trials) - search_of(short)) / (trials - short) for search_of in (keras_tuners, ours))
    print(f"CPU seconds beyond build and fit, a trial: KerasTuner {theirs:.3f}, ours {own:.3f}: {own / theirs:.2f}")
    print(f"growth of this process over 50 trials: {growth():.1f} MB")
    one, two = finished(1), finished(2)
    print(f"trials a second: one process {one:.2f}, two {two:.2f}: {two / one:.2f}")


if __name__ == "__main__":
    main()
