"""What needs no TensorFlow works without it, on JAX and on PyTorch."""

import importlib.metadata
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT)}

TASK = """
import sys
import tests.no_tensorflow
import numpy as np, keras, kerasarch
from kerasarch.training import Recipe, train
from kerasarch.training.recipe import ModelKeys, TrainingKeys
from tests.parity import images, off_initial_values, outputs, varies

assert keras.backend.backend() == sys.argv[1]
shape = (96, 75, 3)
theirs = keras.applications.Xception(weights=None, include_top=False, input_shape=shape)
weights = off_initial_values(theirs, images(shape))
theirs.save_weights(sys.argv[2] + "/a.weights.h5")
ours = kerasarch.Xception(weights=sys.argv[2] + "/a.weights.h5", include_top=False, input_shape=shape)
expected = outputs(theirs, images(shape))
print("varies", varies(expected), "difference", np.abs(outputs(ours, images(shape)) - expected).max())
print("cost", kerasarch.cost("xception").params, kerasarch.cost("xception", width=0.5).params)

rng = np.random.default_rng(0)
def split(n):
    y = np.arange(n) % 2
    x = rng.integers(0, 80, (n, 24, 24, 3)).astype("uint8")
    x[y == 1, 6:18, 6:18] += 150
    return x, y
source = kerasarch.data.ArraySource({"train": split(48), "validation": split(8), "test": split(20)}, ("dark", "bright"))
recipe = Recipe(
    model=ModelKeys(size=24, width=0.25, depth=0.1),
    training=TrainingKeys(epochs=4, batch_size=8, batch_norm_momentum=0.5, shift=0.1),
)
run = train(recipe, sys.argv[2] + "/runs", source)
print("accuracy", run.metrics()["test_accuracy"])
try:
    kerasarch.export.export
except ImportError as told:
    print("export says", type(told).__name__)
"""


@pytest.mark.slow
@pytest.mark.parametrize("backend", ["jax", "torch"])
def test_without_tensorflow_models_are_built_costed_loaded_and_trained(backend, tmp_path):
    done = subprocess.run(
        [sys.executable, "-c", TASK, backend, str(tmp_path)],
        capture_output=True,
        text=True,
        env=ENVIRONMENT | {"KERAS_BACKEND": backend},
    )
    assert done.returncode == 0, done.stderr[-3000:]
    said = done.stdout
    assert float(re.search(r"varies (\S+)", said)[1]) > 0.01
    assert float(re.search(r"difference (\S+)", said)[1]) == 0.0
    assert "cost 22910480 " in said
    assert float(re.search(r"accuracy (\S+)", said)[1]) >= 0.9
    assert "export says" in said


@pytest.mark.slow
def test_keras_jax_and_this_package_are_an_environment_that_suffices(tmp_path):
    """An environment of its own: links to what keras, jax and h5py need, and to nothing else."""
    site = tmp_path / "site"
    site.mkdir()
    for name in closure("keras", "jax", "h5py"):
        for file in importlib.metadata.files(name) or ():
            top = file.parts[0]
            if top not in ("..", "__pycache__") and not (site / top).exists():
                (site / top).symlink_to(
                    file.locate().parents[len(file.parts) - 2] if len(file.parts) > 1 else file.locate()
                )
    code = (
        "import importlib.util as u; assert not any(map(u.find_spec, ('tensorflow', 'torch', 'sklearn', 'onnx')));"
        "import kerasarch; small = dict(classes=3, width=.25, depth=.25, input_shape=(48, 48, 3));"
        "model = kerasarch.Xception(weights=None, **small);"
        "import numpy as np; print(model(np.zeros((1, 48, 48, 3))).shape, kerasarch.cost('xception').params)"
    )
    done = subprocess.run(
        [sys.executable, "-S", "-c", code],
        capture_output=True,
        text=True,
        env={"KERAS_BACKEND": "jax", "PYTHONPATH": f"{site}:{ROOT}", "KERAS_HOME": str(tmp_path / "keras")},
    )
    assert done.stdout.strip() == "(1, 3) 22910480", done.stderr[-3000:]


def closure(*names):
    found, left = set(), list(names)
    while left:
        name = re.split(r"[^\w.-]", left.pop())[0]
        if name.lower() in found:
            continue
        try:
            needs = importlib.metadata.requires(name) or []
        except importlib.metadata.PackageNotFoundError:
            continue
        found.add(name.lower())
        left += [need for need in needs if "extra ==" not in need]
    return found
