"""A Keras model into a SavedModel."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from typing import Any

import tensorflow as tf

from kerasarch.export.formats import Form
from kerasarch.export.subject import Subject
from kerasarch.quiet import quiet


def write(subject: Subject, place: Path, form: Form, calibration: Any = None) -> Form:
    """Write a SavedModel with one signature: `image` (batch, height, width, channels) in, `probabilities` out.

    It holds a function `logits` too, which is no signature: what the proof looks at.

    Args:
        subject: the model.
        place: the folder to write to.
        form: `input`, "float32" or "uint8", and `batch`.
        calibration: not needed.

    Returns:
        `form`.
    """
    save(place, subject.model, subject.output_name, form, subject.twin)
    return form


def save(place: Path, model: Any, output: str, form: Form, twin: Any = None) -> None:
    """A SavedModel of `model`; with `twin`, one that has its function `logits`."""
    specification = tf.TensorSpec((form.batch, *model.inputs[0].shape[1:]), form.input, name="image")

    def function(call: Any) -> Any:
        return tf.function(call, input_signature=[specification], autograph=False)

    def floats(image: Any) -> Any:
        return tf.cast(image, tf.float32)

    module = tf.Module()
    module.kept = [variable.value for net in (model, twin) if net for variable in net.variables]
    if twin:
        module.logits = function(lambda image: twin(floats(image), training=False))
    serve = function(lambda image: {output: model(floats(image), training=False)})
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
