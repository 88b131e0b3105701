"""A Keras model into a file of each format. No proof here: the exporter's business."""

from __future__ import annotations

import errno
import json
import os
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import tensorflow as tf

from kerasarch.errors import ExportError
from kerasarch.export.subject import Subject
from kerasarch.quiet import quiet

METADATA = "kerasarch.json"  # in the zip behind a TFLite file, and in a SavedModel's assets.extra
LABELS = "labels.txt"
OPSET = 18  # ONNX Runtime 1.14 of 2023 and later read it


def output_name(activation: str) -> str:
    """What the output is called in every format."""
    return "logits" if activation == "linear" else "probabilities"


def saved_model(subject: Subject, place: Path, batch: int | None = None, core: bool = False) -> None:
    """Write a SavedModel with one signature: float32 `image` (batch, height, width, channels) in, `probabilities` out.

    It holds a function `logits` too, which is no signature: what the proof looks at.

    Args:
        subject: the model.
        place: the folder to write to.
        batch: images at once; None is any number.
        core: leave a rescaling at the beginning out.
    """
    model = subject.core if core else subject.model
    specification = tf.TensorSpec((batch, *subject.shape), tf.float32, name="image")
    name = output_name(subject.activation)

    def function(call: Any) -> Any:
        return tf.function(call, input_signature=[specification], autograph=False)

    module = tf.Module()
    module.kept = [variable.value for net in (model, subject.twin) for variable in net.variables]
    module.logits = function(lambda image: subject.twin(image, training=False))
    serve = function(lambda image: {name: model(image, training=False)})
    with quiet():
        try:
            tf.saved_model.save(module, str(place), signatures={"serving_default": serve})
        except tf.errors.OpError as failure:
            raise _as_disk_error(failure) from failure


def _as_disk_error(failure: Any) -> Exception:
    """TensorFlow's word for a fault of the disk as Python's, so that it is told as such."""
    for code in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EACCES, errno.EROFS, errno.EIO):
        if os.strerror(code) in failure.message:
            return OSError(code, os.strerror(code))
    return failure  # type: ignore[no-any-return]


def tflite(subject: Subject, place: Path, quantize: str | None, calibration: Any = None) -> None:
    """Write a TFLite file for one image at a time.

    float32 and float16 take and give float32; "dynamic" too, with int8 weights; "int8" takes and gives uint8. Where
    the model begins with a rescaling, an int8 file takes raw pixels, as the rescaling becomes the input's scale.
    """
    raw = quantize == "int8" and subject.rescaling is not None
    with quiet():
        folder = place.with_name("for_conversion")
        saved_model(subject, folder, batch=1, core=raw)
        converter = tf.lite.TFLiteConverter.from_saved_model(str(folder))
        if quantize:
            converter.optimizations = [tf.lite.Optimize.DEFAULT]
        if quantize == "float16":
            converter.target_spec.supported_types = [tf.float16]
        if quantize == "int8":
            converter.representative_dataset = lambda: _calibration(subject, calibration)
            converter.target_spec.supported_ops = [tf.lite.OpsSet.TFLITE_BUILTINS_INT8]
            converter.inference_input_type = converter.inference_output_type = tf.uint8
        content = converter.convert()
    place.write_bytes(content)


def _calibration(subject: Subject, images: Any) -> Iterator[list[Any]]:
    for i, image in enumerate(images):
        x = image[None].astype("float32")
        if subject.rescaling:
            factor, offset = subject.rescaling
            x = x * np.float32(factor) + np.float32(offset)
            if i == 0:  # the whole range of pixels, so that a byte is exactly one step of the input's scale
                x[0, 0, 0], x[0, 0, 1] = offset, 255 * factor + offset
        yield [x]


def onnx(subject: Subject, place: Path) -> None:
    """Write an ONNX file: float32 `image` (batch, height, width, channels) in, `probabilities` out."""
    import tf2onnx

    name = output_name(subject.activation)
    specification = tf.TensorSpec((None, *subject.shape), tf.float32, name="image")
    function = tf.function(
        lambda image: {name: subject.model(image, training=False)}, input_signature=[specification], autograph=False
    )
    with quiet():
        proto, _ = tf2onnx.convert.from_function(function, [specification], opset=OPSET)
    for value in (*proto.graph.input, *proto.graph.output):
        value.type.tensor_type.shape.dim[0].dim_param = "batch"
    place.write_bytes(proto.SerializeToString())


# --- labels, preprocessing and origin, inside the file itself ---------------------------------------------------


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
