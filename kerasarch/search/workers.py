"""The other end of a worker process."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from types import TracebackType
from typing import Any

from kerasarch.errors import SearchError
from kerasarch.files import open_log
from kerasarch.search.plan import Plan

TASKS = 50  # after which a process is replaced: Keras on TensorFlow grows by some 7 MB a trial, and starts in 5 CPU s


class RefusedError(SearchError):
    """A task that the worker could not do; the message says why."""


class Worker:
    """A process that does one task after the other, and is replaced when it has died or done enough.

    Args:
        plan: of the search.
        log: a file to which libraries' remarks go.
        tasks: after how many the process is replaced.
    """

    def __init__(self, plan: Plan, log: Path, tasks: int = TASKS) -> None:
        self.plan, self.log, self.tasks = plan, log, tasks
        self.process: subprocess.Popen[str] | None = None
        self.done = 0

    def __enter__(self) -> Worker:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def do(self, task: str, **arguments: Any) -> Any:
        """The answer to a task.

        Raises:
            RefusedError: the task cannot be done, or the process died of it.
        """
        if self.process is None or self.done >= self.tasks:
            self.stop()
            self._start()
        self.done += 1
        return self._ask({"do": task, **arguments}, self.plan.trial_seconds if task == "train" else None)

    def stop(self) -> None:
        """End the process."""
        if self.process is not None:
            self.process.kill()
            self.process.wait()
            for pipe in (self.process.stdin, self.process.stdout):
                if pipe is not None:
                    pipe.close()
        self.process, self.done = None, 0

    def _start(self) -> None:
        with open_log(self.log) as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "kerasarch.search.worker"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
                text=True,
                encoding="utf-8",
                start_new_session=True,  # Ctrl-C is for the process that people see
                env=os.environ | {"PYTHONPATH": os.pathsep.join(path or os.getcwd() for path in sys.path)},
            )
        try:
            self._ask({"plan": self.plan.json()})
        except RefusedError as refusal:  # no trial's fault
            self.stop()
            raise SearchError(f"the images cannot be had: {refusal}") from refusal

    def _ask(self, task: dict[str, Any], seconds: float | None = None) -> Any:
        process, began = self.process, time.monotonic()
        if process is None or process.stdin is None or process.stdout is None:
            raise RefusedError("the process is not there")
        alarm = threading.Timer(seconds or 0, process.kill)
        if seconds is not None:
            alarm.start()
        try:
            process.stdin.write(json.dumps(task) + "\n")
            process.stdin.flush()
            line = process.stdout.readline()
        except BrokenPipeError:
            line = ""
        except BaseException:
            self.stop()
            raise
        finally:
            alarm.cancel()
        if not line:
            code = process.wait()
            self.stop()
            if seconds is not None and time.monotonic() - began >= seconds:
                raise RefusedError(f"it took longer than search.trial_seconds={seconds:g}")
            raise RefusedError(f"the process that did it {_ending(code)}; {self.log} may say more")
        said = json.loads(line)
        if "refused" in said:
            raise RefusedError(said["refused"])
        return said["answer"]


def _ending(code: int) -> str:
    if code < 0:
        return f"was ended by {signal.Signals(-code).name} (out of memory?)"
    return f"ended with {code}"
