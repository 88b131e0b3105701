"""How fast exported files are here, side by side: each in a process of its own, in turns."""

from __future__ import annotations

import functools
import json
import math
import re
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from kerasarch.errors import ExportError, number, whole
from kerasarch.export.benchmark_process import processors
from kerasarch.export.benchmark_report import Measured, picture_in, write
from kerasarch.export.formats import format_of
from kerasarch.export.multiply_adds import multiply_adds
from kerasarch.export.packages import PACKAGES, missing
from kerasarch.files import check_target, expanded, mend, size_of

SECONDS = 0.3  # of a file's turn in each round


def bench(
    paths: Sequence[str | Path],
    *,
    batches: Sequence[int] = (),
    threads: int | None = None,
    rounds: int = 10,
    output: str | Path | None = None,
    overwrite: bool = False,
) -> list[Measured]:
    """Measure files side by side: a process each, three calls to warm up, then rounds in which each has its turn.

    What else the machine does falls on all files alike, and the ratios to the first are taken round by round; without
    that two equal files may differ by a tenth and more. What this machine does at most takes some seconds more for each
    runtime.

    Args:
        paths: .tflite, .onnx and .keras files and SavedModel folders, the first being what others are compared with.
        batches: images a call. Default: as many as the file takes, 1 where it takes any number.
        threads: of each runtime, at most as many as there are processors, the default.
        rounds: at least 1, of 0.3 seconds a file.
        output: a .png file, beside which a .csv file goes, or a folder for `bench.png`. Default: nothing is written.
        overwrite: whether a picture and a table that are there may be replaced.

    Returns:
        A row for each file and batch, the batches of a file together.

    Raises:
        ExportError: a file that is missing, none of these, or that its runtime refuses; a batch that it does not take;
            threads or rounds that cannot be. FileError: the output may not be replaced or cannot be written.
    """
    if not paths:
        raise ExportError("there is nothing to measure: name files")
    files = [expanded(path) for path in paths]
    kinds = [_kind(file) for file in files]
    for batch in batches:
        whole("batch", batch, error=ExportError)
    threads, rounds = _threads(threads), whole("rounds", rounds, error=ExportError)
    picture = None if output is None else picture_in(output)
    for target in (picture, picture.with_suffix(".csv")) if picture else ():
        check_target(target, overwrite)
    turns = [(i, batch) for i in range(len(files)) for batch in batches or (0,)]
    with ExitStack() as stack:
        open_ones = [stack.enter_context(_process(kinds[i], files[i], threads, batch)) for i, batch in turns]
        counts = [multiply_adds(kind, file) for kind, file in zip(kinds, files, strict=True)]
        taken = _in_turns(open_ones, rounds)
        most = functools.cache(lambda kind, quantize: peak(kind, quantize, threads))
        rows = []
        for place, (i, _) in enumerate(turns):
            first = place % len(batches or (0,))
            ratio = _ratio(taken[place], taken[first]) * open_ones[first].batch / open_ones[place].batch
            rows.append(
                _row(open_ones[place], threads, taken[place], ratio, *counts[i], functools.partial(most, kinds[i]))
            )
    names = _names(files)
    rows = [replace(row, file=names[i]) for row, (i, _) in zip(rows, turns, strict=True)]
    if picture:
        write(rows, picture)
    return rows


def _in_turns(processes: Sequence[_Process], rounds: int) -> list[list[list[float]]]:
    """Milliseconds of the calls of each process in each round."""
    taken: list[list[list[float]]] = [[] for _ in processes]
    for turn in range(rounds):
        # every other round backwards, so that a machine that grows slower is unfair to none
        for place in list(range(len(processes)))[:: -1 if turn % 2 else 1]:
            taken[place].append(processes[place].calls(SECONDS))
    return taken


def _row(
    process: _Process,
    threads: int,
    taken: list[list[float]],
    ratio: float,
    macs: int | None,
    quantize: str | None,
    most: Callable[[str | None], float | None],
) -> Measured:
    calls = [ms for turn in taken for ms in turn]
    median = statistics.median(calls)
    macs = process.macs if macs is None else macs
    rate = macs and macs * process.batch / median * 1e3
    highest = rate and most(quantize)
    return Measured(
        file=process.path.name,
        runtime=process.runtime,
        batch=process.batch,
        threads=threads,
        bytes=size_of(process.path),
        calls=len(calls),
        median_ms=median,
        p90_ms=percentile(calls, 0.9),
        ratio=ratio,
        peak_bytes=process.peak,
        file_bytes=process.peak - process.before,
        multiply_adds=macs,
        quantize=quantize,
        multiply_adds_a_second=rate,
        peak_share=rate / highest if rate and highest else None,
    )


def latency_ms(path: str | Path, batch: int | None = None, threads: int | None = None, seconds: float = 1.0) -> float:
    """Milliseconds of a call of a .tflite, .onnx or .keras file or a SavedModel on this machine: the median.

    Args:
        path: the file.
        batch: images a call. Default: as many as the file takes, 1 where it takes any number.
        threads: of its runtime, at most as many as there are processors, the default.
        seconds: how long to measure, after three calls to warm up; above 0.

    Raises:
        ExportError: as `bench`.
    """
    path = expanded(path)
    number("seconds", seconds, above=0, error=ExportError)
    own = 0 if batch is None else whole("batch", batch, error=ExportError)
    with _process(_kind(path), path, _threads(threads), own) as process:
        return statistics.median(process.calls(seconds))


def peak(kind: str, quantize: str | None, threads: int) -> float | None:
    """Multiply-adds a second that this machine does at most in a runtime: see `benchmark_peak.layers`.

    None where the file to measure it with cannot be made here: another backend of Keras than TensorFlow, or a
    library is missing.
    """
    from kerasarch.export.benchmark_peak import MULTIPLY_ADDS, written

    with tempfile.TemporaryDirectory() as folder:
        path = written(kind, quantize, Path(folder))
        if path is None:
            return None
        with _process(kind, path, threads, 1) as process:
            return MULTIPLY_ADDS / min(process.calls(1.5)) * 1e3


def percentile(values: Sequence[float], share: float) -> float:
    """The smallest value that this share of the values does not exceed."""
    return sorted(values)[math.ceil(share * len(values)) - 1]


def _threads(threads: int | None) -> int:
    if threads is None:
        return processors()
    if whole("threads", threads, error=ExportError) > processors():
        raise ExportError(f"threads must be at most {processors()}, the processors of this machine; got {threads}")
    return threads


def _kind(path: Path) -> str:
    if path.suffix == ".keras" and path.is_file():
        return "keras"
    mend(path)
    try:
        return format_of(path)
    except ExportError:
        if not path.exists():
            raise
        raise ExportError(f"{path} is no .tflite, .onnx or .keras file and no SavedModel folder") from None


def _names(files: list[Path]) -> list[str]:
    """The files' names; the whole paths where two are equal."""
    names = [file.name for file in files]
    return names if len(set(names)) == len(names) else list(map(str, files))


def _ratio(rows: list[list[float]], first: list[list[float]]) -> float:
    return statistics.median(statistics.median(a) / statistics.median(b) for a, b in zip(rows, first, strict=True))


class _Process:
    """A file that a process of its own has open."""

    def __init__(self, path: Path, process: Any, errors: Any) -> None:
        self.path, self.process, self.errors = path, process, errors
        said = self._answer()
        self.runtime, self.batch, self.before, self.macs = (said[k] for k in ("runtime", "batch", "before", "macs"))
        self.peak = 0

    def calls(self, seconds: float) -> list[float]:
        """Milliseconds of each call made in this time."""
        self.process.stdin.write(f"{seconds}\n")
        self.process.stdin.flush()
        said = self._answer()
        self.peak = said["peak"]
        return list(said["ms"])

    def _answer(self) -> dict[str, Any]:
        line = self.process.stdout.readline()
        if line:
            return dict(json.loads(line))
        self.process.wait()
        self.errors.seek(0)
        said = [text for text in self.errors.read().decode(errors="replace").split("\n") if text.strip()]
        last = said[-1] if said else f"exit code {self.process.returncode}"
        if (absent := re.match(r"ModuleNotFoundError: (.*'(\w+).*)", last)) and absent[2] in PACKAGES:
            raise missing(ModuleNotFoundError(absent[1], name=absent[2]))
        raise ExportError(f"{self.path} cannot be run: {last}")


@contextmanager
def _process(kind: str, path: Path, threads: int, batch: int) -> Iterator[_Process]:
    """The file, opened in a process, which ends with the block."""
    script = str(Path(__file__).with_name("benchmark_process.py"))  # not as a module: that would load this package
    command = [sys.executable, "-P", script, kind, str(path.absolute()), str(threads), str(batch)]
    with tempfile.TemporaryFile() as errors:
        process = subprocess.Popen(  # noqa: S603
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=errors, text=True
        )
        try:
            yield _Process(path, process, errors)
        finally:
            process.kill()
            process.communicate()
