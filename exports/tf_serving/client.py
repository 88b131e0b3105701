"""Name what is on images with a SavedModel of kerasarch that TensorFlow Serving runs, through its REST interface.

python tf_serving/client.py models/digits/1 IMAGE... [--server http://localhost:8501] [--name digits] [--top 5]

Needs Pillow and nothing else. The SavedModel's folder is read for labels and preprocessing only, so that a copy of its
assets.extra is enough here; the last two parts of its path are the name and the version that are asked for.
"""

import json
import sys
import urllib.error
import urllib.request
from array import array
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from shared.program import UserError, arguments, checked, named, run, said_in, show

SECONDS = 60  # a server that loads its model for the first request takes its time


def instance(path: Path, steps: dict[str, Any]) -> list[Any]:
    """An image as the model takes it: rows of pixels of three values."""
    from shared.pictures import bands

    height, width = steps["size"]
    colours = [[round(value) for value in array("f", band.tobytes())] for band in bands(path, (height, width))]
    if not steps["raw_pixels"]:
        mean, std = (list(steps[key]) * (3 // len(steps[key])) for key in ("mean", "std"))
        colours = [[(value - mean[c]) / std[c] for value in colour] for c, colour in enumerate(colours)]
    pixels = list(zip(*colours, strict=True))
    return [pixels[first : first + width] for first in range(0, height * width, width)]


def predicted(address: str, instances: list[Any]) -> list[Any]:
    """What the server answers."""
    body = json.dumps({"instances": instances}).encode()
    request = urllib.request.Request(address, body, {"Content-Type": "application/json"})  # noqa: S310
    try:
        with urllib.request.urlopen(request, timeout=SECONDS) as answer:  # noqa: S310
            return list(json.load(answer)["predictions"])
    except urllib.error.HTTPError as failure:
        raise UserError(
            f"{address} answers {failure.code}: {failure.read().decode(errors='replace')[:500]}"
        ) from failure
    except (OSError, ValueError, KeyError) as failure:
        raise UserError(f"{address} gives no answer of TensorFlow Serving's ({failure})") from failure


def main() -> None:
    """The program."""
    parser = arguments(str(__doc__).split("\n")[0], "the folder of a SavedModel, NAME/VERSION")
    parser.add_argument(
        "--server", metavar="URL", default="http://localhost:8501", help="of TensorFlow Serving (%(default)s)"
    )
    parser.add_argument("--name", help="what the server calls the model (the folder that MODEL is in)")
    given = parser.parse_args()
    folder = given.model.resolve()
    about = checked(said_in(folder), given.model)
    if not folder.name.isdigit():
        raise UserError(f"{given.model} must be called NAME/VERSION, with a number for the version")
    if not given.server.startswith(("http://", "https://")):
        raise UserError(f"--server must begin with http:// or https://; got {given.server}")
    address = f"{given.server.rstrip('/')}/v1/models/{given.name or folder.parent.name}/versions/{folder.name}:predict"
    for path in given.images:
        (row,) = predicted(address, [instance(path, about["preprocessing"])])
        show(path, named(row, about, given.top))


if __name__ == "__main__":
    run(main)
