"""channels_first: the function of channels_last on transposed images, or a refusal that says what to call."""

import os
import re
import subprocess
import sys
from pathlib import Path

import keras
import numpy as np
import pytest

import kerasarch
from kerasarch.errors import ArchitectureError, ExportError, KerasarchError, RecipeError
from kerasarch.plans import unroll
from kerasarch.readers.build import build
from kerasarch.steps import Act, Conv, Dense, GlobalPool, Norm, Scale, Shape
from kerasarch.walks import leaves
from tests.core.tables import TABLES
from tests.parity import finalize, images, off_initial_values, outputs, varies

ROOT = Path(__file__).parent.parent.parent
SMALL = {"weights": None, "width": 0.25, "depth": 0.1, "classes": 7}
SHAPE = (75, 66, 3)

BY_CHANNEL = (Conv(6, 3), Scale((1.0, 2.0, 3.0, 4.0, 5.0, 6.0), (0.0, 1.0, 2.0, 3.0, 4.0, 5.0)), Norm("input"))
MAPS = {
    "by channel": (*BY_CHANNEL, GlobalPool("max")),
    "swap": (Conv(8, 3), Shape("swap"), Conv(8), Shape("swap"), GlobalPool("max", keepdims=True), Shape("flatten")),
    "flat tokens": (Conv(8, 3, 4), Shape("tokens"), Shape("flatten"), Dense(5)),
    "row of tokens": (Conv(8, 3), Shape("tokens"), Shape("row"), Conv(8), GlobalPool("max")),
}


@pytest.fixture
def set_to():
    """Sets Keras to a layout, and back at the end; skips where the backend cannot."""

    def set_to(layout):
        keras.config.set_image_data_format(layout)
        if layout == "channels_first":
            one = np.ones((1, 1, 1, 1), "float32")
            try:
                keras.ops.conv(one, one)
            except Exception:
                pytest.skip("this backend has no channels_first convolution here")

    yield set_to
    keras.config.set_image_data_format("channels_last")


def first(x):
    return np.ascontiguousarray(np.moveaxis(x, -1, 1))


def in_both(table, shape):
    """A plan in both layouts, with the same weights, and its outputs in the first."""
    keras.utils.set_random_seed(0)
    models = []
    for layout, dims in (("channels_last", shape), ("channels_first", (shape[-1], *shape[:-1]))):
        image = keras.Input(dims)
        models.append(keras.Model(image, build(unroll(table), image, layout)[0]))
    plain, other = models
    x = images(shape)
    other.set_weights(off_initial_values(plain, x))
    finalize(other)
    return plain, other, x


@pytest.mark.parametrize("name", [*TABLES, *MAPS])
def test_every_step_is_the_same_in_both_layouts(name, set_to):
    set_to("channels_first")
    plain, other, x = in_both((TABLES | MAPS)[name], (40, 56, 3))
    expected = outputs(plain, x)
    assert varies(expected) > 0.005
    np.testing.assert_allclose(outputs(other, first(x)), expected, atol=1e-5 * np.ptp(expected))


def test_a_step_of_training_is_the_same_in_both_layouts(set_to):
    set_to("channels_first")
    plain, other, x = in_both(TABLES["inverted"], (33, 46, 3))
    before = plain.get_weights()
    for model, pixels in ((plain, x), (other, first(x))):
        for layer in model.layers:
            if isinstance(layer, keras.layers.Dropout):
                layer.rate = 0.0
        model.compile(keras.optimizers.SGD(1.0), "mse", jit_compile=False)
        model.fit(pixels, np.ones((len(x), 10)), verbose=0)
    for was, theirs, ours in zip(before, plain.get_weights(), other.get_weights(), strict=True):
        moved = np.abs(theirs - was).max()
        assert was.ndim < 2 or moved > 1e-3
        np.testing.assert_allclose(ours, theirs, atol=1e-6 + 1e-3 * moved)


@pytest.mark.parametrize("step", [Dense(8), Norm("layer"), Act("softmax"), Conv(8, act="softmax")])
def test_a_step_along_the_last_axis_of_a_map_is_refused(step):
    image = keras.Input((3, 33, 46))
    with pytest.raises(ArchitectureError, match="works along its last axis; build it channels_last"):
        build(unroll((Conv(8, 3), step)), image, "channels_first")


def test_features_are_the_transposed_ones(set_to):
    shape = (81, 66, 3)
    plain = kerasarch.Xception(include_top=False, input_shape=shape, **SMALL)
    x = images(shape)
    weights = off_initial_values(plain, x)
    set_to("channels_first")
    model = kerasarch.Xception(include_top=False, input_shape=(3, 81, 66), **SMALL)
    model.set_weights(weights)
    expected = outputs(plain, x)
    assert varies(expected) > 0.01
    assert expected.shape[1] != expected.shape[2]
    np.testing.assert_allclose(outputs(model, first(x)), first(expected), atol=1e-4 * np.ptp(expected))


def test_shapes_are_channels_height_width(set_to):
    set_to("channels_first")
    features = kerasarch.Xception(include_top=False, **SMALL)
    assert (features.input_shape, features.output_shape) == ((None, 3, None, None), (None, 512, None, None))
    assert kerasarch.Xception(**SMALL).input_shape == (None, 3, 299, 299)
    image = keras.Input((1, 80, 64))
    model = kerasarch.Xception(input_tensor=image, **SMALL)
    assert (model.input_shape, model.output_shape) == ((None, 1, 80, 64), (None, 7))
    with pytest.raises(
        KerasarchError, match=re.escape("must be (channels, height, width), as Keras is set to; got 96")
    ):
        kerasarch.Xception(input_shape=96, **SMALL)
    with pytest.raises(KerasarchError, match=r"at least \d+x\d+ for this xception; got 66x3"):
        kerasarch.Xception(input_shape=(75, 66, 3), **SMALL)


def test_what_the_backend_cannot_do_is_refused_before_a_layer_is_made():
    if keras.backend.backend() != "tensorflow" or keras.distribution.list_devices("gpu"):
        pytest.skip("only TensorFlow without a GPU has no channels_first convolution in float64")
    keras.config.set_image_data_format("channels_first")
    keras.config.set_dtype_policy("float64")
    try:
        with pytest.raises(KerasarchError, match="no float64 .* call keras.config.set_image_data_format") as told:
            kerasarch.Xception(input_shape=(3, *SHAPE[:2]), **SMALL)
    finally:
        keras.config.set_dtype_policy("float32")
        keras.config.set_image_data_format("channels_last")
    assert "\n" not in str(told.value)


@pytest.mark.parametrize("name", ["xception", "vgg16", "resnet18", "bn_inception"])
def test_images_are_preprocessed_in_either_layout(name):
    preprocess = kerasarch.preprocess_input(name)
    x = np.random.default_rng(0).integers(0, 256, (2, 5, 4, 3)).astype("float32")
    expected, one = (keras.ops.convert_to_numpy(preprocess(pixels)) for pixels in (x, x[0]))
    keras.config.set_image_data_format("channels_first")
    try:
        np.testing.assert_array_equal(keras.ops.convert_to_numpy(preprocess(first(x))), first(expected))
        np.testing.assert_array_equal(
            keras.ops.convert_to_numpy(preprocess(np.moveaxis(x[0], -1, 0))), one.transpose(2, 0, 1)
        )
    finally:
        keras.config.set_image_data_format("channels_last")


def test_a_saved_model_keeps_its_layout_and_its_weights_fit_the_other(set_to, tmp_path):
    keras.utils.set_random_seed(0)
    set_to("channels_first")
    shape = (45, 38, 3)
    arguments = SMALL | {"include_preprocessing": True}
    model = kerasarch.VGG11_BN(input_shape=(3, *shape[:2]), **arguments)
    x = np.random.default_rng(0).integers(0, 256, (3, *shape)).astype("float32")
    off_initial_values(model, first(x))
    expected = outputs(model, first(x))
    assert varies(expected) > 0.01
    kerasarch.save(model, tmp_path / "model.keras")
    model.save_weights(tmp_path / "model.weights.h5")

    set_to("channels_last")
    np.testing.assert_array_equal(outputs(kerasarch.load(tmp_path / "model.keras"), first(x)), expected)
    plain = kerasarch.VGG11_BN(input_shape=shape, **arguments | {"weights": tmp_path / "model.weights.h5"})
    np.testing.assert_allclose(outputs(plain, x), expected, atol=1e-5)


def test_what_takes_no_channels_first_model_says_so(set_to, tmp_path):
    set_to("channels_first")
    model = kerasarch.ResNet18(input_shape=(3, 33, 46), **SMALL)
    for rewrite in (kerasarch.fold, kerasarch.deploy, kerasarch.edge):
        with pytest.raises(ArchitectureError, match="has data_format='channels_first', which no step says"):
            rewrite(model)
    for exported in (model, keras.Sequential([keras.Input((3, 33, 46)), model])):
        with pytest.raises(ExportError, match="is channels_first .* build it with weights=FILE after keras.config"):
            kerasarch.export.to_onnx(exported, tmp_path / "model.onnx")
    assert not list(tmp_path.iterdir())


def test_a_channels_last_model_is_rewritten_whatever_keras_is_set_to(set_to):
    shape = (33, 46, 3)
    model = kerasarch.ResNet18(input_shape=shape, **SMALL)
    x = images(shape)
    off_initial_values(model, x)
    set_to("channels_first")
    folded = kerasarch.fold(model)
    assert len(folded.layers) < len(model.layers)
    np.testing.assert_allclose(outputs(folded, x), outputs(model, x), atol=1e-5)


def test_a_recipe_trains_channels_last_only(set_to, tmp_path):
    from kerasarch.training import Recipe, train

    x = np.random.default_rng(0).integers(0, 255, (8, 24, 24, 3)).astype("uint8")
    source = kerasarch.data.ArraySource(
        dict.fromkeys(("train", "validation", "test"), (x, np.arange(8) % 2)), ("a", "b")
    )
    set_to("channels_first")
    with pytest.raises(RecipeError, match="with the channels last; call keras.config.set_image_data_format"):
        train(Recipe(), tmp_path / "runs", source)
    assert not (tmp_path / "runs").exists()


def test_every_kind_of_step_is_among_the_tables():
    from kerasarch.readers.build import LAYERS

    tried = {type(step) for table in (TABLES | MAPS).values() for step in leaves(table)}
    assert tried == set(LAYERS)


FAMILIES = """
import sys
from pathlib import Path
import tests.no_tensorflow
import numpy as np, keras, kerasarch
from tests.members import shallow
from tests.parity import finalize, off_initial_values, outputs, varies

assert keras.backend.backend() == sys.argv[1]
keras.utils.set_random_seed(0)
rng = np.random.default_rng(0)
for name in sys.argv[3:]:
    shape = (64, 96) if name == "mixer_s32" else (47, 38)
    x = rng.integers(0, 256, (4, *shape, 3)).astype("float32")
    # few channels, as JAX compiles an initializer for each shape
    arguments = dict(weights=None, width=0.125, classes=7, classifier_activation=None, **shallow(name, 0.1))
    keras.config.set_image_data_format("channels_last")
    plain = kerasarch.build(name, input_shape=(*shape, 3), **arguments)
    file = Path(sys.argv[2], name + ".npz")
    if not file.exists():
        np.savez(file, *off_initial_values(plain, x))
    with np.load(file) as kept:
        weights = [kept[key] for key in kept]
    keras.config.set_image_data_format("channels_first")
    model = kerasarch.build(name, input_shape=(3, *shape), **arguments)
    for one in (plain, model):
        one.set_weights(weights)
        finalize(one)
    expected = plain.predict(x, verbose=0)
    gap = np.abs(model.predict(np.ascontiguousarray(np.moveaxis(x, -1, 1)), verbose=0) - expected).max()
    print(name, "varies", varies(expected), "gap", gap / np.ptp(expected))
"""
MEMBERS = (
    *("xception", "googlenet", "resnet18", "resnext50_32x4d", "se_resnet18", "vgg11", "squeezenet_1_1", "mobilenet_v2"),
    *("shufflenet_v1_g3", "efficientnet_b0", "repvgg_a0", "mixer_s32"),
)


@pytest.mark.slow
def test_a_member_of_each_family_is_the_same_in_both_layouts_on_pytorch_and_jax(tmp_path):
    for backend in ("torch", "jax"):  # in this order: PyTorch takes the weights' batch statistics, JAX would compile
        done = subprocess.run(
            [sys.executable, "-c", FAMILIES, backend, str(tmp_path), *MEMBERS],
            capture_output=True,
            text=True,
            env={
                **os.environ,
                "PYTHONPATH": str(ROOT),
                "KERAS_BACKEND": backend,
                "JAX_DISABLE_MOST_OPTIMIZATIONS": "1",  # compiling takes the time
            },
        )
        assert done.returncode == 0, done.stderr[:1500] + done.stderr[-1500:]
        said = re.findall(r"(\w+) varies (\S+) gap (\S+)", done.stdout)
        assert [name for name, _, _ in said] == list(MEMBERS)
        for name, varied, gap in said:
            assert float(varied) > 0.002, (backend, name, varied)
            assert float(gap) < 1e-4, (backend, name, gap)
