"""What the convolutions and matrices of a file multiply with and add, and the means that this gives."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from kerasarch.export.flatbuffer import Operation, graph_of

Array = Any
Pair = tuple[int, int]
NONE = ((0, 0), (0, 0))
TFLITE = ("CONV_2D", "DEPTHWISE_CONV_2D", "FULLY_CONNECTED")


@dataclass(frozen=True)
class Kernel:
    """What a convolution or a matrix multiplies with and adds, as floats.

    Attributes:
        source: the name of what goes in.
        values: (outputs, height, width, inputs of a group); of a matrix (outputs, inputs).
        bias: (outputs,).
        strides, dilations: down and across.
        padding: rows above and below, columns before and behind, of zeros; None: as many as "same" takes.
        channels_first: whether what goes in is (inputs, height, width), not (height, width, inputs).
    """

    source: str
    values: Array
    bias: Array
    strides: Pair = (1, 1)
    dilations: Pair = (1, 1)
    padding: Sequence[Pair] | None = NONE
    channels_first: bool = False

    def mean(self, image: Array) -> Array:
        """The mean of each channel that comes out, before an activation, (outputs,).

        Args:
            image: the mean of what goes in; of a matrix, whatever ends in its inputs.
        """
        if self.values.ndim == 2:
            return self.bias + self.values @ image.reshape(-1, self.values.shape[1]).mean(0, dtype="float64")
        image = np.moveaxis(image, 0, 2) if self.channels_first else image
        outputs, height, width, inputs = self.values.shape
        groups = image.shape[2] // inputs
        window = self._window(image).reshape(groups, inputs, height, width)
        values = self.values.reshape(groups, -1, height, width, inputs)
        return self.bias + np.einsum("gohwi,gihw->go", values, window).reshape(outputs)

    def _window(self, image: Array) -> Array:
        """What the kernel sees on average over the places that it is put on, (inputs, height, width)."""
        (down, across), (rows, columns), (_, height, width, _) = self.strides, self.dilations, self.values.shape
        spans = rows * (height - 1) + 1, columns * (width - 1) + 1
        padding = self.padding or [_same(*sizes) for sizes in zip(image.shape[:2], spans, self.strides, strict=True)]
        seen = sliding_window_view(np.pad(image, (*padding, (0, 0))), spans, (0, 1))
        return seen[::down, ::across, :, ::rows, ::columns].mean((0, 1), dtype="float64")


def of_tflite(content: bytes) -> dict[str, Kernel]:
    """Those of a TFLite file that have a bias, by the name of what their operations make."""
    return {
        one.outputs[0].name: _of_operation(one)
        for one in graph_of(content).operations
        if one.name in TFLITE and [each.values is None for each in one.inputs] == [True, False, False]
    }


def _of_operation(one: Operation) -> Kernel:
    (source, *constants), options = one.inputs, one.options
    values, bias = (each.floats(each.values) for each in constants)
    if one.name == "FULLY_CONNECTED":
        return Kernel(source.name, values, bias)
    if one.name == "DEPTHWISE_CONV_2D":
        values = values.transpose(3, 1, 2, 0)  # each output is of one input
    strides, dilations = (options.strideH, options.strideW), (options.dilationHFactor, options.dilationWFactor)
    padding = NONE if options.padding else None  # 0 is "same" in the schema
    return Kernel(source.name, values, bias, strides, dilations, padding)


def _same(size: int, span: int, stride: int) -> Pair:
    """What a kernel sees beyond an image, in one direction: half before it, and where it is odd one more behind."""
    beyond = max(0, (-(-size // stride) - 1) * stride + span - size)
    return beyond // 2, beyond - beyond // 2


def of_onnx(proto: Any) -> dict[str, Kernel]:
    """Those of an ONNX file that have a bias, by the names of their nodes."""
    from onnx import helper

    constants = _constants(proto)
    found = {}
    for node in proto.graph.node:
        if node.op_type in ("Conv", "Gemm") and len(node.input) == 3 and constants.keys() >= set(node.input[1:]):
            values, bias = (constants[name] for name in node.input[1:])
            if values.ndim in (2, 4):
                given = {each.name: helper.get_attribute_value(each) for each in node.attribute}
                found[node.name] = _of_node(node, values, bias, given)
    return found


def _of_node(node: Any, values: Array, bias: Array, given: dict[str, Any]) -> Kernel:
    if node.op_type == "Gemm":
        return Kernel(node.input[0], values if given.get("transB") else values.T, bias)
    top, left, bottom, right = given.get("pads", (0, 0, 0, 0))
    padding = None if given.get("auto_pad") == b"SAME_UPPER" else ((top, bottom), (left, right))
    strides, dilations = (tuple(given.get(key, (1, 1))) for key in ("strides", "dilations"))
    return Kernel(node.input[0], values.transpose(0, 2, 3, 1), bias, strides, dilations, padding, channels_first=True)


def _constants(proto: Any) -> dict[str, Array]:
    """The constants of an ONNX file by name, and the floats that are made of those of integers."""
    from onnx import numpy_helper

    found = {tensor.name: numpy_helper.to_array(tensor) for tensor in proto.graph.initializer}
    for node in proto.graph.node:
        if node.op_type == "DequantizeLinear" and node.input[0] in found:
            values, scale, zero = (found[name] for name in node.input)
            axis = next((each.i for each in node.attribute if each.name == "axis"), values.ndim - 1)
            along = (-1, *[1] * (values.ndim - axis - 1))
            found[node.output[0]] = (values - zero.astype("float32").reshape(along)) * scale.reshape(along)
    return found
