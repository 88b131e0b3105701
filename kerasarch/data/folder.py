"""A folder of images, one folder a class, which is what most people have."""

from __future__ import annotations

import hashlib
from pathlib import Path

import numpy as np
import tensorflow as tf

from kerasarch.data.pipeline import TfSource
from kerasarch.data.split import stratified
from kerasarch.errors import DataError
from kerasarch.files import expanded

ENDINGS = (".jpg", ".jpeg", ".png")


def load_folder(path: str, validation: float, test: float, seed: int) -> TfSource:
    """The images `path/class/*.jpg|jpeg|png`, with a seeded split that keeps every class's share.

    Files with other endings are refused, as they would silently be missing; hidden ones are passed over.

    Raises:
        DataError: the folder, or a class in it, cannot be used; it is named.
    """
    root = expanded(path)
    if not path or not root.is_dir():
        raise DataError(f"data.path must be a folder with one folder of images a class; got {path!r}")
    classes = tuple(sorted(entry.name for entry in root.iterdir() if entry.is_dir() and not _hidden(entry)))
    odd = [name for name in classes if not name.isprintable()]
    if odd:
        raise DataError(f"{root} has a class whose name cannot be printed: {odd[0]!r}")
    if len(classes) < 2:
        raise DataError(f"{root} needs at least 2 folders of images, one a class; it has {len(classes)}")
    images = [sorted(file for file in (root / name).iterdir() if not _hidden(file)) for name in classes]
    strange = [file for files in images for file in files if file.suffix.lower() not in ENDINGS]
    if strange:
        raise DataError(
            f"{root} holds {len(strange)} things that are no {', '.join(ENDINGS)} files, the first is {strange[0]}; "
            "remove or convert them"
        )
    empty = [name for name, files in zip(classes, images, strict=True) if not files]
    if empty:
        raise DataError(f"{root / empty[0]} holds no images")

    files = tuple(file for group in images for file in group)
    labels = np.repeat(np.arange(len(classes)), [len(group) for group in images])
    parts = stratified(labels, classes, validation, test, seed)

    def examples(split: str) -> tf.data.Dataset:
        chosen = parts[split]
        return tf.data.Dataset.from_tensor_slices(([str(files[i]) for i in chosen], labels[chosen]))

    counts = {split: len(chosen) for split, chosen in parts.items()}
    listed = [f"{split} {files[i].relative_to(root)}\n" for split, chosen in parts.items() for i in chosen]
    identity = hashlib.sha256("".join(listed).encode(errors="surrogateescape")).hexdigest()
    return TfSource(root.name, classes, counts, identity, examples, tf.io.read_file, files)


def _hidden(path: Path) -> bool:
    return path.name.startswith(".") or path.name.lower() in ("thumbs.db", "desktop.ini")  # systems leave them
