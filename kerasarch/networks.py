"""From an architecture's name and a user's arguments to a plan, and what is known of it unbuilt. No Keras."""

from __future__ import annotations

import fnmatch
from collections.abc import Callable
from typing import Any

from kerasarch import papers
from kerasarch.errors import ArchitectureError, KerasarchError, number, one_of, whole
from kerasarch.papers.architecture import Architecture
from kerasarch.plans import Plan, unroll
from kerasarch.readers import cost as costs
from kerasarch.readers.describe import Description, describe_plan
from kerasarch.rewrites.low_resolution import low_resolution
from kerasarch.rewrites.scale import scale
from kerasarch.rewrites.stochastic_depth import stochastic_depth as drop_branches
from kerasarch.steps import GlobalPool, Table

# Keras's, by the names that its layers take
ACTIVATIONS = (
    *("linear", "softmax", "sigmoid", "log_softmax", "relu", "relu6", "elu", "selu", "gelu", "silu", "swish", "tanh"),
    *("softplus", "softsign", "hard_sigmoid", "hard_silu", "hard_swish", "log_sigmoid", "leaky_relu", "mish", "celu"),
    *("exponential", "glu", "hard_shrink", "hard_tanh", "soft_shrink", "sparse_plus", "sparse_sigmoid", "sparsemax"),
    *("squareplus", "tanh_shrink", "threshold"),
)


def list_models(pattern: str = "*") -> list[str]:
    """The registry's names that match a shell pattern, sorted: `list_models("*inception*")`."""
    return sorted(fnmatch.filter(papers.registry(), pattern.lower()))


def table(
    architecture: Architecture,
    *,
    include_top: bool = True,
    pooling: str | None = None,
    classes: int = 1000,
    classifier_activation: str | Callable[[Any], Any] | None = "softmax",
    width: float = 1.0,
    depth: float = 1.0,
    dropout: float | None = None,
    include_preprocessing: bool | None = None,
    stochastic_depth: float | None = None,
    stem_stride: int | None = None,
    stem_pool: bool = True,
) -> Table:
    """The table that the builders' arguments of the same names mean, from the image to the output.

    None for one of those from `dropout` on is the paper's.

    Raises:
        KerasarchError: an argument outside its range; it is named.
    """
    one_of("include_top", include_top, (True, False))
    one_of("include_preprocessing", include_preprocessing, (True, False, None))
    whole("classes", classes)
    one_of("pooling", pooling, (None, "avg", "max"))
    if dropout is not None:
        number("dropout", dropout, least=0, below=1)
    if include_top and pooling is not None:
        raise KerasarchError(f"pooling is for include_top=False, as the top pools by itself; got pooling={pooling!r}")
    if not include_top and dropout:
        raise KerasarchError(f"dropout is in the top, which include_top=False leaves out; got dropout={dropout!r}")
    if not callable(classifier_activation):
        one_of("classifier_activation", classifier_activation, (None, *ACTIVATIONS))

    top: Table = ()
    if include_top:
        rate = architecture.dropout if dropout is None else float(dropout)
        top = architecture.head(int(classes), classifier_activation, rate)
    elif pooling:
        top = (GlobalPool(pooling, name=f"{pooling}_pool"),)
    if include_preprocessing is None:
        include_preprocessing = architecture.include_preprocessing
    preprocessing = architecture.preprocessing if include_preprocessing else ()
    features = scale(architecture.table, width, depth, architecture.count)
    if stochastic_depth is not None:
        features = drop_branches(features, stochastic_depth)
    features = low_resolution(features, stem_stride, stem_pool)
    return preprocessing + features + top


def check_shape(
    architecture: Architecture, network: Table, shape: Any, original: bool = True
) -> tuple[int | None, ...]:
    """`shape` as a tuple, if `network` can take it: (height, width, channels), the first two None where they are free.

    Args:
        original: whether the network has the paper's width, depth and stem, so that the smallest image is
            keras.applications'; else it is the smallest at which no feature map is empty.

    Raises:
        KerasarchError: a shape that is none, or is too small; the smallest is named.
    """
    given = tuple(shape) if isinstance(shape, tuple | list) else ()
    if len(given) != 3:
        raise KerasarchError(f"input_shape must be (height, width, channels); got {shape!r}")
    for size in given[:2]:
        if size is not None:
            whole("input_shape's height and width", size)
    whole("input_shape's channels", given[2])
    smallest = architecture.smallest if original else None
    try:
        # a free side is as large as it must be
        costs.cost(network, tuple(architecture.size if size is None else int(size) for size in given))
    except ArchitectureError:
        smallest = smallest or smallest_size(network, int(given[2]))
        if all(size is None or size >= smallest for size in given[:2]):
            raise
    if smallest and any(size is not None and size < smallest for size in given[:2]):
        raise KerasarchError(
            f"input_shape must be at least {smallest}x{smallest} for this {architecture.name}; "
            f"got {given[0]}x{given[1]}"
        )
    return tuple(size if size is None else int(size) for size in given)


def smallest_size(network: Table, channels: int = 3, limit: int = 1024) -> int:
    """The smallest square image that leaves no feature map of `network` empty."""
    error: KerasarchError | None = None
    for size in range(1, limit):
        try:
            costs.cost(network, (size, size, channels))
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
        _, known, shape = _known(network, input_shape, classes=classes, **arguments)
        return costs.cost(known, shape)
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

    Takes what `cost` takes, and raises what it raises.
    """
    architecture, network, shape = _known(name, input_shape, classes=classes, **arguments)
    return describe_plan(f"{architecture.title}, {architecture.paper}", unroll(network), shape)


def _known(name: str, input_shape: Any, **arguments: Any) -> tuple[Architecture, Table, tuple[int, ...]]:
    architecture = papers.find(name)
    allowed = table.__kwdefaults__ or {}
    for argument in arguments:
        one_of("an argument of a network", argument, allowed)
    network = table(architecture, **arguments)
    default = (architecture.size, architecture.size, 3)
    original = arguments.get("width", 1) == arguments.get("depth", 1) == 1
    original = original and arguments.get("stem_stride") is None and arguments.get("stem_pool", True)
    shape = check_shape(architecture, network, default if input_shape is None else input_shape, original)
    if None in shape:
        raise KerasarchError(f"input_shape must be all numbers to be counted; got {shape}")
    return architecture, network, shape  # type: ignore[return-value]
