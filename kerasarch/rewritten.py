"""Models rewritten: the same function in other layers, the weights moved along.

Each takes a plain functional `keras.Model`, ours, keras.applications' or a user's, and gives a new one with the same
inputs, outputs (shapes, names, and the list or dict that they come in) and dtype policy. The old model is not changed.
The new one is for inference: frozen layers, regularizers, the optimizer and the metrics are not taken along.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import keras

from kerasarch.plans import Plan
from kerasarch.readers.build import build
from kerasarch.readers.read import Reading, read_model
from kerasarch.rewrites.deploy import deploy as deploy_plan
from kerasarch.rewrites.edge import edge as edge_plan
from kerasarch.rewrites.fold import fold as fold_plan
from kerasarch.rewrites.moves import Move
from kerasarch.steps import (
    Act,
    Block,
    Drop,
    Math,
    Part,
    Shuffle,
    Side,
    Step,
    Table,
)
from kerasarch.walks import each
from kerasarch.weights.move import move


def fold(model: keras.Model) -> keras.Model:
    """`model` without the batch norms that follow a convolution or a dense layer.

    In float64 the outputs differ by at most 1e-10 of their range; in float32 they are about as near to that as the
    unfolded model's. A model with nothing to fold is copied.

    Args:
        model: of images, (batch, height, width, channels), or whatever else its layers take; sizes may be None.

    Raises:
        ArchitectureError: the model cannot be read (`kerasarch.readers.read`); the layer is named.
    """
    network = read_model(model)
    return _rebuilt(model, network, *fold_plan(network.plan))


def deploy(model: keras.Model) -> keras.Model:
    """`model` with each sum of parallel convolutions, 1x1 convolutions and norms (RepVGG) as one convolution.

    As exact as `fold`, which does the norms that are left. A model without such sums is copied.

    Raises:
        ArchitectureError: the model cannot be read (`kerasarch.readers.read`); the layer is named.
    """
    network = read_model(model)
    return _rebuilt(model, network, *deploy_plan(network.plan))


def edge(model: keras.Model, gelu: str = "sigmoid") -> keras.Model:
    """`model` in operations that an Edge TPU maps: 1x1 convolutions for dense layers on tokens, layer norm in parts.

    Local response normalisation (GoogLeNet's) stays as it is: the power in it has no counterpart there.

    Args:
        gelu: what becomes of GELU, which no Edge TPU knows: "sigmoid" is x * sigmoid(1.702 x), by which a Mixer's
            logits move by up to a hundredth of their range, its tokens by up to two; "relu6" needs training; "keep"
            keeps it, and then the outputs are those of `model` as exactly as with `fold`.

    Raises:
        ArchitectureError: the model cannot be read; the layer is named. Or a layer norm is over a number of channels
            that is no multiple of 4, which the Edge TPU cannot reduce.
        KerasarchError: `gelu` is none of the three.
    """
    network = read_model(model)
    return _rebuilt(model, network, *edge_plan(network.plan, tuple(model.inputs[0].shape[1:]), gelu))


def _rebuilt(model: keras.Model, network: Reading, plan: Plan, moves: Mapping[str, Move]) -> keras.Model:
    """The model of `plan`, a rewrite of `network`, with the inputs, outputs and dtype policy of `model`."""
    image = model.inputs[0]
    computing = [layer for layer in model.layers if not isinstance(layer, keras.layers.InputLayer)]
    before = keras.config.dtype_policy()
    try:
        keras.config.set_dtype_policy(computing[0].dtype_policy if computing else before)
        source = keras.Input(batch_shape=image.shape, dtype=image.dtype, name=network.source)
        output, sides = build(_with_outputs(plan, {*network.outputs} - {network.source}), source)
    finally:
        keras.config.set_dtype_policy(before)
    inputs: Any = source
    outputs: Any = [sides.get(name, output) for name in network.outputs]
    if isinstance(model, keras.Sequential):
        (outputs,) = outputs
    else:  # in the lists or dicts that the model has them in
        inputs = keras.tree.pack_sequence_as(model.input, [source])
        outputs = keras.tree.pack_sequence_as(model.output, outputs)
    new = keras.Model(inputs, outputs, name=model.name)
    move(model, new, moves)
    return new


def _with_outputs(plan: Plan, outputs: set[str]) -> Plan:
    """The plan with its outputs under their names: where no layer of a name is left, one that changes nothing."""
    made: set[str] = set()

    def note(step: Step) -> Table:
        made.update(_layers(step))
        return (step,)

    def change(step: Step) -> Table:
        if isinstance(step, Side) and step.name in outputs - made:
            made.add(step.name)
            return (replace(step, steps=(*step.steps, Act("linear", name=step.name))),)
        return (step,)

    each(plan.steps, note)
    steps = each(plan.steps, change)
    return Plan((*steps, *(Act("linear", name=name) for name in outputs - made)))


def _layers(step: Step) -> tuple[str, ...]:
    """Names of the layers that `build` makes for a step; a function of keras.ops is none."""
    if isinstance(step, Part | Math | Block | Side) or (isinstance(step, Drop) and not step.rate):
        return ()
    return (
        (f"{step.name}_split", f"{step.name}_turn", str(step.name)) if isinstance(step, Shuffle) else (str(step.name),)
    )
