"""Models inside a model, written out, and augmentation left out: the same layers and weights in one graph."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

import keras

# what Keras has for training only, by name: the class that they share is not public
AUGMENTATION = frozenset(
    {
        "RandAugment",
        "AugMix",
        "CutMix",
        "MixUp",
        "GaussianNoise",
        "GaussianDropout",
        "RandomBrightness",
        "RandomColorDegeneration",
        "RandomColorJitter",
        "RandomContrast",
        "RandomElasticTransform",
        "RandomErasing",
        "RandomFlip",
        "RandomGaussianBlur",
        "RandomGrayscale",
        "RandomHue",
        "RandomInvert",
        "RandomPerspective",
        "RandomPosterization",
        "RandomRotation",
        "RandomSaturation",
        "RandomSharpness",
        "RandomShear",
        "RandomTranslation",
        "RandomZoom",
    }
)


def functional(model: Any) -> Any:
    """`model` as a functional keras.Model; None where it is none, or has a call of its own, which no graph tells."""
    if not isinstance(model, keras.Model) or not getattr(model, "inputs", None):
        return None
    if type(model).call is keras.Sequential.call:
        return keras.Model(model.inputs[0], model.outputs[0], name=model.name)
    return model if type(model).call is type(keras.Model(model.inputs, model.outputs)).call else None


def flat(model: Any) -> Any:
    """A functional or Sequential model with such models inside it, at any depth, as the layers of one graph, without
    layers that augment images in training and give them back as they are otherwise.

    The layers are shared with `model`. One whose name another one has is copied, under a name with those of the models
    around it in front. A model with a call of its own stays whole: its graph does not tell what it does. A model with
    nothing to write out is given back.
    """
    model = functional(model)
    if not any(functional(layer) or _augments(layer) for layer in model.layers):
        return model
    taken = Counter(name for name, _ in {(operation.name, id(operation)) for operation in _operations(model)})
    return keras.models.clone_model(
        _written_out(model, (), taken), clone_function=lambda operation: operation, call_function=_unconverted
    )


def _written_out(model: Any, around: tuple[str, ...], taken: Counter[str]) -> Any:
    def own(operation: Any) -> Any:
        if inner := functional(operation):
            return _written_out(inner, (*around, inner.name), taken)
        if around and taken[operation.name] > 1:
            return _copied(operation, "_".join((*around, operation.name)))
        return operation

    def call(operation: Any, *given: Any, **named: Any) -> Any:
        if _augments(operation):
            return given[0]
        # a model that is called is a layer of the graph; its `call` only calls the layers in it
        return (operation.call if functional(operation) else operation)(*given, **named)

    return keras.models.clone_model(model, clone_function=own, call_function=call)


def _augments(operation: Any) -> bool:
    return type(operation) is getattr(keras.layers, type(operation).__name__, None) and (
        type(operation).__name__ in AUGMENTATION
    )


def _unconverted(operation: Any, *given: Any, **named: Any) -> Any:
    """Call an operation, but for what a model's `call` first does with its input where that has the type already."""
    if type(operation).__name__ == "ConvertToTensor" and operation.output.dtype == given[0].dtype:
        return given[0]
    return operation(*given, **named)


def _operations(model: Any) -> Iterator[Any]:
    for operation in model.operations:
        if inner := functional(operation):
            yield from _operations(inner)
        elif not isinstance(operation, keras.layers.InputLayer):
            yield operation


def _copied(operation: Any, name: str) -> Any:
    new = type(operation).from_config(operation.get_config() | {"name": name})
    if isinstance(operation, keras.Layer):
        new.build_from_config(operation.get_build_config())
        new.set_weights(operation.get_weights())
    return new
