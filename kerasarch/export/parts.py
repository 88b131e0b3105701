"""A quantized file part by part, so that each bias makes up for what quantization has moved the means by up to there.

Rounded kernels are off by a little, and behind a ReLU what goes into them is not around zero: what comes out of a
channel is off by about the same on all images. Clipped ranges move means, too, and a ReLU those of any noise. Source:
Nagel, van Baalen, Blankevoort and Welling, "Data-Free Quantization Through Weight Equalization and Bias Correction",
ICCV 2019, section 4.2 and appendix D; here the means are of calibration images. What has no bias stays as it is, also
where ONNX has an addition in its place.
"""

from __future__ import annotations

import copy
from abc import ABC, abstractmethod
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np

from kerasarch.export.flatbuffer import graph_of, model_of, packed
from kerasarch.export.kernels import Kernel, of_onnx, of_tflite
from kerasarch.export.tensors import Tensors, integers

Array = Any
BIASES: dict[int, Any] = {2: np.int32, 4: np.int64}  # by the schema's TensorType
MOST = 64  # images that means are of


@dataclass(frozen=True)
class Step:
    """An operation, its name among the kernels, and the names of what goes in, constants left out, and comes out."""

    name: str
    inputs: tuple[str, ...]
    outputs: tuple[str, ...]
    operation: Any


class Parts(ABC):
    """A quantized file that can be run part by part and whose biases can be changed.

    Attributes:
        steps: its operations in the order of execution.
        kernels: those with a bias of integers.
        image: the name of its input.
    """

    steps: list[Step]
    kernels: dict[str, Kernel]
    image: str

    @abstractmethod
    def taken(self, image: Array) -> Array:
        """What the float file takes, as this one takes it."""

    @abstractmethod
    def run(self, steps: list[Step], given: dict[str, list[Array]], wanted: list[str]) -> dict[str, list[Array]]:
        """What these steps make of what they are given, an entry an image."""

    @abstractmethod
    def floats(self, name: str, values: Array) -> Array:
        """What the values of a tensor stand for."""

    @abstractmethod
    def add(self, step: Step, amount: Array) -> None:
        """Add to the bias of a kernel, (outputs,)."""


def some(inputs: list[Array]) -> list[Array]:
    """Of many batches of images, as many as means need, from all over them."""
    return inputs[:: -(-len(inputs) * len(inputs[0]) // MOST)]


def channel_means(file: Tensors, kernels: dict[str, Kernel], inputs: list[Array]) -> dict[str, Array]:
    """By kernel, the mean of each channel that comes out of it, (outputs,), in a float file."""
    sums: dict[str, Array] = {}
    for one in inputs:
        values = file.run(one)
        for name in {kernel.source for kernel in kernels.values()}:
            sums[name] = sums.get(name, 0) + values[name].mean(axis=0)
    return {name: kernel.mean(sums[kernel.source] / len(inputs)) for name, kernel in kernels.items()}


def keep_means(parts: Parts, means: dict[str, Array], inputs: list[Array]) -> None:
    """Change the biases of a quantized file, one after the other, so that the means of its channels are those in float.

    Args:
        parts: the file.
        means: `channel_means` of the float file.
        inputs: what they are of.
    """
    steps, kernels = parts.steps, parts.kernels
    values = {parts.image: [parts.taken(one) for one in inputs]}
    starts = {place for place, step in enumerate(steps) if step.name in kernels.keys() & means.keys()}
    for first, last in pairwise(sorted({0, *starts, len(steps)})):
        part = steps[first:last]
        if first in starts:
            name, image = part[0].name, part[0].inputs[0]
            mean = sum(parts.floats(image, one).mean(axis=0) for one in values[image]) / len(inputs)
            parts.add(part[0], means[name] - kernels[name].mean(mean))
        later = {name for step in steps[last:] for name in step.inputs}
        made = [name for step in part for name in step.outputs]
        given = {name: values[name] for step in part for name in step.inputs if name not in made}
        wanted = [name for name in made if name in later]
        found = values | (parts.run(part, given, wanted) if wanted else {})
        values = {name: found[name] for name in found if name in later}


class TFLiteParts(Parts):
    """Of a TFLite file, in LiteRT."""

    def __init__(self, content: bytes) -> None:
        self.model = model_of(content)
        (self.graph,) = self.model.subgraphs
        known = graph_of(content)
        self.image = known.inputs[0].name
        self.tensors = {tensor.name: tensor for one in known.operations for tensor in (*one.inputs, *one.outputs)}
        made = {self.image, *(tensor.name for one in known.operations for tensor in one.outputs)}
        self.places = {tensor.name.decode(): place for place, tensor in enumerate(self.graph.tensors)}
        self.steps = [
            Step(
                one.outputs[0].name,
                tuple(tensor.name for tensor in one.inputs if tensor.name in made),
                tuple(tensor.name for tensor in one.outputs),
                operator,
            )
            for one, operator in zip(known.operations, self.graph.operators, strict=True)
        ]
        biases = {one.outputs[0].name: one.inputs[-1].type for one in known.operations}
        self.kernels = {name: kernel for name, kernel in of_tflite(content).items() if biases[name] != "FLOAT32"}

    def taken(self, image: Array) -> Array:
        """As of every file."""
        tensor = self.tensors[self.image]
        return image if tensor.scale is None else integers(image, tensor.scale, tensor.zero_point, tensor.type.lower())

    def run(self, steps: list[Step], given: dict[str, list[Array]], wanted: list[str]) -> dict[str, list[Array]]:
        """As of every file."""
        from ai_edge_litert.interpreter import Interpreter

        model, graph = copy.copy(self.model), copy.copy(self.graph)
        graph.operators = [step.operation for step in steps]
        graph.inputs, graph.outputs = ([self.places[name] for name in names] for names in (given, wanted))
        read = {graph.tensors[place].buffer for one in graph.operators for place in one.inputs}
        model.buffers = [one if place in read else type(one)() for place, one in enumerate(model.buffers)]
        model.subgraphs, model.signatureDefs, model.metadata = [graph], [], []
        interpreter = Interpreter(model_content=packed(model))
        entries, ends = interpreter.get_input_details(), interpreter.get_output_details()
        for entry, (first, *_) in zip(entries, given.values(), strict=True):  # sizes that are free are 1 in the file
            interpreter.resize_tensor_input(entry["index"], first.shape)
        interpreter.allocate_tensors()
        found: dict[str, list[Array]] = {name: [] for name in wanted}
        for values in zip(*given.values(), strict=True):
            for entry, value in zip(entries, values, strict=True):
                interpreter.set_tensor(entry["index"], value)
            interpreter.invoke()
            for name, end in zip(wanted, ends, strict=True):
                found[name].append(interpreter.get_tensor(end["index"]))
        return found

    def floats(self, name: str, values: Array) -> Array:
        """As of every file."""
        return self.tensors[name].floats(values)

    def add(self, step: Step, amount: Array) -> None:
        """As of every file."""
        bias = self.graph.tensors[step.operation.inputs[2]]
        buffer, kind = self.model.buffers[bias.buffer], BIASES[bias.type]
        values = np.asarray(buffer.data, np.uint8).view(kind)
        buffer.data = added(values, amount / bias.quantization.scale).view(np.uint8)


class OnnxParts(Parts):
    """Of an ONNX file, in ONNX Runtime; what is between QuantizeLinear and DequantizeLinear is kept as integers."""

    def __init__(self, proto: Any) -> None:
        import onnx

        self.proto, self.image = proto, proto.graph.input[0].name
        self.constants = {tensor.name: tensor for tensor in proto.graph.initializer}
        self.dequantized = {node.output[0]: node for node in proto.graph.node if node.op_type == "DequantizeLinear"}
        self.scales = {node.input[0]: node.input[1:] for node in self.dequantized.values()}
        known = onnx.shape_inference.infer_shapes(proto).graph
        values = (*known.value_info, *known.input, *known.output)
        self.types = {value.name: value.type.tensor_type.elem_type for value in values}
        self.steps = [
            Step(
                node.name,
                tuple(name for name in map(self._integers, node.input) if name and name not in self.constants),
                tuple(node.output),
                node,
            )
            for node in proto.graph.node
            if node.op_type != "DequantizeLinear"
        ]
        biases = {node.name: node.input[-1] for node in proto.graph.node}
        self.kernels = {name: kernel for name, kernel in of_onnx(proto).items() if biases[name] in self.dequantized}

    def _integers(self, name: str) -> str:
        return self.dequantized[name].input[0] if name in self.dequantized else name

    def taken(self, image: Array) -> Array:
        """As of every file."""
        return image

    def run(self, steps: list[Step], given: dict[str, list[Array]], wanted: list[str]) -> dict[str, list[Array]]:
        """As of every file."""
        import onnxruntime
        from onnx import helper

        nodes = [step.operation for step in steps]
        before = {name: self.dequantized[name] for node in nodes for name in node.input if name in self.dequantized}
        nodes = [*before.values(), *nodes]
        ends = [
            [helper.make_tensor_value_info(name, self.types[name], None) for name in names] for names in (given, wanted)
        ]
        read = {name: self.constants[name] for node in nodes for name in node.input if name in self.constants}
        graph = helper.make_graph(nodes, "part", *ends, list(read.values()))
        model = helper.make_model(graph, opset_imports=self.proto.opset_import, ir_version=self.proto.ir_version)
        session = onnxruntime.InferenceSession(model.SerializeToString(), providers=["CPUExecutionProvider"])
        rows = [
            session.run(wanted, dict(zip(given, values, strict=True))) for values in zip(*given.values(), strict=True)
        ]
        return {name: list(values) for name, values in zip(wanted, zip(*rows, strict=True), strict=True)}

    def floats(self, name: str, values: Array) -> Array:
        """As of every file."""
        from onnx import numpy_helper

        scale, zero = (numpy_helper.to_array(self.constants[each]) for each in self.scales[name])
        return (values - zero.astype("float32")) * scale

    def add(self, step: Step, amount: Array) -> None:
        """As of every file."""
        from onnx import numpy_helper

        bias, scale, _ = (self.constants[name] for name in self.dequantized[step.operation.input[2]].input)
        total = added(numpy_helper.to_array(bias), amount / numpy_helper.to_array(scale))
        bias.CopyFrom(numpy_helper.from_array(total, bias.name))


def added(bias: Array, amount: Array) -> Array:
    """The integers of a bias with an amount more, rounded, and within the limits of their kind."""
    limits, half = np.iinfo(bias.dtype), 2**62  # twice that is the last of 64 bits
    more = np.clip(np.round(amount), -half, half).astype(np.int64)
    total = np.clip(bias.astype(np.int64), -half, half - 1) + more
    return np.clip(total, limits.min, limits.max).astype(bias.dtype)
