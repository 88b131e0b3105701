"""Which weights a builder takes, and ImageNet's put into its model."""

from __future__ import annotations

import warnings
from pathlib import Path
from typing import Any

import keras

from kerasarch.errors import WeightsError, nearest, one_of
from kerasarch.files import expanded
from kerasarch.networks import Network, changed
from kerasarch.papers.architecture import Architecture
from kerasarch.rewrites.low_resolution import low_resolution
from kerasarch.walks import leaves
from kerasarch.weights.catalogue import IMAGENET
from kerasarch.weights.load import load_published


def check_weights(
    architecture: Architecture,
    weights: Any,
    include_top: bool,
    classes: int,
    activation: Any,
    shape: Any,
) -> None:
    """Refuse what no weights file could mean, before a layer is made."""
    if weights is None:
        return
    if not isinstance(weights, str | Path):
        raise WeightsError(f"weights must be None, 'imagenet' or the path of a file; got {weights!r}")
    if weights == "imagenet":
        if architecture.name not in IMAGENET:
            raise WeightsError(
                f"no ImageNet weights are published for {architecture.name}: pass weights=None. There are for "
                f"{', '.join(sorted(IMAGENET))}{nearest(architecture.name, IMAGENET)}"
            )
        if shape[2] != 3:
            raise WeightsError(f"weights='imagenet' take images of 3 channels; got {shape[2]}")
    elif not expanded(weights).exists() and Path(weights).suffix != ".h5":
        one_of("weights", weights, ("imagenet",), WeightsError)
    trained_top = weights == "imagenet" and include_top and _has_classes(architecture, classes)
    if trained_top and activation not in (None, "softmax", "linear", keras.activations.softmax):
        raise WeightsError(f"classifier_activation must be 'softmax' or None with ImageNet's top; got {activation!r}")


def _has_classes(architecture: Architecture, classes: int) -> bool:
    return IMAGENET[architecture.name].classes == classes


def load_imagenet(
    model: keras.Model, architecture: Architecture, include_top: bool, classes: int, width: float, shape: Any
) -> None:
    """Put ImageNet's weights into the model of an architecture; layers of a top with other classes begin random.

    Raises WeightsError where they cannot be fetched or do not fit.
    """
    new: list[str] = []
    if include_top and not _has_classes(architecture, classes):
        head = {step.name for step in leaves(architecture.head(classes, None, 0.0))}
        new = [layer.name for layer in model.layers if layer.weights and layer.name in head]
    load_published(model, architecture.name, include_top and not new, width, shape, new)
    if new:
        warnings.warn(
            f"{architecture.name} has ImageNet's weights without their top, as classes={classes}: "
            f"{', '.join(new)} begin random and must be trained",
            stacklevel=3,
        )


def check_form(wanted: Network, width: float, **others: Any) -> None:
    """Refuse a network that ImageNet's weights were not trained for; `others` are arguments of the builder."""
    architecture = wanted.architecture
    published = IMAGENET[architecture.name]
    changes = changed(architecture, others)
    if low_resolution(architecture.table, others["stem_stride"]) == architecture.table:
        changes.pop("stem_stride", None)  # the paper's own, in a number
    if width not in published.widths:
        changes = {"width": width, **changes}
    if changes:
        widths = " or ".join(f"width={one:g}" for one in sorted(published.widths))
        raise WeightsError(
            f"weights='imagenet' were trained at {widths} and the paper's network; "
            f"got {', '.join(f'{name}={value!r}' for name, value in changes.items())}. Pass weights=None"
        )
    if published.deviation and not wanted.preprocessing:
        raise WeightsError(
            f"weights='imagenet' of {architecture.name} hold what its preprocessing needs; got "
            "include_preprocessing=False. Leave it out, or pass weights=None"
        )
