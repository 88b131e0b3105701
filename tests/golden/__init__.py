"""What every architecture computed when it was last meant to change: `python -m tests.golden [PATTERN]` writes it.

A file a family, beside this one; a line an architecture: the shape of the images, and the logits of its small form for
some of them. Weights are drawn by the names of the layers, and all is computed in float64, so that what another CPU or
another Keras rounds otherwise is far below what a change of the network makes.
"""

from __future__ import annotations

import fnmatch
import json
from pathlib import Path
from typing import Any

import keras
import numpy as np

import kerasarch
from kerasarch import files
from tests.members import example, families, small
from tests.parity import draw_by_name, images, outputs, precision

FOLDER = Path(__file__).parent
IMAGES = 3
# How far logits may be from those stored, as a share of their range. On TensorFlow, with one thread and with two, with
# and without oneDNN, most are the stored seven digits, and EfficientNet's are 1e-6 from them. PyTorch keeps less of
# float64: on it Inception-v3, the farthest, is at 4e-5.
WITHIN = {"tensorflow": 2e-6, "torch": 1e-4, "jax": 1e-4}
PLAIN = {"weights": None, "classifier_activation": None, "dropout": 0.0, "stochastic_depth": 0.0}


def computed(name: str) -> dict[str, Any]:
    """The line of an architecture, from the network as it is now."""
    arguments = small(name)
    x = example(name, IMAGES).astype("float64")
    with precision("float64"):
        model = kerasarch.build(name, **arguments, **PLAIN)
        draw_by_name(model, x)
        # One batch of other images moves the statistics by what the momentum lets through.
        model(images(arguments["input_shape"], IMAGES, seed=2).astype("float64"), training=True)
        logits = outputs(model, x)
    return {"shape": list(arguments["input_shape"]), "logits": [[float(f"{v:.7g}") for v in row] for row in logits]}


def stored() -> dict[str, dict[str, Any]]:
    """The lines of all architectures, as they are in the files."""
    lines: dict[str, dict[str, Any]] = {}
    for path in sorted(FOLDER.glob("*.json")):
        lines |= json.loads(path.read_text())
    return lines


def assert_as_stored(name: str, found: dict[str, Any]) -> None:
    """The line `found` is the one in the file of `name`, to what the backend keeps of it."""
    expected = stored()[name]
    assert found["shape"] == expected["shape"]
    logits = np.array(expected["logits"])
    np.testing.assert_allclose(found["logits"], logits, rtol=0, atol=WITHIN[keras.backend.backend()] * np.ptp(logits))


def write(pattern: str = "*") -> list[Path]:
    """Compute the lines of the architectures that match again, and leave those of the others as they are."""
    old, paths = stored(), []
    for family, names in families().items():
        if not fnmatch.filter(names, pattern):
            continue
        lines = {name: computed(name) if fnmatch.fnmatch(name, pattern) else old[name] for name in names}
        text = ",\n".join(f"{json.dumps(name)}: {json.dumps(line)}" for name, line in lines.items())
        paths.append(FOLDER / f"{family}.json")
        files.write_text(paths[-1], "{\n" + text + "\n}\n")
    return paths
