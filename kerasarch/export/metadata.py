"""Labels, preprocessing and origin, inside the exported file itself, readable without this package."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path
from typing import Any

from kerasarch.errors import ExportError

METADATA = "kerasarch.json"  # in the zip behind a TFLite file, and in a SavedModel's assets.extra
LABELS = "labels.txt"


def embed(kind: str, place: Path, metadata: dict[str, Any]) -> None:
    """Put metadata into a file, readable without this package.

    TFLite: as files of a zip archive behind the model, where its own tools look for labels. ONNX: metadata_props.
    SavedModel: assets.extra, which servers pass over.
    """
    text, labels = json.dumps(metadata, ensure_ascii=False), "\n".join(metadata["labels"])
    if kind == "tflite":
        with zipfile.ZipFile(place, "a") as archive:
            for member, content in ((LABELS, labels), (METADATA, text)):
                archive.writestr(zipfile.ZipInfo(member), content)  # of 1980, so that equal models give equal bytes
    elif kind == "onnx":
        import onnx as library

        proto = library.load(place)
        library.helper.set_model_props(proto, {"kerasarch": text, "labels": labels})
        place.write_bytes(proto.SerializeToString())
    else:
        extra = place / "assets.extra"
        extra.mkdir()
        (extra / METADATA).write_text(text, encoding="utf-8")
        (extra / LABELS).write_text(labels, encoding="utf-8")


def embedded(kind: str, path: Path) -> dict[str, Any]:
    """What `embed` put into a file; {} where there is nothing."""
    try:
        if kind == "tflite":
            with zipfile.ZipFile(path) as archive:
                return dict(json.loads(archive.read(METADATA)))
        if kind == "onnx":
            import onnx as library

            properties = {entry.key: entry.value for entry in library.load(path).metadata_props}
            return dict(json.loads(properties["kerasarch"]))
        return dict(json.loads((path / "assets.extra" / METADATA).read_text(encoding="utf-8")))
    except (zipfile.BadZipFile, KeyError, FileNotFoundError):
        return {}
    except ValueError as failure:
        raise ExportError(f"the metadata inside {path} is damaged ({failure})") from failure
