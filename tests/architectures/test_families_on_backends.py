"""A small form of each family on JAX and on PyTorch, where there is no TensorFlow: it computes what it computes on
TensorFlow with the same weights, and one step trains every weight."""

import json
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

import kerasarch
from tests.members import example, members, small
from tests.parity import draw_by_name, outputs, varies

ROOT = Path(__file__).parent.parent.parent
PLAIN = {"dropout": 0.0, "stochastic_depth": 0.0}

TASK = """
import tests.no_tensorflow
import contextlib, json, sys, keras, kerasarch
from tests.members import example, small
from tests.one_step import assert_moves_every_weight
from tests.parity import without_values
from tests.architectures.test_families_on_backends import PLAIN

folder = sys.argv[1]
for name in sys.argv[2:]:
    # JAX would compile an initializer for each shape; the weights come from the file.
    with without_values() if keras.backend.backend() == "jax" else contextlib.nullcontext():
        model = kerasarch.build(name, weights=None, **small(name), **PLAIN)
    model.load_weights(f"{folder}/{name}.weights.h5")
    x = example(name, 6)
    y = model.predict(x, verbose=0)
    assert_moves_every_weight(model, x)
    print(json.dumps([keras.backend.backend(), name, y.tolist()]), flush=True)
"""
# What is compiled runs once or twice, so it needs no optimizing.
XLA_FLAGS = "--xla_backend_optimization_level=0 --xla_cpu_use_fusion_emitters=false"
# One thread each: two, on cores that others use too, wait for each other far longer than they work.
ENVIRONMENT = {"PYTHONPATH": str(ROOT), "OMP_NUM_THREADS": "1", "XLA_FLAGS": XLA_FLAGS}


@pytest.fixture(scope="module")
def on_tensorflow(tmp_path_factory):
    """A folder with the weights of each form, and the outputs by name."""
    folder, made = tmp_path_factory.mktemp("weights"), {}
    for name in members():
        model, x = kerasarch.build(name, weights=None, **small(name), **PLAIN), example(name, 6)
        draw_by_name(model, x)
        made[name] = outputs(model, x)
        assert varies(made[name]) > 0.01
        model.save_weights(folder / f"{name}.weights.h5")
    return folder, made


@pytest.mark.slow
@pytest.mark.parametrize("backend", ["jax", "torch"])
def test_each_family_computes_and_trains_without_tensorflow(backend, on_tensorflow):
    pytest.importorskip(backend)
    folder, expected = on_tensorflow
    done = subprocess.run(
        [sys.executable, "-c", TASK, folder, *expected],
        capture_output=True,
        text=True,
        env={**os.environ, **ENVIRONMENT, "KERAS_BACKEND": backend},
    )
    assert done.returncode == 0, done.stdout[-300:] + done.stderr[-3000:]
    found = [json.loads(line) for line in done.stdout.splitlines() if line.startswith("[")]
    assert [name for _, name, _ in found] == list(expected)
    for running, name, y in found:
        assert running == backend
        np.testing.assert_allclose(y, expected[name], rtol=0, atol=1e-4 * np.ptp(expected[name]), err_msg=name)
