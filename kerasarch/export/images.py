"""The images that a model is calibrated and compared on, refused where they could prove or calibrate nothing."""

from __future__ import annotations

import hashlib
from typing import Any

import numpy as np

from kerasarch.errors import ExportError
from kerasarch.export.formats import Form
from kerasarch.export.subject import Subject

Array = Any
CALIBRATION = 8  # images, at least: fewer say little about the range of values
LEAST = 200  # images on which a quantized file should be compared
APART = 4.0  # so many times narrower or wider than the images compared on, calibration images are of another range
SHIFTED = 0.4  # of an image's range, by which neither of its ends may be off: 0 to 1 for -1 to 1 is half of it
SHARED = 0.1  # of the images compared on that may be calibration images too: collections hold a photo twice


def check_images(argument: str, images: Any, seen: Subject) -> Array:
    """`images` as an array of finite numbers of the model's shape. Raises ExportError where they are none."""
    images = np.asarray(images)
    if images.dtype.kind not in "uif":
        raise ExportError(f"{argument} must be integers or floats; got an array of {images.dtype.name}")
    if images.ndim != 4 or images.shape[1:] != seen.shape or not len(images):
        raise ExportError(f"{argument} must be of shape (n, {', '.join(map(str, seen.shape))}); got {images.shape}")
    if not np.isfinite(images).all():
        raise ExportError(f"{argument} must be finite; some values are not")
    return images


def check_labels(labels: Any, images: int, classes: int) -> Array | None:
    """The true classes of so many images, or None. Raises ExportError where they are none."""
    if labels is None:
        return None
    labels = np.asarray(labels)
    if labels.shape != (images,) or labels.dtype.kind not in "iu" or labels.min() < 0 or labels.max() >= classes:
        raise ExportError(
            f"labels must be {images} integers from 0 to {classes - 1}; got {labels.dtype} of {labels.shape}"
        )
    return labels


def smooth_noise(seen: Subject, n: int = 16) -> Array:
    """Images that differ in large shapes, as photos do: in pixels where the model rescales them, else from -1 to 1."""
    h, w, c = seen.shape
    coarse = np.random.default_rng(0).uniform(-1, 1, size=(n, 5, 5, c)).astype("float32")
    rows, columns = np.arange(h) * 5 // h, np.arange(w) * 5 // w
    noise = coarse[:, rows][:, :, columns]
    return np.round(127.5 + 127.5 * noise).astype(np.uint8) if seen.pixels else noise


def check_calibration(
    form: Form, calibration: Any, images: Any, seen: Subject, takes: tuple[float, float] | None
) -> Array | None:
    """`calibration`, where the form needs it and values like those to come can be told from it.

    Raises:
        ExportError: it is missing or not needed, too little, without content, of another range than what the model
            takes (`takes`, or None where nobody says) or is compared on (`images`, or None), or the same images.
    """
    if not form.calibrated:
        if calibration is not None:
            raise ExportError(f"calibration is for quantize='int8' and 'int16'; got it with quantize={form.quantize!r}")
        return None
    if calibration is None:
        raise ExportError(f"quantize={form.quantize!r} needs calibration images, like those that the file will see")
    calibration = check_images("calibration", calibration, seen)
    least = max(CALIBRATION, form.batch or 1)
    if len(calibration) < least:
        raise ExportError(f"calibration needs at least {least} images; got {len(calibration)}")
    if (different := len(set(_digests(calibration)))) == 1:
        raise ExportError("the calibration images are all the same")
    if different < least:
        raise ExportError(f"calibration needs at least {least} images; got {different} different ones")
    if calibration.std(axis=(1, 2)).max() == 0:
        raise ExportError("every calibration image is of one colour, with nothing in it")
    if takes is not None:
        _check_range(calibration, takes)
    if images is not None:
        _check_alike(calibration, images)
    return calibration


def _check_range(calibration: Array, takes: tuple[float, float]) -> None:
    """Refuse values outside of what the model takes, and a scale on which there is nothing above a quarter of it, as 0
    to 1, 16 or 63. The whole set's highest value tells: in dark photos too, some are bright."""
    low, high = float(calibration.min()), float(calibration.max())
    least, most = takes
    rounding = 1e-6 * (most - least)
    # pixels begin at black, however bright the images; what the mean was taken off has no such end
    reach = high if least == 0 else high - low
    if low < least - rounding or high > most + rounding or reach < (most - least) / APART:
        what = "pixels" if takes == (0, 255) else "values"
        raise ExportError(
            f"calibration holds values from {low:g} to {high:g}; the model takes {what} from {least:g} to {most:g}"
        )


def _check_alike(calibration: Array, images: Array) -> None:
    """Refuse another range than that of the images compared on, and the same images. Of each set the middle image's
    ends are taken, which one odd image does not move."""
    (low, high), (least, most) = (
        [float(np.median(end(axis=(1, 2, 3)))) for end in (x.min, x.max)] for x in (calibration, images)
    )
    span, wanted = (float(x.max()) - float(x.min()) for x in (calibration, images))
    off = max(abs(low - least), abs(high - most))
    if not wanted / APART <= span <= wanted * APART or off > SHIFTED * (most - least):
        raise ExportError(
            f"calibration holds values from {calibration.min():g} to {calibration.max():g}; what the file is compared "
            f"on, values from {images.min():g} to {images.max():g}"
        )
    if (same := shared(calibration, images)) > SHARED * len(images):
        raise ExportError(
            f"{same} of the {len(images)} images that the file is compared on are calibration images too, on which it "
            "is at its best: give others"
        )


def shared(calibration: Array, images: Array) -> int:
    """How many of the images are calibration images too."""
    known = set(_digests(calibration))
    return sum(digest in known for digest in _digests(images))


def _digests(images: Array) -> list[bytes]:
    return [hashlib.sha256(image.astype("float32").tobytes()).digest() for image in images]
