"""What int8 keeps, against TFLiteConverter: `python -m tests.benchmarks.int8_quality PATTERN [digits] [WAY...]`.

A small form of the smallest member of each family, with weights drawn by name and the batch statistics that its images
have, or, with `digits`, trained on the digits for 20 epochs. Centred signal-to-noise ratios of the logits in
decibels, on images that it was not calibrated on; with `digits`, the accuracies too. Then what helps where it is bad,
unless ways are named: "best" and "onnx" of one network trained on the digits take a few minutes.
"""

from __future__ import annotations

import fnmatch
import os
import sys
import tempfile
from pathlib import Path
from typing import Any

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
import keras
import numpy as np
import tensorflow as tf

import kerasarch
from kerasarch.export import metadata, saved_model, tflite
from kerasarch.export.exporter import LOSSES, WRITERS
from kerasarch.export.formats import Form
from kerasarch.export.prepared import prepared
from kerasarch.export.proof import centred_sqnr
from kerasarch.export.runtimes import open_file
from kerasarch.export.subject import subject
from kerasarch.quiet import quiet
from tests import members
from tests.parity import draw_by_name

FORMS = {
    "minmax": Form("tflite", "int8", ranges="minmax"),
    "percentile": Form("tflite", "int8", ranges="percentile"),
    "mse": Form("tflite", "int8", ranges="mse"),
    "best": Form("tflite", "int8"),
    "fused": Form("tflite", "int8"),
    "onnx": Form("onnx", "int8"),
    "int16": Form("tflite", "int16"),
}
REMEDIES = (1, 2, 4, 8)  # layers that lose most, kept in float


def photos(shape: tuple[int, int, int], n: int, seed: int) -> np.ndarray:
    """Images with shapes of several sizes in them, darker and brighter, as photographs have."""
    rng = np.random.default_rng(seed)
    sums = np.zeros((n, *shape))
    for size in (3, 7, 17):
        coarse = rng.normal(size=(n, size, size, shape[2])) / size**0.5
        rows, columns = (np.arange(side) * size // side for side in shape[:2])
        sums += coarse[:, rows][:, :, columns]
    contrast, light = rng.uniform(18, 78, size=(n, 1, 1, 1)), rng.uniform(80, 170, size=(n, 1, 1, 1))
    return np.clip(np.round(sums / sums.std() * contrast + light), 0, 255).astype(np.uint8)


def network(name: str) -> tuple[Any, dict[str, Any]]:
    """A small form, and the images that go with it."""
    arguments = members.small(name)
    shape = (64, 64, 3) if name.startswith("mixer") else (*(max(65, n) for n in arguments["input_shape"][:2]), 3)
    model = kerasarch.build(
        name, weights=None, include_preprocessing=True, **arguments | {"input_shape": shape, "classes": 10}
    )
    draw_by_name(model, photos(shape, 48, 1).astype("float32"))
    return model, {"calibration": photos(shape, 64, 2), "images": photos(shape, 100, 3), "labels": None}


def trained(name: str, epochs: int = 20) -> tuple[Any, dict[str, Any]]:
    """A small form that has seen the digits, and the images that go with it."""
    keras.utils.set_random_seed(0)
    model, _ = network(name)
    digits, size = kerasarch.data.load("digits"), model.input_shape[1:3]
    x, y = digits.arrays("train", size)
    model.compile(keras.optimizers.Adam(1e-3), "sparse_categorical_crossentropy")
    model.fit(x, y, batch_size=32, epochs=epochs, verbose=0)
    images, labels = digits.arrays("test", size)
    return model, {"calibration": x[:200], "images": images, "labels": labels}


def plain(model: Any, place: Path, calibration: np.ndarray) -> None:
    """As TensorFlow's guide to integer quantization has it."""
    seen, folder = subject(model), place.with_name("plain")
    with quiet():
        saved_model.save(folder, seen.model, seen.output_name, Form("saved_model", batch=1))
        converter = tf.lite.TFLiteConverter.from_saved_model(str(folder))
        converter.optimizations = [tf.lite.Optimize.DEFAULT]
        converter.representative_dataset = lambda: ([image[None].astype("float32")] for image in calibration)
        converter.target_spec.supported_ops = [tf.lite.OpsSet.TFLITE_BUILTINS_INT8]
        place.write_bytes(converter.convert())


def measured(model: Any, place: Path, form: Form, data: dict[str, Any]) -> dict[str, float]:
    """Of the file that is there: its SQNR, how often it gives the model's class, its accuracy, its bytes."""
    seen = subject(model)
    runtime = open_file(place)
    runtime.about = metadata.described(seen, tuple("0123456789"), form, {})
    reference, logits = seen.logits(data["images"]).astype("float64"), runtime.logits(data["images"])
    classes = runtime.run(data["images"]).argmax(axis=1)  # of what it delivers
    right = [float((c == data["labels"]).mean()) for c in (classes, reference.argmax(axis=1))]
    return {
        "sqnr": centred_sqnr(reference, logits),
        "same": float((classes == reference.argmax(axis=1)).mean()),
        "accuracy": right[0],
        "float": right[1],
        "bytes": place.stat().st_size,
    }


def rows(name: str, make: Any, folder: Path, ways: dict[str, Form]) -> tuple[dict[str, Any], list[str]]:
    """What each way keeps, and in words what remedies give."""
    model, data = make(name)
    plain(model, folder / "plain.tflite", data["calibration"])
    found = {"plain": measured(model, folder / "plain.tflite", Form("tflite"), data)}
    apart, fused = (subject(prepared(model, fuse=fuse)) for fuse in (False, True))
    losses: list[dict[str, Any]] = []
    for label, form in ways.items():
        place = folder / f"{label}{form.suffix}"
        WRITERS[form.format](fused if label == "fused" else apart, place, form, data["calibration"])
        found[label] = measured(model, place, form, data)
        if label == "best":
            losses = LOSSES["tflite"](apart, place, form, data["images"][:16])
    said = []
    worst = list(dict.fromkeys(row["layer"] for row in losses))
    for many in REMEDIES if ways == FORMS and name.startswith(("repvgg", "mixer")) else ():
        form, place = Form("tflite", "int8", exclude=worst[:many]), folder / "excluded.tflite"
        tflite.write(apart, place, form, data["calibration"])
        one = measured(model, place, form, data)
        share = one["bytes"] / found["best"]["bytes"] - 1
        said.append(f"{many} worst in float {one['sqnr']:.1f} dB, {one['same']:.0%} same, {share:+.0%} bytes")
    return found, said


def main(*given: str) -> None:
    digits = "digits" in given
    ways = {word: FORMS[word] for word in given if word in FORMS} or FORMS
    pattern = next((word for word in given if word not in ("digits", *FORMS)), "*")
    columns = ("plain", *ways)
    print("| network | " + " | ".join(columns) + " | same class |" + (" accuracy, float |" if digits else ""))
    print("|---|" + "---|" * (len(columns) + 1 + digits), flush=True)
    for name in members.members():
        if not fnmatch.fnmatch(name, pattern):
            continue
        with tempfile.TemporaryDirectory() as folder:
            found, said = rows(name, trained if digits else network, Path(folder), ways)
        kept = found["best" if "best" in found else columns[-1]]
        cells = [f"{found[label]['sqnr']:.1f}" for label in columns] + [f"{kept['same']:.0%}"]
        if digits:
            cells.append(f"{kept['accuracy']:.4f}, {kept['float']:.4f}")
        print(f"| {name} | " + " | ".join(cells) + " |", flush=True)
        for line in said:
            print(f"  {name}: {line}", flush=True)
        keras.backend.clear_session()


if __name__ == "__main__":
    main(*sys.argv[1:])
