"""Rewrite: a plan in operations that an Edge TPU maps.

Its compiler takes tensors of three dimensions, knows no GELU, and stops at the first operation that it does not map.
So tokens (n, c) become rows (1, n, c), a dense layer on them a 1x1 convolution; layer normalisation is written out
in means, products and a reciprocal root, its gamma and beta as a 1x1 depthwise convolution. Local response
normalisation stays: the power in it has no counterpart there.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from kerasarch.errors import ArchitectureError, one_of
from kerasarch.plans import Plan
from kerasarch.readers.cost import Extent, Tally
from kerasarch.rewrites.moves import AsConvolution, AsDepthwise, Kept, Move
from kerasarch.steps import (
    Act,
    Block,
    Branches,
    Conv,
    Dense,
    Depthwise,
    Math,
    Norm,
    Scale,
    Separable,
    Shape,
    Side,
    Step,
    Table,
)
from kerasarch.walks import each

GELU = ("sigmoid", "relu6", "keep")
FREE = 512  # stands in for a free height or width: only ranks and channels are asked for
VECTOR = 4  # a mean over the channels is mapped where they are a multiple of this


def edge(plan: Plan, shape: tuple[int | None, ...], gelu: str = "sigmoid") -> tuple[Plan, dict[str, Move]]:
    """`plan` in operations that an Edge TPU maps, and where weights come from.

    Args:
        shape: of the input, without the batch; None where a size is free.
        gelu: "sigmoid" writes x * sigmoid(1.702 x) for it (arXiv:1606.08415, section 2; a Mixer's logits move by up to
            a hundredth of their range, its tokens by up to two), "relu6" takes that instead and wants training, "keep"
            keeps it, for comparisons.

    Raises:
        ArchitectureError: a layer norm over a number of channels that is no multiple of 4, or a dense layer on tokens
            with an activation that is no Keras name. Nothing is padded: that would be another network.
    """
    one_of("gelu", gelu, GELU, ArchitectureError)
    start = tuple(FREE if size is None else size for size in shape)
    rewrite = _Edge(gelu)
    steps, end = rewrite.walk(plan.steps, start, start[-1])
    if len(end) == 2:  # tokens again, as the model gave them
        steps += (rewrite.tokens(_last_name(steps)),)
    if len(start) == 2:
        steps = (Shape("row", name="row_of_tokens"), *steps)
    return Plan(each(steps, rewrite.renamed)), rewrite.renamed_moves()


class _Edge:
    """The walk. Shapes are those of the plan that is rewritten, in which tokens still have two dimensions."""

    def __init__(self, gelu: str) -> None:
        self.gelu = gelu
        self.moves: dict[str, Move] = {}
        self.names: dict[str, str] = {}

    def walk(self, steps: Table, shape: Extent, block: int) -> tuple[Table, Extent]:
        out: list[Step] = []
        for step in steps:
            if isinstance(step, Block):
                out.append(replace(step, steps=self.walk(step.steps, shape, shape[-1])[0]))
            elif isinstance(step, Branches):
                branches = tuple(self.walk(branch, shape, block)[0] for branch in step.branches)
                out.append(replace(step, branches=branches))
            elif isinstance(step, Side):
                inner, end = self.walk(step.steps, shape, shape[-1])
                if len(end) == 2:
                    inner += (self.tokens(_last_name(inner or tuple(out))),)
                out.append(replace(step, steps=inner))
            else:
                out += CHANGES.get(type(step), _same)(self, step, shape)
            tally = Tally(shape)
            tally.walk((step,), block, 0)
            shape = tally.shape
        return tuple(out), shape

    def tokens(self, name: str) -> Step:
        """The step that makes tokens of an output's row, under the output's name; what had the name gets another."""
        self.names[name] = f"{name}_row"
        return Shape("tokens", name=f"/{name}")

    def renamed(self, step: Step) -> Table:
        """The step under its last name. The name of an output's own step is marked by a slash."""
        name = str(step.name)
        if name.startswith("/"):
            return (replace(step, name=name[1:]),)
        if name not in self.names or isinstance(step, Block | Side):
            return (step,)
        return (replace(step, name=self.names[name]),)

    def renamed_moves(self) -> dict[str, Move]:
        kept = {name: Kept(name) for name in self.names}
        return {self.names.get(name, name): move for name, move in (kept | self.moves).items()}

    def shape_step(self, step: Shape, shape: Extent) -> Table:
        return (replace(step, type="row"),) if step.type == "tokens" else (step,)

    def dense(self, step: Dense, shape: Extent) -> Table:
        if len(shape) == 1:
            return (step,)
        if step.act is not None and not isinstance(step.act, str):
            raise ArchitectureError(f"{step.name}: a dense layer on tokens can keep an activation of Keras's, by name")
        self.moves[str(step.name)] = AsConvolution(str(step.name))
        return self.fused(Conv(step.units, bias=step.bias, act=step.act, name=step.name), shape)

    def fused(self, step: Conv | Depthwise | Separable, shape: Extent) -> Table:
        """A convolution; a GELU in it, which has to be written out, comes to stand on its own."""
        if step.act != "gelu" or self.gelu == "keep":
            return (step,)
        bare = f"{step.name}_linear"
        self.moves[bare] = self.moves.pop(str(step.name), Kept(str(step.name)))
        return (replace(step, act=None, name=bare), *self.act(Act("gelu", name=step.name), shape))

    def act(self, step: Act, shape: Extent) -> Table:
        if step.type != "gelu" or self.gelu == "keep":
            return (step,)
        if self.gelu == "relu6":
            return (replace(step, type="relu6"),)
        gate = (Scale(1.702, name=f"{step.name}_scale"), Act("sigmoid", name=f"{step.name}_sigmoid"))
        return (Branches("multiply", ((), gate), name=step.name),)

    def norm(self, step: Norm, shape: Extent) -> Table:
        if step.type != "layer":
            return (step,)
        n = step.name
        if shape[-1] % VECTOR:
            raise ArchitectureError(
                f"{n}: a layer norm over {shape[-1]} channels; an Edge TPU takes means over multiples of {VECTOR}"
            )
        self.moves[str(n)] = AsDepthwise(str(n))
        minus_mean = (Math("mean", name=f"{n}_mean"), Scale(-1.0, name=f"{n}_minus"))
        deviation = (
            Branches("multiply", ((), ()), name=f"{n}_square"),
            Math("mean", name=f"{n}_variance"),
            Scale(1.0, step.epsilon, name=f"{n}_epsilon"),
            Math("rsqrt", name=f"{n}_rsqrt"),
        )
        parts: Table = (
            Branches("add", ((), minus_mean), name=f"{n}_centre"),
            Branches("multiply", ((), deviation), name=f"{n}_unit"),
            Depthwise(1, bias=True, name=n),
        )
        if len(shape) > 1:
            return parts
        # a vector is a row of one, and a vector again
        self.names[str(n)] = f"{n}_row"
        return (Shape("row", name=f"{n}_as_row"), *parts, Shape("flatten", name=f"/{n}"))


def _last_name(steps: Table) -> str:
    return str(next(step.name for step in reversed(steps) if not isinstance(step, Side)))


def _same(rewrite: _Edge, step: Step, shape: Extent) -> Table:
    return (step,)


CHANGES: dict[type[Step], Callable[[_Edge, Any, Extent], Table]] = {
    Shape: _Edge.shape_step,
    Dense: _Edge.dense,
    Conv: _Edge.fused,
    Depthwise: _Edge.fused,
    Separable: _Edge.fused,
    Act: _Edge.act,
    Norm: _Edge.norm,
}
