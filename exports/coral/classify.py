"""Name what is on images with a TFLite file of kerasarch that was compiled for an Edge TPU.

python coral/classify.py MODEL_edgetpu.tflite IMAGE... --metadata MODEL.tflite [--top 5] [--time]
"""

import ctypes
import sys
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from shared.program import UserError, for_litert, read, run, say

LIBRARY = "libedgetpu.so.1"
COMPILED = b"edgetpu-custom-op"  # the one operation that the compiler leaves of all that it maps


def edge_tpu() -> tuple[Any, str]:
    """What hands operations to the Edge TPU, or None and why there is none."""
    from ai_edge_litert.interpreter import load_delegate

    try:
        ctypes.CDLL(LIBRARY)  # load_delegate prints a traceback where there is none
        return load_delegate(LIBRARY), ""
    except (OSError, ValueError) as failure:
        return None, str(failure) or f"{LIBRARY} finds no device"


def main() -> None:
    """The program."""
    given = for_litert(str(__doc__).split("\n")[0]).parse_args()
    from shared.arrays import classify
    from shared.litert import LiteRT

    compiled = COMPILED in read(given.model)
    delegate, reason = edge_tpu()
    if compiled and not delegate:
        raise UserError(
            f"{given.model} is compiled for an Edge TPU, and there is none ({reason}); "
            "the file that it was compiled from runs on the CPU"
        )
    if not delegate:
        say(f"warning: there is no Edge TPU ({reason}); running on the CPU")
    elif not compiled:
        say(f"warning: {given.model} is not compiled for the Edge TPU; running on the CPU")
        delegate = None
    classify(LiteRT(given.model, given.metadata, given.threads, delegate), given)


if __name__ == "__main__":
    run(main)
