"""Which images a file that leaves the package is calibrated and proven on, in what values; what is not guessed."""

from types import SimpleNamespace

import keras
import numpy as np
import PIL.Image
import pytest

import kerasarch
from kerasarch import deliver, export
from kerasarch.data import ArraySource
from kerasarch.data.source import PREPARATION
from kerasarch.errors import DataError, ExportError
from kerasarch.export import exporter
from kerasarch.export.formats import Form
from kerasarch.export.subject import subject

SHAPE = (9, 7, 3)
INT8 = Form("tflite", "int8")
STEPS = {"mean": [120.0, 110.0, 100.0], "std": 60.0}


def model(rescaling=False):
    image = keras.Input(SHAPE)
    x = keras.layers.Rescaling(1 / 255)(image) if rescaling else image
    return keras.Model(image, keras.layers.Dense(4)(keras.layers.GlobalAveragePooling2D()(x)), name="mine")


@pytest.fixture
def folder(tmp_path):
    """Of 20 images."""
    place = tmp_path / "photos"
    place.mkdir()
    for i in range(20):
        values = np.random.default_rng(i).integers(0, 256, SHAPE, np.uint8)
        PIL.Image.fromarray(values).save(place / f"{i:02d}.png")
    return place


@pytest.fixture
def given(monkeypatch):
    """What the exporter is called with."""
    kept = {}
    monkeypatch.setattr(deliver.export, "export", lambda model, path, **said: kept.update(said))
    return kept


@pytest.mark.parametrize("about", [{}, {"preprocessing": "as its authors did"}])
def test_a_model_of_which_nobody_says_what_it_takes_is_not_calibrated_on_pixels(tmp_path, folder, given, about):
    kerasarch.save(model(), tmp_path / "a.keras", about)
    with pytest.raises(ExportError, match="mine does not rescale pixels, and nothing says what it takes: save it by"):
        deliver.export_from(tmp_path / "a.keras", INT8, tmp_path / "a.tflite", folder)
    assert given == {}


def test_a_model_that_takes_pixels_is_calibrated_on_one_half_and_proven_on_the_other(tmp_path, folder, given):
    kerasarch.save(model(rescaling=True), tmp_path / "a.keras")
    deliver.export_from(tmp_path / "a.keras", INT8, tmp_path / "a.tflite", folder)
    assert [len(given[key]) for key in ("calibration", "images")] == [10, 10]
    assert given["calibration"].dtype == np.uint8


def test_said_preprocessing_is_applied(tmp_path, folder, given):
    kerasarch.save(model(), tmp_path / "a.keras", {"preprocessing": STEPS})
    deliver.export_from(tmp_path / "a.keras", INT8, tmp_path / "a.tflite", folder)
    first = np.asarray(PIL.Image.open(folder / "00.png")).astype(float)
    np.testing.assert_allclose(given["calibration"][0], (first - STEPS["mean"]) / STEPS["std"], rtol=1e-5, atol=1e-5)
    kerasarch.save(model(), tmp_path / "b.keras", {"preprocessing": {"mean": 1}})
    with pytest.raises(ExportError, match="about.'preprocessing'. must be"):
        deliver.export_from(tmp_path / "b.keras", INT8, tmp_path / "a.tflite", folder)


def test_a_run_is_proven_on_its_own_images_and_calibrated_on_all_that_are_named(tmp_path, folder, given, monkeypatch):
    kerasarch.save(model(rescaling=True), tmp_path / "a.keras")
    run = SimpleNamespace(best=tmp_path / "a.keras", recipe=lambda: SimpleNamespace(name="tiny"))
    own = np.zeros((5, *SHAPE))
    monkeypatch.setattr(deliver, "Run", lambda path: run)
    monkeypatch.setattr(deliver, "_data_of", lambda run, source, with_training: {"images": own})
    deliver.export_from(tmp_path, INT8, calibration=folder)
    assert given["images"] is own
    assert len(given["calibration"]) == 20
    monkeypatch.setattr(deliver, "CALIBRATION", 7)
    deliver.export_from(tmp_path, INT8, calibration=folder)
    assert len(given["calibration"]) == 7


@pytest.mark.parametrize("kind", ["tflite", "onnx"])
def test_a_file_that_does_not_say_what_it_takes_is_not_guessed_at(tmp_path, folder, kind):
    """Another program's file may take any values, and give anything."""
    path = tmp_path / f"a.{kind}"
    exporter.WRITERS[kind](subject(model(rescaling=True)), path, Form(kind), None)
    with pytest.raises(ExportError, match="does not say which values it takes for pixels and what it gives"):
        deliver.predict(path, [str(folder / "00.png")])


def test_one_number_names_no_class(tmp_path, folder):
    """A softmax over it would be 1 for every image."""
    one = model(rescaling=True)
    one = keras.Model(one.input, keras.layers.Dense(1)(one.layers[-2].output))
    kerasarch.save(one, tmp_path / "a.keras")
    with pytest.raises(ExportError, match="gives one number and no classes"):
        deliver.predict(tmp_path / "a.keras", [str(folder / "00.png")])


def test_a_model_that_takes_other_values_than_pixels_is_given_those_that_are_said(tmp_path, folder):
    """In a .keras file and in an exported one, what the same network gives with a rescaling of its own."""
    plain = model()
    image = keras.Input(SHAPE)
    scale = keras.layers.Rescaling(1 / STEPS["std"], [-mean / STEPS["std"] for mean in STEPS["mean"]])
    whole = keras.Model(image, plain(scale(image)))
    said = {"whole": {}, "plain": {"preprocessing": STEPS}, "pixels": {"preprocessing": PREPARATION}}
    for name, about in said.items():
        kerasarch.save(whole if name == "whole" else plain, tmp_path / f"{name}.keras", about)
    export.to_onnx(plain, tmp_path / "plain.onnx", about=said["plain"])
    files = sorted(map(str, folder.iterdir()))[:3]
    found = {
        name: [dict(row) for row in deliver.predict(tmp_path / name, files)]
        for name in ("whole.keras", "plain.keras", "plain.onnx", "pixels.keras")
    }
    for name in ("plain.keras", "plain.onnx"):
        for ours, wanted in zip(found[name], found["whole.keras"], strict=True):
            assert ours == pytest.approx(wanted, abs=1e-4)
    assert found["pixels.keras"] != found["plain.keras"]
    kerasarch.save(plain, tmp_path / "none.keras")
    with pytest.raises(ExportError, match="none.keras takes an input of its own range, not pixels"):
        deliver.predict(tmp_path / "none.keras", files)


def test_a_model_of_other_channels_is_given_no_image_file(tmp_path, folder):
    image = keras.Input((9, 7, 1))
    grey = keras.Model(image, keras.layers.Dense(2)(keras.layers.Flatten()(keras.layers.Rescaling(1 / 255)(image))))
    kerasarch.save(grey, tmp_path / "grey.keras")
    export.to_onnx(grey, tmp_path / "grey.onnx")
    for name in ("grey.keras", "grey.onnx"):
        with pytest.raises(ExportError, match=f"{name} takes images of 1 channel, and predict reads files as RGB"):
            deliver.predict(tmp_path / name, [str(folder / "00.png")])


BAD_NAMES = [
    ("ab", "must be the names of classes in a list; got 'ab', a str"),
    (["cat", "dog\n"], r"must be names of one line each; got 'dog\\n' as number 1"),
    (["ca\u2028t", "dog"], r"must be names of one line each; got 'ca\\u2028t' as number 0"),
    (["", "dog"], "must be names of one line each; got '' as number 0"),
    ([1, 2], "must be names of one line each; got 1 as number 0"),
]


@pytest.mark.parametrize(("names", "says"), BAD_NAMES)
def test_names_of_classes_that_no_list_of_lines_can_hold_are_refused_wherever_they_come_in(tmp_path, names, says):
    with pytest.raises(ExportError, match=f"^classes {says}"):
        export.to_tflite(model(rescaling=True), tmp_path / "a.tflite", classes=names)
    with pytest.raises(kerasarch.KerasarchError, match=f"^about.'labels'. {says}"):
        kerasarch.save(model(), tmp_path / "a.keras", {"labels": names})
    some = np.zeros((2, *SHAPE), np.uint8), np.array([0, 1])
    with pytest.raises(DataError, match=f"^classes {says}"):
        ArraySource({"train": some, "validation": some, "test": some}, names)
    assert not list(tmp_path.iterdir())
