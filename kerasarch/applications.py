"""The builders that people call: one contract, that of keras.applications, written once for every architecture."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from pathlib import Path
from typing import Any

import keras

from kerasarch import papers
from kerasarch.errors import ArchitectureError, KerasarchError, WeightsError, one_of, whole
from kerasarch.files import expanded
from kerasarch.networks import check_shape, table
from kerasarch.papers.architecture import Architecture
from kerasarch.plans import unroll
from kerasarch.readers.build import build as build_plan
from kerasarch.steps import Branches, Part, Scale, Table
from kerasarch.weights.catalogue import IMAGENET
from kerasarch.weights.load import load, load_published

DOCUMENTATION = """{title}, {paper}.

The arguments have the names and the meaning that keras.applications gives them.

Args:
    include_top: whether to end in the classifier.
    weights: None (random), "imagenet"{imagenet}, or the path of a `.weights.h5` or a legacy `.h5` file.
    input_tensor: a Keras tensor of shape (batch, height, width, channels) to build on.
    input_shape: (height, width, channels), at least {smallest} high and wide; height and width may be None without the
        top. Default: ({size}, {size}, 3), without the top (None, None, 3).
    pooling: without the top: None (feature maps), "avg" or "max" (one vector an image).
    classes: how many, at least 1.
    classifier_activation: of the top, a Keras activation or its name; None gives logits.
    name: of the model.
    width: channels of every layer, as a multiple of the paper's, > 0 and < 1000; rounded to multiples of 8.
    depth: repeats of every row, as a multiple of the paper's, > 0 and < 1000; a row is kept at least once.
    include_preprocessing: whether the model itself brings pixels from 0 to 255 into the network's range.
        If not, pass images through `kerasarch.preprocess_input("{name}")` first. None: {include_preprocessing}.
    dropout: rate before the classifier, 0 <= dropout < 1. None: {dropout:g}.
    stochastic_depth: rate at which the last residual branch is left out, 0 <= rate < 1; those of the others grow up to
        it. None: the paper's, where its table drops branches.

Returns:
    A `keras.Model` of stock layers: images of (batch, height, width, channels) in, (batch, classes) out.

Raises:
    KerasarchError: an argument outside its range, weights that are missing or do not fit.
"""


def builder(architecture: Architecture) -> Callable[..., keras.Model]:
    """The function that people call to build an architecture."""

    def build(
        include_top: bool = True,
        weights: str | Path | None = "imagenet" if architecture.name in IMAGENET else None,
        input_tensor: Any = None,
        input_shape: tuple[int | None, int | None, int] | None = None,
        pooling: str | None = None,
        classes: int = 1000,
        classifier_activation: str | Callable[[Any], Any] | None = "softmax",
        name: str = architecture.name,
        *,
        width: float = 1.0,
        depth: float = 1.0,
        include_preprocessing: bool | None = None,
        dropout: float | None = None,
        stochastic_depth: float | None = None,
    ) -> keras.Model:
        network = table(
            architecture,
            include_top=include_top,
            pooling=pooling,
            classes=classes,
            classifier_activation=classifier_activation,
            width=width,
            depth=depth,
            dropout=dropout,
            include_preprocessing=include_preprocessing,
            stochastic_depth=stochastic_depth,
        )
        original = width == depth == 1
        shape: Any = input_shape
        if input_tensor is not None:
            shape = _shape_of(input_tensor, input_shape)
        elif shape is None:
            size = architecture.size if include_top else None
            shape = (size, size, 3)
        shape = check_shape(architecture, network, shape, original)
        if include_top and None in shape:
            raise KerasarchError(f"input_shape must be all numbers with include_top=True; got {shape}")
        preprocesses = architecture.include_preprocessing if include_preprocessing is None else include_preprocessing
        _check_weights(architecture, weights, include_top, classes, classifier_activation, shape)
        if weights == "imagenet":
            _check_form(architecture, width, depth, preprocesses)
        _check_layout()
        if not isinstance(name, str) or not name or "/" in name:
            raise KerasarchError(f"name must be a text without '/'; got {name!r}")

        image = keras.Input(shape) if input_tensor is None else input_tensor
        output, _ = build_plan(unroll(network), image)
        inputs = image if input_tensor is None else keras.utils.get_source_inputs(input_tensor)
        model = keras.Model(inputs, output, name=name)
        if weights == "imagenet":
            load_published(model, architecture.name, include_top, width, shape)
        elif weights is not None:
            load(model, weights)
        return model

    build.__name__ = build.__qualname__ = architecture.title
    build.__module__ = "kerasarch"
    build.__doc__ = DOCUMENTATION.format(
        title=architecture.title,
        paper=architecture.paper,
        imagenet="" if architecture.name in IMAGENET else " (not published for this one)",
        smallest=architecture.smallest or "as",
        size=architecture.size,
        name=architecture.name,
        include_preprocessing=architecture.include_preprocessing,
        dropout=architecture.dropout,
    )
    return build


def build(name: str, **arguments: Any) -> keras.Model:
    """The architecture `name` of the registry, with the arguments of its builder: `build("xception", classes=10)`.

    Raises:
        KerasarchError: no such name or argument (the nearest is named), or what the builder raises.
    """
    architecture = papers.find(name)
    make = builder(architecture)
    for argument in arguments:
        one_of("an argument of a builder", argument, inspect.signature(make).parameters)
    return make(**arguments)


def preprocess_input(name: str) -> Callable[[Any], Any]:
    """The function that brings pixels from 0 to 255 into the range that architecture `name` was made for.

    It takes and gives arrays or tensors of (..., height, width, channels), float32. Where the model itself preprocesses
    unless it is told otherwise (EfficientNet), the pixels stay as they are. Raises ArchitectureError if no architecture
    has the name.
    """
    architecture = papers.find(name)
    steps = () if architecture.include_preprocessing else architecture.preprocessing

    def preprocess(x: Any) -> Any:
        return _preprocessed(steps, keras.ops.cast(x, "float32"))

    return preprocess


def _preprocessed(steps: Table, x: Any) -> Any:
    for step in steps:
        match step:
            case Scale():
                x = x * keras.ops.convert_to_tensor(step.factor) + keras.ops.convert_to_tensor(step.offset)
            case Part():
                x = keras.ops.split(x, step.of, axis=-1)[step.index]
            case Branches(merge="concat"):
                x = keras.ops.concatenate([_preprocessed(branch, x) for branch in step.branches], axis=-1)
            case _:
                raise ArchitectureError(f"{step!r} is no step of preprocessing")
    return x


def decode_predictions(predictions: Any, top: int = 5) -> Any:
    """The `top` ImageNet classes of each row of (n, 1000) predictions, as keras.applications gives them:
    (identifier, name, value). The names are fetched once from where Keras publishes them.

    Raises:
        KerasarchError: predictions of another shape, or the names cannot be fetched.
    """
    from keras.applications.imagenet_utils import decode_predictions as decode

    whole("top", top)
    if len(getattr(predictions, "shape", ())) != 2 or predictions.shape[1] != 1000:
        raise KerasarchError(f"predictions must be of shape (n, 1000); got {getattr(predictions, 'shape', None)}")
    try:
        return decode(predictions, top=top)
    except Exception as failure:  # get_file raises a bare Exception when the network fails
        raise KerasarchError(f"the names of ImageNet's classes could not be fetched ({failure})") from failure


def _shape_of(tensor: Any, input_shape: Any) -> tuple[Any, ...]:
    if not isinstance(tensor, keras.KerasTensor):
        raise KerasarchError(
            f"input_tensor must be a Keras tensor, as keras.Input gives; got a {type(tensor).__name__}"
        )
    if not str(tensor.dtype).startswith(("float", "bfloat")):
        raise KerasarchError(f"input_tensor must be of floats; got {tensor.dtype}")
    shape = tuple(tensor.shape[1:])
    if input_shape is not None and (not isinstance(input_shape, tuple | list) or tuple(input_shape) != shape):
        raise KerasarchError(f"input_shape={input_shape} is not the shape of input_tensor, {shape}")
    return shape


def _check_weights(
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
    if include_top and activation not in (None, "softmax", "linear", keras.activations.softmax):
        raise WeightsError(f"classifier_activation must be 'softmax' or None with trained weights; got {activation!r}")
    if weights != "imagenet":
        if not expanded(weights).exists() and Path(weights).suffix != ".h5":
            one_of("weights", weights, ("imagenet",), WeightsError)
        return
    if architecture.name not in IMAGENET:
        raise WeightsError(f"no ImageNet weights are published for {architecture.name}; pass weights=None")
    published = IMAGENET[architecture.name].classes
    if include_top and classes != published:
        raise WeightsError(
            f"weights='imagenet' with include_top=True have classes={published}; got {classes}. "
            "Pass include_top=False, or weights=None"
        )
    if shape[2] != 3:
        raise WeightsError(f"weights='imagenet' take images of 3 channels; got {shape[2]}")


def _check_form(architecture: Architecture, width: float, depth: float, preprocesses: bool) -> None:
    published = IMAGENET[architecture.name]
    if depth != 1 or width not in published.widths:
        widths = " or ".join(f"width={one:g}" for one in sorted(published.widths))
        raise WeightsError(
            f"weights='imagenet' were trained at {widths} and depth=1; got width={width:g} and depth={depth:g}. "
            "Pass weights=None"
        )
    if published.deviation and not preprocesses:
        raise WeightsError(
            f"weights='imagenet' of {architecture.name} hold what its preprocessing needs; got "
            "include_preprocessing=False. Leave it out, or pass weights=None"
        )


def _check_layout() -> None:
    if keras.config.image_data_format() != "channels_last":
        raise KerasarchError(
            "kerasarch builds channels_last models; call keras.config.set_image_data_format('channels_last')"
        )
