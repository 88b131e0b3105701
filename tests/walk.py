"""The walk over all architectures at their own size: `python -m tests.walk [PATTERN] [--size N] [--batch N]`.

Each is built, given weights off their initial values, written, opened again in safe mode and compared bit by bit, and
trained for one step that must move every weight that can be moved. One process each, so that memory is given back and
a failure does not stop the walk. Exit code 1 if one failed.
"""

from __future__ import annotations

import argparse
import fnmatch
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from kerasarch import networks, papers

ROOT = Path(__file__).parent.parent
PHASES = ("build", "step", "save and load")


def walk_one(name: str, size: int, batch: int) -> dict[str, float]:
    """CPU seconds of each phase."""
    import keras
    import numpy as np

    import kerasarch
    from tests.members import example
    from tests.one_step import assert_moves_every_weight
    from tests.parity import draw_by_name, outputs

    took, began = {}, time.process_time()

    def done(phase: str) -> None:
        nonlocal began
        took[phase] = time.process_time() - began
        began = time.process_time()

    keras.utils.set_random_seed(0)
    model = kerasarch.build(name, weights=None, input_shape=(size, size, 3))
    done("build")
    x = example(name, batch, (size, size, 3))
    draw_by_name(model, x)
    expected = outputs(model, x)
    assert np.ptp(expected, axis=0).max() > 0.01 * np.ptp(expected), "the outputs do not vary"
    began = time.process_time()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "model.keras"
        kerasarch.save(model, path)
        del model
        model = kerasarch.load(path)
    np.testing.assert_array_equal(outputs(model, x), expected)
    done("save and load")
    assert_moves_every_weight(model, x)
    done("step")
    return took


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.walk", description=__doc__.split("\n")[0])
    parser.add_argument("pattern", nargs="?", default="*", help="only names that match")
    parser.add_argument("--size", type=int, help="height and width of the images (default: the paper's)")
    parser.add_argument("--batch", type=int, default=4, help="images in the training step")
    parser.add_argument("--here", action="store_true", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.here:
        print(json.dumps(walk_one(given.pattern, given.size, given.batch)))
        return 0

    failed = []
    print(f"| {' | '.join(('name', 'size', 'parameters', *(f'{phase}, s' for phase in PHASES), 'ok'))} |")
    print("|---" * (4 + len(PHASES)) + "|")
    for name in fnmatch.filter(networks.list_models(), given.pattern):
        size = given.size or papers.find(name).size
        command = [sys.executable, "-m", "tests.walk", name, "--here", "--size", str(size), "--batch", str(given.batch)]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
        took = json.loads(done.stdout.splitlines()[-1]) if done.returncode == 0 else {}
        seconds = (f"{took[phase]:.1f}" if took else "" for phase in PHASES)
        cells = (name, str(size), f"{networks.cost(name).params:,}", *seconds, "yes" if took else "NO")
        print(f"| {' | '.join(cells)} |", flush=True)
        if not took:
            failed.append(name)
            print(done.stderr[-2000:], file=sys.stderr, flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
