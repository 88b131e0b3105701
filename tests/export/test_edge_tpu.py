"""The report of what an Edge TPU maps: by the documented table, in the compiler's words; and files made for it."""

import os
import stat
from types import SimpleNamespace

import keras
import numpy as np
import pytest

from kerasarch import export
from kerasarch.errors import ExportError, FileError
from kerasarch.export import tflite
from kerasarch.export.edge_tpu import MAPPED, SECOND, compiled, differences, edge_report, parsed
from kerasarch.export.edge_tpu_rules import NEWEST, OPEN, TABLE
from kerasarch.export.flatbuffer import Operation, Tensor, edited
from kerasarch.export.formats import Form
from kerasarch.export.prepared import prepared
from kerasarch.export.quantized import VERSIONS
from kerasarch.export.subject import subject
from tests import formats_table
from tests.export.test_forms import network, pixels
from tests.parity import centre, off_initial_values

SLOW = pytest.mark.slow
EDGE = Form("tflite", "int8", target="edgetpu")


def written(model, place, target="edgetpu"):
    """An int8 file, whatever it computes: here only its operations matter."""
    shape = model.input_shape[1:]
    tflite.write(subject(prepared(model, target)), place, EDGE, pixels(shape, 8))
    return edge_report(place)


NAMES = {
    "mixer_s32": (64, 96, 3),
    "xception": (96, 80, 3),
    "inception_v1": (96, 80, 3),
    "inception_v2": (96, 80, 3),
    "inception_v3": (96, 80, 3),
    "inception_v4": (96, 80, 3),
    "mobilenet": (96, 80, 3),
    "mobilenet_v2": (96, 80, 3),
    "resnet50": (96, 80, 3),
    "efficientnet_lite0": (96, 80, 3),
    "squeezenet_1_1": (96, 80, 3),
}


@pytest.mark.parametrize("name", [name if name == "mixer_s32" else pytest.param(name, marks=SLOW) for name in NAMES])
def test_nothing_of_these_is_refused_by_the_documented_table(name, tmp_path):
    report = written(network(name, input_shape=NAMES[name]), tmp_path / "a.tflite")
    assert report.mapped, report.first_on_cpu
    assert report.first_on_cpu is None
    assert {row.operator for row in report.rows} >= {"CONV_2D", "SOFTMAX"}


def test_a_mixer_that_is_not_rewritten_is_refused_where_it_is(tmp_path):
    report = written(network("mixer_s32", input_shape=(64, 96, 3)), tmp_path / "a.tflite", target=None)
    assert not report.mapped
    assert "Op builtin_code out of range: 150 (GELU)" in report.fatal
    first = report.first_on_cpu
    behind = report.rows[report.rows.index(first) :]
    assert all(row.status != MAPPED for row in behind)
    statuses = {(row.operator, row.status) for row in report.rows}
    assert ("FULLY_CONNECTED", "Operation version not supported") in statuses
    assert ("NEG", "Operation not supported") in statuses
    assert ("DEQUANTIZE", "Operation not supported") in statuses
    assert ("MUL", SECOND) in statuses
    assert f"From operation {report.rows.index(first) + 1} of {len(report.rows)} on" in str(report)


def test_float_files_and_reductions_over_odd_channels_are_told(tmp_path):
    image = keras.Input((12, 12, 3))
    x = keras.layers.Conv2D(6, 3, activation="relu")(image)
    x = x - keras.ops.mean(x, axis=-1, keepdims=True)
    model = keras.Model(image, keras.layers.Dense(3)(keras.layers.GlobalAveragePooling2D()(x)))
    off_initial_values(model, pixels((12, 12, 3), 4).astype("float32"))
    whys = {row.why for row in written(model, tmp_path / "a.tflite", target=None).rows}
    assert "a reduction over 6 channels, no multiple of 4" in whys
    tflite.write(subject(model), tmp_path / "b.tflite", Form("tflite"))
    assert edge_report(tmp_path / "b.tflite").rows[0].why == "FLOAT32"
    tflite.write(subject(model), tmp_path / "c.tflite", Form("tflite", "int8", batch=2), pixels((12, 12, 3), 8))
    assert "a batch of 2" in {row.why for row in edge_report(tmp_path / "c.tflite").rows}


def changed(place, change):
    """The report of a file after `change(model, kinds)`."""
    place.write_bytes(edited(place.read_bytes(), change))
    return edge_report(place)


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    image = keras.Input((12, 12, 3))
    x = keras.layers.Conv2D(8, 3, activation="relu")(image)
    model = keras.Model(image, keras.layers.Dense(3)(keras.layers.GlobalAveragePooling2D()(x)))
    off_initial_values(model, pixels((12, 12, 3), 4).astype("float32"))
    file = tmp_path_factory.mktemp("small") / "a.tflite"
    assert written(model, file).mapped
    return file.read_bytes()


@pytest.mark.parametrize("name", ["MEAN", "CONV_2D", "FULLY_CONNECTED"])
def test_a_newer_version_of_any_operation_is_not_mapped(small, tmp_path, name):
    def newer(model, kinds):
        model.operatorCodes[kinds.index(name)].version += 1

    (tmp_path / "a.tflite").write_bytes(small)
    report = changed(tmp_path / "a.tflite", newer)
    assert (report.first_on_cpu.operator, report.first_on_cpu.status) == (name, "Operation version not supported")
    assert report.fatal == ""


def test_every_operation_of_the_table_has_its_newest_version():
    assert set(NEWEST) == set(TABLE) | set(OPEN)
    for name in set(NEWEST) & set(VERSIONS):
        assert NEWEST[name] >= VERSIONS[name], name


def test_a_batch_that_is_free_is_told(small, tmp_path):
    """Its size is written as 1, and nowhere but in the signature as free."""

    def free(model, kinds):
        for tensor in model.subgraphs[0].tensors:
            if len(tensor.shape) == 4 and model.buffers[tensor.buffer].data is None:
                tensor.shapeSignature = [-1, *tensor.shape[1:]]

    (tmp_path / "a.tflite").write_bytes(small)
    first = changed(tmp_path / "a.tflite", free).first_on_cpu
    assert "a size that is not fixed, (-1, 12, 12, 3)" in first.why


def test_the_compiler_stops_at_groups(tmp_path):
    image = keras.Input((12, 12, 4))
    x = keras.layers.Conv2D(8, 3, groups=2)(image)
    model = keras.Model(image, keras.layers.Dense(3)(keras.layers.GlobalAveragePooling2D()(x)))
    off_initial_values(model, np.repeat(pixels((12, 12, 3), 4), 2, axis=3)[..., :4].astype("float32"))
    tflite.write(
        subject(prepared(model, "edgetpu")),
        tmp_path / "a.tflite",
        EDGE,
        np.repeat(pixels((12, 12, 3), 8), 2, 3)[..., :4],
    )
    report = edge_report(tmp_path / "a.tflite")
    assert "Didn't find op for builtin opcode 'CONV_2D' version '6'" in str(report)
    assert report.summary()["fatal"] == report.fatal
    assert not report.mapped
    assert formats_table.verdict(report.summary()).startswith("the compiler stops: Didn't find op")


def tensor(*shape, values=None):
    constant = None if values is None else np.full(shape, values, np.int8)
    return Tensor("a", shape, shape, "INT8", constant, zero_point=-3)


ZEROS = tensor(1, 4, 4, 8, values=-3)
MORE = tensor(1, 4, 4, 8)


@pytest.mark.parametrize(
    ("name", "options", "inputs", "output", "why"),
    [
        ("FULLY_CONNECTED", {"weightsFormat": 0}, (tensor(1, 8),), tensor(1, 5), ""),
        ("FULLY_CONNECTED", {"weightsFormat": 0}, (tensor(9, 8),), tensor(9, 5), "an output of (9, 5)"),
        ("FULLY_CONNECTED", {"weightsFormat": 1}, (tensor(1, 8),), tensor(1, 5), "shuffled weights"),
        ("PACK", {"axis": 1}, (tensor(1, 4),) * 2, tensor(1, 2, 4), ""),
        ("PACK", {"axis": 0}, (tensor(1, 4),) * 2, tensor(2, 1, 4), "packing into the batch"),
        ("PACK", {"axis": -3}, (tensor(1, 4),) * 2, tensor(2, 1, 4), "packing into the batch"),
        ("PRELU", {}, (MORE, tensor(1, 1, 8, values=1)), MORE, ""),
        ("PRELU", {}, (MORE, tensor(4, 4, 8, values=1)), MORE, "a slope of (4, 4, 8), not one a channel"),
        ("SQUEEZE", {"squeezeDims": [1, 2]}, (tensor(1, 1, 1, 8),), tensor(1, 8), ""),
        ("SQUEEZE", {"squeezeDims": None}, (tensor(1, 1, 5, 8),), tensor(5, 8), ""),
        ("SQUEEZE", {"squeezeDims": [-2]}, (tensor(1, 5, 1, 8),), tensor(1, 5, 8), "sizes of 1 within (1, 5, 1, 8)"),
        ("SQUEEZE", {"squeezeDims": []}, (tensor(5, 1, 8),), tensor(5, 8), "sizes of 1 within (5, 1, 8)"),
        ("CONCATENATION", {}, (MORE, MORE, MORE), MORE, ""),
        ("CONCATENATION", {}, (MORE, ZEROS), MORE, ""),
        ("CONCATENATION", {}, (MORE, MORE, ZEROS), MORE, "a constant among 3 inputs"),
        ("CONCATENATION", {}, (MORE, tensor(1, 4, 4, 8, values=0)), MORE, "a constant that is not zero"),
        ("CONCATENATION", {"fusedActivationFunction": 1}, (MORE, MORE), MORE, "a fused RELU"),
    ],
)
def test_the_tables_conditions(name, options, inputs, output, why):
    assert TABLE[name](Operation(name, 0, 1, SimpleNamespace(**options), inputs, (output,))) == why


LOG = """Edge TPU Compiler version 16.0.384591198
Number of Edge TPU subgraphs: 1
Total number of operations: 3
Operator                       Count      Status

CONV_2D                        1          Mapped to Edge TPU
SOFTMAX                        1          Operation version not supported
QUANTIZE                       1          Mapped to Edge TPU
"""


def test_the_compilers_log_is_read_and_compared(tmp_path):
    said = parsed(LOG)
    assert said["QUANTIZE"] == {MAPPED: 1}
    assert set(said) == {"CONV_2D", "SOFTMAX", "QUANTIZE"}
    report = written(network("mixer_s32", input_shape=(64, 96, 3)), tmp_path / "a.tflite")
    assert "SOFTMAX, 'Mapped to Edge TPU': 1 in this report, 0 in the compiler's" in differences(report, said)


@pytest.fixture
def compiler(tmp_path, monkeypatch):
    """A stand-in on the PATH that answers what it is told to."""
    folder = tmp_path / "bin"
    folder.mkdir()
    file = folder / "edgetpu_compiler"

    def answers(lines, code=0):
        file.write_text(f"#!/bin/sh\ncat <<'END'\n{lines}END\nexit {code}\n")
        file.chmod(file.stat().st_mode | stat.S_IXUSR)

    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")
    return answers


def test_a_compiler_on_the_path_is_run(tmp_path, compiler):
    assert compiled(tmp_path / "a.tflite") is None
    compiler(LOG)
    assert compiled(tmp_path / "a.tflite") == parsed(LOG)
    compiler("Internal compiler error. Aborting!\n", code=1)
    with pytest.raises(ExportError, match="Internal compiler error"):
        compiled(tmp_path / "a.tflite")


def test_a_compiler_that_does_not_end_is_given_up(tmp_path, compiler, monkeypatch):
    compiler("")
    hangs = tmp_path / "bin" / "edgetpu_compiler"
    hangs.write_text("#!/bin/sh\nexec sleep 20\n")
    monkeypatch.setattr("kerasarch.export.edge_tpu.PATIENCE", 0.2)
    with pytest.raises(ExportError, match="edgetpu_compiler did not end within 0.2 seconds on .*a.tflite; take it off"):
        compiled(tmp_path / "a.tflite")


@pytest.mark.parametrize(
    ("form", "says"), [(("onnx", "int8"), "'onnx'"), (("tflite", None), "None"), (("tflite", "int16"), "'int16'")]
)
def test_other_forms_are_refused_for_the_edge_tpu(form, says):
    with pytest.raises(ExportError, match=f"target='edgetpu' goes with format 'tflite'.*{says}"):
        Form(*form, target="edgetpu")


def ours(tmp_path, target="edgetpu", **more):
    """The manifest of a small int8 file."""
    keras.utils.set_random_seed(0)
    image = keras.Input((12, 12, 3))
    x = keras.layers.Conv2D(8, 3, activation="relu")(keras.layers.Rescaling(1 / 255)(image))
    model = keras.Model(image, keras.layers.Dense(3)(keras.layers.GlobalAveragePooling2D()(x)))
    off_initial_values(model, pixels((12, 12, 3), 4).astype("float32"))
    centre(model, pixels((12, 12, 3), 64).astype("float32"))
    data = {"images": pixels((12, 12, 3), 40, seed=2), "calibration": pixels((12, 12, 3), 64)}
    return export.to_tflite(model, tmp_path / "a.tflite", "int8", target=target, **data, **more)


def test_a_report_does_not_outlive_its_file(tmp_path):
    report = tmp_path / "a.tflite.edgetpu.txt"
    ours(tmp_path)
    assert report.is_file()
    with pytest.raises(FileError, match="exists; pass --overwrite"):
        ours(tmp_path, target=None)
    assert report.is_file()
    ours(tmp_path, target=None, overwrite=True)
    assert not report.exists()
    report.write_text("mine")
    (tmp_path / "a.tflite").unlink()
    for companion in ("json", "parity.npz"):
        (tmp_path / f"a.tflite.{companion}").unlink()
    with pytest.raises(FileError, match="a.tflite.edgetpu.txt exists; pass --overwrite"):
        ours(tmp_path, target=None)
    assert report.read_text() == "mine"


def test_a_compiler_that_refuses_the_file_is_quoted_in_its_report(tmp_path, compiler):
    compiler("Compiling\nERROR: :70 Op builtin_code out of range: 150\n", code=1)
    edge = ours(tmp_path)["edge_tpu"]
    refusal = "edgetpu_compiler refuses a.tflite: ERROR: :70 Op builtin_code out of range: 150"
    assert edge["compiler_refuses"] == refusal
    assert (tmp_path / "a.tflite.edgetpu.txt").read_text().splitlines()[-1] == refusal
    assert export.verify(tmp_path / "a.tflite").ok


def test_a_model_that_cannot_be_rewritten_has_its_report_too(tmp_path):
    """It tells which operation falls to the CPU: what somebody with a network of their own wants to know."""
    image = keras.Input((16, 12, 3))
    x = keras.layers.Conv2D(8, 3)(keras.layers.Rescaling(1 / 127.5, -1)(image))
    x = keras.layers.Flatten()(keras.ops.abs(keras.layers.LeakyReLU()(x)))
    model = keras.Model(image, keras.layers.Dense(4)(x))
    data = {"images": pixels((16, 12, 3), 24, seed=2), "calibration": pixels((16, 12, 3), 16)}
    said = export.export(model, tmp_path / "a.tflite", "tflite", quantize="int8", target="edgetpu", **data)
    assert "not rewritten for the target" in said["remark"]
    assert not said["edge_tpu"]["mapped"]
    assert said["folded"]  # there is nothing to fold


def test_a_file_for_the_edge_tpu_comes_with_its_report(tmp_path):
    model = network("mixer_s32", input_shape=(64, 96, 3))
    shape = model.input_shape[1:]
    data = {"images": pixels(shape, 40, seed=2), "calibration": pixels(shape, 64)}
    manifest = export.to_tflite(model, tmp_path / "a.tflite", "int8", target="edgetpu", **data)
    names = {file.name for file in tmp_path.iterdir()}
    assert names == {"a.tflite", "a.tflite.json", "a.tflite.parity.npz", "a.tflite.edgetpu.txt"}
    assert manifest["edge_tpu"]["mapped"]
    assert (tmp_path / "a.tflite.edgetpu.txt").read_text() == f"{edge_report(tmp_path / 'a.tflite')}\n"
    assert export.verify(tmp_path / "a.tflite").ok


def test_what_the_compiler_says_stands_in_the_report(tmp_path, compiler):
    compiler(LOG)
    model = network("mixer_s32", input_shape=(64, 96, 3))
    shape = model.input_shape[1:]
    data = {"images": pixels(shape, 40, seed=2), "calibration": pixels(shape, 64)}
    manifest = export.to_tflite(model, tmp_path / "a.tflite", "int8", target="edgetpu", **data)
    differs = "SOFTMAX, 'Operation version not supported': 0 in this report, 1 in the compiler's"
    assert differs in manifest["edge_tpu"]["compiler_differs"]
    assert differs in (tmp_path / "a.tflite.edgetpu.txt").read_text()
