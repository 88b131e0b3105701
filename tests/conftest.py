"""What all tests share: no network, data folders inside the checkout, a small run."""

import os
import socket
import zlib
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
# Before anything imports TensorFlow or Keras; inside the checkout, so that nothing outside it is written.
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
os.environ["TF_DETERMINISTIC_OPS"] = "1"  # one seed, one run
os.environ.setdefault("TFDS_DATA_DIR", str(ROOT / ".cache" / "datasets"))
os.environ.setdefault("MPLCONFIGDIR", str(ROOT / ".cache" / "matplotlib"))
os.environ["KERAS_HOME"] = str(ROOT / ".cache" / "keras")

# Those that take minutes begin, so that with -n 2 both processes end at about the same time.
LONGEST = ("test_whole_run", "test_strategies", "test_fit", "test_whole_members", "test_result", "test_readme")

LOCAL = ("127.0.0.1", "::1", "localhost")


connect = socket.socket.connect


def to_this_machine(self, address):
    """Any connection but to this machine is refused, loudly; from the first fixture on."""
    if isinstance(address, tuple) and address[0] not in LOCAL:
        raise OSError(f"a test tried to reach {address}")
    return connect(self, address)


socket.socket.connect = to_this_machine


def pytest_collection_modifyitems(items):
    items.sort(key=lambda item: item.path.stem not in LONGEST)


def seed(name):
    """What Keras and NumPy draw from here on depends on this name, not on what ran before."""
    import keras

    keras.utils.set_random_seed(zlib.crc32(name.encode()))


@pytest.hookimpl(tryfirst=True)
def pytest_fixture_setup(fixturedef):
    seed(fixturedef.argname)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_call(item):
    seed(item.name)


@pytest.fixture(scope="session")
def digits():
    import kerasarch

    return kerasarch.data.load("digits")


@pytest.fixture(scope="session")
def small_run(tmp_path_factory):
    """A run of few seconds, whose network has learned something, through the command line."""
    from kerasarch.cli import main

    runs = tmp_path_factory.mktemp("small")
    changes = [
        "model.size=32",
        "model.width=0.25",
        "training.epochs=4",
        "training.batch_size=64",
        "training.baseline=false",
    ]
    assert main(["train", str(ROOT / "recipes/digits_xception.toml"), *changes, "--runs", str(runs)]) == 0
    (folder,) = runs.iterdir()
    return folder


@pytest.fixture(scope="session")
def pngs(tmp_path_factory):
    """The digits as most people have their images: a folder of files a class."""
    import numpy as np
    import PIL.Image
    from sklearn.datasets import load_digits

    root = tmp_path_factory.mktemp("data") / "digits"
    digits = load_digits()
    names = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
    for i, (image, label) in enumerate(zip(digits.images, digits.target, strict=True)):
        folder = root / names[label]
        folder.mkdir(parents=True, exist_ok=True)
        PIL.Image.fromarray(np.round(image * (255 / 16)).astype(np.uint8)).save(folder / f"{i:04d}.png")
    return root
