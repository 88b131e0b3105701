"""Weights from a file, or from where they are published, into a model."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import h5py
import keras

from kerasarch.errors import WeightsError
from kerasarch.files import expanded
from kerasarch.weights.catalogue import IMAGENET

CACHE: str | None = None  # where fetched files stay; None is Keras's own folder (KERAS_HOME, else ~/.keras)

Shapes = list[tuple[int, ...]]


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


def load_published(model: Any, name: str, include_top: bool, width: float, shape: tuple[int | None, ...]) -> None:
    """Load the ImageNet weights of architecture `name` for images of `shape` into `model`; raises what `fetch` does."""
    load(model, fetch(name, include_top, width, *shape[:2]))
    if deviation := IMAGENET[name].deviation:
        # Keras has a layer more with these weights than without: (x - mean) / sqrt(variance) / sqrt(deviation).
        # Ours is the same with or without them, so the factor goes into the variance.
        normalisation = model.get_layer("normalization")
        variance = normalisation.weights[1]
        variance.assign(keras.ops.multiply(variance, keras.ops.convert_to_tensor(deviation, variance.dtype)))
        normalisation.finalize_state()


def load(model: Any, weights: str | Path) -> None:
    """Load a `.weights.h5` file, or a legacy `.h5` file by the order of its layers, into `model`.

    Raises:
        WeightsError: there is no such file, it is of another kind or damaged, or it belongs to another network.
    """
    path = expanded(weights)
    if not path.exists():
        raise WeightsError(f"weights: there is no file {path.absolute()}")
    if not path.is_file() or path.suffix != ".h5":
        raise WeightsError(f"weights must name a .weights.h5 or a legacy .h5 file; got {path.absolute()}")
    try:
        with h5py.File(path) as file:
            found = _by_order(file) if "layer_names" in _legacy_root(file).attrs else _by_name(file)
    except (OSError, KeyError) as damage:
        raise WeightsError(
            f"weights: {path} is no HDF5 file of Keras's, or is damaged ({_first_line(damage)})"
        ) from damage
    wanted = [tuple(v.shape) for layer in model.layers for v in layer.weights]
    if sorted(found) != sorted(wanted):
        raise WeightsError(
            f"weights: {path} belongs to another network than {model.name}: {_difference(found, wanted)}"
        )
    try:
        model.load_weights(path)
    except (ValueError, OSError, KeyError) as failure:
        raise WeightsError(f"weights: {path} does not fit {model.name} ({_first_line(failure)})") from failure


def _legacy_root(file: Any) -> Any:
    return file["model_weights"] if "layer_names" not in file.attrs and "model_weights" in file else file


def _by_order(file: Any) -> Shapes:
    root = _legacy_root(file)
    layers = [root[_text(name)] for name in root.attrs["layer_names"]]
    return [tuple(layer[_text(name)].shape) for layer in layers for name in layer.attrs["weight_names"]]


def _by_name(file: Any) -> Shapes:
    found: Shapes = []

    def visit(name: str, item: Any) -> None:
        if isinstance(item, h5py.Dataset) and not name.startswith("optimizer/"):
            found.append(tuple(item.shape))

    file.visititems(visit)
    return found


def _text(name: bytes | str) -> str:
    return name.decode() if isinstance(name, bytes) else name


def _difference(found: Shapes, wanted: Shapes) -> str:
    """Five tensors of each side that the other has not."""
    extra, missing = list(found), list(wanted)
    for shape in wanted:
        if shape in extra:
            extra.remove(shape)
            missing.remove(shape)
    return (
        f"the file holds {len(found)} tensors, the model {len(wanted)}; only in the file: "
        f"{', '.join(map(str, extra[:5])) or 'none'}; only in the model: {', '.join(map(str, missing[:5])) or 'none'}"
    )


def _first_line(failure: BaseException) -> str:
    return str(failure).strip().split("\n")[0] or type(failure).__name__
