"""The end of a search: the best network as a file, proven and within the budget; the report."""

from __future__ import annotations

from collections.abc import Callable

from kerasarch.errors import SearchError
from kerasarch.search.budget import shown
from kerasarch.search.journal import Journal, Trial
from kerasarch.search.plan import Plan
from kerasarch.search.result import Result
from kerasarch.search.runner import ranked
from kerasarch.search.workers import RefusedError, Worker

Say = Callable[[str], None]


def finish(plan: Plan, journal: Journal, worker: Worker, say: Say) -> Result:
    """Export the best trial whose file is proven and within the budget, and report on all.

    Raises:
        SearchError: all trials failed, or no checkpoint that is kept gives such a file.
    """
    if not ranked(journal.trials, plan):
        raise SearchError(_nothing(plan, journal) + (f"; see {journal.folder}" if journal.trials else ""))
    result = Result(journal)
    refusals: list[str] = []
    for best in ranked(journal.trials, plan):
        checkpoint = result.checkpoint(best)
        if checkpoint is None and result.elsewhere(best):
            said = [f"the best: trial {best.number + 1}, whose model is at {result.elsewhere(best)}"]
        elif checkpoint is None:
            continue
        else:
            try:
                said = _delivered(result, best, worker)
            except RefusedError as refusal:
                refusals.append(f"the best network (trial {best.number + 1}) was not exported: {refusal}")
                say(refusals[-1])
                continue
        for written in result.write(best):
            say(f"written: {written}")
        for line in said:
            say(line)
        return result
    if ranked(journal.trials, plan):
        result.write()
    raise SearchError(refusals[0] if refusals else f"no checkpoint is left in {journal.folder}")


def _nothing(plan: Plan, journal: Journal) -> str:
    """Why no trial can be delivered."""
    if large := [trial.metrics for trial in journal.trials if trial.status == "completed"]:
        nearest = min(large, key=lambda costs: max(plan.budget.excess(costs).values()))
        over = shown({name: nearest[name] for name in plan.budget.excess(nearest)})
        return f"none of the {len(large)} completed trials is within the budget, trained: the nearest has {over}"
    reasons = [trial.reason for trial in journal.trials if trial.status == "failed"]
    return f"all {len(reasons)} trials failed; the first: {reasons[0]}" if reasons else "no trial was finished"


def _delivered(result: Result, best: Trial, worker: Worker) -> list[str]:
    """What to say of a trial's exported file. Raises RefusedError where it is not proven, or too large."""
    folder, budget = result.journal.folder, result.plan.budget
    target = folder / f"best.{budget.target}"
    manifest = worker.do("deliver", checkpoint=str(result.checkpoint(best)), target=str(target))
    size, latency, parity = manifest["bytes"], manifest["latency_ms"]["median"], manifest["parity"]
    if over := budget.excess({"file_bytes": size}):
        for file in folder.glob(f"{target.name}*"):  # with its proof
            file.unlink()
        best.metrics["file_bytes"] = size  # as which it is within no budget, and never the best
        if "study" not in result.journal.data:
            result.journal.ended(best)
        raise RefusedError(
            f"trained, it has {shown({'file_bytes': size})}, {over['file_bytes']:.4g} times what the budget allows"
        )
    tested = f"test accuracy {parity['keras_accuracy']:.4f} on {parity['images']} images"
    said = [f"the best: trial {best.number + 1}, {tested}"]
    wanted = result.space.changed(best.values).training.epochs
    if best.epochs < wanted:
        said.append(f"it was trained for {best.epochs} of {wanted} epochs: kerasarch train {folder / 'best.toml'}")
    # the network was within it when it was admitted, and the weights do not change its speed: the rest is noise
    if not budget.command and (slower := budget.excess({"latency_ms": latency})):
        said.append(f"this time it took {latency:.2f} ms, {slower['latency_ms']:.3g} times the budget")
    said.append(f"exported and proven: {target}, {size / 1e6:.2f} MB, accuracy {parity['accuracy']:.4f}")
    return said
