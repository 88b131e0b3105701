"""Export: convert beside the target, open the file in its own runtime, compare, and only then give it its name."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict
from importlib import metadata
from pathlib import Path
from typing import Any

import numpy as np

from kerasarch import __version__
from kerasarch.errors import ExportError, KerasarchError, class_names
from kerasarch.export import metadata as inside
from kerasarch.export import onnx, saved_model, tflite
from kerasarch.export.edge_tpu import compiled, differences, edge_report
from kerasarch.export.formats import Form, check_suffix
from kerasarch.export.images import LEAST, check_calibration, check_images, check_labels, shared, smooth_noise
from kerasarch.export.layers import IMAGES, worst
from kerasarch.export.packages import check_backend, missing
from kerasarch.export.prepared import prepared, unread
from kerasarch.export.proof import Proof, Verdict, compare
from kerasarch.export.runtimes import Runtime, open_file
from kerasarch.export.subject import Subject, subject
from kerasarch.files import check_target, expanded, sha256, size_of, writing, writing_folder

Array = Any
SAVED_MODEL = "saved_model.pb"  # only a folder that holds it is replaced by another SavedModel


WRITERS: dict[str, Callable[[Subject, Path, Form, Array | None], Form]] = {
    "saved_model": saved_model.write,
    "tflite": tflite.write,
    "onnx": onnx.write,
}
LOSSES = {"tflite": tflite.losses_of, "onnx": onnx.losses_of}


def to_saved_model(model: Any, path: str | Path, **arguments: Any) -> dict[str, Any]:
    """Export to a SavedModel folder; see `export`."""
    return export(model, path, "saved_model", **arguments)


def to_tflite(model: Any, path: str | Path, quantize: str | None = None, **arguments: Any) -> dict[str, Any]:
    """Export to a TFLite file, float32 or quantized to "float16", "dynamic", "int8" or "int16"; see `export`."""
    return export(model, path, "tflite", quantize=quantize, **arguments)


def to_onnx(model: Any, path: str | Path, quantize: str | None = None, **arguments: Any) -> dict[str, Any]:
    """Export to an ONNX file, float32 or quantized to "float16" or "int8"; see `export`."""
    return export(model, path, "onnx", quantize=quantize, **arguments)


def export(
    model: Any,
    path: str | Path,
    format: str,
    *,
    quantize: str | None = None,
    input: str | None = None,
    batch: int | None = None,
    opset: int | None = None,
    layout: str | None = None,
    target: str | None = None,
    ranges: str | None = None,
    exclude: Sequence[str] = (),
    debug_layers: bool = False,
    images: Array | None = None,
    labels: Array | None = None,
    calibration: Array | None = None,
    classes: Sequence[str] = (),
    about: dict[str, Any] | None = None,
    overwrite: bool = False,
) -> dict[str, Any]:
    """Export a model and prove that the file computes what the model computes.

    Equal models give equal bytes in TFLite and ONNX files, with the same libraries on one kind of machine. Of a
    SavedModel the weights are equal, the graph is not: TensorFlow numbers functions by what the process made before.

    Args:
        model: a keras.Model with one image of a fixed size in and one vector out, on the TensorFlow backend. Models in
            it are written out, so that they are folded, too. Maps and several inputs or outputs are refused.
        path: what to write. Beside it come PATH.json, the manifest, and PATH.parity.npz, the images and the model's
            logits that it was compared on.
        format: "saved_model" (a folder), "tflite" or "onnx".
        quantize: None (float32), for TFLite and ONNX "float16" or "int8" (everything), for TFLite "dynamic" (int8
            weights, but of depthwise kernels) or "int16" (int8 weights, int16 between the layers).
        input: type of the images that the file takes: "float32"; for a SavedModel "uint8" too; for an int8 TFLite file
            "uint8" (the default) or "int8", which its output has too.
        batch: images at once, at least 1. Default: any number, in a TFLite file 1.
        opset: of an ONNX file, 13 to 18. Default: 17.
        layout: of the images that an ONNX file takes, "NHWC" (the default) or "NCHW".
        target: "edgetpu": an int8 TFLite file of operations that an Edge TPU maps (`kerasarch.edge`), with one more
            file beside it, PATH.edgetpu.txt, the report of what is mapped.
        ranges: for "int8" and "int16", how the range of each tensor is found: "mse" (least squared error), "percentile"
            (without the outermost 0.01% of the values), "minmax" (all), or "best", the one of these by which the
            logits are nearest; the manifest tells which. Default: for "int8" "best", for "int16" "mse".
        exclude: for "int8" and "int16", names of layers that stay in float.
        debug_layers: whether the manifest's "layers" tells what each layer loses by quantization, the most first.
        images: what to compare on: (n, height, width, channels), as the model takes them, at least 2, on which its
            outputs vary. Default: 16 images of smooth noise.
        labels: their true classes, for the accuracy.
        calibration: for "int8" and "int16": at least 8 images like those that the file will see, in the range that the
            model takes, and other ones than it is compared on.
        classes: names of the classes, a line each, put into the file. Default: "0", "1", ...
        about: where the model comes from, for the manifest and the file. "preprocessing" in it may be {"mean": ...,
            "std": ...}, where the model takes (pixel - mean) / std: a number each, or one a channel.
        overwrite: whether what is there may be replaced.

    Returns:
        The manifest.

    Raises:
        ExportError: the model cannot be exported so, or the file differs from it by more than the format's bound; then
            no file is left. FileError: the target may not be replaced or cannot be written; what was there stays.
    """
    path = expanded(path)
    form = Form(format, quantize, input, batch, opset, layout, target, ranges, exclude)  # type: ignore[arg-type]
    check_suffix(form, path)
    _check_about(about or {})
    if debug_layers and not form.calibrated:
        raise ExportError(f"debug_layers goes with quantize='int8' or 'int16' only; got it with quantize={quantize!r}")
    folder = format == "saved_model"
    check_target(path, overwrite, folder, SAVED_MODEL if folder else "")
    for companion in (manifest_path(path), parity_path(path), report_path(path)):
        check_target(companion, overwrite)
    check_backend()
    seen = subject(model)
    names = _check_classes(classes, seen)
    images = None if images is None else check_images("images", images, seen)
    if images is not None and len(images) < 2:
        raise ExportError("images must be at least 2, on which the outputs vary; got 1")
    takes = inside.input_range(seen, (about or {}).get("preprocessing", ""))
    calibration = check_calibration(form, calibration, images, seen, takes)
    images = smooth_noise(seen, LEAST if quantize else 16) if images is None else images
    if form.input == "uint8" and not form.quantize:  # the file takes no others; of an int8 file it is what that costs
        images = np.asarray(images).round().clip(0, 255).astype(np.uint8)
    labels = check_labels(labels, len(images), len(names))
    said = inside.described(seen, names, form, about or {})
    proof = Proof(images, seen.logits(images), labels, seen.activation)
    with writing_folder(path, overwrite, SAVED_MODEL) if folder else writing(path, overwrite) as place:
        made_of, form = _convert(seen, place, form, calibration)
        runtime = open_file(place)
        runtime.about = said  # the file itself holds it only with the verdict
        verdict = compare(runtime, proof, form.bounds)
        rows = LOSSES[format](made_of, place, form, images[: max(IMAGES, form.batch or 1)]) if debug_layers else []
        if verdict.faults:
            raise ExportError(f"{path} was not written: {'; '.join(verdict.faults)}{worst(rows)}")
        inside.embed(format, place, said | {"parity": verdict.json()}, seen.output_name)
        runtime = _opened_again(place, runtime, images[:1])
        manifest = _manifest(seen, made_of, path, place, form, runtime, verdict, images, about or {})
        if calibration is not None and (same := shared(calibration, images)):  # more are refused
            manifest["remark"] += f"{'; ' * bool(manifest['remark'])}compared on {same} of the calibration images too"
        if form.target:
            manifest["edge_tpu"] = _report(place)
        if debug_layers:
            manifest["layers"] = rows
        proof.save(parity_path(place))
        manifest["parity_sha256"] = sha256(parity_path(place))
        manifest_path(place).write_text(json.dumps(manifest, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    if not form.target:
        report_path(path).unlink(missing_ok=True)  # of the file that was replaced
    return manifest


def write_unproven(model: Any, path: Path, form: Form, calibration: Array | None = None) -> None:
    """Write a file without proof, to measure what such a network costs."""
    check_backend()
    seen = subject(model)
    _convert(seen, path, form, check_calibration(form, calibration, None, seen, inside.input_range(seen, "")))


def _convert(seen: Subject, place: Path, form: Form, calibration: Array | None) -> tuple[Subject, Form]:
    """Write the file; what it was made of, and as which it is written."""
    ready = subject(prepared(seen.model, form.target, fuse=not form.calibrated))
    try:
        form = WRITERS[form.format](ready, place, form, calibration)
    except (KerasarchError, OSError):
        raise
    except ImportError as failure:
        raise missing(failure) from failure
    except Exception as failure:  # each converter has exceptions of its own
        reason = " ".join(str(failure).split())[:600]
        raise ExportError(f"{seen.model.name} cannot be converted to {form.format}: {reason}") from failure
    return ready, form


def manifest_path(path: Path) -> Path:
    """FILE.json beside FILE."""
    return path.with_name(f"{path.name}.json")


def parity_path(path: Path) -> Path:
    """FILE.parity.npz beside FILE."""
    return path.with_name(f"{path.name}.parity.npz")


def report_path(path: Path) -> Path:
    """FILE.edgetpu.txt beside FILE."""
    return path.with_name(f"{path.name}.edgetpu.txt")


def _check_about(about: dict[str, Any]) -> None:
    try:
        json.dumps({key: value for key, value in about.items() if key != "training"})
    except (TypeError, ValueError) as failure:
        raise ExportError(f"about must be of texts, numbers, lists and dicts, as JSON has them: {failure}") from failure


def _report(place: Path) -> dict[str, Any]:
    """Write what an Edge TPU maps of a file beside it, the compiler's own word too where it is there."""
    report = edge_report(place)
    lines, summary = [str(report)], report.summary()
    try:
        if (said := compiled(place)) is not None:
            differs = summary["compiler_differs"] = differences(report, said)
            lines += ["", "edgetpu_compiler on this machine:", *(differs or ["the same, operation by operation"])]
    except ExportError as refusal:  # the file computes what the model does, on the CPU at least
        summary["compiler_refuses"] = str(refusal)
        lines += ["", str(refusal)]
    report_path(place).write_text("\n".join([*lines, ""]), encoding="utf-8")
    return summary


def _check_classes(classes: Sequence[str], seen: Subject) -> tuple[str, ...]:
    outputs = seen.model.outputs[0].shape[-1]
    names = class_names("classes", classes, ExportError) or tuple(map(str, range(outputs)))
    if len(names) != outputs:
        raise ExportError(f"classes must name the model's {outputs} outputs; got {len(names)} names")
    return names


def _opened_again(place: Path, before: Runtime, image: Array) -> Runtime:
    """The file as it is delivered, which must compute what the file that was compared does."""
    if place.is_dir():  # a SavedModel's metadata lies beside what computes
        before.about = inside.embedded("saved_model", place)
        return before
    after = open_file(place)
    if not np.allclose(after.run(image), before.run(image), rtol=1e-5, atol=1e-6):
        raise ExportError(f"{place.name} was not written: with its metadata inside it computes something else")
    return after


def _manifest(
    seen: Subject,
    made_of: Subject,
    path: Path,
    place: Path,
    form: Form,
    runtime: Runtime,
    verdict: Verdict,
    images: Array,
    about: dict[str, Any],
) -> dict[str, Any]:
    batch = runtime.batch or 1
    whole = unread(seen.model)
    normed = any(variable.name == "moving_variance" for variable in seen.model.variables)  # at any depth
    of_integers = form.calibrated or form.quantize == "dynamic"
    converters = ("tf2onnx", "onnx") if form.format == "onnx" else ("ai-edge-quantizer",) if of_integers else ()
    versions = {name: metadata.version(name) for name in ("keras", "tensorflow", "numpy", *converters)}
    return {
        "file": path.name,
        **{key: value for key, value in asdict(form).items() if key != "input"},
        "exclude": list(form.exclude),
        "folded": not (whole and normed),
        "bytes": size_of(place),
        "sha256": sha256(place),
        "runtime": runtime.runtime,
        "input": runtime.input,
        "output": runtime.output,
        "inside": runtime.about,
        "about": {key: value for key, value in about.items() if key != "training"},
        "remark": _remark(seen.half, made_of, form, place, verdict, whole, normed),
        "versions": {"kerasarch": __version__, **versions},
        "parity": verdict.json(),
        "latency_ms": runtime.latency(images[np.arange(batch) % len(images)]) | {"batch": batch},
    }


def _remark(half: str, made_of: Subject, form: Form, place: Path, verdict: Verdict, whole: str, normed: bool) -> str:
    """What a user should know of a file: that it computes in float32 what the model did not, what its proof does not
    show, what could not be rewritten and why, and what quantization did."""
    remarks = [f"computed in float32: in the model, layers are of {half}"] if half else []
    remarks += [f"not shown: {what}" for what in verdict.unshown]
    if whole and (normed or form.target):
        remarks.append(f"{'not rewritten for the target' if form.target else 'batch norms are not folded'}: {whole}")
    if form.quantize and verdict.images < LEAST:
        remarks.append(f"compared on only {verdict.images} images; {LEAST} or more tell what quantization costs")
    if form.quantize == "dynamic" and not tflite.has_integers(place):
        remarks.append("nothing is quantized: depthwise kernels and those of fewer than 1,024 weights stay float32")
    found = tflite.without_integers(made_of, place, form) if form.format == "tflite" and form.calibrated else {}
    if found:
        said = ", ".join(f"{count} {name}" for name, count in sorted(found.items()))
        way = "; --target edgetpu writes them otherwise" if form.quantize == "int8" and not whole else ""
        remarks.append(f"computed in float32, as they have no {form.quantize} form: {said}{way}")
    return "; ".join(remarks)
