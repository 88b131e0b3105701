"""What an Edge TPU would make of a TFLite file, by the documented rules, in the words of Google's compiler.

Nothing is compiled here. Where `edgetpu_compiler` is on the PATH, `compiled` runs it; `differences` compares the two.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import tempfile
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kerasarch.errors import ExportError
from kerasarch.export.edge_tpu_rules import FIRST_UNKNOWN_CODE, FIRST_UNKNOWN_VERSION, NEWEST, OPEN, SIZES, TABLE
from kerasarch.export.flatbuffer import Operation, graph_of
from kerasarch.files import expanded

MAPPED = "Mapped to Edge TPU"
UNSUPPORTED = "Operation not supported"
VERSION = "Operation version not supported"
SECOND = "More than one subgraph is not supported"
TYPE = "Operation is working on an unsupported data type"
CONDITION = "Operation is otherwise supported, but not mapped due to some unspecified limitation"

MEBIBYTE = 2**20
# Of 8 MiB of memory, what logs of the compiler show as free for parameters at best; large maps leave far less.
CACHE = 7.2 * MEBIBYTE
PATIENCE = 600  # seconds that the compiler may take


@dataclass(frozen=True)
class Row:
    """One operation of the file, and what becomes of it."""

    operator: str
    status: str
    why: str = ""


@dataclass(frozen=True)
class EdgeReport:
    """What `edge_report` found; printed, it reads like the compiler's log.

    Attributes:
        file: its name.
        rows: every operation in the order of execution.
        fatal: what stops the compiler altogether, or "".
        open: operations of which the documentation leaves open whether they are mapped, and what is known.
        input_bytes, output_bytes: of the tensors that go in and out.
        parameter_bytes: of the weights of mapped operations.
    """

    file: str
    rows: tuple[Row, ...]
    fatal: str
    open: dict[str, str]
    input_bytes: int
    output_bytes: int
    parameter_bytes: int

    @property
    def mapped(self) -> bool:
        """Whether nothing is refused by the documented table: one partition, all on the Edge TPU."""
        return not self.fatal and all(row.status == MAPPED for row in self.rows)

    @property
    def first_on_cpu(self) -> Row | None:
        """The operation from which on the CPU computes, or None."""
        return next((row for row in self.rows if row.status != MAPPED), None)

    @property
    def streamed_bytes(self) -> int:
        """Of the parameters, those that do not fit on the chip even at best, and cross the bus for every image."""
        return max(0, self.parameter_bytes - int(CACHE))

    def summary(self) -> dict[str, Any]:
        """For the manifest."""
        first = self.first_on_cpu
        return {
            "mapped": self.mapped,
            "fatal": self.fatal or None,
            "operations": len(self.rows),
            "first_on_cpu": first and f"{first.operator}: {first.status}{f' ({first.why})' if first.why else ''}",
            "left_open": sorted(self.open),
            "streamed_bytes_at_best": self.streamed_bytes,
        }

    def __str__(self) -> str:
        lines = [
            f"Edge TPU report of {self.file}: the documented rules, nothing was compiled",
            f"Input size: {_size(self.input_bytes)}",
            f"Output size: {_size(self.output_bytes)}",
            f"Parameters of mapped operations: {_size(self.parameter_bytes)}",
            f"On-chip memory for caching parameters, at best: {_size(int(CACHE))}",
            f"Off-chip memory used for streaming uncached parameters, at best: {_size(self.streamed_bytes)}",
            f"Number of Edge TPU subgraphs: {int(self.rows[0].status == MAPPED and not self.fatal)}",
            f"Total number of operations: {len(self.rows)}",
            "",
            f"{'Operator':<28}{'Count':<8}Status",
        ]
        for (operator, status, why), count in sorted(Counter((r.operator, r.status, r.why) for r in self.rows).items()):
            lines.append(f"{operator:<28}{count:<8}{status}{f' ({why})' if why else ''}")
        if first := self.first_on_cpu:
            place = self.rows.index(first) + 1
            lines += ["", f"From operation {place} of {len(self.rows)} on ({first.operator}), the CPU computes."]
        lines += [f"Left open by the documentation: {name}: {why}." for name, why in self.open.items()]
        if self.fatal:
            lines += ["", f"The compiler stops: {self.fatal}"]
        return "\n".join(lines)


def _size(number: int) -> str:
    for unit, least in (("MiB", MEBIBYTE), ("KiB", 1024)):
        if number >= least:
            return f"{number / least:.2f}{unit}"
    return f"{number:.2f}B"


def edge_report(path: str | Path) -> EdgeReport:
    """What the documented rules say of a TFLite file.

    Raises:
        ExportError: it is no TFLite file.
    """
    path = expanded(path)
    if path.suffix != ".tflite" or not path.is_file():
        raise ExportError(f"an Edge TPU takes a .tflite file; got {path}")
    graph = graph_of(path.read_bytes())
    rows: list[Row] = []
    parameters = 0
    for operation in graph.operations:
        status, why = _status(operation)
        if status == MAPPED and rows and rows[-1].status != MAPPED:
            status = SECOND  # one partition: behind the first operation on the CPU, all are
        elif status == MAPPED:
            parameters += sum(tensor.bytes for tensor in operation.inputs if tensor.values is not None)
        rows.append(Row(operation.name, status, why))
    return EdgeReport(
        file=path.name,
        rows=tuple(rows),
        fatal=next(filter(None, map(_fatal, graph.operations)), ""),
        open={o.name: (OPEN | SIZES)[o.name] for o in graph.operations if o.name in OPEN | SIZES},
        input_bytes=sum(tensor.bytes for tensor in graph.inputs),
        output_bytes=sum(tensor.bytes for tensor in graph.outputs),
        parameter_bytes=parameters,
    )


def _fatal(operation: Operation) -> str:
    """Why the compiler stops at one operation, or ""."""
    if operation.code >= FIRST_UNKNOWN_CODE:
        return f"Op builtin_code out of range: {operation.code} ({operation.name})"
    if operation.version >= FIRST_UNKNOWN_VERSION.get(operation.name, operation.version + 1):
        return f"Didn't find op for builtin opcode '{operation.name}' version '{operation.version}'"
    return ""


def _status(operation: Operation) -> tuple[str, str]:
    """What the table says of one operation, and why."""
    if operation.name not in TABLE | OPEN:
        return UNSUPPORTED, ""
    for tensor in (*operation.inputs, *operation.outputs):
        if tensor.type not in ("INT8", "UINT8", "INT32"):  # INT32: biases, axes, shapes
            return TYPE, tensor.type
        if any(size < 1 for size in tensor.signature):
            return CONDITION, f"a size that is not fixed, {tensor.signature}"
        if tensor.values is None and any(size != 1 for size in tensor.shape[:-3]):
            return CONDITION, f"a batch of {tensor.shape[0]}"
    if operation.version > NEWEST[operation.name]:
        return VERSION, f"version {operation.version}"
    why = TABLE[operation.name](operation) if operation.name in TABLE else ""
    return (CONDITION, why) if why else (MAPPED, "")


def compiled(path: str | Path) -> dict[str, dict[str, int]] | None:
    """What `edgetpu_compiler` itself says, {operator: {status: count}}; None where it is not on the PATH.

    Raises:
        ExportError: it stopped, and its last line is told; or it did not end within 10 minutes.
    """
    compiler = shutil.which("edgetpu_compiler")
    if compiler is None:
        return None
    with tempfile.TemporaryDirectory() as folder:
        command = [compiler, "--show_operations", "--out_dir", folder, str(expanded(path))]
        try:
            done = subprocess.run(  # noqa: S603
                command, capture_output=True, text=True, check=False, timeout=PATIENCE
            )
        except subprocess.TimeoutExpired:
            raise ExportError(
                f"edgetpu_compiler did not end within {PATIENCE} seconds on {Path(path).name}; take it off the PATH "
                "to export with the documented rules alone"
            ) from None
    if done.returncode:
        said = (done.stdout + done.stderr).strip().split("\n")
        raise ExportError(f"edgetpu_compiler refuses {Path(path).name}: {said[-1]}")
    return parsed(done.stdout)


def parsed(log: str) -> dict[str, dict[str, int]]:
    """The table of operations in a log of the compiler."""
    found: dict[str, dict[str, int]] = {}
    for operator, count, status in re.findall(r"^([A-Z][A-Z0-9_]+) +(\d+) +(\S.*?)\s*$", log, re.MULTILINE):
        found.setdefault(operator, {})[status] = int(count)
    return found


def differences(report: EdgeReport, said: dict[str, dict[str, int]]) -> list[str]:
    """Where the compiler's own table and the report's differ, a sentence each."""
    ours = Counter((row.operator, row.status) for row in report.rows)
    theirs = Counter({(name, status): count for name, counts in said.items() for status, count in counts.items()})
    return [
        f"{name}, {status!r}: {ours[name, status]} in this report, {theirs[name, status]} in the compiler's"
        for name, status in sorted(ours | theirs)
        if ours[name, status] != theirs[name, status]
    ]
