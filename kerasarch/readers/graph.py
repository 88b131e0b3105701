"""The graph of a functional keras.Model, from its public config: which tensor comes from which."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import keras

from kerasarch.errors import ArchitectureError

# A tensor, as Keras's configs name it: the layer that gives it, and which of the layer's outputs it is.
Key = tuple[str, int]


@dataclass(frozen=True)
class Node:
    """What gives one tensor.

    Attributes:
        name: of the layer, or of a keras.ops function where there is no layer.
        kind: name of its class.
        layer: the live layer, or None for a function.
        config: of the function; empty for a layer, which knows its own.
        inputs: the tensors that it takes.
        shapes: of them, without the batch; None where a size is free.
        constants: what it is called with besides them, by the argument's name or place.
        index: which output of the layer it is. Only a split gives more than one.
    """

    name: str
    kind: str
    layer: Any
    config: dict[str, Any]
    inputs: tuple[Key, ...]
    shapes: tuple[tuple[int | None, ...], ...]
    constants: tuple[tuple[str | int, Any], ...]
    index: int

    @property
    def shape(self) -> tuple[int | None, ...]:
        """Of the first of the inputs."""
        return self.shapes[0]


@dataclass(frozen=True)
class Graph:
    """The nodes by the tensor that they give, the input's tensor, and those of the outputs in their order."""

    nodes: dict[Key, Node]
    source: Key
    outputs: tuple[Key, ...]


def graph(model: keras.Model) -> Graph:
    """The graph of `model`.

    Raises:
        ArchitectureError: it is no plain functional model of one input, holds another model, or uses a layer twice.
    """
    flat = _functional(model)
    _refuse_mixed_policies(flat)
    config = _config(flat)
    entries = {entry["name"]: entry for entry in config["layers"]}
    live = {layer.name: layer for layer in flat.layers}
    outputs = tuple(_key(output) for output in config["output_layers"])
    nodes: dict[Key, Node] = {}
    waiting = list(outputs)
    while waiting:
        key = waiting.pop()
        if key not in nodes:
            nodes[key] = _node(entries[key[0]], key, live.get(key[0]))
            waiting.extend(nodes[key].inputs)
    ((source, _, index),) = config["input_layers"]
    for argument in ("sparse", "ragged", "optional"):
        if entries[source]["config"].get(argument):
            raise ArchitectureError(f"input {source!r} is {argument}, which no step says")
    return Graph(nodes, (source, index), outputs)


def _functional(model: Any) -> keras.Model:
    """The same graph as a plain functional model, whatever class of model it came in."""
    if not isinstance(model, keras.Model):
        raise ArchitectureError(f"a plan can be read from a keras.Model; got a {type(model).__name__}")
    inputs = getattr(model, "inputs", None)
    if not inputs:
        raise ArchitectureError(
            f"model {model.name!r} is no functional model with a known input, so it has no graph to read"
        )
    if len(inputs) != 1:
        raise ArchitectureError(f"model {model.name!r} has {len(inputs)} inputs; a plan has one")
    flat = keras.Model(model.inputs, model.outputs, name=model.name)
    if not isinstance(model, keras.Sequential) and type(model).call is not type(flat).call:
        raise ArchitectureError(f"model {model.name!r} has a call of its own, which its graph does not tell")
    return flat


def _refuse_mixed_policies(flat: keras.Model) -> None:
    """A plan says no dtypes: all layers must compute in one, which is then the rebuilt model's."""
    first: keras.Layer | None = None
    for layer in flat.layers:
        if isinstance(layer, keras.layers.InputLayer | keras.Model):
            continue
        first = first or layer
        if type(layer.dtype_policy) is not keras.DTypePolicy or layer.dtype_policy.name != first.dtype_policy.name:
            raise ArchitectureError(
                f"layer {layer.name!r} has the dtype policy {layer.dtype_policy.name!r}, {first.name!r} has "
                f"{first.dtype_policy.name!r}; a model of one floating point policy can be read"
            )


def _config(flat: keras.Model) -> dict[str, Any]:
    for layer in flat.layers:
        if isinstance(layer, keras.Model):
            raise ArchitectureError(
                f"layer {layer.name!r} is a model inside the model; apply its layers one by one instead"
            )
        try:
            layer.get_config()
        except Exception as error:
            raise ArchitectureError(f"layer {layer.name!r} has no config that can be read: {error}") from error
    return dict(flat.get_config())


def _node(entry: dict[str, Any], key: Key, layer: keras.Layer | None) -> Node:
    name, kind = entry["name"], entry["class_name"]
    if len(entry["inbound_nodes"]) > 1:
        raise ArchitectureError(f"layer {name!r} is used {len(entry['inbound_nodes'])} times; a step stands once")
    if layer is None and not str(entry["module"]).startswith("keras."):
        raise ArchitectureError(f"operation {name!r} is a {kind}, which no step says")
    values = [value for call in entry["inbound_nodes"] for value in _values(call)]
    tensors = [value["config"] for _, value in values if _is_tensor(value)]
    constants = tuple((argument, value) for argument, value in values if not _is_tensor(value))
    shapes = tuple(tuple(tensor["shape"][1:]) for tensor in tensors)
    inputs = tuple(_key(tensor["keras_history"]) for tensor in tensors)
    return Node(name, kind, layer, {} if layer is not None else entry["config"], inputs, shapes, constants, key[1])


def _key(history: Any) -> Key:
    return history[0], history[2]


def _values(call: dict[str, Any]) -> Iterator[tuple[str | int, Any]]:
    """What a layer was called with, by the argument's name or place: tensors, and what else there is."""
    for place, value in enumerate(call["args"]):
        yield from _flat(place, value)
    for argument, value in call["kwargs"].items():
        if argument != "training" or value:
            yield from _flat(argument, value)


def _flat(argument: str | int, value: Any) -> Iterator[tuple[str | int, Any]]:
    if isinstance(value, tuple | list):
        for item in value:
            yield from _flat(argument, item)
    elif value is not None:
        yield argument, value


def _is_tensor(value: Any) -> bool:
    return isinstance(value, dict) and value.get("class_name") == "__keras_tensor__"
