"""A TFLite file as its schema has it: its operations, to be looked at, and the file without its last activation."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import cache
from math import prod
from typing import Any

import numpy as np

Array = Any


@dataclass(frozen=True)
class Tensor:
    """One tensor; `values` where it is a constant. Where it has a `scale`, of all values or of each channel in a shape
    that goes with them, its integers stand for floats, and `zero_point` for 0. A size that is free is 1 in its shape,
    and -1 in its signature."""

    name: str
    shape: tuple[int, ...]
    signature: tuple[int, ...]
    type: str
    values: Array | None
    zero_point: int = 0
    scale: Array | None = None

    def floats(self, values: Array) -> Array:
        """What values of it stand for."""
        return values if self.scale is None else (values - np.float32(self.zero_point)) * self.scale

    @property
    def bytes(self) -> int:
        """Its size, for one byte a value or as many as its type has."""
        return prod(self.shape) * WIDTH.get(self.type, 1)


@dataclass(frozen=True)
class Operation:
    """One operation: its name and code in the schema, its version, its options, what goes in and out."""

    name: str
    code: int
    version: int
    options: Any
    inputs: tuple[Tensor, ...]
    outputs: tuple[Tensor, ...]

    def constant(self, place: int) -> Array:
        """The values of an input that is one, or none."""
        values = self.inputs[place].values
        return np.zeros(0) if values is None else values

    @property
    def activation(self) -> str:
        """The activation that is fused into it, "NONE" if there is none."""
        return _names("ActivationFunctionType")[getattr(self.options, "fusedActivationFunction", 0)]


@dataclass(frozen=True)
class Graph:
    """A file's one graph, its operations in the order of execution."""

    operations: tuple[Operation, ...]
    inputs: tuple[Tensor, ...]
    outputs: tuple[Tensor, ...]


NUMBERS = ("INT8", "UINT8", "INT16", "INT32", "INT64", "FLOAT16", "FLOAT32", "BOOL")
WIDTH = {"FLOAT32": 4, "INT32": 4, "INT64": 8, "INT16": 2, "FLOAT16": 2}


def model_of(content: bytes) -> Any:
    """A TFLite file as its schema has it."""
    from ai_edge_litert import schema_py_generated as schema

    model = schema.ModelT.InitFromPackedBuf(content, 0)
    for buffer in model.buffers:
        if buffer.offset > 1:  # ai-edge-quantizer puts what is large behind the model; here it comes back inside
            buffer.data = np.frombuffer(content, np.uint8, buffer.size, buffer.offset)
            buffer.offset = buffer.size = 0
    return model


@cache
def _names(enumeration: str) -> dict[int, str]:
    from ai_edge_litert import schema_py_generated as schema

    return {code: name for name, code in vars(getattr(schema, enumeration)).items() if not name.startswith("_")}


def _codes(model: Any) -> list[int]:
    return [max(kind.builtinCode, kind.deprecatedBuiltinCode) for kind in model.operatorCodes]


def _kinds(model: Any) -> list[str]:
    return [_names("BuiltinOperator")[code] for code in _codes(model)]


def graph_of(content: bytes) -> Graph:
    """What a TFLite file computes."""
    model = model_of(content)
    (graph,) = model.subgraphs
    codes, kinds = _codes(model), _kinds(model)
    tensors = [_tensor(model, tensor) for tensor in graph.tensors]

    def at(places: Any) -> tuple[Tensor, ...]:
        return tuple(tensors[place] for place in places if place >= 0)  # -1: an input that is left out

    operations = tuple(
        Operation(
            kinds[one.opcodeIndex],
            codes[one.opcodeIndex],
            model.operatorCodes[one.opcodeIndex].version,
            one.builtinOptions,
            at(one.inputs),
            at(one.outputs),
        )
        for one in graph.operators
    )
    return Graph(operations, at(graph.inputs), at(graph.outputs))


def floats(content: bytes, but: Collection[str] = ()) -> dict[str, int]:
    """The operations of a TFLite file that compute with floats, and how many of each; conversions between are none, and
    those that make a tensor in `but` are not told."""
    return dict(
        Counter(
            operation.name
            for operation in graph_of(content).operations
            if operation.name not in ("QUANTIZE", "DEQUANTIZE")
            and not any(tensor.name in but for tensor in operation.outputs)
            and any(tensor.type == "FLOAT32" for tensor in (*operation.inputs, *operation.outputs))
        )
    )


def _tensor(model: Any, tensor: Any) -> Tensor:
    kind = _names("TensorType")[tensor.type]
    shape, signature = (
        tuple(map(int, [] if sizes is None else sizes)) for sizes in (tensor.shape, tensor.shapeSignature)
    )
    data = model.buffers[tensor.buffer].data
    values = None
    if data is not None and len(data) and kind in NUMBERS:
        values = np.frombuffer(np.asarray(data, np.uint8).tobytes(), kind.lower()).reshape(shape)
    known, zero, scale = tensor.quantization, 0, None
    if known is not None and known.scale is not None and len(known.scale):
        zero = 0 if known.zeroPoint is None or not len(known.zeroPoint) else int(known.zeroPoint[0])
        scale = np.asarray(known.scale).reshape(-1, *[1] * (len(shape) - known.quantizedDimension - 1))
    return Tensor(tensor.name.decode(), shape, signature or shape, kind, values, zero, scale)


def edited(content: bytes, change: Callable[[Any, list[str]], None]) -> bytes:
    """The file after `change(model, kinds)`: the model as its schema has it, and the name of each of its operator
    codes."""
    model = model_of(content)
    change(model, _kinds(model))
    return packed(model)


def packed(model: Any) -> bytes:
    """The file of a model as its schema has it."""
    import flatbuffers

    builder: Any = flatbuffers.Builder(1 << 20)
    builder.Finish(model.Pack(builder), b"TFL3")
    return bytes(builder.Output())


def without_activation(content: bytes) -> bytes:
    """The same TFLite model without its last softmax or sigmoid, and without a conversion of types behind it."""
    return edited(content, _cut)


def _cut(model: Any, kinds: list[str]) -> None:
    (graph,) = model.subgraphs
    end, taken = graph.outputs[0], []
    while True:
        (maker,) = [operator for operator in graph.operators if end in operator.outputs]
        taken.append(maker)
        end = maker.inputs[0]
        kind = kinds[maker.opcodeIndex]
        if kind in ("SOFTMAX", "LOGISTIC"):
            break
        if kind not in ("QUANTIZE", "DEQUANTIZE"):
            return
    graph.operators = [operator for operator in graph.operators if operator not in taken]
    graph.outputs = [end]
    model.signatureDefs = []  # they would name the output that is gone
