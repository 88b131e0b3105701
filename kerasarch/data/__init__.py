"""Images with labels: where they come from, how they are split, and how they reach a model.

`load` opens a source by name. `ArraySource` needs no TensorFlow; the others read through tf.data.
"""

from __future__ import annotations

from kerasarch.data.source import ArraySource, Source
from kerasarch.errors import DataError, one_of
from kerasarch.lazy import lazy

SOURCES = ("digits", "folder")

__all__ = ["ArraySource", "Source", "load", "read_images"]


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


__getattr__ = lazy(__name__, {"read_images": "images"})
