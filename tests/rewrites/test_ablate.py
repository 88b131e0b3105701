"""ablate: Xception's questions to itself (arXiv:1610.02357, section 4.7), on any table of separable steps."""

import keras
import numpy as np
import pytest

import kerasarch
from kerasarch import papers
from kerasarch.plans import unroll
from kerasarch.readers.build import build
from kerasarch.readers.cost import cost
from kerasarch.rewrites.ablate import ablate, possible_segments
from kerasarch.rewrites.scale import scale
from kerasarch.steps import Act, Block, Branches, Conv, Depthwise, Norm, Of, Separable
from kerasarch.walks import leaves
from tests.parity import images, outputs

XCEPTION = papers.find("xception").table
HEAD = papers.find("xception").head(1000, None, 0.0)
ROW = (Conv(8, 1, name="stem"), Separable(6, 5, 2, "valid", bias=True, act="elu", name="sep"))


def params(**changes):
    return cost(ablate(XCEPTION, **changes) + HEAD, (299, 299, 3)).params


@pytest.mark.parametrize(
    ("segments", "parameters"),
    [(1, 183_671_432), (2, 103_187_240), (4, 62_945_144), (8, 42_824_096), ("depthwise", 22_910_480)],
)
def test_the_spectrum_from_ordinary_to_depthwise_has_these_parameters(segments, parameters):
    assert params(segments=segments) == parameters


def test_without_residuals_the_projections_go_too():
    assert params(residual=False) == 21_929_136


@pytest.mark.parametrize("segments", [0, 3, 7, 16, True, 2.0, None, "all"])
def test_other_counts_are_refused_with_those_that_are_possible(segments):
    with pytest.raises(kerasarch.KerasarchError, match=r"one of 1, 2, 4, 8, 'depthwise'; got"):
        ablate(XCEPTION, segments=segments)


def test_what_is_possible_follows_the_channels():
    assert possible_segments(scale(XCEPTION, width=0.5)) == [1, 2, 4, 8, 16]  # 728 becomes 368
    assert possible_segments(ROW) == [1, 2, 4, 8]
    assert possible_segments(ROW, "pointwise_first") == [1, 2, 3, 6]


@pytest.mark.parametrize("inner", ["relu", "elu"])
def test_an_inner_activation_stands_between_the_halves(inner):
    assert ablate(ROW, inner_activation=inner)[1:] == (
        Depthwise(5, 2, "valid", name="sep_depthwise"),
        Act(inner, name="sep_inner"),
        Conv(6, bias=True, act="elu", name="sep_pointwise"),
    )


def test_pointwise_first_convolves_in_space_what_comes_out():
    assert ablate(ROW, order="pointwise_first")[1:] == (
        Conv(6, name="sep_pointwise"),
        Depthwise(5, 2, "valid", bias=True, act="elu", name="sep_depthwise"),
    )
    assert ablate(ROW, order="pointwise_first", segments=3)[2] == Conv(
        Of(1, "input"), 5, 2, "valid", 3, True, "elu", name="sep_spatial"
    )


def test_every_default_leaves_the_table_as_it_is():
    assert ablate(XCEPTION) is XCEPTION


def test_taken_apart_it_computes_the_same():
    # An inner relu is nothing where all is positive before it.
    whole = keras.Input((20, 17, 3))
    model = keras.Model(whole, build(unroll(ROW), whole)[0])
    apart = keras.Input((20, 17, 3))
    halves = keras.Model(apart, build(unroll(ablate(ROW, inner_activation="relu")), apart)[0])
    stem, depthwise, pointwise, bias = model.get_weights()
    weights = [np.abs(stem), np.abs(depthwise), pointwise, bias]
    model.set_weights(weights)
    halves.set_weights(weights)
    x = np.abs(images((20, 17, 3)))
    assert outputs(model, x).std() > 0.01
    np.testing.assert_allclose(outputs(halves, x), outputs(model, x), rtol=1e-5, atol=1e-6)


@pytest.mark.parametrize(
    "changes",
    [
        {"residual": False, "inner_activation": "elu"},
        {"order": "pointwise_first", "segments": 4},
        {"segments": 8, "inner_activation": "relu", "residual": False},
    ],
    ids=str,
)
def test_combined_and_scaled_they_build_as_they_cost(changes):
    table = scale(ablate(XCEPTION, **changes), width=0.25, depth=0.25) + HEAD
    image = keras.Input((96, 71, 3))
    model = keras.Model(image, build(unroll(table), image)[0])
    assert model.count_params() == cost(table, (96, 71, 3)).params
    assert any(isinstance(layer, keras.layers.Add) for layer in model.layers) == changes.get("residual", True)


def test_a_table_without_sums_or_separable_steps_is_refused():
    plain = (Block("b", (Conv(8, 3), Norm())),)
    with pytest.raises(kerasarch.KerasarchError, match="residual=False: the table has no sum"):
        ablate(plain, residual=False)
    with pytest.raises(kerasarch.KerasarchError, match="no separable convolution"):
        ablate(plain, segments=1)


def test_gates_are_no_residuals():
    gated = (Branches("multiply", ((), (Conv(Of(1)), Act("sigmoid")))), Branches("add", ((Conv(8), Norm()), ())))
    assert [type(step) for step in ablate(gated, residual=False)] == [Branches, Conv, Norm]


@pytest.mark.parametrize(
    ("argument", "value"), [("residual", 0), ("inner_activation", "gelu"), ("order", "spatial_first")]
)
def test_another_value_is_refused_by_the_arguments_name(argument, value):
    with pytest.raises(kerasarch.KerasarchError, match=f"{argument} must be one of .*; got {value!r}"):
        ablate(XCEPTION, **{argument: value})


def test_no_separable_step_is_left():
    assert not any(isinstance(step, Separable) for step in leaves(ablate(XCEPTION, segments=2)))
