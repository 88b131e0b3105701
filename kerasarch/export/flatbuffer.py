"""A TFLite file without its last activation, so that a proof can look at the logits of the very file."""

from __future__ import annotations

from typing import Any


def without_activation(content: bytes) -> bytes:
    """The same TFLite model without its last softmax or sigmoid, and without a conversion of types behind it."""
    import flatbuffers
    from ai_edge_litert import schema_py_generated as schema

    model = schema.ModelT.InitFromPackedBuf(content, 0)
    (graph,) = model.subgraphs
    operators = schema.BuiltinOperator
    end, taken = graph.outputs[0], []
    while True:
        (maker,) = [operator for operator in graph.operators if end in operator.outputs]
        code = model.operatorCodes[maker.opcodeIndex].builtinCode
        taken.append(maker)
        end = maker.inputs[0]
        if code in (operators.SOFTMAX, operators.LOGISTIC):
            break
        if code not in (operators.QUANTIZE, operators.DEQUANTIZE):
            return content
    graph.operators = [operator for operator in graph.operators if operator not in taken]
    graph.outputs = [end]
    model.signatureDefs = []  # they would name the output that is gone
    builder: Any = flatbuffers.Builder(len(content))
    builder.Finish(model.Pack(builder), b"TFL3")
    return bytes(builder.Output())
