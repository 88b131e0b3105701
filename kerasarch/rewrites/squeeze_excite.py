"""Rewrite: squeeze-and-excite, arXiv:1709.01507, on the modules of any table.

A gate weighs the channels of a map by what the whole map holds. It stands

- at the end of the residual branch, which is the longest, before a sum (the paper's figure 3);
- after the sum where every branch is one convolution (RepVGG: no one of them is the residual);
- else at the end of the module (figure 2).
"""

from __future__ import annotations

from dataclasses import replace
from typing import TypeGuard

from kerasarch.errors import ArchitectureError, number
from kerasarch.steps import (
    Act,
    Block,
    Branches,
    Conv,
    Dense,
    Depthwise,
    GlobalPool,
    Of,
    Repeat,
    Separable,
    Shape,
    Step,
    Table,
)
from kerasarch.walks import every, leaves


def squeeze_excite(table: Table, ratio: float = 16) -> Table:
    """`table` with a gate on every module; `Block(module=False)` gets none.

    Args:
        table: the features, without the head.
        ratio: the channels of a gate's input to those between its two layers, at least 1.

    Raises:
        ArchitectureError: `table` has gates or no module to gate, or the ratio is outside its range.
    """
    number("ratio", ratio, least=1, error=ArchitectureError)
    if any(_is_product(step) for step in every(table)):
        raise ArchitectureError("se_ratio adds gates, and this architecture has gates already; leave it out")
    gated = _gated(table, ratio, tokens=False)
    if gated == table:
        raise ArchitectureError("squeeze_excite: this table has no module")
    return gated


def gate(ratio: float, name: str, tokens: bool) -> Block:
    """x * sigmoid(expand(relu(reduce(squeeze(x))))), the layers with biases; dense ones where x are tokens."""
    fewer, all_ = Of(1 / ratio), Of(1)
    reduce: Step = Dense(fewer, name="reduce") if tokens else Conv(fewer, bias=True, name="reduce")
    expand: Step = Dense(all_, name="expand") if tokens else Conv(all_, bias=True, name="expand")
    weights = (
        GlobalPool("avg", keepdims=True, name="squeeze"),
        reduce,
        Act("relu", name="relu"),
        expand,
        Act("sigmoid", name="sigmoid"),
    )
    return Block(name, (Branches("multiply", ((), weights), name="excite"),), module=False)


def _gated(table: Table, ratio: float, tokens: bool) -> Table:
    """The table around the modules: rows, parts without a name, and blocks that are no module."""
    out: list[Step] = []
    for step in table:
        tokens = tokens or _makes_tokens(step)
        if isinstance(step, Repeat):
            first, last = (part and _gated(part, ratio, tokens) for part in (step.first, step.last))
            out.append(replace(step, body=_gated(step.body, ratio, tokens), first=first, last=last))
        elif isinstance(step, Block) and step.module:
            out.append(_module(step, ratio, tokens))
        elif isinstance(step, Block):
            out.append(replace(step, steps=_gated(step.steps, ratio, tokens)))
        else:
            out.append(step)
    return tuple(out)


def _module(block: Block, ratio: float, tokens: bool) -> Block:
    out: list[Step] = []
    gates = 0

    def another() -> Block:
        nonlocal gates
        gates += 1
        return gate(ratio, "se" if gates == 1 else f"se{gates}", tokens)

    for step in block.steps:
        if not _is_sum(step):
            out.append(step)
        elif sum(map(bool, step.branches)) > 1 and all(_convolutions(branch) <= 1 for branch in step.branches):
            out += [step, another()]
        else:
            longest = max(step.branches, key=lambda branch: len(list(leaves(branch))))
            branches = tuple((*branch, another()) if branch is longest else branch for branch in step.branches)
            out.append(replace(step, branches=branches))
    if not gates:
        out.append(another())
    return replace(block, steps=tuple(out))


def _is_sum(step: Step) -> TypeGuard[Branches]:
    return isinstance(step, Branches) and step.merge == "add"


def _is_product(step: Step) -> bool:
    return isinstance(step, Branches) and step.merge == "multiply"


def _makes_tokens(step: Step) -> bool:
    return isinstance(step, Shape) and step.type == "tokens"


def _convolutions(branch: Table) -> int:
    return sum(isinstance(step, Conv | Depthwise | Separable) for step in leaves(branch))
