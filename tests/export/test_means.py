"""Biases of quantized files that make up for what quantization has moved the means by."""

from dataclasses import replace

import keras
import numpy as np
import onnx
import pytest
import tensorflow as tf

from kerasarch.export import exporter, tflite
from kerasarch.export import onnx as onnx_writer
from kerasarch.export.exporter import WRITERS
from kerasarch.export.formats import Form
from kerasarch.export.kernels import of_onnx, of_tflite
from kerasarch.export.layers import float_file
from kerasarch.export.parts import MOST, OnnxParts, TFLiteParts, added, channel_means, some
from kerasarch.export.prepared import prepared
from kerasarch.export.subject import subject
from kerasarch.export.tensors import OnnxTensors, TFLiteTensors
from tests.benchmarks.int8_quality import measured, network
from tests.export.test_int8 import pixels
from tests.parity import off_initial_values

SHAPE = (17, 23, 3)


def read(path):
    """The file's tensors, its kernels, and what the operation of each makes."""
    if path.suffix == ".tflite":
        kernels = of_tflite(path.read_bytes())
        return TFLiteTensors(path.read_bytes()), kernels, {name: name for name in kernels}
    proto = onnx.load(path)
    return OnnxTensors(proto), of_onnx(proto), {node.name: node.output[0] for node in proto.graph.node}


def inputs(model, form, calibration):
    if form.format == "tflite":
        return tflite.inputs(subject(model), calibration, form)
    return onnx_writer.inputs(calibration, form)


@pytest.mark.parametrize(("kind", "layout"), [("tflite", "NHWC"), ("onnx", "NHWC"), ("onnx", "NCHW")])
def test_the_mean_that_a_kernel_tells_is_that_of_what_its_operation_makes(tmp_path, kind, layout):
    keras.utils.set_random_seed(0)
    image = keras.Input(SHAPE)
    layers = [
        keras.layers.Conv2D(6, (3, 5), strides=2, padding="same"),
        keras.layers.Conv2D(6, (5, 2), strides=(2, 3)),
        keras.layers.Conv2D(6, (2, 3), dilation_rate=2, padding="same"),
        keras.layers.Conv2D(6, 3, groups=3, padding="same"),
        keras.layers.DepthwiseConv2D(4, strides=2, depth_multiplier=2, padding="same"),
        keras.layers.DepthwiseConv2D(3, dilation_rate=3, padding="same"),
        keras.layers.Conv2D(2, (35, 3), padding="same"),
    ]
    rows = [keras.layers.Flatten()(keras.layers.Activation("tanh")(layer(image))) for layer in layers]
    model = keras.Model(image, keras.layers.Dense(3)(keras.layers.Concatenate()(rows)))
    off_initial_values(model, pixels(8).astype("float32"))
    form, path = Form(kind, "int8", layout=layout), tmp_path / f"a.{kind}"
    exporter.write_unproven(model, path, form, pixels(8))
    file, kernels, outputs = read(float_file(path))
    given = inputs(model, form, pixels(5, 2))
    found = channel_means(file, kernels, given)
    assert len(found) == len(layers) + 1
    for name, means in found.items():
        made = np.concatenate([file.run(one)[outputs[name]] for one in given])
        made = np.moveaxis(made, 1, -1) if kernels[name].channels_first else made
        np.testing.assert_allclose(means, made.reshape(-1, len(means)).mean(0), rtol=1e-4, atol=1e-3)


@pytest.fixture(scope="module")
def branches():
    """Kernels of few weights behind ReLUs, layers without a bias or used twice, and a tensor read at two scales."""
    keras.utils.set_random_seed(0)
    image = keras.Input(SHAPE)
    x = keras.layers.Rescaling(1 / 127.5, -1)(image)
    x = keras.layers.Conv2D(8, 3, strides=2, activation="relu", name="first")(x)
    for _ in range(3):
        x = keras.layers.DepthwiseConv2D(3, padding="same", activation="relu")(x)
        one = keras.layers.Conv2D(8, 1, use_bias=False, activation="relu")(x)
        two = keras.layers.Conv2D(8, 1, use_bias=False)(x)
        x = keras.layers.Add()([keras.layers.Concatenate()([one, two]), keras.layers.Conv2D(16, 1)(x)])
        x = keras.layers.Conv2D(8, 1, activation="relu")(keras.layers.ReLU()(x))
    twice, thrice = (keras.layers.Conv2D(8, 1, activation="relu") for _ in range(2))
    x = twice(twice(x))  # of two scales
    x = keras.layers.Concatenate(axis=1)([thrice(x), thrice(keras.layers.ZeroPadding2D((1, 0))(x))])  # of one scale
    x = keras.layers.LeakyReLU()(keras.layers.Conv2D(8, 1)(x))
    x = keras.layers.Concatenate()([x, keras.layers.Conv2D(8, 1, activation="tanh")(x)])  # of two scales, again
    x = keras.layers.GlobalAveragePooling2D()(x)
    model = keras.Model(image, keras.layers.Dense(4, activation="softmax")(x))
    off_initial_values(model, pixels(32, 1).astype("float32"))
    return model


def off(model, path, form):
    """By kernel, the most that the mean of a channel is away from that in float, on what the file was calibrated on."""
    exporter.write_unproven(model, path, form, pixels(48, 3))
    plain, kernels, _ = read(float_file(path))
    made = TFLiteParts(path.read_bytes()) if form.format == "tflite" else OnnxParts(onnx.load(path))
    given = inputs(model, form, pixels(48, 3))
    means = channel_means(plain, kernels, given)
    values = {made.image: [made.taken(one) for one in given]}
    found = {}
    for step in made.steps:
        if step.name in made.kernels:
            image = np.mean([made.floats(step.inputs[0], one).mean(axis=0) for one in values[step.inputs[0]]], axis=0)
            found[step.name] = np.abs(means[step.name] - made.kernels[step.name].mean(image)).max()
        values |= made.run([step], {name: values[name] for name in step.inputs}, list(step.outputs))
    return found


@pytest.mark.parametrize(
    "form",
    [
        Form("tflite", "int8"),
        Form("tflite", "int8", batch=3),
        Form("tflite", "int8", exclude=["first"]),
        Form("tflite", "int16"),
        Form("onnx", "int8"),
        Form("onnx", "int8", batch=3, layout="NCHW"),
    ],
    ids=["int8", "batch", "exclude", "int16", "onnx", "onnx_batch"],
)
def test_each_channel_of_a_quantized_file_has_the_mean_that_it_has_in_float(branches, tmp_path, monkeypatch, form):
    form, path = replace(form, ranges="minmax"), tmp_path / f"a.{form.format}"
    kept = off(branches, path, form)
    monkeypatch.setattr(f"kerasarch.export.{form.format}.keep_means", lambda *given: None)
    lost = off(branches, path, form)
    assert len(kept) == len(lost) == (23 if form.format == "tflite" else 17) - len(form.exclude)  # with a bias in ONNX
    for name, distance in kept.items():
        assert distance < 2e-5 < 1e-4 < lost[name], name


@pytest.mark.parametrize("kind", ["tflite", "onnx"])
def test_kept_means_gain_decibels_on_images_that_a_file_was_not_calibrated_on(tmp_path, monkeypatch, kind):
    model, data = network("squeezenet_1_1")
    form, ready = Form(kind, "int8", ranges="minmax"), subject(prepared(model, fuse=False))
    decibels = []
    for place in ("kept", "lost"):
        path = tmp_path / f"{place}.{kind}"
        WRITERS[kind](ready, path, form, data["calibration"])
        decibels.append(measured(model, path, form, data)["sqnr"])
        monkeypatch.setattr(f"kerasarch.export.{kind}.keep_means", lambda *given: None)
    assert decibels[0] > decibels[1] + 3


@pytest.mark.parametrize("kind", ["tflite", "onnx"])
def test_a_layer_in_float_has_the_bias_that_it_had(branches, tmp_path, kind):
    excluded = [layer.name for layer in branches.layers if isinstance(layer, keras.layers.DepthwiseConv2D)]
    path = tmp_path / f"a.{kind}"
    exporter.write_unproven(branches, path, Form(kind, "int8", exclude=excluded), pixels(16))
    (_, before, _), (_, after, _) = read(float_file(path)), read(path)
    same = [name for name in before if np.array_equal(before[name].bias, after[name].bias)]
    assert len(same) == len(excluded) == 3
    assert all(before[name].values.shape[1:] == (3, 3, 1) for name in same)


def test_a_bias_ends_at_the_last_of_its_integers():
    last = np.iinfo(np.int32).max
    total = added(np.array([last - 3, -last, 7], np.int32), np.array([9.0, -9.0, 1.6]))
    assert total.dtype == np.int32
    assert total.tolist() == [last, -last - 1, 9]


def test_a_bias_of_64_bits_keeps_its_last_bit_and_its_sign():
    total = added(np.array([2**60 + 1, 2**62, -(2**62)]), np.array([0.0, 1e30, -1e30]))
    assert total.tolist() == [2**60 + 1, 2**63 - 1, -(2**63)]


@pytest.mark.parametrize("form", [Form("tflite", "int8"), Form("tflite", "int16"), Form("onnx", "int8")])
def test_dense_layers_without_a_bias_stay_without_one(tmp_path, form):
    image = keras.Input(SHAPE)
    x = keras.layers.Conv2D(8, 3, activation="relu")(image)
    shared = keras.layers.Conv2D(8, 1, activation="relu")
    x = keras.layers.Concatenate(axis=1)([shared(x), shared(keras.layers.ZeroPadding2D((1, 0))(x))])
    x = keras.layers.GlobalAveragePooling2D()(x)
    for _ in range(3):
        x = keras.layers.Dense(8, use_bias=False, activation="relu")(x)
    model = keras.Model(image, keras.layers.Dense(4)(x))
    off_initial_values(model, pixels(8).astype("float32"))
    path = tmp_path / f"a.{form.format}"
    exporter.write_unproven(model, path, form, pixels(16))
    (_, before, _), (_, after, _) = read(float_file(path)), read(path)  # which opens it
    assert len(before) == len(after) == 4


def resized(x):
    return tf.image.resize(x, tf.cast(0 * tf.reduce_max(x), tf.int32) + tf.constant([6, 7]))


def test_a_map_inside_whose_size_is_computed_is_run_at_that_size(tmp_path):
    image = keras.Input(SHAPE)
    x = keras.layers.Conv2D(8, 3, activation="relu")(image)
    x = keras.layers.Lambda(resized)(x)
    for _ in range(2):
        x = keras.layers.Conv2D(8, 3, activation="relu")(x)
    model = keras.Model(image, keras.layers.Dense(3)(keras.layers.GlobalAveragePooling2D()(x)))
    off_initial_values(model, pixels(8).astype("float32"))
    exporter.write_unproven(model, tmp_path / "a.tflite", Form("tflite", "int8"), pixels(16))
    files = [path.read_bytes() for path in (float_file(tmp_path / "a.tflite"), tmp_path / "a.tflite")]
    given = inputs(model, Form("tflite", "int8"), pixels(8, 2))
    expected, found = (TFLiteTensors.logits(file, given) for file in files)
    np.testing.assert_allclose(found, expected, atol=0.1 * np.ptp(expected))


@pytest.mark.parametrize("images", [1, MOST - 1, MOST, MOST + 1, 200, 1000])
@pytest.mark.parametrize("batch", [1, 8])
def test_means_are_of_no_more_images_than_they_need_from_all_over_them(images, batch):
    chosen = np.concatenate(some([np.full(batch, first) for first in range(0, images, batch)]))
    assert min(images, MOST // 2) <= len(chosen) <= MOST
    assert chosen[0] == 0
    (step,) = set(np.diff(chosen[::batch])) or {images}
    assert images - chosen[-1] <= max(step, batch)


class Rolled(keras.layers.Layer):
    """Of a map whose size TensorFlow does not know then."""

    def call(self, x):
        return keras.ops.roll(x, 1, axis=1)


def test_onnx_pads_that_are_only_called_same_are_known_and_convolutions_of_volumes_are_left_alone(tmp_path):
    keras.utils.set_random_seed(0)
    image = keras.Input(SHAPE)
    x = keras.layers.Conv2D(4, 3, strides=2, padding="same")(Rolled()(keras.layers.MaxPooling2D(5)(image)))
    x = keras.layers.Conv2D(4, 7, padding="same")(Rolled()(x))
    y = keras.layers.Conv3D(2, 2)(keras.layers.Reshape((*SHAPE, 1))(image))
    model = keras.Model(
        image,
        keras.layers.Dense(3)(
            keras.layers.Concatenate()(
                [keras.layers.Flatten()(keras.layers.Activation("tanh")(each)) for each in (x, y)]
            )
        ),
    )
    off_initial_values(model, pixels(8).astype("float32"))
    path, form = tmp_path / "a.onnx", Form("onnx", "int8")
    exporter.write_unproven(model, path, form, pixels(8))
    same = [node for node in onnx.load(path).graph.node for each in node.attribute if each.s == b"SAME_UPPER"]
    assert len(same) == 2
    file, kernels, outputs = read(float_file(path))
    given = inputs(model, form, pixels(5, 2))
    found = channel_means(file, kernels, given)
    assert len(found) == 3
    for node in same:
        made = np.concatenate([file.run(one)[outputs[node.name]] for one in given])
        np.testing.assert_allclose(found[node.name], made.mean((0, 2, 3)), rtol=1e-4, atol=1e-3)
