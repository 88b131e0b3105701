"""The formats: what each is called, how a file of it ends, and how near it must come to the model."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from kerasarch.errors import ExportError, one_of


@dataclass(frozen=True)
class Bounds:
    """How far a file may be from the model that it was made of.

    Attributes:
        logits: largest difference of logits, as a share of 1 + the largest logit; None where values are quantized.
        agreement: share of images that must get the same class.
        drop: how much accuracy may be lost, where there are at least 200 labelled images to measure it on.
    """

    logits: float | None
    agreement: float
    drop: float = 0.01


FORMATS = {"saved_model": "", "tflite": ".tflite", "onnx": ".onnx"}

# (format, quantize) -> bounds. float32 files must also give the same class wherever the margin is clear.
BOUNDS = {
    ("saved_model", None): Bounds(1e-4, 0.0),
    ("onnx", None): Bounds(1e-3, 0.0),
    ("tflite", None): Bounds(1e-3, 0.0),
    ("tflite", "float16"): Bounds(1e-2, 0.99),
    ("tflite", "dynamic"): Bounds(None, 0.95),
    ("tflite", "int8"): Bounds(None, 0.95),
}


def check_format(kind: str, quantize: str | None) -> Bounds:
    """The bounds of a format. Raises ExportError for one that there is not; the nearest is named."""
    one_of("format", kind, FORMATS, ExportError)
    one_of("quantize", quantize, (None, "float16", "dynamic", "int8"), ExportError)
    if (kind, quantize) not in BOUNDS:
        raise ExportError(f"quantize={quantize!r} is for format 'tflite'; got it with {kind!r}")
    return BOUNDS[kind, quantize]


def check_suffix(kind: str, path: Path) -> None:
    """Refuse a name that says another format than the file will have."""
    suffix = FORMATS[kind]
    others = [other for name, other in FORMATS.items() if name != kind and other]
    if (suffix and path.suffix != suffix) or path.suffix in others:
        raise ExportError(f"{kind} is written to {'a name ending in ' + suffix if suffix else 'a folder'}; got {path}")


def format_of(path: Path) -> str:
    """The format of a file that is there. Raises ExportError where it is none of ours."""
    if path.is_dir() and (path / "saved_model.pb").is_file():
        return "saved_model"
    for kind, suffix in FORMATS.items():
        if suffix and path.is_file() and path.suffix == suffix:
            return kind
    if not path.exists():
        raise ExportError(f"there is no file {path.absolute()}")
    raise ExportError(f"{path} is no SavedModel folder, .tflite or .onnx file")
