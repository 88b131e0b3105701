"""A network that learns the digits in a second, its exported files, and programs that find only what a device has."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import keras
import numpy as np
import PIL.Image
import pytest
import sklearn.datasets

from kerasarch import export
from kerasarch.data.source import PREPARATION

ROOT = Path(__file__).parents[2]
SIZE = (28, 24)  # not square: height and width, and the crop, are told apart
PHOTOS = Path(sklearn.datasets.__file__).parent / "images"


def network(images, labels):
    """Random filters, and on what they find least squares: pixels in, probabilities out."""
    keras.utils.set_random_seed(0)
    image = keras.Input((*SIZE, 3))
    x = keras.layers.Rescaling(1 / 127.5, -1, name="rescaling")(image)
    x = keras.layers.Conv2D(12, 3, strides=2, activation="relu")(x)
    found = keras.layers.Flatten()(x)
    last = keras.layers.Dense(10, activation="softmax")
    model = keras.Model(image, last(found), name="digits")
    features = np.asarray(keras.Model(image, found)(images.astype("float32")))
    mean = features.mean(axis=0)
    x = features - mean
    kernel = np.linalg.solve(x.T @ x + np.eye(x.shape[1]), x.T @ (20 * np.eye(10)[labels] - 2))
    last.set_weights([kernel, -mean @ kernel])
    return model


@pytest.fixture(scope="session")
def model(digits):
    return network(*digits.arrays("train", SIZE))


@pytest.fixture(scope="session")
def data(digits):
    x, y = digits.arrays("test", SIZE)
    calibration, _ = digits.arrays("train", SIZE, 60)
    return {
        "images": x.astype("float32"),
        "labels": y,
        "calibration": calibration,
        "classes": digits.classes,
        "about": {"architecture": "digits", "preprocessing": PREPARATION, "recipe": "none", "training": {"epoch": 3}},
    }


FORMS = {
    "float.tflite": {"format": "tflite"},
    "uint8.tflite": {"format": "tflite", "quantize": "int8"},
    "int8.tflite": {"format": "tflite", "quantize": "int8", "input": "int8"},
    "nhwc.onnx": {"format": "onnx", "batch": 3},
    "nchw.onnx": {"format": "onnx", "layout": "NCHW"},
    "digits/1": {"format": "saved_model", "input": "uint8"},
}


@pytest.fixture(scope="session")
def files(model, data, tmp_path_factory):
    """An exported file, made when its name is first asked for."""
    made = {}

    def get(name):
        if name not in made:
            made[name] = tmp_path_factory.mktemp("exported") / name
            made[name].parent.mkdir(exist_ok=True)
            export.export(model, made[name], **FORMS[name], **given(data, FORMS[name]))
        return made[name]

    return get


def given(data, form):
    """What an export of a form takes of the data."""
    return {key: value for key, value in data.items() if key != "calibration" or form.get("quantize") == "int8"}


@pytest.fixture(scope="session")
def pictures(tmp_path_factory):
    """Image files: one of each of five digits as they were scanned, and two photographs."""
    scanned = sklearn.datasets.load_digits()
    folder = tmp_path_factory.mktemp("pictures")
    for digit in range(5):
        image = scanned.images[np.flatnonzero(scanned.target == digit)[20]]
        PIL.Image.fromarray(np.round(image * (255 / 16)).astype(np.uint8)).save(folder / f"{digit}.png")
    for photo in PHOTOS.glob("*.jpg"):
        shutil.copy(photo, folder)
    return sorted(folder.iterdir())


@pytest.fixture(scope="session")
def device(tmp_path_factory):
    """The folder exports/, as it is copied to a device."""
    folder = tmp_path_factory.mktemp("device") / "exports"
    shutil.copytree(ROOT / "exports", folder, ignore=shutil.ignore_patterns("node_modules", "__pycache__"))
    return folder


BARE = """
import runpy, sys
for name in ("kerasarch", "keras", "tensorflow", "jax", "torch", "onnx"):
    sys.modules[name] = None  # whoever imports it fails
del sys.argv[0]
before = set(sys.modules)
try:
    runpy.run_path(sys.argv[0], run_name="__main__")
finally:
    new = [(name.split(".")[0], module) for name, module in sys.modules.items() if name not in before]
    found = {name for name, module in new if "site-packages" in str(getattr(module, "__file__", ""))}
    print("imported:", *found, file=sys.stderr)
"""


@pytest.fixture(scope="session")
def run(device, tmp_path_factory):
    """Run a program with arguments: (exit code, output, what it says on standard error, the packages it imported)."""
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}

    def run(program, *arguments):
        command = [sys.executable, "-c", BARE, device / program, *map(str, arguments)]
        done = subprocess.run(command, capture_output=True, text=True, cwd=elsewhere, env=environment)
        said, imported = done.stderr.rsplit("imported:", 1)
        return done.returncode, done.stdout, said, set(imported.split())

    return run


def classes(lines):
    """What a program printed: for each image {class: probability}."""
    said = [line.split(": ", 1)[1] for line in lines]
    return [{name: float(share) for name, share in (pair.split(" ") for pair in line.split(", "))} for line in said]


def same(found, predicted, tolerance=0.004):
    """Whether a program's classes, and its probabilities within a step of an int8 file, are `kerasarch predict`'s."""
    assert [max(shares, key=shares.get) for shares in found] == [pairs[0][0] for pairs in predicted]
    for shares, pairs in zip(found, predicted, strict=True):
        for name, probability in pairs:
            if name in shares:
                assert shares[name] == pytest.approx(probability, abs=tolerance)
