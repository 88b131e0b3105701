"""Weights from a file, or from where they are published, into a model."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import Any

import h5py
import keras

from kerasarch.errors import WeightsError
from kerasarch.files import expanded
from kerasarch.weights.catalogue import IMAGENET
from kerasarch.weights.places import Shape, assign, by_order

CACHE: str | None = None  # where fetched files stay; None is Keras's own folder (KERAS_HOME, else ~/.keras)


def fetch(
    name: str,
    include_top: bool,
    width: float = 1.0,
    height: int | None = None,
    breadth: int | None = None,
) -> Path:
    """The published ImageNet file of an architecture, from Keras's cache or, once, from the network.

    Args:
        name: of the architecture.
        include_top: whether the file has the classifier.
        width: of the network, one of those published.
        height, breadth: of its images, as there may be weights for several sizes.

    Raises:
        WeightsError: it cannot be fetched, or is not what was published.
    """
    published = IMAGENET[name]
    file, md5 = published.file(include_top, width, height, breadth)
    url = f"{published.folder}/{file}"
    try:
        return Path(keras.utils.get_file(file, url, cache_dir=CACHE, cache_subdir="models", file_hash=md5))
    except ValueError as failure:  # of get_file: the hash
        raise WeightsError(
            f"weights='imagenet': what {url} gave is not the published file ({_first_line(failure)})"
        ) from failure
    except Exception as failure:  # get_file raises a bare Exception when the network fails
        raise WeightsError(
            f"weights='imagenet' is {url}, which could not be fetched ({_first_line(failure)}); "
            "without a network pass weights=None, or the path of a file that you have"
        ) from failure


def load_published(
    model: Any,
    name: str,
    include_top: bool,
    width: float,
    shape: tuple[int | None, ...],
    new: Collection[str] = (),
) -> None:
    """Load the ImageNet weights of architecture `name` for images of `shape` into `model`.

    `new` are the names of layers that the file has no weights for. Raises what `fetch` does.
    """
    load(model, fetch(name, include_top, width, *shape[:2]), new)
    if deviation := IMAGENET[name].deviation:
        # Keras has a layer more with these weights than without: (x - mean) / sqrt(variance) / sqrt(deviation).
        # Ours is the same with or without them, so the factor goes into the variance.
        normalisation = model.get_layer("normalization")
        variance = normalisation.weights[1]
        variance.assign(keras.ops.multiply(variance, keras.ops.convert_to_tensor(deviation, variance.dtype)))
        normalisation.finalize_state()


def load(model: Any, weights: str | Path, new: Collection[str] = ()) -> None:
    """Load a `.weights.h5` file, or a legacy `.h5` file by the order of its layers, into `model`.

    `new` are the names of layers that a legacy file has no weights for; they keep theirs.

    Raises:
        WeightsError: there is no such file, it is of another kind or damaged, or it belongs to another network.
    """
    path = expanded(weights)
    if not path.exists():
        raise WeightsError(f"weights: there is no file {path.absolute()}")
    if not path.is_file() or path.suffix != ".h5":
        raise WeightsError(f"weights must name a .weights.h5 or a legacy .h5 file; got {path.absolute()}")
    layers = [layer for layer in model.layers if layer.weights and layer.name not in new]
    try:
        with h5py.File(path) as file:
            whole = "layer_names" not in file.attrs and "model_weights" in file
            root = _inside(path, file, "model_weights", h5py.Group) if whole else file
            if "layer_names" in root.attrs:
                _load_legacy(path, root, model, layers)
                return
            found = _by_name(file)
    except (OSError, KeyError) as damage:
        raise WeightsError(
            f"weights: {path} is no HDF5 file of Keras's, or is damaged ({_first_line(damage)})"
        ) from damage
    _check_shapes(path, model, layers, found)
    try:
        model.load_weights(path)
    except (ValueError, OSError, KeyError) as failure:
        raise WeightsError(f"weights: {path} does not fit {model.name} ({_first_line(failure)})") from failure


def _load_legacy(path: Path, root: Any, model: Any, layers: list[Any]) -> None:
    groups = [_tensors(path, root, _text(name)) for name in root.attrs["layer_names"]]
    groups = [group for group in groups if group]
    tensors = {name: tensor for group in groups for name, tensor in group.items()}
    try:
        places = by_order([{name: tensor.shape for name, tensor in group.items()} for group in groups], layers)
    except WeightsError as misfit:
        _check_shapes(path, model, layers, [tensor.shape for tensor in tensors.values()])
        raise WeightsError(f"weights: {path} does not fit {model.name} ({misfit})") from misfit
    assign(layers, places, tensors)


def _tensors(path: Path, root: Any, layer: str) -> dict[str, Any]:
    """The weights of a layer of a legacy file, unread, by their names in the file."""
    names = [f"{layer}/{_text(name)}" for name in _inside(path, root, layer, h5py.Group).attrs["weight_names"]]
    tensors = {name: _inside(path, root, name, h5py.Dataset) for name in names}
    for name, tensor in tensors.items():
        if tensor.external or tensor.is_virtual or tensor.dtype.kind not in "fiu":
            raise WeightsError(f"weights: {path} has no numbers of its own for {name}")
    return tensors


def _inside(path: Path, root: Any, name: str, kind: type) -> Any:
    """What the file itself holds as `name`: what it links to could be anything on the machine."""
    item = root
    for part in name.split("/"):
        if not isinstance(item, h5py.Group):
            raise KeyError(f"{name} is in no group")
        if isinstance(item.get(part, getlink=True), h5py.ExternalLink | h5py.SoftLink):
            raise WeightsError(f"weights: {path} has only a link for {name}")
        item = item[part]
    if not isinstance(item, kind):
        raise KeyError(f"{name} is no {kind.__name__.lower()}")
    return item


def _by_name(file: Any) -> list[Shape]:
    found: list[Shape] = []

    def visit(name: str, item: Any) -> None:
        if isinstance(item, h5py.Dataset) and not name.startswith("optimizer/"):
            found.append(tuple(item.shape))

    file.visititems(visit)
    return found


def _text(name: bytes | str) -> str:
    return name.decode() if isinstance(name, bytes) else name


def _check_shapes(path: Path, model: Any, layers: list[Any], found: list[Shape]) -> None:
    """Refuse a file whose tensors, in whatever order, are not those of the model's `layers`; name five of each side."""
    wanted = [tuple(variable.shape) for layer in layers for variable in layer.weights]
    if sorted(found) == sorted(wanted):
        return
    extra, missing = list(found), list(wanted)
    for shape in wanted:
        if shape in extra:
            extra.remove(shape)
            missing.remove(shape)
    raise WeightsError(
        f"weights: {path} belongs to another network than {model.name}: "
        f"the file holds {len(found)} tensors, the model {len(wanted)}; only in the file: "
        f"{', '.join(map(str, extra[:5])) or 'none'}; only in the model: {', '.join(map(str, missing[:5])) or 'none'}"
        + _guess(layers, extra, missing)
    )


def _guess(layers: list[Any], extra: list[Shape], missing: list[Shape]) -> str:
    """What may have been said otherwise when the file was written; `layers` are the model's."""
    if len(extra) != len(missing):
        return "; another depth, another architecture, or with and without the top?"
    differ = [layer for layer in layers if any(tuple(variable.shape) in missing for variable in layer.weights)]
    if differ == layers[-1:]:
        return f"; its {differ[0].name} has {extra[0][-1]} classes: pass classes={extra[0][-1]}"
    return f"; {differ[0].name} is the first layer that differs: pass the width= of the file"


def _first_line(failure: BaseException) -> str:
    return str(failure).strip().split("\n")[0] or type(failure).__name__
