"""The published weights: the files that keras.applications fetches, and what becomes of them."""

import sys

import keras
import numpy as np
import pytest

import kerasarch
from kerasarch import papers
from kerasarch.errors import WeightsError
from kerasarch.weights import load
from kerasarch.weights.catalogue import IMAGENET
from tests.parity import images, off_initial_values, outputs, precision, varies
from tests.published import gives, legacy, request

RESNEXT = {"resnext50_32x4d": "resnext50", "resnext101_32x4d": "resnext101"}
# Keras warns that it takes the weights for 224 pixels
pytestmark = pytest.mark.filterwarnings("ignore:`input_shape` is undefined:UserWarning")

# Every width at the default size, every size at one width: their names are made of the two. The first are the fast ones
FORMS = [
    ("mobilenet", {"width": 0.25}),
    ("mobilenet", {"width": 0.75, "height": 160, "breadth": 160}),
    ("mobilenet_v2", {"width": 0.35, "height": 96, "breadth": 96}),
    *(("mobilenet", {"width": width}) for width in (1.0, 0.75, 0.5)),
    *(("mobilenet", {"width": 0.25, "height": size, "breadth": size}) for size in (224, 192, 160, 128)),
    *(("mobilenet_v2", {"width": width}) for width in (0.35, 0.5, 0.75, 1.0, 1.3, 1.4)),
    *(("mobilenet_v2", {"width": 0.35, "height": size, "breadth": size}) for size in (224, 192, 160, 128)),
]
FORMS += [(name, {}) for name in IMAGENET if name not in RESNEXT and not name.startswith("mobilenet")]
FAST = (*FORMS[:3], ("vgg16", {}))
SLOW = [pytest.param(*form, marks=pytest.mark.slow) for form in FORMS if form not in FAST]


def same_file(monkeypatch, name, form, include_top):
    theirs = {"alpha": form["width"]} if "width" in form else {}
    theirs |= {"input_shape": (form["height"], form["breadth"], 3)} if "height" in form else {}
    build = getattr(keras.applications, papers.find(name).title)
    wanted = request(monkeypatch, "theirs", lambda: build(include_top=include_top, **theirs))
    assert request(monkeypatch, "ours", lambda: load.fetch(name, include_top, **form)) == wanted
    assert (wanted["md5"] is None) == name.startswith("mobilenet")


@pytest.mark.parametrize("include_top", [True, False])
@pytest.mark.parametrize(("name", "form"), [*FAST, *SLOW])
def test_the_file_is_the_one_that_keras_applications_fetches(monkeypatch, name, form, include_top):
    same_file(monkeypatch, name, form, include_top)


def test_that_is_asked_of_every_entry_and_of_all_widths_and_sizes():
    assert {name for name, _ in FORMS} | set(RESNEXT) == set(IMAGENET)
    for name, published in IMAGENET.items():
        forms = [form for other, form in FORMS if other == name]
        assert set(published.widths) == {1.0} or set(published.widths) == {form["width"] for form in forms}
        assert set(published.sizes) <= {form.get("height") for form in forms}


def test_the_builder_asks_for_its_form(monkeypatch):
    def file(**arguments):
        return request(monkeypatch, "ours", lambda: kerasarch.MobileNetV2(width=0.35, **arguments))["name"]

    assert file(input_shape=(96, 96, 3)) == "mobilenet_v2_weights_tf_dim_ordering_tf_kernels_0.35_96.h5"
    assert file(input_shape=(96, 128, 3)) == "mobilenet_v2_weights_tf_dim_ordering_tf_kernels_0.35_224.h5"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"width": 0.6}, r"trained at width=0.35 or .*width=1.4 and the paper's network; got width=0.6"),
        ({"depth": 0.5}, r"got depth=0.5"),
        ({"stem_stride": 1}, r"got stem_stride=1"),
    ],
)
def test_a_form_that_was_not_trained_is_refused(arguments, message):
    with pytest.raises(WeightsError, match=message):
        kerasarch.MobileNetV2(weights="imagenet", **arguments)


@pytest.mark.parametrize(("builder", "stride"), [("MobileNet", 2), ("VGG16", 1), ("ResNet50", 2)])
def test_the_paper_s_own_stem_in_a_number_has_its_weights(monkeypatch, builder, stride):
    file = request(monkeypatch, "ours", lambda: getattr(kerasarch, builder)(stem_stride=stride))["name"]
    assert file == request(monkeypatch, "ours", getattr(kerasarch, builder))["name"]


def test_efficientnet_without_its_preprocessing_is_refused_the_weights_that_hold_it():
    with pytest.raises(WeightsError, match="include_preprocessing=False"):
        kerasarch.EfficientNetB0(weights="imagenet", include_preprocessing=False)


@pytest.mark.slow
@precision("float64")  # in float32, batch statistics of four images make equals differ by 1e-4 of the range
def test_efficientnet_with_published_weights_is_that_of_keras_applications(monkeypatch, tmp_path):
    """Keras builds another graph for them than for a file of one's own: one more layer, which scales the colours."""
    arguments = {"include_top": False, "input_shape": (64, 64, 3), "pooling": "avg"}
    trained = keras.applications.EfficientNetB0(weights=None, **arguments)
    x = np.random.default_rng(0).uniform(0, 255, (4, 64, 64, 3))

    def normalise(variance):
        normalisation = next(layer for layer in trained.layers if isinstance(layer, keras.layers.Normalization))
        normalisation.weights[0].assign([0.485, 0.456, 0.406])
        normalisation.weights[1].assign(variance)
        normalisation.finalize_state()

    deviation = np.array([0.229, 0.224, 0.225])
    normalise(deviation**2)  # as it is meant, for the batch statistics
    off_initial_values(trained, x)
    normalise(deviation)  # as it is in the file
    file = legacy(trained, tmp_path / "efficientnetb0_notop.h5")
    gives(monkeypatch, file)
    theirs = keras.applications.EfficientNetB0(weights="imagenet", **arguments)
    _, more = (layer for layer in theirs.layers if isinstance(layer, keras.layers.Rescaling))
    more.scale = np.array(more.scale)  # a list is taken in float32
    ours = kerasarch.EfficientNetB0(weights="imagenet", **arguments)
    expected = outputs(theirs, x)
    assert varies(expected) > 0.01
    assert np.abs(outputs(trained, x) - expected).max() > 1e-2 * np.ptp(expected)
    np.testing.assert_allclose(outputs(ours, x), expected, rtol=0, atol=1e-10 * np.ptp(expected))


def test_a_head_of_several_layers_is_new_as_a_whole(monkeypatch, tmp_path):
    theirs, x = keras.applications.VGG16(weights=None, include_top=False), 1000 * images((64, 48, 3))
    off_initial_values(theirs, x)
    gives(monkeypatch, legacy(theirs, tmp_path / "vgg16_notop.h5"))
    with pytest.warns(UserWarning, match="classes=10: fc1, fc2, predictions begin random"):
        ours = kerasarch.VGG16(classes=10, input_shape=(64, 48, 3))
    expected = outputs(theirs, x)
    assert varies(expected) > 0.01
    np.testing.assert_array_equal(outputs(keras.Model(ours.input, ours.get_layer("flatten").input), x), expected)


# --- ResNeXt: Keras publishes weights of networks that it does not build, from when it had no groups -----------


def resnext(shape, times, include_top):
    """arXiv:1611.05431, table 1, in the layers that keras_applications had for it.

    A convolution in 32 groups is a depthwise one with as many outputs an input as a group has channels, summed over a
    group's inputs.
    """
    layers = keras.layers

    def norm(x, name):
        return layers.BatchNormalization(epsilon=1.001e-5, name=name)(x)

    def unit(x, filters, strides, project, name):
        shortcut = x
        if project:
            shortcut = layers.Conv2D(2 * filters, 1, strides, use_bias=False, name=f"{name}_0_conv")(x)
            shortcut = norm(shortcut, f"{name}_0_bn")
        each = filters // 32
        x = layers.Conv2D(filters, 1, use_bias=False, name=f"{name}_1_conv")(x)
        x = layers.ReLU()(norm(x, f"{name}_1_bn"))
        x = layers.ZeroPadding2D(1)(x)
        depthwise = {"depth_multiplier": each, "use_bias": False, "name": f"{name}_2_conv"}
        x = layers.DepthwiseConv2D(3, strides, **depthwise)(x)
        height, width = x.shape[1:3]
        x = keras.ops.sum(layers.Reshape((height, width, 32, each, each))(x), axis=-2)
        x = layers.Reshape((height, width, filters))(x)
        x = layers.ReLU()(norm(x, f"{name}_2_bn"))
        x = layers.Conv2D(2 * filters, 1, use_bias=False, name=f"{name}_3_conv")(x)
        return layers.ReLU()(layers.Add()([shortcut, norm(x, f"{name}_3_bn")]))

    image = keras.Input(shape)
    x = layers.Conv2D(64, 7, 2, use_bias=False, name="conv1_conv")(layers.ZeroPadding2D(3)(image))
    x = layers.ReLU()(norm(x, "conv1_bn"))
    x = layers.MaxPooling2D(3, 2)(layers.ZeroPadding2D(1)(x))
    for stage, n in enumerate(times):
        for k in range(n):
            first = k == 0
            x = unit(x, 128 << stage, 1 + (first and stage > 0), first, f"conv{stage + 2}_block{k + 1}")
    if include_top:
        x = layers.Dense(1000, name="probs")(layers.GlobalAveragePooling2D()(x))
    return keras.Model(image, x)


@pytest.mark.parametrize(("name", "file"), RESNEXT.items())
@pytest.mark.parametrize("include_top", [True, False])
def test_resnext_s_files_are_those_that_keras_has_the_hashes_of(monkeypatch, name, file, include_top):
    resnet = sys.modules[keras.applications.ResNet50.__module__]
    wanted = request(
        monkeypatch,
        "theirs",
        lambda: resnet.ResNet(lambda x: x, False, False, include_top, weights_name=file, name=file),
    )
    assert request(monkeypatch, "ours", lambda: load.fetch(name, include_top)) == wanted


def same_outputs(theirs, ours, shape):
    x = images(shape).astype("float64")
    expected = outputs(theirs, x)
    assert varies(expected) > 0.01
    np.testing.assert_allclose(outputs(ours, x), expected, rtol=0, atol=1e-10 * np.ptp(expected))


@precision("float64")
def test_a_file_of_keras_2_s_resnext_gives_its_outputs_from_convolutions_in_groups(tmp_path):
    shape = (75, 53, 3)
    theirs = resnext(shape, (1, 1, 2, 1), include_top=True)
    off_initial_values(theirs, images(shape))
    file = legacy(theirs, tmp_path / "resnext.h5")
    form = {"depth": 1 / 3, "input_shape": shape, "classifier_activation": None}
    same_outputs(theirs, kerasarch.ResNeXt50_32x4d(weights=file, **form), shape)


@pytest.mark.slow
@precision("float64")
@pytest.mark.parametrize(
    ("name", "units", "include_top"), [("resnext50_32x4d", 6, False), ("resnext101_32x4d", 23, True)]
)
def test_resnext_with_the_published_weights_is_keras_2_s(monkeypatch, tmp_path, name, units, include_top):
    shape = (96, 75, 3)
    theirs = resnext(shape, (3, 4, units, 3), include_top)
    # 106 in the published file of ResNeXt50 without the top: keras-applications, issue 195
    assert sum(bool(layer.weights) for layer in theirs.layers) == 106 + 6 * (units - 6) + include_top
    off_initial_values(theirs, images(shape))
    gives(monkeypatch, legacy(theirs, tmp_path / "resnext.h5"))
    form = {"include_top": include_top, "input_shape": shape, "classifier_activation": None}
    same_outputs(theirs, kerasarch.build(name, **form), shape)
