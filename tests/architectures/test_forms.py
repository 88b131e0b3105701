"""Any architecture at any width, depth, size and squeeze-and-excite ratio is built as predicted, or refused before
Keras is touched."""

from math import prod
from unittest import mock

import pytest
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st

import kerasarch
from kerasarch import applications, networks, papers
from kerasarch.errors import KerasarchError
from kerasarch.plans import unroll
from kerasarch.readers.describe import describe_plan
from kerasarch.rewrites.scale import rounded, scale
from kerasarch.walks import leaves
from tests.parity import without_values

NAMES = kerasarch.list_models()


def examples(number):
    """The same ones every time: what fails is the change, not the day."""
    checks = list(HealthCheck)
    return settings(max_examples=number, derandomize=True, deadline=None, database=None, suppress_health_check=checks)


def factors(most):
    """Widths and depths: 1 for the paper's own, and any other above 0."""
    return st.just(1.0) | st.floats(0.01, most)


def forms(most, least_size):
    size = st.integers(least_size, 150)
    return st.fixed_dictionaries(
        {
            "name": st.sampled_from(NAMES),
            "se_ratio": st.none() | st.floats(1, 100),
            "input_shape": st.tuples(size, size, st.just(3) | st.integers(1, 9)),
            "include_top": st.booleans(),
            "include_preprocessing": st.none() | st.booleans(),
            "width": factors(most),
            "depth": factors(most),
        }
    )


def predicted(name, input_shape, **arguments):
    """The plan of a form, and its cost. Raises KerasarchError where the builder must."""
    wanted = networks.network(papers.find(name), **arguments)
    return unroll(wanted.table), networks.check_shape(wanted, input_shape)[1]


BIGGEST = {"name": "repvgg_b3", "se_ratio": 16, "input_shape": (64, 48, 3), "include_top": True, "width": 1, "depth": 1}


class TouchedError(Exception):
    """Keras was asked for something."""


@examples(200)
@given(form=forms(2.5, 1), extreme=st.dictionaries(st.sampled_from(["width", "depth"]), st.floats()))
@example(form=BIGGEST, extreme={"width": 1e307})  # numbers of channels and of repeats once overflowed
@example(form=BIGGEST, extreme={"depth": 1e308})
def test_the_builder_refuses_what_the_cost_reader_refuses_before_keras_is_touched(form, extreme):
    form = form | {key: factor for key, factor in extreme.items() if not 3 < factor < 1000}  # which are none to try
    try:
        predicted(**form)
    except KerasarchError:
        expected = KerasarchError
    else:
        expected = TouchedError
    with mock.patch.object(applications, "build_plan", side_effect=TouchedError), pytest.raises(expected):
        kerasarch.build(**form, weights=None)


@examples(200)
@given(form=forms(2.5, 1))
def test_a_form_that_is_not_refused_leaves_no_map_without_values(form):
    try:
        plan, bill = predicted(**form)
    except KerasarchError:
        return
    description = describe_plan("", plan, form["input_shape"])
    assert description.total == bill
    assert all(min(row.shape) > 0 for row in description.rows)


def check(form):
    try:
        plan, bill = predicted(**form)
    except KerasarchError:
        return
    assume(len(list(leaves(plan.steps))) < 400)
    description = describe_plan("", plan, form["input_shape"])
    with without_values():
        model = kerasarch.build(**form, weights=None)
    assert (model.count_params(), model.output_shape[1:]) == (bill.params, bill.shape)
    assert sum(prod(weight.shape) for weight in model.trainable_weights) == bill.trainable
    layers = {layer.name: (layer.output.shape[1:], layer.count_params()) for layer in model.layers if layer.weights}
    assert layers == {row.name: (row.shape, row.params) for row in description.rows if row.name in layers}


@examples(15)
@given(form=forms(1.5, 25))
def test_a_form_is_built_as_predicted(form):
    check(form)


@pytest.mark.slow
@examples(200)
@given(form=forms(2.5, 5))
def test_many_forms_are_built_as_predicted(form):
    check(form)


@pytest.mark.parametrize("name", NAMES)
def test_width_1_and_depth_1_change_nothing(name):
    architecture = papers.find(name)
    assert scale(architecture.table, 1, 1.0, architecture.count) is architecture.table


@examples(300)
@given(a=st.floats(0.01, 5000), b=st.floats(0.01, 5000), divisor=st.integers(1, 200))
def test_more_wanted_channels_are_never_rounded_to_fewer_and_never_to_0(a, b, divisor):
    fewer, more = rounded(min(a, b), divisor), rounded(max(a, b), divisor)
    assert 0 < fewer <= more
    assert fewer % divisor == 0
    assert more >= 0.9 * max(a, b)
    assert more <= max(divisor, max(a, b) + divisor)


@examples(100)
@given(
    name=st.sampled_from(NAMES), a=st.floats(0.1, 2.5), b=st.floats(0.1, 2.5), key=st.sampled_from(["width", "depth"])
)
def test_more_width_or_depth_never_costs_less(name, a, b, key):
    try:
        less, more = (kerasarch.cost(name, **{key: factor}) for factor in sorted((a, b)))
    except KerasarchError:
        return
    assert less.macs <= more.macs
    assert less.params <= more.params
