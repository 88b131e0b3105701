"""A Keras model into a TFLite file."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import tensorflow as tf

from kerasarch.export import saved_model
from kerasarch.export.flatbuffer import floats, graph_of, packed
from kerasarch.export.formats import Form
from kerasarch.export.kernels import of_tflite
from kerasarch.export.layers import float_file, kept_in_float, losses
from kerasarch.export.parts import TFLiteParts, channel_means, keep_means, some
from kerasarch.export.quantized import quantized, with_integer_weights, with_relu_in_sums
from kerasarch.export.ranges import nearest, ranges
from kerasarch.export.subject import Subject
from kerasarch.export.tensors import Node, TFLiteTensors
from kerasarch.quiet import quiet


def write(subject: Subject, place: Path, form: Form, calibration: Any = None) -> Form:
    """Write a TFLite file.

    float32 and float16 take and give float32; "dynamic" too, with int8 weights but of depthwise kernels, and "int16",
    with int8 weights and int16 between the layers; "int8" takes and gives `form.input`. Where the model takes pixels,
    so does an int8 file, a byte each: a rescaling that it begins with becomes the input's scale, which else is 1.

    Args:
        subject: the model.
        place: the file.
        form: `quantize`, `input`, `batch`, `ranges` and `exclude`.
        calibration: for int8 and int16, images as the model takes them.

    Returns:
        `form`, with the `ranges` that were the best.
    """
    with quiet():
        raw = form.quantize == "int8" and subject.rescaling is not None
        folder = place.with_name("for_conversion")
        model = subject.core if raw else subject.model
        saved_model.save(folder, model, subject.output_name, Form("saved_model", batch=form.batch))
        converter = tf.lite.TFLiteConverter.from_saved_model(str(folder))
        if form.quantize == "float16":
            converter.optimizations = [tf.lite.Optimize.DEFAULT]
            converter.target_spec.supported_types = [tf.float16]
        content = converter.convert()
        if form.quantize == "dynamic":
            content = with_integer_weights(content)
        if form.quantize == "int8":
            content = with_relu_in_sums(content)
        if form.calibrated:
            float_file(place).write_bytes(content)
            content, form = _of_integers(content, subject, inputs(subject, calibration, form), form)
    place.write_bytes(content)
    return form


def _of_integers(content: bytes, subject: Subject, calibration: Any, form: Form) -> tuple[bytes, Form]:
    file = TFLiteTensors(content)
    kept = _in_float(file, subject, form)
    seen = {}
    if form.quantize == "int8" and subject.pixels:  # all that can be, so that a byte is one step of the input's scale
        factor, offset = subject.rescaling or (1.0, 0.0)
        seen[file.image] = (offset, 255 * factor + offset)
    found = ranges(file, calibration, form.methods, 8 if form.quantize == "int8" else 16)
    few = some(calibration)
    means = channel_means(file, of_tflite(content), few)
    made = {}
    for method in found:
        parts = TFLiteParts(quantized(content, found[method] | seen, form, kept))
        keep_means(parts, means, few)
        made[method] = packed(parts.model)
    method = nearest(content, made, TFLiteTensors.logits, calibration)
    return made[method], replace(form, ranges=method)


def _in_float(file: TFLiteTensors, subject: Subject, form: Form) -> list[Node]:
    """The operations that stay in float: those asked for and, in a file of 16 bits, which gives floats, the activation
    at the end. LiteRT's softmax of 16 bits is off by 6e-4 for 10 classes and by 6e-3 for 100."""
    kept = kept_in_float(file, subject.model, form.exclude)
    if form.quantize == "int16" and file.nodes[-1].kind in ("SOFTMAX", "LOGISTIC"):
        kept = [*kept, file.nodes[-1]]
    return kept


def inputs(subject: Subject, images: Any, form: Form) -> list[Any]:
    """The images as the float file takes them."""
    size = form.batch or 1
    parts = [images[first : first + size].astype("float32") for first in range(0, len(images) - size + 1, size)]
    if form.quantize == "int8" and subject.rescaling:
        factor, offset = subject.rescaling
        return [part * np.float32(factor) + np.float32(offset) for part in parts]
    return parts


def without_integers(subject: Subject, place: Path, form: Form) -> dict[str, int]:
    """The operations of an int8 file that `write` made that compute in float though nobody asked for it."""
    with quiet():
        plain = TFLiteTensors(float_file(place).read_bytes())
    asked = {name for node in _in_float(plain, subject, form) for name in node.outputs}
    return floats(place.read_bytes(), asked)


def has_integers(place: Path) -> bool:
    """Whether any values of a file are of 8 bits."""
    return any(tensor.type == "INT8" for one in graph_of(place.read_bytes()).operations for tensor in one.inputs)


def losses_of(subject: Subject, place: Path, form: Form, images: Any) -> list[dict[str, Any]]:
    """What each layer of a file that `write` made loses by quantization, on these images."""
    with quiet():
        plain, made = (TFLiteTensors(path.read_bytes()) for path in (float_file(place), place))
        model = subject.core if form.quantize == "int8" else subject.model
        return losses(plain, made, inputs(subject, images, form), model)
