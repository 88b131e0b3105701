"""Which images a file that leaves the package is calibrated and proven on, and in what values."""

from types import SimpleNamespace

import keras
import numpy as np
import PIL.Image
import pytest

import kerasarch
from kerasarch import deliver
from kerasarch.errors import ExportError
from kerasarch.export.formats import Form

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
