"""Checking an exported file again, from what was kept beside it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from kerasarch.errors import ExportError
from kerasarch.export.edge_tpu import edge_report
from kerasarch.export.exporter import manifest_path, parity_path
from kerasarch.export.formats import Form
from kerasarch.export.metadata import labels_inside, standards
from kerasarch.export.proof import Proof, Verdict, compare
from kerasarch.export.runtimes import Runtime, open_file
from kerasarch.files import expanded, sha256, size_of


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
    _inside(path, runtime, checked, faults, unchecked)
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
        unchecked += verdict.unshown
        if not verdict.faults:
            checked.append(summary(verdict))
        for where, said in (("the manifest", manifest), ("the metadata inside", runtime.about)):
            wrong = differences(said.get("parity"), verdict)
            says = f"measured parity is what {where} says"
            _check(not wrong, says, checked, faults, f"{says.replace(' is ', ' is not ')}: {'; '.join(wrong)}")
    return Report(path, tuple(checked), tuple(faults), tuple(unchecked), verdict)


def summary(verdict: Verdict) -> str:
    """A verdict in a line."""
    line = f"on {verdict.images} images logits differ by up to {verdict.max_logit_difference:.2g}"
    line += f" (bound {verdict.bound:.2g})" if verdict.bound else f", SQNR {verdict.centred_sqnr_db:.1f} dB"
    line += f", the same class on {verdict.agreement:.2%}"
    return line if verdict.accuracy is None else f"{line}, accuracy {verdict.accuracy:.4f}"


# How far a figure may be from what is measured again: other processors round otherwise, near ties fall otherwise
NEAR: dict[str, tuple[float, float]] = {  # a share of the larger, and a difference
    "images": (0, 0),
    "bound": (1e-4, 0),
    "clear_images": (0, 0),
    "keras_accuracy": (0, 1e-5),
    "max_logit_difference": (0.5, 1e-4),
    "centred_sqnr_db": (0.1, 1),
    "activation_difference": (0.5, 1e-2),
}


def differences(said: Any, verdict: Verdict) -> list[str]:
    """Where a verdict that was kept is not what was measured now, a sentence each."""
    if not isinstance(said, dict):
        return ["there is none"]
    wrong = []
    for key, now in verdict.json().items():
        share, least = NEAR.get(key, (0, max(2.001 / verdict.images, 0.005)))  # shares: two images, or 0.005
        then = said.get(key)
        near = then is now is None
        if isinstance(then, int | float) and isinstance(now, int | float):
            near = abs(then - now) <= max(least, share * max(abs(then), abs(now)))
        if not near:
            wrong.append(f"{key} {then}, now {now}")
    return wrong


def _inside(path: Path, runtime: Runtime, checked: list[str], faults: list[str], unchecked: list[str]) -> None:
    """Whether what the file says of itself is so: labels in each of their places, size, and the scale of raw pixels."""
    about = runtime.about
    labels, steps = about.get("labels"), about.get("preprocessing")
    if labels:
        says = f"{len(labels)} labels inside, one an output"
        _check(len(labels) == runtime.output["shape"][-1], says, checked, faults)
        _check(labels == labels_inside(path), "the labels for other programs are the same", checked, faults)
    else:
        unchecked.append("labels: there are none inside")
    if not isinstance(steps, dict):
        unchecked.append("preprocessing: nothing is said of it inside")
        return
    for standard, same in standards(path, about).items():
        _check(same, f"{standard} inside say the same of images, labels and preprocessing", checked, faults)
    size = list(runtime.image_shape[:2])
    _check(steps.get("size") == size, f"images of {size[0]}x{size[1]}, as the input has", checked, faults)
    scale, zero = runtime.input.get("scale"), runtime.input.get("zero_point", 0)
    if scale and steps.get("raw_pixels"):
        # a raw byte means (byte - zero point) x scale, which must be (pixel - mean) / std, to half of a step
        first = zero - int(np.iinfo(runtime.input["dtype"]).min)
        try:
            ends = [((pixel - first) * scale, (pixel - steps["mean"][0]) / steps["std"][0]) for pixel in (0, 255)]
            near = all(abs(one - other) <= scale for one, other in ends)
        except (LookupError, TypeError, ZeroDivisionError):
            near = False
        _check(near, "a byte of the input is a pixel, as preprocessed", checked, faults)


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
    if parity_path(path).is_file():
        kept = sha256(parity_path(path)) == manifest.get("parity_sha256")
        _check(kept, f"{parity_path(path).name} is what it was proven on", checked, faults)
    found = {
        "input": runtime.input,
        "output": runtime.output,
        "inside": runtime.about,
        "bytes": size_of(path),
        "batch": runtime.batch,
        "layout": runtime.about.get("layout"),
        "opset": _opset(path),
    }
    for what, value in found.items():
        said = {"inside": "labels and preprocessing inside"}.get(what, what)
        _check(manifest.get(what) == value, f"{said} as the manifest says", checked, faults)
    if edge := manifest.get("edge_tpu"):
        report = edge_report(path).summary()
        holds = {key: edge.get(key) for key in report} == report
        _check(holds, "what an Edge TPU maps of it as the manifest says", checked, faults)


def _opset(path: Path) -> int | None:
    if path.suffix != ".onnx":
        return None
    import onnx

    return int(next(entry.version for entry in onnx.load(path).opset_import if not entry.domain))


def _check(holds: bool, says: str, checked: list[str], faults: list[str], else_says: str = "") -> None:
    if holds:
        checked.append(says)
    else:
        faults.append(else_says or f"not so: {says}")
