"""The command line. Exit codes: 0 done, 1 verification failed, 2 a mistake of the user, 130 interrupted."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence

from kerasarch import __version__
from kerasarch import commands as do
from kerasarch.console import numbers, size
from kerasarch.errors import KerasarchError, one_of

SEVERAL = "--exclude"  # the one option that may be given more than once
BACKENDS = ("tensorflow", "jax", "torch")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command. Mistakes become one line on standard error."""
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")  # TensorFlow's remarks on this machine's processor
    given = list(sys.argv[1:] if arguments is None else arguments)
    parser, names = build_parser()
    try:
        one_of("KERAS_BACKEND", os.environ.get("KERAS_BACKEND", "tensorflow"), BACKENDS)
        if given and not given[0].startswith("-"):
            one_of("the command", given[0], names)
        options = [text.partition("=")[0] for text in given if text.startswith("--")]
        if twice := [option for option in options if options.count(option) > 1 and option != SEVERAL]:
            raise KerasarchError(f"{twice[0]} is given twice; say it once")
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
    parsers = parser.add_subparsers(title="commands", metavar="COMMAND")

    def command(name: str, run: Callable[[argparse.Namespace], int | None], says: str) -> argparse.ArgumentParser:
        added = parsers.add_parser(name, help=says, description=says[0].upper() + says[1:] + ".")
        added.set_defaults(run=run)
        return added

    _add_architectures(command)
    _add_runs(command)
    _add_files(command)
    showing = command("demo", do.run_demo, "train on real images, export four ways, prove each file, in a few minutes")
    showing.add_argument("--runs", default="runs", help="where the folder of the run goes; default: %(default)s")
    return parser, list(parsers.choices)


def _add_architectures(command: Callable[..., argparse.ArgumentParser]) -> None:
    listing = command("list", do.run_list, "list the architectures with their costs")
    listing.add_argument("pattern", nargs="?", default="*", help="only names that match, as 'se*' (quote it)")
    listing.add_argument("--sort", default="name", help="by name, params, macs, size or top1; default: %(default)s")

    describing = command("describe", do.run_describe, "print or draw an architecture's layers with shapes and costs")
    describing.add_argument("name", help="of the architecture, as in 'kerasarch list'")
    describing.add_argument(
        "changes", nargs="*", metavar="key=value", help="of the builder: se_ratio=16 residual=false"
    )
    describing.add_argument("--size", type=size, help="of the image: 299, or 224x320 (height x width)")
    describing.add_argument("--classes", type=int, default=1000, help="default: %(default)s")
    describing.add_argument("--width", type=float, default=1.0, help="of the channels; default: %(default)s")
    describing.add_argument("--depth", type=float, default=1.0, help="of the repeats; default: %(default)s")
    describing.add_argument("--plot", metavar="FILE", help="draw them into an .svg or .png file, and do not print them")
    describing.add_argument("--overwrite", action="store_true", help="replace a FILE that is there")


def _add_runs(command: Callable[..., argparse.ArgumentParser]) -> None:
    training = command("train", do.run_train, "train a network by a recipe")
    training.add_argument("recipe", help="a TOML file")
    training.add_argument("changes", nargs="*", metavar="key=value", help="in the place of the recipe's: data.path=DIR")
    training.add_argument(
        "--runs", default="runs", help="where the numbered folder of the run goes; default: %(default)s"
    )

    resuming = command("resume", do.run_resume, "go on with a run that was stopped")
    resuming.add_argument("folder", metavar="RUN", help="the run's folder")

    searching = command("search", do.run_search, "find the best network that fits a budget")
    searching.add_argument("recipe", nargs="?", help="a TOML file with a [search] table")
    searching.add_argument("changes", nargs="*", metavar="key=value", help="in its place: search.budget.macs=3e6")
    searching.add_argument("--runs", help="where the search's folder goes; default: runs")
    searching.add_argument("--preview", type=int, metavar="N", help="of N points, how many fit; nothing is trained")
    searching.add_argument("--resume", metavar="RUN", help="go on with a search that was stopped, or add trials to one")
    searching.add_argument("--trials", type=int, help="with --resume: how many in all")
    searching.add_argument("--seconds", type=float, help="with --resume: after which no further trial is begun")
    searching.add_argument("--warm-start", metavar="RUN", help="an earlier search, whose best are tried first")
    searching.add_argument("--storage", metavar="URL", help="a database in which several processes search together")
    searching.add_argument("--study", metavar="NAME", help="of the search, in the database")
    searching.add_argument(
        "--grace", type=int, metavar="SECONDS", help="after which a silent process's trial goes to another"
    )

    comparing = command(
        "compare", do.run_compare, "draw the curves of finished runs, and print what they took and gave"
    )
    comparing.add_argument("folders", nargs="+", metavar="RUN", help="a run's folder; the first is what others change")
    comparing.add_argument(
        "--output", help="a .png file (a .csv goes beside it) or a folder; default: that of the runs"
    )
    comparing.add_argument("--overwrite", action="store_true", help="replace what is there")


def _add_files(command: Callable[..., argparse.ArgumentParser]) -> None:
    exporting = command(
        "export", do.run_export, "write a run's best model as a file for deployment, and prove the file"
    )
    exporting.add_argument("origin", metavar="RUN", help="the run's folder, or a .keras file")
    exporting.add_argument("--format", help="saved_model, tflite or onnx")
    exporting.add_argument("--target", help="edgetpu: an int8 tflite file for a Coral, with a report of what it maps")
    exporting.add_argument("--quantize", help="float16, dynamic (weights), int8 (everything) or int16 (between)")
    exporting.add_argument("--input", help="type of the images: float32; uint8 or int8 where the format has them")
    exporting.add_argument("--batch", type=int, help="images at once; default: any number, for tflite 1")
    exporting.add_argument("--opset", type=int, help="of an ONNX file; default: 17")
    exporting.add_argument("--layout", help="of an ONNX file's images: NHWC, the default, or NCHW")
    exporting.add_argument("--output", help="what to write; default: RUN/exports/NAME")
    exporting.add_argument(
        "--calibration", metavar="DIR", help="images for int8, int16; default: of the training split"
    )
    exporting.add_argument("--ranges", help="of int8 and int16 values: mse, percentile, minmax or best")
    exporting.add_argument("--exclude", action="append", default=[], metavar="LAYER", help="stays in float; repeatable")
    exporting.add_argument("--debug-layers", action="store_true", help="tell what each layer loses by quantization")
    exporting.add_argument("--overwrite", action="store_true", help="replace what is there")

    verifying = command("verify", do.run_verify, "check exported files again, in their own runtimes")
    verifying.add_argument("files", nargs="+", metavar="FILE", help="a SavedModel folder, .tflite or .onnx file")

    measuring = command(
        "bench", do.run_bench, "measure files side by side on this machine: time, memory, size, arithmetic"
    )
    measuring.add_argument("files", nargs="+", metavar="FILE", help="exported files or .keras files; the first is 1.00")
    measuring.add_argument("--batch", type=numbers, default=(), help="images a call, as 1,8; default: the file's, or 1")
    measuring.add_argument("--threads", type=int, help="of each runtime; default: as many as processors")
    measuring.add_argument("--rounds", type=int, default=10, help="of 0.3 seconds a file; default: %(default)s")
    measuring.add_argument("--output", help="a .png file (a .csv goes beside it) or a folder; default: only printed")
    measuring.add_argument("--overwrite", action="store_true", help="replace what is there")

    predicting = command("predict", do.run_predict, "name the class of images")
    predicting.add_argument("origin", metavar="MODEL", help="an exported file, a run's folder or a .keras file")
    predicting.add_argument("images", nargs="+", metavar="IMAGE", help="a JPEG, PNG, BMP or GIF file")
