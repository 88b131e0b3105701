"""Every format, from a network that has learned something, and every way in which an export must refuse or give up."""

import json
import re
import shutil
import subprocess
import sys
import zipfile
from dataclasses import replace

import keras
import numpy as np
import onnx
import pytest

import kerasarch
from kerasarch import export, models
from kerasarch.cli import main
from kerasarch.errors import ExportError, FileError, KerasarchError
from kerasarch.export import exporter, metadata
from kerasarch.export.exporter import parity_path
from kerasarch.export.flat import flat
from kerasarch.export.proof import Proof, activated
from kerasarch.export.runtimes import open_file
from kerasarch.export.subject import subject
from kerasarch.export.verifier import differences
from tests.export.test_proof import LABELS, LOGITS
from tests.export.test_proof import verdict as verdict_of
from tests.parity import images, off_initial_values

SLOW = pytest.mark.slow
KINDS = [
    pytest.param("saved_model", None, marks=SLOW),
    ("tflite", None),
    pytest.param("tflite", "float16", marks=SLOW),
    pytest.param("tflite", "dynamic", marks=SLOW),
    ("tflite", "int8"),
    ("onnx", None),
]
NAMES = {"saved_model": "model", "tflite": "model.tflite", "onnx": "model.onnx"}


@pytest.fixture(scope="session")
def learned(small_run):
    return models.load(small_run / "best.keras")


@pytest.fixture(scope="session")
def data(digits):
    x, y = digits.arrays("test", (32, 32))
    calibration, _ = digits.arrays("train", (32, 32), 100)
    return {"images": x, "labels": y, "calibration": calibration, "classes": digits.classes}


def arguments(data, quantize):
    return data if quantize == "int8" else {key: value for key, value in data.items() if key != "calibration"}


@pytest.fixture(scope="session")
def exported(learned, data, tmp_path_factory):
    """One of every kind, made when it is first asked for: (path, manifest)."""
    made = {}

    def get(kind, quantize=None):
        if (kind, quantize) not in made:
            path = tmp_path_factory.mktemp("exported") / NAMES[kind]
            made[kind, quantize] = (
                path,
                export.export(learned, path, kind, quantize=quantize, **arguments(data, quantize)),
            )
        return made[kind, quantize]

    return get


def names(folder):
    return sorted(entry.name for entry in folder.iterdir())


# --- what comes out --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("kind", "quantize"), KINDS)
def test_a_file_comes_with_its_proof_and_can_be_proven_again(exported, kind, quantize):
    path, manifest = exported(kind, quantize)
    assert names(path.parent) == sorted([path.name, f"{path.name}.json", f"{path.name}.parity.npz"])
    assert json.loads(path.with_name(f"{path.name}.json").read_text()) == manifest
    parity = manifest["parity"]
    assert parity["images"] == 359
    assert parity["agreement"] >= (0.95 if quantize else 0.99)
    assert parity["accuracy"] >= parity["keras_accuracy"] - 0.01
    assert parity["keras_accuracy"] > 0.5
    assert manifest["latency_ms"]["median"] > 0
    report = export.verify(path)
    assert (report.ok, report.faults, report.unchecked) == (True, (), ())
    assert report.verdict.max_logit_difference == pytest.approx(parity["max_logit_difference"], rel=0.5, abs=1e-4)


@SLOW
@pytest.mark.parametrize(
    ("kind", "bytes_a_parameter"), [(None, (4, 5.2)), ("float16", (2, 3)), ("dynamic", (1, 1.9)), ("int8", (1, 1.9))]
)
def test_quantized_tflite_files_are_as_small_as_they_should_be(exported, learned, kind, bytes_a_parameter):
    least, most = bytes_a_parameter
    share = exported("tflite", kind)[1]["bytes"] / learned.count_params()
    assert least * 0.95 < share < most


def test_an_int8_file_takes_raw_bytes_one_step_of_the_scale_each(exported):
    _, manifest = exported("tflite", "int8")
    assert manifest["input"]["dtype"] == "uint8"
    assert manifest["input"]["scale"] == pytest.approx(1 / 127.5, rel=1e-5)
    assert manifest["input"]["zero_point"] in (127, 128)
    assert manifest["output"]["dtype"] == "uint8"
    assert manifest["parity"]["centred_sqnr_db"] > 20


def test_latency_is_that_of_the_images_that_are_given(exported, data, monkeypatch):
    """Zeros would be quicker: what LiteRT's integer kernels take depends on the data."""
    runtime = open_file(exported("tflite", "int8")[0])
    entry = runtime.interpreter.get_input_details()[0]["index"]
    monkeypatch.setattr("kerasarch.export.runtimes.timed", lambda call, _: runtime.interpreter.get_tensor(entry))
    np.testing.assert_array_equal(runtime.latency(data["images"][3:4]), data["images"][3:4])


def test_an_int8_file_has_no_float_tensor(exported):
    from ai_edge_litert.interpreter import Interpreter

    path, _ = exported("tflite", "int8")
    interpreter = Interpreter(model_content=path.read_bytes())
    kinds = {np.dtype(tensor["dtype"]).name for tensor in interpreter.get_tensor_details()}
    assert kinds <= {"int8", "uint8", "int32"}


@pytest.mark.parametrize("kind", ["tflite", "onnx", pytest.param("saved_model", marks=SLOW)])
def test_labels_and_preprocessing_are_readable_without_this_package(exported, data, kind):
    path, _ = exported(kind)
    if kind == "tflite":
        with zipfile.ZipFile(path) as archive:
            labels, text = archive.read("labels.txt").decode(), archive.read("kerasarch.json").decode()
    elif kind == "onnx":
        import onnx

        properties = {entry.key: entry.value for entry in onnx.load(path).metadata_props}
        labels, text = properties["labels"], properties["kerasarch"]
    else:
        labels, text = ((path / "assets.extra" / name).read_text() for name in ("labels.txt", "kerasarch.json"))
    assert tuple(labels.split("\n")) == data["classes"]
    said = json.loads(text)
    assert (said["input_range"], said["layout"], said["channels"]) == ([0, 255], "NHWC", "RGB")


@SLOW
def test_a_saved_model_has_one_signature_with_named_ends_and_any_batch(exported, data):
    path, manifest = exported("saved_model")
    assert manifest["input"] == {"name": "image", "shape": [None, 32, 32, 3], "dtype": "float32"}
    assert manifest["output"] == {"name": "probabilities", "shape": [None, 10], "dtype": "float32"}
    code = (
        "import sys; sys.modules['keras'] = None; import tensorflow as tf; m = tf.saved_model.load(sys.argv[1]);"
        "assert list(m.signatures) == ['serving_default'];"
        "print(m.signatures['serving_default'](image=tf.ones((5, 32, 32, 3)))['probabilities'].shape)"
    )
    done = subprocess.run([sys.executable, "-c", code, path], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "(5, 10)"


def test_an_onnx_file_passes_the_checker_and_takes_any_batch(exported, data):
    import onnx
    import onnxruntime

    path, manifest = exported("onnx")
    onnx.checker.check_model(onnx.load(path), full_check=True)
    assert manifest["input"]["shape"] == [None, 32, 32, 3]
    session = onnxruntime.InferenceSession(str(path))
    (rows,) = session.run(None, {"image": data["images"][:5].astype("float32")})
    np.testing.assert_allclose(rows.sum(axis=1), 1, rtol=1e-5)


@pytest.mark.parametrize(
    ("kind", "quantize"), [("onnx", None), *(pytest.param("tflite", q, marks=SLOW) for q in (None, "int8"))]
)
def test_equal_models_give_equal_bytes(learned, exported, data, tmp_path, kind, quantize):
    path, manifest = exported(kind, quantize)
    again = export.export(learned, tmp_path / path.name, kind, quantize=quantize, **arguments(data, quantize))
    assert again["sha256"] == manifest["sha256"]


AGAIN = """
import sys, kerasarch
from kerasarch import export
model = kerasarch.load(sys.argv[1])
print(*(export.export(model, f"{sys.argv[2]}/b.{kind}", kind)["sha256"] for kind in ("tflite", "onnx")))
"""


@SLOW
def test_equal_models_give_equal_bytes_in_another_process(small_run, learned, tmp_path):
    mine = [export.export(learned, tmp_path / f"a.{kind}", kind)["sha256"] for kind in ("tflite", "onnx")]
    command = [sys.executable, "-c", AGAIN, small_run / "best.keras", tmp_path]
    done = subprocess.run(command, capture_output=True, text=True, check=True)  # of other hash values
    assert done.stdout.split() == mine


@SLOW
def test_the_logits_are_those_of_the_very_file(exported, learned, data):
    reference = subject(learned).logits(data["images"][:20])
    for kind in ("tflite", "onnx", "saved_model"):
        runtime = open_file(exported(kind)[0])
        np.testing.assert_allclose(runtime.logits(data["images"][:20]), reference, atol=1e-3)
        assert np.abs(runtime.run(data["images"][:20])).max() <= 1


# --- other models than ours ------------------------------------------------------------------------------------


def users_model(last, rescaling=False):
    keras.utils.set_random_seed(0)  # layers of `last` that are made before are drawn before
    image = keras.Input((17, 23, 3))
    x = keras.layers.Rescaling(1 / 127.5, -1)(image) if rescaling else image
    x = keras.layers.Conv2D(8, 3, strides=2, activation="relu")(x)
    x = keras.layers.BatchNormalization()(x)
    return ending(image, keras.layers.GlobalAveragePooling2D()(x), last, "users")


def ending(image, x, last, name):
    for layer in last:
        x = layer(x)
    model = keras.Model(image, x, name=name)
    off_initial_values(model, images((17, 23, 3)))
    return model


@pytest.mark.parametrize(
    ("last", "activation"),
    [
        (lambda: [keras.layers.Dense(4)], "linear"),
        (lambda: [keras.layers.Dense(4, activation="sigmoid")], "sigmoid"),
        (lambda: [keras.layers.Dense(4), keras.layers.Softmax()], "softmax"),
        (lambda: [keras.layers.Dense(4), keras.layers.Activation("softmax")], "softmax"),
    ],
)
def test_a_users_model_of_any_last_activation_is_exported(tmp_path, last, activation):
    model = users_model(last())
    for kind in ("tflite", "onnx"):
        manifest = export.export(model, tmp_path / NAMES[kind], kind, images=images((17, 23, 3), 8))
        assert manifest["inside"]["activation"] == activation
        assert manifest["inside"]["labels"] == ["0", "1", "2", "3"]
        assert manifest["output"]["name"] == ("logits" if activation == "linear" else "probabilities")
        assert export.verify(tmp_path / NAMES[kind]).ok


def test_what_the_images_do_not_show_is_said_in_the_manifest_and_by_verify(tmp_path):
    """Two outputs that are always nearly equal: every class may be right, and none is proven."""
    model = users_model([keras.layers.Dense(2)])
    kernel, _ = model.layers[-1].get_weights()
    model.layers[-1].set_weights([np.repeat(kernel[:, :1], 2, axis=1), np.array([0, 1e-3])])
    manifest = export.export(model, tmp_path / "a.onnx", "onnx", images=images((17, 23, 3), 8))
    assert (manifest["parity"]["clear_images"], manifest["parity"]["clear_agreement"]) == (0, None)
    assert manifest["remark"].startswith("not shown: equal classes: on none of the 8 images")
    report = export.verify(tmp_path / "a.onnx")
    assert report.ok
    assert [what[:39] for what in report.unchecked] == ["equal classes: on none of the 8 images "]


def test_a_users_model_without_rescaling_is_quantized_by_the_range_of_its_calibration(tmp_path):
    model = users_model([keras.layers.Dense(4, activation="softmax")])
    # from dark to bright, so that the classes are far apart
    x = (images((17, 23, 3), 64) + np.linspace(-4, 4, 64).reshape(-1, 1, 1, 1)).astype("float32")
    manifest = export.to_tflite(model, tmp_path / "a.tflite", "int8", images=x[::2], calibration=x[1::2])
    assert manifest["inside"]["input_is_raw_pixels"] is False
    assert manifest["input"]["scale"] == pytest.approx(np.ptp(x[1::2]) / 255, rel=0.05)


def nested(inner):
    image = keras.Input((17, 23, 3))
    return keras.Model(image, inner(image), name="outer")


def sequential_head():
    head = keras.Sequential([keras.layers.Dense(6, activation="relu"), keras.layers.Dense(4, activation="sigmoid")])
    return users_model([head])


@pytest.mark.parametrize(
    ("make", "activation"),
    [
        (lambda: nested(users_model([keras.layers.Dense(4, activation="softmax")])), "softmax"),
        (lambda: nested(nested(users_model([keras.layers.Dense(4), keras.layers.Softmax()]))), "softmax"),
        (lambda: nested(users_model([keras.layers.Dense(4)])), "linear"),
        (sequential_head, "sigmoid"),
        (lambda: users_model([keras.layers.Dense(4), keras.ops.softmax]), "softmax"),
        (lambda: users_model([keras.layers.Dense(4), keras.ops.sigmoid]), "sigmoid"),
        (lambda: users_model([keras.layers.Dense(4), keras.ops.tanh]), "linear"),
    ],
)
def test_the_last_activation_is_found_inside_models_and_among_functions(tmp_path, make, activation):
    model = make()
    x = images((17, 23, 3), 8)
    seen = subject(model)
    assert seen.activation == activation
    np.testing.assert_allclose(activated(seen.logits(x), activation), np.asarray(model(x)), atol=1e-6)
    manifest = export.export(model, tmp_path / "a.tflite", "tflite", images=x)
    assert manifest["output"]["name"] == ("logits" if activation == "linear" else "probabilities")
    assert manifest["inside"]["activation"] == activation


def convolved(*behind):
    """A softmax of a convolution, and what stands behind it."""
    image = keras.Input((17, 23, 3))
    return ending(image, keras.layers.Conv2D(4, (17, 23), activation="softmax")(image), behind, "convolved")


@pytest.mark.parametrize(
    ("make", "activation"),
    [
        (lambda: users_model([keras.layers.Dense(4, activation="softmax"), keras.layers.Dropout(0.5)]), "softmax"),
        (lambda: nested(users_model([keras.layers.Dense(4, "sigmoid"), keras.layers.Activation("linear")])), "sigmoid"),
        (lambda: convolved(keras.layers.Reshape((4,)), keras.layers.Identity()), "softmax"),
        (lambda: convolved(keras.layers.Reshape((2, 2)), keras.layers.Softmax(), keras.layers.Flatten()), "linear"),
        (lambda: users_model([keras.layers.EinsumDense("ab,bc->ac", 4, "softmax", "c")]), "softmax"),
        (lambda: users_model([keras.layers.Reshape((1, -1)), keras.layers.LSTM(4, "sigmoid")]), "linear"),
    ],
)
def test_the_last_activation_is_found_behind_layers_that_keep_values_and_in_those_with_weights(make, activation):
    model, x = make(), images((17, 23, 3), 8)
    seen = subject(model)
    assert seen.activation == activation
    for whole in (seen.model, model):
        np.testing.assert_allclose(activated(seen.logits(x), activation), np.asarray(whole(x)), atol=1e-6)
    assert activation == "linear" or (seen.logits(x) < 0).any()


def test_an_activation_that_is_not_last_in_the_model_is_in_the_file(tmp_path):
    model = convolved(keras.layers.Flatten())
    for kind in ("tflite", "onnx"):
        manifest = export.export(model, tmp_path / NAMES[kind], kind, images=images((17, 23, 3), 8))
        assert manifest["output"]["name"] == "probabilities"
        assert export.verify(tmp_path / NAMES[kind]).ok


@SLOW
def test_a_saved_model_of_bytes_is_compared_on_whole_pixels(tmp_path):
    """A cast would cut their fractions off, and make 0 of 256."""
    model = users_model([keras.layers.Dense(4)])
    image = keras.Input((17, 23, 3))
    model = keras.Model(image, model(keras.layers.Rescaling(1 / 127.5, -1)(image)))
    x = np.linspace(-0.9, 256, 8).reshape(-1, 1, 1, 1) * np.ones((17, 23, 3))
    export.to_saved_model(model, tmp_path / "a", input="uint8", images=x)
    runtime = open_file(tmp_path / "a")
    whole = np.clip(np.round(x), 0, 255)
    np.testing.assert_array_equal(runtime.run(x), runtime.run(whole))


@pytest.mark.parametrize("kind", ["tflite", "onnx"])
def test_a_model_of_mixed_precision_is_exported_in_float32(tmp_path, kind):
    """A float16 network before a float32 softmax, as Keras's guide has it."""
    keras.utils.set_random_seed(0)
    image = keras.Input((17, 23, 3))
    x = keras.layers.Conv2D(8, 3, use_bias=False, dtype="mixed_float16")(image)
    x = keras.ops.relu(keras.layers.BatchNormalization(dtype="mixed_float16")(x))
    x = keras.layers.Dense(4, dtype="mixed_float16")(keras.layers.GlobalAveragePooling2D(dtype="mixed_float16")(x))
    model = keras.Model(image, keras.layers.Softmax(dtype="float32")(x), name="half")
    off_initial_values(model, images((17, 23, 3)))
    manifest = export.export(model, tmp_path / NAMES[kind], kind, images=images((17, 23, 3), 8))
    assert manifest["remark"].startswith("computed in float32: in the model, layers are of mixed_float16")
    assert manifest["folded"]
    np.testing.assert_allclose(subject(model).model(images((17, 23, 3), 8)), model(images((17, 23, 3), 8)), atol=0.01)


def test_what_a_runtime_says_at_its_first_call_is_told(exported, data, monkeypatch):
    runtime = open_file(exported("onnx")[0])

    def fails(*given):
        raise RuntimeError("no memory\nof a long story")

    monkeypatch.setattr(runtime, "_fed", fails)
    for act in (runtime.run, runtime.logits, runtime.latency):
        with pytest.raises(ExportError, match="model.onnx cannot be run: ONNX Runtime .* says: no memory$"):
            act(data["images"][:2])


class Bare(keras.layers.Layer):
    """Without a get_config."""

    def __init__(self, change):
        super().__init__()
        self.change = change

    def call(self, x):
        return self.change(x)


def test_a_layer_that_cannot_be_described_is_refused():
    with pytest.raises(ExportError, match="users cannot be exported: a layer has no get_config: .*Bare"):
        subject(users_model([keras.layers.Dense(4), Bare(keras.ops.tanh)]))


@SLOW
def test_smooth_noise_proves_a_model_that_varies_and_refuses_one_that_does_not(tmp_path, learned):
    assert export.to_onnx(learned, tmp_path / "a.onnx")["parity"]["images"] == 16
    untrained = kerasarch.Xception(weights=None, classes=5, input_shape=(48, 48, 3), width=0.25, depth=0.25)
    for quantize in (None, "dynamic"):
        with pytest.raises(
            ExportError, match="was not written: the model's logits vary by only .* would prove nothing"
        ):
            export.to_tflite(untrained, tmp_path / "b.tflite", quantize)
    assert names(tmp_path) == ["a.onnx", "a.onnx.json", "a.onnx.parity.npz"]


class Opaque(keras.Model):
    """Nobody can tell what it ends in."""

    def call(self, x):
        return keras.ops.softmax(x)


def test_a_last_model_that_cannot_be_looked_into_is_refused_by_its_name():
    with pytest.raises(ExportError, match="users ends in opaque, which must be a functional keras.Model of one output"):
        subject(users_model([keras.layers.Dense(4), Opaque(name="opaque")]))


# --- refusals --------------------------------------------------------------------------------------------------


def sequential():
    return keras.Sequential([keras.layers.Dense(2)])


def two_outputs():
    image = keras.Input((8, 8, 3))
    pooled = keras.layers.GlobalAveragePooling2D()(image)
    return keras.Model(image, [keras.layers.Dense(2)(pooled), keras.layers.Dense(3)(pooled)], name="two")


def any_size():
    return kerasarch.Xception(weights=None, include_top=False, pooling="avg", width=0.25, depth=0.25)


def features():
    return kerasarch.Xception(weights=None, include_top=False, input_shape=(48, 48, 3), width=0.25, depth=0.25)


def two_inputs():
    one, two = keras.Input((8, 8, 3)), keras.Input((8, 8, 3))
    pooled = keras.layers.GlobalAveragePooling2D()(keras.layers.Add()([one, two]))
    return keras.Model([one, two], keras.layers.Dense(2)(pooled), name="both")


@pytest.mark.parametrize(
    ("make", "says"),
    [
        (sequential, "only a functional keras.Model can be exported; got a Sequential"),
        (lambda: "model.keras", "only a functional keras.Model can be exported; got a str"),
        (two_outputs, "two has 1 inputs and 2 outputs; one of each"),
        (two_inputs, "both has 2 inputs and 1 outputs; one of each"),
        (any_size, "must take images of one size; its input is (None, None, 3)"),
        (features, "xception must give one vector an image; its output is (2, 2, 512)"),
    ],
)
def test_a_model_that_cannot_be_exported_is_refused(make, says, tmp_path, capsys):
    model = make()
    for act, name in ((export.to_tflite, "a.tflite"), (export.to_onnx, "a.onnx"), (export.to_saved_model, "a")):
        with pytest.raises(ExportError, match=re.escape(says)):
            act(model, tmp_path / name)
    assert names(tmp_path) == []
    if isinstance(model, keras.Model) and model.built:
        model.save(tmp_path / "a.keras")
        command = ["export", str(tmp_path / "a.keras"), "--format", "onnx", "--output", str(tmp_path / "a.onnx")]
        assert main(command) == 2
        assert says in capsys.readouterr().err
        assert names(tmp_path) == ["a.keras"]


def test_a_model_of_any_size_is_exported_at_one_as_its_refusal_says(tmp_path):
    image = keras.Input((48, 37, 3))
    model = keras.Model(image, any_size()(image))
    off_initial_values(flat(model), images((48, 37, 3), 16))
    assert export.to_onnx(model, tmp_path / "a.onnx", images=images((48, 37, 3), 8))["folded"]


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"calibration": None}, "quantize='int8' needs calibration images"),
        ({"calibration": lambda x: x[:7]}, "calibration needs at least 8 images; got 7"),
        ({"calibration": lambda x: x[:0]}, "calibration must be of shape (n, 32, 32, 3); got (0, 32, 32, 3)"),
        ({"calibration": lambda x: x[:, :16]}, "calibration must be of shape (n, 32, 32, 3); got (100, 16, 32, 3)"),
        ({"calibration": lambda x: np.repeat(x[:1], 9, axis=0)}, "the calibration images are all the same"),
        ({"calibration": lambda x: np.full(x.shape, np.nan)}, "calibration must be finite"),
        ({"quantize": None}, "calibration is for quantize='int8' and 'int16'; got it with quantize=None"),
        ({"images": lambda x: x[:, :, :, :1]}, "images must be of shape (n, 32, 32, 3); got (359, 32, 32, 1)"),
        ({"labels": lambda y: y[:3]}, "labels must be 359 integers from 0 to 9; got int64 of (3,)"),
        ({"labels": lambda y: y + 1}, "labels must be 359 integers from 0 to 9"),
        ({"about": {"loss": np.float32(1)}}, "about must be of texts, numbers, lists and dicts"),
        ({"classes": ["a"]}, "classes must name the model's 10 outputs; got 1 names"),
    ],
)
def test_data_that_cannot_be_is_refused_before_anything_is_written(learned, data, tmp_path, changes, says):
    given = {key: value(data[key]) if callable(value) else value for key, value in changes.items()}
    with pytest.raises(ExportError, match=re.escape(says)):
        export.export(learned, tmp_path / "a.tflite", "tflite", **({"quantize": "int8"} | data | given))
    assert names(tmp_path) == []


@pytest.mark.parametrize(("kind", "quantize"), [("tflite", None), pytest.param("saved_model", None, marks=SLOW)])
def test_a_target_that_exists_is_refused_and_kept_and_replaced_when_asked(learned, data, tmp_path, kind, quantize):
    path = tmp_path / NAMES[kind]
    path.mkdir() if kind == "saved_model" else path.write_text("old")
    (path / "saved_model.pb").write_text("old") if kind == "saved_model" else None
    (path / "more.txt").write_text("old") if kind == "saved_model" else None
    with pytest.raises(FileError, match="exists; pass --overwrite"):
        export.export(learned, path, kind, **arguments(data, quantize))
    assert names(tmp_path) == [path.name]
    export.export(learned, path, kind, overwrite=True, **arguments(data, quantize))
    assert export.verify(path).ok
    assert kind == "tflite" or "more.txt" not in names(path)


@pytest.mark.parametrize(
    ("target", "kind", "says"),
    [
        ("folder.tflite", "tflite", "folder.tflite is a folder; name another target"),
        ("file", "saved_model", "file is a file; name another target"),
        ("none/a.tflite", "tflite", "its folder does not exist"),
        ("a.onnx", "tflite", "tflite is written to a name ending in .tflite"),
    ],
)
def test_a_target_that_cannot_be_is_refused(learned, data, tmp_path, target, kind, says):
    (tmp_path / "folder.tflite").mkdir()
    (tmp_path / "file").write_text("mine")
    with pytest.raises(KerasarchError, match=says):
        export.export(learned, tmp_path / target, kind, overwrite=True, **arguments(data, None))
    assert names(tmp_path) == ["file", "folder.tflite"]
    assert (tmp_path / "file").read_text() == "mine"


# --- giving up: nothing is left, and what was there stays -------------------------------------------------------


def test_a_folder_of_other_things_is_never_replaced(learned, data, tmp_path):
    (tmp_path / "photos").mkdir()
    (tmp_path / "photos" / "mine.jpg").write_text("mine")
    with pytest.raises(FileError, match="photos is a folder without saved_model.pb: it holds other things"):
        export.to_saved_model(learned, tmp_path / "photos", overwrite=True, **arguments(data, None))
    assert (tmp_path / "photos" / "mine.jpg").read_text() == "mine"


@pytest.mark.parametrize("name", ["a.tflite.json", "a.tflite.parity.npz"])
def test_a_users_file_in_the_place_of_a_companion_is_kept(learned, data, tmp_path, name):
    (tmp_path / name).write_text("mine")
    with pytest.raises(FileError, match=f"{name} exists; pass --overwrite"):
        export.to_tflite(learned, tmp_path / "a.tflite", **arguments(data, None))
    (tmp_path / name).unlink()
    (tmp_path / name).mkdir()
    with pytest.raises(FileError, match=f"{name} is a folder"):
        export.to_tflite(learned, tmp_path / "a.tflite", overwrite=True, **arguments(data, None))
    assert names(tmp_path) == [name]


def test_a_file_that_computes_something_else_gets_no_name(learned, data, tmp_path, monkeypatch):
    honest = exporter.WRITERS["onnx"]

    def wrong(seen, place, form, calibration):
        other = keras.models.clone_model(seen.model)
        other.set_weights([w * 1.01 for w in seen.model.get_weights()])
        return honest(subject(other), place, form, calibration)

    monkeypatch.setitem(exporter.WRITERS, "onnx", wrong)
    (tmp_path / "a.onnx").write_text("old")
    with pytest.raises(ExportError, match=r"a.onnx was not written: logits differ by up to .*, the bound is"):
        export.to_onnx(learned, tmp_path / "a.onnx", overwrite=True, **arguments(data, None))
    assert (names(tmp_path), (tmp_path / "a.onnx").read_text()) == (["a.onnx"], "old")


@SLOW
@pytest.mark.parametrize(
    ("divisor", "says"),
    [
        (2550, "calibration holds values from 0 to 0.1; what the file is compared on, values from -1 to 1"),
        (400, "calibration holds values from 0 to 0.6.*; what the file is compared on, values from -1 to 1"),
    ],
)
def test_calibration_in_another_range_is_found_out(learned, data, tmp_path, divisor, says):
    """Values of 0 to 1 where 0 to 255 are meant: the quietest of all mistakes with int8."""
    model = keras.Model(learned.get_layer("rescaling").output, learned.output)  # no rescaling that would pin the range
    x = data["images"] / 127.5 - 1
    with pytest.raises(ExportError, match=says):
        export.to_tflite(
            model,
            tmp_path / "a.tflite",
            "int8",
            images=x,
            labels=data["labels"],
            calibration=data["calibration"] / divisor,
        )
    assert names(tmp_path) == []


@pytest.mark.parametrize("kind", [pytest.param("saved_model", marks=SLOW), "tflite", "onnx"])
def test_ctrl_c_in_the_middle_leaves_nothing(learned, data, tmp_path, monkeypatch, kind):
    def stop(*arguments):
        raise KeyboardInterrupt

    monkeypatch.setattr("kerasarch.export.exporter.compare", stop)
    with pytest.raises(KeyboardInterrupt):
        export.export(learned, tmp_path / NAMES[kind], kind, **arguments(data, None))
    assert names(tmp_path) == []


FULL = """
import resource, sys, kerasarch
from kerasarch.errors import KerasarchError
model = kerasarch.load(sys.argv[1])
from kerasarch import export
resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000))
try:
    export.export(model, sys.argv[2], sys.argv[3], overwrite=True)
except KerasarchError as told:
    print("told:", told)
"""


@SLOW
@pytest.mark.parametrize("kind", ["saved_model", "tflite", "onnx"])
def test_a_full_disk_leaves_the_old_file(small_run, exported, tmp_path, kind):
    made, _ = exported(kind)
    target = tmp_path / NAMES[kind]
    shutil.copytree(made, target) if made.is_dir() else shutil.copy(made, target)
    before = kerasarch.files.sha256(target)
    command = [sys.executable, "-c", FULL, small_run / "best.keras", target, kind]
    done = subprocess.run(command, capture_output=True, text=True)
    assert "told:" in done.stdout, done.stderr[-2000:]
    assert "cannot be written" in done.stdout
    assert (names(tmp_path), kerasarch.files.sha256(target)) == ([NAMES[kind]], before)


# --- verify ----------------------------------------------------------------------------------------------------


@pytest.fixture
def copy(exported, tmp_path):
    """Copies an export with its companions, to be spoilt."""

    def get(kind):
        made, _ = exported(kind)
        for entry in made.parent.iterdir():
            target = tmp_path / entry.name
            shutil.copytree(entry, target) if entry.is_dir() else shutil.copy(entry, target)
        return tmp_path / made.name

    return get


def test_without_companions_verify_checks_what_the_file_says_and_that_it_could_check_no_more(copy):
    path = copy("tflite")
    for suffix in (".json", ".parity.npz"):
        path.with_name(path.name + suffix).unlink()
    report = export.verify(path)
    assert report.ok
    assert report.verdict is None
    assert report.unchecked == (
        "bytes and origin: there is no model.tflite.json",
        "outputs: there is no model.tflite.parity.npz",
    )


@pytest.mark.parametrize("kind", ["tflite", "onnx", pytest.param("saved_model", marks=SLOW)])
def test_a_file_that_was_changed_is_found_out(copy, kind):
    path = copy(kind)
    victim = path / "assets.extra" / "labels.txt" if kind == "saved_model" else path
    victim.write_bytes(victim.read_bytes() + (b"x" if kind != "onnx" else b""))
    if kind == "onnx":
        metadata.embed("onnx", path, metadata.embedded("onnx", path) | {"labels": list("abcdefghij")})
    report = export.verify(path)
    assert "it was changed after it was proven" in report.faults


def altered(path, change):
    """The metadata inside a file, and its manifest with the new hash, after `change`: all but what is computed fits."""
    about = metadata.embedded("onnx", path)
    change(about)
    metadata.embed("onnx", path, about)
    manifest_file = path.with_name(f"{path.name}.json")
    manifest = json.loads(manifest_file.read_text())
    manifest |= {"inside": about, "sha256": kerasarch.files.sha256(path), "bytes": path.stat().st_size}
    manifest_file.write_text(json.dumps(manifest))
    return manifest_file, manifest


def test_a_parity_that_was_altered_is_found_out_by_measuring_again(copy):
    path = copy("onnx")
    altered(path, lambda about: about["parity"].update(max_logit_difference=1e-9, accuracy=1.0))
    (fault,) = export.verify(path).faults
    assert fault.startswith("measured parity is not what the metadata inside says: accuracy 1.0, now 0.")
    assert "manifest" not in fault


def test_a_manifest_whose_parity_was_altered_is_found_out(copy):
    path = copy("onnx")
    file, manifest = altered(path, lambda about: None)
    assert export.verify(path).ok
    manifest["parity"] |= {"agreement": 0.5, "images": 4}
    file.write_text(json.dumps(manifest))
    (fault,) = export.verify(path).faults
    assert fault == "measured parity is not what the manifest says: images 4, now 359; agreement 0.5, now 1.0"
    del manifest["parity"]
    file.write_text(json.dumps(manifest))
    assert export.verify(path).faults == ("measured parity is not what the manifest says: there is none",)


@pytest.mark.parametrize(
    ("key", "value"), [("opset", 13), ("layout", "NCHW"), ("batch", 4), ("bytes", 12), ("edge_tpu", {"mapped": True})]
)
def test_a_manifest_that_says_another_file_is_found_out(copy, key, value):
    path = copy("tflite" if key == "edge_tpu" else "onnx")
    file = path.with_name(f"{path.name}.json")
    file.write_text(json.dumps(json.loads(file.read_text()) | {key: value}))
    said = "what an Edge TPU maps of it" if key == "edge_tpu" else key
    assert export.verify(path).faults == (f"not so: {said} as the manifest says",)


def test_a_proof_that_was_altered_is_found_out(copy):
    """Logits that fit another file, or images on which it does better."""
    path = copy("onnx")
    kept = parity_path(path)
    proof = Proof.load(kept)
    first = {"images": proof.images[:1], "logits": proof.logits[:1]}
    one_more = {key: np.concatenate([getattr(proof, key)[:-1], value]) for key, value in first.items()}
    replace(proof, **one_more).save(kept)
    assert "not so: model.onnx.parity.npz is what it was proven on" in export.verify(path).faults


def test_shares_of_images_may_differ_by_two_images_or_a_two_hundredth():
    found = verdict_of(LOGITS, labels=LABELS)
    assert found.images == 300
    for key in ("agreement", "clear_agreement", "accuracy"):
        assert differences(found.json() | {key: 1 - 2 / 300}, found) == []
        assert len(differences(found.json() | {key: 1 - 3 / 300}, found)) == 1
    thousand = replace(found, images=1000)
    assert differences(thousand.json() | {"accuracy": 0.9951}, thousand) == []
    assert len(differences(thousand.json() | {"accuracy": 0.994}, thousand)) == 1


def test_labels_and_preprocessing_that_do_not_fit_the_file_are_found_out(copy):
    path = copy("onnx")
    altered(path, lambda about: about["preprocessing"].update(size=[64, 64]))
    assert export.verify(path).faults == ("not so: images of 32x32, as the input has",)
    altered(path, lambda about: about["preprocessing"].update(size=[32, 32]))
    proto = onnx.load(path)
    (labels,) = (entry for entry in proto.metadata_props if entry.key == "labels")
    labels.value = "\n".join(reversed(labels.value.split("\n")))
    path.write_bytes(proto.SerializeToString())
    assert "not so: the labels for other programs are the same" in export.verify(path).faults


def test_an_int8_file_whose_pixels_are_said_otherwise_is_found_out(exported, tmp_path):
    made, _ = exported("tflite", "int8")
    path = shutil.copy(made, tmp_path / made.name)
    assert "a byte of the input is a pixel, as preprocessed" in export.verify(path).checked
    about = metadata.embedded("tflite", path)
    about["preprocessing"]["std"] = [1.0]
    with zipfile.ZipFile(path) as archive:
        behind = archive.infolist()[0].header_offset
    path.write_bytes(path.read_bytes()[:behind])
    metadata.embed("tflite", path, about)
    assert "not so: a byte of the input is a pixel, as preprocessed" in export.verify(path).faults
    del about["preprocessing"]["mean"]
    with zipfile.ZipFile(path) as archive:
        behind = archive.infolist()[0].header_offset
    path.write_bytes(path.read_bytes()[:behind])
    metadata.embed("tflite", path, about)
    assert "not so: a byte of the input is a pixel, as preprocessed" in export.verify(path).faults


def test_companions_of_another_model_and_a_manifest_that_is_gone_are_told(copy, learned):
    path = copy("tflite")
    Proof(np.zeros((3, 8, 8, 3)), np.zeros((3, 10)), None, "softmax").save(path.with_name("model.tflite.parity.npz"))
    with pytest.raises(ExportError, match=r"the file takes \(32, 32, 3\), the proof's images are \(8, 8, 3\)"):
        export.verify(path)
    path.with_name("model.tflite.json").unlink()
    assert "outputs: there is no model.tflite.json" in export.verify(path).unchecked


def test_other_weights_in_the_file_are_found_out(copy, exported):
    path = copy("tflite")
    other, _ = exported("tflite", "int8")
    shutil.copy(other, path)
    report = export.verify(path)
    assert any("logits differ" in fault for fault in report.faults)
    assert any("not so: input as the manifest says" in fault for fault in report.faults)


@pytest.mark.parametrize(
    ("suffix", "content", "says"),
    [
        (".json", "{", "model.tflite.json is damaged"),
        (".json", '{"format": "tflit", "quantize": null}', "model.tflite.json is damaged"),
        (".parity.npz", "x", "model.tflite.parity.npz is damaged"),
        ("", "x", "model.tflite cannot be run: its tflite runtime says"),
    ],
)
def test_damaged_files_are_named(copy, suffix, content, says):
    path = copy("tflite")
    path.with_name(path.name + suffix).write_text(content)
    with pytest.raises(ExportError, match=says):
        export.verify(path)


@SLOW
def test_a_saved_model_that_tensorflow_cannot_run_is_told(copy):
    path = copy("saved_model")
    (path / "saved_model.pb").write_bytes(b"x")
    with pytest.raises(ExportError, match="cannot be run: TensorFlow says"):
        export.verify(path)


def test_other_backends_are_told_the_way_that_works(monkeypatch, learned, tmp_path):
    monkeypatch.setattr(keras.backend, "backend", lambda: "jax")
    with pytest.raises(
        ExportError,
        match="Keras runs on jax; save the model to a .keras file, and export that with KERAS_BACKEND=tensorflow",
    ):
        export.to_onnx(learned, tmp_path / "a.onnx")
