"""Measured files as a table on the terminal, a .csv file and a picture."""

from __future__ import annotations

import csv
import dataclasses
import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kerasarch.errors import FileError
from kerasarch.files import expanded, make_folder, write_text, writing

PICTURE = "bench.png"


@dataclass(frozen=True)
class Measured:
    """What was measured of one file at one batch.

    Attributes:
        file: its name.
        runtime: what ran it.
        batch: images a call.
        threads: that the runtime may use.
        bytes: of the file, or of the folder.
        calls: how many were timed.
        median_ms, p90_ms: of a call, the 50th and the 90th percentile.
        ratio: time of an image as a share of the first file's at the same place in `batches`, the median of the rounds.
        peak_bytes: the most memory that its process took, its runtime included.
        file_bytes: of that, what was not there before the file was opened.
        multiply_adds: of an image; None where they cannot be told.
        quantize: how its numbers are quantized: None, "dynamic", "int8" or "int16".
        multiply_adds_a_second: at the median.
        peak_share: of the most that `benchmark_peak.peak` measured on this machine in the same runtime and numbers;
            None where there is nothing to compare.
    """

    file: str
    runtime: str
    batch: int
    threads: int
    bytes: int
    calls: int
    median_ms: float
    p90_ms: float
    ratio: float
    peak_bytes: int
    file_bytes: int
    multiply_adds: int | None
    quantize: str | None
    multiply_adds_a_second: float | None
    peak_share: float | None


COLUMNS = tuple(column.name for column in dataclasses.fields(Measured))


def table(rows: Sequence[Measured]) -> Any:
    """The rows for the terminal."""
    from rich import box
    from rich.table import Table

    found = Table(
        box=box.SIMPLE_HEAD, expand=True, padding=(0, 1, 0, 0), caption=_caption(rows), caption_justify="left"
    )
    found.add_column("file", overflow="fold", ratio=1)
    found.add_column(f"runtime,\n{_threads(rows)}", no_wrap=True)
    for heading in (
        *("MB", "batch", "ms\nmedian", "ms\np90", "to the\nfirst", "memory\nMB", "for the\nfile"),
        *("G mult-\nadds/s", "of the\nmost"),
    ):
        found.add_column(heading, justify="right")
    for row in rows:
        rate, share = row.multiply_adds_a_second, row.peak_share
        found.add_row(
            *(row.file, row.runtime, f"{row.bytes / 1e6:.2f}", str(row.batch)),
            *(f"{row.median_ms:.2f}", f"{row.p90_ms:.2f}", f"{row.ratio:.2f}"),
            *(f"{row.peak_bytes / 1e6:.0f}", f"{row.file_bytes / 1e6:.0f}"),
            "unknown" if rate is None else f"{rate / 1e9:.1f}",
            "" if share is None else f"{share:.0%}",
        )
    return found


def _threads(rows: Sequence[Measured]) -> str:
    return "1 thread" if rows[0].threads == 1 else f"{rows[0].threads} threads"


def _caption(rows: Sequence[Measured]) -> str:
    """What this machine does at most, by runtime and numbers."""
    most = {
        f"{row.runtime} {row.quantize or 'float32'}": row.multiply_adds_a_second / row.peak_share / 1e9
        for row in rows
        if row.multiply_adds_a_second and row.peak_share
    }
    said = ", ".join(f"{name} {value:.0f}" for name, value in most.items())
    return f"the most, in G multiply-adds/s, of four 1x1 convolutions of 28x28x512: {said}" if most else ""


def picture_in(output: str | Path) -> Path:
    """Where the picture goes: a .png file, or `bench.png` in a folder, made where it is missing.

    Raises:
        FileError: neither.
    """
    picture = expanded(output)
    if picture.is_dir() or not picture.suffix:
        return make_folder(picture) / PICTURE
    if picture.suffix != ".png":
        raise FileError(f"output must be a folder or a .png file; got {picture}")
    return picture


def write(rows: Sequence[Measured], picture: Path) -> None:
    """Draw the rows, and write them to a .csv file beside the picture, replacing what is there."""
    text = io.StringIO()
    lines = csv.DictWriter(text, COLUMNS, lineterminator="\n")
    lines.writeheader()
    lines.writerows(dataclasses.asdict(row) for row in rows)
    _draw(rows, picture)
    write_text(picture.with_suffix(".csv"), text.getvalue())


def _draw(rows: Sequence[Measured], picture: Path) -> None:
    """Milliseconds an image, a bar each to the median with a line to the 90th percentile, the first on top."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(9, 1.2 + 0.4 * len(rows)), layout="constrained")
    axes = figure.subplots()
    names = [row.file if row.batch == 1 else f"{row.file}, {row.batch} images" for row in rows]
    medians = [row.median_ms / row.batch for row in rows]
    beyond = [row.p90_ms / row.batch - median for row, median in zip(rows, medians, strict=True)]
    bars = axes.barh(range(len(rows)), medians, xerr=([0] * len(rows), beyond), color="C0", ecolor="grey")
    axes.bar_label(bars, [f" {median:.3g}" for median in medians], label_type="edge", padding=3)
    axes.set_yticks(range(len(rows)), names)
    axes.invert_yaxis()
    axes.margins(x=0.12)
    axes.set(xlabel=f"ms an image, median and 90th percentile, {_threads(rows)}")
    axes.grid(axis="x", alpha=0.3)
    with writing(picture) as place:
        figure.savefig(place, dpi=110)
