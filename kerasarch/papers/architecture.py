"""The record of an architecture: its table, and what the paper says of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from kerasarch.steps import Branches, Dense, Drop, GlobalPool, Part, Scale, Table
from kerasarch.walks import leaves


def pooled_head(classes: int, activation: Any, dropout: float) -> Table:
    """Global average pooling and one dense layer, with the names of keras.applications."""
    return (
        GlobalPool("avg", name="avg_pool"),
        Drop(dropout, name="top_dropout"),
        Dense(classes, act=activation, name="predictions"),
    )


# Values of 0 to 255 in; -1 to 1 out, which keras.applications calls mode "tf".
TO_MINUS_ONE_TO_ONE: Table = (Scale(1 / 127.5, -1.0, name="rescaling"),)


def caffe(blue: float, green: float, red: float) -> Table:
    """The channels as blue, green, red, less these means, as networks that were trained in Caffe take them."""
    return (
        Branches("concat", ((Part(2, 3),), (Part(1, 3),), (Part(0, 3),)), name="bgr"),
        Scale(1.0, (-blue, -green, -red), name="rescaling"),
    )


# ImageNet's means to three places: mode "caffe" of keras.applications.
CAFFE = caffe(103.939, 116.779, 123.68)

# ImageNet's mean and deviation of values from 0 to 1: mode "torch" of keras.applications.
IMAGENET_MEAN = (0.485, 0.456, 0.406)
IMAGENET_DEVIATION = (0.229, 0.224, 0.225)
TORCH: Table = (
    Scale(
        tuple(1 / (255 * deviation) for deviation in IMAGENET_DEVIATION),
        tuple(-mean / deviation for mean, deviation in zip(IMAGENET_MEAN, IMAGENET_DEVIATION, strict=True)),
        name="rescaling",
    ),
)


def channels_of(preprocessing: Table) -> int | None:
    """How many channels an image must have for these steps; None where they treat each alike and take any number."""
    for step in leaves(preprocessing):
        if isinstance(step, Part):
            return step.of
        if isinstance(step, Scale) and isinstance(step.offset, tuple):
            return len(step.offset)
    return None


@dataclass(frozen=True)
class Architecture:
    """One row of `kerasarch list`.

    Attributes:
        name: the registry's name: lower case, underscores.
        title: the builder's name.
        paper: where the table stands.
        table: the features, from the image to the last map.
        size: height and width of the paper's images.
        smallest: height and width of the smallest image that keras.applications takes; None where the limit is only
            that no feature map is empty.
        head: (classes, activation, dropout) -> the table of the classifier.
        vary: (table, **choices) -> the features with other choices that the paper tries. Its keyword-only parameters
            are arguments of the builder, their defaults the paper's network; those of `head` are too.
        auxiliary: (classes, activation) -> the features with the paper's auxiliary classifiers beside them.
        auxiliary_weight: of the loss of each of them, where the network's own has 1.
        preprocessing: the steps that make the network's input of pixels from 0 to 255.
        top1: accuracy in percent on ImageNet as the source says it, or None.
        top1_source: who says it.
        include_preprocessing: whether the model itself preprocesses unless it is told otherwise.
        dropout: the paper's rate before the classifier.
        count: how a fraction of repeats becomes a number when depth scales.
    """

    name: str
    title: str
    paper: str
    table: Table
    size: int
    smallest: int | None = None
    head: Callable[..., Table] = pooled_head
    vary: Callable[..., Table] | None = None
    auxiliary: Callable[[int, Any], Table] | None = None
    auxiliary_weight: float = 0.3  # arXiv:1409.4842, section 5
    preprocessing: Table = TO_MINUS_ONE_TO_ONE
    top1: float | None = None
    top1_source: str = ""
    include_preprocessing: bool = False
    dropout: float = 0.0
    count: Callable[[float], int] = round
