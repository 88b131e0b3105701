"""Which layer each operation of a file comes from: those that stay in float, and what each loses by quantization."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any

import numpy as np

from kerasarch.errors import ExportError, nearest
from kerasarch.export.tensors import Node, Tensors

Array = Any
IMAGES = 16  # that losses are measured on
REMEDY = (
    "what helps: --exclude LAYER (exclude) keeps a layer in float, --quantize int16, of TFLite files, has 16 bits "
    "between the layers; an Edge TPU takes neither"
)


def float_file(place: Path) -> Path:
    """Where a writer of an integer file leaves the float file that it was made of."""
    return place.with_name(f"float_{place.name}")


def kept_in_float(file: Tensors, model: Any, exclude: Collection[str]) -> list[Node]:
    """The operations of a float file that are the work of these layers of its model.

    Raises:
        ExportError: a name that is of no layer, or of one that has no operation of its own.
    """
    owners = _owners(file, model)
    known = sorted({layer for layers in owners.values() for layer in layers})
    for name in exclude:
        if name not in known:
            raise ExportError(
                "exclude takes names of layers with operations of their own, one each; "
                f"{name!r} is none{nearest(name, known)}"
            )
    return [node for node, layers in owners.items() if set(layers) & set(exclude)]


def losses(plain: Tensors, made: Tensors, inputs: list[Array], model: Any) -> list[dict[str, Any]]:
    """What each operation loses by quantization, the most first: its layer, its kind, the centred signal-to-noise ratio
    of what comes out of it in decibels, and the noise that it adds, as a share of the signal's power.

    Args:
        plain: the float file.
        made: the same quantized.
        inputs: what both are run on, as the float file takes it.
        model: the Keras model that they were made of.

    Raises:
        ExportError: there is nothing to run them on.
    """
    if not inputs:
        raise ExportError("debug_layers needs at least as many images as the file takes at once")
    noise = _noise(plain, made, inputs)
    rows = []
    for node, layers in _owners(plain, model).items():
        out = node.outputs[0]
        if out in noise:
            before = max((noise[name] for name in node.inputs if name in noise), default=0.0)
            sqnr = round(-10 * float(np.log10(max(noise[out], 1e-12))), 1)
            added = float(f"{noise[out] - before:.3g}")
            rows.append({"layer": layers[0], "operation": node.kind, "sqnr_db": sqnr, "added_noise": added})
    return sorted(rows, key=lambda row: -row["added_noise"])


def printed(rows: list[dict[str, Any]], most: int = 15) -> Any:
    """The first of what `losses` found, as a table for the terminal."""
    from rich.table import Table

    table = Table(title="What layers lose by quantization, those first that add most noise", title_justify="left")
    table.add_column("layer", overflow="fold")
    table.add_column("operation")
    table.add_column("SQNR, dB", justify="right")
    table.add_column("noise added", justify="right")
    for row in rows[:most]:
        table.add_row(row["layer"], row["operation"], f"{row['sqnr_db']:.1f}", f"{row['added_noise']:.2%}")
    return table


def worst(rows: list[dict[str, Any]], most: int = 3) -> str:
    """The first of what `losses` found with what helps, to go behind a fault; of nothing, nothing."""
    found = ", ".join(f"{row['layer']} ({row['operation']}, {row['sqnr_db']:.1f} dB)" for row in rows[:most])
    return f"; most is lost by {found}; {REMEDY}" if rows else ""


def _noise(plain: Tensors, made: Tensors, inputs: list[Array]) -> dict[str, float]:
    """Power of the difference between the two files by tensor, over that of the signal, whose mean is taken off."""
    sums: dict[str, list[Array]] = {}
    for one in inputs:
        found = made.run(one)
        for name, value in plain.run(one).items():
            if name in found and found[name].shape == value.shape and value.size % len(one) == 0:
                x, y = (values.astype("float64").reshape(len(one), -1) for values in (value, found[name]))
                now = [x.sum(axis=0), (x**2).sum(axis=0), ((y - x) ** 2).sum()]
                sums[name] = [a + b for a, b in zip(sums[name], now, strict=True)] if name in sums else now
    images = sum(map(len, inputs))
    signals = {name: float((squares - x**2 / images).sum()) for name, (x, squares, _) in sums.items()}
    return {name: float(sums[name][2]) / signal for name, signal in signals.items() if signal > 0}


def _owners(file: Tensors, model: Any) -> dict[Node, tuple[str, ...]]:
    """The layers that each operation is the work of, those with weights first; its own name where it is of none. What
    tells it is the name of what it makes, or, where a converter gave that one of its own, those of its constants; the
    file's last tensor is of the model's last layer."""
    weighty = {layer.name: bool(layer.weights) for layer in _layers(model)}
    found = {}
    for node in file.nodes:
        outputs, constants = (
            {layer for name in names for layer in _named(name, weighty)} for names in (node.outputs, node.constants)
        )
        layers = outputs or constants
        found[node] = tuple(sorted(layers, key=lambda layer: (not weighty[layer], layer))) or node.outputs[:1]
    last = file.nodes[-1]
    if found[last] == last.outputs[:1]:
        found[last] = (model.output_names[0],)
    return found


def _named(tensor: str, layers: Collection[str]) -> Iterator[str]:
    """The layers in a tensor's name, where TensorFlow writes them, with a number behind each."""
    for part in re.split("[/;]", tensor):
        plain = re.sub(r"_\d+$", "", part)
        if plain in layers or part in layers:
            yield plain if plain in layers else part


def _layers(model: Any) -> Iterator[Any]:
    for layer in model.layers:
        inner = getattr(layer, "layers", None)
        if inner:
            yield from _layers(layer)
        else:
            yield layer
