"""Training: a recipe, a run folder, and going on where a run was stopped."""

from kerasarch.lazy import lazy

_HOMES = {
    "Recipe": "recipe",
    "read_recipe": "recipe",
    "Run": "run",
    "train": "fit",
    "resume": "fit",
    "compare": "comparison",
}
__all__ = sorted(_HOMES)
__getattr__ = lazy(__name__, _HOMES)


def __dir__() -> list[str]:
    return __all__
