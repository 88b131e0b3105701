"""fold, deploy and edge need no TensorFlow."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
TASK = """
import sys
if sys.argv[1] == "torch":
    import torch._dynamo  # asks whether there is a tensorflow, without importing it
class NoTensorFlow:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] == "tensorflow":
            raise ImportError("there is no tensorflow")
sys.meta_path.insert(0, NoTensorFlow())
import keras, kerasarch
from tests.parity import images, off_initial_values, outputs, varies
from tests.rewrites.networks import mixer, model_of, repvgg, users_model
from tests.rewrites.proof import gap

assert keras.backend.backend() == sys.argv[1]
for model, rewrite in (
    (users_model(), kerasarch.fold),
    (model_of(repvgg(2), (41, 30, 3)), kerasarch.deploy),
    (model_of(mixer(), (40, 32, 3)), lambda model: kerasarch.edge(model, gelu="keep")),
):
    x = images(tuple(model.inputs[0].shape[1:]))
    off_initial_values(model, x)
    expected = outputs(model, x)
    print("varies", varies(expected), "gap", gap(outputs(rewrite(model), x), expected))
"""


@pytest.mark.slow
@pytest.mark.parametrize("backend", ["jax", "torch"])
def test_without_tensorflow_models_are_rewritten(backend):
    done = subprocess.run(
        [sys.executable, "-c", TASK, backend],
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT), "KERAS_BACKEND": backend},
    )
    assert done.returncode == 0, done.stderr[:1500] + done.stderr[-1500:]
    lines = re.findall(r"varies (\S+) gap (\S+)", done.stdout)
    assert len(lines) == 3
    assert all(float(varies) > 0.01 and float(gap) < 2e-5 for varies, gap in lines)
