"""Labels, preprocessing, origin and measured parity, inside the exported file itself, readable without this package."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from kerasarch import __version__
from kerasarch.data.source import PREPARATION
from kerasarch.errors import ExportError
from kerasarch.export.task_metadata import agrees, with_task_metadata

if TYPE_CHECKING:
    from kerasarch.export.formats import Form
    from kerasarch.export.subject import Subject

METADATA = "kerasarch.json"  # in the zip behind a TFLite file, and in a SavedModel's assets.extra
LABELS = "labels.txt"
ELSEWHERE = ("architecture", "labels", "preprocessing", "training")  # of `about`: has a key of its own, or is long
RANGES = {  # (mean, deviation) -> ONNX's word for pixels of that range, docs/MetadataProps.md
    (0.0, 1.0): "NominalRange_0_255",
    (0.0, 255.0): "Normalized_0_1",
    (127.5, 127.5): "Normalized_1_1",
}


def described(seen: Subject, names: tuple[str, ...], form: Form, about: dict[str, Any]) -> dict[str, Any]:
    """The metadata of a file: what it is, where it comes from, and how an image becomes its input.

    `preprocessing` is for programs to follow: crop and resize, as `data.images.prepare` does, then
    (pixel - mean) / std, a number for all colours or one for each; an integer input takes round(that / scale + zero
    point). With `raw_pixels` the pixels, less 128 where they are int8, are the input. Without `mean`, nobody said what
    values the model takes.

    Raises:
        ExportError: about["preprocessing"] is neither a text nor {"mean": ..., "std": ...} of numbers, or the model
            does that itself; or bytes shall go into a model that takes no pixels.
    """
    note = about.get("preprocessing", "")
    bytes_in = form.format == "tflite" and form.quantize == "int8"
    pixels = seen.pixels or note == PREPARATION
    if form.format == "saved_model" and form.input == "uint8" and not pixels:
        raise ExportError(f"input='uint8' is for a model that takes pixels from 0 to 255; {seen.model.name} does not")
    steps: dict[str, Any] = {
        "size": list(seen.shape[:2]),
        "colours": "RGB" if seen.shape[2] == 3 else seen.shape[2],
        "layout": form.layout,
        "crop": "centre crop to the aspect",
        "resize": "bilinear with antialias",
        "raw_pixels": seen.pixels or (pixels and not bytes_in),
    }
    if bytes_in and seen.rescaling:
        factor, offset = seen.rescaling
        steps |= {"mean": [-offset / factor], "std": [1 / factor]}
    elif pixels:
        steps |= {"mean": [0.0], "std": [1.0]}
    if not isinstance(note, str):
        steps |= normalisation(note, seen)
    elif note not in ("", PREPARATION):
        steps["note"] = note
    return {
        "made_by": f"kerasarch {__version__}",
        "architecture": about.get("architecture", seen.model.name),
        "labels": list(names),
        "layout": form.layout,
        "channels": steps["colours"],
        "input_range": [0, 255] if pixels else "as the Keras model",
        "input_is_raw_pixels": bytes_in and seen.pixels,
        "activation": seen.activation,
        "preprocessing": steps,
        "origin": {key: value for key, value in about.items() if key not in ELSEWHERE},
    }


def input_range(seen: Subject, note: Any) -> tuple[float, float] | None:
    """Lowest and highest value of the images that a model takes, by what it begins with or about["preprocessing"] says;
    None where neither tells. Raises ExportError as `normalisation`."""
    if seen.pixels or note == PREPARATION:
        return 0.0, 255.0
    if isinstance(note, str):
        return None
    steps = normalisation(note, seen)
    mean, std = np.array(steps["mean"]), np.array(steps["std"])
    return float(((0 - mean) / std).min()), float(((255 - mean) / std).max())


def normalisation(given: Any, seen: Subject) -> dict[str, list[float]]:
    """The mean and std of about["preprocessing"], a list each. Raises ExportError where they are none."""
    channels = seen.shape[2]
    found = {key: np.atleast_1d(value) for key, value in given.items()} if isinstance(given, dict) else {}
    numbers = all(
        values.dtype.kind in "iuf" and values.shape in ((1,), (channels,)) and np.isfinite(values).all()
        for values in found.values()
    )
    if set(found) != {"mean", "std"} or not numbers or (found["std"] <= 0).any():
        raise ExportError(
            "about['preprocessing'] must be a text, or 'mean' and 'std' of the pixels, a number each or one for "
            f"each of the {channels} channels, std above 0; got {given!r}"
        )
    if seen.pixels:
        raise ExportError(
            f"{seen.model.name} rescales pixels itself; about['preprocessing'] says that it takes {given}"
        )
    return {key: [float(value) for value in found[key]] for key in ("mean", "std")}


def embed(kind: str, place: Path, metadata: dict[str, Any], output: str = "probabilities") -> None:
    """Put metadata into a file, readable without this package.

    TFLite: TFLITE_METADATA, and files of a zip archive behind the model, where its own tools look for labels. ONNX:
    metadata_props, and the image's properties as its standard has them. SavedModel: assets.extra, which servers pass
    over.

    Args:
        kind: the format.
        place: the file or folder.
        metadata: what `described` gives, and more.
        output: what the file's output is called.
    """
    text, labels = json.dumps(metadata, ensure_ascii=False), "\n".join(metadata["labels"])
    if kind == "tflite":
        place.write_bytes(with_task_metadata(place.read_bytes(), metadata, output, LABELS))
        with zipfile.ZipFile(place, "a") as archive:
            for member, content in ((LABELS, labels), (METADATA, text)):
                archive.writestr(zipfile.ZipInfo(member), content)  # of 1980, so that equal models give equal bytes
    elif kind == "onnx":
        import onnx as library

        proto = library.load(place)
        library.helper.set_model_props(proto, {"kerasarch": text} | _properties(proto, metadata))
        place.write_bytes(proto.SerializeToString(deterministic=True))
    else:
        extra = place / "assets.extra"
        extra.mkdir()
        (extra / METADATA).write_text(text, encoding="utf-8")
        (extra / LABELS).write_text(labels, encoding="utf-8")


def _properties(proto: Any, metadata: dict[str, Any]) -> dict[str, str]:
    """What an ONNX file says to other programs: labels, the image, preprocessing and parity."""
    properties = {"labels": "\n".join(metadata["labels"])} | _of_the_image(proto, metadata["preprocessing"])
    return properties | {key: json.dumps(metadata[key]) for key in ("preprocessing", "parity") if key in metadata}


def _of_the_image(proto: Any, steps: dict[str, Any]) -> dict[str, str]:
    """What ONNX's standard says of an image; in the graph, that its input is one, and of which layout."""
    image = proto.graph.input[0].type
    image.denotation = "IMAGE"
    axes = {"N": "DATA_BATCH", "C": "DATA_CHANNEL", "H": "DATA_FEATURE", "W": "DATA_FEATURE"}
    for axis, size in zip(steps["layout"], image.tensor_type.shape.dim, strict=True):
        size.denotation = axes[axis]
    found = {"Image.BitmapPixelFormat": "Rgb8", "Image.ColorSpaceGamma": "SRGB"} if steps["colours"] == "RGB" else {}
    word = RANGES.get((*steps.get("mean", ()), *steps.get("std", ())))
    return found | ({"Image.NominalPixelRange": word} if word else {})


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


def standards(path: Path, about: dict[str, Any]) -> dict[str, bool]:
    """What a file says in words other than ours, {the standard: whether it says the same as `about`}."""
    if path.suffix == ".tflite":
        output = "logits" if about.get("activation") == "linear" else "probabilities"
        return {"TFLITE_METADATA": agrees(path.read_bytes(), about, output, LABELS)}
    if path.suffix == ".onnx":
        import onnx as library

        proto = library.load(path)
        said = {entry.key: entry.value for entry in proto.metadata_props if entry.key != "kerasarch"}
        image = library.TypeProto.FromString(proto.graph.input[0].type.SerializeToString())
        try:
            same = said == _properties(proto, about) and image == proto.graph.input[0].type
        except (LookupError, TypeError, ValueError):
            same = False
        return {"metadata_props and the image's denotations": same}
    return {}


def labels_inside(path: Path) -> list[str] | None:
    """The labels where programs other than ours look for them; None where there are none."""
    try:
        if path.is_dir():
            return (path / "assets.extra" / LABELS).read_text(encoding="utf-8").split("\n")
        if path.suffix == ".onnx":
            import onnx as library

            properties = {entry.key: entry.value for entry in library.load(path).metadata_props}
            return str(properties["labels"]).split("\n")
        with zipfile.ZipFile(path) as archive:
            return archive.read(LABELS).decode().split("\n")
    except (zipfile.BadZipFile, KeyError, FileNotFoundError, UnicodeDecodeError):
        return None
