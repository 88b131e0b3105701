"""An exported file, opened in its own runtime: LiteRT, ONNX Runtime, or TensorFlow in a process without Keras."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, Protocol

import numpy as np

from kerasarch.errors import ExportError
from kerasarch.export.convert import embedded
from kerasarch.export.formats import format_of
from kerasarch.export.saved_model_process import timed
from kerasarch.files import expanded, mend
from kerasarch.quiet import quiet

Array = Any


class Runtime(Protocol):
    """A file that can be run.

    Attributes:
        about: the metadata inside the file.
        input: name, shape (None where free), dtype of the input.
        output: the same of the output.
        runtime: what runs it, with its version.
    """

    about: dict[str, Any]
    input: dict[str, Any]
    output: dict[str, Any]
    runtime: str

    def run(self, images: Array) -> Array:
        """The file's outputs as float32 (n, classes), for images as the Keras model takes them."""

    def logits(self, images: Array) -> Array:
        """What goes into the file's last activation, as float32 (n, classes)."""

    def latency(self, image: Array, seconds: float = 2.0) -> dict[str, float]:
        """Milliseconds for one image: the median and the 90th percentile, after a warm-up."""


def open_file(path: str | Path) -> Runtime:
    """Open an exported file in its own runtime.

    Raises:
        ExportError: it is none of ours, or its runtime refuses it.
    """
    path = expanded(path)
    if not path.suffix:
        mend(path)  # a SavedModel whose replacement was interrupted
    kind = format_of(path)
    try:
        return OPENERS[kind](path)
    except ExportError:
        raise
    except Exception as failure:  # each runtime has exceptions of its own
        reason = str(failure).strip().split("\n")[0]
        raise ExportError(f"{path} cannot be run: its {kind} runtime says: {reason}") from failure


class TFLite:
    """A .tflite file in LiteRT."""

    def __init__(self, path: Path) -> None:
        from importlib.metadata import version

        self.content = path.read_bytes()
        self.about = embedded("tflite", path)
        self.runtime = f"LiteRT {version('ai-edge-litert')}"
        self.interpreter = self._open(self.content)
        self.input = self._say(self.interpreter.get_input_details()[0], "image")
        signature = self.interpreter.get_signature_list().get("serving_default", {"outputs": ["output"]})
        self.output = self._say(self.interpreter.get_output_details()[0], signature["outputs"][0])

    def _open(self, content: bytes) -> Any:
        from ai_edge_litert.interpreter import Interpreter

        with quiet():
            interpreter = Interpreter(model_content=content, num_threads=os.cpu_count())
            interpreter.allocate_tensors()
        return interpreter

    @staticmethod
    def _say(details: dict[str, Any], name: str) -> dict[str, Any]:
        said = {"name": name, "shape": [int(n) for n in details["shape"]], "dtype": np.dtype(details["dtype"]).name}
        scale, zero = details["quantization"]
        return said | ({"scale": float(scale), "zero_point": int(zero)} if scale else {})

    def run(self, images: Array) -> Array:
        """As of every runtime."""
        return self._run(self.interpreter, images)

    def logits(self, images: Array) -> Array:
        """As of every runtime."""
        from kerasarch.export.flatbuffer import without_activation

        return self._run(self._open(without_activation(self.content)), images)

    def latency(self, image: Array, seconds: float = 2.0) -> dict[str, float]:
        """As of every runtime."""
        entry = self.interpreter.get_input_details()[0]
        self.interpreter.set_tensor(entry["index"], self._quantized(image[None], entry))
        return timed(self.interpreter.invoke, seconds)

    def _run(self, interpreter: Any, images: Array) -> Array:
        entry, end = interpreter.get_input_details()[0], interpreter.get_output_details()[0]
        scale, zero = end["quantization"]
        rows = []
        for image in images:
            interpreter.set_tensor(entry["index"], self._quantized(image[None], entry))
            interpreter.invoke()
            row = interpreter.get_tensor(end["index"])[0].astype("float32")
            rows.append((row - zero) * scale if scale else row)
        return np.stack(rows)

    def _quantized(self, image: Array, entry: dict[str, Any]) -> Array:
        dtype = np.dtype(entry["dtype"])
        if dtype.kind == "f":
            return image.astype(dtype)
        if self.about.get("input_is_raw_pixels"):
            return np.clip(np.round(image), 0, 255).astype(dtype)
        scale, zero = entry["quantization"]
        limits = np.iinfo(dtype)
        return np.clip(np.round(image / scale + zero), limits.min, limits.max).astype(dtype)


class Onnx:
    """A .onnx file in ONNX Runtime on the CPU."""

    def __init__(self, path: Path) -> None:
        import onnxruntime

        self.path = path
        self.about = embedded("onnx", path)
        self.runtime = f"ONNX Runtime {onnxruntime.__version__}"
        self.session = self._open(str(path))
        self.input = self._say(self.session.get_inputs()[0])
        self.output = self._say(self.session.get_outputs()[0])

    @staticmethod
    def _open(model: Any) -> Any:
        import onnxruntime

        return onnxruntime.InferenceSession(model, providers=["CPUExecutionProvider"])

    @staticmethod
    def _say(value: Any) -> dict[str, Any]:
        shape = [size if isinstance(size, int) else None for size in value.shape]
        return {"name": value.name, "shape": shape, "dtype": value.type.replace("tensor(float)", "float32")}

    def run(self, images: Array) -> Array:
        """As of every runtime."""
        return self._run(self.session, images)

    def logits(self, images: Array) -> Array:
        """As of every runtime."""
        import onnx

        proto = onnx.load(self.path)
        end = proto.graph.output[0]
        last = next(node for node in proto.graph.node if end.name in node.output)
        if last.op_type in ("Softmax", "Sigmoid"):
            end.name = last.input[0]
            proto.graph.node.remove(last)
        return self._run(self._open(proto.SerializeToString()), images)

    def latency(self, image: Array, seconds: float = 2.0) -> dict[str, float]:
        """As of every runtime."""
        fed = {self.input["name"]: image[None].astype("float32")}
        return timed(lambda: self.session.run(None, fed), seconds)

    @staticmethod
    def _run(session: Any, images: Array) -> Array:
        name = session.get_inputs()[0].name
        parts = [images[i : i + 32].astype("float32") for i in range(0, len(images), 32)]
        return np.concatenate([session.run(None, {name: part})[0] for part in parts])


class SavedModel:
    """A SavedModel, run by TensorFlow in another process, which does not know Keras."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.about = embedded("saved_model", path)
        self.last: tuple[Array, dict[str, Any]] | None = None
        said = self._ask("describe")
        self.runtime = str(said["runtime"])
        self.input, self.output = (self._say(said, part) for part in ("input", "output"))

    @staticmethod
    def _say(said: dict[str, Any], part: str) -> dict[str, Any]:
        shape = [None if size < 0 else int(size) for size in said[f"{part}_shape"]]
        return {"name": str(said[f"{part}_name"]), "shape": shape, "dtype": str(said[f"{part}_dtype"])}

    def run(self, images: Array) -> Array:
        """As of every runtime."""
        return self._run(images)["outputs"]

    def logits(self, images: Array) -> Array:
        """As of every runtime."""
        return self._run(images)["logits"]

    def latency(self, image: Array, seconds: float = 2.0) -> dict[str, float]:
        """As of every runtime."""
        said = self._ask("latency", image[None], seconds)
        return {key: float(said[key]) for key in ("median", "p90")}

    def _run(self, images: Array) -> dict[str, Any]:
        if self.last is None or self.last[0] is not images:  # a process takes seconds to start: ask once for both
            self.last = images, self._ask("run", images)
        return self.last[1]

    def _ask(self, what: str, images: Array = None, seconds: float = 0.0) -> dict[str, Any]:
        question = io.BytesIO()
        np.savez(question, images=np.zeros(0) if images is None else images, seconds=seconds)
        script = str(Path(__file__).with_name("saved_model_process.py"))  # not as a module: that would load Keras
        command = [sys.executable, "-P", script, what, str(self.path.absolute())]
        answer = subprocess.run(command, input=question.getvalue(), capture_output=True, check=False)  # noqa: S603
        if answer.returncode:
            reason = answer.stderr.decode(errors="replace").strip().split("\n")[-1]
            raise ExportError(f"{self.path} cannot be run: TensorFlow says: {reason}")
        with np.load(io.BytesIO(answer.stdout)) as said:
            return {key: said[key] for key in said.files}


OPENERS: dict[str, Callable[[Path], Runtime]] = {"saved_model": SavedModel, "tflite": TFLite, "onnx": Onnx}
