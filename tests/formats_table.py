"""Every architecture in every format: `python -m tests.formats_table [PATTERN] [--width W] [--depth D] [--whole]`.

Each is built small (a quarter of its width and depth unless told otherwise; what it cannot be scaled to it is not, and
`--whole` scales nothing), at the smallest image that it takes, or 64 pixels, with statistics of its own; then it is
exported and proven. A cell tells the parity (the largest difference of logits as a share of the bound, or the centred
SQNR where values are quantized), the size and the latency of an image; the last column is the Edge TPU report's verdict
on the int8 file of its edge form. Files of integers or half precision are held to no class here, where no network was
trained: only what they lose is told. A process each; exit code 1 if one failed.
"""

from __future__ import annotations

import argparse
import fnmatch
import functools
import json
import math
import os
import subprocess
import sys
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Any

from kerasarch import networks, papers
from kerasarch.errors import KerasarchError

ROOT = Path(__file__).parent.parent
FORMATS = {
    "SavedModel": ("saved_model", None),
    "TFLite": ("tflite", None),
    "TFLite float16": ("tflite", "float16"),
    "TFLite dynamic": ("tflite", "dynamic"),
    "TFLite int8": ("tflite", "int8"),
    "TFLite int16": ("tflite", "int16"),
    "ONNX": ("onnx", None),
    "ONNX float16": ("onnx", "float16"),
    "ONNX int8": ("onnx", "int8"),
}
EDGE = "Edge TPU"


def scaled(name: str, width: float, depth: float) -> dict[str, Any]:
    """The arguments of the smallest form of an architecture that can be built and told apart."""
    side = 64
    for arguments in ({"width": width, "depth": depth}, {"depth": depth}, {"width": width}, {}):
        with_size = {}
        for size in (side, 80, 96, 128, 160, papers.find(name).size):
            try:
                networks.cost(name, (size, size, 3), classes=5, **arguments)
            except KerasarchError:
                continue
            with_size = arguments | {"input_shape": (size, size, 3)}
            break
        if with_size:
            return with_size
    raise AssertionError(name)


def one(name: str, width: float, depth: float) -> dict[str, str]:
    """A cell for each format."""
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    import keras

    from kerasarch import export
    from kerasarch.export import exporter, formats, proof
    from tests.export.test_forms import network, pixels
    from tests.parity import draw_by_name

    arguments = scaled(name, width, depth)
    keras.utils.set_random_seed(0)
    shape = arguments["input_shape"]
    model = network(name, **({"width": 1.0, "depth": 1.0} | arguments))
    draw_by_name(model, pixels(shape, 16).astype("float32"))  # without batch norms, SqueezeNet would hardly vary
    cells = {"form": " ".join(f"{key}={value}" for key, value in arguments.items()).replace("input_shape=", "")}
    loose: Any = {"agreement": 0.0, "drop": 1.0}
    exporter.compare = lambda runtime, kept, bounds: proof.compare(
        runtime, kept, replace(bounds, **loose, **({} if bounds.logits else {"sqnr_db": -math.inf}))
    )
    exporter.prepared = functools.cache(exporter.prepared)
    with tempfile.TemporaryDirectory() as folder:
        for column, (kind, quantize) in (FORMATS | {EDGE: ("tflite", "int8")}).items():
            form = formats.Form(kind, quantize)
            data = {"images": pixels(shape, 24, seed=2)} | (
                {"calibration": pixels(shape, 16)} if form.calibrated else {}
            )
            target = {"target": "edgetpu"} if column == EDGE else {}
            try:
                path = Path(folder) / f"{column.replace(' ', '_')}{form.suffix}"
                said = export.export(model, path, kind, quantize=quantize, **data, **target)
            except Exception as failure:  # whatever it is, it goes into the table
                cells[column] = f"FAILED: {' '.join(str(failure).split())[:300]}"
                continue
            cells[column] = cell(said) if column != EDGE else verdict(said["edge_tpu"])
    return cells


def cell(said: dict[str, Any]) -> str:
    parity = said["parity"]
    near = f"{parity['centred_sqnr_db']:.0f} dB"
    if parity["bound"]:
        near = f"{parity['max_logit_difference'] / parity['bound']:.1%}"
    return f"{near}, {said['bytes'] / 1e6:.2f} MB, {said['latency_ms']['median']:.2f} ms"


def verdict(edge: dict[str, Any]) -> str:
    left = f"; open: {', '.join(edge['left_open'])}" if edge["left_open"] else ""
    stops = edge["fatal"] and f"the compiler stops: {edge['fatal']}"
    return ("mapped" if edge["mapped"] else str(stops or edge["first_on_cpu"])) + left


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.formats_table", description=__doc__.split("\n")[0])
    parser.add_argument("pattern", nargs="?", default="*", help="only names that match")
    parser.add_argument("--width", type=float, default=0.25, help="of the channels (default: %(default)s)")
    parser.add_argument("--depth", type=float, default=0.25, help="of the repeats (default: %(default)s)")
    parser.add_argument("--whole", action="store_true", help="width and depth of the paper")
    parser.add_argument("--here", action="store_true", help=argparse.SUPPRESS)
    given = parser.parse_args()
    scale = (1.0, 1.0) if given.whole else (given.width, given.depth)
    if given.here:
        print(json.dumps(one(given.pattern, *scale)))
        return 0
    failed = 0
    columns = ("form", *FORMATS, EDGE)
    print(f"| name | {' | '.join(columns)} |\n{'|---' * (len(columns) + 1)}|", flush=True)
    for name in fnmatch.filter(networks.list_models(), given.pattern):
        command = [sys.executable, "-m", "tests.formats_table", name, "--here"]
        command += [f"--width={scale[0]}", f"--depth={scale[1]}"]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
        last = done.stdout.strip().split("\n")[-1]
        cells = json.loads(last) if done.returncode == 0 else {"form": f"FAILED: {done.stderr.strip()[-300:]!r}"}
        failed += any(text.startswith("FAILED") for text in cells.values())
        print(f"| {name} | {' | '.join(cells.get(column, '') for column in columns)} |", flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
