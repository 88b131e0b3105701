"""Where a library is missing, the command line says the line that installs it, and does what needs no more."""

import sys

import keras
import numpy as np
import PIL.Image
import pytest

import kerasarch
from kerasarch import export
from kerasarch.cli import main
from kerasarch.errors import ExportError

PIXELS = np.arange(9 * 7 * 3, dtype=np.uint8).reshape(9, 7, 3)


@pytest.fixture
def image(tmp_path):
    PIL.Image.fromarray(PIXELS).save(place := tmp_path / "a.png")
    return place


@pytest.fixture
def made(tmp_path):
    """A network that takes pixels."""
    image = keras.Input(PIXELS.shape)
    x = keras.layers.Flatten()(keras.layers.Rescaling(1 / 255)(image))
    kerasarch.save(keras.Model(image, keras.layers.Dense(3, activation="softmax")(x)), place := tmp_path / "a.keras")
    return place


@pytest.fixture
def without(monkeypatch):
    """Of this library, and of what was imported with it, nothing was imported yet, and it cannot be."""

    def leave_out(library):
        modules = ("kerasarch.deliver", "kerasarch.export.exporter", "kerasarch.export.onnx")
        for name in [name for name in sys.modules if name.split(".")[0] == library or name in modules]:
            monkeypatch.delitem(sys.modules, name)
        for holder, name in ((kerasarch, "deliver"), (export, "exporter"), (export, "onnx"), (export, "export")):
            if name in vars(holder):  # delattr would ask the package, which imports what it has not
                monkeypatch.delattr(holder, name)
        monkeypatch.setitem(sys.modules, library, None)

    return leave_out


@pytest.mark.parametrize(("library", "package"), [("onnx", "onnx"), ("ai_edge_litert", "ai-edge-litert")])
def test_export_names_the_package_to_install(capsys, made, tmp_path, without, library, package):
    without(library)
    code = main(["export", str(made), "--format", "tflite", "--output", str(tmp_path / "a.tflite")])
    said = capsys.readouterr()
    assert (code, said.out) == (2, "")
    assert said.err.startswith(f"kerasarch: {library} cannot be imported (")
    assert said.err.endswith(f"; run: pip install {package}\n")
    assert not (tmp_path / "a.tflite").exists()


def test_predict_needs_no_library_of_another_format(capsys, made, image, without):
    without("onnx")
    assert main(["predict", str(made), str(image)]) == 0
    assert capsys.readouterr().out.startswith(f"{image}: ")


def test_bench_names_the_package_to_install(tmp_path, monkeypatch):
    stand_in = tmp_path / "path" / "onnxruntime"
    stand_in.mkdir(parents=True)
    (stand_in / "__init__.py").write_text("import onnxruntime.none\n")
    monkeypatch.setenv("PYTHONPATH", str(stand_in.parent))
    (tmp_path / "a.onnx").touch()
    with pytest.raises(ExportError, match=r"onnxruntime cannot be imported \(No module .*; run: pip install onnxrunt"):
        export.latency_ms(tmp_path / "a.onnx")
