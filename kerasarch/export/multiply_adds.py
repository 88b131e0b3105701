"""Multiply-adds of a file, counted in the file itself, and the numbers that it multiplies."""

from __future__ import annotations

from math import prod
from pathlib import Path
from typing import Any

from kerasarch.export.flatbuffer import graph_of

Found = tuple[int | None, str | None]
COUNTED = {
    "tflite": ("CONV_2D", "DEPTHWISE_CONV_2D", "FULLY_CONNECTED", "BATCH_MATMUL"),
    "onnx": ("Conv", "Gemm", "MatMul"),
}
# Operations without a convolution or a matrix product in them: of a file with any other, nobody can tell the number.
WITHOUT = {
    "tflite": """
        ABS ADD ADD_N ARG_MAX ARG_MIN AVERAGE_POOL_2D BATCH_TO_SPACE_ND BROADCAST_TO CAST CEIL CONCATENATION COS CUMSUM
        DEPTH_TO_SPACE DEQUANTIZE DIV ELU EQUAL EXP EXPAND_DIMS FILL FLOOR FLOOR_DIV FLOOR_MOD GATHER GATHER_ND GELU
        GREATER GREATER_EQUAL HARD_SWISH L2_NORMALIZATION L2_POOL_2D LEAKY_RELU LESS LESS_EQUAL
        LOCAL_RESPONSE_NORMALIZATION LOG LOGICAL_AND LOGICAL_NOT LOGICAL_OR LOGISTIC LOG_SOFTMAX MAXIMUM MAX_POOL_2D
        MEAN MINIMUM MIRROR_PAD MUL NEG NOT_EQUAL ONE_HOT PACK PAD PADV2 POW PRELU QUANTIZE RANGE RANK REDUCE_MAX
        REDUCE_MIN REDUCE_PROD RELU RELU6 RELU_0_TO_1 RELU_N1_TO_1 RESHAPE RESIZE_BILINEAR RESIZE_NEAREST_NEIGHBOR
        REVERSE_V2 ROUND RSQRT SELECT SELECT_V2 SHAPE SIGN SIN SLICE SOFTMAX SPACE_TO_BATCH_ND SPACE_TO_DEPTH SPLIT
        SPLIT_V SQRT SQUARE SQUARED_DIFFERENCE SQUEEZE STRIDED_SLICE SUB SUM TANH TILE TOPK_V2 TRANSPOSE UNPACK WHERE
        ZEROS_LIKE
    """,
    "onnx": """
        Abs Add And ArgMax ArgMin AveragePool BatchNormalization Cast Ceil Clip Concat Constant ConstantOfShape Cos
        CumSum DepthToSpace DequantizeLinear Div Dropout Elu Equal Erf Exp Expand EyeLike Flatten Floor Gather
        GatherElements GatherND Gelu GlobalAveragePool GlobalMaxPool Greater GreaterOrEqual HardSigmoid HardSwish
        Hardmax Identity InstanceNormalization LRN LayerNormalization LeakyRelu Less LessOrEqual Log LogSoftmax
        LpNormalization LpPool Max MaxPool Mean MeanVarianceNormalization Min Mish Mod Mul Neg Not OneHot Or PRelu Pad
        Pow QuantizeLinear Range Reciprocal ReduceL1 ReduceL2 ReduceLogSum ReduceLogSumExp ReduceMax ReduceMean
        ReduceMin ReduceProd ReduceSum ReduceSumSquare Relu Reshape Resize Round Selu Shape Sigmoid Sign Sin Size Slice
        Softmax Softplus Softsign SpaceToDepth Split Sqrt Squeeze Sub Sum Tanh ThresholdedRelu Tile TopK Transpose
        Unsqueeze Upsample Where Xor
    """,
}


def multiply_adds(kind: str, path: Path) -> Found:
    """Of the convolutions, dense layers and matrix products for one image, and how their numbers are quantized.

    Args:
        kind: "tflite", "onnx" or "keras"; a SavedModel is counted by the process that runs it.
        path: the file, which its runtime has opened.

    Returns:
        The number, None where it cannot be told, as where an operation is not known here; None (float32 or float16,
        which a processor multiplies as float32), "dynamic", "int8" or "int16".
    """
    try:
        return COUNTERS[kind](path) if kind in COUNTERS else (None, None)
    except Exception:  # a good file of somebody else, with branches or of sizes that cannot be followed here
        return None, None


def _of_tflite(path: Path) -> Found:
    graph = graph_of(path.read_bytes())
    known = _all_known("tflite", {operation.name for operation in graph.operations})
    total, kinds = 0, set()
    for operation in graph.operations:
        if operation.name not in COUNTED["tflite"]:
            continue
        known = known and -1 not in operation.outputs[0].signature[1:]
        image, weights = operation.inputs[:2]
        if operation.name == "BATCH_MATMUL":
            each = image.shape[-2 if operation.options.adjX else -1]
        else:
            each = prod(weights.shape[1:3] if operation.name == "DEPTHWISE_CONV_2D" else weights.shape[1:])
        total += prod(operation.outputs[0].shape) * each
        kinds.add((image.type, weights.type))
    return total // max(1, graph.inputs[0].shape[0]) if known else None, _quantized(kinds)


def _all_known(kind: str, operations: set[str]) -> bool:
    return operations <= {*COUNTED[kind], *WITHOUT[kind].split()}


def _quantized(kinds: set[tuple[str, str]]) -> str | None:
    for quantize, kind in (("int16", ("INT16", "INT8")), ("int8", ("INT8", "INT8")), ("dynamic", ("FLOAT32", "INT8"))):
        if kind in kinds:
            return quantize
    return None


def _of_onnx(path: Path) -> Found:
    import onnx

    model = onnx.load(path)
    weights = {tensor.name for tensor in model.graph.initializer}
    for value in (value for value in model.graph.input if value.name not in weights):  # old files name all
        value.type.tensor_type.shape.dim[0].dim_value = 1  # of one image, and so that reshapes can be followed
    del model.graph.value_info[:]
    for value in model.graph.output:
        value.type.tensor_type.ClearField("shape")
    graph = onnx.shape_inference.infer_shapes(model, data_prop=True).graph
    shapes: dict[str, list[int]] = {tensor.name: list(tensor.dims) for tensor in graph.initializer}
    for value in (*graph.input, *graph.value_info, *graph.output):
        sizes = [dim.dim_value for dim in value.type.tensor_type.shape.dim]
        if 0 not in sizes and value.type.tensor_type.HasField("shape"):  # 0: nobody can tell
            shapes[value.name] = sizes
    # of another domain, an operation has another name: com.microsoft's Conv is no Conv
    operations = {
        node.op_type if node.domain in ("", "ai.onnx") else f"{node.domain}.{node.op_type}" for node in graph.node
    }
    quantize = "int8" if "DequantizeLinear" in operations else None
    if not _all_known("onnx", operations):
        return None, quantize
    total = 0
    for node in graph.node:
        if node.op_type == "Conv":
            total += prod(shapes[node.output[0]]) * prod(shapes[node.input[1]][1:])
        elif node.op_type in ("Gemm", "MatMul"):
            turned = any(attribute.name == "transA" and attribute.i for attribute in node.attribute)
            total += prod(shapes[node.output[0]]) * shapes[node.input[0]][0 if turned else -1]
    return total, quantize


def _of_keras(path: Path) -> Found:
    from kerasarch import models
    from kerasarch.readers.cost import cost
    from kerasarch.readers.read import read

    model: Any = models.load(path)
    return cost(read(model), tuple(model.inputs[0].shape[1:])).macs, None


COUNTERS = {"tflite": _of_tflite, "onnx": _of_onnx, "keras": _of_keras}
