"""The builders that people call: one contract, that of keras.applications, written once for every architecture."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import keras

from kerasarch import papers
from kerasarch.errors import KerasarchError
from kerasarch.layout import check_layout, from_channels_last, to_channels_last
from kerasarch.networks import Network, check_argument, check_shape, choices_of, network
from kerasarch.papers.architecture import Architecture
from kerasarch.plans import Plan, unroll
from kerasarch.readers.build import build as build_plan
from kerasarch.rewrites.taps import tap
from kerasarch.weights.catalogue import IMAGENET
from kerasarch.weights.load import load
from kerasarch.weights.trained import check_form, check_weights, load_imagenet

DOCUMENTATION = """{title}, {paper}.

The arguments have the names and the meaning that keras.applications gives them. Where Keras is set to
channels_first (`keras.config.set_image_data_format`), all shapes are (channels, height, width).

Args:
    include_top: whether to end in the classifier.
    weights: None (random), "imagenet", or the path of a `.weights.h5` or a legacy `.h5` file.
        {imagenet}
    input_tensor: a Keras tensor of shape (batch, height, width, channels) to build on.
    input_shape: (height, width, channels), {smallest}. Default: ({size}, {size}, 3).
        Without the top height and width may be None, and are by default.
    pooling: without the top: None (feature maps), "avg" or "max" (one vector an image).
    classes: how many, at least 1. As in keras.applications it is taken without the top too, where it means nothing.
    classifier_activation: of the top, a Keras activation or its name; None gives logits. ImageNet's top takes
        "softmax" or None. Without the top it means nothing.
    name: of the model.
    width: channels of every layer, as a multiple of the paper's, > 0 and < 1000; rounded to multiples of 8.
    depth: repeats of every row, as a multiple of the paper's, > 0 and < 1000; a row is kept at least once. One that
        no row can follow is refused.
    include_preprocessing: whether the model itself brings pixels from 0 to 255 into the network's range.
        {outside} None: {include_preprocessing}.
    dropout: rate before the classifier, 0 <= dropout < 1. None: {dropout:g}. Refused where the top is left out.
    stochastic_depth: 0 <= rate < 1. In training a branch that is added to its own input is left out of an image
        at a rate that grows: i / n of this one in module i of n, counted from 0. None: the paper's, where it drops
        branches. {stochastic_depth}
    se_ratio: squeeze-and-excite gates on every module, with this many times fewer channels between their two
        layers, >= 1 (its paper: 16). None: none are added. {se_ratio}
    auxiliary: whether the paper's auxiliary classifiers are outputs after the network's own. {auxiliary}
    stem_stride: of the first convolution, from 1 to the paper's: 1 keeps the resolution of small images (section 9
        of arXiv:1512.00567). None: the paper's. {stem_stride}
    stem_pool: False leaves out the first pool, where it stands on its own before the modules.
        {stem_pool}
    features: maps that are the model's outputs, in a list, instead of the last: "s8" is the last one before the
        classifier that strides of 8 in all have made. A module counts as a whole, by what it gives: where each ends
        in a pool (VGG), s8 is the third pool. Anything else is the name of a layer.
{choices}
Returns:
    A `keras.Model` of stock layers: images of (batch, height, width, channels) in, (batch, classes) out.

Raises:
    KerasarchError: an argument outside its range, or that this builder has not; weights that are missing or do
        not fit.
"""

# Arguments that some architectures refuse, with a value that the others take
SOME_TAKE = {"stochastic_depth": 0.1, "se_ratio": 16, "auxiliary": True, "stem_stride": 1, "stem_pool": False}

OUTSIDE = 'If not, pass images through `kerasarch.preprocess_input("{name}")` first.'
ALWAYS_INSIDE = """If not, the images must be in it already: `preprocess_input` leaves the pixels of this one
        as they are, as that of keras.applications does."""

PUBLISHED = """ImageNet's are fetched once. With `classes` other than their 1000 they are loaded without the top: its
        layers begin random, which a UserWarning says."""
UNPUBLISHED = "No ImageNet weights are published for this one."


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
        se_ratio: float | None = None,
        auxiliary: bool = False,
        stem_stride: int | None = None,
        stem_pool: bool = True,
        features: Sequence[str] | None = None,
        **choices: Any,
    ) -> keras.Model:
        for choice in choices:
            check_argument(architecture.title, choice, inspect.signature(build).parameters)
        wanted = network(
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
            se_ratio=se_ratio,
            auxiliary=auxiliary,
            stem_stride=stem_stride,
            stem_pool=stem_pool,
            **choices,
        )
        shape = _shape(wanted, include_top, input_tensor, input_shape)
        check_weights(architecture, weights, include_top, classes, classifier_activation, shape)
        if weights == "imagenet":
            changes = {"se_ratio": se_ratio, "auxiliary": auxiliary, "stem_stride": stem_stride, "stem_pool": stem_pool}
            check_form(wanted, width, depth=depth, **changes, **choices)
        check_layout()
        if not isinstance(name, str) or not name or "/" in name:
            raise KerasarchError(f"name must be a text without '/'; got {name!r}")
        plan = _with_features(wanted, features, pooling, auxiliary)
        _check_top(wanted, features, {"dropout": dropout, **choices})

        image = keras.Input(from_channels_last(shape)) if input_tensor is None else input_tensor
        output, sides = build_plan(plan, image, keras.config.image_data_format())
        inputs = image if input_tensor is None else keras.utils.get_source_inputs(input_tensor)
        whole = keras.Model(inputs, [output, *sides.values()] if auxiliary else output, name=name)
        if weights == "imagenet":
            load_imagenet(whole, architecture, include_top, classes, width, shape)
        elif weights is not None:
            load(whole, weights)
        return whole if features is None else keras.Model(inputs, [sides[one] for one in features], name=name)

    least = architecture.smallest
    build.__name__ = build.__qualname__ = architecture.title
    build.__module__ = "kerasarch"
    build.__signature__ = _signature(build, architecture)  # type: ignore[attr-defined]
    text = DOCUMENTATION.format(
        title=architecture.title,
        paper=architecture.paper,
        imagenet=PUBLISHED if architecture.name in IMAGENET else UNPUBLISHED,
        smallest=f"at least {least} high and wide" if least else "so large that no map is empty",
        size=architecture.size,
        outside=ALWAYS_INSIDE if architecture.include_preprocessing else OUTSIDE.format(name=architecture.name),
        include_preprocessing=architecture.include_preprocessing,
        dropout=architecture.dropout,
        **{argument: _takes(architecture, argument, value) for argument, value in SOME_TAKE.items()},
        choices=_documented(architecture.vary) + _documented(architecture.head),
    )
    build.__doc__ = re.sub(r" +$|\n +$", "", text, flags=re.MULTILINE)
    return build


def _takes(architecture: Architecture, argument: str, value: Any) -> str:
    """What the docstring says of an argument that not every architecture has."""
    try:
        network(architecture, **{argument: value})
    except KerasarchError:
        return "Refused by this one."
    return ""


def _signature(function: Callable[..., Any], architecture: Architecture) -> inspect.Signature:
    """The builder's, with what the architecture lets a user choose in the place of `**choices`."""
    own = inspect.signature(function)
    *fixed, _ = own.parameters.values()
    choices = {**choices_of(architecture.vary), **choices_of(architecture.head)}
    return own.replace(parameters=[*fixed, *choices.values()])


def _documented(function: Callable[..., Any] | None) -> str:
    """What the docstring of a record's `vary` or `head` says of the choices that it offers."""
    arguments = re.search(r"Args:\n(.*?)(?:\n\n|\Z)", inspect.getdoc(function) or "", re.DOTALL)
    entries = re.split(r"\n(?=    \w+:)", arguments[1]) if arguments else []
    return "".join(f"{entry}\n" for entry in entries if entry.split(":")[0].strip() in choices_of(function))


def _shape(wanted: Network, include_top: bool, input_tensor: Any, input_shape: Any) -> tuple[int | None, ...]:
    shape = to_channels_last(input_shape if input_tensor is None else _shape_of(input_tensor, input_shape))
    if shape is None:
        size = wanted.architecture.size if include_top else None
        shape = (size, size, 3)
    shape, _ = check_shape(wanted, shape)
    if include_top and None in shape:
        raise KerasarchError(f"input_shape must be all numbers with include_top=True; got {shape}")
    return shape


def _with_features(wanted: Network, features: Any, pooling: str | None, auxiliary: bool) -> Plan:
    plan = unroll(wanted.table)
    if features is None:
        return plan
    if not features:
        raise KerasarchError(f"features must be a list of names, or None; got {features!r}")
    if pooling is not None or auxiliary:
        other = f"pooling={pooling!r}" if pooling else "auxiliary=True"
        raise KerasarchError(f"features are all of the model's outputs; got {other} too")
    return tap(plan, features, unroll(wanted.preprocessing + wanted.features))


def _check_top(wanted: Network, features: Sequence[str] | None, given: dict[str, Any]) -> None:
    """Refuse an argument of the top where what `features` leave of it is the paper's."""
    if features is None or not wanted.top:
        return
    architecture = wanted.architecture
    kept = max((i for i, step in enumerate(wanted.top, 1) if step.name in features), default=0)
    paper = architecture.head(1, None, architecture.dropout)
    for name in ("dropout", *choices_of(architecture.head)):
        if given.get(name) and wanted.top[:kept] == paper[:kept]:
            raise KerasarchError(
                f"{name} is in the top, and features={features!r} end before it; got {name}={given[name]!r}"
            )


def build(name: str, **arguments: Any) -> keras.Model:
    """The architecture `name` of the registry, with the arguments of its builder: `build("xception", classes=10)`.

    Raises:
        KerasarchError: no such name or argument (the nearest is named), or what the builder raises.
    """
    return builder(papers.find(name))(**arguments)


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
