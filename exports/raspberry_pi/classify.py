"""Name what is on images with a TFLite file of kerasarch, on a Raspberry Pi or any other computer with LiteRT.

python raspberry_pi/classify.py MODEL.tflite IMAGE... [--threads N] [--top 5] [--time]
"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from shared.program import for_litert, run


def main() -> None:
    """The program."""
    given = for_litert(str(__doc__).split("\n")[0]).parse_args()
    from shared.arrays import classify
    from shared.litert import LiteRT

    classify(LiteRT(given.model, given.metadata, given.threads), given)


if __name__ == "__main__":
    run(main)
