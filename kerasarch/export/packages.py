"""Libraries and the backend that only export needs, and what to say where one is missing."""

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


def check_backend() -> None:
    """Refuse a backend that export cannot convert from, with the way that works."""
    import keras

    if keras.backend.backend() != "tensorflow":
        raise ExportError(
            f"export converts with TensorFlow, and Keras runs on {keras.backend.backend()}; save the model to a .keras "
            "file, and export that with KERAS_BACKEND=tensorflow"
        )
