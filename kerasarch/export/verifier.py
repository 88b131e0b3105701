"""Checking an exported file again, from what was kept beside it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kerasarch.errors import ExportError
from kerasarch.export.exporter import manifest_path, parity_path
from kerasarch.export.formats import Form
from kerasarch.export.proof import Proof, Verdict, compare
from kerasarch.export.runtimes import Runtime, open_file
from kerasarch.files import expanded, sha256


@dataclass(frozen=True)
class Report:
    """What `verify` found.

    Attributes:
        path: the file.
        checked: what holds, a sentence each.
        faults: what does not.
        unchecked: what could not be checked, and why.
        verdict: the comparison, where there was one.
    """

    path: Path
    checked: tuple[str, ...]
    faults: tuple[str, ...]
    unchecked: tuple[str, ...]
    verdict: Verdict | None

    @property
    def ok(self) -> bool:
        """Whether nothing is wrong."""
        return not self.faults


def verify(path: str | Path) -> Report:
    """Open an exported file in its own runtime and check all that its companions, FILE.json and FILE.parity.npz, say.

    Without companions, what the file says of itself is checked, and that no more could be.

    Raises:
        ExportError: the file, or a companion, cannot be read at all.
    """
    path = expanded(path)
    runtime = open_file(path)
    checked = [f"opens in {runtime.runtime}"]
    faults: list[str] = []
    unchecked: list[str] = []
    labels = runtime.about.get("labels")
    if labels:
        _check(
            len(labels) == runtime.output["shape"][-1], f"{len(labels)} labels inside, one an output", checked, faults
        )
    else:
        unchecked.append("labels: there are none inside")
    manifest = _manifest(path)
    if manifest is None:
        unchecked.append(f"bytes and origin: there is no {manifest_path(path).name}")
    else:
        _against_manifest(path, runtime, manifest, checked, faults)
    verdict = None
    if manifest is None or not parity_path(path).is_file():
        missing = manifest_path(path) if parity_path(path).is_file() else parity_path(path)
        unchecked.append(f"outputs: there is no {missing.name}")
    else:
        bounds = Form(manifest["format"], manifest["quantize"]).bounds
        verdict = compare(runtime, Proof.load(parity_path(path)), bounds)
        faults += verdict.faults
        if not verdict.faults:
            checked.append(summary(verdict))
    return Report(path, tuple(checked), tuple(faults), tuple(unchecked), verdict)


def summary(verdict: Verdict) -> str:
    """A verdict in a line."""
    line = f"on {verdict.images} images logits differ by up to {verdict.max_logit_difference:.2g}"
    line += f" (bound {verdict.bound:.2g})" if verdict.bound else f", SQNR {verdict.centred_sqnr_db:.1f} dB"
    line += f", the same class on {verdict.agreement:.2%}"
    return line if verdict.accuracy is None else f"{line}, accuracy {verdict.accuracy:.4f}"


def _manifest(path: Path) -> dict[str, Any] | None:
    try:
        manifest = json.loads(manifest_path(path).read_text(encoding="utf-8"))
        Form(manifest["format"], manifest["quantize"])
    except FileNotFoundError:
        return None
    except (ValueError, KeyError, TypeError) as failure:
        raise ExportError(f"{manifest_path(path)} is damaged ({failure})") from failure
    return dict(manifest)


def _against_manifest(
    path: Path, runtime: Runtime, manifest: dict[str, Any], checked: list[str], faults: list[str]
) -> None:
    same = sha256(path) == manifest.get("sha256")
    _check(same, "the bytes are those that were proven", checked, faults, "it was changed after it was proven")
    for what, found in (("input", runtime.input), ("output", runtime.output), ("inside", runtime.about)):
        said = {"inside": "labels and preprocessing inside"}.get(what, what)
        _check(manifest.get(what) == found, f"{said} as the manifest says", checked, faults)


def _check(holds: bool, says: str, checked: list[str], faults: list[str], else_says: str = "") -> None:
    if holds:
        checked.append(says)
    else:
        faults.append(else_says or f"not so: {says}")
