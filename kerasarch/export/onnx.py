"""A Keras model into an ONNX file, through tf2onnx; its other precisions through ONNX Runtime's tools."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import tensorflow as tf

from kerasarch.export.formats import Form
from kerasarch.export.kernels import of_onnx
from kerasarch.export.layers import float_file, kept_in_float, losses
from kerasarch.export.parts import OnnxParts, channel_means, keep_means, some
from kerasarch.export.ranges import Range, nearest, ranges
from kerasarch.export.subject import Subject
from kerasarch.export.tensors import OnnxTensors
from kerasarch.quiet import quiet

IMAGE = "image"
RESCALING = ("Mul", "Add", "Sub", "Div", "Transpose", "Split", "Concat")  # and the order of colours
COUNTED = re.compile(r"((.*?)(?:__\d+)+)((?::\d+)?)")  # a name, what stands before its numbers, the output


def write(subject: Subject, place: Path, form: Form, calibration: Any = None) -> Form:
    """Write an ONNX file: float32 `image` in, `probabilities` (or `logits`) out.

    Args:
        subject: the model.
        place: the file.
        form: `quantize` None, "float16" (weights and what is between the layers; float32 in and out) or "int8" (QDQ:
            weights a channel, activations a tensor) with `ranges` and `exclude`; `batch`, `layout` and `opset`.
        calibration: for int8, images as the model takes them.

    Returns:
        `form`, with the `ranges` that were the best.
    """
    with quiet():
        proto = _converted(subject, form)
        if form.quantize == "float16":
            proto = _float16(proto)
        if form.quantize == "int8":
            proto, form = _int8(proto, subject, place, form, calibration)
    place.write_bytes(proto.SerializeToString(deterministic=True))
    return form


def _converted(subject: Subject, form: Form) -> Any:
    from tf2onnx import optimizer, tf_loader, tf_utils, tfonnx

    name = subject.output_name
    specification = tf.TensorSpec((form.batch, *subject.shape), tf.float32, name=IMAGE)
    function = tf.function(
        lambda image: subject.model(image, training=False), input_signature=[specification], autograph=False
    )
    concrete = function.get_concrete_function()
    ends = [concrete.inputs[0].name], [concrete.outputs[0].name]
    # The steps of tf2onnx.convert.from_function, with less to do in each: its optimizer copies all weights in each pass
    frozen = _without_reading(tf_loader.from_function(concrete, *ends, large_model=True))
    with _numpy_of_tf2onnx(), tf.device("/cpu:0"), tf.Graph().as_default() as graph:
        values = tf_utils.compress_graph_def(frozen)
        tf.import_graph_def(frozen, name="")
        found = tfonnx.process_tf_graph(
            graph,
            opset=form.opset,
            input_names=ends[0],
            output_names=ends[1],
            const_node_values=values,
            custom_op_handlers={"Erfc": (_erfc, [])},
            inputs_as_nchw=[IMAGE] if form.layout == "NCHW" else None,
            tensors_to_rename={ends[0][0]: IMAGE, ends[1][0]: name},
        )
        proto = optimizer.optimize_graph(found, catch_errors=False, optimizers=_passes()).make_model("kerasarch")
    _keep_padding(proto.graph)
    if form.batch is None:
        for value in (*proto.graph.input, *proto.graph.output):
            value.type.tensor_type.shape.dim[0].dim_param = "batch"
    _order(proto.graph)
    _number(proto.graph)
    onnx.checker.check_model(proto)
    return proto


def _order(graph: Any) -> None:
    """Put the nodes in an order that only the graph decides: each behind its inputs, the first of them first.

    In tf2onnx's, names and their hashes decide, too.
    """
    makers = {name: node for node in graph.node for name in node.output}
    found: dict[str, Any] = {}
    waiting = [makers[graph.output[0].name]]
    while waiting:
        node = waiting[-1]
        before = [makers[name] for name in node.input if name in makers and makers[name].output[0] not in found]
        if before:
            waiting.append(before[0])
        else:
            found[waiting.pop().output[0]] = node
    del graph.node[:]
    graph.node.extend(found.values())


def _number(graph: Any) -> None:
    """Give what tf2onnx named by a counter of the whole process (Conv__407:0) numbers of this graph's own.

    Equal models then give equal bytes, in any process and whatever was converted before.
    """
    own: dict[str, int] = {}

    def named(name: str) -> str:
        found = COUNTED.fullmatch(name)
        return f"{found[2]}__{own.setdefault(found[1], len(own))}{found[3]}" if found else name

    for node in graph.node:  # in the order of the computation
        node.name = named(node.name)
        node.input[:], node.output[:] = map(named, node.input), map(named, node.output)
    for values in (graph.initializer, graph.value_info, graph.input, graph.output):
        for value in values:
            value.name = named(value.name)
    graph.initializer.sort(key=lambda tensor: tensor.name)


def _without_reading(frozen: Any) -> Any:
    """A frozen graph whose constants are read where they are used, biases in the shape that they are used in.

    tf2onnx would start a session of TensorFlow for each.
    """
    constants = {node.name: node for node in frozen.node if node.op == "Const"}
    reads = {node.name: node.input[0] for node in frozen.node if node.op == "Identity" and node.input[0] in constants}
    for node in frozen.node:
        # "^" is for what must run before: nothing has effects here
        sources = [reads.get(source.removesuffix(":0"), source) for source in node.input if source[0] != "^"]
        node.input[:] = sources
    kept = [node for node in frozen.node if node.name not in reads]
    del frozen.node[:]
    frozen.node.extend(kept)
    used = Counter(source for node in frozen.node for source in node.input)
    for node in frozen.node:
        if node.op == "Reshape" and used[node.input[0]] == 1 and set(node.input) <= set(constants):
            values, shape = (constants[source].attr["value"].tensor for source in node.input)
            reshaped = tf.make_ndarray(values).reshape(tf.make_ndarray(shape))
            node.op = "Const"
            node.attr["value"].tensor.CopyFrom(tf.make_tensor_proto(reshaped))
            node.attr["dtype"].CopyFrom(node.attr["T"])
            for key in ("T", "Tshape"):
                del node.attr[key]
            del node.input[:]
    return frozen


def _passes() -> dict[str, Any]:
    """Those of tf2onnx's optimizer that change something in networks of images, in its order."""
    from tf2onnx.optimizer.back_to_back_optimizer import BackToBackOptimizer
    from tf2onnx.optimizer.const_fold_optimizer import ConstFoldOptimizer
    from tf2onnx.optimizer.global_pool_optimizer import GlobalPoolOptimizer
    from tf2onnx.optimizer.identity_optimizer import IdentityOptimizer
    from tf2onnx.optimizer.reshape_optimizer import ReshapeOptimizer
    from tf2onnx.optimizer.transpose_optimizer import TransposeOptimizer

    return {
        optimizer.__name__: optimizer
        for optimizer in (
            *(TransposeOptimizer, ConstFoldOptimizer, ReshapeOptimizer),
            *(GlobalPoolOptimizer, IdentityOptimizer, BackToBackOptimizer),
        )
    }


def _erfc(graph: Any, node: Any, name: str, arguments: Any) -> None:
    """Exact GELU's erfc(x), which ONNX has not, as 1 - erf(x)."""
    from tf2onnx.utils import make_name

    one = graph.make_const(make_name("one"), np.array(1, np.float32))
    erf = graph.make_node("Erf", node.input, name=make_name("erf"))
    node.type, node.domain = "Sub", ""
    graph.replace_inputs(node, [one.output[0], erf.output[0]])


def _keep_padding(graph: Any) -> None:
    """Part each zero padding from the max pooling behind it, unless a ReLU goes before: ONNX Runtime 1.31 makes one of
    them, and a MaxPool pads with the lowest number. Nothing takes the maximum of one tensor away.
    """
    makers = {name: node for node in graph.node for name in node.output}
    for place, node in reversed(list(enumerate(graph.node))):
        pad = makers.get(node.input[0]) if node.op_type == "MaxPool" else None
        if pad is not None and pad.op_type == "Pad" and getattr(makers.get(pad.input[0]), "op_type", "") != "Relu":
            kept = f"{node.input[0]}_kept"
            graph.node.insert(place, onnx.helper.make_node("Max", [node.input[0]], [kept], name=kept))
            node.input[0] = kept


@contextmanager
def _numpy_of_tf2onnx() -> Iterator[None]:
    """tf2onnx 1.17 calls np.product, which NumPy 2 has no more."""
    had = hasattr(np, "product")
    if not had:
        np.product = np.prod  # type: ignore[attr-defined]
    try:
        yield
    finally:
        if not had:
            del np.product  # type: ignore[attr-defined]


def _float16(proto: Any) -> Any:
    from onnxruntime.transformers.float16 import convert_float_to_float16

    return convert_float_to_float16(proto, keep_io_types=True)


def _int8(proto: Any, subject: Subject, place: Path, form: Form, calibration: Any) -> tuple[Any, Form]:
    from onnxruntime.quantization import QuantType, quantize_static
    from onnxruntime.quantization.shape_inference import quant_pre_process

    plain, ready = place.with_name("plain.onnx"), float_file(place)
    plain.write_bytes(proto.SerializeToString())
    quant_pre_process(str(plain), str(ready))
    proto = onnx.load(ready)
    file, images = OnnxTensors(proto), inputs(calibration, form)
    floats = {name for node in kept_in_float(file, subject.model, form.exclude) for name in node.outputs}
    last = {node.output[0]: node for node in proto.graph.node}[proto.graph.output[0].name]
    if last.op_type in ("Softmax", "Sigmoid"):  # nothing is gained by it
        floats.add(last.output[0])
    seen = _of_pixels(file, images[0]) if subject.pixels else {}
    floats |= seen.keys()  # rescaled in float: pixels are whole numbers already, and are rounded once, behind it
    few = some(images)
    means = channel_means(file, of_onnx(proto), few)
    made = {}
    for method, found in ranges(file, images, form.methods, 8).items():
        quantize_static(
            str(ready),
            str(place),
            _Reader(images[:1]),  # it must see something, and overrides all that it finds there
            nodes_to_exclude=[node.name for node in proto.graph.node if floats & set(node.output)],
            per_channel=True,
            activation_type=QuantType.QInt8,
            weight_type=QuantType.QInt8,
            extra_options={"TensorQuantOverrides": {name: [_limits(*pair)] for name, pair in (found | seen).items()}},
        )
        made[method] = onnx.load(place)
        keep_means(OnnxParts(made[method]), means, few)
    method = nearest(proto, made, OnnxTensors.logits, images)
    return made[method], replace(form, ranges=method)


def _of_pixels(file: OnnxTensors, image: Any) -> dict[str, Range]:
    """The ranges of the image and of what it becomes value by value, where pixels may be all from 0 to 255.

    Zero must be a step. Where it is between two pixels, as of -1 to 1, all pixels are half a step off, and two and two
    would round to one: the range is a step narrower.
    """
    behind = {file.image}
    for node in file.nodes:
        if node.kind in RESCALING and behind.issuperset(node.inputs):
            behind.update(node.outputs)
    darkest, brightest = (file.run(np.full_like(image, pixel)) for pixel in (0, 255))
    found = {}
    for name in behind:
        low, high = float(darkest[name].min()), float(brightest[name].max())
        off = (high - low) / 510 if low < 0 else 0.0
        found[name] = low + off, high - off
    return found


def losses_of(subject: Subject, place: Path, form: Form, images: Any) -> list[dict[str, Any]]:
    """What each layer of a file that `write` made loses by quantization, on these images."""
    with quiet():
        plain, made = (OnnxTensors(onnx.load(path)) for path in (float_file(place), place))
        return losses(plain, made, inputs(images, form), subject.model)


def _limits(low: float, high: float) -> dict[str, Any]:
    return {"rmin": np.float32(low), "rmax": np.float32(high)}


def inputs(images: Any, form: Form) -> list[Any]:
    """The images as the file takes them."""
    axes = (0, 3, 1, 2) if form.layout == "NCHW" else (0, 1, 2, 3)
    size = form.batch or 1
    return [
        np.ascontiguousarray(images[first : first + size].astype("float32").transpose(axes))
        for first in range(0, len(images) - size + 1, size)
    ]


class _Reader:
    """Calibration images, as ONNX Runtime asks for them: one after the other, and None at the end."""

    def __init__(self, parts: list[Any]) -> None:
        self.parts = iter(parts)

    def get_next(self) -> dict[str, Any] | None:
        part = next(self.parts, None)
        return None if part is None else {IMAGE: part}
