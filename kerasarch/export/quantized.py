"""A float TFLite file into one of integers, or with integer weights, through ai-edge-quantizer."""

from __future__ import annotations

import copy
import re
from collections.abc import Collection, Iterable
from typing import Any

import numpy as np

from kerasarch.export.flatbuffer import edited, graph_of
from kerasarch.export.formats import Form
from kerasarch.export.kernels import TFLITE as KERNELS
from kerasarch.export.ranges import Range
from kerasarch.export.tensors import Node, memory_taken
from kerasarch.quiet import quiet

NONE = -1  # in the place of a bias that is left out
FEW = 1024  # weights of a kernel, below which int8 saves nothing
# of int8 operations, as TFLite's converter writes them and the Edge TPU's compiler asks; ai-edge-quantizer leaves 1
VERSIONS = {
    **dict.fromkeys(("CONV_2D", "DEPTHWISE_CONV_2D"), 3),
    **dict.fromkeys(("ADD", "SUB", "MUL", "CONCATENATION", "PAD", "SPLIT", "TRANSPOSE", "STRIDED_SLICE"), 2),
    **dict.fromkeys(("AVERAGE_POOL_2D", "MAX_POOL_2D", "MEAN", "SOFTMAX", "LOGISTIC", "TANH", "RELU", "MAXIMUM"), 2),
    **dict.fromkeys(("GELU", "RSQRT", "SQUARED_DIFFERENCE", "DEQUANTIZE"), 2),
    "FULLY_CONNECTED": 4,
}
# what has int8 weights in a dynamic file, with the versions that TFLite's converter writes for a scale a channel
WITH_WEIGHTS = {"CONV_2D": 5, "FULLY_CONNECTED": 12}


def quantized(content: bytes, ranges: dict[str, Range], form: Form, floats: Collection[Node] = ()) -> bytes:
    """The file with int8 weights, a scale for each channel, and int8 or int16 values between the operations.

    Args:
        content: the float file.
        ranges: of each tensor that is no constant.
        form: `quantize` "int8" or "int16", and `input`: what goes in and comes out.
        floats: operations that stay in float.
    """
    from ai_edge_quantizer import qtyping, quantizer

    operations = qtyping.TFLOperationName
    work = quantizer.Quantizer(bytearray(content))
    work.add_static_config(".*", operations.ALL_SUPPORTED, 8 if form.quantize == "int8" else 16, 8)
    for end in (operations.INPUT, operations.OUTPUT):
        if form.input == "uint8":
            work.update_quantization_recipe(".*", end, _unsigned(qtyping))
        elif form.input == "float32":
            work.update_quantization_recipe(".*", end, algorithm_key=quantizer.AlgorithmName.NO_QUANTIZE)
    _keep(work, (node.outputs for node in floats))
    given = {name: {"min": np.float32(low), "max": np.float32(high)} for name, (low, high) in ranges.items()}

    def change(model: Any, kinds: list[str]) -> None:
        (_with_versions if form.quantize == "int8" else _with_free_scales)(model, kinds)
        _apart(model, kinds)

    return edited(_done(work, given), change)


def with_integer_weights(content: bytes) -> bytes:
    """The float file with int8 weights, a scale for each channel, and float values between the operations, which are
    quantized as they come.

    Depthwise kernels stay in float. They are few of the weights, and with int8 ones LiteRT's plain kernels take over:
    MobileNet at 224 would take 2.4 times as long as in float, and takes 0.64 of it. So do kernels of fewer than 1,024
    weights, which TFLite's converter leaves too.
    """
    from ai_edge_quantizer import qtyping, quantizer

    work = quantizer.Quantizer(bytearray(content))
    for kind in WITH_WEIGHTS:
        work.add_dynamic_config(".*", qtyping.TFLOperationName[kind], 8)
    weighty = [one for one in graph_of(content).operations if one.name in WITH_WEIGHTS]
    _keep(work, [[tensor.name for tensor in one.outputs] for one in weighty if one.constant(1).size < FEW])
    return edited(_done(work, None), _with_weights_versions)


def with_relu_in_sums(content: bytes) -> bytes:
    """The float file with each ReLU of a sum that is read elsewhere too made by a sum of its own.

    A ReLU by itself gives other scales out than in, which XNNPACK leaves to LiteRT's plain kernels: in Xception they
    take a third of the time. A ReLU in an addition it computes itself, and one rounding falls away.
    """
    return edited(content, _split_sums)


def _split_sums(model: Any, kinds: list[str]) -> None:
    (graph,) = model.subgraphs
    sums = {operator.outputs[0]: operator for operator in graph.operators if kinds[operator.opcodeIndex] == "ADD"}
    for operator in graph.operators:
        made = sums.get(operator.inputs[0]) if kinds[operator.opcodeIndex] == "RELU" else None
        if made is not None and not made.builtinOptions.fusedActivationFunction:
            operator.opcodeIndex, operator.inputs = made.opcodeIndex, made.inputs
            operator.builtinOptionsType = made.builtinOptionsType
            operator.builtinOptions = type(made.builtinOptions)()
            operator.builtinOptions.fusedActivationFunction = 1  # of the schema's ActivationFunctionType: RELU


def _done(work: Any, ranges: dict[str, Any] | None) -> bytes:
    with memory_taken(), quiet():  # it draws a bar of progress, whatever it is told
        return bytes(work.quantize(ranges, enable_progress_bar=False, enable_progress_report=False).quantized_model)


def _keep(work: Any, made: Iterable[Collection[str]]) -> None:
    """Keep the operations that make these tensors in float."""
    from ai_edge_quantizer import qtyping, quantizer

    for names in made:
        scope, kept = re.escape(";".join(names)), quantizer.AlgorithmName.NO_QUANTIZE
        work.update_quantization_recipe(f"^{scope};$", qtyping.TFLOperationName.ALL_SUPPORTED, algorithm_key=kept)


def _unsigned(qtyping: Any) -> Any:
    tensor, number = qtyping.QuantGranularity.TENSORWISE, qtyping.TensorDataType
    values = qtyping.TensorQuantizationConfig(8, symmetric=False, granularity=tensor, dtype=number.UINT)
    weights = qtyping.TensorQuantizationConfig(8, granularity=qtyping.QuantGranularity.CHANNELWISE, dtype=number.INT)
    return qtyping.OpQuantizationConfig(values, weights, qtyping.ComputePrecision.INTEGER, explicit_dequantize=False)


def _with_weights_versions(model: Any, kinds: list[str]) -> None:
    from ai_edge_litert import schema_py_generated as schema

    (graph,) = model.subgraphs
    for operator in graph.operators:
        least, kind = WITH_WEIGHTS.get(kinds[operator.opcodeIndex]), model.operatorCodes[operator.opcodeIndex]
        if least and graph.tensors[operator.inputs[1]].type == schema.TensorType.INT8:
            kind.version = max(kind.version, least)


def _apart(model: Any, kinds: list[str]) -> None:
    """With a bias of its own for each kernel, and a name for each tensor: a quantizer gives one to several."""
    (graph,) = model.subgraphs
    biases, taken = set(), set()
    for operator in graph.operators:
        if kinds[operator.opcodeIndex] in KERNELS and len(operator.inputs) == 3:
            source, kernel, bias = operator.inputs
            if bias != NONE and bias in biases:
                tensor = copy.copy(graph.tensors[bias])
                model.buffers.append(copy.copy(model.buffers[tensor.buffer]))
                tensor.buffer = len(model.buffers) - 1
                operator.inputs = [source, kernel, len(graph.tensors)]
                graph.tensors.append(tensor)
            biases.add(bias)
    for place, tensor in enumerate(graph.tensors):
        if tensor.name in taken:
            tensor.name += f"_{place}".encode()
        taken.add(tensor.name)


def _with_versions(model: Any, kinds: list[str]) -> None:
    for kind, name in zip(model.operatorCodes, kinds, strict=True):
        kind.version = max(kind.version, VERSIONS.get(name, 1))


def _with_free_scales(model: Any, kinds: list[str]) -> None:
    """Without the schema's default that scales of int16 are powers of two, which they are not."""
    for operator in model.subgraphs[0].operators:
        if hasattr(operator.builtinOptions, "potScaleInt16"):
            operator.builtinOptions.potScaleInt16 = False
