"""Export with proof: a file gets its name only after its own runtime computed what the model computes.

`to_saved_model`, `to_tflite`, `to_onnx` and `verify` need TensorFlow's backend; the exported files need neither Keras
nor this package. `bench` and `latency_ms` measure how fast files are on this machine.
"""

from __future__ import annotations

from typing import Any

from kerasarch.export.packages import missing
from kerasarch.lazy import lazy

_HOMES = {
    "export": "exporter",
    "to_saved_model": "exporter",
    "to_tflite": "exporter",
    "to_onnx": "exporter",
    "open_file": "runtimes",
    "verify": "verifier",
    "bench": "benchmark",
    "latency_ms": "benchmark",
}
__all__ = sorted(_HOMES)
_get = lazy(__name__, _HOMES)


def __getattr__(name: str) -> Any:
    try:
        return _get(name)
    except ImportError as failure:
        raise missing(failure) from failure


def __dir__() -> list[str]:
    return __all__
