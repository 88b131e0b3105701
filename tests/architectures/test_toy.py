"""A new architecture is one table and one record: nothing else is edited, and everything works on it."""

import keras
import numpy as np
import pytest

import kerasarch
from kerasarch import export, papers
from kerasarch.cli import main
from kerasarch.papers.architecture import Architecture
from kerasarch.steps import Act, Block, Branches, Conv, Depthwise, Norm, Of, Repeat
from tests.one_step import assert_moves_every_weight
from tests.parity import draw_by_name, images, outputs, varies


def conv(filters, kernel, strides, name):
    return (Conv(filters, kernel, strides, name=name), Norm(name=f"{name}_bn"), Act("relu", name=f"{name}_relu"))


BODY = (
    *conv(Of(2), 1, 1, "expand"),
    Depthwise(3, name="depthwise"),
    Norm(name="depthwise_bn"),
    Conv(Of(1), name="project"),
    Norm(name="project_bn"),
)
UNIT = Block("unit_{k}", (Branches("add", (BODY, ()), name="add"), Act("relu", name="relu")))
TABLE = (*conv(16, 3, 2, "stem"), Repeat(3, (UNIT,)), *conv(32, 3, 2, "last"))
TOY = Architecture(name="toy_net", title="ToyNet", paper="nobody's paper, table 1", table=TABLE, size=48)
SHAPE = (33, 27, 3)
SMALL = {"weights": None, "input_shape": SHAPE, "classes": 4}


@pytest.fixture(autouse=True)
def toy():
    papers.register(TOY)
    yield
    del papers.registry()["toy_net"]
    vars(kerasarch).pop("ToyNet", None)


def model_and_images(model, n=64):
    # from dark to bright, so that the classes are far apart
    x = images(SHAPE, n) + np.linspace(-4, 4, n, dtype="float32").reshape(-1, 1, 1, 1)
    draw_by_name(model, x)
    assert varies(outputs(model, x)) > 0.01
    return model, x


def test_it_is_listed_and_described(capsys):
    assert "toy_net" in kerasarch.list_models()
    assert "ToyNet" in dir(kerasarch)
    assert main(["list", "toy*"]) == 0
    assert "toy_net" in capsys.readouterr().out
    assert main(["describe", "toy_net", "--size", "33x27"]) == 0
    assert "unit_3_project" in capsys.readouterr().out


@pytest.mark.parametrize("scaling", [{}, {"width": 0.5}, {"width": 1.7, "depth": 2}, {"depth": 0.3}], ids=str)
def test_it_is_built_and_scaled_and_costs_what_keras_counts(scaling):
    model = kerasarch.ToyNet(**SMALL, **scaling)
    bill = kerasarch.cost("toy_net", SHAPE, classes=4, **scaling)
    assert (bill.params, bill.shape) == (model.count_params(), model.output_shape[1:])
    adds = sum(isinstance(layer, keras.layers.Add) for layer in model.layers)
    assert adds == max(1, round(3 * scaling.get("depth", 1)))


def test_every_module_gets_its_gate():
    model = kerasarch.ToyNet(**SMALL, se_ratio=4)
    assert {f"unit_{k}_se_excite" for k in (1, 2, 3)} <= {layer.name for layer in model.layers}
    bill = kerasarch.cost("toy_net", SHAPE, classes=4, se_ratio=4)
    assert model.count_params() == bill.params > kerasarch.ToyNet(**SMALL).count_params()


def test_one_step_trains_every_weight():
    model, x = model_and_images(kerasarch.ToyNet(**SMALL), n=6)
    assert_moves_every_weight(model, x)


@pytest.mark.parametrize("quantize", [None, "int8"])
def test_it_is_exported_and_verified(quantize, tmp_path):
    model, x = model_and_images(kerasarch.ToyNet(**SMALL))
    more = {"calibration": x[1::2]} if quantize else {}
    manifest = export.to_tflite(model, tmp_path / "toy.tflite", quantize, images=x[::2], **more)
    assert manifest["parity"]["agreement"] >= 0.95
    assert export.verify(tmp_path / "toy.tflite").ok
