"""Search: width, depth, resolution and whatever else a recipe says, under a budget.

A candidate over the budget is never built, never trained and never counted: its costs come from the table.
"""

from kerasarch.lazy import lazy

_HOMES = {
    "Budget": "budget",
    "Space": "space",
    "Candidates": "candidates",
    "Plan": "plan",
    "read_search": "plan",
    "preview": "searching",
    "search": "searching",
    "resume_search": "searching",
    "Result": "result",
    "fit_compound": "compound",
    "ScalingHyperModel": "hypermodel",
    "budgeted": "oracles",
    "GridOracle": "oracles",
}
__all__ = sorted(_HOMES)
__getattr__ = lazy(__name__, _HOMES)


def __dir__() -> list[str]:
    return __all__
