"""Published weights of one member of each family, from files that the reference's random networks wrote."""

import hashlib
from dataclasses import replace
from functools import cache

import keras
import numpy as np
import pytest

import kerasarch
from kerasarch import papers
from kerasarch.weights import load
from kerasarch.weights.catalogue import IMAGENET
from tests.architectures.test_published_weights import resnext
from tests.members import example, families
from tests.parity import off_initial_values, outputs, take_statistics, varies
from tests.published import gives, legacy, served

# The smallest images, of odd sides where the reference takes them, and how far outputs may differ. Two networks are not
# the reference's in every operation, so float32 rounds them otherwise; tests.architectures.test_published_weights has
# them in float64, to 1e-10.
EXACT, ROUNDED = 0, 1e-3
MEMBERS = {
    "xception": ({}, (71, 85, 3), EXACT),
    "vgg16": ({}, (37, 45, 3), EXACT),
    "resnet50": ({}, (53, 41, 3), EXACT),
    "resnet50_v2": ({}, (53, 41, 3), EXACT),
    "resnext50_32x4d": ({}, (53, 41, 3), ROUNDED),
    "mobilenet": ({"width": 0.25}, (65, 47, 3), EXACT),
    "mobilenet_v2": ({"width": 0.35}, (65, 47, 3), EXACT),
    "efficientnet_b0": ({}, (224, 224, 3), ROUNDED),  # the only one that keras.applications takes with its weights
    "inception_v3": ({}, (75, 91, 3), EXACT),
    "inception_resnet_v2": ({}, (75, 91, 3), EXACT),
}


def test_every_family_with_published_weights_has_a_member_here():
    family = {name: paper for paper, names in families().items() for name in names}
    assert {family[name] for name in MEMBERS} == {family[name] for name in IMAGENET}


def reference(name, top, weights=None):
    """The network of keras.applications, or for ResNeXt what it was, with logits where it has a top."""
    form, shape, _ = MEMBERS[name]
    if name.startswith("resnext"):
        return resnext(shape, (3, 4, 6, 3), top)
    build = getattr(keras.applications, papers.find(name).title)
    arguments = {"alpha": form["width"]} if form else {}
    return build(weights=weights, include_top=top, input_shape=shape, classifier_activation=None, **arguments)


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    """(name, top) -> images, the file as it is published, and what the reference makes of the images with it."""

    @cache
    def write(name, top):
        form, shape, _ = MEMBERS[name]
        keras.utils.set_random_seed(0)
        theirs = reference(name, top)
        x = example(name, 4, shape) * (500 if "vgg" in name else 1)  # without normalisation, biases are all that counts
        off_initial_values(theirs, x)
        folder = tmp_path_factory.mktemp("published")
        path = folder / IMAGENET[name].file(top, form.get("width", 1.0), *shape[:2])[0]
        legacy(theirs, path)
        if IMAGENET[name].deviation:  # for these files Keras builds another network: this one's statistics go in
            with pytest.MonkeyPatch.context() as patch:
                gives(patch, path)
                theirs = reference(name, top, "imagenet")
            take_statistics(theirs, x)
            legacy(theirs, path)
        return x, path, outputs(theirs, x)

    return write


@pytest.fixture
def published(written, monkeypatch, tmp_path):
    """Lets ours find the file of (name, top) where Keras publishes it, with its md5 sum; gives images and outputs."""
    servers = []

    def publish(name, top):
        x, file, expected = written(name, top)
        server = served(file.parent)
        servers.append(server)
        md5, entry = hashlib.md5(file.read_bytes()).hexdigest(), IMAGENET[name]
        changes = {"top_md5" if top else "no_top_md5": md5} if entry.top_md5 else {}
        monkeypatch.setitem(IMAGENET, name, replace(entry, folder=server.__enter__()[0], **changes))
        monkeypatch.setattr(load, "CACHE", str(tmp_path))
        return x, expected

    yield publish
    for server in servers:
        server.__exit__(None, None, None)


FAST = "mobilenet"
NAMES = [pytest.param(name, marks=() if name == FAST else pytest.mark.slow) for name in MEMBERS]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("form", ["with the top", "without", "with other classes"])
def test_published_weights_give_the_outputs_of_keras_applications(name, form, published, recwarn):
    top, others = form == "with the top", form == "with other classes"
    x, expected = published(name, top)
    changes, shape, within = MEMBERS[name]
    arguments = {"include_top": form != "without", "input_shape": shape, "classifier_activation": None} | changes
    ours = kerasarch.build(name, weights="imagenet", classes=10 if others else 1000, **arguments)
    said = [str(warning.message) for warning in recwarn if "ImageNet's weights without their top" in str(warning)]
    assert len(said) == others
    if others:
        assert ours.output_shape == (None, 10)
        first, *_ = papers.find(name).head(10, None, 0.0)
        ours = keras.Model(ours.input, ours.get_layer(first.name).input)
    assert varies(expected) > 0.01
    np.testing.assert_allclose(outputs(ours, x), expected, rtol=0, atol=within * np.ptp(expected))
