"""Names that are imported when they are first used, so that what is light stays light."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Callable
from typing import Any


def lazy(package: str, homes: dict[str, str]) -> Callable[[str], Any]:
    """A module's `__getattr__` (PEP 562): `homes` says in which module of `package` each name is; "" is a module."""

    def find(name: str) -> Any:
        if name not in homes:
            from kerasarch.errors import nearest

            raise AttributeError(f"module {package!r} has no attribute {name!r}{nearest(name, homes)}")
        if not homes[name]:
            return importlib.import_module(f"{package}.{name}")
        value = getattr(importlib.import_module(f"{package}.{homes[name]}"), name)
        setattr(sys.modules[package], name, value)
        return value

    return find
