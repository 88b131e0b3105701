"""What a machine does at most: a network that is nothing but matrix products, written as a user's network is.

It takes Keras; the files themselves are measured without.
"""

from __future__ import annotations

from pathlib import Path

import keras
import numpy as np

from kerasarch import models
from kerasarch.export.formats import Form

SIDE, CHANNELS, LAYERS = 28, 512, 4
MULTIPLY_ADDS = LAYERS * SIDE**2 * CHANNELS**2


def layers() -> keras.Model:
    """Four 1x1 convolutions of 28x28x512 into as many channels: products of a 784x512 and a 512x512 matrix, which no
    library has a shortcut for, and which fit into the processor's cache."""
    image = x = keras.Input((SIDE, SIDE, CHANNELS))
    for _ in range(LAYERS):
        x = keras.layers.Conv2D(CHANNELS, 1)(x)
    return keras.Model(image, keras.layers.GlobalAveragePooling2D()(x))


def written(kind: str, quantize: str | None, folder: Path) -> Path | None:
    """These layers as a file of a kind; None where Keras's backend cannot write it, or a library is missing."""
    model = layers()
    if kind == "keras":
        models.save(model, place := folder / "peak.keras")
        return place
    if keras.backend.backend() != "tensorflow":
        return None
    try:
        from kerasarch.export.exporter import WRITERS
        from kerasarch.export.subject import Subject
    except ImportError:  # of a library that only writing a file needs
        return None
    form = Form(kind, quantize)
    images = np.random.default_rng(0).uniform(-1, 1, (8, SIDE, SIDE, CHANNELS)).astype("float32")
    WRITERS[kind](
        Subject(model, model, "linear", None, model, False),
        place := folder / f"peak{form.suffix}",
        form,
        images if form.calibrated else None,
    )
    return place
