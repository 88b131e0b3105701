"""Multiply-adds of a file, counted in the file itself, and the numbers that it multiplies."""

from __future__ import annotations

from math import prod
from pathlib import Path
from typing import Any

from kerasarch.export.flatbuffer import graph_of

Found = tuple[int | None, str | None]


def multiply_adds(kind: str, path: Path) -> Found:
    """Of the convolutions, dense layers and matrix products for one image, and how their numbers are quantized.

    Args:
        kind: "tflite", "onnx" or "keras"; a SavedModel is counted by the process that runs it.
        path: the file, which its runtime has opened.

    Returns:
        The number, None where it cannot be told; None (float32 or float16, which a processor multiplies as float32),
        "dynamic", "int8" or "int16".
    """
    try:
        return COUNTERS[kind](path) if kind in COUNTERS else (None, None)
    except Exception:  # a good file of somebody else, of operations or with branches that are not known here
        return None, None


def _of_tflite(path: Path) -> Found:
    graph = graph_of(path.read_bytes())
    total, kinds = 0, set()
    for operation in graph.operations:
        if operation.name not in ("CONV_2D", "DEPTHWISE_CONV_2D", "FULLY_CONNECTED", "BATCH_MATMUL"):
            continue
        image, weights = operation.inputs[:2]
        if operation.name == "BATCH_MATMUL":
            each = image.shape[-2 if operation.options.adjX else -1]
        else:
            each = prod(weights.shape[1:3] if operation.name == "DEPTHWISE_CONV_2D" else weights.shape[1:])
        total += prod(operation.outputs[0].shape) * each
        kinds.add((image.type, weights.type))
    return total // max(1, graph.inputs[0].shape[0]), _quantized(kinds)


def _quantized(kinds: set[tuple[str, str]]) -> str | None:
    for quantize, kind in (("int16", ("INT16", "INT8")), ("int8", ("INT8", "INT8")), ("dynamic", ("FLOAT32", "INT8"))):
        if kind in kinds:
            return quantize
    return None


def _of_onnx(path: Path) -> Found:
    import onnx

    model = onnx.load(path)
    for value in model.graph.input:
        value.type.tensor_type.shape.dim[0].dim_value = 1  # of one image, and so that reshapes can be followed
    del model.graph.value_info[:]
    for value in model.graph.output:
        value.type.tensor_type.ClearField("shape")
    graph = onnx.shape_inference.infer_shapes(model, data_prop=True).graph
    shapes: dict[str, list[int]] = {tensor.name: list(tensor.dims) for tensor in graph.initializer}
    for value in (*graph.input, *graph.value_info, *graph.output):
        shapes[value.name] = [dim.dim_value for dim in value.type.tensor_type.shape.dim]
    total, operations = 0, {node.op_type for node in graph.node}
    for node in graph.node:
        if node.op_type == "Conv":
            total += prod(shapes[node.output[0]]) * prod(shapes[node.input[1]][1:])
        elif node.op_type in ("Gemm", "MatMul"):
            turned = any(attribute.name == "transA" and attribute.i for attribute in node.attribute)
            total += prod(shapes[node.output[0]]) * shapes[node.input[0]][0 if turned else -1]
    return total, "int8" if "DequantizeLinear" in operations else None


def _of_keras(path: Path) -> Found:
    from kerasarch import models
    from kerasarch.readers.cost import cost
    from kerasarch.readers.read import read

    model: Any = models.load(path)
    return cost(read(model), tuple(model.inputs[0].shape[1:])).macs, None


COUNTERS = {"tflite": _of_tflite, "onnx": _of_onnx, "keras": _of_keras}
