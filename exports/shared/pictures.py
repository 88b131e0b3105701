"""From an image file to what the model was trained on, with Pillow alone: the centre in the model's aspect, resized."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PIL import Image
from shared.program import UserError


def bands(path: Path, size: tuple[int, int]) -> list[Any]:
    """Red, green and blue of an image at `size` (height, width), as Pillow images of floats, 0 to 255, to be rounded.

    Resized in floats, because Pillow rounds twice when it resizes bytes: one pixel value in seven is then off by one.
    The orientation that a camera notes in a JPEG is passed over, as in training.
    """
    try:
        with Image.open(path) as opened:
            image = _bytes(opened, path).convert("RGB")
    except FileNotFoundError:
        raise UserError(f"there is no image file {path}") from None
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as failure:
        raise UserError(f"{path} is no image that can be read ({failure})") from failure
    height, width = size
    keep_width = max(1, min(image.width, image.height * width // height))
    keep_height = max(1, min(image.height, image.width * height // width))
    left, upper = (image.width - keep_width) // 2, (image.height - keep_height) // 2
    image = image.crop((left, upper, left + keep_width, upper + keep_height))
    return [band.convert("F").resize((width, height), Image.Resampling.BILINEAR) for band in image.split()]


def _bytes(image: Any, path: Path) -> Any:
    """The image with a byte a value: of 16 bits the upper 8."""
    if image.mode == "I;16":
        return Image.frombytes("L", image.size, image.tobytes()[1::2])
    if image.mode.startswith(("I", "F")):
        raise UserError(f"{path} has values of more than 16 bits; 8 or 16 are known")
    return image
