"""What holds for every table of the Inception family and the aligned Xceptions, at every width and depth."""

import re
from math import prod
from pathlib import Path

import keras
import pytest

import kerasarch
from kerasarch.papers import find
from kerasarch.weights.catalogue import IMAGENET
from tests.members import shallow
from tests.parity import without_values

NAMES = ["googlenet", "inception_v1", "bn_inception", "inception_v2", "inception_v3", "inception_v4"]
NAMES += ["inception_resnet_v2", "xception41", "xception65", "xception71"]
SCALINGS = [{"width": 0.25}, {"width": 0.5}, {"width": 1.3}, {"depth": 0.5}, {"width": 0.25, "depth": 2.0}]
FORMS = [(name, scaling) for name in NAMES for scaling in SCALINGS if scaling != {"depth": 0.5} or shallow(name)]


def assert_costs_what_keras_counts(name, **arguments):
    arguments |= {"classes": 7, "input_shape": (101, 112, 3)}
    with without_values():
        model = kerasarch.build(name, weights=None, **arguments)
    bill = kerasarch.cost(name, **arguments)
    assert model.count_params() == bill.params
    assert sum(prod(variable.shape) for variable in model.trainable_weights) == bill.trainable
    assert model.output_shape[1:] == bill.shape


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_the_cost_is_keras_s_count(name):
    assert_costs_what_keras_counts(name)


@pytest.mark.slow
@pytest.mark.parametrize(("name", "scaling"), FORMS, ids=str)
def test_a_scaled_network_builds_and_costs_what_keras_counts(name, scaling):
    assert_costs_what_keras_counts(name, **scaling)
    assert kerasarch.cost(name, **scaling).params != kerasarch.cost(name).params


@pytest.mark.parametrize("name", NAMES)
def test_it_is_described_with_a_name_for_every_row(name):
    names = [row.name for row in kerasarch.describe(name).rows]
    assert len(names) == len(set(names)) > 50
    assert all(names)


@pytest.mark.parametrize("title", ["InceptionV3", "InceptionResNetV2"])
def test_the_weights_are_those_that_keras_applications_fetches(title):
    source = Path(getattr(keras.applications, title).__code__.co_filename).read_text()
    joined = re.sub(r'"\n\s*"', "", source)  # names that were broken over two lines
    entry = IMAGENET[find(title).name]
    pairs = re.findall(r'([\w.]+\.h5)".*?file_hash="(\w+)"', joined, re.DOTALL)
    assert pairs == [(entry.top, entry.top_md5), (entry.no_top, entry.no_top_md5)]
    assert f'"{entry.folder}/' in joined
