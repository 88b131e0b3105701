"""Candidates a CPU second of the cost reader, on one core: `python -m tests.benchmarks.cost_speed [NAME...]`.

Each candidate is of another size, width and depth, as a search draws them. The best of five rounds is the machine's;
the others show what else ran on it. Xception is to reach 5,000.
"""

import random
import sys
import time

import kerasarch
from kerasarch import papers
from kerasarch.readers.cost import cost

CANDIDATES, ROUNDS = 1000, 5
NAMES = ("xception", "inception_v3", "inception_resnet_v2", "resnet50", "mobilenet_v2", "efficientnet_b0", "mixer_s16")


def candidates(name: str) -> list[tuple[tuple[int, int, int], dict[str, float]]]:
    draw, size = random.Random(0), papers.find(name).size
    sides = [size] if name.startswith("mixer") else range(size // 2, 2 * size)
    return [
        ((side, side, 3), {"width": draw.uniform(0.25, 1.5), "depth": draw.uniform(0.25, 1.5)})
        for side in (draw.choice(sides) for _ in range(CANDIDATES))
    ]


def rates(name: str) -> tuple[float, float, float]:
    """Of the paper's table alone, of the architecture at other sizes, and at other widths and depths too."""
    table, drawn = papers.find(name).table, candidates(name)
    ways = (
        lambda shape, scaling: cost(table, shape),
        lambda shape, scaling: kerasarch.cost(name, shape),
        lambda shape, scaling: kerasarch.cost(name, shape, **scaling),
    )
    best = []
    for way in ways:
        seconds = []
        for _ in range(ROUNDS):
            begin = time.process_time()
            for candidate in drawn:
                way(*candidate)
            seconds.append(time.process_time() - begin)
        best.append(CANDIDATES / min(seconds))
    return best[0], best[1], best[2]


def main(names: tuple[str, ...]) -> None:
    print(f"{'':24}{'table':>10}{'sized':>10}{'scaled':>10}")
    for name in names:
        print(f"{name:24}" + "".join(f"{rate:10,.0f}" for rate in rates(name)), flush=True)


if __name__ == "__main__":
    main(tuple(sys.argv[1:]) or NAMES)
