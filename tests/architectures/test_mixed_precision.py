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
PRECISIONS = ("bfloat16", "float16")
# How far outputs are from those in float32, as a share of their range, or would be if only weights and images were
# rounded, whichever is more: how each network answers to numbers of 8 and of 11 bits, with statistics of 4 images.
MEASURED = {
    "bn_inception": (0.464, 0.0788),
    "efficientnet_b0": (0.0576, 0.0061),
    "inception_v1": (0.373, 0.0253),
    "inception_v2": (0.0894, 0.0106),
    "inception_resnet_v2": (0.0348, 0.0077),
    "mixer_s16": (0.0049, 0.0013),
    "mobilenet": (0.0256, 0.0066),
    "mobilenet_v2": (0.0807, 0.0061),
    "repvgg_a0": (0.0157, 0.0012),
    "resnet18": (0.0237, 0.0012),
    "resnet50_v2": (0.0515, 0.0124),
    "resnext50_32x4d": (0.0246, 0.0028),
    "se_mobilenet": (0.0566, 0.0089),
    "shufflenet_v2_x0_5": (0.0155, 0.0024),
    "squeezenet_1_1": (0.0097, 0.0011),
    "vgg11": (0.0097, 0.0020),
    "xception": (0.0214, 0.0032),
    "xception41": (0.0668, 0.0123),
    "googlenet": (0.0042, 0.0012),
}
MOST = {"bfloat16": 0.3, "float16": 0.05}


def bound(name, precision):
    """Twice what was measured, as processors round in different orders; but nowhere more than `MOST`."""
    return min(2 * MEASURED[name][PRECISIONS.index(precision)], MOST[precision])


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
        assert np.abs(y - expected).max() < bound(name, precision) * np.ptp(expected)
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
