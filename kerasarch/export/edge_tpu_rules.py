"""The operations that an Edge TPU maps, each with its condition: data, which `edge_tpu` applies.

From Coral's documentation (edgetpu/models-intro) as Axis Communications repeats it for ARTPEC-7, whose accelerator is
an Edge TPU, from the compiler's change log for what came after, and from logs of compiler 16 that people published.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from kerasarch.export.flatbuffer import Operation

# The compiler stops at a code that its schema has not: "Op builtin_code out of range: 150" (google-coral/edgetpu#667).
FIRST_UNKNOWN_CODE = 150

Rule = Callable[[Operation], str]  # why an operation is not mapped; "" where it is


def _anything(operation: Operation) -> str:
    return ""


def _no_activation(operation: Operation) -> str:
    return "" if operation.activation == "NONE" else f"a fused {operation.activation}"


def _same_dilation(operation: Operation) -> str:
    one, two = operation.options.dilationHFactor, operation.options.dilationWFactor
    return "" if one == two else f"dilation {one} high and {two} wide"


def _zeros_alone(operation: Operation) -> str:
    """Of a concatenation: a constant may only fill up one other input with zeros."""
    constants = [tensor for tensor in operation.inputs if tensor.values is not None]
    if constants and len(operation.inputs) != 2:
        return f"a constant among {len(operation.inputs)} inputs"
    if any(np.any(tensor.values != tensor.zero_point) for tensor in constants):
        return "a constant that is not zero"
    return _no_activation(operation)


def _one_vector(operation: Operation) -> str:
    shape = operation.outputs[0].shape
    if any(size != 1 for size in shape[:-1]):
        return f"an output of {shape}"
    return "" if operation.options.weightsFormat == 0 else "shuffled weights"


def _behind_batch(operation: Operation) -> str:
    return "packing into the batch" if operation.options.axis % len(operation.outputs[0].shape) == 0 else ""


def _slope_a_channel(operation: Operation) -> str:
    shape = operation.inputs[1].shape
    return f"a slope of {shape}, not one a channel" if any(size != 1 for size in shape[:-1]) else ""


def _leading_ones(operation: Operation) -> str:
    """Of a squeeze, which may take off only sizes of 1 that no other size stands before."""
    shape, dims = operation.inputs[0].shape, operation.options.squeezeDims
    ones = [axis for axis, size in enumerate(shape) if size == 1]
    taken = ones if dims is None or not len(dims) else [int(axis) % len(shape) for axis in dims]
    return f"sizes of 1 within {shape}" if any(size != 1 for size in shape[: max(taken, default=0)]) else ""


def _whole_channels(operation: Operation) -> str:
    """Mean and the like: never over the batch, and over channels only where they are a multiple of 4."""
    shape = operation.inputs[0].shape
    axes = {int(axis) % len(shape) for axis in np.ravel(operation.constant(1))}
    if 0 in axes:
        return "a reduction over the batch"
    return (
        f"a reduction over {shape[-1]} channels, no multiple of 4" if len(shape) - 1 in axes and shape[-1] % 4 else ""
    )


def _not_batch(operation: Operation) -> str:
    return "padding of the batch" if np.any(operation.constant(1)[:1]) else ""


def _one_row(operation: Operation) -> str:
    shape = operation.inputs[0].shape
    rows = [size for size in shape[:-1] if size != 1]
    return f"a softmax over {shape}" if rows or shape[-1] > 16_000 else ""


def _unit_strides(operation: Operation) -> str:
    return "" if all(int(stride) == 1 for stride in operation.constant(3)) else "strides above 1"


TABLE: dict[str, Rule] = {
    "ADD": _anything,
    "AVERAGE_POOL_2D": _no_activation,
    "CONCATENATION": _zeros_alone,
    "CONV_2D": _same_dilation,
    "DEPTHWISE_CONV_2D": _same_dilation,
    "EXPAND_DIMS": _anything,
    "FULLY_CONNECTED": _one_vector,
    "L2_NORMALIZATION": _anything,
    "LOGISTIC": _anything,
    "MAXIMUM": _anything,
    "MAX_POOL_2D": _no_activation,
    "MEAN": _whole_channels,
    "MINIMUM": _anything,
    "MUL": _anything,
    "PACK": _behind_batch,
    "PAD": _not_batch,
    "PRELU": _slope_a_channel,
    "QUANTIZE": _anything,
    "REDUCE_MAX": _whole_channels,
    "REDUCE_MIN": _whole_channels,
    "RELU": _anything,
    "RELU6": _anything,
    "RELU_N1_TO_1": _anything,
    "RESHAPE": _anything,
    "RESIZE_BILINEAR": _anything,
    "RESIZE_NEAREST_NEIGHBOR": _anything,
    "SLICE": _anything,
    "SOFTMAX": _one_row,
    "SPACE_TO_DEPTH": _anything,
    "SPLIT": _anything,
    "SQUEEZE": _leading_ones,
    "STRIDED_SLICE": _unit_strides,
    "SUB": _anything,
    "SUM": _whole_channels,
    "TANH": _anything,
    "TRANSPOSE_CONV": _anything,
}

# Not in the documented table; logs of compiler 16 show them mapped for some sizes and not for others.
OPEN = {
    "TRANSPOSE": "logs of compiler 16 show it mapped, or not, by its size",
    "RSQRT": "said to be mapped since compiler 14; no table names it",
    "SQUARED_DIFFERENCE": "said to be mapped since compiler 14; no table names it",
}
# In the table, with a word that leaves sizes open
SIZES = {
    "RESHAPE": "large ones may not be mapped",
    "RESIZE_BILINEAR": "by its size",
    "RESIZE_NEAREST_NEIGHBOR": "by its size",
}

# The version that an int8 form of each operation has, by TFLite's op_version.cc. One above it has something that no log
# of the compiler shows mapped: a Dense on tokens (FULLY_CONNECTED 5), resizing between the centres of pixels (3,
# refused in google-coral/edgetpu#396 and #420), five axes, values of 16 or 64 bits. TRANSPOSE_CONV 3 has a bias, as
# Keras's have, and is mapped (google-coral/edgetpu#686).
NEWEST = dict.fromkeys(TABLE | OPEN, 2) | {
    **dict.fromkeys(("CONV_2D", "DEPTHWISE_CONV_2D", "MUL", "TRANSPOSE_CONV"), 3),
    **dict.fromkeys(("EXPAND_DIMS", "PRELU", "QUANTIZE", "RELU_N1_TO_1", "RESHAPE", "SQUEEZE"), 1),
    "FULLY_CONNECTED": 4,
}

# At these compiler 16 stops, "Didn't find op for builtin opcode": groups (google-coral/edgetpu#631), and an activation
# in a transposed convolution (google-coral/edgetpu#845).
FIRST_UNKNOWN_VERSION = {"CONV_2D": 6, "TRANSPOSE_CONV": 4}
