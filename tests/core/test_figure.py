"""Figures show the network that is built: every layer once, repeats once, side outputs beside it."""

import pytest

import kerasarch
from kerasarch.papers.inception_v1 import GOOGLENET_WITH_AUXILIARY
from kerasarch.plans import unroll
from kerasarch.readers.columns import columns, height
from kerasarch.readers.describe import describe_plan
from kerasarch.readers.figure import Box, Fork, Frame, Output, Pair, boxes, figure
from kerasarch.rewrites.taps import tap


def counted(chain):
    """Every box, and how often the network has it."""
    for piece in chain:
        times = len(piece.names) if isinstance(piece, Frame) else 1
        inner = (
            counted(piece.chain) if isinstance(piece, Frame | Pair | Output) else ((box, 1) for box in boxes((piece,)))
        )
        yield from ((box, times * inside) for box, inside in inner)


@pytest.mark.parametrize("name", kerasarch.list_models())
def test_the_boxes_hold_every_layer_and_all_costs(name):
    description = kerasarch.describe(name)
    drawn = list(counted(figure(description)))
    assert sum(times * len(box.rows) for box, times in drawn) == len(description.rows)
    assert sum(times * box.params for box, times in drawn) == description.total.params
    assert sum(times * box.macs for box, times in drawn) == description.total.macs


def test_xceptions_middle_flow_is_shown_once():
    frames = [piece for piece in figure(kerasarch.describe("xception")) if isinstance(piece, Frame)]
    assert [len(frame.names) for frame in frames] == [1, 1, 1, 1, 8, 1, 1]
    assert frames[4].names == tuple(f"block{i}" for i in range(5, 13))
    (fork,) = frames[4].chain
    assert [len(branch) for branch in fork.branches] == [4, 0]
    assert fork.branches[0][1].words == ("3\N{MULTIPLICATION SIGN}3 separable, 728", "batch norm", "relu")
    assert fork.merge.words == ("+",)


def test_modules_of_other_shapes_are_shown_apart():
    frames = [piece for piece in figure(kerasarch.describe("inception_v3")) if isinstance(piece, Frame)]
    # mixed1 has 256 channels to read and mixed2 288; only mixed5 and mixed6 are the same
    assert [frame.names for frame in frames if len(frame.names) > 1] == [("mixed5", "mixed6")]


def test_modules_in_turn_are_a_pair():
    pairs = [piece for piece in figure(kerasarch.describe("repvgg_b1g4")) if isinstance(piece, Pair)]
    assert [pair.times for pair in pairs] == [2, 7]
    grouped, plain = pairs[1].chain
    assert (grouped.names[:2], plain.names[:2]) == (("block13", "block15"), ("block14", "block16"))


def test_stochastic_depth_of_growing_rates_does_not_part_equal_modules():
    frames = [piece for piece in figure(kerasarch.describe("efficientnet_b0")) if isinstance(piece, Frame)]
    assert ("block6b", "block6c", "block6d") in [frame.names for frame in frames]


def test_padding_is_in_the_box_of_what_reads_it():
    first, pool, *_ = figure(kerasarch.describe("resnet18"))
    assert [row.name for row in first.rows] == ["conv1_conv", "conv1_pad", "conv1_bn", "conv1_relu"]
    assert pool.words == ("3\N{MULTIPLICATION SIGN}3 max pool, /2",)


def test_auxiliary_heads_and_taps_are_outputs():
    plan = tap(unroll(GOOGLENET_WITH_AUXILIARY), ["inception_3b"])
    chain = figure(describe_plan("GoogLeNet", plan, (224, 224, 3)))
    heads = [piece for piece in chain if isinstance(piece, Output)]
    assert [(head.name, len(head.chain)) for head in heads] == [("loss1", 5), ("loss2", 5)]
    (module,) = (piece for piece in chain if isinstance(piece, Frame) and piece.names == ("inception_3b",))
    assert module.chain[-1] == Output("inception_3b", ())


@pytest.mark.parametrize("name", ["xception", "mixer_s16", "resnet152", "inception_v3"])
def test_columns_hold_everything_in_order_and_begin_with_a_frame(name):
    chain = figure(kerasarch.describe(name))
    parts = columns(chain)
    assert sum(parts, ()) == chain
    assert len(parts) > 1
    assert all(isinstance(part[0], Frame) for part in parts[1:])
    assert max(sum(map(height, part)) for part in parts) < sum(map(height, chain))


def test_a_box_alone_and_a_fork_of_nothing_have_a_height():
    box = next(boxes(figure(kerasarch.describe("vgg11"))))
    assert isinstance(box, Box)
    assert height(Fork(((), ()), box)) == height(box) > 0
