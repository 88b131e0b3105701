"""What a network may cost."""

from __future__ import annotations

import dataclasses
import json
import math
import os
import shlex
import subprocess
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kerasarch.errors import SearchError, number, one_of
from kerasarch.readers.cost import Cost

COUNTED = ("params", "macs", "activation_bytes")  # of the table, without building
MEASURED = ("file_bytes", "latency_ms")  # of an exported file
# A command, and beside it what ends it, with all that it has started, when nobody holds standard input's other end any
# more: at the latest when this process has ended, however that was
GUARDED = 'exec 3<&0 </dev/null; { cat <&3; kill -9 0; } >/dev/null 2>&1 & exec /bin/sh -c "$1" 3<&-'
TARGETS = {"tflite": (None, "float16", "dynamic", "int8"), "onnx": (None, "float16", "int8")}


@dataclass(frozen=True)
class Budget:
    """Limits, all included; None is none.

    Attributes:
        params: parameters, as Keras counts them.
        macs: multiply-adds for one image.
        activation_bytes: peak activation memory, float32, batch 1.
        file_bytes: of the exported file.
        latency_ms: median milliseconds for one image, of the exported file: on this machine, or as `command` says.
        target: what is exported, for the two above and at the end of a search: "tflite" or "onnx".
        quantize: None, "float16", "int8", and for tflite "dynamic".
        command: measures latency elsewhere: a shell command in which `{file}` stands for the file's path, and which
            prints milliseconds as its last line, such as `scp {file} pi: && ssh pi bench`.
        command_seconds: how long it may take.

    Raises:
        SearchError: a limit that is no finite number above 0, or a target that cannot be; it is named.
    """

    params: float | None = None
    macs: float | None = None
    activation_bytes: float | None = None
    file_bytes: float | None = None
    latency_ms: float | None = None
    target: str = "tflite"
    quantize: str | None = None
    command: str | None = None
    command_seconds: float = 120.0

    def __post_init__(self) -> None:
        for name in (*COUNTED, *MEASURED):
            if getattr(self, name) is not None:
                number(f"budget.{name}", getattr(self, name), above=0, error=SearchError)
        one_of("budget.target", self.target, TARGETS, SearchError)
        one_of(f"budget.quantize of {self.target}", self.quantize, TARGETS[self.target], SearchError)
        if self.command is not None and not isinstance(self.command, str):
            raise SearchError(f"budget.command must be a shell command; got {self.command!r}")
        number("budget.command_seconds", self.command_seconds, above=0, error=SearchError)
        if self.command is not None and self.latency_ms is None:
            raise SearchError("budget.command measures latency: give budget.latency_ms too")
        if self.command is not None and "{file}" not in self.command:
            raise SearchError(f"budget.command must hold {{file}}, where the file's path goes; got {self.command!r}")

    @property
    def measured(self) -> bool:
        """Whether a candidate has to be exported to be judged."""
        return self.file_bytes is not None or self.latency_ms is not None

    def excess(self, costs: Cost | dict[str, Any]) -> dict[str, float]:
        """Which of the limits are passed, and by what factor; of costs that are not there, none is."""
        known = costs if isinstance(costs, dict) else {name: getattr(costs, name) for name in COUNTED}
        limits = {name: getattr(self, name) for name in known if name in (*COUNTED, *MEASURED)}
        return {name: known[name] / limit for name, limit in limits.items() if limit and known[name] > limit}

    def nearness(self, cost: Cost) -> float:
        """Of the limits that are counted, the largest share that is used: above 1, something does not fit."""
        return max((getattr(cost, name) / limit for name in COUNTED if (limit := getattr(self, name))), default=0.0)

    def json(self) -> dict[str, Any]:
        """What is set."""
        return {key: value for key, value in dataclasses.asdict(self).items() if value is not None}


def told(command: str, file: Path, seconds: float) -> float:
    """The milliseconds that a user's command prints for a file.

    Raises:
        SearchError: the command fails, takes too long, or prints no number above 0 as its last line; it says which.
    """
    line = command.replace("{file}", shlex.quote(str(file)))
    held, hold = os.pipe()
    with ExitStack() as alive:
        alive.callback(os.close, hold)
        try:
            # the user's own command, of their own recipe
            process = subprocess.Popen(  # noqa: S603
                ["/bin/sh", "-c", GUARDED, "sh", line],
                stdin=held,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                text=True,
                start_new_session=True,
            )
        finally:
            os.close(held)
        try:
            out, error = process.communicate(timeout=seconds)
        except subprocess.TimeoutExpired:
            alive.close()
            process.communicate()
            raise SearchError(f"budget.command took longer than {seconds:g} seconds: {line}") from None
    if process.returncode:
        last = error.strip().splitlines()[-1:] or ["nothing on standard error"]
        raise SearchError(f"budget.command ended with {process.returncode} ({last[0][:200]}): {line}")
    printed = out.strip().splitlines()[-1:] or [""]
    try:
        found = float(printed[0])
    except ValueError:
        found = math.nan
    if not (math.isfinite(found) and found > 0):
        raise SearchError(f"budget.command must print milliseconds as its last line; got {printed[0][:80]!r}: {line}")
    return found


def shown(costs: dict[str, Any]) -> str:
    """Costs for people."""
    units: dict[str, Callable[[float], str]] = {
        "params": lambda n: f"{n:,} parameters",
        "macs": lambda n: f"{n / 1e6:,.1f} M multiply-adds",
        "activation_bytes": lambda n: f"{n / 1e6:.2f} MB of activations",
        "file_bytes": lambda n: f"a file of {n / 1e6:.2f} MB",
        "latency_ms": lambda n: f"{n:.2f} ms",
    }
    return ", ".join(says(costs[name]) for name, says in units.items() if costs.get(name) is not None)


def counted(cost: Cost) -> dict[str, int]:
    """What is known of a network without building it."""
    return {name: getattr(cost, name) for name in COUNTED}


def fingerprint(value: Any) -> str:
    """The same for the same JSON."""
    return json.dumps(value, sort_keys=True)
