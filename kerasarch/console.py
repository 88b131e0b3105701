"""Lines and tables for people, and the values that they type."""

from __future__ import annotations

import sys
from argparse import ArgumentTypeError
from typing import Any


def say(line: str) -> None:
    """A line on the terminal, at once."""
    print(line, flush=True)


def show(table: Any) -> None:
    """A rich table, as wide as the terminal, or 200 characters where there is none."""
    from rich.console import Console

    Console(width=None if sys.stdout.isatty() else 200).print(table)


def size(text: str) -> tuple[int, int]:
    """(height, width) of "299" or "224x320"."""
    sides = text.lower().split("x")
    if len(sides) > 2 or not all(side.isdigit() for side in sides):
        raise ArgumentTypeError(f"a size is written 299 or 224x320, not {text!r}")
    return int(sides[0]), int(sides[-1])


def numbers(text: str) -> tuple[int, ...]:
    """Those of "1" or "1,8"."""
    given = text.split(",")
    if not all(number.isdigit() for number in given):
        raise ArgumentTypeError(f"numbers are written 1 or 1,8, not {text!r}")
    return tuple(map(int, given))
