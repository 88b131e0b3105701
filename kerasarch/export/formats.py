"""The formats: what can be written, how a file of each is called, and how near it must come to the model."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from kerasarch.errors import ExportError, one_of, whole


@dataclass(frozen=True)
class Bounds:
    """How far a file may be from the model that it was made of.

    Attributes:
        logits: largest difference of logits, as a share of 1 + the largest logit; None where values are quantized.
        agreement: share of images that must get the same class; 0 where classes are not judged.
        activation: largest difference between the outputs and the activation of the file's own logits, beyond the steps
            of an integer output.
        drop: how much accuracy may be lost, where there are at least 200 labelled images to measure it on.
        sqnr_db: least centred signal-to-noise ratio of the logits, in decibels: a constant has 0 at best. Where the
            model's logits hardly vary, it is narrower than their bound.
    """

    logits: float | None
    agreement: float = 0.0
    activation: float = 1e-4
    drop: float = 0.01
    sqnr_db: float = 3.0


FLOAT = Bounds(1e-3, sqnr_db=40)  # of what varies a hundredth, where float32 itself loses a ten thousandth
HALF = Bounds(1e-2, 0.99, 2e-3, sqnr_db=20)
QUANTIZED = Bounds(None, 0.95)


@dataclass(frozen=True)
class Format:
    """What can be said of the files of one format.

    Attributes:
        suffix: of the file's name; a folder has none.
        bounds: by what `quantize` may be. float32 files must also give the same class wherever the margin is clear.
        inputs: types that the images may have, the default first; `quantized_inputs` where `quantize` is "int8".
        batch: how many images at once unless it is said; None is any number.
        opsets: versions of the operations; none where the format has no such choice.
        layouts: the order of the axes, the default first.
    """

    suffix: str
    bounds: dict[str | None, Bounds]
    inputs: tuple[str, ...] = ("float32",)
    quantized_inputs: tuple[str, ...] = ("float32",)
    batch: int | None = None
    opsets: range = field(default=range(0))
    layouts: tuple[str, ...] = ("NHWC",)


FORMATS = {
    "saved_model": Format("", {None: Bounds(1e-4, sqnr_db=40)}, inputs=("float32", "uint8")),
    "tflite": Format(
        ".tflite",
        {None: FLOAT, "float16": HALF, "dynamic": QUANTIZED, "int8": QUANTIZED, "int16": Bounds(None, 0.99)},
        quantized_inputs=("uint8", "int8"),
        batch=1,
    ),
    "onnx": Format(
        ".onnx",
        {None: FLOAT, "float16": HALF, "int8": QUANTIZED},
        opsets=range(13, 19),  # 13 has quantization a channel, 18 is tf2onnx's last
        layouts=("NHWC", "NCHW"),
    ),
}
METHODS = ("mse", "percentile", "minmax")  # how the range of a tensor's values may be found
RANGES = ("best", *METHODS)
OPSET = 17  # in 18 a mean has its axes as an input, and tf2onnx no longer makes a GlobalAveragePool of it


@dataclass(frozen=True)
class Form:
    """What exactly is written; anything left out is the format's default.

    Attributes:
        format: "saved_model", "tflite" or "onnx".
        quantize: None (float32), "float16", "dynamic" (int8 weights, but of depthwise kernels), "int8" (everything) or
            "int16" (int8 weights, int16 between the layers).
        input: type of the images.
        batch: how many images at once; None is any number.
        opset: of an ONNX file.
        layout: of an ONNX file's images, "NHWC" or "NCHW".
        target: None, or "edgetpu" for an int8 TFLite file of operations that an Edge TPU maps.
        ranges: of int8 and int16, how each tensor's range is found on the calibration images: "mse", where the mean
            squared error is least, "percentile", without the outermost 0.01% of the values, "minmax", all, or "best",
            by which of the three the logits come nearest to those in float on the same images. Default: of int8 "best",
            of int16, which hardly depends on them and takes long to run, "mse".
        exclude: names of layers that stay in float.

    Raises:
        ExportError: something that the format has not; what it has is said.
    """

    format: str
    quantize: str | None = None
    input: str | None = None
    batch: int | None = None
    opset: int | None = None
    layout: str | None = None
    target: str | None = None
    ranges: str | None = None
    exclude: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        one_of("target", self.target, (None, "edgetpu"), ExportError)
        if self.target and (self.format, self.quantize, self.batch or 1) != ("tflite", "int8", 1):
            raise ExportError(
                f"target='edgetpu' goes with format 'tflite', quantize='int8' and batch=1 only; "
                f"got {self.format!r}, {self.quantize!r} and {self.batch or 1}"
            )
        known = FORMATS[one_of("format", self.format, FORMATS, ExportError)]
        one_of(f"quantize for format {self.format!r}", self.quantize, known.bounds, ExportError)
        inputs = known.quantized_inputs if self.quantize == "int8" else known.inputs
        self._default("input", inputs[0])
        one_of(f"input for this {self.format} file", self.input, inputs, ExportError)
        self._default("batch", known.batch)
        if self.batch is not None:
            object.__setattr__(self, "batch", whole("batch", self.batch, error=ExportError))
        self._default("layout", known.layouts[0])
        one_of(f"layout for format {self.format!r}", self.layout, known.layouts, ExportError)
        if known.opsets:
            self._default("opset", OPSET)
            one_of("opset", self.opset, known.opsets, ExportError)
        elif self.opset is not None:
            raise ExportError(f"opset goes with format 'onnx' only; got {self.opset!r} with {self.format!r}")
        self._check_calibrated()

    def _check_calibrated(self) -> None:
        names = tuple(self.exclude) if isinstance(self.exclude, Iterable) else (None,)
        if isinstance(self.exclude, str) or not all(isinstance(name, str) for name in names):
            raise ExportError(f"exclude must be the names of layers in a list; got {self.exclude!r}")
        object.__setattr__(self, "exclude", names)
        if self.calibrated:
            self._default("ranges", "best" if self.quantize == "int8" else "mse")
            one_of("ranges", self.ranges, RANGES, ExportError)
        elif given := self.ranges or self.exclude:
            name = "ranges" if self.ranges else "exclude"
            raise ExportError(f"{name} goes with quantize='int8' or 'int16' only; got {given!r} with {self.quantize!r}")
        if self.target and self.exclude:
            raise ExportError(f"target='edgetpu' maps no operation in float; got exclude={self.exclude!r}")

    def _default(self, name: str, value: object) -> None:
        if getattr(self, name) is None:
            object.__setattr__(self, name, value)

    @property
    def bounds(self) -> Bounds:
        """How near to the model such a file must come."""
        return FORMATS[self.format].bounds[self.quantize]

    @property
    def calibrated(self) -> bool:
        """Whether images are needed to find the ranges of values."""
        return self.quantize in ("int8", "int16")

    @property
    def methods(self) -> tuple[str, ...]:
        """Those by which ranges are to be found and the files compared."""
        return METHODS if self.ranges == "best" else (str(self.ranges),)

    @property
    def suffix(self) -> str:
        """How the name of such a file ends."""
        return FORMATS[self.format].suffix


def check_suffix(form: Form, path: Path) -> None:
    """Refuse a name that says another format than the file will have."""
    suffix = form.suffix
    others = [other.suffix for name, other in FORMATS.items() if name != form.format and other.suffix]
    if (suffix and path.suffix != suffix) or path.suffix in others:
        where = f"a name ending in {suffix}" if suffix else "a folder"
        raise ExportError(f"{form.format} is written to {where}; got {path}")


def format_of(path: Path) -> str:
    """The format of a file that is there. Raises ExportError where it is none of ours."""
    if path.is_dir() and (path / "saved_model.pb").is_file():
        return "saved_model"
    for kind, format in FORMATS.items():
        if format.suffix and path.is_file() and path.suffix == format.suffix:
            return kind
    if not path.exists():
        raise ExportError(f"there is no file {path.absolute()}")
    raise ExportError(f"{path} is no SavedModel folder, .tflite or .onnx file")
