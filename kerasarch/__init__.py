"""kerasarch: image classifiers from papers' tables, trained, searched and exported with proof.

Names are imported when they are first used, so `import kerasarch` loads neither Keras nor a backend.
"""

from __future__ import annotations

from typing import Any

from kerasarch.lazy import lazy

__version__ = "0.1.0"

_HOMES = {
    "KerasarchError": "errors",
    "build": "applications",
    "preprocess_input": "preprocessing",
    "decode_predictions": "preprocessing",
    "cost": "networks",
    "describe": "networks",
    "list_models": "networks",
    "load": "models",
    "save": "models",
    "fold": "rewritten",
    "deploy": "rewritten",
    "edge": "rewritten",
    "data": "",
    "training": "",
    "export": "",
    "search": "",
}


def _builders() -> dict[str, Any]:
    from kerasarch.papers import registry

    return {architecture.title: architecture for architecture in registry().values()}


def __getattr__(name: str) -> Any:
    if name not in _HOMES and name in (architectures := _builders()):
        from kerasarch.applications import builder

        value = globals()[name] = builder(architectures[name])
        return value
    return lazy(__name__, _HOMES | dict.fromkeys(_builders(), ""))(name)


def __dir__() -> list[str]:
    return sorted([*_HOMES, *_builders(), "__version__"])
