"""Every tensor that a file computes, image by image: what ranges are found in, and losses."""

from __future__ import annotations

import re
import warnings
from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from kerasarch.export.flatbuffer import graph_of, without_activation

Array = Any


@dataclass(frozen=True)
class Node:
    """One operation of a file: its kind, the names of the tensors that go in and out, and of its constants.

    An activation that the runtime fuses into what it follows is no operation of its own: what it makes comes first
    among the outputs.
    """

    kind: str
    inputs: tuple[str, ...]
    outputs: tuple[str, ...]
    constants: tuple[str, ...] = ()


class Tensors(ABC):
    """A file that can be asked for all that it computes.

    Attributes:
        nodes: its operations in the order of execution.
        image: the name of its input.
    """

    nodes: tuple[Node, ...]
    image: str

    @abstractmethod
    def run(self, image: Array) -> dict[str, Array]:
        """All float values by the names of their tensors, for one input as the file takes it; integers that stand for
        floats as those floats."""

    @staticmethod
    @abstractmethod
    def logits(content: Any, inputs: list[Array]) -> Array:
        """What goes into the last activation of a file, (n, classes), which is asked for nothing else, for inputs as it
        takes them."""


@contextmanager
def memory_taken() -> Iterator[None]:
    """LiteRT warns that keeping all tensors takes memory. That is known, inside."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", ".*experimental_preserve_all_tensors")
        yield


class TFLiteTensors(Tensors):
    """Of a TFLite file, in LiteRT."""

    def __init__(self, content: bytes) -> None:
        from ai_edge_litert.interpreter import Interpreter

        graph = graph_of(content)
        self.nodes = tuple(
            Node(
                one.name,
                tuple(tensor.name for tensor in one.inputs if tensor.values is None),
                tuple(tensor.name for tensor in one.outputs),
                tuple(tensor.name for tensor in one.inputs if tensor.values is not None),
            )
            for one in graph.operations
        )
        self.image = graph.inputs[0].name
        with memory_taken():
            self.interpreter = Interpreter(model_content=content, experimental_preserve_all_tensors=True)
        self.interpreter.allocate_tensors()
        made = {self.image}.union(*(node.outputs for node in self.nodes))
        self.details = [entry for entry in self.interpreter.get_tensor_details() if entry["name"] in made]

    def run(self, image: Array) -> dict[str, Array]:
        """As of every file."""
        _invoke(self.interpreter, image)
        return {detail["name"]: _float(self.interpreter, detail) for detail in self.details}

    @staticmethod
    def logits(content: Any, inputs: list[Array]) -> Array:
        """As of every file."""
        from ai_edge_litert.interpreter import Interpreter

        interpreter = Interpreter(model_content=without_activation(content))
        interpreter.allocate_tensors()
        (end,) = interpreter.get_output_details()
        rows = []
        for one in inputs:
            _invoke(interpreter, one)
            rows.append(_float(interpreter, end))
        return np.concatenate(rows)


def integers(values: Array, scale: Array, zero: int, kind: Any) -> Array:
    """Floats as the nearest integers that stand for them, the upper of two that are equally near.

    Of pixels from -1 to 1 all are half-way, and a device gives the upper, their byte.
    """
    limits = np.iinfo(kind)
    return np.clip(np.floor(values / scale + (zero + 0.501)), limits.min, limits.max).astype(kind)


def _invoke(interpreter: Any, image: Array) -> None:
    entry = interpreter.get_input_details()[0]
    scale, zero = entry["quantization"]
    interpreter.set_tensor(entry["index"], integers(image, scale, zero, entry["dtype"]) if scale else image)
    interpreter.invoke()


def _float(interpreter: Any, detail: dict[str, Any]) -> Array:
    value = interpreter.get_tensor(detail["index"])
    scale, zero = detail["quantization"]
    return (value.astype("float32") - zero) * np.float32(scale) if scale else value


class OnnxTensors(Tensors):
    """Of an ONNX file, in ONNX Runtime; of a quantized one, what comes out of each pair of QuantizeLinear and
    DequantizeLinear is given under the name of what went in."""

    def __init__(self, proto: Any) -> None:
        import onnx
        import onnxruntime

        whole = onnx.shape_inference.infer_shapes(proto)
        constants = {tensor.name for tensor in whole.graph.initializer}
        nodes = [
            Node(
                node.op_type,
                tuple(name for name in node.input if name and name not in constants),
                tuple(node.output),
                tuple(name for name in node.input if name in constants),
            )
            for node in whole.graph.node
            if node.op_type != "Constant"
        ]
        self.nodes = _fused(nodes)
        self.image = whole.graph.input[0].name
        known = (*whole.graph.value_info, *whole.graph.output)
        floats = {value.name for value in known if value.type.tensor_type.elem_type == onnx.TensorProto.FLOAT}
        made = {name for node in self.nodes for name in node.outputs}
        there = {value.name for value in whole.graph.output}
        for name in sorted(floats & made - there):
            whole.graph.output.append(onnx.helper.make_tensor_value_info(name, onnx.TensorProto.FLOAT, None))
        self.given = {name: self._origin(name) for name in (value.name for value in whole.graph.output)}
        self.session = onnxruntime.InferenceSession(whole.SerializeToString(), providers=["CPUExecutionProvider"])

    def _origin(self, name: str) -> str:
        return re.sub("_DequantizeLinear_Output(_.*)?$", "", name)

    def run(self, image: Array) -> dict[str, Array]:
        """As of every file."""
        values = zip(self.given, self.session.run(list(self.given), {self.image: image}), strict=True)
        found = {self.image: image}
        # what was quantized is delivered, and stands for what it was made of
        for name, value in sorted(values, key=lambda pair: self.given[pair[0]] != pair[0]):
            found[self.given[name]] = value
        return found

    @staticmethod
    def logits(content: Any, inputs: list[Array]) -> Array:
        """As of every file."""
        import onnxruntime

        cut = proto_without_activation(content).SerializeToString()
        session = onnxruntime.InferenceSession(cut, providers=["CPUExecutionProvider"])
        (image,) = [value.name for value in session.get_inputs()]
        return np.concatenate([session.run(None, {image: one})[0] for one in inputs]).astype("float32")


def proto_without_activation(proto: Any) -> Any:
    """The same ONNX model without its last softmax or sigmoid, and without a conversion of types behind it."""
    import onnx

    cut = onnx.ModelProto()
    cut.CopyFrom(proto)
    makers = {name: node for node in cut.graph.node for name in node.output}
    last, behind = makers[cut.graph.output[0].name], []
    while last.op_type in ("Cast", "QuantizeLinear", "DequantizeLinear"):
        behind.append(last)
        last = makers[last.input[0]]
    if last.op_type in ("Softmax", "Sigmoid"):
        known = {value.name: value for value in onnx.shape_inference.infer_shapes(cut).graph.value_info}
        for node in (last, *behind):
            cut.graph.node.remove(node)
        del cut.graph.output[:]
        cut.graph.output.append(known[last.input[0]])
    return cut


def _fused(nodes: list[Node]) -> tuple[Node, ...]:
    """ONNX's operations with each ReLU in the one that it follows, if it alone follows it."""
    readers = Counter(name for node in nodes for name in node.inputs)
    makers: dict[str, Node] = {}
    for node in nodes:
        before = makers.get(node.inputs[0]) if node.kind in ("Relu", "Clip") else None
        if before and readers[node.inputs[0]] == 1:
            del makers[node.inputs[0]]
            node = replace(before, outputs=node.outputs + before.outputs)
        makers[node.outputs[0]] = node
    return tuple(makers.values())
