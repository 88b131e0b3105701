"""Recipes: one TOML file a run, read into frozen dataclasses. An unknown key or a wrong type is refused by name."""

from __future__ import annotations

import dataclasses
import tomllib
import types
import typing
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import tomli_w

from kerasarch.data import SOURCES
from kerasarch.errors import RecipeError, nearest, number, one_of, whole
from kerasarch.files import expanded
from kerasarch.networks import arguments_of, cost
from kerasarch.papers import find

OPTIMIZERS = ("adam", "adamw", "sgd", "rmsprop")
# What the images and the task decide: a run is of a classifier of its images' classes, one for each image.
DECIDED = ("include_top", "pooling", "classes", "classifier_activation", "include_preprocessing")


@dataclass(frozen=True)
class ModelKeys:
    """[model]: which network."""

    name: str = "xception"
    size: int | tuple[int, int] = 0  # height and width in pixels; 0 is the paper's
    width: float = 1.0
    depth: float = 1.0
    dropout: float | None = None  # before the classifier; absent: the paper's
    weights: str = ""  # what they begin as: "imagenet", or the path of a .weights.h5 file; absent: random
    choices: dict[str, Any] = field(default_factory=dict)  # the other arguments of the architecture's builder

    def __post_init__(self) -> None:
        for side in self.size if isinstance(self.size, tuple) else (self.size,):
            whole("model.size", side, least=0, error=RecipeError)

    def arguments(self) -> dict[str, Any]:
        """What `kerasarch.build` and `cost` take beside the name, the shape and the classes.

        Raises:
            KerasarchError: no such architecture, or a choice that it has not.
        """
        apart = ("name", "size", "weights", "choices")
        own = {key.name: getattr(self, key.name) for key in dataclasses.fields(self) if key.name not in apart}
        possible = [name for name in arguments_of(find(self.name)) if name not in (*own, *DECIDED)]
        for choice in self.choices:
            if choice not in possible:
                there = f"; there are {', '.join(possible)}"
                raise RecipeError(
                    f"model.choices.{choice} is no choice of {self.name}{nearest(choice, possible) or there}"
                )
        return own | self.choices

    def kept(self) -> dict[str, Any]:
        """The arguments of the network that is kept, which is without auxiliary classifiers."""
        return {name: value for name, value in self.arguments().items() if "auxiliary" not in name}


@dataclass(frozen=True)
class DataKeys:
    """[data]: which images; see kerasarch.data.load."""

    source: str = "digits"
    path: str = ""
    validation: float = 0.1
    test: float = 0.2

    def __post_init__(self) -> None:
        one_of("data.source", self.source, SOURCES, RecipeError)
        number("data.validation", self.validation, above=0, below=1, error=RecipeError)
        number("data.test", self.test, above=0, below=1 - self.validation, error=RecipeError)


@dataclass(frozen=True)
class TrainingKeys:
    """[training]: how the weights are found."""

    epochs: int = 10
    batch_size: int = 32
    optimizer: str = "adam"
    learning_rate: float = 1e-3  # the highest; it follows a cosine down to 0
    warmup_epochs: float = 0.0  # during which it rises from 0
    shift: float = 0.0  # training images move up, down and sideways by up to this share of their size
    # What batch norms keep of their moving statistics at each step; absent: the reference's own. In a run of few steps
    # the usual 0.99 lags far behind the weights.
    batch_norm_momentum: float | None = None
    auxiliary_weight: float | None = None  # of the loss of each auxiliary classifier; absent: the paper's
    label_smoothing: float = 0.0  # how much of each label is spread over all classes (arXiv:1512.00567, section 7)
    baseline: bool = False  # print logistic regression on 8x8 grey thumbnails of the same split beside the result

    def __post_init__(self) -> None:
        whole("training.epochs", self.epochs, error=RecipeError)
        whole("training.batch_size", self.batch_size, error=RecipeError)
        one_of("training.optimizer", self.optimizer, OPTIMIZERS, RecipeError)
        number("training.learning_rate", self.learning_rate, above=0, error=RecipeError)
        number("training.warmup_epochs", self.warmup_epochs, least=0, below=self.epochs, error=RecipeError)
        number("training.shift", self.shift, least=0, below=0.5, error=RecipeError)
        number("training.label_smoothing", self.label_smoothing, least=0, below=1, error=RecipeError)
        if self.batch_norm_momentum is not None:
            number("training.batch_norm_momentum", self.batch_norm_momentum, least=0, below=1, error=RecipeError)
        if self.auxiliary_weight is not None:
            number("training.auxiliary_weight", self.auxiliary_weight, least=0, error=RecipeError)


@dataclass(frozen=True)
class Recipe:
    """One run. Ranges are checked when it is made; the network's and the data's own when they are."""

    name: str = "run"
    seed: int = 0
    model: ModelKeys = field(default_factory=ModelKeys)
    data: DataKeys = field(default_factory=DataKeys)
    training: TrainingKeys = field(default_factory=TrainingKeys)

    def __post_init__(self) -> None:
        whole("seed", self.seed, least=0, error=RecipeError)
        if self.seed >= 2**32 - 10_000:  # each epoch of a resumed run takes the next one, and NumPy's are of 32 bits
            raise RecipeError(f"seed must be below {2**32 - 10_000}; got {self.seed}")
        if not self.name or "/" in self.name or self.name.startswith("."):
            raise RecipeError(f"name must be one that a folder can have; got {self.name!r}")
        if self.training.auxiliary_weight is not None and not self.model.choices.get("auxiliary"):
            raise RecipeError("training.auxiliary_weight is for model.choices.auxiliary = true; leave it out")

    def toml(self) -> str:
        """The recipe as TOML, every key written out, the absent ones left out."""
        return tomli_w.dumps(self.table())

    def table(self) -> dict[str, Any]:
        """The recipe as TOML's and JSON's values; `recipe_of` reads it."""
        return dict(_present(dataclasses.asdict(self)))


def recipe_of(table: dict[str, Any]) -> Recipe:
    """The recipe that a table of TOML's values says. Raises RecipeError: an unknown key, a wrong type or value."""
    recipe: Recipe = _parse(Recipe, table, "")
    return recipe


def read_recipe(path: str | Path, changes: Iterable[str] = ()) -> Recipe:
    """The recipe in a TOML file.

    Args:
        path: the file; its name is the run's. Where it has a `base`, another file beside it, the keys that it leaves
            out are that one's.
        changes: "key=value" or "table.key=value", each put in the place of what the file says.

    Raises:
        RecipeError: no such file, a TOML error (with line and column), an unknown key, a wrong type, a value outside
            its range.
    """
    table = read_table(path, changes)
    if "search" in table:
        raise RecipeError(f"{path} is a search: kerasarch search {path}")
    try:
        return recipe_of(table)
    except RecipeError as failure:
        raise RecipeError(f"{expanded(path)}: {failure}") from None


def read_table(path: str | Path, changes: Iterable[str] = ()) -> dict[str, Any]:
    """What a recipe's file says, with its base and the changes, as TOML's values. Raises as `read_recipe`."""
    path = expanded(path)
    table = _table(path)
    for key, text in keys_and_texts(changes, "a change of the recipe"):
        _put(table, key, text)
    if "base" in table:
        table = _on_base(path, {"name": path.stem} | table)
    if isinstance(table.setdefault("model", {}), dict) and "name" not in table["model"]:
        raise RecipeError(f"{path}: model.name is missing, which names the architecture")
    return {"name": path.stem} | table


def _table(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as failure:
        raise RecipeError(f"{path} is no TOML: {failure}") from failure
    except UnicodeDecodeError as failure:
        raise RecipeError(f"{path} is no text in UTF-8") from failure
    except OSError as failure:
        raise RecipeError(f"no recipe can be read from {path}: {failure.strerror}") from failure


def _on_base(path: Path, table: dict[str, Any]) -> dict[str, Any]:
    """`table`, with what it does not say itself from the recipe that it names as its base."""
    base = path.parent / _typed(str, table.pop("base"), f"{path}: base")
    below = _table(base)
    if "base" in below:
        raise RecipeError(f"{path}: base must be a recipe without a base; {base} has one")
    return _merged(below, table)


def _merged(below: dict[str, Any], above: dict[str, Any]) -> dict[str, Any]:
    both = {
        key: _merged(below[key], value)
        for key, value in above.items()
        if isinstance(value, dict) and isinstance(below.get(key), dict)
    }
    return below | above | both


def check_network(recipe: Recipe) -> None:
    """Refuse, before Keras is loaded, a network that cannot be. Raises KerasarchError."""
    size = recipe.model.size or find(recipe.model.name).size
    shape = (*size, 3) if isinstance(size, tuple) else (size, size, 3)
    cost(recipe.model.name, shape, **recipe.model.arguments())


def _put(table: dict[str, Any], key: str, text: str) -> None:
    *outer, last = key.split(".")
    keys: Any = Recipe
    for part in outer:
        keys = typing.get_type_hints(keys).get(part) if dataclasses.is_dataclass(keys) else None
        table = table.setdefault(part, {})
        if not isinstance(table, dict):
            raise RecipeError(f"{key}: {part} is no table of keys")
    wanted = typing.get_type_hints(keys).get(last) if dataclasses.is_dataclass(keys) else None
    table[last] = text if wanted is str else value_of(text)


def value_of(text: str) -> Any:
    """What a text means as a value of TOML; true, false and none in any case; itself, where it means none of these."""
    if text.lower() in WORDS:
        return WORDS[text.lower()]
    try:
        return tomllib.loads(f"value = {text}")["value"]
    except tomllib.TOMLDecodeError:
        return text


WORDS = {"true": True, "false": False, "none": None}


def keys_and_texts(changes: Iterable[str], of: str) -> Iterator[tuple[str, str]]:
    """Each "key=value" in its two parts. Raises RecipeError where one is none, or has the key of another."""
    seen = set()
    for change in changes:
        key, equals, text = change.partition("=")
        if not equals or not key.strip():
            raise RecipeError(f"{of} is written key=value; got {change!r}")
        if key.strip() in seen:
            raise RecipeError(f"{key.strip()} is given twice; say it once")
        seen.add(key.strip())
        yield key.strip(), text


def _parse(keys: Any, table: dict[str, Any], where: str) -> Any:
    hints = typing.get_type_hints(keys)
    for key in table:
        if key not in hints:
            others = "; other arguments of the builder go into [model.choices]" if where == "model." else ""
            near = nearest(key, hints) or _all(where, hints) + others
            raise RecipeError(f"{where}{key} is no key of a recipe{near}")
    return keys(**{key: _typed(hints[key], value, f"{where}{key}") for key, value in table.items()})


def _all(where: str, hints: dict[str, Any]) -> str:
    return f"; there are {', '.join(f'{where}{key}' for key in hints)}"


def _typed(wanted: Any, value: Any, key: str) -> Any:
    choices = typing.get_origin(wanted) is dict
    if choices or dataclasses.is_dataclass(wanted):
        if not isinstance(value, dict):
            raise RecipeError(f"{key} must be a table of keys; got {value!r}")
        return value if choices else _parse(wanted, value, f"{key}.")
    options = typing.get_args(wanted) if isinstance(wanted, types.UnionType) else (wanted,)
    for option in options:
        if option is float and type(value) is int and abs(value) < 2**53:
            return float(value)
        if type(value) is option:
            return value
        if typing.get_origin(option) is tuple and isinstance(value, list | tuple):
            entries = typing.get_args(option)
            if len(value) == len(entries) and all(type(v) is t for v, t in zip(value, entries, strict=True)):
                return tuple(value)
    names = " or ".join(NAMES.get(option, "a pair of integers") for option in options if option is not types.NoneType)
    raise RecipeError(f"{key} must be {names}; got {value!r}")


NAMES = {int: "an integer", float: "a number", str: "a string", bool: "true or false"}


def _present(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _present(inner) for key, inner in value.items() if inner is not None}
    return list(value) if isinstance(value, tuple) else value
