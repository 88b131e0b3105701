"""Local response normalisation, which Keras has no layer for."""

import keras
import numpy as np
import pytest

from kerasarch.plans import unroll
from kerasarch.readers.build import build
from kerasarch.readers.cost import cost
from kerasarch.steps import LocalNorm
from tests.parity import outputs


def model(step: LocalNorm, shape=(None, None, 16)) -> keras.Model:
    image = keras.Input(shape)
    return keras.Model(image, build(unroll((step,)), image)[0])


@pytest.fixture
def x():
    return (30 * np.random.default_rng(0).normal(size=(2, 6, 5, 16))).astype("float32")


@pytest.mark.parametrize(
    "step", [LocalNorm(), LocalNorm(neighbours=3, alpha=0.5, beta=0.6, bias=2.0), LocalNorm(neighbours=1)]
)
def test_it_computes_what_tensorflow_computes(step, x):
    tf = pytest.importorskip("tensorflow")
    radius = step.neighbours // 2
    expected = tf.nn.local_response_normalization(x, radius, step.bias, step.alpha / step.neighbours, step.beta)
    assert np.abs(expected - x).max() > 0.1  # it does something
    np.testing.assert_allclose(outputs(model(step), x), expected, rtol=2e-6, atol=1e-6)


def test_a_saved_model_opens_in_safe_mode_and_computes_the_same(tmp_path, x):
    ours = model(LocalNorm())
    ours.save(tmp_path / "m.keras")
    again = keras.saving.load_model(tmp_path / "m.keras", safe_mode=True)
    np.testing.assert_array_equal(outputs(again, x), outputs(ours, x))


def test_it_costs_memory_alone(x):
    bill = cost((LocalNorm(),), (6, 5, 16))
    assert (bill.shape, bill.params, bill.macs) == ((6, 5, 16), 0, 0)
    assert bill.activation_bytes == 4 * (2 * 6 * 5 * 16 + 6 * 5 * 20)  # the input, its squares, and those padded


def test_values_whose_squares_leave_float16_are_normalised():
    keras.config.set_dtype_policy("float16")
    try:
        y = outputs(model(LocalNorm()), np.full((1, 1, 1, 16), 500.0, "float16"))
    finally:
        keras.config.set_dtype_policy("float32")
    np.testing.assert_allclose(y[0, 0, 0, 8], 500 / (1 + 1e-4 * 500**2) ** 0.75, rtol=5e-3)
