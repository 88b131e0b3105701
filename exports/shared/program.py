"""What every program here needs and Python alone gives: arguments, a file's metadata, names for its outputs."""

from __future__ import annotations

import argparse
import json
import math
import os
import platform
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

KNOWN = {"colours": "RGB", "crop": "centre crop to the aspect", "resize": "bilinear with antialias"}
PACKAGES = {"PIL": "pillow", "ai_edge_litert": "ai-edge-litert"}


class UserError(Exception):
    """Something that the user can mend; its text is a sentence for them."""


def run(main: Callable[[], None]) -> None:
    """Run a program: a mistake is one sentence and exit code 2."""
    try:
        main()
    except UserError as mistake:
        say(str(mistake))
    except ImportError as missing:
        name = (missing.name or "").split(".")[0]
        here = f"Python {platform.python_version()} on {platform.machine()}"
        say(f"{name} cannot be imported by {here} ({missing}); install it with: pip install {PACKAGES.get(name, name)}")
    else:
        return
    sys.exit(2)


def say(sentence: str) -> None:
    """A line on standard error."""
    print(f"{Path(sys.argv[0]).name}: {' '.join(sentence.split())}", file=sys.stderr)


def arguments(description: str, model: str) -> argparse.ArgumentParser:
    """The arguments that every program takes; `model` describes the first."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("model", metavar="MODEL", type=Path, help=model)
    parser.add_argument("images", metavar="IMAGE", nargs="+", type=Path, help="a JPEG, PNG, BMP or GIF file")
    parser.add_argument("--top", metavar="N", type=at_least_one, default=5, help="how many classes to name (5)")
    return parser


def for_litert(description: str) -> argparse.ArgumentParser:
    """The arguments of a program that runs TFLite files."""
    parser = arguments(description, "a .tflite file that kerasarch exported")
    parser.add_argument(
        "--threads", metavar="N", type=at_least_one, default=os.cpu_count() or 1, help="of the processor (all)"
    )
    parser.add_argument(
        "--metadata", metavar="FILE", type=Path, help="holds labels and preprocessing, if MODEL does not"
    )
    parser.add_argument("--time", action="store_true", help="say how long an image takes")
    return parser


def at_least_one(text: str) -> int:
    """An argument that counts something."""
    if not text.isdigit() or not int(text):
        raise argparse.ArgumentTypeError(f"a whole number of at least 1 is wanted, not {text!r}")
    return int(text)


def read(path: Path) -> bytes:
    """The bytes of a file."""
    try:
        return path.read_bytes()
    except OSError as failure:
        raise UserError(f"{path} cannot be read: {failure.strerror}") from failure


def said_in(path: Path) -> dict[str, Any] | None:
    """The metadata in a .tflite file, in the FILE.json beside any file, or in a SavedModel's folder; None without."""
    if not path.exists():
        raise UserError(f"there is no {path}")
    try:
        if path.is_dir():
            return dict(json.loads((path / "assets.extra" / "kerasarch.json").read_text(encoding="utf-8")))
        if path.suffix == ".json":
            return dict(json.loads(read(path))["inside"])
        with zipfile.ZipFile(path) as archive:
            return dict(json.loads(archive.read("kerasarch.json")))
    except (zipfile.BadZipFile, KeyError, TypeError, FileNotFoundError):
        return None
    except ValueError as failure:
        raise UserError(f"the metadata in {path} is damaged ({failure})") from failure


def checked(about: dict[str, Any] | None, path: Path, remedy: str = "") -> dict[str, Any]:
    """The metadata, if it says all that is needed, and asks for nothing that is not done here."""
    steps = (about or {}).get("preprocessing")
    if not about or not isinstance(steps, dict) or "labels" not in about:
        raise UserError(f"{path} holds no metadata of kerasarch: its labels and preprocessing are unknown{remedy}")
    for key, known in KNOWN.items():
        if steps.get(key) != known:
            raise UserError(f"{path} wants {key} {steps.get(key)!r}; this program knows {known!r}")
    if "mean" not in steps:
        raise UserError(f"{path} does not say which values it takes for pixels, so that it cannot be given an image")
    return about


def named(row: list[float], about: dict[str, Any], top: int) -> list[tuple[str, float]]:
    """The likeliest classes of one image with their probabilities, from a file's outputs."""
    if len(row) != len(about["labels"]):
        raise UserError(f"the model gives {len(row)} values, its metadata names {len(about['labels'])} classes")
    if about.get("activation") == "linear":
        powers = [math.exp(value - max(row)) for value in row]
        row = [power / sum(powers) for power in powers]
    return sorted(zip(about["labels"], row, strict=True), key=lambda pair: -pair[1])[:top]


def show(image: Path, classes: list[tuple[str, float]]) -> None:
    """A line on standard output."""
    print(f"{image}: {', '.join(f'{name} {probability:.4f}' for name, probability in classes)}", flush=True)
