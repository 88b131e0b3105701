"""The one comparison: what a file computes against what the model computes, on images on which it matters."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from kerasarch.errors import ExportError
from kerasarch.export.formats import Bounds
from kerasarch.export.runtimes import Runtime

Array = Any
MARGIN = 10  # the two highest logits must differ by this many bounds for the class to be called clear


@dataclass(frozen=True)
class Proof:
    """What a file is proven on.

    Attributes:
        images: (n, height, width, channels), as the Keras model takes them.
        logits: the Keras model's, float32 (n, classes).
        labels: the true classes (n,), or None.
        activation: what the file does with the logits: "softmax", "sigmoid" or "linear".
    """

    images: Array
    logits: Array
    labels: Array | None
    activation: str

    def save(self, path: Path) -> None:
        """Write it to an .npz file, a path that `files.writing` gave."""
        labels = np.zeros(0, int) if self.labels is None else self.labels
        np.savez_compressed(
            path, images=self.images, logits=self.logits, labels=labels, activation=np.array(self.activation)
        )

    @classmethod
    def load(cls, path: Path) -> Proof:
        """What `save` wrote. Raises ExportError where it is damaged."""
        try:
            with path.open("rb") as file, np.load(file, allow_pickle=False) as kept:
                labels = kept["labels"] if len(kept["labels"]) else None
                return cls(kept["images"], kept["logits"], labels, str(kept["activation"]))
        except Exception as failure:  # a damaged zip raises whatever its bytes suggest
            raise ExportError(f"{path} is damaged ({failure})") from failure


@dataclass(frozen=True)
class Verdict:
    """What a comparison found.

    Attributes:
        images: how many.
        max_logit_difference: the largest, over all images and classes.
        bound: what it may be, or None for quantized values.
        agreement: share of images with the same class, of a quantized file by what it delivers; where n of its outputs
            are equally the highest, the model's class among them, 1/n of the image.
        tied: share of images on which several of a quantized file's outputs are equally the highest.
        clear_images: how many have a clear margin between the two highest logits.
        clear_agreement: share of those with the same class; None where there are none.
        centred_sqnr_db: power of the logits, each class's mean taken off, over that of the error, in decibels.
        activation_difference: the largest between the file's outputs and the activation of its own logits.
        accuracy: the file's, on labelled images, or None.
        keras_accuracy: the Keras model's.
        faults: what is out of bounds, a sentence each; none if the file is proven.
        unshown: what these images cannot show, a sentence each.
    """

    images: int
    max_logit_difference: float
    bound: float | None
    agreement: float
    tied: float
    clear_images: int
    clear_agreement: float | None
    centred_sqnr_db: float
    activation_difference: float
    accuracy: float | None
    keras_accuracy: float | None
    faults: tuple[str, ...]
    unshown: tuple[str, ...]

    def json(self) -> dict[str, Any]:
        """For the manifest: the figures, without the sentences."""
        figures = {key: value for key, value in asdict(self).items() if key not in ("faults", "unshown")}
        return dict(json.loads(json.dumps(figures), parse_float=lambda text: float(f"{float(text):.6g}")))


def compare(runtime: Runtime, proof: Proof, bounds: Bounds) -> Verdict:
    """Run a file on the proof's images and compare it with the model."""
    reference = proof.logits.astype("float64")
    if runtime.image_shape != tuple(proof.images.shape[1:]):
        raise ExportError(f"the file takes {runtime.image_shape}, the proof's images are {proof.images.shape[1:]}")
    outputs = runtime.run(proof.images).astype("float64")
    logits = outputs if proof.activation == "linear" else runtime.logits(proof.images).astype("float64")
    if logits.shape != reference.shape:
        raise ExportError(f"the file gives {logits.shape[1:]} values an image, the model {reference.shape[1:]}")
    finite = np.isfinite(logits).all() and np.isfinite(outputs).all()
    worst = float(np.abs(logits - reference).max()) if finite else float("inf")
    bound = None if bounds.logits is None else bounds.logits * (1 + float(np.abs(reference).max()))
    # an integer output cannot be nearer than half of its quantum; LiteRT's may err by 2
    quantum = runtime.output.get("scale", 0.0)
    highest = _highest(outputs, quantum) if bound is None else _highest(logits, 0.0)
    several = np.maximum(highest.sum(axis=1), 1) if bound is None else np.ones(len(reference))
    same = highest[np.arange(len(reference)), reference.argmax(axis=1)] / several
    top = np.sort(reference, axis=1)[:, -2:]
    clear = top[:, -1] - top[:, 0] > MARGIN * (bound or 0.0)
    correct = [None if proof.labels is None else x.argmax(axis=1) == proof.labels for x in (outputs, reference)]
    accuracy, keras_accuracy = (None if right is None else float(right.mean()) for right in correct)
    verdict = Verdict(
        images=len(reference),
        max_logit_difference=worst,
        bound=bound,
        agreement=float(same.mean()),
        tied=float((several > 1).mean()),
        clear_images=int(clear.sum()),
        clear_agreement=float(same[clear].mean()) if clear.any() else None,
        centred_sqnr_db=centred_sqnr(reference, logits),
        activation_difference=float(np.abs(outputs - activated(logits, proof.activation)).max()) if finite else worst,
        accuracy=accuracy,
        keras_accuracy=keras_accuracy,
        faults=(),
        unshown=(),
    )
    faults = _faults(verdict, reference, bounds, 2.5 * quantum + bounds.activation)
    if bound is None:
        faults += _quantized_faults(reference, outputs, bounds)
    if not verdict.centred_sqnr_db >= bounds.sqnr_db:
        faults.append(f"the logits' SQNR is {verdict.centred_sqnr_db:.1f} dB, the bound is {bounds.sqnr_db:g} dB")
    return replace(verdict, faults=tuple(faults), unshown=tuple(_unshown(verdict, reference)))


def _unshown(found: Verdict, reference: Array) -> list[str]:
    if found.bound is None or reference.shape[1] < 2 or found.clear_images:
        return []
    return [
        f"equal classes: on none of the {found.images} images do the model's two highest logits differ by more than "
        f"{MARGIN * found.bound:.2g}, {MARGIN} times the bound"
    ]


def _highest(delivered: Array, quantum: float) -> Array:
    """Which values are the highest of each image: several where they are equal."""
    return delivered >= delivered.max(axis=1, keepdims=True) - quantum / 2


def _quantized_faults(reference: Array, outputs: Array, bounds: Bounds) -> list[str]:
    """Where no logit has a bound, a file that always says the same may agree: what it says must follow the images."""
    faults = []
    if bounds.agreement and reference.shape[1] > 1:
        for whose, values in (("model", reference), ("file", outputs)):
            if len(set(values.argmax(axis=1))) < 2:
                faults.append(
                    f"the {whose}'s class is the same on all {len(values)} images, so that equal classes would prove "
                    "nothing; give images of several classes"
                )
                break
    return faults


def _faults(found: Verdict, reference: Array, bounds: Bounds, activation: float) -> list[str]:
    faults = []
    vary = float(reference.std(axis=0).mean())
    least = found.bound or 1e-3 * (1 + float(np.abs(reference).max()))  # quantized: as a float32 file would need
    if len(reference) < 2 or vary <= least:
        faults.append(
            f"the model's logits vary by only {vary:.2g} over the {len(reference)} images, so that equal outputs would "
            "prove nothing; train it, load weights, or give images on which it varies"
        )
    if not np.isfinite(found.max_logit_difference):
        return [*faults, "some of the file's outputs are not finite"]
    if found.bound is not None and not found.max_logit_difference <= found.bound:
        faults.append(f"logits differ by up to {found.max_logit_difference:.3g}, the bound is {found.bound:.3g}")
    if found.bound is not None and found.clear_agreement is not None and found.clear_agreement < 1:
        faults.append(f"{1 - found.clear_agreement:.2%} of the images with a clear margin got another class")
    if found.agreement < bounds.agreement:
        tied = f" (on {found.tied:.2%} several outputs are equally the highest)" if found.tied else ""
        faults.append(
            f"{found.agreement:.2%} of the {found.images} images got the same class{tied}, "
            f"the bound is {bounds.agreement:.0%}"
        )
    if found.activation_difference > activation:
        faults.append(
            f"the outputs are {found.activation_difference:.3g} away from the activation of the file's logits"
        )
    if found.accuracy is not None and found.keras_accuracy is not None and found.images >= 200:
        lost = found.keras_accuracy - found.accuracy
        if lost > bounds.drop:
            faults.append(
                f"the accuracy is {100 * lost:.1f} points below the model's, the bound is {100 * bounds.drop:g}"
            )
    return faults


def centred_sqnr(reference: Array, logits: Array) -> float:
    """Signal to noise in decibels after each class's mean is taken off: what is constant tells nothing apart."""
    signal = ((reference - reference.mean(axis=0)) ** 2).sum()
    noise = ((logits - reference) ** 2).sum()
    least = 1e-30  # of either, so that equal, constant or infinite logits give a number too
    return float(10 * np.log10(max(signal, least) / max(min(noise, 1 / least), least)))


def activated(logits: Array, activation: str) -> Array:
    """Softmax, sigmoid or nothing."""
    if activation == "softmax":
        powers = np.exp(logits - logits.max(axis=1, keepdims=True))
        return powers / powers.sum(axis=1, keepdims=True)
    return 1 / (1 + np.exp(-logits)) if activation == "sigmoid" else logits
