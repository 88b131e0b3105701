"""The process that trains candidates: one JSON line in, one out. Run by `kerasarch.search.workers`, not by people.

TensorFlow keeps some megabytes of every network that it has seen, so this process is replaced after a number of them;
and it ends when the one that started it does.
"""

from __future__ import annotations

import json
import os
import queue
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

from kerasarch.errors import KerasarchError
from kerasarch.search import trial
from kerasarch.search.plan import Plan, plan_of
from kerasarch.training.recipe import recipe_of
from kerasarch.training.run import image_size


class Desk:
    """What the process keeps from one task to the next."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.source = trial.opened(plan.recipe, plan.source)
        self.kept: dict[tuple[int, int], Any] = {}

    def describe(self) -> dict[str, Any]:
        """What the images are; whether they can be used, and what trains be imported."""
        trial.imported(self.plan.train)
        self.source.check()
        return {
            "name": self.source.name,
            "classes": list(self.source.classes),
            "images": dict(self.source.counts),
            "identity": self.source.identity,
        }

    def train(self, recipe: dict[str, Any], epochs: int, checkpoint: str) -> dict[str, float]:
        """A candidate's metrics."""
        known = trial.at_epochs(recipe_of(recipe), epochs)
        source = trial.sized(self.source, image_size(known), self.kept)
        return trial.trained(known, source, Path(checkpoint), self.plan.train)

    def measure(self, recipe: dict[str, Any]) -> dict[str, float]:
        """What a candidate's file costs."""
        return trial.measured(recipe_of(recipe), self.source, self.plan.budget)

    def deliver(self, checkpoint: str, target: str) -> dict[str, Any]:
        """The manifest of the best trial's file."""
        return trial.delivered(Path(checkpoint), Path(target), self.source, self.plan.budget)


def main() -> None:
    """Answer tasks until standard input ends."""
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # what libraries print goes to the log
    tasks: queue.Queue[str] = queue.Queue()

    def listen() -> None:
        for line in sys.stdin:
            tasks.put(line)
        os._exit(0)  # whoever started this is gone: what it is doing is for nobody

    threading.Thread(target=listen, daemon=True).start()
    desk: Desk | None = None
    while True:
        task = json.loads(tasks.get())
        try:
            if "plan" in task:
                desk = Desk(plan_of(task["plan"]))
                answer: Any = {}
            else:
                method: Callable[..., Any] = getattr(desk, task.pop("do"))
                answer = method(**task)
            said = {"answer": answer}
        except Exception as failure:  # whatever it is, it is one trial's
            kind = "" if isinstance(failure, KerasarchError) else f"{type(failure).__name__}: "
            said = {"refused": f"{kind}{failure}".strip()[:2000]}
        answers.write(json.dumps(said) + "\n")
        answers.flush()


if __name__ == "__main__":
    main()
