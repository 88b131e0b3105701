"""Latency of exported files against other conversions: `python -m tests.benchmarks.export_latency [ROUNDS] [NAME...]`.

The same weights through this package, Keras's own `model.export` and, if it is installed, onnxslim; and timm's network
of the same operations, whose weights are its own, through torch.onnx. What is equal is measured in turns by
`kerasarch.export.bench`, on one thread. Ratios are medians of those taken round by round; the last line of a network is
int8 against float32.
"""

import os
import sys
import tempfile
from pathlib import Path

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

import keras
import numpy as np
import onnx

import kerasarch
from kerasarch.export import bench
from kerasarch.export.exporter import WRITERS
from kerasarch.export.formats import Form
from kerasarch.export.prepared import prepared
from kerasarch.export.subject import subject
from kerasarch.quiet import quiet

SIZES = {"xception": 299, "mobilenet_v2": 224, "resnet50": 224}
TIMM = {"xception": "legacy_xception", "mobilenet_v2": "mobilenetv2_100", "resnet50": "resnet50"}


def files(name: str, folder: Path) -> dict[str, dict[str, Path]]:
    """What is compared: the files of each format by who made them, ours first."""
    size = SIZES[name]
    model = kerasarch.build(name, weights=None, input_shape=(size, size, 3))
    x = np.random.default_rng(0).uniform(-1, 1, (8, size, size, 3)).astype("float32")
    model(x[:1])
    ready = subject(prepared(model))
    found: dict[str, dict[str, Path]] = {"tflite": {}, "onnx": {}, "int8": {}}
    for kind, quantize in (("tflite", None), ("onnx", None), ("tflite", "int8")):
        place = folder / f"ours_{quantize}.{kind}"
        WRITERS[kind](ready, place, Form(kind, quantize, batch=1), x if quantize else None)
        found["int8" if quantize else kind]["ours"] = place
    one = [keras.InputSpec(shape=(1, size, size, 3), dtype="float32")]
    for kind, format in (("tflite", "litert"), ("onnx", "onnx")):
        place = folder / f"keras.{kind}"
        with quiet():
            model.export(place, format=format, verbose=False, input_signature=one)
        found[kind]["keras"] = place
    found["onnx"]["timm"] = of_timm(name, size, folder / "timm.onnx")
    try:
        import onnxslim
    except ImportError:
        print(f"{name} onnx: not against onnxslim, which is not installed", flush=True)
    else:
        place = folder / "slim.onnx"
        onnx.save(onnxslim.slim(str(found["onnx"]["keras"])), place)
        found["onnx"]["keras and onnxslim"] = place
    found["int8"]["float32"] = found["tflite"]["ours"]
    return found


def of_timm(name: str, size: int, place: Path) -> Path:
    """timm's network of the same operations; its weights are its own, of which latency knows nothing."""
    import torch

    from tests.torch_reference import models

    timm = models("timm")
    network = timm.create_model(TIMM[name], pretrained=False).eval()
    with quiet():
        torch.onnx.export(network, torch.zeros(1, 3, size, size), str(place), dynamo=False)
    return place


def main(rounds: int = 20, *names: str) -> None:
    for name in names or SIZES:
        with tempfile.TemporaryDirectory() as folder:
            for what, ways in files(name, Path(folder)).items():
                # each other one alone with ours, or the machine's caches are another's
                ours, *others = ways.items()
                for who, place in others:
                    with quiet():
                        rows = bench([place, ours[1]], threads=1, rounds=rounds)
                    theirs, own = rows
                    times = f"ours {own.median_ms:.2f} ms, {who} {theirs.median_ms:.2f}; ratio {own.ratio:.3f}"
                    print(f"{name} {what}: {times}, size {own.bytes / theirs.bytes:.3f}", flush=True)


if __name__ == "__main__":
    given = sys.argv[1:]
    main(*(map(int, given[:1])), *given[1:])
