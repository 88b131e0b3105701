"""Models with models inside, as fine-tuning makes them: exported as if their layers had been applied one by one."""

import keras
import numpy as np
import onnx
import pytest
from keras import layers

from kerasarch import export
from kerasarch.errors import ExportError
from kerasarch.export.flat import AUGMENTATION, flat
from kerasarch.export.flatbuffer import graph_of
from kerasarch.export.prepared import prepared
from kerasarch.export.subject import subject
from tests.export.test_forms import pixels
from tests.parity import centre, off_initial_values, varies

SHAPE = (19, 22, 3)


def backbone(name="backbone"):
    """Grouped, depthwise and plain convolutions with batch norms, a sum; names that other models use."""
    image = keras.Input(SHAPE)
    x = layers.Conv2D(8, 3, strides=2, use_bias=False, name="stem")(image)
    x = layers.ReLU(6.0, name="stem_relu")(layers.BatchNormalization(name="stem_bn")(x))
    y = layers.Conv2D(8, 3, padding="same", groups=4, use_bias=False, name="grouped")(x)
    y = layers.BatchNormalization(name="grouped_bn")(y)
    y = layers.DepthwiseConv2D(3, padding="same", use_bias=False, name="depthwise")(y)
    y = layers.Add(name="sum")([x, layers.BatchNormalization(name="depthwise_bn")(y)])
    return keras.Model(image, keras.ops.relu(y), name=name)


def transfer():
    image = keras.Input(SHAPE)
    x = backbone()(layers.Rescaling(1 / 127.5, -1)(image), training=False)
    x = layers.Dropout(0.2)(layers.GlobalAveragePooling2D()(x))
    return keras.Model(image, layers.Dense(5, activation="softmax")(x), name="transfer")


def sequential():
    head = keras.Sequential([layers.GlobalAveragePooling2D(), layers.Dense(5), layers.Softmax()])
    return keras.Sequential([layers.Rescaling(1 / 127.5, -1), backbone(), head])


def deeper():
    image = keras.Input(SHAPE)
    inner = keras.Sequential([layers.Rescaling(1 / 127.5, -1), backbone()], name="inner")
    x = layers.Dense(5, activation="softmax")(layers.Flatten()(inner(image)))
    return keras.Model(image, x, name="deeper")


def both():
    """Layers of equal names in two models; a grouped convolution of that name outside of them, too."""
    image = keras.Input(SHAPE)
    x = layers.Rescaling(1 / 127.5, -1)(image)
    x = layers.Concatenate()([backbone("one")(x), backbone("two")(x)])
    x = layers.BatchNormalization()(layers.Conv2D(8, 3, groups=2, name="grouped")(x))
    return keras.Model(image, layers.Dense(5)(layers.GlobalAveragePooling2D()(x)), name="both")


def made(make):
    keras.utils.set_random_seed(0)
    model = make()
    model.build((None, *SHAPE))
    off_initial_values(flat(model), pixels(SHAPE, 16))
    return model


@pytest.mark.parametrize("make", [transfer, sequential, deeper, both])
def test_a_model_inside_is_folded_as_its_layers_are(make):
    model = made(make)
    seen = subject(model)
    assert seen.rescaling == (pytest.approx(1 / 127.5), -1)
    ready = prepared(seen.model)
    assert not [layer.name for layer in ready.layers if isinstance(layer, layers.BatchNormalization | keras.Model)]
    x = pixels(SHAPE, 8, seed=3).astype("float32")
    assert varies(np.asarray(model(x))) > 0.01
    np.testing.assert_allclose(np.asarray(ready(x)), np.asarray(model(x)), atol=1e-5)
    np.testing.assert_allclose(np.asarray(seen.model(x)), np.asarray(model(x)), atol=1e-7)


@pytest.mark.parametrize("make", [transfer, both])
def test_grouped_convolutions_of_a_model_inside_are_operations_of_onnx(tmp_path, make):
    manifest = export.to_onnx(made(make), tmp_path / "a.onnx", images=pixels(SHAPE, 16, seed=2))
    nodes = onnx.load(tmp_path / "a.onnx").graph.node
    assert {node.domain for node in nodes} == {""}
    assert "BatchNormalization" not in {node.op_type for node in nodes}
    groups = [a.i for node in nodes if node.op_type == "Conv" for a in node.attribute if a.name == "group"]
    assert 4 in groups
    assert manifest["folded"]


def test_an_int8_file_of_a_model_inside_has_its_convolutions_and_no_more(tmp_path):
    data = {"images": pixels(SHAPE, 24, seed=2), "calibration": pixels(SHAPE, 48)}
    manifest = export.to_tflite(made(transfer), tmp_path / "a.tflite", "int8", **data)
    operations = graph_of((tmp_path / "a.tflite").read_bytes()).operations
    assert sum(operation.name == "CONV_2D" for operation in operations) == 2
    assert not {"MUL", "SUB"} & {operation.name for operation in operations}
    assert manifest["folded"]
    assert manifest["inside"]["input_is_raw_pixels"]  # the rescaling has gone into the input's scale


@pytest.mark.slow
def test_a_saved_model_of_a_model_inside_is_proven(tmp_path):
    assert export.to_saved_model(made(sequential), tmp_path / "a", images=pixels(SHAPE, 16, seed=2))["folded"]
    assert export.verify(tmp_path / "a").ok


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["tflite", "onnx"])
def test_a_fine_tuned_model_of_keras_applications_is_exported(tmp_path, kind):
    keras.utils.set_random_seed(0)
    shape = (48, 48, 3)
    inner = keras.applications.MobileNetV2(weights=None, include_top=False, input_shape=shape, alpha=0.35)
    model = keras.Sequential([layers.Rescaling(1 / 127.5, -1), inner, layers.GlobalAveragePooling2D(), layers.Dense(5)])
    model.build((None, *shape))
    off_initial_values(inner, pixels(shape, 24) / 127.5 - 1)
    centre(model, pixels(shape, 24))
    manifest = export.export(model, tmp_path / f"a.{kind}", kind, images=pixels(shape, 24, seed=2))
    assert manifest["folded"]
    assert export.verify(tmp_path / f"a.{kind}").ok


@keras.saving.register_keras_serializable("tests")
class Own(keras.Model):
    """A model of a call of its own, which no graph tells."""

    def call(self, x, training=None):
        return 2 * super().call(x, training=training)


def opaque():
    inner = backbone()
    image = keras.Input(SHAPE)
    x = Own(inner.input, inner.output, name="own")(layers.Rescaling(1 / 127.5, -1)(image))
    return keras.Model(image, layers.Dense(5)(layers.GlobalAveragePooling2D()(x)), name="opaque")


def test_a_model_of_a_call_of_its_own_is_refused(tmp_path):
    """A twin for the logits would be made of its graph alone."""
    image = keras.Input(SHAPE)
    x = layers.Dense(5, activation="softmax")(layers.Flatten()(image))
    with pytest.raises(ExportError, match="only a functional keras.Model can be exported; got a Own"):
        export.to_tflite(Own(image, x), tmp_path / "a.tflite")
    with pytest.raises(ExportError, match="ends in own, which must be a functional keras.Model of one output"):
        export.to_tflite(keras.Model(image, Own(image, x, name="own")(image)), tmp_path / "a.tflite")
    assert list(tmp_path.iterdir()) == []


def test_a_model_inside_that_cannot_be_looked_into_keeps_its_batch_norms_and_that_is_said(tmp_path):
    manifest = export.to_tflite(made(opaque), tmp_path / "a.tflite", images=pixels(SHAPE, 16, seed=2))
    assert not manifest["folded"]
    assert "batch norms are not folded: layer 'own' is a model inside the model" in manifest["remark"]


def test_grouped_convolutions_that_cannot_be_got_at_are_refused_in_onnx(tmp_path):
    """tf2onnx makes a file of them that nothing can run, and says nothing."""
    with pytest.raises(ExportError, match="cannot be run: its onnx runtime says|cannot be converted to onnx"):
        export.to_onnx(made(opaque), tmp_path / "a.onnx", images=pixels(SHAPE, 16, seed=2))
    assert list(tmp_path.iterdir()) == []


def test_augmentation_inside_a_model_is_left_out(tmp_path):
    augment = keras.Sequential([layers.RandomFlip(), layers.RandomZoom(0.1)])
    image = keras.Input(SHAPE)
    x = layers.RandomRotation(0.1)(layers.GaussianNoise(0.1)(augment(image)))
    x = layers.BatchNormalization()(layers.Conv2D(8, 3)(layers.Rescaling(1 / 127.5, -1)(x)))
    model = keras.Model(image, layers.Dense(5)(layers.GlobalAveragePooling2D()(x)))
    off_initial_values(model, pixels(SHAPE, 16))
    kinds = [type(layer).__name__ for layer in flat(model).layers]
    assert kinds == ["InputLayer", "Rescaling", "Conv2D", "BatchNormalization", "GlobalAveragePooling2D", "Dense"]
    said = export.to_onnx(model, tmp_path / "a.onnx", images=pixels(SHAPE, 24, seed=2))
    assert said["folded"]


@pytest.mark.parametrize("name", sorted(AUGMENTATION))
def test_what_is_left_out_changes_nothing_but_in_training(name):
    needed = {
        "RandomBrightness": {"factor": 0.5},
        "RandomContrast": {"factor": 0.5},
        "RandomErasing": {"factor": 1.0},
        "RandomGrayscale": {"factor": 1.0},
        "RandomHue": {"factor": 0.5},
        "RandomSaturation": {"factor": 0.5},
        "RandomRotation": {"factor": 0.5},
        "RandomSharpness": {"factor": 0.5},
        "RandomTranslation": {"height_factor": 0.5, "width_factor": 0.5},
        "RandomZoom": {"height_factor": 0.5},
        "GaussianNoise": {"stddev": 0.5},
        "GaussianDropout": {"rate": 0.5},
        "RandomColorDegeneration": {"factor": 0.5},
        "RandomPosterization": {"factor": 4},
    }
    layer = getattr(layers, name)(**needed.get(name, {}))
    images = pixels(SHAPE, 4).astype("float32")
    np.testing.assert_array_equal(layer(images, training=False), images)
