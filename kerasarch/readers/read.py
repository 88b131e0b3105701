"""Reader: the plan of a Keras model that is there already: ours, keras.applications', a user's.

A plan is a tree of merges, so the graph must be series-parallel: the branches of a merge fork at the merge's immediate
dominator, the last layer that every path to it passes, and share nothing on their way.
"""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass, replace
from typing import Any

import keras

from kerasarch.errors import ArchitectureError
from kerasarch.plans import Plan
from kerasarch.readers.graph import Graph, Key, Node, graph
from kerasarch.readers.layer_steps import layer_step
from kerasarch.readers.patterns import pattern
from kerasarch.steps import Act, Branches, Math, Part, Side, Step, Table
from kerasarch.walks import each

MERGES = {"Add": "add", "Concatenate": "concat", "Multiply": "multiply"}
# functions of keras.ops without arguments, by their classes
FUNCTIONS: dict[str, Step] = {
    "Rsqrt": Math("rsqrt"),
    "Relu": Act("relu"),
    "Relu6": Act("relu6"),
    "Sigmoid": Act("sigmoid"),
    "Silu": Act("silu"),
    "Tanh": Act("tanh"),
}


def read(model: keras.Model) -> Plan:
    """The plan of a plain functional `keras.Model`: what it computes in inference, under its layers' names.

    Built again and given the same weights by layer, it computes the same bits. Of several outputs the one that most
    layers lead to is the plan's, and the others are `Side` steps named after the layers that give them. What only
    training knows (initializers, regularizers, frozen layers) is not in a plan.

    Args:
        model: of one input; Sequential models that know their input are functional too.

    Raises:
        ArchitectureError: the model uses a layer twice, holds another model, is not series-parallel, or has a layer
            or an argument that no step says. The layer is named.
    """
    return read_model(model).plan


@dataclass(frozen=True)
class Reading:
    """A plan, and how the model's ends are named.

    Attributes:
        plan: what `read` gives.
        source: name of the input.
        outputs: names of the outputs in the model's order; the one that is no `Side` is the plan's own.
    """

    plan: Plan
    source: str
    outputs: tuple[str, ...]


def read_model(model: keras.Model) -> Reading:
    """`read`, with the names of the input and the outputs."""
    reader = _Reader(graph(model))
    names = tuple(_name(reader.nodes[key]) for key in reader.graph.outputs)
    return Reading(reader.plan(), reader.graph.source[0], names)


class _Reader:
    def __init__(self, network: Graph) -> None:
        self.graph, self.nodes = network, network.nodes
        self.order = self._order()
        self.forks = self._dominators()
        self.visited: set[Key] = {network.source}
        self.steps: dict[Key, str] = {}  # the steps that a side can follow, by the tensor that they give
        self.sides: dict[str, list[Side]] = {}

    def plan(self) -> Plan:
        outputs = list(dict.fromkeys(self.graph.outputs))
        main = max(outputs, key=lambda key: len(self._leading_to(key)))
        steps, _ = self.walk(main, {self.graph.source})
        before: list[Side] = []
        for key in sorted(set(outputs) - {main}, key=self.order.index):
            inner, start = self.walk(key, self.visited.copy())
            side = Side(_name(self.nodes[key]), inner)
            if start == self.graph.source:
                before.append(side)
            elif start in self.steps:
                self.sides.setdefault(self.steps[start], []).append(side)
            else:
                raise ArchitectureError(
                    f"output {side.name!r} starts within a channel shuffle or a local response normalisation"
                )
        return Plan((*before, *self._with_sides(steps)))

    def _with_sides(self, steps: Table) -> Table:
        """The steps with the sides after the steps that they start from; a side's own steps can have sides, too."""

        def change(step: Step) -> Table:
            mine = () if isinstance(step, Side) else self.sides.pop(str(step.name), ())
            return (step, *(Side(side.name, self._with_sides(side.steps)) for side in mine))

        return each(steps, change)

    # --- the tree ---

    def walk(self, end: Key, starts: Container[Key]) -> tuple[Table, Key]:
        """The steps that lead to `end` from the first of `starts` that is met on the way back, and that one."""
        backwards: list[Step] = []
        while end not in starts:
            node = self.nodes[end]
            self.visit(end)
            if not node.inputs:
                raise ArchitectureError(f"{node.name!r} does not come from the model's input")
            self.steps[end] = _name(node)
            if found := pattern(self.nodes, end):
                backwards.append(found.step)
                self.steps[end] = str(found.step.name)
                for key in found.within:
                    self.visit(key)
                end = found.start
            elif node.kind in MERGES:
                _check_merge(node)
                fork = self.forks[end]
                branches = tuple(self.walk(tensor, {fork})[0] for tensor in node.inputs)
                backwards.append(Branches(MERGES[node.kind], branches, name=node.name))
                end = fork
            else:
                backwards.append(replace(_step(node), name=_name(node)))
                (end,) = node.inputs
        return tuple(reversed(backwards)), end

    def visit(self, key: Key) -> None:
        if key in self.visited:
            raise ArchitectureError(
                f"the graph is not series-parallel: the paths that fork at {key[0]!r} do not meet in one merge"
            )
        self.visited.add(key)

    # --- the order of the graph ---

    def _order(self) -> list[Key]:
        """Every tensor after those that it is made of."""
        order: list[Key] = []
        seen: set[Key] = set()
        for output in self.graph.outputs:
            stack = [(output, iter(self.nodes[output].inputs))] if output not in seen else []
            seen.add(output)
            while stack:
                key, inputs = stack[-1]
                for tensor in inputs:
                    if tensor not in seen:
                        seen.add(tensor)
                        stack.append((tensor, iter(self.nodes[tensor].inputs)))
                        break
                else:
                    order.append(key)
                    stack.pop()
        return order

    def _dominators(self) -> dict[Key, Key]:
        """The last tensor that every path from the input to a tensor passes."""
        dominator: dict[Key, Key] = {}
        depth: dict[Key, int] = {self.graph.source: 0}
        for key in self.order:
            if not (inputs := self.nodes[key].inputs):
                depth.setdefault(key, 0)
                continue
            meet = inputs[0]
            for other in inputs[1:]:
                while meet != other:
                    if depth[meet] < depth[other]:
                        meet, other = other, meet
                    if meet not in dominator:
                        raise ArchitectureError(f"{self.nodes[key].name!r} does not come from the model's input alone")
                    meet = dominator[meet]
            dominator[key], depth[key] = meet, depth[meet] + 1
        return dominator

    def _leading_to(self, end: Key) -> set[Key]:
        found, waiting = set(), [end]
        while waiting:
            if (key := waiting.pop()) not in found:
                found.add(key)
                waiting.extend(self.nodes[key].inputs)
        return found


def _name(node: Node) -> str:
    return f"{node.name}_{node.index}" if node.kind == "Split" else node.name


def _only_tensors(node: Node) -> None:
    for argument, value in node.constants:
        said = f"{argument}={value!r}" if isinstance(argument, str) else repr(value)
        raise ArchitectureError(f"{node.name!r} is called with {said}, which no step says")


def _check_merge(node: Node) -> None:
    _only_tensors(node)
    if node.layer is not None:
        layer_step(node.layer, node.shape)
    elif node.kind == "Concatenate":
        _last_axis(node)
    else:
        _no_more(node)
        if len({len(shape) for shape in node.shapes}) != 1:  # where the layer of the same name broadcasts otherwise
            raise ArchitectureError(f"operation {node.name!r} merges shapes {node.shapes}, which no step says")
    if len(node.inputs) < 2:
        raise ArchitectureError(f"{node.name!r} merges {len(node.inputs)} tensor; a merge has at least two")


def _step(node: Node) -> Step:
    _only_tensors(node)
    step = layer_step(node.layer, node.shape) if node.layer is not None else _function(node)
    if len(node.inputs) != 1:
        raise ArchitectureError(
            f"{node.kind} {node.name!r} is called with {len(node.inputs)} tensors; a step takes one"
        )
    return step


def _function(node: Node) -> Step:
    if node.kind == "Split":
        parts = node.config.get("indices_or_sections")
        _last_axis(node, "indices_or_sections")
        if not isinstance(parts, int):
            raise _refused(node, "indices_or_sections", parts, "a number of equal parts")
        return Part(node.index, parts)
    if node.kind == "Mean":
        _last_axis(node, "keepdims")
        if node.config.get("keepdims") is not True:
            raise _refused(node, "keepdims", node.config.get("keepdims"), "True")
        return Math("mean")
    if node.kind not in FUNCTIONS:
        raise ArchitectureError(f"operation {node.name!r} is keras.ops' {node.kind}, which no step says")
    _no_more(node)
    return FUNCTIONS[node.kind]


def _last_axis(node: Node, *others: str) -> None:
    if node.config.get("axis") not in (-1, len(node.shape)):
        raise _refused(node, "axis", node.config.get("axis"), "the last axis")
    _no_more(node, "axis", *others)


def _no_more(node: Node, *known: str) -> None:
    for argument, value in node.config.items():
        if argument not in ("name", *known):
            raise _refused(node, argument, value, "nothing of this kind")


def _refused(node: Node, argument: str, value: Any, readable: str) -> ArchitectureError:
    return ArchitectureError(
        f"operation {node.name!r} has {argument}={value!r}, which no step says; {readable} can be read"
    )
