"""What runs a SavedModel: TensorFlow and NumPy in a process of their own. Arrays come and go as .npz on the pipes.

It imports nothing of this package, so that nothing of it can be needed.
"""

from __future__ import annotations

import io
import os
import sys
import time
from typing import Any

import numpy as np


def main() -> None:
    """Answer one question about the SavedModel in argv[2]: "describe", "run" or "latency"."""
    what, path = sys.argv[1:3]
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever TensorFlow prints is no answer
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    sys.modules["keras"] = None  # type: ignore[assignment] # whoever imports it fails: the file must do without
    import tensorflow as tf

    with np.load(io.BytesIO(sys.stdin.buffer.read())) as question:
        images, seconds = question["images"], float(question["seconds"])
    loaded = tf.saved_model.load(path)
    answer = _answer(tf, loaded, what, images, seconds)
    packed = io.BytesIO()
    np.savez(packed, **answer)
    with answers:
        answers.write(packed.getvalue())


def timed(call: Any, seconds: float) -> dict[str, float]:
    """Milliseconds of `call`, median and 90th percentile of at least 5 and, within `seconds`, at most 50 calls."""
    for _ in range(3):
        call()
    taken: list[float] = []
    end = time.perf_counter() + seconds
    while len(taken) < 5 or (len(taken) < 50 and time.perf_counter() < end):
        start = time.perf_counter()
        call()
        taken.append(1e3 * (time.perf_counter() - start))
    return {"median": round(float(np.median(taken)), 3), "p90": round(float(np.percentile(taken, 90)), 3)}


def _answer(tf: Any, loaded: Any, what: str, images: Any, seconds: float) -> dict[str, Any]:
    signature = loaded.signatures["serving_default"]
    (entry,) = signature.structured_input_signature[1].values()
    ((name, end),) = signature.structured_outputs.items()
    if what == "describe":
        answer: dict[str, Any] = {"runtime": f"TensorFlow {tf.__version__}"}
        for part, spec, known in (("input", entry, entry.name), ("output", end, name)):
            shape = [-1 if size is None else size for size in spec.shape]
            answer |= {f"{part}_name": known, f"{part}_shape": shape, f"{part}_dtype": spec.dtype.name}
        return answer
    if entry.dtype.is_integer:
        images = np.clip(np.round(images), entry.dtype.min, entry.dtype.max)
    images = images.astype(entry.dtype.as_numpy_dtype)
    if what == "latency":
        image = tf.constant(images)
        return timed(lambda: signature(**{entry.name: image})[name].numpy(), seconds)
    size = entry.shape[0] or 32
    filled = images[np.minimum(np.arange(-(-len(images) // size) * size), len(images) - 1)]
    parts = [tf.constant(filled[i : i + size]) for i in range(0, len(filled), size)]
    outputs = np.concatenate([signature(**{entry.name: part})[name].numpy() for part in parts])
    # a SavedModel of somebody else has no function for its logits: its outputs are all there is to look at
    logits = np.concatenate([loaded.logits(part).numpy() for part in parts]) if hasattr(loaded, "logits") else outputs
    return {"outputs": outputs[: len(images)], "logits": logits[: len(images)]}


if __name__ == "__main__":
    main()
