"""kerasarch: image classifiers from papers' tables, trained, searched and exported with proof.

Names are imported when they are first used, so `import kerasarch` loads neither Keras nor a backend.
"""

from __future__ import annotations

import importlib
from typing import Any

__version__ = "0.1.0"

_HOMES = {
    "KerasarchError": "errors",
    "build": "applications",
    "preprocess_input": "applications",
    "cost": "networks",
    "describe": "networks",
    "list_models": "networks",
    "load": "models",
    "save": "models",
}
_PARTS = ("data", "training", "export")


def __getattr__(name: str) -> Any:
    if name in _PARTS:
        return importlib.import_module(f"kerasarch.{name}")
    if name in _HOMES:
        value = getattr(importlib.import_module(f"kerasarch.{_HOMES[name]}"), name)
    elif name in (architectures := _builders()):
        value = importlib.import_module("kerasarch.applications").builder(architectures[name])
    else:
        from kerasarch.errors import nearest

        hint = nearest(name, [*_HOMES, *_PARTS, *architectures])
        raise AttributeError(f"module 'kerasarch' has no attribute {name!r}{hint}")
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted([*_HOMES, *_PARTS, *_builders(), "__version__"])


def _builders() -> dict[str, Any]:
    from kerasarch.papers import registry

    return {architecture.title: architecture for architecture in registry().values()}
