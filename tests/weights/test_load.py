"""Weights from files, and from where they are published, proven with files that keras.applications wrote."""

import hashlib
import re

import h5py
import keras
import numpy as np
import pytest

import kerasarch
from kerasarch.errors import WeightsError
from kerasarch.weights import catalogue
from kerasarch.weights.load import load
from tests.parity import images, off_initial_values, outputs, varies
from tests.published import served

SHAPE = (96, 75, 3)


@pytest.fixture(scope="module")
def reference():
    model = keras.applications.Xception(weights=None, include_top=False, input_shape=SHAPE)
    off_initial_values(model, images(SHAPE))
    return model


@pytest.fixture(scope="module")
def expected(reference):
    result = outputs(reference, images(SHAPE))
    assert varies(result) > 0.01
    return result


@pytest.fixture(scope="module")
def folder(reference, tmp_path_factory):
    folder = tmp_path_factory.mktemp("weights")
    reference.save_weights(folder / "modern.weights.h5")
    reference.save(folder / "model.h5")
    with h5py.File(folder / "model.h5") as whole, h5py.File(folder / "legacy.h5", "w") as weights:
        # what keras.applications publishes: the weights' group alone
        for key, value in whole["model_weights"].attrs.items():
            weights.attrs[key] = value
        for name in whole["model_weights"]:
            whole.copy(f"model_weights/{name}", weights)
    return folder


def ours(**arguments):
    return kerasarch.Xception(**({"include_top": False, "input_shape": SHAPE} | arguments))


@pytest.mark.filterwarnings("ignore:You are saving your model as an HDF5 file")
@pytest.mark.parametrize("file", ["modern.weights.h5", "legacy.h5", "model.h5"])
def test_a_file_that_keras_applications_wrote_gives_its_outputs(file, folder, expected):
    model = ours(weights=folder / file)
    np.testing.assert_array_equal(outputs(model, images(SHAPE)), expected)


def test_our_own_weights_come_back_as_they_were(tmp_path):
    small = {"input_shape": (64, 48, 3), "width": 0.25, "depth": 0.25, "classes": 5}
    model = kerasarch.Xception(weights=None, **small)
    off_initial_values(model, images((64, 48, 3)))
    model.save_weights(tmp_path / "our.weights.h5")
    again = kerasarch.Xception(weights=str(tmp_path / "our.weights.h5"), **small)
    for a, b in zip(again.get_weights(), model.get_weights(), strict=True):
        np.testing.assert_array_equal(a, b)


# --- the published file, from a server on this machine --------------------------------------------------------


@pytest.fixture
def server(folder, monkeypatch, tmp_path):
    """Serves `folder` as the place where Keras publishes; counts the requests."""
    with served(folder) as (address, seen):
        md5 = hashlib.md5((folder / "legacy.h5").read_bytes()).hexdigest()
        entry = catalogue.Published(address, "top.h5", md5, "legacy.h5", md5)
        monkeypatch.setitem(catalogue.IMAGENET, "xception", entry)
        monkeypatch.setattr("kerasarch.weights.load.CACHE", str(tmp_path))  # one that exists, or Keras takes another
        yield seen


def test_imagenet_is_fetched_checked_and_loaded_by_order(server, expected):
    for _ in range(2):
        model = ours(weights="imagenet")
        np.testing.assert_array_equal(outputs(model, images(SHAPE)), expected)
    assert len(server) == 1  # the second time it is there already


@pytest.mark.slow
def test_imagenet_with_the_top_gives_the_classes_of_keras_applications(server, folder, monkeypatch):
    theirs = keras.applications.Xception(weights=None)
    off_initial_values(theirs, images((299, 299, 3), 2))
    theirs.save(folder / "top.h5")
    entry = catalogue.IMAGENET["xception"]
    md5 = hashlib.md5((folder / "top.h5").read_bytes()).hexdigest()
    monkeypatch.setitem(catalogue.IMAGENET, "xception", catalogue.Published(entry.folder, "top.h5", md5, "", ""))
    x = images((299, 299, 3), 2)
    expected = outputs(theirs, x)
    assert varies(expected) > 1e-3
    np.testing.assert_array_equal(outputs(kerasarch.Xception(), x), expected)


def test_imagenet_is_the_default(server, expected):
    np.testing.assert_array_equal(outputs(ours(), images(SHAPE)), expected)


def test_other_classes_get_a_new_head_on_the_published_features_and_a_word_of_it(server, expected):
    says = r"^xception has ImageNet's weights without their top, as classes=10: predictions begin random and must be"
    with pytest.warns(UserWarning, match=says) as said:
        model, other = (ours(include_top=True, classes=10, classifier_activation="sigmoid") for _ in range(2))
    assert [warning.filename for warning in said] == [__file__] * 2
    features = keras.Model(model.input, model.get_layer("avg_pool").input)
    np.testing.assert_array_equal(outputs(features, images(SHAPE)), expected)
    kernel, another = (one.get_layer("predictions").get_weights()[0] for one in (model, other))
    assert not np.array_equal(kernel, another)
    assert model.get_layer("predictions").activation is keras.activations.sigmoid


def test_another_file_than_the_published_one_is_refused(server, monkeypatch):
    entry = catalogue.IMAGENET["xception"]
    wrong = catalogue.Published(entry.folder, entry.top, entry.top_md5, entry.no_top, "0" * 32)
    monkeypatch.setitem(catalogue.IMAGENET, "xception", wrong)
    with pytest.raises(WeightsError, match="is not the published file"):
        ours(weights="imagenet")


def test_without_a_network_one_sentence_says_what_to_do(monkeypatch, tmp_path):
    monkeypatch.setattr("kerasarch.weights.load.CACHE", str(tmp_path / "cache"))
    entry = catalogue.Published("http://127.0.0.1:9", "top.h5", "", "no_top.h5", "")
    monkeypatch.setitem(catalogue.IMAGENET, "xception", entry)
    with pytest.raises(WeightsError, match=r"could not be fetched .*; without a network pass weights=None") as told:
        ours(weights="imagenet")
    assert "\n" not in str(told.value)


# --- bad input -------------------------------------------------------------------------------------------------


def test_weights_of_another_network_are_refused_with_both_sides(folder):
    with pytest.raises(
        WeightsError, match=r"another network than xception: the file holds 234 tensors, the model 236"
    ) as told:
        ours(weights=folder / "legacy.h5", include_top=True, classes=7)
    assert "only in the model: (2048, 7), (7,); another depth, another architecture, or with" in str(told.value)


@pytest.mark.parametrize(
    ("other", "says"),
    [
        ({"classes": 7}, "; its predictions has 5 classes: pass classes=5"),
        ({"width": 0.5}, "; block1_conv1 is the first layer that differs: pass the width= of the file"),
        ({"depth": 0.5}, "; another depth, another architecture, or with and without the top?"),
    ],
)
def test_a_form_of_the_same_network_is_told_from_another(tmp_path, other, says):
    small = {"input_shape": (64, 48, 3), "width": 0.25, "depth": 0.25, "classes": 5}
    kerasarch.Xception(weights=None, **small).save_weights(tmp_path / "a.weights.h5")
    with pytest.raises(WeightsError, match=re.escape("belongs to another network than xception")) as told:
        kerasarch.Xception(weights=tmp_path / "a.weights.h5", **small | other)
    assert str(told.value).endswith(says)


def test_tensors_in_another_order_are_refused(folder, tmp_path):
    with h5py.File(folder / "legacy.h5") as good, h5py.File(tmp_path / "swapped.h5", "w") as bad:
        for name in good:
            good.copy(name, bad)
        bad.attrs["layer_names"] = good.attrs["layer_names"][::-1]
    with pytest.raises(WeightsError, match="swapped.h5 does not fit xception"):
        ours(weights=tmp_path / "swapped.h5")


def test_an_architecture_without_published_weights_is_told_which_have_some():
    says = "no ImageNet weights are published for se_resnet50: pass weights=None. There are for efficientnet_b0, "
    with pytest.raises(WeightsError, match=re.escape(says)) as told:
        kerasarch.SEResNet50(weights="imagenet")
    assert "did you mean 'resnet50'" in str(told.value)


def elsewhere(place, secret):
    del place["group"]
    place["group"] = h5py.ExternalLink(secret, "/group")


def renamed(place, secret):
    place["real"] = place["group"]
    del place["group"]
    place["group"] = h5py.SoftLink("/real")


def replaced(place, **dataset):
    del place["group/bias"]
    place["group"].create_dataset("bias", **dataset)


def virtual(place, secret):
    layout = h5py.VirtualLayout((2,), "f4")
    layout[:] = h5py.VirtualSource(secret, "/group/bias", (2,))
    del place["group/bias"]
    place["group"].create_virtual_dataset("bias", layout)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (elsewhere, "has only a link for group"),
        (renamed, "has only a link for group"),
        (virtual, "has no numbers of its own for group/bias"),
        (lambda place, secret: replaced(place, shape=(2,), dtype="f4", external=secret), "has no numbers of its own"),
        (lambda place, secret: replaced(place, data=[b"a", b"b"]), "has no numbers of its own"),
        (lambda place, secret: replaced(place, shape=(1 << 40,), dtype="f4", chunks=True), "another network than tiny"),
    ],
)
def test_a_legacy_file_that_is_not_all_in_itself_is_refused_unread(tmp_path, change, says):
    def write(path):
        file = h5py.File(path, "w")
        file.attrs["layer_names"] = [b"group"]
        file["group/kernel"], file["group/bias"] = np.ones((3, 2), "f4"), np.ones(2, "f4")
        file["group"].attrs["weight_names"] = [b"kernel", b"bias"]
        return file

    write(tmp_path / "secret.h5").close()
    with write(tmp_path / "hostile.h5") as file:
        change(file, str(tmp_path / "secret.h5"))
    model = keras.Sequential([keras.Input((3,)), keras.layers.Dense(2)], name="tiny")
    with pytest.raises(WeightsError, match=says):
        load(model, tmp_path / "hostile.h5")
    load(model, tmp_path / "secret.h5")
    np.testing.assert_array_equal(model.get_weights()[0], 1)


@pytest.mark.parametrize(
    ("weights", "says"),
    [
        ("/no/such.weights.h5", "weights: there is no file /no/such.weights.h5"),
        ("imagnet", "weights must be one of 'imagenet'; got 'imagnet'; did you mean 'imagenet'"),
        (True, "weights must be None, 'imagenet' or the path of a file; got True"),
        (123, "weights must be None, 'imagenet' or the path of a file; got 123"),
    ],
)
def test_weights_that_name_no_file_are_refused(weights, says):
    with pytest.raises(WeightsError, match=re.escape(says)):
        ours(weights=weights)


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("a.weights.h5", b"<html>not found</html>", "is no HDF5 file of Keras's, or is damaged"),
        ("b.h5", b"", "is no HDF5 file of Keras's, or is damaged"),
        ("c.pkl", b"x", "must name a .weights.h5 or a legacy .h5 file"),
    ],
)
def test_a_file_of_another_kind_is_refused(tmp_path, name, content, says):
    (tmp_path / name).write_bytes(content)
    with pytest.raises(WeightsError, match=says):
        ours(weights=tmp_path / name)


def test_a_folder_and_a_truncated_file_are_refused(folder, tmp_path):
    with pytest.raises(WeightsError, match="must name a .weights.h5 or a legacy .h5 file"):
        ours(weights=tmp_path)
    (tmp_path / "cut.h5").write_bytes((folder / "legacy.h5").read_bytes()[:100_000])
    with pytest.raises(WeightsError, match="is damaged"):
        ours(weights=tmp_path / "cut.h5")


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ({"include_top": True, "classes": 10, "depth": 0.5}, "were trained at width=1 and the paper's network"),
        ({"width": 0.5}, "were trained at width=1 and the paper's network"),
        ({"input_shape": (96, 75, 1)}, "take images of 3 channels; got 1"),
        ({"include_top": True, "classifier_activation": "relu"}, "must be 'softmax' or None with ImageNet's top"),
    ],
)
def test_what_the_published_weights_cannot_be_is_refused_before_they_are_fetched(arguments, says):
    with pytest.raises(WeightsError, match=re.escape(says)):
        ours(weights="imagenet", **arguments)
