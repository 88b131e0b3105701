"""A search's folder, and its journal: one line of JSON an event, added and flushed, so that a kill loses no more than
the line that was being written. All that a search knows is read back out of it."""

from __future__ import annotations

import json
import os
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kerasarch.errors import SearchError
from kerasarch.files import add_line, expanded, make_folder, open_log

FORMAT = 1


@dataclass
class Trial:
    """One candidate's training.

    Attributes:
        number: from 0 (files and lines for people count from 1), in the order of their beginnings.
        values: of the axes.
        epochs: that it was trained for.
        status: "running", "completed" or "failed".
        metrics: of a completed one: val_accuracy, val_loss, seconds, and what its network costs.
        reason: why it failed.
        engine: what the strategy keeps with it.
    """

    number: int
    values: dict[str, Any]
    epochs: int
    status: str = "running"
    metrics: dict[str, float] = field(default_factory=dict)
    reason: str = ""
    engine: dict[str, Any] = field(default_factory=dict)


@dataclass
class Journal:
    """What a search's folder says.

    Attributes:
        folder: of the search.
        plan: what it was asked for, as JSON.
        data: classes, counts and identity of its images; the study, where other processes share it.
        trials: in the order of their numbers.
        measured: file_bytes and latency_ms by the fingerprint of a network.
        process: the last that searched, and on which machine.
    """

    folder: Path
    plan: dict[str, Any] = field(default_factory=dict)
    data: dict[str, Any] = field(default_factory=dict)
    trials: list[Trial] = field(default_factory=list)
    measured: dict[str, dict[str, float]] = field(default_factory=dict)
    process: str = ""

    @property
    def file(self) -> Path:
        """The journal itself."""
        return self.folder / "journal.jsonl"

    def checkpoint(self, number: int) -> Path:
        """Where a trial's best model is, while it is among the best."""
        return self.folder / "trials" / f"{number + 1:04d}.keras"

    def begin(self, plan: dict[str, Any], data: dict[str, Any]) -> None:
        """The first line of a new search."""
        make_folder(self.folder / "trials")
        self.plan, self.data = plan, data
        self._add({"format": FORMAT, "plan": plan, "data": data})

    def more(self, changes: dict[str, Any]) -> None:
        """What of the plan is otherwise from here on: its trials and seconds."""
        self.plan |= changes
        self._add({"plan changed": changes})

    def taken(self) -> None:
        """This process is the one that searches."""
        self.process = f"{os.getpid()} on {socket.gethostname()}"
        self._add({"process": self.process})

    def started(self, trial: Trial) -> None:
        """A trial begins; one of the same number that was cut off is forgotten."""
        self.trials[trial.number :] = [trial]
        said = {"trial": trial.number + 1, "values": trial.values, "epochs": trial.epochs, "engine": trial.engine}
        self._add({key: value for key, value in said.items() if value != {}})

    def ended(self, trial: Trial) -> None:
        """A trial is completed, or has failed."""
        outcome = {"metrics": trial.metrics} if trial.status == "completed" else {"reason": trial.reason}
        self._add({"trial": trial.number + 1, "status": trial.status, **outcome})

    def measure(self, fingerprint: str, found: dict[str, float]) -> None:
        """What a network's file costs."""
        self.measured[fingerprint] = found
        self._add({"network": fingerprint, "measured": found})

    def _add(self, event: dict[str, Any]) -> None:
        add_line(self.file, json.dumps(event, ensure_ascii=False))


@contextmanager
def alone(folder: str | Path, say: Callable[[str], None]) -> Iterator[Journal]:
    """A search's journal, for the one process that adds to it; the lock ends with the process, however that ends.

    Raises:
        SearchError: as `read_journal`; or another process adds to it, which is named.
    """
    with open_log(read_journal(folder).file) as file:  # open for writing, as NFS asks of what it locks
        try:
            import fcntl  # not on Windows

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            other = read_journal(folder).process
            raise SearchError(f"{folder} is being searched by process {other}: go on when that has ended") from None
        except (ImportError, OSError) as failure:
            say(f"two processes must not search in {folder} at once; here nothing keeps them from it: {failure}")
        journal = read_journal(folder)  # with what was added until the lock was had
        journal.taken()
        yield journal


def read_journal(folder: str | Path) -> Journal:
    """What a search's folder says.

    Raises:
        SearchError: it is none of a search, or its journal is damaged before its last line; the line is named.
    """
    journal = Journal(expanded(folder))
    try:
        *lines, _ = journal.file.read_text(encoding="utf-8").split("\n")
    except OSError:
        raise SearchError(f"{folder} is no search: it has no journal.jsonl") from None
    except UnicodeDecodeError as failure:
        raise SearchError(f"{journal.file} is damaged: {failure}") from failure
    # what comes after the last end of a line was cut off by a kill
    for number, line in enumerate(lines, 1):
        try:
            _apply(journal, json.loads(line))
        except (ValueError, LookupError, TypeError) as failure:
            if isinstance(failure, SearchError):
                raise
            raise SearchError(
                f"{journal.file} is damaged in line {number} ({failure}): without that line and those after it the "
                "search goes on from there"
            ) from failure
    if not journal.plan:
        raise SearchError(f"{folder} was stopped before its search began; begin it anew")
    return journal


def _apply(journal: Journal, event: dict[str, Any]) -> None:
    if "format" in event:
        if event["format"] != FORMAT:
            raise SearchError(
                f"{journal.file} is of another version of this package: format {event['format']}, not {FORMAT}"
            )
        journal.plan, journal.data = event["plan"], event["data"]
        if "first" in journal.data:
            journal.data["first"] = [_point(values) for values in journal.data["first"]]
    elif "plan changed" in event:
        journal.plan |= event["plan changed"]
    elif "process" in event:
        journal.process = event["process"]
    elif "measured" in event:
        journal.measured[event["network"]] = event["measured"]
    elif "values" in event:
        trial = Trial(event["trial"] - 1, _point(event["values"]), event["epochs"], engine=event.get("engine", {}))
        if trial.number > len(journal.trials):
            raise ValueError(f"trial {event['trial']} comes after {len(journal.trials)}")
        journal.trials[trial.number :] = [trial]
    else:
        trial = journal.trials[event["trial"] - 1]
        trial.status = event["status"]
        trial.metrics, trial.reason = event.get("metrics", {}), event.get("reason", "")


def _point(values: dict[str, Any]) -> dict[str, Any]:
    """Values of axes, in which JSON has a list for a pair."""
    return {name: tuple(value) if isinstance(value, list) else value for name, value in values.items()}
