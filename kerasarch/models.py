"""Saving and opening `.keras` files, whole, guarded, and with what they were made from."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path
from typing import Any

import keras

from kerasarch.errors import FileError, KerasarchError, class_names
from kerasarch.files import expanded, writing

MEMBER = "kerasarch.json"  # in the zip that a .keras file is; Keras passes over members that it does not know


def save(model: Any, path: str | Path, about: dict[str, Any] | None = None, overwrite: bool = False) -> None:
    """Write a model to a `.keras` file, which appears whole or not at all.

    Args:
        model: a keras.Model.
        path: ends in `.keras`; its folder must exist.
        about: what to keep with the model, as JSON: architecture, labels, preprocessing. `about(path)` reads it.
        overwrite: whether a file that is there may be replaced.

    Raises:
        KerasarchError: it is no keras.Model, or about["labels"] are no names in a list, a line each.
        FileError: the file may not be replaced or cannot be written; what was there stays.
    """
    path = expanded(path)
    if about and "labels" in about:
        class_names("about['labels']", about["labels"])
    if not isinstance(model, keras.Model):
        raise KerasarchError(f"only a keras.Model can be saved; got a {type(model).__name__}")
    if path.suffix != ".keras":
        raise FileError(f"a model is saved to a .keras file; got {path}")
    with writing(path, overwrite) as place:
        model.save(place)
        with zipfile.ZipFile(place, "a") as archive:
            archive.writestr(MEMBER, json.dumps(about or {}, ensure_ascii=False))


def load(path: str | Path) -> Any:
    """The keras.Model of a `.keras` file. Code in the file is not run (Keras's safe mode).

    Raises:
        FileError: there is no such file, or it is no model that Keras can open safely.
    """
    path = _existing(path)
    try:
        return keras.models.load_model(path, safe_mode=True)
    except (ValueError, TypeError, KeyError, OSError, zipfile.BadZipFile) as failure:
        reason = str(failure).strip().split("\n")[0]
        raise FileError(f"{path} is no .keras file that can be opened safely ({reason})") from failure


def about(path: str | Path) -> dict[str, Any]:
    """What `save` kept with a model; {} where nothing was.

    Raises:
        FileError: there is no such file, or it is no `.keras` file.
    """
    path = _existing(path)
    try:
        with zipfile.ZipFile(path) as archive:
            kept = json.loads(archive.read(MEMBER)) if MEMBER in archive.namelist() else {}
    except (zipfile.BadZipFile, ValueError) as failure:
        raise FileError(f"{path} is no .keras file, or is damaged ({failure})") from failure
    return kept if isinstance(kept, dict) else {}


def _existing(path: str | Path) -> Path:
    path = expanded(path)
    if path.is_dir():
        raise FileError(f"{path} is a folder, no .keras file")
    if not path.is_file():
        raise FileError(f"there is no file {path.absolute()}")
    if not zipfile.is_zipfile(path):
        raise FileError(f"{path} is no .keras file, or is damaged")
    return path
