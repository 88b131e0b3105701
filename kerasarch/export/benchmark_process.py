"""What runs one file for `benchmark`, in a process of its own: the file's runtime, and nothing of this package.

It tells of the file in a line of JSON, then answers each line on its standard input, a number of seconds, with the
milliseconds of the calls made meanwhile.
"""

from __future__ import annotations

import json
import os
import re
import resource
import sys
import time
from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np

PRODUCTS = re.compile("Conv|MatMul|Einsum|LSTM|GRU|RNN|Xla|PyFunc|TRT|While|For$")  # in TensorFlow's operations
WARM_UP = 3  # calls: the first ones allocate and compile
Input = tuple[str, list[Any], Any]  # name, shape with None where it is free, type


def main() -> None:
    """Serve the file in argv[2], of the kind in argv[1], with argv[3] threads and argv[4] images, 0 for its own."""
    kind, path, threads, batch = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
    answers = os.fdopen(os.dup(1), "w", buffering=1)
    os.dup2(2, 1)  # whatever a runtime prints is no answer
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    engine = ENGINES[kind](threads)
    before = memory("VmRSS")
    inputs = engine.open(path)
    sizes = {shape[0] for _, shape, _ in inputs} - {None}
    own = sizes.pop() if sizes else None
    if sizes or any(None in shape[1:] for _, shape, _ in inputs):
        raise SystemExit(f"its input has sizes that are not fixed: {[shape for _, shape, _ in inputs]}")
    if batch and own and batch != own:
        raise SystemExit(f"it takes a batch of {own}, not of {batch}")
    batch = batch or own or 1
    rng = np.random.default_rng(0)
    call = engine.caller([(name, _values(rng, (batch, *shape[1:]), dtype)) for name, shape, dtype in inputs])
    for _ in range(WARM_UP):
        call()
    said = {"runtime": engine.runtime, "batch": batch, "before": before, "macs": engine.macs()}
    print(json.dumps(said), file=answers)
    for line in sys.stdin:
        taken = timed(call, float(line))
        print(json.dumps({"ms": taken, "peak": memory("VmHWM")}), file=answers)


def timed(call: Callable[[], Any], seconds: float) -> list[float]:
    """Milliseconds of each of the calls made in this time, one at least."""
    taken: list[float] = []
    end = time.perf_counter() + seconds
    while not taken or time.perf_counter() < end:
        start = time.perf_counter()
        call()
        taken.append(1e3 * (time.perf_counter() - start))
    return taken


def memory(what: str) -> int:
    """Bytes of this process: "VmRSS" now, "VmHWM" at most. Where the system does not say, at most is all there is."""
    status = Path("/proc/self/status")
    if status.is_file():  # getrusage begins with what the parent had
        (line,) = [line for line in status.read_text().splitlines() if line.startswith(f"{what}:")]
        return int(line.split()[1]) * 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)


def _values(rng: Any, shape: tuple[int, ...], dtype: Any) -> Any:
    kind = np.dtype(dtype)
    if kind.kind in "iu":
        limits = np.iinfo(kind)
        return rng.integers(max(limits.min, -(2**15)), min(limits.max, 2**15), shape).astype(kind)
    return rng.uniform(size=shape).astype(kind)


class Engine(ABC):
    """A runtime: made before the file is opened, so that its own memory is known."""

    runtime: str

    @abstractmethod
    def open(self, path: str) -> list[Input]:
        """Open the file; its inputs."""

    @abstractmethod
    def caller(self, fed: list[tuple[str, Any]]) -> Callable[[], Any]:
        """What runs the file once on these values."""

    def macs(self) -> int | None:
        """Multiply-adds of an image, where only this process can count them."""
        return None


class LiteRT(Engine):
    """A .tflite file, with XNNPACK where LiteRT uses it."""

    def __init__(self, threads: int) -> None:
        from ai_edge_litert.interpreter import Interpreter

        self.make, self.threads = Interpreter, threads
        self.runtime = f"LiteRT {version('ai-edge-litert')}"

    def open(self, path: str) -> list[Input]:
        """As of every engine."""
        self.interpreter = self.make(model_path=path, num_threads=self.threads)
        return [
            (entry["name"], [int(n) if n >= 0 else None for n in entry["shape_signature"]], entry["dtype"])
            for entry in self.interpreter.get_input_details()
        ]

    def caller(self, fed: list[tuple[str, Any]]) -> Callable[[], Any]:
        """As of every engine."""
        places = [entry["index"] for entry in self.interpreter.get_input_details()]
        for place, (_, values) in zip(places, fed, strict=True):
            self.interpreter.resize_tensor_input(place, values.shape)
        self.interpreter.allocate_tensors()
        for place, (_, values) in zip(places, fed, strict=True):
            self.interpreter.set_tensor(place, values)
        return lambda: self.interpreter.invoke()


class OnnxRuntime(Engine):
    """A .onnx file, on the CPU."""

    def __init__(self, threads: int) -> None:
        import onnxruntime

        self.library = onnxruntime
        self.options = onnxruntime.SessionOptions()
        self.options.intra_op_num_threads = threads
        self.runtime = f"ONNX Runtime {onnxruntime.__version__}"

    def open(self, path: str) -> list[Input]:
        """As of every engine."""
        self.session = self.library.InferenceSession(path, self.options, providers=["CPUExecutionProvider"])
        types = {"tensor(float)": "float32", "tensor(float16)": "float16", "tensor(double)": "float64"}
        return [
            (
                entry.name,
                [size if isinstance(size, int) else None for size in entry.shape],
                types.get(entry.type, entry.type.removeprefix("tensor(").rstrip(")")),
            )
            for entry in self.session.get_inputs()
        ]

    def caller(self, fed: list[tuple[str, Any]]) -> Callable[[], Any]:
        """As of every engine."""
        values = dict(fed)
        return lambda: self.session.run(None, values)


class TensorFlow(Engine):
    """A SavedModel's signature, without Keras."""

    def __init__(self, threads: int) -> None:
        sys.modules["keras"] = None  # type: ignore[assignment] # the file must do without
        import tensorflow as tf

        tf.config.threading.set_intra_op_parallelism_threads(threads)
        tf.config.threading.set_inter_op_parallelism_threads(threads)
        self.tf = tf
        self.runtime = f"TensorFlow {tf.__version__}"

    def open(self, path: str) -> list[Input]:
        """As of every engine."""
        self.loaded = self.tf.saved_model.load(path)
        self.signature = self.loaded.signatures["serving_default"]
        entries = self.signature.structured_input_signature[1].values()
        return [(entry.name, list(entry.shape), entry.dtype.as_numpy_dtype) for entry in entries]

    def caller(self, fed: list[tuple[str, Any]]) -> Callable[[], Any]:
        """As of every engine."""
        values = {name: self.tf.constant(value) for name, value in fed}
        return lambda: [output.numpy() for output in self.signature(**values).values()]

    def macs(self) -> int | None:
        """As of every engine."""
        functions = self.signature.graph.as_graph_def(add_shapes=True).library.function
        calls = Counter(value.func.name for one in functions for node in one.node_def for value in node.attr.values())
        try:
            found = {one.signature.name: _macs_of({node.name: node for node in one.node_def}) for one in functions}
        except LookupError:
            return None
        return None if any(calls[name] > 1 for name, macs in found.items() if macs) else sum(found.values())


def _macs_of(nodes: dict[str, Any]) -> int:
    """Of the convolutions and matrix products of a TensorFlow function, for one image.

    Raises:
        LookupError: something that may hold more of them, or a size that is free.
    """

    def shape(name: str) -> list[int]:
        return [dim.size for dim in nodes[name.split(":")[0]].attr["_output_shapes"].list.shape[0].dim]

    def values(name: str) -> int:
        """Of one image in a tensor; behind a reshape the batch is where nobody can tell."""
        node = nodes.get(name.split(":")[0])
        if node and node.op == "Reshape":
            return values(node.input[0])
        if min(sizes := shape(name)[1:], default=1) < 0:
            raise LookupError(name)
        return int(np.prod(sizes))

    total = 0
    for name, node in nodes.items():
        turned = {key for key in ("transpose_a", "transpose_b", "adj_x", "adj_y") if node.attr[key].b}
        if node.op in ("Conv2D", "DepthwiseConv2dNative"):
            kernel = shape(node.input[1])
            total += values(name) * int(np.prod(kernel[: 3 if node.op == "Conv2D" else 2]))
        elif node.op in ("MatMul", "BatchMatMulV2"):
            if turned & {"transpose_a", "adj_x"}:
                raise LookupError(name)
            total += values(node.input[0]) * shape(node.input[1])[-2 if turned else -1]
        elif PRODUCTS.search(node.op):
            raise LookupError(name)
    return total


class Keras(Engine):
    """A .keras file on Keras's backend, by `predict_on_batch`."""

    def __init__(self, threads: int) -> None:
        import keras

        self.keras, backend = keras, keras.backend.backend()
        if backend == "tensorflow":
            import tensorflow as tf

            tf.config.threading.set_intra_op_parallelism_threads(threads)
            tf.config.threading.set_inter_op_parallelism_threads(threads)
        elif backend == "torch":
            import torch

            torch.set_num_threads(threads)
        elif threads != processors():
            raise SystemExit(f"JAX takes all {processors()} processors; leave threads out")
        self.runtime = f"Keras {keras.__version__} on {backend}"

    def open(self, path: str) -> list[Input]:
        """As of every engine."""
        self.model = self.keras.models.load_model(path, safe_mode=True)
        return [(tensor.name, list(tensor.shape), tensor.dtype) for tensor in self.model.inputs]

    def caller(self, fed: list[tuple[str, Any]]) -> Callable[[], Any]:
        """As of every engine."""
        values = [value for _, value in fed]
        return lambda: self.model.predict_on_batch(values if len(values) > 1 else values[0])


def processors() -> int:
    """How many this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


ENGINES: dict[str, Callable[[int], Engine]] = {
    "tflite": LiteRT,
    "onnx": OnnxRuntime,
    "saved_model": TensorFlow,
    "keras": Keras,
}

if __name__ == "__main__":
    main()
