"""int8: how ranges are found, layers that stay in float, what each loses, and calibration that is refused."""

import json
from dataclasses import replace
from types import SimpleNamespace

import keras
import numpy as np
import onnx
import pytest

from kerasarch import cli, export
from kerasarch.data.source import PREPARATION
from kerasarch.errors import ExportError
from kerasarch.export import exporter, tflite
from kerasarch.export.flatbuffer import edited, graph_of
from kerasarch.export.formats import METHODS, Form
from kerasarch.export.images import check_calibration
from kerasarch.export.layers import losses
from kerasarch.export.metadata import input_range
from kerasarch.export.parts import TFLiteParts
from kerasarch.export.prepared import prepared
from kerasarch.export.proof import activated, centred_sqnr, compare
from kerasarch.export.ranges import FROM_COUNTS, PERCENTILE, nearest, ranges
from kerasarch.export.runtimes import open_file
from kerasarch.export.subject import subject
from kerasarch.export.tensors import OnnxTensors, Tensors, TFLiteTensors
from tests.benchmarks.int8_quality import measured, network, plain
from tests.export import test_forms as forms
from tests.parity import centre, images, off_initial_values

SLOW = pytest.mark.slow
SHAPE = (17, 23, 3)


def pixels(n, seed=0):
    """From dark to bright and with large shapes in them, so that classes are far apart."""
    shapes = np.random.default_rng(seed).uniform(0, 160, (n, 4, 4, 3))[:, np.arange(17) * 4 // 17][
        :, :, np.arange(23) * 4 // 23
    ]
    return np.round(shapes + np.linspace(0, 95, n).reshape(-1, 1, 1, 1)).astype(np.uint8)


@pytest.fixture(scope="module")
def tiny():
    """With a branch, pooling, a gate and a sum: what quantizers treat each in its way."""
    keras.utils.set_random_seed(0)
    image = keras.Input(SHAPE)
    x = keras.layers.Rescaling(1 / 127.5, -1)(image)
    x = keras.layers.Conv2D(8, 3, name="conv", use_bias=False)(x)
    x = keras.layers.BatchNormalization(name="conv_bn")(x)
    x = keras.layers.ReLU(name="conv_relu")(x)
    x = keras.layers.MaxPooling2D(name="pool")(x)
    one = keras.layers.Conv2D(8, 3, padding="same", activation="relu", name="left")(x)
    two = keras.layers.DepthwiseConv2D(3, padding="same", name="right")(x)
    x = keras.layers.Concatenate(name="both")([one, two])
    x = keras.layers.Add(name="sum")([x, keras.layers.Conv2D(16, 1, name="conv_1")(x)])
    x = keras.layers.GlobalAveragePooling2D(name="mean")(x)
    model = keras.Model(image, keras.layers.Dense(4, activation="softmax", name="head")(x), name="tiny")
    off_initial_values(model, pixels(32, 1).astype("float32"))
    centre(model, pixels(64, 1)[:4].astype("float32"))  # no image is near two classes, of which there are four
    return model


def kinds(path):
    return {(one.name, one.outputs[0].type) for one in graph_of(path.read_bytes()).operations}


# --- ranges ----------------------------------------------------------------------------------------------------


class Given(Tensors):
    """One tensor, of values that are given."""

    nodes, image = (), "image"

    def run(self, image):
        return {"x": image}

    @staticmethod
    def logits(content, inputs):
        raise NotImplementedError


def range_of(values, method, bits=8):
    parts = np.array_split(np.asarray(values, "float32"), 4)
    return ranges(Given(), parts, [method], bits)[method]["x"]


def test_minmax_is_all_that_was_seen_and_zero():
    assert range_of([-3, 1, 2, 5], "minmax") == (-3, 5)
    assert range_of([2, 3, 4, 5], "minmax") == (0, 5)


def test_percentile_leaves_out_the_outermost_values_and_no_more():
    values = np.append(np.random.default_rng(0).uniform(-1, 1, 99_999), 1000)
    low, high = range_of(values, "percentile")
    assert -1.5 <= low <= -0.5
    assert 1 <= high < 3
    inside = ((values >= low) & (values <= high)).mean()
    assert inside >= PERCENTILE / 100


@pytest.mark.parametrize("bits", [8, 16])
def test_mse_is_the_range_of_least_squared_error(bits):
    values = np.random.default_rng(0).laplace(size=100_000).astype("float32")

    def error(low, high):
        step = (high - low) / (2**bits - 1)
        return ((np.clip(np.round((values - low) / step), 0, 2**bits - 1) * step + low - values) ** 2).mean()

    found, all_of_it = range_of(values, "mse", bits), range_of(values, "minmax", bits)
    assert error(*found) <= error(*all_of_it) * (0.9 if bits == 8 else 1.001)
    for factor in (0.85, 1.15):
        assert error(*found) <= 1.02 * error(found[0] * factor, found[1] * factor) or bits == 16


@pytest.mark.parametrize("method", METHODS)
def test_a_tensor_that_never_varies_has_a_range_too(method):
    assert range_of(np.zeros(8), method) == (0, 0)
    low, high = range_of(np.full(8, 3.0), method)
    assert (low, high) == (0, pytest.approx(3, rel=0.1))


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize(("kind", "quantize"), [("tflite", "int8"), ("onnx", "int8"), ("tflite", "int16")])
def test_each_way_to_find_ranges_gives_a_proven_file(tiny, tmp_path, kind, quantize, method):
    path = tmp_path / f"a.{kind}"
    manifest = export.export(
        tiny, path, kind, quantize=quantize, ranges=method, images=pixels(64, 2), calibration=pixels(32, 3)
    )
    assert manifest["ranges"] == method
    assert manifest["parity"]["centred_sqnr_db"] > 20
    assert export.verify(path).ok


def test_the_nearest_file_is_that_of_least_noise_in_the_logits():
    rng = np.random.default_rng(0)
    made = {"mse": 0.2, "percentile": 0.1, "minmax": 0.3}

    def logits(noise, inputs):
        return np.concatenate(inputs) + noise * rng.normal(size=(len(inputs), 10))

    assert nearest(0.0, made, logits, list(rng.normal(size=(80, 1, 10)))) == "percentile"


@pytest.mark.parametrize(("kind", "tensors"), [("tflite", TFLiteTensors), ("onnx", OnnxTensors)])
@pytest.mark.parametrize("quantize", [None, "int8"])
def test_the_logits_of_a_file_are_what_goes_into_its_softmax(tiny, tmp_path, kind, tensors, quantize):
    path = tmp_path / f"a.{kind}"
    exporter.write_unproven(tiny, path, Form(kind, quantize), pixels(16) if quantize else None)
    content = path.read_bytes() if kind == "tflite" else onnx.load(path)
    form = Form("tflite", quantize if kind == "tflite" else None)  # an int8 TFLite file takes what is rescaled
    inputs = tflite.inputs(subject(tiny), pixels(8, 2), form)
    logits = tensors.logits(content, inputs)
    assert logits.shape == (8, 4)
    file = tensors(content)
    given = np.concatenate([file.run(one)[file.nodes[-1].outputs[0]] for one in inputs])
    np.testing.assert_allclose(activated(logits, "softmax"), given, atol=1e-2 if quantize else 1e-5)
    assert np.ptp(given, axis=0).max() > 0.05


@pytest.mark.parametrize("kind", ["tflite", "onnx"])
@pytest.mark.parametrize("spoilt", [(), ("mse",), ("mse", "percentile")])
def test_the_best_ranges_are_the_default_and_the_manifest_tells_which(tiny, tmp_path, monkeypatch, kind, spoilt):
    for method in spoilt:
        monkeypatch.setitem(FROM_COUNTS, method, lambda counts, extremes, levels: (extremes[0] / 9, extremes[1] / 9))
    data = {"images": pixels(64, 2), "calibration": pixels(32, 3)}
    manifest = export.export(tiny, tmp_path / f"a.{kind}", kind, quantize="int8", **data)
    decibels, files = {}, {}
    for method in ("best", *METHODS):
        form = Form(kind, "int8", ranges=method)
        file = tmp_path / f"{method}.{kind}"
        exporter.write_unproven(tiny, file, form, data["calibration"])
        files[method] = file.read_bytes()
        runtime = open_file(file)
        runtime.about = {"input_is_raw_pixels": True}
        logits = subject(tiny).logits(data["calibration"]), runtime.logits(data["calibration"])
        decibels[method] = centred_sqnr(*(each.astype("float64") for each in logits))
    assert files["best"] == files[manifest["ranges"]]
    assert manifest["ranges"] not in spoilt
    assert decibels[manifest["ranges"]] >= max(decibels[method] for method in METHODS) - 0.05  # of the float file here


def test_an_outlier_among_the_calibration_images_takes_steps_from_minmax_and_none_from_percentile(tmp_path):
    keras.utils.set_random_seed(0)
    image = keras.Input(SHAPE)
    x = keras.layers.Conv2D(8, 3, name="conv")(image)
    model = keras.Model(image, keras.layers.Dense(4)(keras.layers.GlobalAveragePooling2D()(x)))
    calibration = images(SHAPE, 48)
    calibration[0, 0, 0, 0] = 60
    for method, steps in (("minmax", (60, 70)), ("percentile", (5, 12))):
        tflite.write(subject(model), tmp_path / "a.tflite", Form("tflite", "int8", ranges=method), calibration)
        assert steps[0] < 255 * open_file(tmp_path / "a.tflite").input["scale"] < steps[1]


# --- what is in the file ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("numbers", ["int8", "uint8"])
def test_operations_have_the_versions_that_the_converter_writes(tiny, tmp_path, numbers):
    """The Edge TPU's compiler looks at them; ai-edge-quantizer leaves them at 1."""
    tflite.write(subject(prepared(tiny, fuse=False)), tmp_path / "a.tflite", Form("tflite", "int8", numbers), pixels(8))
    plain(tiny, tmp_path / "plain.tflite", pixels(8))

    def versions(name):
        operations = graph_of((tmp_path / name).read_bytes()).operations
        integers = [one for one in operations if one.outputs[0].type == one.inputs[0].type == "INT8"]
        return {one.name: one.version for one in integers}

    ours, theirs = versions("a.tflite"), versions("plain.tflite")
    assert {"CONV_2D", "DEPTHWISE_CONV_2D", "CONCATENATION", "ADD", "MAX_POOL_2D", "MEAN", "SOFTMAX"} <= set(ours)
    assert ours == {name: theirs[name] for name in ours}
    ends = graph_of((tmp_path / "a.tflite").read_bytes())
    assert [end.type for end in (*ends.inputs, *ends.outputs)] == [numbers.upper()] * 2


def test_a_scale_without_a_zero_point_stands_for_floats_around_zero(tiny, tmp_path):
    """As files of other tools have it."""
    exporter.write_unproven(tiny, tmp_path / "a.tflite", Form("tflite", "int8"), pixels(8))

    def change(model, kinds):
        for tensor in model.subgraphs[0].tensors:
            if tensor.quantization is not None:
                tensor.quantization.zeroPoint = None

    tensors = graph_of(edited((tmp_path / "a.tflite").read_bytes(), change)).operations[0].inputs
    assert [tensor.zero_point for tensor in tensors] == [0] * len(tensors)
    np.testing.assert_allclose(
        tensors[0].floats(np.array([-3, 4])).ravel(), np.array([-3, 4]) * tensors[0].scale.item()
    )


@pytest.mark.parametrize("numbers", ["uint8", "int8"])
def test_a_model_that_takes_pixels_without_one_rescaling_takes_raw_bytes(tmp_path, numbers):
    """RepVGG takes torchvision's mean and deviation of each colour off: no one scale, and no calibration knows all."""
    model = forms.network("repvgg_a0", input_shape=SHAPE, classes=4)  # no image is near two of them
    assert subject(model).rescaling is None
    x = pixels(64, 2)
    centre(model, x.astype("float32"))
    manifest = export.to_tflite(
        model, tmp_path / "a.tflite", "int8", input=numbers, images=x, calibration=np.minimum(pixels(48, 3), 230)
    )
    lowest = np.iinfo(numbers).min
    assert (manifest["input"]["scale"], manifest["input"]["zero_point"]) == (1, lowest)
    inside = manifest["inside"]
    assert inside["input_is_raw_pixels"]
    assert {key: inside["preprocessing"][key] for key in ("raw_pixels", "mean", "std")} == {
        "raw_pixels": True,
        "mean": [0.0],
        "std": [1.0],
    }
    assert export.verify(tmp_path / "a.tflite").ok


@pytest.mark.parametrize(("factor", "offset"), [(1 / 127.5, -1), (1 / 255, 0), (1 / 128, -1), (2 / 255, -0.9), (1, 0)])
@pytest.mark.parametrize("numbers", ["int8", "uint8"])
def test_a_file_is_calibrated_and_chosen_with_the_bytes_that_a_device_gives_it(tmp_path, factor, offset, numbers):
    keras.utils.set_random_seed(0)
    image = keras.Input((16, 16, 1))
    x = keras.layers.Conv2D(4, 3)(
        keras.layers.Rescaling(factor, offset)(image) if (factor, offset) != (1, 0) else image
    )
    model = keras.Model(image, keras.layers.Dense(3)(keras.layers.Flatten()(x)))
    form = Form("tflite", "int8", numbers, ranges="minmax")
    bytes_of_pixels = np.arange(256).reshape(1, 16, 16, 1)
    exporter.write_unproven(
        model, tmp_path / "a.tflite", form, np.stack([np.roll(bytes_of_pixels[0], n) for n in range(8)])
    )
    parts = TFLiteParts((tmp_path / "a.tflite").read_bytes())
    given = parts.taken(tflite.inputs(subject(model), bytes_of_pixels, form)[0])
    assert given.dtype == numbers
    np.testing.assert_array_equal(given.astype(int), bytes_of_pixels + np.iinfo(numbers).min)


@pytest.mark.parametrize("layout", ["NHWC", "NCHW"])
def test_the_pixels_of_an_onnx_file_are_rounded_once_and_all_of_them_have_a_step(tiny, tmp_path, layout):
    """Whatever the calibration has: 230 at most, here."""
    form = Form("onnx", "int8", layout=layout, ranges="minmax")
    exporter.write_unproven(tiny, tmp_path / "a.onnx", form, np.minimum(pixels(16), 230))
    graph = onnx.load(tmp_path / "a.onnx").graph
    constants = {tensor.name: onnx.numpy_helper.to_array(tensor) for tensor in graph.initializer}
    value, steps, kinds = "image", None, []
    while steps is None:
        (node,) = [node for node in graph.node if value in node.input]
        kinds.append(node.op_type)
        steps = [constants[name] for name in node.input[1:]] if node.op_type == "QuantizeLinear" else None
        value = node.output[0]
    assert sorted(set(kinds) - {"Transpose"}) == ["Add", "Mul", "QuantizeLinear"]
    scale, zero = steps
    bytes_of_pixels = np.clip(np.round((np.arange(256) / 127.5 - 1) / scale) + zero, -128, 127)
    assert len(set(bytes_of_pixels)) >= 255


def test_the_ranges_of_an_onnx_file_are_those_that_were_found(tiny, tmp_path, monkeypatch):
    """ONNX Runtime has some of its own, of the one image that it sees."""
    found = {}
    monkeypatch.setattr(
        "kerasarch.export.onnx.ranges", lambda *given: found.update(ranges(*given)["mse"]) or {"mse": found}
    )
    exporter.write_unproven(tiny, tmp_path / "a.onnx", Form("onnx", "int8", ranges="mse"), pixels(16))
    graph = onnx.load(tmp_path / "a.onnx").graph
    constants = {tensor.name: onnx.numpy_helper.to_array(tensor) for tensor in graph.initializer}
    given = {node.input[0]: constants[node.input[1]] for node in graph.node if node.op_type == "QuantizeLinear"}
    own = {name for name in found.keys() & given.keys() if "pool" not in name}  # a pool's is that of what it pools
    compared = {name: (255 * given[name], np.ptp(found[name])) for name in own}
    assert len(compared) >= 5
    for name, (has, wanted) in compared.items():
        assert has == pytest.approx(wanted, rel=0.01), name


def test_parallel_branches_stay_apart_for_int8_and_are_one_in_float(tmp_path):
    """One kernel for three branches has few large weights and many small ones: on the digits it costs 5 dB."""
    model, data = network("repvgg_a0")
    counts = {}
    for quantize in (None, "int8"):
        form = Form("tflite", quantize)
        exporter.write_unproven(model, tmp_path / "a.tflite", form, data["calibration"] if quantize else None)
        operations = graph_of((tmp_path / "a.tflite").read_bytes()).operations
        counts[quantize] = [one.name for one in operations].count("CONV_2D")
    blocks = sum(layer.name.endswith("_3x3") for layer in model.layers)
    assert counts == {None: blocks, "int8": 2 * blocks}  # 3x3 and 1x1; the norm alone is no convolution


def test_16_bits_end_in_a_softmax_of_floats(tmp_path):
    """LiteRT's own of 16 bits is off by 0.0006 for 10 classes, by 0.006 for 100."""
    keras.utils.set_random_seed(0)
    image = keras.Input(SHAPE)
    x = keras.layers.Conv2D(8, 5, strides=3, activation="relu")(keras.layers.Rescaling(1 / 127.5, -1)(image))
    model = keras.Model(image, keras.layers.Dense(10, activation="softmax")(keras.layers.Flatten()(x)))
    model.layers[-1].set_weights([20 * weights for weights in model.layers[-1].get_weights()])
    centre(model, pixels(64)[::7].astype("float32"))
    said = export.to_tflite(model, tmp_path / "a.tflite", "int16", images=pixels(64), calibration=pixels(32, 3))
    assert said["parity"]["activation_difference"] < 1e-6
    assert not said["remark"].startswith("computed in float32")
    assert {("SOFTMAX", "FLOAT32"), ("FULLY_CONNECTED", "INT16")} <= kinds(tmp_path / "a.tflite")


def test_a_relu_of_a_sum_that_is_read_elsewhere_has_a_sum_of_its_own(tmp_path):
    """By itself it would run in LiteRT's plain kernels: a third of Xception's time."""
    image = keras.Input(SHAPE)
    x = keras.layers.Conv2D(8, 3, padding="same", activation="relu")(image)
    x = keras.layers.Add()([x, keras.layers.Conv2D(8, 1, activation="relu")(x)])
    y = keras.layers.Conv2D(8, 3, padding="same")(keras.layers.ReLU()(x))
    x = keras.layers.GlobalAveragePooling2D()(keras.layers.Add()([x, y]))
    model = keras.Model(image, keras.layers.Dense(4)(x))
    exporter.write_unproven(model, tmp_path / "a.tflite", Form("tflite", "int8"), pixels(16))
    exporter.write_unproven(model, tmp_path / "b.tflite", Form("tflite"), None)
    whole, sums = (
        [one for one in graph_of((tmp_path / file).read_bytes()).operations if one.name in ("ADD", "RELU")]
        for file in ("b.tflite", "a.tflite")
    )
    assert [one.name for one in whole] == ["ADD", "RELU", "ADD"]
    assert [(one.name, one.activation) for one in sums] == [("ADD", "NONE"), ("ADD", "RELU"), ("ADD", "NONE")]
    assert [tensor.name for tensor in sums[0].inputs] == [tensor.name for tensor in sums[1].inputs]


def test_layers_that_are_excluded_stay_in_float_and_cost_bytes(tiny, tmp_path):
    data = {"images": pixels(64, 2), "calibration": pixels(32, 3)}
    for kind, float_conv in (("tflite", ("CONV_2D", "FLOAT32")), ("onnx", None)):
        path = tmp_path / f"a.{kind}"
        whole = export.export(tiny, path, kind, quantize="int8", **data)
        assert kind == "onnx" or float_conv not in kinds(path)
        part = export.export(tiny, path, kind, quantize="int8", exclude=["left"], overwrite=True, **data)
        assert part["exclude"] == ["left"]
        assert part["bytes"] > whole["bytes"]
        assert part["parity"]["centred_sqnr_db"] > whole["parity"]["centred_sqnr_db"] - 0.5
        if float_conv:
            convs = [one for one in graph_of(path.read_bytes()).operations if one.name == "CONV_2D"]
            floats = [one.outputs[0].name for one in convs if one.outputs[0].type == "FLOAT32"]
            assert len(floats) == 1
            assert "left" in floats[0]
            assert "int8 form" not in part["remark"]  # it has one, and was asked to stay in float


@pytest.mark.parametrize(("kind", "quantize"), [("tflite", "int8"), ("onnx", "int8"), ("tflite", "int16")])
def test_what_layers_lose_is_told_the_most_first(tiny, tmp_path, kind, quantize):
    path = tmp_path / f"a.{kind}"
    data = {"images": pixels(64, 2), "calibration": pixels(32, 3)}
    manifest = export.export(tiny, path, kind, quantize=quantize, debug_layers=True, **data)
    rows = manifest["layers"]
    assert json.loads((tmp_path / f"a.{kind}.json").read_text())["layers"] == rows
    assert {"conv", "left", "right", "conv_1", "head"} <= {row["layer"] for row in rows}
    assert [row["added_noise"] for row in rows] == sorted((row["added_noise"] for row in rows), reverse=True)
    assert all(10 < row["sqnr_db"] < 120 for row in rows if not row["layer"].startswith("rescaling"))


def test_a_layer_that_is_spoilt_is_the_first_of_those_that_lose(tmp_path):
    """One channel a thousand times as large as the others takes their resolution: a scale is for a whole tensor."""
    keras.utils.set_random_seed(0)
    image = keras.Input(SHAPE)
    x = keras.layers.Conv2D(8, 3, activation="relu", name="before")(image)
    x = keras.layers.Conv2D(8, 3, name="spoilt")(x)
    x = keras.layers.Conv2D(8, 1, activation="relu", name="after")(x)
    model = keras.Model(image, keras.layers.Dense(4)(keras.layers.GlobalAveragePooling2D()(x)), name="spoilt_net")
    model.get_layer("spoilt").kernel.assign(model.get_layer("spoilt").kernel * np.array([1000] + [1] * 7, "float32"))
    model.get_layer("after").kernel.assign(
        model.get_layer("after").kernel * np.array([1e-3] + [1] * 7, "float32").reshape(1, 1, 8, 1)
    )
    x = (images(SHAPE, 96, 1) + np.linspace(-3, 3, 96).reshape(-1, 1, 1, 1)).astype("float32")
    seen, form = subject(model), Form("tflite", "int8")
    tflite.write(seen, tmp_path / "a.tflite", form, x[::2])
    rows = tflite.losses_of(seen, tmp_path / "a.tflite", form, x[1::2])
    assert rows[0]["layer"] in ("spoilt", "after")


# --- refusals --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (
            {"ranges": "mes"},
            "ranges must be one of 'best', 'mse', 'percentile', 'minmax'; got 'mes'; did you mean 'mse'",
        ),
        ({"quantize": None, "ranges": "mse"}, "ranges goes with quantize='int8' or 'int16' only; got 'mse' with None"),
        (
            {"quantize": "float16", "exclude": ["a"]},
            "exclude goes with quantize='int8' or 'int16' only; got ('a',) with",
        ),
        ({"exclude": "left"}, "exclude must be the names of layers in a list; got 'left'"),
        ({"exclude": ["left"], "target": "edgetpu"}, "target='edgetpu' maps no operation in float; got exclude="),
    ],
)
def test_a_form_that_cannot_be_is_refused(arguments, says):
    with pytest.raises(ExportError) as told:
        Form("tflite", **({"quantize": "int8"} | arguments))
    assert says in str(told.value)


def test_a_form_keeps_what_a_generator_gives_and_numpy_numbers_as_plain_ones():
    form = Form("onnx", "int8", batch=np.int64(3), exclude=(name for name in ("left", "right")))
    assert form.exclude == ("left", "right")
    assert json.dumps(form.batch) == "3"
    with pytest.raises(ExportError, match="exclude must be the names of layers in a list; got None"):
        Form("onnx", "int8", exclude=None)


@pytest.mark.parametrize("kind", ["tflite", "onnx"])
def test_a_layer_that_is_not_there_is_refused_with_the_nearest(tiny, tmp_path, kind):
    with pytest.raises(ExportError, match="'lefft' is none; did you mean 'left'"):
        export.export(
            tiny,
            tmp_path / f"a.{kind}",
            kind,
            quantize="int8",
            exclude=["lefft"],
            images=pixels(64),
            calibration=pixels(8),
        )
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("calibration", "says"),
    [
        (lambda: pixels(32) / 255, "calibration holds values from 0.* to 0.9.*; the model takes pixels from 0 to 255"),
        (
            lambda: pixels(32) / 127.5 - 1,
            "calibration holds values from -.* to .*; the model takes pixels from 0 to 255",
        ),
        (lambda: pixels(32) * 2.0, "calibration holds values from .* to .*; the model takes pixels from 0 to 255"),
        (lambda: pixels(32) // 128, "calibration holds values from 0 to 1; the model takes pixels from 0 to 255"),
        (lambda: pixels(32) // 16, "calibration holds values from 0 to 15; the model takes pixels from 0 to 255"),
        (lambda: pixels(32) // 2, "holds values from 0 to 126; what the file is compared on, values from 0 to 251"),
        (lambda: pixels(64), "64 of the 64 images that the file is compared on are calibration images too"),
        (lambda: pixels(64)[:9], "9 of the 64 images that the file is compared on are calibration images too"),
        (lambda: np.arange(32).reshape(-1, 1, 1, 1) * np.ones(SHAPE), "every calibration image is of one colour"),
        (lambda: pixels(7), "calibration needs at least 8 images; got 7"),
        (lambda: np.repeat(pixels(4), 9, axis=0), "calibration needs at least 8 images; got 4 different ones"),
        (lambda: np.full((9, *SHAPE), np.nan), "calibration must be finite"),
        (lambda: pixels(9)[..., :1], r"calibration must be of shape \(n, 17, 23, 3\); got \(9, 17, 23, 1\)"),
        (lambda: np.repeat(pixels(1), 9, axis=0), "the calibration images are all the same"),
    ],
)
def test_calibration_that_tells_nothing_of_the_images_to_come_is_refused(tiny, tmp_path, calibration, says):
    with pytest.raises(ExportError, match=says):
        export.to_tflite(tiny, tmp_path / "a.tflite", "int8", images=pixels(64), calibration=calibration())
    assert not list(tmp_path.iterdir())


def ends(x, takes=None, images=None):
    seen = SimpleNamespace(shape=SHAPE)
    return check_calibration(Form("tflite", "int8"), x, images, seen, takes)


def test_dark_photos_are_taken_and_a_scale_without_light_is_not():
    night = pixels(32) // 8
    night[5, 3, 4] = 180  # a lamp
    assert ends(night, (0, 255)) is night
    fog = 180 + pixels(32) // 16
    assert ends(fog, (0, 255)) is fog
    for narrow in (63, 31, 15, 1):
        with pytest.raises(ExportError, match=f"values from 0 to {narrow}; the model takes pixels from 0 to 255"):
            ends(pixels(32) // (256 // (narrow + 1)), (0, 255))


def test_calibration_is_held_against_both_ends_of_what_the_model_takes_or_is_compared_on():
    x = pixels(64, 1) / 255
    normalised = ((x[::2] - 0.45) / 0.225, (-0.45 / 0.225, 0.55 / 0.225))
    assert ends(*normalised) is normalised[0]
    with pytest.raises(ExportError, match="holds values from 0.01.* to 0.98.*; the model takes values from -2 to 2.4"):
        ends(x[::2], normalised[1])
    signed = 2 * x - 1
    assert ends(signed[::2], images=signed[1::2]).shape == (32, *SHAPE)
    with pytest.raises(ExportError, match="holds values from 0.01.*; what the file is compared on, values from -0.9"):
        ends(x[::2], images=signed[1::2])


def test_what_a_model_takes_is_told_by_its_preprocessing(tiny):
    plain = SimpleNamespace(pixels=False, shape=SHAPE)
    assert input_range(subject(tiny), "") == (0, 255)
    assert input_range(plain, PREPARATION) == (0, 255)
    assert input_range(plain, "") is None
    assert input_range(plain, {"mean": [127.5, 100, 0], "std": 127.5}) == (-1, 2)


def test_some_images_that_two_sets_share_are_told(tiny, tmp_path):
    images, calibration = pixels(64, 2), pixels(32, 3)
    calibration[:2] = images[:2]
    manifest = export.to_tflite(tiny, tmp_path / "a.tflite", "int8", images=images, calibration=calibration)
    assert "compared on 2 of the calibration images too" in manifest["remark"]


def test_fewer_calibration_images_than_a_batch_are_refused(tiny, tmp_path):
    with pytest.raises(ExportError, match="calibration needs at least 16 images; got 10"):
        export.to_tflite(tiny, tmp_path / "a.tflite", "int8", batch=16, images=pixels(64), calibration=pixels(10))


def test_what_layers_lose_is_told_of_files_that_take_many_images_at_once(tiny, tmp_path):
    data = {"images": pixels(64, 2), "calibration": pixels(32, 3)}
    more = {"quantize": "int8", "debug_layers": True}
    manifest = export.export(tiny, tmp_path / "a.onnx", "onnx", batch=20, **data, **more)
    assert {"conv", "left", "head"} <= {row["layer"] for row in manifest["layers"]}
    with pytest.raises(ExportError, match="debug_layers needs at least as many images as the file takes at once"):
        losses(Given(), Given(), tflite.inputs(subject(tiny), pixels(19), Form("tflite", "int8", batch=20)), tiny)


def test_a_quantized_file_out_of_bounds_is_refused_with_the_layers_that_lose_most_and_what_helps(
    tiny, tmp_path, monkeypatch
):
    monkeypatch.setattr(exporter, "compare", lambda *given: replace(compare(*given), faults=("too far",)))
    data = {"images": pixels(64, 2), "calibration": pixels(32, 3)}
    row = r"\w+ \(\w+, [\d.]+ dB\)"
    with pytest.raises(ExportError, match=f"too far; most is lost by {row}, {row}, {row}; what helps: --exclude LAYER"):
        export.to_tflite(tiny, tmp_path / "a.tflite", "int8", debug_layers=True, **data)
    with pytest.raises(ExportError, match="too far$"):
        export.to_tflite(tiny, tmp_path / "a.tflite", "int8", **data)
    assert list(tmp_path.iterdir()) == []


def test_debug_layers_without_integers_is_refused(tiny, tmp_path):
    with pytest.raises(ExportError, match="debug_layers goes with quantize='int8' or 'int16' only"):
        export.to_tflite(tiny, tmp_path / "a.tflite", images=pixels(64), debug_layers=True)


# --- against the converter, and on the command line ------------------------------------------------------------


@pytest.mark.parametrize(
    "name", ["mobilenet", *(pytest.param(name, marks=SLOW) for name in ("repvgg_a0", "mixer_s32", "se_mobilenet"))]
)
def test_no_less_is_kept_than_by_the_converter_called_plainly(name, tmp_path):
    model, data = network(name)
    plain(model, tmp_path / "plain.tflite", data["calibration"])
    theirs = measured(model, tmp_path / "plain.tflite", Form("tflite"), data)
    form = Form("tflite", "int8")
    tflite.write(subject(prepared(model, fuse=False)), tmp_path / "a.tflite", form, data["calibration"])
    assert measured(model, tmp_path / "a.tflite", form, data)["sqnr"] >= theirs["sqnr"] - 0.3


def test_the_command_line_chooses_ranges_keeps_layers_in_float_and_shows_what_they_lose(small_run, tmp_path, capsys):
    path = tmp_path / "a.tflite"
    command = ["export", str(small_run), "--format", "tflite", "--quantize", "int8", "--output", str(path)]
    more = ["--ranges", "percentile", "--exclude", "block1_conv1", "--exclude", "predictions", "--debug-layers"]
    assert cli.main([*command, *more]) == 0
    manifest = json.loads((tmp_path / "a.tflite.json").read_text())
    assert (manifest["ranges"], manifest["exclude"]) == ("percentile", ["block1_conv1", "predictions"])
    assert manifest["parity"]["keras_accuracy"] - manifest["parity"]["accuracy"] <= 0.005
    shown = capsys.readouterr().out
    assert "noise added" in shown
    assert "points lost" in shown
    assert manifest["layers"][0]["layer"] in shown
