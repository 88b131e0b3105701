"""Every form of every format, proven: precisions, types of input, batches, layouts, opsets; and what is refused."""

import json

import keras
import numpy as np
import onnx
import pytest

import kerasarch
from kerasarch import export
from kerasarch.errors import ExportError
from kerasarch.export.formats import Form
from kerasarch.export.prepared import prepared
from kerasarch.export.runtimes import open_file
from kerasarch.export.subject import subject
from tests import formats_table
from tests.members import shallow
from tests.parity import centre, images, off_initial_values

SHAPE = (43, 36, 3)
SUFFIX = {"saved_model": "", "tflite": ".tflite", "onnx": ".onnx"}
SLOW = pytest.mark.slow


def network(name, **arguments):
    """A small member of a family, with statistics of its own, that tells these images apart."""
    keras.utils.set_random_seed(0)
    arguments = {**shallow(name), "width": 0.25, "classes": 5, "input_shape": SHAPE} | arguments
    model = kerasarch.build(name, weights=None, include_preprocessing=True, **arguments)
    off_initial_values(model, pixels(arguments["input_shape"], 16))
    return model


def pixels(shape=SHAPE, n=32, seed=1):
    """Images with large shapes in them, as photographs have, from 0 to 255."""
    coarse = np.random.default_rng(seed).uniform(0, 255, (n, 4, 4, 3))
    rows, columns = (np.arange(side) * 4 // side for side in shape[:2])
    return coarse[:, rows][:, :, columns].astype(np.uint8)


@pytest.fixture(scope="module")
def resnet():
    model = network("resnet18")
    centre(model, pixels(n=64).astype("float32"))
    return model


FORMS = [
    pytest.param(Form("saved_model", input="uint8", batch=3), marks=SLOW),
    pytest.param(Form("saved_model", input="uint8"), marks=SLOW),
    Form("tflite", batch=3),
    pytest.param(Form("tflite", "int8", input="int8", ranges="mse"), marks=SLOW),
    pytest.param(Form("tflite", "int16"), marks=SLOW),
    Form("onnx", batch=3, layout="NCHW"),
    pytest.param(Form("onnx", opset=13), marks=SLOW),
    pytest.param(Form("onnx", opset=18), marks=SLOW),
    Form("onnx", "float16"),
    Form("onnx", "int8", layout="NCHW", ranges="mse"),
]


@pytest.mark.parametrize("form", FORMS, ids=lambda form: "-".join(str(value) for value in vars(form).values()))
def test_a_file_is_what_it_was_asked_to_be_and_computes_what_the_model_computes(resnet, form, tmp_path):
    path = tmp_path / f"model{form.suffix}"
    data = {"images": pixels(n=40, seed=2)} | ({"calibration": pixels(n=64)} if form.calibrated else {})
    manifest = export.export(resnet, path, **vars(form), **data)
    given = manifest["input"]
    assert given["dtype"] == form.input
    assert given["shape"] == [form.batch, *((3, 43, 36) if form.layout == "NCHW" else SHAPE)]
    said = json.loads(json.dumps(vars(form)))
    assert all(manifest[key] == value for key, value in said.items() if key != "input")
    assert export.verify(path).ok
    if form.format == "onnx":
        assert [entry.version for entry in onnx.load(path).opset_import if not entry.domain] == [form.opset]


@SLOW
def test_the_table_of_formats_has_a_cell_for_each(capsys, monkeypatch):
    monkeypatch.setattr("sys.argv", ["formats_table", "squeezenet_1_1"])
    assert formats_table.main() == 0
    heading, _, row = capsys.readouterr().out.strip().split("\n")
    assert heading.startswith("| name | form | SavedModel | TFLite |")
    assert row.startswith("| squeezenet_1_1 | ")
    assert row.count("|") == heading.count("|")
    assert row.endswith("| mapped |")


def test_a_file_for_several_images_takes_any_number_of_them(resnet, tmp_path):
    export.to_tflite(resnet, tmp_path / "a.tflite", batch=3, images=pixels(n=4, seed=2))
    seven = pixels(n=7, seed=3)
    found = open_file(tmp_path / "a.tflite").run(seven)
    np.testing.assert_allclose(found, np.asarray(resnet(seven.astype("float32"))), atol=1e-4)


# Grouped convolutions, exact GELU, channel shuffles, gates, local normalisation: what converters stumble over
HARD = {
    "resnext50_32x4d": {"width": 1.0},
    "shufflenet_v1_g3": {},
    "repvgg_a0": {},
    "repvgg_b1g4": {"width": 0.5},
    "mixer_s32": {"input_shape": (64, 96, 3)},
    "senet154": {"width": 0.5, "input_shape": (64, 50, 3)},
    "googlenet": {},
    "efficientnet_b0": {},
}


@pytest.mark.parametrize(
    "name", [name if name in ("mixer_s32", "shufflenet_v1_g3") else pytest.param(name, marks=SLOW) for name in HARD]
)
@pytest.mark.parametrize("kind", ["onnx", "tflite"])
def test_what_converters_stumble_over_is_proven_in_the_files_own_runtime(name, kind, tmp_path):
    model = network(name, **HARD[name])
    path = tmp_path / f"model{SUFFIX[kind]}"
    manifest = export.export(model, path, kind, images=pixels(model.input_shape[1:], 8, seed=2))
    assert manifest["parity"]["max_logit_difference"] <= manifest["parity"]["bound"]


@pytest.mark.parametrize("name", ["resnet18", "repvgg_a0"])
def test_what_is_converted_has_no_batch_norm_left(name):
    def norms(model):
        return sum(isinstance(layer, keras.layers.BatchNormalization) for layer in model.layers)

    model = network(name)
    assert norms(model) > 0
    assert norms(prepared(model)) == 0


def test_files_are_made_of_the_folded_model(resnet, tmp_path):
    export.to_onnx(resnet, tmp_path / "a.onnx", images=pixels(n=4))
    operations = {node.op_type for node in onnx.load(tmp_path / "a.onnx").graph.node}
    assert "Conv" in operations
    assert not operations & {"BatchNormalization", "Mul", "Sub", "Div"} - {"Mul"}  # one Mul rescales the pixels


@pytest.mark.parametrize("name", ["resnet18", "resnet50", "repvgg_a0", "efficientnet_b0"])
def test_a_model_with_any_preprocessing_inside_takes_pixels(name):
    def small(inside):
        return kerasarch.build(
            name, weights=None, include_preprocessing=inside, width=0.25, depth=0.25, classes=3, input_shape=SHAPE
        )

    assert subject(small(True)).pixels
    assert not subject(small(False)).pixels


@pytest.mark.parametrize(
    ("mean", "variance", "pixels"), [([120, 110, 100], [3000] * 3, True), ([0.485, 0.456, 0.406], [0.05] * 3, False)]
)
def test_a_users_normalization_tells_pixels_from_other_values(mean, variance, pixels):
    image = keras.Input((8, 8, 3))
    x = keras.layers.Normalization(mean=mean, variance=variance)(image)
    assert subject(keras.Model(image, keras.layers.GlobalAveragePooling2D()(x))).pixels is pixels


def test_a_file_of_such_a_model_says_that_it_takes_pixels_and_is_proven_on_pixels(tmp_path):
    model = network("repvgg_a0")
    manifest = export.to_onnx(model, tmp_path / "a.onnx")
    assert manifest["inside"]["input_range"] == [0, 255]
    assert manifest["inside"]["preprocessing"]["raw_pixels"]
    with np.load(tmp_path / "a.onnx.parity.npz") as kept:
        assert kept["images"].dtype == np.uint8


def test_a_users_own_model_that_cannot_be_read_is_exported_unfolded(tmp_path):
    keras.utils.set_random_seed(0)
    image = keras.Input((16, 16, 3))
    twice = keras.layers.Conv2D(3, 3, padding="same", activation="relu")
    x = keras.layers.GlobalAveragePooling2D()(twice(twice(image)))
    model = keras.Model(image, keras.layers.Dense(4)(x))
    with pytest.raises(kerasarch.KerasarchError):
        kerasarch.fold(model)
    assert export.to_onnx(model, tmp_path / "a.onnx", images=images((16, 16, 3), 8))["parity"]["images"] == 8


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("tflite", "int4"), "quantize for format 'tflite' must be one of"),
        (("saved_model", "int8"), "quantize for format 'saved_model' must be one of None; got 'int8'"),
        (("tflite", None, "uint8"), "input for this tflite file must be one of 'float32'; got 'uint8'"),
        (("onnx", None, "flaot32"), "did you mean 'float32'"),
        (("tflite", None, None, 0), "batch must be an integer of at least 1; got 0"),
        (("tflite", None, None, 2.5), "batch must be an integer of at least 1; got 2.5"),
        (("onnx", None, None, None, 99), "opset must be one of 13, 14"),
        (("tflite", None, None, None, 18), "opset goes with format 'onnx' only; got 18 with 'tflite'"),
        (("tflite", None, None, None, None, "NCHW"), "layout for format 'tflite' must be one of 'NHWC'; got 'NCHW'"),
    ],
)
def test_a_form_that_a_format_has_not_is_refused(arguments, says):
    with pytest.raises(ExportError) as told:
        Form(*arguments)
    assert says in str(told.value)
