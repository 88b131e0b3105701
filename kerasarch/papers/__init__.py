"""The architectures, one file of tables a paper, and the registry that finds them. No Keras."""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache

from kerasarch.errors import ArchitectureError, nearest
from kerasarch.papers.architecture import Architecture


@cache
def registry() -> dict[str, Architecture]:
    """Every architecture by name: the `ARCHITECTURES` of each module beside this one."""
    found: dict[str, Architecture] = {}
    for module in pkgutil.iter_modules(__path__):
        for architecture in getattr(importlib.import_module(f"{__name__}.{module.name}"), "ARCHITECTURES", ()):
            register(architecture, found)
    return found


def register(architecture: Architecture, into: dict[str, Architecture] | None = None) -> None:
    """Add a record, of this package or of yours. A name that is taken already is refused."""
    known = registry() if into is None else into
    if architecture.name in known:
        raise ArchitectureError(f"there is an architecture {architecture.name!r} already")
    known[architecture.name] = architecture


def find(name: object) -> Architecture:
    """The record of `name` ("xception"); its builder's name ("Xception") is understood too."""
    if isinstance(name, str) and name in registry():
        return registry()[name]
    for architecture in registry().values():
        if name == architecture.title:
            return architecture
    hint = nearest(name, registry()) or f"; there are {', '.join(sorted(registry()))}"
    raise ArchitectureError(f"no architecture is named {name!r}{hint}")
