"""The space of a search: a recipe, and axes along which its keys vary. No Keras, no KerasTuner."""

from __future__ import annotations

import dataclasses
import itertools
import math
import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from kerasarch.errors import KerasarchError, SearchError, nearest
from kerasarch.networks import Network, arguments_of, check_shape, choices_of, network
from kerasarch.papers import find
from kerasarch.readers.cost import Cost
from kerasarch.search.axes import Axis, Values, axis, encoded
from kerasarch.training.recipe import DECIDED, ModelKeys, Recipe, TrainingKeys, recipe_of

MODEL = tuple(key.name for key in dataclasses.fields(ModelKeys) if key.name != "choices")
TRAINING = tuple(key.name for key in dataclasses.fields(TrainingKeys) if key.name != "baseline")


@dataclass(frozen=True)
class Candidate:
    """One point of a space, that a network can have.

    Attributes:
        values: by the axes' names.
        recipe: the space's, with them.
        cost: of its network, without auxiliary classifiers, which are for its training only.
        key: equal for two points that give the same network, trained in the same way.
    """

    values: dict[str, Any]
    recipe: Recipe
    cost: Cost
    key: int


class Space:
    """A recipe, and what of it varies.

    Args:
        recipe: what does not vary.
        axes: by the names of a recipe's keys: of [model] (`width`, `depth`, `size`, `name`, ...), of the architecture's
            own choices (`segments`, `se_ratio`, ...), and of [training] (`learning_rate`, `optimizer`, `shift`, ...);
            each a list of values ("none" is None), (least, most), (least, most, step), or a table of them and `log`.
        classes: of the images.

    Raises:
        SearchError: no axes, an axis that no recipe has, or a value that its key cannot take; it is named.
    """

    def __init__(self, recipe: Recipe, axes: Mapping[str, Any], classes: int) -> None:
        self.recipe, self.classes = recipe, classes
        self.axes: dict[str, Axis] = {name: axis(name, given) for name, given in axes.items()}
        if not self.axes:
            raise SearchError("a search needs something that varies: width, depth, size, learning_rate, ...")
        names = self.axes["name"].grid() if "name" in self.axes else (recipe.model.name,)
        for name in names:
            own = [key for key in arguments_of(find(name)) if key not in DECIDED]
            possible = [*dict.fromkeys((*MODEL, *TRAINING, *own))]
            for varied in self.axes:
                if varied not in possible:
                    raise SearchError(
                        f"{varied} is nothing that varies in {name}"
                        f"{nearest(varied, possible) or '; there are ' + ', '.join(possible)}"
                    )
        for varied, along in self.axes.items():
            for value in (along.grid()[0], along.grid()[-1]) if not isinstance(along, Values) else along.values:
                try:
                    self._network(self.changed({varied: value}))
                except KerasarchError as refusal:
                    raise SearchError(f"{varied} cannot be {encoded(value)}: {refusal}") from refusal
            if isinstance(along, Values):
                self.axes[varied] = axis(varied, [self._read(varied, value) for value in along.values])

    def _read(self, name: str, value: Any) -> Any:
        """A value as the recipe has it, such as 1.0 where a user writes 1."""
        recipe = self.changed({name: value})
        keys = recipe.training if name in TRAINING else recipe.model
        return value if value is None else getattr(keys, name, value)

    def changed(self, values: Mapping[str, Any]) -> Recipe:
        """The recipe with these values in their places. Raises KerasarchError where a key cannot have one."""
        table = self.recipe.table()
        for name, value in values.items():
            if name in TRAINING:
                place = table["training"]
            else:
                place = table["model"] if name in MODEL else table["model"].setdefault("choices", {})
            if value is None:
                place.pop(name, None)
            else:
                place[name] = value
        return recipe_of(table)

    def candidate(self, values: Mapping[str, Any]) -> Candidate:
        """What a point is and costs. Raises KerasarchError where no network can have it."""
        recipe = self.changed(values)
        known = self._network(recipe)
        size = recipe.model.size or known.architecture.size
        shape = (*size, 3) if isinstance(size, tuple) else (size, size, 3)
        key = hash((known.table, shape, recipe.model.weights, recipe.training))
        cost = check_shape(known, shape)[1]
        if recipe.model.choices.get("auxiliary"):
            cost = check_shape(self._network(recipe, kept=True), shape)[1]
        return Candidate(dict(values), recipe, cost, key)

    def _network(self, recipe: Recipe, kept: bool = False) -> Network:
        arguments = recipe.model.kept() if kept else recipe.model.arguments()
        return network(find(recipe.model.name), classes=self.classes, include_preprocessing=True, **arguments)

    def tunable(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """A point as tuners take it: what is neither a number nor a text, as JSON."""
        return {name: self.axes[name].tunable(value) for name, value in values.items()}

    def values(self, tunable: Mapping[str, Any]) -> dict[str, Any]:
        """The point that a tuner means; what it says of other things is left out."""
        return {name: along.value(tunable[name]) for name, along in self.axes.items()}

    def draw(self, chance: random.Random) -> dict[str, Any]:
        """A point at random; whether a network can have it is not known."""
        return {name: along.draw(chance) for name, along in self.axes.items()}

    def grid(self) -> Iterator[dict[str, Any]]:
        """Every point, the last axis varying fastest; of a range without a step, ten values."""
        for values in itertools.product(*(along.grid() for along in self.axes.values())):
            yield dict(zip(self.axes, values, strict=True))

    @property
    def points(self) -> float:
        """How many there are."""
        return math.prod(math.inf if along.endless else len(along.grid()) for along in self.axes.values())

    def distance(self, one: Mapping[str, Any], other: Mapping[str, Any]) -> float:
        """How far two points are from each other, each axis being 1 long."""
        return math.dist(*([along.place(at[name]) for name, along in self.axes.items()] for at in (one, other)))

    def holds(self, values: Mapping[str, Any]) -> bool:
        """Whether these are values of all the axes, and of nothing else."""
        return values.keys() == self.axes.keys() and all(self.axes[name].holds(v) for name, v in values.items())

    def papers_own(self) -> dict[str, Any] | None:
        """The point of the paper's configuration, or the one of the recipe where that has an axis's value; None where
        an axis has neither."""
        own: dict[str, Any] = {}
        written = self.recipe.table()
        record = find(self.recipe.model.name)
        choices = choices_of(record.vary) | choices_of(record.head)
        paper = {name: choice.default for name, choice in choices.items()}
        paper |= {"width": 1.0, "depth": 1.0, "size": record.size, "dropout": record.dropout}
        for name, along in self.axes.items():
            place = written["training"] if name in TRAINING else written["model"]
            said = place.get(name, written["model"].get("choices", {}).get(name))
            fitting = [value for value in (paper.get(name), said) if along.holds(value)]
            if not fitting:
                return None
            own[name] = fitting[0]
        return own
