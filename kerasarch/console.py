"""Lines and tables for people."""

from __future__ import annotations

import sys
from typing import Any


def say(line: str) -> None:
    """A line on the terminal, at once."""
    print(line, flush=True)


def show(table: Any) -> None:
    """A rich table, as wide as the terminal, or 120 characters where there is none."""
    from rich.console import Console

    Console(width=None if sys.stdout.isatty() else 120).print(table)
