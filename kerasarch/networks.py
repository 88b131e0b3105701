"""From an architecture's name and a user's arguments to a plan, and what is known of it unbuilt. No Keras."""

from __future__ import annotations

import fnmatch
import inspect
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from kerasarch import papers
from kerasarch.errors import ArchitectureError, KerasarchError, channels_first, number, one_of, whole
from kerasarch.papers.architecture import Architecture, channels_of
from kerasarch.plans import Plan, unroll
from kerasarch.readers import cost as costs
from kerasarch.readers.describe import Description, describe_plan
from kerasarch.rewrites.low_resolution import low_resolution, patch_size
from kerasarch.rewrites.scale import scale
from kerasarch.rewrites.squeeze_excite import squeeze_excite
from kerasarch.rewrites.stochastic_depth import stochastic_depth as drop_branches
from kerasarch.steps import GlobalPool, Table

# Keras's, by the names that its layers take; but "glu", which halves the channels, and "threshold", which needs more
ACTIVATIONS = (
    *("linear", "softmax", "sigmoid", "log_softmax", "relu", "relu6", "elu", "selu", "gelu", "silu", "swish", "tanh"),
    *("softplus", "softsign", "hard_sigmoid", "hard_silu", "hard_swish", "log_sigmoid", "leaky_relu", "mish", "celu"),
    *("exponential", "hard_shrink", "hard_tanh", "soft_shrink", "sparse_plus", "sparse_sigmoid", "sparsemax"),
    *("squareplus", "tanh_shrink"),
)

# What names can be listed by: the smallest first, but the most accurate, and those without an accuracy last
ORDERS: dict[str, Callable[[Architecture], Any]] = {
    "name": lambda architecture: architecture.name,
    "params": lambda architecture: cost(architecture.name).params,
    "macs": lambda architecture: cost(architecture.name).macs,
    "size": lambda architecture: architecture.size,
    "top1": lambda architecture: -(architecture.top1 or 0),
}


def list_models(pattern: str = "*", sort: str = "name") -> list[str]:
    """The registry's names that match a shell pattern: `list_models("*inception*", sort="macs")`.

    Args:
        pattern: as the shell's, in any case.
        sort: "name", "params", "macs" or "size" (of the paper's images), the smallest first; or "top1", the most
            accurate first and those without a published accuracy last. Equals are in the order of their names.

    Raises:
        KerasarchError: no such order; the nearest is named.
    """
    order = ORDERS[one_of("sort", sort, ORDERS)]
    names = sorted(fnmatch.filter(papers.registry(), pattern.lower()))
    return sorted(names, key=lambda name: order(papers.find(name)))


@dataclass(frozen=True)
class Network:
    """An architecture as a user's arguments change it, in three tables, the first and the last perhaps empty."""

    architecture: Architecture
    preprocessing: Table
    features: Table
    top: Table

    @property
    def table(self) -> Table:
        """From the image to the output."""
        return self.preprocessing + self.features + self.top

    @property
    def original(self) -> bool:
        """Whether the features are the paper's."""
        return self.features == self.architecture.table


def network(
    architecture: Architecture,
    *,
    include_top: bool = True,
    pooling: str | None = None,
    classes: int = 1000,
    classifier_activation: str | Callable[[Any], Any] | None = "softmax",
    width: float = 1.0,
    depth: float = 1.0,
    include_preprocessing: bool | None = None,
    dropout: float | None = None,
    stochastic_depth: float | None = None,
    se_ratio: float | None = None,
    auxiliary: bool = False,
    stem_stride: int | None = None,
    stem_pool: bool = True,
    **choices: Any,
) -> Network:
    """The network that the builders' arguments of the same names mean.

    Raises:
        KerasarchError: an argument outside its range, or one that this architecture has not; it is named.
    """
    for choice in choices:
        check_argument(architecture.name, choice, arguments_of(architecture))
    of_head = {name: choices.pop(name) for name in choices_of(architecture.head) if name in choices} if choices else {}
    if of_head and not include_top:
        raise KerasarchError(f"{min(of_head)} is in the top, which include_top=False leaves out")
    one_of("include_preprocessing", include_preprocessing, (True, False, None))
    if include_preprocessing is None:
        include_preprocessing = architecture.include_preprocessing

    features = architecture.table
    if one_of("auxiliary", auxiliary, (True, False)):
        features = _with_auxiliary(architecture, include_top, classes, classifier_activation)
    if choices and architecture.vary:
        features = architecture.vary(features, **choices)
    features = low_resolution(features, stem_stride, stem_pool)
    features = scale(features, width, depth, architecture.count)
    if se_ratio is not None:
        number("se_ratio", se_ratio, least=1)
        features = squeeze_excite(features, se_ratio)
    if stochastic_depth is not None:
        features = drop_branches(features, stochastic_depth)
    return Network(
        architecture,
        architecture.preprocessing if include_preprocessing else (),
        features,
        _top(architecture, include_top, pooling, classes, classifier_activation, dropout, of_head),
    )


def choices_of(function: Callable[..., Table] | None) -> dict[str, inspect.Parameter]:
    """What the keyword-only parameters of a record's `vary` or `head` let a user choose."""
    parameters = inspect.signature(function, eval_str=True).parameters if function else {}
    return {name: parameter for name, parameter in parameters.items() if parameter.kind is parameter.KEYWORD_ONLY}


def changed(architecture: Architecture, arguments: dict[str, Any]) -> dict[str, Any]:
    """Those of `arguments` that are not the paper's network."""
    paper = dict(network.__kwdefaults__ or {})
    for of in (architecture.vary, architecture.head):
        paper |= {name: choice.default for name, choice in choices_of(of).items()}
    return {name: value for name, value in arguments.items() if value != paper[name]}


def check_argument(of: str, name: str, allowed: Iterable[str]) -> None:
    """Refuse an argument that is none of those allowed; the nearest is named, or ours for keras.applications'."""
    if name == "alpha":
        raise KerasarchError("alpha, the width of keras.applications' MobileNets, is width here: pass width=")
    one_of(f"an argument of {of}", name, allowed)


def arguments_of(architecture: Architecture) -> list[str]:
    """The names that `network` takes for this architecture."""
    return [*(network.__kwdefaults__ or {}), *choices_of(architecture.vary), *choices_of(architecture.head)]


def _with_auxiliary(architecture: Architecture, include_top: bool, classes: int, activation: Any) -> Table:
    if architecture.auxiliary is None:
        those = ", ".join(sorted(name for name, record in papers.registry().items() if record.auxiliary))
        raise KerasarchError(f"{architecture.name} has no auxiliary classifiers; {those} have")
    if not include_top:
        raise KerasarchError("auxiliary=True adds classifiers, which include_top=False leaves out")
    return architecture.auxiliary(whole("classes", classes), activation)


def _top(
    architecture: Architecture,
    include_top: bool,
    pooling: str | None,
    classes: int,
    activation: str | Callable[[Any], Any] | None,
    dropout: float | None,
    choices: dict[str, Any],
) -> Table:
    one_of("include_top", include_top, (True, False))
    whole("classes", classes)
    one_of("pooling", pooling, (None, "avg", "max"))
    if dropout is not None:
        number("dropout", dropout, least=0, below=1)
    if include_top and pooling is not None:
        raise KerasarchError(f"pooling is for include_top=False, as the top pools by itself; got pooling={pooling!r}")
    if not include_top and dropout:
        raise KerasarchError(f"dropout is in the top, which include_top=False leaves out; got dropout={dropout!r}")
    if not callable(activation):
        one_of("classifier_activation", activation, (None, *ACTIVATIONS))
    if include_top:
        rate = architecture.dropout if dropout is None else float(dropout)
        return architecture.head(int(classes), activation, rate, **choices)
    return (GlobalPool(pooling, name=f"{pooling}_pool"),) if pooling else ()


def check_shape(network: Network, shape: Any) -> tuple[tuple[int | None, ...], costs.Cost]:
    """`shape`, (height, width, channels) with None for a side that is free, as a tuple, if `network` can take it; and
    what it costs there, a free side as large as the paper's.

    The smallest image is keras.applications' where the features are the paper's; else it is the smallest at which no
    feature map is empty.

    Raises:
        KerasarchError: a shape that is none, or is too small (the smallest is named), or that patches do not fill, or
            of channels that the preprocessing in the network does not know.
    """
    architecture, table = network.architecture, network.table
    given = tuple(shape) if isinstance(shape, tuple | list) else ()
    if len(given) != 3:
        raise KerasarchError(f"input_shape must be (height, width, channels); got {shape!r}")
    for size in given[:2]:
        if size is not None:
            whole("input_shape's height and width", size)
    whole("input_shape's channels", given[2])
    if (wanted := channels_of(network.preprocessing)) not in (None, given[2]):
        raise KerasarchError(
            f"include_preprocessing=True is for images of {wanted} channels in {architecture.name}; "
            f"got {given[2]}{channels_first(given)}"
        )
    smallest = architecture.smallest if network.original else None
    reason = "keras.applications' own limit for the paper's network" if smallest else "the least with no empty map"
    try:
        bill = costs.cost(table, tuple(architecture.size if size is None else int(size) for size in given))
    except ArchitectureError:
        smallest = smallest or smallest_size(table, int(given[2]))
        if all(size is None or size >= smallest for size in given[:2]):
            raise
    if smallest and any(size is not None and size < smallest for size in given[:2]):
        raise KerasarchError(
            f"input_shape must be at least {smallest}x{smallest} for this {architecture.name}; "
            f"got {given[0]}x{given[1]} ({reason}){channels_first(given)}"
        )
    if patch := patch_size(table):
        for size in given[:2]:
            if size is not None and size % patch:
                below = int(size) // patch * patch
                raise KerasarchError(
                    f"{architecture.name} cuts images into patches of {patch}x{patch}: input_shape's height and width "
                    f"must be multiples of {patch}; got {size}; the nearest are {below} and {below + patch}"
                )
    return tuple(size if size is None else int(size) for size in given), bill


def smallest_size(table: Table, channels: int = 3, limit: int = 1024) -> int:
    """The smallest square image that leaves no feature map of `table` empty."""
    error: KerasarchError | None = None
    for size in range(1, limit):
        try:
            costs.cost(table, (size, size, channels))
        except ArchitectureError as too_small:
            error = too_small
        else:
            return size
    raise error or ArchitectureError("no size fits")


def cost(
    network: str | Table | Plan, input_shape: tuple[int, int, int] | None = None, classes: int = 1000, **arguments: Any
) -> costs.Cost:
    """What a network costs for one image, without building it: thousands a second.

    Args:
        network: an architecture's name, or a table or plan of your own.
        input_shape: (height, width, channels); None is the paper's, which a table of your own does not have.
        classes: of the top. With a table or plan of your own, neither it nor `arguments` is used, so they are refused.
        arguments: `width`, `depth`, `include_top`, `pooling`, ... as the builders take them.

    Returns:
        `.shape`, `.params`, `.trainable`, `.macs`, `.activation_bytes`; see `kerasarch.readers.cost.Cost`.

    Raises:
        KerasarchError: a name, an argument or a shape that no network can have.
    """
    if isinstance(network, str):
        return _known(network, input_shape, classes=classes, **arguments)[2]
    if not isinstance(network, tuple | Plan):
        raise KerasarchError(f"network must be an architecture's name, a table or a plan; got {network!r}")
    if arguments or classes != 1000:
        raise KerasarchError(f"a table of your own takes no {', '.join(arguments) or 'classes'}: rewrite it instead")
    if input_shape is None:
        raise KerasarchError("a table of your own has no size: pass input_shape=(height, width, channels)")
    return costs.cost(network, input_shape)


def describe(
    name: str, input_shape: tuple[int, int, int] | None = None, classes: int = 1000, **arguments: Any
) -> Description:
    """The rows of a network, with shapes and costs, for people to read: `print(kerasarch.describe("xception"))`.

    `kerasarch.describe("xception").plot("xception.svg")` draws them as a figure (`pip install 'kerasarch[plot]'`).
    Takes what `cost` takes, and raises what it raises.
    """
    known, shape, _ = _known(name, input_shape, classes=classes, **arguments)
    title = f"{known.architecture.title}, {known.architecture.paper}"
    if changes := changed(known.architecture, {**arguments, "classes": classes}):
        title += f", with {', '.join(f'{name}={value!r}' for name, value in changes.items())}"
    return describe_plan(title, unroll(known.table), shape)


def _known(name: str, input_shape: Any, **arguments: Any) -> tuple[Network, tuple[int, ...], costs.Cost]:
    known = network(papers.find(name), **arguments)
    size = known.architecture.size
    shape, bill = check_shape(known, (size, size, 3) if input_shape is None else input_shape)
    if None in shape:
        raise KerasarchError(f"input_shape must be all numbers to be counted; got {shape}")
    return known, shape, bill  # type: ignore[return-value]
