"""A split that keeps the share of every class, and is the same for the same seed."""

from __future__ import annotations

from typing import Any

import numpy as np

from kerasarch.errors import DataError, number, whole


def stratified(labels: Any, classes: tuple[str, ...], validation: float, test: float, seed: int) -> dict[str, Any]:
    """The sorted indices of "train", "validation" and "test": of each class, at least one image in each.

    Raises:
        DataError: shares outside 0 to 1, or that leave nothing to train on; a class with too few images.
    """
    number("data.validation", validation, above=0, below=1, error=DataError)
    number("data.test", test, above=0, below=1 - validation, error=DataError)
    whole("data.seed", seed, least=0, error=DataError)
    labels = np.asarray(labels)
    random = np.random.default_rng(seed)
    parts: dict[str, list[Any]] = {"train": [], "validation": [], "test": []}
    for label, name in enumerate(classes):
        indices = random.permutation(np.flatnonzero(labels == label))
        held = [max(1, round(len(indices) * share)) for share in (validation, test)]
        if len(indices) <= sum(held):
            raise DataError(
                f"class {name!r} has {len(indices)} images, too few to train on, choose by and test with: "
                "each class needs at least 3"
            )
        chosen = np.split(indices, [held[0], sum(held)])
        for part, which in zip(("validation", "test", "train"), chosen, strict=True):
            parts[part].append(which)
    return {part: np.sort(np.concatenate(which)) for part, which in parts.items()}
