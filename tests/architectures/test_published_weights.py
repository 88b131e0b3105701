"""The published weights: the files that keras.applications fetches, and what becomes of them."""

import h5py
import keras
import numpy as np
import pytest

import kerasarch
from kerasarch.errors import WeightsError
from kerasarch.weights import load
from tests.parity import off_initial_values, outputs, precision, varies

NAMES = {
    "xception": "Xception",
    "vgg16": "VGG16",
    "vgg19": "VGG19",
    "resnet50": "ResNet50",
    "resnet50_v2": "ResNet50V2",
    "mobilenet": "MobileNet",
    "mobilenet_v2": "MobileNetV2",
    "efficientnet_b0": "EfficientNetB0",
}
SLOW = {"resnet101": "ResNet101", "resnet152": "ResNet152", "resnet101_v2": "ResNet101V2"} | {
    "resnet152_v2": "ResNet152V2"
}
SLOW |= {f"efficientnet_b{i}": f"EfficientNetB{i}" for i in range(1, 8)}
# Keras warns that it takes the weights for 224 pixels
pytestmark = pytest.mark.filterwarnings("ignore:`input_shape` is undefined:UserWarning")

FORMS = [(name, theirs, {}, {}) for name, theirs in NAMES.items()]
FORMS += [
    ("mobilenet", "MobileNet", {"width": 0.25}, {"alpha": 0.25}),
    ("mobilenet", "MobileNet", {"width": 0.75, "input_shape": (160, 160, 3)}, {"alpha": 0.75}),
    ("mobilenet_v2", "MobileNetV2", {"width": 1.4}, {"alpha": 1.4}),
    ("mobilenet_v2", "MobileNetV2", {"width": 0.35, "input_shape": (96, 96, 3)}, {"alpha": 0.35}),
]


class FetchedError(Exception):
    """Carries what was asked for."""


def request(monkeypatch, module, build):
    def get_file(fname, origin, cache_subdir, file_hash=None, cache_dir=None):
        raise FetchedError(fname, origin, file_hash)

    monkeypatch.setattr(f"{module}.get_file", get_file)
    with pytest.raises((FetchedError, WeightsError)) as caught:
        build()
    return (caught.value.__cause__ or caught.value).args


def same_request(monkeypatch, name, theirs, ours_too, theirs_too, include_top):
    shape = {"input_shape": ours_too["input_shape"]} if "input_shape" in ours_too else {}
    wanted = request(
        monkeypatch,
        "keras.src.utils.file_utils",
        lambda: getattr(keras.applications, theirs)(include_top=include_top, **theirs_too, **shape),
    )
    width = ours_too.get("width", 1.0)
    height, breadth, _ = shape.get("input_shape", (None, None, None))
    ours = request(monkeypatch, "keras.utils", lambda: load.fetch(name, include_top, width, height, breadth))
    assert ours == wanted


@pytest.mark.parametrize("include_top", [True, False])
@pytest.mark.parametrize(("name", "theirs", "ours_too", "theirs_too"), FORMS[-6:])
def test_the_file_is_the_one_that_keras_applications_fetches(
    monkeypatch, name, theirs, ours_too, theirs_too, include_top
):
    same_request(monkeypatch, name, theirs, ours_too, theirs_too, include_top)


@pytest.mark.slow
@pytest.mark.parametrize("include_top", [True, False])
@pytest.mark.parametrize(("name", "theirs"), [*NAMES.items(), *SLOW.items()])
def test_so_are_those_of_all_others(monkeypatch, name, theirs, include_top):
    same_request(monkeypatch, name, theirs, {}, {}, include_top)


def test_the_builder_asks_for_its_form(monkeypatch):
    build = kerasarch.MobileNetV2
    file, *_ = request(monkeypatch, "keras.utils", lambda: build(width=0.35, input_shape=(96, 96, 3)))
    assert file == "mobilenet_v2_weights_tf_dim_ordering_tf_kernels_0.35_96.h5"
    file, *_ = request(monkeypatch, "keras.utils", lambda: build(width=0.35, input_shape=(96, 128, 3)))
    assert file == "mobilenet_v2_weights_tf_dim_ordering_tf_kernels_0.35_224.h5"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"width": 0.6}, r"trained at width=0.35 or .*width=1.4 and depth=1; got width=0.6"),
        ({"depth": 0.5}, r"got width=1 and depth=0.5"),
    ],
)
def test_a_form_that_was_not_trained_is_refused(arguments, message):
    with pytest.raises(WeightsError, match=message):
        kerasarch.MobileNetV2(weights="imagenet", **arguments)


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


def legacy(model, path):
    """The layout of the files that keras.applications publishes."""
    with h5py.File(path, "w") as file:
        file.attrs["layer_names"] = [layer.name.encode() for layer in model.layers]
        for layer in model.layers:
            group = file.create_group(layer.name)
            names = [f"{layer.name}/{i}".encode() for i in range(len(layer.weights))]
            group.attrs["weight_names"] = names
            for name, weight in zip(names, layer.weights, strict=True):
                group[name.decode()] = np.asarray(weight)
    return path


def gives(monkeypatch, file):
    """Whatever is fetched is this file."""
    for module in ("keras.src.utils.file_utils", "keras.utils"):
        monkeypatch.setattr(f"{module}.get_file", lambda *args, **kwargs: str(file))
