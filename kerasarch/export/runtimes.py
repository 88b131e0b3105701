"""An exported file, opened in its own runtime: LiteRT, ONNX Runtime, or TensorFlow in a process without Keras."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np

from kerasarch.errors import ExportError, KerasarchError
from kerasarch.export.formats import format_of
from kerasarch.export.metadata import embedded
from kerasarch.export.packages import missing
from kerasarch.export.saved_model_process import timed
from kerasarch.export.tensors import proto_without_activation
from kerasarch.files import expanded, mend
from kerasarch.quiet import quiet

Array = Any


class Runtime(ABC):
    """A file that can be run.

    What its runtime raises comes as an ExportError.

    Attributes:
        path: the file.
        about: the metadata inside the file.
        input: name, shape (None where free), dtype of the input.
        output: the same of the output.
        runtime: what runs it, with its version.
    """

    path: Path
    about: dict[str, Any]
    input: dict[str, Any]
    output: dict[str, Any]
    runtime: str

    @property
    def batch(self) -> int | None:
        """Images at once; None is any number."""
        batch: int | None = self.input["shape"][0]
        return batch

    @property
    def image_shape(self) -> tuple[int, ...]:
        """(height, width, channels), whatever order the file has."""
        one, two, three = self.input["shape"][1:]
        return (two, three, one) if self.about.get("layout") == "NCHW" else (one, two, three)

    def run(self, images: Array) -> Array:
        """The file's outputs as float32 (n, classes), for images as the Keras model takes them."""
        with _told(self.path, self.runtime):
            return self._run(images)

    def logits(self, images: Array) -> Array:
        """What goes into the file's last activation, as float32 (n, classes)."""
        with _told(self.path, self.runtime):
            return self._logits(images)

    def latency(self, images: Array, seconds: float = 2.0) -> dict[str, float]:
        """Milliseconds of a call with these images, as the Keras model takes them and as many as the file takes at once
        (one where it takes any number): the median and the 90th percentile, after a warm-up.

        Not of zeros: what LiteRT's integer kernels take depends on the data.
        """
        with _told(self.path, self.runtime):
            return self._latency(images, seconds)

    @abstractmethod
    def _run(self, images: Array) -> Array: ...

    @abstractmethod
    def _logits(self, images: Array) -> Array: ...

    @abstractmethod
    def _latency(self, images: Array, seconds: float) -> dict[str, float]: ...


@contextmanager
def _told(path: Path, runtime: str) -> Iterator[None]:
    """Each runtime has exceptions of its own."""
    try:
        yield
    except KerasarchError:
        raise
    except ImportError as failure:
        raise missing(failure) from failure
    except Exception as failure:
        reason = str(failure).strip().split("\n")[0]
        raise ExportError(f"{path} cannot be run: {runtime} says: {reason}") from failure


def open_file(path: str | Path) -> Runtime:
    """Open an exported file in its own runtime.

    Raises:
        ExportError: it is none of ours, or its runtime refuses it.
    """
    path = expanded(path)
    mend(path)  # a SavedModel whose replacement was interrupted
    kind = format_of(path)
    with _told(path, f"its {kind} runtime"):
        return OPENERS[kind](path)


def in_batches(run: Callable[[Array], Array], images: Array, batch: int | None) -> Array:
    """What `run` gives for images in parts of `batch`, the last filled up; of 32 where the number is free."""
    rows = []
    for first in range(0, len(images), batch or 32):
        part = images[first : first + (batch or 32)]
        filled = part if batch is None else part[np.minimum(np.arange(batch), len(part) - 1)]
        rows.append(run(filled)[: len(part)])
    return np.concatenate(rows)


class TFLite(Runtime):
    """A .tflite file in LiteRT."""

    def __init__(self, path: Path) -> None:
        from importlib.metadata import version

        self.path, self.content = path, path.read_bytes()
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

    def _run(self, images: Array) -> Array:
        return self._asked(self.interpreter, images)

    def _logits(self, images: Array) -> Array:
        from kerasarch.export.flatbuffer import without_activation

        return self._asked(self._open(without_activation(self.content)), images)

    def _latency(self, images: Array, seconds: float) -> dict[str, float]:
        entry = self.interpreter.get_input_details()[0]
        self.interpreter.set_tensor(entry["index"], self._quantized(images, entry))
        return timed(self.interpreter.invoke, seconds)

    def _asked(self, interpreter: Any, images: Array) -> Array:
        entry, end = interpreter.get_input_details()[0], interpreter.get_output_details()[0]
        scale, zero = end["quantization"]

        def run(part: Array) -> Array:
            interpreter.set_tensor(entry["index"], self._quantized(part, entry))
            interpreter.invoke()
            rows = interpreter.get_tensor(end["index"]).astype("float32")
            return (rows - zero) * scale if scale else rows

        return in_batches(run, images, self.batch)

    def _quantized(self, image: Array, entry: dict[str, Any]) -> Array:
        dtype = np.dtype(entry["dtype"])
        if dtype.kind == "f":
            return image.astype(dtype)
        if self.about.get("input_is_raw_pixels"):
            pixels = np.clip(np.round(image.astype("float32")), 0, 255)
            return (pixels + np.iinfo(dtype).min).astype(dtype)
        scale, zero = entry["quantization"]
        limits = np.iinfo(dtype)
        return np.clip(np.round(image / scale + zero), limits.min, limits.max).astype(dtype)


class Onnx(Runtime):
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

    def _run(self, images: Array) -> Array:
        return self._asked(self.session, images)

    def _logits(self, images: Array) -> Array:
        import onnx

        proto = proto_without_activation(onnx.load(self.path))
        return self._asked(self._open(proto.SerializeToString()), images).astype("float32")

    def _latency(self, images: Array, seconds: float) -> dict[str, float]:
        fed = self._fed(images)
        return timed(lambda: self.session.run(None, fed), seconds)

    def _asked(self, session: Any, images: Array) -> Array:
        return in_batches(lambda part: session.run(None, self._fed(part))[0], images, self.batch)

    def _fed(self, images: Array) -> dict[str, Array]:
        x = images.astype("float32")
        if self.about.get("layout") == "NCHW":
            x = np.ascontiguousarray(x.transpose(0, 3, 1, 2))
        return {self.input["name"]: x}


class SavedModel(Runtime):
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

    def _run(self, images: Array) -> Array:
        return self._answers(images)["outputs"]

    def _logits(self, images: Array) -> Array:
        return self._answers(images)["logits"]

    def _latency(self, images: Array, seconds: float) -> dict[str, float]:
        said = self._ask("latency", images, seconds)
        return {key: float(said[key]) for key in ("median", "p90")}

    def _answers(self, images: Array) -> dict[str, Any]:
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
