"""A small form of each family computes and trains in bfloat16 and in float16, with its weights in float32."""

from contextlib import contextmanager
from functools import cache

import keras
import numpy as np
import pytest

import kerasarch
from tests.members import CLASSES, example, members, small
from tests.one_step import immovable
from tests.parity import draw_by_name, outputs, varies

FAST = "mobilenet_v2"
NAMES = (*members(), "googlenet")  # whose local normalisation squares: unscaled, that overflows float16
# How far outputs may be from those in float32, as a share of their range: with statistics of 4 images, in numbers of 8
# and of 11 bits, Inception's differ by 0.18 and 0.03.
PRECISIONS = {"bfloat16": 0.3, "float16": 0.05}


@contextmanager
def policy(name):
    keras.config.set_dtype_policy(name)
    try:
        yield
    finally:
        keras.config.set_dtype_policy("float32")


def drawn(name):
    """A small form with weights of its own, and images; no branch is dropped, as that is chance."""
    model, x = kerasarch.build(name, weights=None, **small(name), dropout=0.0, stochastic_depth=0.0), example(name, n=4)
    draw_by_name(model, x)
    return model, x


@cache
def in_float32(name):
    return outputs(*drawn(name))


@pytest.mark.parametrize("precision", PRECISIONS)
@pytest.mark.parametrize("name", [pytest.param(n, marks=() if n == FAST else pytest.mark.slow) for n in NAMES])
def test_a_small_form_computes_and_trains(name, precision):
    expected = in_float32(name)
    with policy(f"mixed_{precision}"):
        model, x = drawn(name)
        assert {weight.dtype for weight in model.trainable_weights} == {"float32"}
        y = outputs(model, x)
        assert varies(expected) > 0.01
        assert np.abs(y - expected).max() < PRECISIONS[precision] * np.ptp(expected)
        # Gradients fit into float16 at once, so that no step is left out while the scale is searched.
        optimizer = keras.optimizers.LossScaleOptimizer(keras.optimizers.SGD(0.1), initial_scale=1.0)
        model.compile(optimizer, "sparse_categorical_crossentropy", run_eagerly=True)
        before = {weight.path: keras.ops.convert_to_numpy(weight).copy() for weight in model.trainable_weights}
        assert np.isfinite(model.train_on_batch(x, np.arange(len(x)) % CLASSES))
    after = {weight.path: keras.ops.convert_to_numpy(weight) for weight in model.trainable_weights}
    assert all(np.isfinite(weight).all() for weight in after.values())
    assert {path for path in before if np.array_equal(before[path], after[path])} <= immovable(model)


def test_the_outputs_are_of_the_type_that_those_of_keras_applications_are():
    for precision in PRECISIONS:
        with policy(f"mixed_{precision}"):
            arguments = {"weights": None, "input_shape": (32, 32, 3)}
            theirs = keras.applications.MobileNet(**arguments, alpha=0.25)
            ours = kerasarch.MobileNet(**arguments, width=0.25)
            assert ours.output.dtype == theirs.output.dtype == precision
