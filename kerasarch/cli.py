"""The command line. Exit codes: 0 done, 1 verification failed, 2 a mistake of the user, 130 interrupted."""

from __future__ import annotations

import argparse
import importlib
import os
import sys
from collections.abc import Callable, Sequence

from kerasarch import __version__
from kerasarch.console import say, show
from kerasarch.errors import KerasarchError, one_of
from kerasarch.files import expanded
from kerasarch.quiet import quiet

BACKENDS = ("tensorflow", "jax", "torch")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command. Mistakes become one line on standard error."""
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")  # TensorFlow's remarks on this machine's processor
    given = list(sys.argv[1:] if arguments is None else arguments)
    parser, commands = build_parser()
    try:
        one_of("KERAS_BACKEND", os.environ.get("KERAS_BACKEND", "tensorflow"), BACKENDS)
        if given and not given[0].startswith("-"):
            one_of("the command", given[0], commands)
        chosen, rest = parser.parse_known_args(given)
        if rest and hasattr(chosen, "changes") and not any(change.startswith("-") for change in rest):
            chosen.changes += rest  # argparse takes changes that come after an option for nobody's
        elif rest:
            parser.error(f"unrecognized arguments: {' '.join(rest)}")
        if not hasattr(chosen, "run"):
            parser.print_help()
            return 0
        return int(chosen.run(chosen) or 0)
    except KerasarchError as mistake:
        print(f"kerasarch: {mistake}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("kerasarch: interrupted", file=sys.stderr)
        return 130


def build_parser() -> tuple[argparse.ArgumentParser, list[str]]:
    """The parser of the command line, and the names of its commands."""
    parser = argparse.ArgumentParser(
        prog="kerasarch",
        description="Image classifiers from papers' tables: trained, exported, and proven to compute the same.",
        epilog="kerasarch COMMAND --help says more of a command.",
    )
    parser.add_argument("--version", action="version", version=__version__)
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")

    def command(name: str, run: Callable[[argparse.Namespace], int | None], says: str) -> argparse.ArgumentParser:
        added = commands.add_parser(name, help=says, description=says[0].upper() + says[1:] + ".")
        added.set_defaults(run=run)
        return added

    _add_architectures(command)
    _add_runs(command)
    _add_files(command)
    showing = command("demo", _demo, "train on real images, export four ways, prove each file, in a few minutes")
    showing.add_argument("--runs", default="runs", help="where the folder of the run goes; default: %(default)s")
    return parser, list(commands.choices)


def _add_architectures(command: Callable[..., argparse.ArgumentParser]) -> None:
    listing = command("list", _list, "list the architectures with their costs")
    listing.add_argument("pattern", nargs="?", default="*", help="only names that match, as 'se*' (quote it)")
    listing.add_argument("--sort", default="name", help="by name, params, macs, size or top1; default: %(default)s")

    describing = command("describe", _describe, "print or draw an architecture's layers with shapes and costs")
    describing.add_argument("name", help="of the architecture, as in 'kerasarch list'")
    describing.add_argument(
        "changes", nargs="*", metavar="key=value", help="of the builder: se_ratio=16 residual=false"
    )
    describing.add_argument("--size", type=_size, help="of the image: 299, or 224x320 (height x width)")
    describing.add_argument("--classes", type=int, default=1000, help="default: %(default)s")
    describing.add_argument("--width", type=float, default=1.0, help="of the channels; default: %(default)s")
    describing.add_argument("--depth", type=float, default=1.0, help="of the repeats; default: %(default)s")
    describing.add_argument("--plot", metavar="FILE", help="draw them into an .svg or .png file, and do not print them")
    describing.add_argument("--overwrite", action="store_true", help="replace a FILE that is there")


def _add_runs(command: Callable[..., argparse.ArgumentParser]) -> None:
    training = command("train", _train, "train a network by a recipe")
    training.add_argument("recipe", help="a TOML file")
    training.add_argument("changes", nargs="*", metavar="key=value", help="in the place of the recipe's: data.path=DIR")
    training.add_argument(
        "--runs", default="runs", help="where the numbered folder of the run goes; default: %(default)s"
    )

    resuming = command("resume", _resume, "go on with a run that was stopped")
    resuming.add_argument("folder", metavar="RUN", help="the run's folder")

    comparing = command("compare", _compare, "draw the curves of finished runs, and print what they took and gave")
    comparing.add_argument("folders", nargs="+", metavar="RUN", help="a run's folder; the first is what others change")
    comparing.add_argument(
        "--output", help="a .png file (a .csv goes beside it) or a folder; default: that of the runs"
    )
    comparing.add_argument("--overwrite", action="store_true", help="replace what is there")


def _add_files(command: Callable[..., argparse.ArgumentParser]) -> None:
    exporting = command("export", _export, "write a run's best model as a file for deployment, and prove the file")
    exporting.add_argument("origin", metavar="RUN", help="the run's folder, or a .keras file")
    exporting.add_argument("--format", help="saved_model, tflite or onnx")
    exporting.add_argument("--target", help="edgetpu: an int8 tflite file for a Coral, with a report of what it maps")
    exporting.add_argument("--quantize", help="float16, dynamic (int8 weights), int8 (everything) or int16 (between)")
    exporting.add_argument("--input", help="type of the images: float32; uint8 or int8 where the format has them")
    exporting.add_argument("--batch", type=int, help="images at once; default: any number, for tflite 1")
    exporting.add_argument("--opset", type=int, help="of an ONNX file; default: 18")
    exporting.add_argument("--layout", help="of an ONNX file's images: NHWC, the default, or NCHW")
    exporting.add_argument("--output", help="what to write; default: RUN/exports/NAME")
    exporting.add_argument(
        "--calibration", metavar="DIR", help="images for int8, int16; default: of the training split"
    )
    exporting.add_argument("--ranges", help="of int8 and int16 values: mse (default), percentile or minmax")
    exporting.add_argument("--exclude", action="append", default=[], metavar="LAYER", help="stays in float; repeatable")
    exporting.add_argument("--debug-layers", action="store_true", help="tell what each layer loses by quantization")
    exporting.add_argument("--overwrite", action="store_true", help="replace what is there")

    verifying = command("verify", _verify, "check exported files again, in their own runtimes")
    verifying.add_argument("files", nargs="+", metavar="FILE", help="a SavedModel folder, .tflite or .onnx file")

    predicting = command("predict", _predict, "name the class of images")
    predicting.add_argument("origin", metavar="MODEL", help="an exported file, a run's folder or a .keras file")
    predicting.add_argument("images", nargs="+", metavar="IMAGE", help="a JPEG, PNG, BMP or GIF file")


def _size(text: str) -> tuple[int, int]:
    sides = text.lower().split("x")
    if len(sides) > 2 or not all(side.isdigit() for side in sides):
        raise argparse.ArgumentTypeError(f"a size is written 299 or 224x320, not {text!r}")
    return int(sides[0]), int(sides[-1])


def _list(given: argparse.Namespace) -> None:
    from rich.table import Table

    from kerasarch.networks import cost, list_models
    from kerasarch.papers import find
    from kerasarch.weights.catalogue import IMAGENET

    names = list_models(given.pattern, given.sort)
    if not names:
        raise KerasarchError(f"no architecture matches {given.pattern!r}; there are {', '.join(list_models())}")
    table = Table()
    for heading, right in (("name", False), ("parameters", True), ("G multiply-adds", True), ("input", True)):
        table.add_column(heading, justify="right" if right else "left")
    for heading in ("top-1, as published", "weights", "source"):
        table.add_column(heading)
    for name in names:
        architecture, bill = find(name), cost(name)
        top1 = f"{architecture.top1:.1f} ({architecture.top1_source})" if architecture.top1 else ""
        weights = "imagenet" if name in IMAGENET else ""
        size = f"{architecture.size}x{architecture.size}"
        table.add_row(name, f"{bill.params:,}", f"{bill.macs / 1e9:.3f}", size, top1, weights, architecture.paper)
    show(table)


def _describe(given: argparse.Namespace) -> None:
    from kerasarch.networks import describe
    from kerasarch.training.recipe import value_of

    shape = (*given.size, 3) if given.size else None
    arguments = {"width": given.width, "depth": given.depth}
    for change in given.changes:
        key, equals, text = change.partition("=")
        if not equals:
            raise KerasarchError(f"an argument of the builder is written key=value; got {change!r}")
        if key in ("name", "input_shape", "classes", "width", "depth"):
            raise KerasarchError(f"{key} is said by NAME, --size, --classes, --width and --depth; got {change!r}")
        arguments[key] = value_of(text)
    described = describe(given.name, shape, given.classes, **arguments)
    if given.plot is not None:
        described.plot(given.plot, given.overwrite)
        say(given.plot)
    elif given.overwrite:
        raise KerasarchError("--overwrite is for the file that --plot FILE writes")
    else:
        show(described.table())


def _train(given: argparse.Namespace) -> None:
    from kerasarch.training.recipe import check_network, read_recipe

    recipe = read_recipe(given.recipe, given.changes)
    check_network(recipe)
    _load_keras()
    from kerasarch.training.fit import train

    train(recipe, given.runs, say=say)


def _load_keras() -> None:
    """Keras and its backend, without their remarks on this machine."""
    with quiet():
        importlib.import_module("keras")


def _resume(given: argparse.Namespace) -> None:
    _load_keras()
    from kerasarch.training.fit import resume

    resume(given.folder, say=say)


def _compare(given: argparse.Namespace) -> None:
    from kerasarch.training.comparison import compare, printed

    rows, picture = compare(given.folders, given.output, given.overwrite)
    show(printed(rows))
    say(f"drawn in {picture}, with these figures in {picture.with_suffix('.csv')}")


def _export(given: argparse.Namespace) -> None:
    from kerasarch.export.formats import Form

    # before Keras is loaded, so that a mistake is told at once
    if given.target:  # has one format only
        given.format, given.quantize = given.format or "tflite", given.quantize or "int8"
    asked = (given.batch, given.opset, given.layout, given.target, given.ranges, given.exclude)
    form = Form(given.format, given.quantize, given.input, *asked)
    _load_keras()
    from kerasarch.deliver import export_from

    target, manifest = export_from(
        given.origin, form, given.output, given.calibration, given.overwrite, debug_layers=given.debug_layers
    )
    parity, bound = manifest["parity"], manifest["parity"]["bound"]
    near = f"bound {bound:.2g}" if bound else f"SQNR {parity['centred_sqnr_db']:.1f} dB"
    speed = f"{manifest['latency_ms']['median']:.2f} ms an image in {manifest['runtime']}"
    say(f"{target}: {manifest['bytes'] / 1e6:.2f} MB, {speed}")
    say(f"logits differ by up to {parity['max_logit_difference']:.2g} ({near}) on {parity['images']} images")
    accuracy = ""
    if parity["accuracy"] is not None:
        drop = f"{100 * (parity['keras_accuracy'] - parity['accuracy']):.2f} points lost"
        accuracy = f", accuracy {parity['accuracy']:.4f} (Keras: {parity['keras_accuracy']:.4f}, {drop})"
    say(f"the same class as Keras on {parity['agreement']:.2%}{accuracy}")
    if edge := manifest.get("edge_tpu"):
        say(f"Edge TPU: {'all mapped' if edge['mapped'] else edge['first_on_cpu']}, by the documented rules")
    if manifest["remark"]:
        say(manifest["remark"])
    if given.debug_layers:
        from kerasarch.export.layers import printed

        show(printed(manifest["layers"]))


def _verify(given: argparse.Namespace) -> int:
    _load_keras()
    from kerasarch.export import verify

    wrong = 0
    companions = {f"{file}{ending}" for file in given.files for ending in (".json", ".parity.npz")}
    for file in [file for file in given.files if file not in companions]:
        report = verify(file)
        say(f"{file}: {'proven' if report.ok and report.verdict else 'no fault found' if report.ok else 'WRONG'}")
        for mark, lines in (("ok", report.checked), ("WRONG", report.faults), ("not checked", report.unchecked)):
            for line in lines:
                say(f"  {mark}: {line}")
        wrong += not report.ok
    return 1 if wrong else 0


def _predict(given: argparse.Namespace) -> None:
    _load_keras()
    from kerasarch.deliver import predict

    missing = [image for image in given.images if not expanded(image).is_file()]
    if missing:
        raise KerasarchError(f"there is no image file {missing[0]}")
    for image, found in zip(given.images, predict(given.origin, given.images), strict=True):
        others = ", ".join(f"{name} {probability:.4f}" for name, probability in found[1:3])
        say(f"{image}: {found[0][0]} {found[0][1]:.4f} (then {others})")


def _demo(given: argparse.Namespace) -> None:
    _load_keras()
    from kerasarch.demo import demo

    demo(given.runs)
