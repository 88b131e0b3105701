"""The README's table of models, made from the registry: `python -m tests.models_table` writes it."""

import re
from pathlib import Path

import kerasarch
from kerasarch import files
from kerasarch.papers import find
from kerasarch.weights.catalogue import IMAGENET

README = Path(__file__).parent.parent / "README.md"
COLUMNS = ("name", "parameters", "multiply-adds", "input", "top-1 as published", "weights", "source")
HEADING = f"| {' | '.join(COLUMNS)} |\n{'|---' * len(COLUMNS)}|\n"


def table() -> str:
    rows = []
    for name in kerasarch.list_models():
        architecture, bill = find(name), kerasarch.cost(name)
        top1 = f"{architecture.top1:g} ({architecture.top1_source})" if architecture.top1 else ""
        cells = [
            f"`{name}`",
            f"{bill.params:,}",
            f"{bill.macs / 1e9:.3f} G",
            f"{architecture.size}x{architecture.size}",
        ]
        cells += [top1, "imagenet" if name in IMAGENET else "", architecture.paper]
        rows.append("| " + " | ".join(cells) + " |\n")
    return HEADING + "".join(rows)


def with_table(readme: str) -> str:
    return re.sub(re.escape(HEADING) + r"(\|.*\n)*", lambda found: table(), readme)


if __name__ == "__main__":
    files.write_text(README, with_table(README.read_text()))
