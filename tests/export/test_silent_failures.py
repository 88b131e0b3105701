"""What other ways of exporting do without a word, each shown not to happen here, on a network that invites it."""

import logging
import sys

import keras
import numpy as np
import onnx
import onnxruntime
import pytest

import kerasarch
from kerasarch import export
from kerasarch.errors import ExportError, FileError
from kerasarch.export.flatbuffer import graph_of
from kerasarch.export.subject import subject
from kerasarch.quiet import quiet
from tests.export.test_forms import network, pixels
from tests.parity import centre, images, off_initial_values

SHAPE = (16, 12, 3)


@pytest.fixture(scope="module")
def model():
    """Groups, layer normalisation, exact GELU; 12,000 weights; never called before its weights are set."""
    keras.utils.set_random_seed(0)
    image = keras.Input(SHAPE)
    x = keras.layers.Rescaling(1 / 127.5, -1)(image)
    x = keras.layers.Conv2D(16, 3, strides=2, padding="same")(x)
    x = keras.layers.Conv2D(32, 3, groups=4, padding="same")(x)
    x = keras.layers.LayerNormalization()(x)
    x = keras.layers.Activation("gelu")(x)
    x = keras.layers.Dense(5, activation="softmax")(keras.layers.Flatten()(x))
    made = keras.Model(image, x, name="tempting")
    rng = np.random.default_rng(0)
    # without a call: Keras's own export refuses a model that was not called
    made.set_weights([w + 0.2 * rng.normal(size=w.shape) for w in made.get_weights()])
    return made


DATA = {"images": pixels(SHAPE, 24, seed=2)}


@pytest.fixture(scope="module")
def tflite(model, tmp_path_factory):
    path = tmp_path_factory.mktemp("silent") / "a.tflite"
    export.to_tflite(model, path, **DATA)
    return path


@pytest.fixture(scope="module")
def onnx_file(model, tmp_path_factory):
    path = tmp_path_factory.mktemp("silent") / "a.onnx"
    export.to_onnx(model, path, **DATA)
    return path


def test_a_tflite_file_holds_its_weights(tflite, model):
    """from_concrete_functions leaves variables of Keras 3 out: 176 kB of a model of 84 MB."""
    graph = graph_of(tflite.read_bytes())
    constants = {id(t): t.bytes for operation in graph.operations for t in operation.inputs if t.values is not None}
    assert sum(constants.values()) >= 4 * model.count_params()
    assert not {operation.name for operation in graph.operations} & {"READ_VARIABLE", "VAR_HANDLE"}


def test_a_tflite_file_has_a_signature_with_named_ends(tflite):
    from ai_edge_litert.interpreter import Interpreter

    signatures = Interpreter(model_path=str(tflite)).get_signature_list()
    assert signatures == {"serving_default": {"inputs": ["image"], "outputs": ["probabilities"]}}


def test_a_dynamic_file_keeps_depthwise_kernels_in_float(tmp_path):
    """With int8 ones LiteRT computes them in plain kernels: MobileNet takes twice as long as in float32."""
    manifest = export.to_tflite(network("mobilenet"), tmp_path / "a.tflite", "dynamic", images=pixels())
    kernels = {"DEPTHWISE_CONV_2D": set(), "CONV_2D": set(), "FULLY_CONNECTED": set()}
    for one in graph_of((tmp_path / "a.tflite").read_bytes()).operations:
        if one.name in kernels and one.constant(1).size >= 1024:
            kernels[one.name].add(one.inputs[1].type)
    assert kernels["DEPTHWISE_CONV_2D"] == {"FLOAT32"}
    assert kernels["CONV_2D"] == {"INT8"}
    assert "nothing is quantized" not in manifest["remark"]
    assert "ai-edge-quantizer" in manifest["versions"]


def test_a_dynamic_file_in_which_nothing_is_quantized_says_so(model, tmp_path):
    """Its kernels have fewer than 1,024 weights."""
    image = keras.Input(SHAPE)
    small = keras.Model(image, keras.layers.Dense(4)(keras.layers.GlobalAveragePooling2D()(image)))
    centre(small, pixels(SHAPE, 64).astype("float32"))
    images = pixels(SHAPE, 200, seed=2)
    said = [
        export.to_tflite(which, tmp_path / f"{which.name}.tflite", "dynamic", images=images)["remark"]
        for which in (small, model)
    ]
    assert ["nothing is quantized" in remark for remark in said] == [True, False]


def test_zeros_around_negative_values_win_the_maximum_in_onnx_too(tmp_path):
    """ONNX Runtime fuses a Pad into a MaxPool, which pads with the lowest number: ResNet-V2's first pooling."""
    image = keras.Input(SHAPE)
    x = keras.layers.Conv2D(8, 3, bias_initializer=keras.initializers.Constant(-300.0))(image)
    x = keras.layers.MaxPooling2D(3, strides=2)(keras.layers.ZeroPadding2D(1)(x))
    made = keras.Model(image, keras.layers.Dense(4)(keras.layers.Flatten()(x)))
    export.to_onnx(made, tmp_path / "a.onnx", **DATA)
    assert export.verify(tmp_path / "a.onnx").ok


def test_a_tflite_file_takes_one_image_unless_it_is_told_otherwise(tflite):
    """Keras's own takes any number, which no Edge TPU does."""
    from ai_edge_litert.interpreter import Interpreter

    (entry,) = Interpreter(model_path=str(tflite)).get_input_details()
    assert list(entry["shape_signature"]) == [1, *SHAPE]


def test_a_tflite_file_has_no_operations_of_tensorflow(tflite):
    names = {operation.name for operation in graph_of(tflite.read_bytes()).operations}
    assert {"CONV_2D", "SOFTMAX"} <= names
    assert not {name for name in names if name.startswith(("CUSTOM", "FLEX"))}


@pytest.mark.parametrize("kind", ["tflite", "onnx"])
def test_an_operation_that_a_format_has_not_is_told(tmp_path, kind):
    """With Keras's own export it slips in as one of TensorFlow's, and the file runs on no device."""
    image = keras.Input((4, 4, 3))
    x = keras.ops.erfinv(image / 8)
    made = keras.Model(image, keras.layers.Dense(3)(keras.layers.Flatten()(x)), name="odd")
    with pytest.raises(ExportError, match=f"odd cannot be converted to {kind}: .*Erfinv"):
        export.export(made, tmp_path / f"a.{kind}", kind, images=images((4, 4, 3), 8))
    assert list(tmp_path.iterdir()) == []


def test_grouped_convolutions_and_exact_gelu_are_operations_of_onnx(onnx_file, model):
    """Keras's own file holds a StatefulPartitionedCall, which no runtime knows; tf2onnx has no Erfc."""
    graph = onnx.load(onnx_file).graph
    groups = [
        attribute.i
        for node in graph.node
        if node.op_type == "Conv"
        for attribute in node.attribute
        if attribute.name == "group"
    ]
    assert 4 in groups
    assert {node.domain for node in graph.node} == {""}
    session = onnxruntime.InferenceSession(str(onnx_file))
    (rows,) = session.run(None, {"image": DATA["images"].astype("float32")})
    np.testing.assert_allclose(rows, np.asarray(model(DATA["images"].astype("float32"))), atol=1e-5)


def test_the_ends_of_an_onnx_file_and_its_batch_have_names(onnx_file):
    """Others': keras_tensor, unk__628."""
    graph = onnx.load(onnx_file).graph
    (given,), (found,) = graph.input, graph.output
    assert (given.name, found.name) == ("image", "probabilities")
    for value in (given, found):
        assert value.type.tensor_type.shape.dim[0].dim_param == "batch"


@pytest.mark.parametrize("quantize", ["int8", "int16"])
def test_what_a_file_of_integers_computes_in_float_is_said(model, tmp_path, quantize):
    """LayerNormalization becomes NEG, which has no int8 form: the converter leaves islands of float without a word."""
    data = DATA | {"calibration": pixels(SHAPE, 48)}
    made = model if quantize == "int8" else subject(model).twin  # its int16 softmax is too coarse
    manifest = export.to_tflite(made, tmp_path / "a.tflite", quantize, **data)
    operations = graph_of((tmp_path / "a.tflite").read_bytes()).operations
    islands = [o.name for o in operations if any(t.type == "FLOAT32" for t in (*o.inputs, *o.outputs))]
    assert ("NEG" in manifest["remark"]) == ("NEG" in islands)
    assert islands
    assert f"no {quantize} form" in manifest["remark"]
    assert ("--target edgetpu" in manifest["remark"]) == (quantize == "int8")


@pytest.mark.parametrize("dtype", ["uint8", "int8"])
def test_an_int8_file_takes_what_it_says(model, tmp_path, dtype):
    from ai_edge_litert.interpreter import Interpreter

    data = DATA | {"calibration": pixels(SHAPE, 48)}
    manifest = export.to_tflite(model, tmp_path / "a.tflite", "int8", input=dtype, **data)
    interpreter = Interpreter(model_path=str(tmp_path / "a.tflite"))
    (entry,), (end,) = interpreter.get_input_details(), interpreter.get_output_details()
    assert np.dtype(entry["dtype"]).name == np.dtype(end["dtype"]).name == manifest["input"]["dtype"] == dtype
    assert entry["quantization"] == (manifest["input"]["scale"], manifest["input"]["zero_point"])


@pytest.mark.parametrize("kind", ["tflite", "onnx"])
def test_nothing_is_written_to_the_terminal(model, tmp_path, capfd, kind):
    """from_keras_model prints 200 lines."""
    capfd.readouterr()
    export.export(model, tmp_path / f"a.{kind}", kind, **DATA)
    assert capfd.readouterr() == ("", "")


def test_a_logger_that_a_library_makes_while_it_is_kept_quiet_speaks_again(capsys):
    """TensorFlow's: it would print a traceback instead, for its stream is closed."""
    logger = logging.getLogger("made_inside")
    with quiet():
        logger.addHandler(logging.StreamHandler())
        logger.warning("inside")
    logger.warning("outside")
    assert capsys.readouterr() == ("", "outside\n")


def test_a_model_that_was_never_called_is_exported(tmp_path):
    keras.utils.set_random_seed(1)
    image = keras.Input((8, 8, 3))
    made = keras.Model(image, keras.layers.Dense(3)(keras.layers.Flatten()(image)))
    assert export.to_onnx(made, tmp_path / "a.onnx", images=images((8, 8, 3), 8))["parity"]["images"] == 8


def test_a_file_of_equal_operations_and_other_weights_is_found_out(tmp_path):
    """Batch statistics off their initial values, images on which the outputs vary: else every comparison passes."""
    other = kerasarch.Xception(weights=None, classes=5, input_shape=(48, 48, 3), width=0.25, depth=0.25)
    with pytest.raises(ExportError, match="would prove nothing"):
        export.to_tflite(other, tmp_path / "a.tflite")
    off_initial_values(other, images((48, 48, 3), 16))
    assert export.to_tflite(other, tmp_path / "a.tflite")["parity"]["clear_images"] > 0
    weights = [w + 0.05 * np.random.default_rng(0).normal(size=w.shape) * w.std() for w in other.get_weights()]
    other.set_weights(weights)
    export.to_tflite(other, tmp_path / "b.tflite")
    (tmp_path / "b.tflite").replace(tmp_path / "a.tflite")
    assert any("logits differ by up to" in fault for fault in export.verify(tmp_path / "a.tflite").faults)


@pytest.mark.parametrize(
    ("module", "line", "act"),
    [
        ("tf2onnx", "tf2onnx", lambda model, made, path: export.to_onnx(model, path / "b.onnx", **DATA)),
        ("onnxruntime", "onnxruntime", lambda model, made, path: export.open_file(made)),
        (
            "ai_edge_quantizer",
            "ai-edge-quantizer",
            lambda model, made, path: export.to_tflite(
                model, path / "b.tflite", "int8", calibration=pixels(SHAPE, 48), **DATA
            ),
        ),
    ],
)
def test_a_library_that_is_missing_is_told_with_the_line_that_installs_it(
    model, onnx_file, tmp_path, monkeypatch, module, line, act
):
    for name in [name for name in sys.modules if name.split(".")[0] == module]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(ExportError, match=f"{module} cannot be imported .*; run: pip install {line}"):
        act(model, onnx_file, tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_layers_that_only_training_uses_are_left_out(tmp_path):
    keras.utils.set_random_seed(2)
    image = keras.Input((8, 8, 3))
    x = keras.layers.RandomFlip()(image)
    x = keras.layers.Dropout(0.5)(keras.layers.Flatten()(x))
    made = keras.Model(image, keras.layers.Dense(3)(x))
    for kind in ("tflite", "onnx"):
        assert export.export(made, tmp_path / f"a.{kind}", kind, images=images((8, 8, 3), 8))["parity"]["images"] == 8


@pytest.mark.parametrize(
    ("wrong", "name"), [(np.full((9, *SHAPE), "a"), "str32"), (np.ones((9, *SHAPE), bool), "bool")]
)
def test_calibration_of_another_type_is_refused(model, tmp_path, wrong, name):
    with pytest.raises(ExportError, match=f"calibration must be integers or floats; got an array of {name}"):
        export.to_tflite(model, tmp_path / "a.tflite", "int8", calibration=wrong, **DATA)


def test_bytes_are_refused_for_a_saved_model_of_what_takes_no_pixels(tmp_path):
    image = keras.Input((8, 8, 3))
    made = keras.Model(image, keras.layers.Dense(3)(keras.layers.Flatten()(image)), name="mine")
    with pytest.raises(
        ExportError, match="input='uint8' is for a model that takes pixels from 0 to 255; mine does not"
    ):
        export.to_saved_model(made, tmp_path / "a", input="uint8")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_may_not_be_written_to_is_told(model, tmp_path, monkeypatch):
    monkeypatch.setattr("os.access", lambda path, mode: False)  # root may write anywhere
    with pytest.raises(FileError, match="cannot be written: permission denied"):
        export.to_tflite(model, tmp_path / "a.tflite", **DATA)
