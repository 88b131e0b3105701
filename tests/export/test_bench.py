"""Measuring files: what is counted and compared is right; how long anything takes is not asserted."""

import csv
import dataclasses
import os

import keras
import numpy as np
import onnx
import pytest
from ai_edge_litert import schema_py_generated

import kerasarch
from kerasarch import export
from kerasarch.cli import main
from kerasarch.errors import ExportError, FileError
from kerasarch.export import benchmark, exporter, runtimes
from kerasarch.export.benchmark_report import COLUMNS, table
from kerasarch.export.flatbuffer import edited
from kerasarch.export.formats import Form
from kerasarch.export.multiply_adds import multiply_adds
from kerasarch.export.subject import subject
from tests.export.test_forms import network, pixels

SLOW = pytest.mark.slow
FILES = {
    "a.tflite": Form("tflite"),
    "three.tflite": Form("tflite", batch=3),
    "a.onnx": Form("onnx"),
    "model": Form("saved_model"),
}


def small():
    """A convolution in two groups, a depthwise one, one on nine positions as tokens, and a dense layer."""
    keras.utils.set_random_seed(0)
    image = keras.Input((9, 11, 4))
    x = keras.layers.Conv2D(8, 3, groups=2, strides=3, padding="same")(image)
    x = keras.layers.DepthwiseConv2D(3, padding="same")(x)
    x = keras.layers.Dense(6)(keras.layers.Reshape((12, 8))(x))
    return keras.Model(image, keras.layers.Dense(5)(keras.layers.GlobalAveragePooling1D()(x)), name="small")


MACS = 3 * 4 * 8 * 9 * 2 + 3 * 4 * 8 * 9 + 12 * 8 * 6 + 6 * 5


def write(model, path, form, calibration=None):
    from kerasarch.export.prepared import prepared

    exporter.WRITERS[form.format](subject(prepared(model)), path, form, calibration)


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    """A file of each kind, made when it is first asked for."""
    folder = tmp_path_factory.mktemp("files")

    def get(name):
        if not (folder / name).exists():
            kerasarch.save(small(), folder / name) if name == "a.keras" else write(small(), folder / name, FILES[name])
        return folder / name

    return get


@pytest.fixture
def no_peak(monkeypatch):
    """The most that this machine does is not measured."""
    monkeypatch.setattr(benchmark, "peak", lambda kind, quantize, threads: 1e9)


def test_files_stand_side_by_side_with_size_memory_and_multiply_adds(files, no_peak):
    one, other = export.bench([files("a.tflite"), files("a.onnx")], rounds=2, threads=1)
    assert (one.file, other.file) == ("a.tflite", "a.onnx")
    assert one.ratio == 1
    for row, runtime in ((one, "LiteRT"), (other, "ONNX Runtime")):
        assert row.runtime.startswith(runtime)
        assert row.multiply_adds == MACS
        assert (row.batch, row.threads, row.quantize) == (1, 1, None)
        assert row.bytes == files(row.file).stat().st_size
        assert 0 < row.median_ms <= row.p90_ms
        assert 0 < row.file_bytes < row.peak_bytes
        assert row.multiply_adds_a_second == pytest.approx(MACS / row.median_ms * 1e3)
        assert row.peak_share == pytest.approx(row.multiply_adds_a_second / 1e9)


@SLOW
def test_saved_models_and_keras_files_are_measured_too_against_the_peak_of_their_own_runtime(files):
    rows = export.bench([files("model"), files("a.keras"), files("a.onnx")], rounds=1)
    assert [row.multiply_adds for row in rows] == [MACS] * 3
    assert [row.runtime.split()[0] for row in rows] == ["TensorFlow", "Keras", "ONNX"]
    assert all(row.peak_share is not None and row.peak_share > 0 for row in rows)
    assert {row.threads for row in rows} == {len(os.sched_getaffinity(0))}


def test_batches_are_measured_each_and_compared_by_the_image(files, no_peak):
    rows = export.bench([files("a.onnx"), files("three.tflite")], batches=[3], rounds=1)
    assert [row.batch for row in rows] == [3, 3]
    one, eight = export.bench([files("a.onnx")], batches=[1, 8], rounds=1)
    assert (one.batch, eight.batch, one.ratio, eight.ratio) == (1, 8, 1, 1)
    own, three = export.bench([files("a.onnx"), files("three.tflite")], rounds=1)
    assert (own.batch, three.batch) == (1, 3)
    assert three.ratio == pytest.approx(three.median_ms / 3 / own.median_ms, rel=0.5)


def test_a_batch_that_a_file_does_not_take_is_told_with_its_own(files):
    with pytest.raises(ExportError, match=r"three.tflite cannot be run: it takes a batch of 3, not of 2"):
        export.bench([files("a.onnx"), files("three.tflite")], batches=[2])


def test_latency_is_one_number(files):
    assert export.latency_ms(files("a.tflite"), threads=1, seconds=0.01) > 0
    assert export.latency_ms(files("a.onnx"), batch=2, seconds=0.01) > 0


def test_the_90th_percentile_is_the_smallest_value_that_nine_tenths_do_not_exceed():
    values = [float(i) for i in range(10, 0, -1)]
    assert benchmark.percentile(values, 0.9) == 9
    assert benchmark.percentile([*values, 11.0], 0.9) == 10
    assert benchmark.percentile([7.0], 0.9) == 7
    assert benchmark.percentile(values, 1.0) == 10


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ({"threads": 0}, "threads must be an integer of at least 1; got 0"),
        ({"threads": 4096}, "threads must be at most .*, the processors of this machine; got 4096"),
        ({"rounds": 0}, "rounds must be an integer of at least 1; got 0"),
        ({"batches": [1, 0]}, "batch must be an integer of at least 1; got 0"),
        ({"batches": [2.5]}, "batch must be an integer of at least 1; got 2.5"),
    ],
)
def test_values_that_cannot_be_are_refused(files, arguments, says):
    with pytest.raises(ExportError, match=says):
        export.bench([files("a.onnx")], **arguments)


@pytest.mark.parametrize("name", ["a.tflite", "a.onnx", "a.keras", pytest.param("model", marks=SLOW)])
def test_what_is_no_model_is_refused_by_its_name(tmp_path, name):
    path = tmp_path / name
    with pytest.raises(ExportError, match="there is no file"):
        export.bench([path])
    if name == "model":
        path.mkdir()
        path /= "saved_model.pb"
    path.write_bytes(b"no model at all")
    with pytest.raises(kerasarch.KerasarchError, match=rf"{name}\b.* (cannot be|is no)"):
        export.bench([tmp_path / name])
    with pytest.raises(kerasarch.KerasarchError, match=rf"{name}\b.* (cannot be|is no)"):
        export.latency_ms(tmp_path / name)


def test_nothing_and_other_files_are_refused(tmp_path):
    with pytest.raises(ExportError, match="there is nothing to measure"):
        export.bench([])
    (tmp_path / "a.txt").write_text("x")
    with pytest.raises(ExportError, match="a.txt is no .tflite, .onnx or .keras file and no SavedModel folder"):
        export.bench([tmp_path / "a.txt"])


def test_the_command_prints_a_table_and_writes_a_picture_and_a_csv_file(files, no_peak, tmp_path, capfd):
    output = tmp_path / "out"
    command = ["bench", str(files("a.onnx")), str(files("a.tflite")), "--rounds", "1", "--threads", "1"]
    assert main([*command, "--output", str(output)]) == 0
    said, errors = capfd.readouterr()
    assert "a.tflite" in said
    assert "1 thread" in said
    assert f"drawn in {output}/bench.png" in said.replace("\n", "")
    assert errors == ""
    assert sorted(file.name for file in output.iterdir()) == ["bench.csv", "bench.png"]
    with (output / "bench.csv").open() as file:
        rows = list(csv.DictReader(file))
    assert tuple(rows[0]) == COLUMNS
    assert [(row["file"], int(row["multiply_adds"])) for row in rows] == [("a.onnx", MACS), ("a.tflite", MACS)]
    (output / "bench.png").write_text("mine")
    assert main([*command, "--output", str(output)]) == 2
    assert "bench.png exists; pass --overwrite" in capfd.readouterr().err
    assert (output / "bench.png").read_text() == "mine"
    assert main([*command, "--output", str(output), "--overwrite"]) == 0
    assert (output / "bench.png").read_bytes()[:4] == b"\x89PNG"


def test_other_outputs_are_refused_before_anything_is_measured(files, tmp_path, monkeypatch):
    monkeypatch.setattr(benchmark, "_process", None)  # whoever starts one fails
    with pytest.raises(FileError, match=r"output must be a folder or a .png file; got .*a.pdf"):
        export.bench([files("a.onnx")], output=tmp_path / "a.pdf")
    (tmp_path / "a.csv").write_text("mine")
    with pytest.raises(FileError, match=r"a.csv exists; pass --overwrite"):
        export.bench([files("a.onnx")], output=tmp_path / "a.png")


def test_ctrl_c_leaves_no_file_and_no_process(files, no_peak, tmp_path, monkeypatch):
    started = []
    calls = benchmark._Process.calls

    def stop(self, seconds):
        calls(self, 0.0)
        started.append(self.process)
        raise KeyboardInterrupt

    monkeypatch.setattr(benchmark._Process, "calls", stop)
    with pytest.raises(KeyboardInterrupt):
        export.bench([files("a.onnx")], output=tmp_path / "a.png")
    assert list(tmp_path.iterdir()) == []
    assert [process.poll() is not None for process in started] == [True]


@pytest.mark.parametrize("look", [benchmark._kind, export.open_file])
def test_a_folder_whose_replacement_was_interrupted_is_there_whatever_its_name(tmp_path, monkeypatch, look):
    monkeypatch.setitem(runtimes.OPENERS, "saved_model", lambda path: "saved_model")
    aside = tmp_path / ".model.v2.replaced-by-kerasarch"
    aside.mkdir()
    (aside / "saved_model.pb").touch()
    assert look(tmp_path / "model.v2") == "saved_model"
    assert [file.name for file in tmp_path.iterdir()] == ["model.v2"]


def test_what_cannot_be_counted_is_said(files, no_peak):
    (row,) = export.bench([files("a.onnx")], rounds=1)
    from rich.console import Console

    nothing = {"multiply_adds": None, "multiply_adds_a_second": None, "peak_share": None}
    quiet = Console(width=160)
    with quiet.capture() as said:
        quiet.print(table([dataclasses.replace(row, **nothing)]))
    assert "unknown" in said.get()


@pytest.mark.parametrize("name", ["TRANSPOSE_CONV", "CUSTOM", "SVDF", "WHILE"])
def test_a_tflite_file_of_operations_that_may_multiply_unseen_is_not_counted_too_low(files, tmp_path, name):
    def other(model, kinds):
        kind = model.operatorCodes[kinds.index("MEAN")]
        kind.builtinCode = kind.deprecatedBuiltinCode = getattr(schema_py_generated.BuiltinOperator, name)

    (tmp_path / "a.tflite").write_bytes(edited(files("a.tflite").read_bytes(), other))
    assert multiply_adds("tflite", files("a.tflite")) == (MACS, None)
    assert multiply_adds("tflite", tmp_path / "a.tflite") == (None, None)


def test_a_tflite_file_of_free_sizes_is_not_counted_as_if_they_were_one(files, tmp_path):
    def free(model, kinds):
        for tensor in model.subgraphs[0].tensors:
            if len(tensor.shape) == 4 and model.buffers[tensor.buffer].data is None:
                tensor.shapeSignature, tensor.shape = [1, -1, -1, tensor.shape[3]], [1, 1, 1, tensor.shape[3]]

    (tmp_path / "a.tflite").write_bytes(edited(files("a.tflite").read_bytes(), free))
    assert multiply_adds("tflite", tmp_path / "a.tflite") == (None, None)


@pytest.mark.parametrize(("kind", "domain"), [("Einsum", ""), ("ConvTranspose", ""), ("FusedMatMul", "com.microsoft")])
def test_an_onnx_file_of_operations_that_may_multiply_unseen_is_not_counted_too_low(files, tmp_path, kind, domain):
    proto = onnx.load(files("a.onnx"))
    assert multiply_adds("onnx", files("a.onnx")) == (MACS, None)
    last = proto.graph.node[-1]
    proto.graph.node.append(onnx.helper.make_node(kind, [last.output[0]], ["more"], domain=domain))
    proto.opset_import.append(onnx.helper.make_opsetid(domain or "ai.onnx.ml", 1))
    onnx.save(proto, tmp_path / "a.onnx")
    assert multiply_adds("onnx", tmp_path / "a.onnx") == (None, None)


def test_an_old_onnx_file_that_names_its_weights_as_inputs_is_counted_whole(files, tmp_path):
    proto = onnx.load(files("a.onnx"))
    for tensor in proto.graph.initializer:
        proto.graph.input.append(onnx.helper.make_tensor_value_info(tensor.name, tensor.data_type, tensor.dims))
    onnx.save(proto, tmp_path / "a.onnx")
    assert multiply_adds("onnx", tmp_path / "a.onnx") == (MACS, None)


def test_a_tensorflow_function_of_operations_that_may_multiply_unseen_is_not_counted_too_low():
    import tensorflow as tf

    from kerasarch.export.benchmark_process import _macs_of

    def counted(function, *shapes):
        specs = [tf.TensorSpec(shape) for shape in shapes]
        graph = tf.function(function).get_concrete_function(*specs).graph.as_graph_def(add_shapes=True)
        return _macs_of({node.name: node for node in graph.node})

    assert counted(tf.matmul, (1, 4, 5), (1, 5, 6)) == 4 * 5 * 6
    assert counted(lambda a, b: tf.matmul(a, b, transpose_b=True), (1, 4, 5), (1, 6, 5)) == 4 * 5 * 6
    for function, *shapes in (
        (
            lambda a, b: tf.einsum("bij,bjk->bik", a, b) + tf.raw_ops.Einsum(inputs=[a, b], equation="bij,bjk->bik"),
            (1, 4, 5),
            (1, 5, 6),
        ),
        (lambda a: tf.nn.conv2d_transpose(a, tf.ones((3, 3, 2, 4)), (1, 8, 8, 2), 2), (1, 4, 4, 4)),
        (lambda a: tf.nn.conv2d(a, tf.ones((3, 3, 4, 2)), 1, "SAME"), (1, None, None, 4)),
    ):
        with pytest.raises(LookupError):
            counted(function, *shapes)


@SLOW
@pytest.mark.parametrize("name", ["mixer_s32", "shufflenet_v1_g3"])
def test_multiply_adds_of_every_format_are_the_tables(name, tmp_path):
    shape = (96, 96, 3)
    model = network(name, input_shape=shape)
    expected = kerasarch.cost(name, shape, classes=5, depth=0.25, width=0.25).macs
    for kind, quantize in (
        ("tflite", None),
        ("tflite", "dynamic"),
        ("tflite", "int8"),
        ("onnx", None),
        ("onnx", "int8"),
    ):
        form = Form(kind, quantize)
        path = tmp_path / f"{quantize}{form.suffix}"
        write(model, path, form, pixels(shape, 8) if form.calibrated else None)
        assert multiply_adds(kind, path) == (expected, quantize), form
    kerasarch.save(model, tmp_path / "a.keras")
    write(model, tmp_path / "saved", Form("saved_model"))
    assert multiply_adds("keras", tmp_path / "a.keras") == (expected, None)
    with benchmark._process("saved_model", tmp_path / "saved", 1, 1) as process:
        assert process.macs == expected


def test_a_models_own_operations_that_cannot_be_read_are_not_guessed(tmp_path):
    image = keras.Input((4, 4, 3))
    twice = keras.layers.Conv2D(3, 3, padding="same")
    model = keras.Model(image, keras.layers.Flatten()(twice(twice(image))))
    kerasarch.save(model, tmp_path / "a.keras")
    assert multiply_adds("keras", tmp_path / "a.keras") == (None, None)
    assert np.isfinite(export.latency_ms(tmp_path / "a.keras", seconds=0.01))
