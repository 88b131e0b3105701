"""Libraries that only export needs, and what to say where one is missing."""

from __future__ import annotations

from kerasarch.errors import ExportError

# what is imported -> what is installed
PACKAGES = {
    "tensorflow": "tensorflow",
    "tf2onnx": "tf2onnx",
    "onnx": "onnx",
    "onnxruntime": "onnxruntime",
    "ai_edge_litert": "ai-edge-litert",
    "ai_edge_quantizer": "ai-edge-quantizer",
    "flatbuffers": "flatbuffers",
}


def missing(failure: ImportError) -> Exception:
    """What to raise for an import that failed: the line that mends it, where a library is not there."""
    name = (failure.name or "").split(".")[0]
    if name not in PACKAGES:
        return failure
    return ExportError(f"{name} cannot be imported ({failure}); run: pip install {PACKAGES[name]}")
