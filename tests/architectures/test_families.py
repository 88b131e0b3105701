"""A small form of each family: it reopens from its file as it was, and one step trains every weight."""

import keras
import numpy as np
import pytest

import kerasarch
from tests.members import example, families, members, others, small
from tests.one_step import assert_moves_every_weight
from tests.parity import draw_by_name, outputs, varies


def test_every_architecture_is_in_a_family():
    assert sorted(name for names in families().values() for name in names) == kerasarch.list_models()


@pytest.mark.parametrize("name", [*members(), *(pytest.param(name, marks=pytest.mark.slow) for name in others())])
def test_a_small_form_reopens_bit_equal_and_trains_every_weight(name, tmp_path):
    keras.utils.set_random_seed(0)  # of the branches that are dropped
    model = kerasarch.build(name, weights=None, **small(name))
    x = example(name, n=4)
    draw_by_name(model, x)
    expected = outputs(model, x)
    assert varies(expected) > 0.01
    kerasarch.save(model, tmp_path / "model.keras")
    again = keras.models.load_model(tmp_path / "model.keras", safe_mode=True)
    np.testing.assert_array_equal(outputs(again, x), expected)
    assert_moves_every_weight(again, x)
