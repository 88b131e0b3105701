"""CPU seconds of a conversion, against Keras's own: `python -m tests.benchmarks.export_speed [ROUNDS]`.

Xception at 299, each conversion in a process of its own, the two interleaved; verification is not counted.
"""

import json
import statistics
import subprocess
import sys

PROGRAM = """
import json, os, sys, tempfile, time
os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
import pathlib
import keras
import kerasarch
import kerasarch.export.exporter as exporter  # what is imported is not counted
from kerasarch.export import metadata
from kerasarch.export.formats import Form
from kerasarch.export.prepared import prepared
from kerasarch.export.subject import subject
import tensorflow, tf2onnx
who, kind = sys.argv[1:]
model = kerasarch.Xception(weights=None)
model(keras.ops.zeros((1, 299, 299, 3)))
with tempfile.TemporaryDirectory() as folder:
    path = pathlib.Path(folder) / {"onnx": "a.onnx", "tflite": "a.tflite"}[kind]
    start = time.process_time()
    if who == "keras":
        model.export(path, format={"tflite": "litert"}.get(kind, kind), verbose=False)
    else:
        seen, form = subject(model), Form(kind)
        exporter.WRITERS[kind](subject(prepared(seen.model)), path, form)
        said = metadata.described(seen, tuple(map(str, range(1000))), form, {})
        metadata.embed(kind, path, said, seen.output_name)
    print(json.dumps({"seconds": time.process_time() - start, "bytes": path.stat().st_size}))
"""


def seconds(who: str, kind: str) -> float:
    done = subprocess.run([sys.executable, "-c", PROGRAM, who, kind], capture_output=True, text=True, check=True)
    return json.loads(done.stdout.strip().split("\n")[-1])["seconds"]


def main(rounds: int = 3) -> None:
    for kind, bound in (("onnx", 0.45), ("tflite", 0.75)):
        pairs = [(seconds("kerasarch", kind), seconds("keras", kind)) for _ in range(rounds)]
        ratio = statistics.median(ours / theirs for ours, theirs in pairs)
        ours, theirs = (statistics.median(column) for column in zip(*pairs, strict=True))
        print(f"{kind}: {ours:.1f} CPU s, Keras {theirs:.1f}; ratio {ratio:.2f}, bound {bound}", flush=True)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
