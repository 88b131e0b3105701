"""Images with labels: where they come from, how they are split, and how they reach a model.

`load` opens a source by name. `ArraySource` needs no TensorFlow; the others read through tf.data.
"""

from __future__ import annotations

from typing import Any

from kerasarch.data.source import ArraySource, Source
from kerasarch.errors import DataError, one_of

SOURCES = ("digits", "folder")

__all__ = ["ArraySource", "Source", "load"]


def load(source: str, path: str = "", validation: float = 0.1, test: float = 0.2, seed: int = 0) -> Source:
    """The images of a source.

    Args:
        source: "digits" (scikit-learn's 1,797 handwritten digits, with a split of their own) or "folder".
        path: of the folder: `path/class/*.jpg|jpeg|png`.
        validation: share of each class of a folder that chooses the best epoch, above 0, below 1.
        test: share of each class of a folder that is kept for the final figures, above 0, below 1.
        seed: of a folder's split, at least 0.

    Raises:
        DataError: an argument outside its range, or images that cannot be used.
    """
    one_of("data.source", source, SOURCES, DataError)
    if source == "digits":
        if path:
            raise DataError(f"data.path is for data.source='folder'; got {path!r} with 'digits'")
        from kerasarch.data.digits import load_digits

        return load_digits()
    from kerasarch.data.folder import load_folder

    return load_folder(path, validation, test, seed)


def read_images(paths: list[Any], size: tuple[int, int]) -> Any:
    """Image files as a model sees them: uint8 of (number, height, width, 3), cropped to the aspect and resized.

    Raises:
        DataError: a file is missing or no image; it is named.
    """
    from kerasarch.data.images import read

    return read(paths, size)
