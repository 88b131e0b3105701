"""A Keras model into a TFLite file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import tensorflow as tf

from kerasarch.export import saved_model
from kerasarch.export.formats import Form
from kerasarch.export.subject import Subject
from kerasarch.quiet import quiet

INT16 = tf.lite.OpsSet.EXPERIMENTAL_TFLITE_BUILTINS_ACTIVATIONS_INT16_WEIGHTS_INT8


def write(subject: Subject, place: Path, form: Form, calibration: Any = None) -> None:
    """Write a TFLite file.

    float32 and float16 take and give float32; "dynamic" too, with int8 weights, and "int16", with int8 weights and
    int16 between the layers; "int8" takes and gives `form.input`. Where the model begins with a rescaling, an int8 file
    takes raw pixels, as the rescaling becomes the input's scale.

    Args:
        subject: the model.
        place: the file.
        form: `quantize`, `input` and `batch`.
        calibration: for int8 and int16, images as the model takes them.
    """
    with quiet():
        raw = form.quantize == "int8" and subject.rescaling is not None
        folder = place.with_name("for_conversion")
        model = subject.core if raw else subject.model
        saved_model.save(folder, model, subject.output_name, Form("saved_model", batch=form.batch))
        converter = tf.lite.TFLiteConverter.from_saved_model(str(folder))
        if form.quantize:
            converter.optimizations = [tf.lite.Optimize.DEFAULT]
        if form.quantize == "float16":
            converter.target_spec.supported_types = [tf.float16]
        if form.calibrated:
            converter.representative_dataset = lambda: _samples(subject, calibration, form.batch, raw)
            int8 = form.quantize == "int8"
            converter.target_spec.supported_ops = [tf.lite.OpsSet.TFLITE_BUILTINS_INT8 if int8 else INT16]
            converter.inference_input_type = converter.inference_output_type = tf.as_dtype(form.input)
        content = converter.convert()
    place.write_bytes(content)


def _samples(subject: Subject, images: Any, batch: int | None, raw: bool) -> Iterator[list[Any]]:
    """The images as the converter takes them; with `raw`, what the rescaling makes of them."""
    size = batch or 1
    for first in range(0, len(images) - size + 1, size):
        x = images[first : first + size].astype("float32")
        if raw and subject.rescaling:
            factor, offset = subject.rescaling
            x = x * np.float32(factor) + np.float32(offset)
            if first == 0:  # the whole range of pixels, so that a byte is exactly one step of the input's scale
                x[0, 0, 0], x[0, 0, 1] = offset, 255 * factor + offset
        yield [x]
