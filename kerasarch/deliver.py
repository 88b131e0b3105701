"""From a run to proven files, and from an image to a name: what the command line's export and predict do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np

from kerasarch import export, models
from kerasarch.data import read_images
from kerasarch.data.folder import ENDINGS
from kerasarch.data.source import PREPARATION, Source
from kerasarch.errors import DataError, ExportError
from kerasarch.export.formats import Form
from kerasarch.export.metadata import normalisation
from kerasarch.export.packages import check_backend
from kerasarch.export.proof import activated
from kerasarch.export.subject import subject
from kerasarch.files import expanded, make_folder
from kerasarch.training.run import Run, image_size

PROOF_BYTES = 64 * 2**20  # of images that are kept beside a file
CALIBRATION = 200  # images of the training split: TensorFlow's guide says 100 to 500


def export_from(
    origin: str | Path,
    form: Form,
    output: str | Path | None = None,
    calibration: str | Path | None = None,
    overwrite: bool = False,
    source: Source | None = None,
    debug_layers: bool = False,
) -> tuple[Path, dict[str, Any]]:
    """Export a run's best model, proven on its test images, or a `.keras` file, proven on smooth noise.

    Args:
        origin: the run's folder, or the file.
        form: what to write.
        output: what to write. Default: RUN/exports/NAME, which a `.keras` file has not.
        calibration: a folder of images for int8 and int16. Default: images of the run's training split. A `.keras` file
            is then proven on half of them; it must take pixels, or have been saved with the mean and std of what it
            takes, as about["preprocessing"].
        overwrite: whether what is there may be replaced.
        source: the images that a run was trained on, if they were not its recipe's.
        debug_layers: whether the manifest tells what each layer loses by quantization.

    Returns:
        The file, and its manifest.

    Raises:
        KerasarchError: as `kerasarch.export.export`, or the origin is neither.
    """
    check_backend()
    origin = expanded(origin)
    if not origin.exists():
        raise ExportError(f"there is no file or run {origin}")
    if origin.is_dir():
        run = Run(origin)
        file, data = run.best, _data_of(run, source, with_training=form.calibrated and calibration is None)
        name = f"{run.recipe().name}{f'_{form.target or form.quantize}' if form.quantize else ''}{form.suffix}"
        target = make_folder(origin / "exports") / name if output is None else Path(output)
    elif output is None:
        raise ExportError(f"name the target with --output: {origin} is no run, in whose folder it could go")
    else:
        file, data, target = origin, {}, Path(output)
    about = models.about(file) | {"file": file.name}
    model = models.load(file)
    if calibration is not None:
        alone = "images" not in data  # half of them are what it is proven on, not those that it is calibrated with
        some = _images_in(expanded(calibration), model, about.get("preprocessing", ""), (1 + alone) * CALIBRATION)
        data |= {"calibration": some[::2], "images": some[1::2]} if alone else {"calibration": some}
    names = about.get("labels", ())
    said = {"classes": names, "about": about, "overwrite": overwrite, "debug_layers": debug_layers}
    return target, export.export(model, target, **asdict(form), **said, **data)


def _data_of(run: Run, source: Source | None, with_training: bool) -> dict[str, Any]:
    """What a run's model is proven on, and calibrated with."""
    run.metrics()  # a run that is not finished is refused
    source, size = source or run.source(), image_size(run.recipe())
    images, labels = source.arrays("test", size, limit=max(200, min(1000, PROOF_BYTES // (size[0] * size[1] * 3))))
    data = {"images": images, "labels": labels}
    if with_training:
        data["calibration"], _ = source.arrays("train", size, limit=CALIBRATION)
    return data


def _images_in(folder: Path, model: Any, preprocessing: Any, most: int) -> Any:
    seen = subject(model)
    pixels = seen.pixels or preprocessing == PREPARATION
    if not pixels and isinstance(preprocessing, str):
        raise ExportError(
            f"calibration: {model.name} does not rescale pixels, and nothing says what it takes: save it by "
            "kerasarch.save with about={'preprocessing': {'mean': ..., 'std': ...}}, for (pixel - mean) / std"
        )
    if not folder.is_dir():
        raise DataError(f"calibration must be a folder of images; {folder} is none")
    files = sorted(file for file in folder.rglob("*") if file.suffix.lower() in ENDINGS)
    if not files:
        raise DataError(f"calibration: there is no {', '.join(ENDINGS)} file in {folder}")
    spread = files[:: -(-len(files) // most)]  # over all folders
    return _values(spread, seen.shape, {} if pixels else normalisation(preprocessing, seen))


def _values(files: Sequence[str | Path], shape: tuple[int, ...], steps: dict[str, Any]) -> Any:
    """Images of this shape as a model takes them: pixels, or less the mean and over the std of `steps`."""
    images = read_images(files, shape[:2])
    return ((images - np.array(steps["mean"])) / np.array(steps["std"])).astype("float32") if steps else images


def predict(origin: str | Path, images: list[str]) -> list[list[tuple[str, float]]]:
    """The classes of image files with their probabilities, the most likely first.

    Args:
        origin: an exported file, a run's folder (its best model), or a `.keras` file.
        images: files.

    Returns:
        For each image the (class, probability) pairs of all classes.

    Raises:
        KerasarchError: a file that is missing or cannot be read, does not say how pixels become what it takes, takes
            other channels than red, green and blue, or names no classes.
    """
    origin = expanded(origin)
    if (origin / "recipe.toml").is_file() or origin.suffix == ".keras":
        file = origin if origin.is_file() else Run(origin).best
        about, model = models.about(file), models.load(file)
        seen = subject(model)
        takes, activation, shape = about.get("preprocessing", ""), seen.activation, seen.shape
        pixels = seen.pixels or takes == PREPARATION
        steps = {} if pixels or isinstance(takes, str) else normalisation(takes, seen)

        def run(values: Any) -> Any:
            return activated(seen.logits(values), activation)
    else:
        runtime = export.open_file(origin)
        about = runtime.about
        if not {"input_range", "activation", "labels"} <= set(about):
            raise ExportError(
                f"{origin} does not say which values it takes for pixels and what it gives: predict reads files that "
                "kerasarch exported, whose metadata does"
            )
        pixels, activation, shape = about["input_range"] == [0, 255], about["activation"], runtime.image_shape
        said = about.get("preprocessing")
        steps = said if isinstance(said, dict) and not pixels and {"mean", "std"} <= set(said) else {}
        run = runtime.run
    if not pixels and not steps:
        raise ExportError(f"{origin} takes an input of its own range, not pixels, so that it cannot be given a file")
    if shape[2] != 3:
        count = f"{shape[2]} channel{'s' * (shape[2] > 1)}"
        raise ExportError(f"{origin} takes images of {count}, and predict reads files as RGB, which are 3")
    outputs = run(_values(images, shape, steps))
    if activation == "linear":
        if outputs.shape[1] == 1:
            raise ExportError(f"{origin} gives one number and no classes, so that it names none")
        outputs = activated(outputs, "softmax")
    names = about.get("labels") or [str(i) for i in range(outputs.shape[1])]
    return [[(names[i], float(row[i])) for i in np.argsort(-row, kind="stable")] for row in outputs]
