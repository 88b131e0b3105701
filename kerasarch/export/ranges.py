"""The range of values that each tensor gets in a quantized file, found on calibration images."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Any

import numpy as np

from kerasarch.export.proof import centred_sqnr
from kerasarch.export.tensors import Tensors

Array = Any
Range = tuple[float, float]
BINS = 2048
PERCENTILE = 99.99  # of a tensor's values that keep theirs
STEPS = np.linspace(1.0, 0.1, 91)  # of a range, that are tried


def ranges(file: Tensors, inputs: list[Array], methods: Collection[str], bits: int) -> dict[str, dict[str, Range]]:
    """By method, in their order, the (lowest, highest) value of each tensor of a float file.

    Args:
        file: the float file.
        inputs: what it is run on, each as it takes it.
        methods: "minmax": all that was seen; "percentile": all but the outermost values; "mse": where the mean squared
            error of quantization is least, outliers clipped.
        bits: of the quantized values.
    """
    extremes: dict[str, Range] = {}
    for one in inputs:
        for name, values in file.run(one).items():
            low, high = extremes.get(name, (0.0, 0.0))  # zero must be a value: it pads
            extremes[name] = min(low, float(values.min())), max(high, float(values.max()))
    found = {"minmax": extremes}
    if set(methods) <= found.keys():
        return found
    counts = {name: np.zeros(BINS) for name in extremes}
    for one in inputs:
        for name, values in file.run(one).items():
            counts[name] += _counted(values, extremes[name])
    for method in FROM_COUNTS.keys() & set(methods):
        found[method] = {name: FROM_COUNTS[method](counts[name], extremes[name], 2**bits - 1) for name in extremes}
    return {method: found[method] for method in methods}


def nearest(plain: Any, made: dict[str, Any], logits: Callable[[Any, list[Array]], Array], inputs: list[Array]) -> str:
    """The method whose quantized file is nearest to the float file, by the centred signal-to-noise ratio of the logits;
    of equals the first.

    Args:
        plain: the float file.
        made: a quantized file by method.
        logits: those of such a file; `Tensors.logits`.
        inputs: what they are run on, as the float file takes it.
    """
    if len(made) == 1:
        return next(iter(made))
    reference = logits(plain, inputs)
    return max(made, key=lambda method: centred_sqnr(reference, logits(made[method], inputs)))


def _counted(values: Array, extremes: Range) -> Array:
    low, high = extremes
    if high <= low:
        return 0
    places = ((values.ravel() - np.float32(low)) * np.float32(BINS / (high - low))).astype(np.int32)
    return np.bincount(np.minimum(places, BINS - 1), minlength=BINS)


def _percentile(counts: Array, extremes: Range, levels: int) -> Range:
    if not counts.any():
        return extremes
    edges = np.linspace(*extremes, BINS + 1)
    shares = np.cumsum(counts) / counts.sum()
    outside = (1 - PERCENTILE / 100) / 2
    low = edges[np.searchsorted(shares, outside, side="right")]
    high = edges[np.searchsorted(shares, 1 - outside) + 1]
    return min(0.0, float(low)), max(0.0, float(high))


def _least_squares(counts: Array, extremes: Range, levels: int) -> Range:
    """Both ends are drawn in, one after the other, twice: they depend on each other little."""
    edges = np.linspace(*extremes, BINS + 1)
    filled = counts > 0
    values, weights = (edges[1:] + edges[:-1])[filled] / 2, counts[filled]

    def error(low: float, high: float) -> float:
        clipped = np.maximum(np.maximum(low - values, values - high), 0)
        rounded = np.where(clipped > 0, 0, ((high - low) / levels) ** 2 / 12)
        return float(weights @ (clipped**2 + rounded))

    low, high = extremes
    for _ in range(2 if filled.any() else 0):
        high = min((extremes[1] * step for step in STEPS), key=lambda end: error(low, end))
        low = min((extremes[0] * step for step in STEPS), key=lambda end: error(end, high))
    return float(low), float(high)


FROM_COUNTS: dict[str, Callable[[Array, Range, int], Range]] = {"percentile": _percentile, "mse": _least_squares}
