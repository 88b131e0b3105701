"""What the commands of the command line do: each takes its parsed arguments, and loads what it needs."""

from __future__ import annotations

import argparse
import importlib

from kerasarch.console import say, show
from kerasarch.errors import KerasarchError
from kerasarch.files import expanded
from kerasarch.quiet import quiet
from kerasarch.stopping import stoppable


def run_list(given: argparse.Namespace) -> None:
    """Architectures and their costs."""
    from rich.table import Table

    from kerasarch.networks import cost, list_models
    from kerasarch.papers import find
    from kerasarch.weights.catalogue import IMAGENET

    names = list_models(given.pattern, given.sort)
    if not names:
        raise KerasarchError(f"no architecture matches {given.pattern!r}; there are {', '.join(list_models())}")
    table = Table()
    for heading, right in (("name", False), ("parameters", True), ("G multiply-adds", True), ("input", True)):
        table.add_column(heading, justify="right" if right else "left", no_wrap=True)
    for heading in ("top-1, as published", "weights", "source"):
        table.add_column(heading)
    for name in names:
        architecture, bill = find(name), cost(name)
        top1 = f"{architecture.top1:g} ({architecture.top1_source})" if architecture.top1 else ""
        weights = "imagenet" if name in IMAGENET else ""
        size = f"{architecture.size}x{architecture.size}"
        table.add_row(name, f"{bill.params:,}", f"{bill.macs / 1e9:.3f}", size, top1, weights, architecture.paper)
    show(table)


def run_describe(given: argparse.Namespace) -> None:
    """A network's rows, printed or drawn."""
    from kerasarch.networks import describe
    from kerasarch.training.recipe import keys_and_texts, value_of

    shape = (*given.size, 3) if given.size else None
    arguments = {"width": given.width, "depth": given.depth}
    for key, text in keys_and_texts(given.changes, "an argument of the builder"):
        if key in ("name", "input_shape", "classes", "width", "depth"):
            raise KerasarchError(f"{key} is said by NAME, --size, --classes, --width and --depth; got {key}={text}")
        arguments[key] = value_of(text)
    described = describe(given.name, shape, given.classes, **arguments)
    if given.plot is not None:
        described.plot(given.plot, given.overwrite)
        say(given.plot)
    elif given.overwrite:
        raise KerasarchError("--overwrite is for the file that --plot FILE writes")
    else:
        show(described.table())


def run_train(given: argparse.Namespace) -> None:
    """A run by a recipe."""
    from kerasarch.training.recipe import check_network, read_recipe

    recipe = read_recipe(given.recipe, given.changes)
    check_network(recipe)
    _load_keras()
    from kerasarch.training.fit import train

    train(recipe, given.runs, say=say)


def run_search(given: argparse.Namespace) -> None:
    """A search, its preview, or one that goes on."""
    from kerasarch.search.searching import preview, resume_search, search

    if given.resume is not None:
        unused = {"RECIPE": given.recipe, "--preview": given.preview, "--warm-start": given.warm_start}
        unused |= {"--storage": given.storage, "--study": given.study, "--grace": given.grace, "--runs": given.runs}
        for name, value in unused.items():
            if value is not None:
                raise KerasarchError(f"{name} is for a new search; --resume goes on with its own")
        _load_keras()
        resume_search(given.resume, given.trials, given.seconds, say=say)
        return
    if given.recipe is None:
        raise KerasarchError("search needs a RECIPE, or --resume RUN")
    for name, value in (("--trials", given.trials), ("--seconds", given.seconds)):
        if value is not None:
            raise KerasarchError(f"{name} is for --resume; a new search has search.{name[2:]}={value:g}")
    from kerasarch.search.plan import read_search

    plan = read_search(given.recipe, given.changes)
    if given.preview is not None:
        unused = {"--warm-start": given.warm_start, "--storage": given.storage, "--study": given.study}
        for name, value in (unused | {"--grace": given.grace, "--runs": given.runs}).items():
            if value is not None:
                raise KerasarchError(f"{name} is for a search; --preview looks at its space only")
        _load_keras()
        say(str(preview(plan, given.preview)))
        return
    _load_keras()
    search(plan, given.runs or "runs", None, given.warm_start, given.storage, given.study, given.grace, say=say)


def run_resume(given: argparse.Namespace) -> None:
    """A run that goes on."""
    _load_keras()
    from kerasarch.training.fit import resume

    resume(given.folder, say=say)


def run_compare(given: argparse.Namespace) -> None:
    """Runs beside each other."""
    from kerasarch.training.comparison import compare, printed

    rows, picture = compare(given.folders, given.output, given.overwrite)
    show(printed(rows))
    say(f"drawn in {picture}, with these figures in {picture.with_suffix('.csv')}")


def run_export(given: argparse.Namespace) -> None:
    """A proven file of a run."""
    from kerasarch.export.formats import Form

    # before Keras is loaded, so that a mistake is told at once
    if given.target:  # has one format only
        given.format, given.quantize = given.format or "tflite", given.quantize or "int8"
    asked = (given.batch, given.opset, given.layout, given.target, given.ranges, given.exclude)
    form = Form(given.format, given.quantize, given.input, *asked)
    _load_keras()
    from kerasarch.deliver import export_from

    with stoppable():
        target, manifest = export_from(
            given.origin, form, given.output, given.calibration, given.overwrite, debug_layers=given.debug_layers
        )
    parity, bound = manifest["parity"], manifest["parity"]["bound"]
    near = f"bound {bound:.2g}" if bound else f"SQNR {parity['centred_sqnr_db']:.1f} dB"
    if manifest["ranges"]:
        near += f", {manifest['ranges']} ranges"
    latency = manifest["latency_ms"]
    speed = f"{latency['median'] / latency['batch']:.2f} ms an image in {manifest['runtime']}"
    say(f"{target}: {manifest['bytes'] / 1e6:.2f} MB, {speed}")
    say(f"logits differ by up to {parity['max_logit_difference']:.2g} ({near}) on {parity['images']} images")
    accuracy = ""
    if parity["accuracy"] is not None:
        drop = f"{100 * (parity['keras_accuracy'] - parity['accuracy']):.2f} points lost"
        accuracy = f", accuracy {parity['accuracy']:.4f} (Keras: {parity['keras_accuracy']:.4f}, {drop})"
    say(f"the same class as Keras on {parity['agreement']:.2%}{accuracy}")
    if edge := manifest.get("edge_tpu"):
        left = f"; left open by the documentation: {', '.join(edge['left_open'])}" if edge["left_open"] else ""
        refused = f"; {edge['compiler_refuses']}" if "compiler_refuses" in edge else ""
        stops = edge["fatal"] and f"the compiler stops: {edge['fatal']}"
        found = "all mapped" if edge["mapped"] else stops or edge["first_on_cpu"]
        say(f"Edge TPU: {found}, by the documented rules{left}{refused}")
    if manifest["remark"]:
        say(manifest["remark"])
    if given.debug_layers:
        from kerasarch.export.layers import REMEDY, printed

        show(printed(manifest["layers"]))
        say(REMEDY)


def run_verify(given: argparse.Namespace) -> int:
    """Files checked again; 1 where something is wrong."""
    _load_keras()
    from kerasarch.export import verify

    wrong, mistakes = 0, []
    companions = {f"{file}{ending}" for file in given.files for ending in (".json", ".parity.npz", ".edgetpu.txt")}
    for file in [file for file in given.files if file not in companions]:
        try:
            report = verify(file)
        except KerasarchError as mistake:  # told behind what the other files are
            mistakes.append(str(mistake))
            continue
        say(f"{file}: {'proven' if report.ok and report.verdict else 'no fault found' if report.ok else 'WRONG'}")
        for mark, lines in (("ok", report.checked), ("WRONG", report.faults), ("not checked", report.unchecked)):
            for line in lines:
                say(f"  {mark}: {line}")
        wrong += not report.ok
    if mistakes:
        raise KerasarchError("; ".join(mistakes))
    return 1 if wrong else 0


def run_bench(given: argparse.Namespace) -> None:
    """Files measured beside each other."""
    from kerasarch.export import bench
    from kerasarch.export.benchmark_report import picture_in, table

    if given.overwrite and given.output is None:
        raise KerasarchError("--overwrite is for the files that --output writes")
    with quiet():
        rows = bench(
            given.files,
            batches=given.batch,
            threads=given.threads,
            rounds=given.rounds,
            output=given.output,
            overwrite=given.overwrite,
        )
    show(table(rows))
    if given.output is not None:
        picture = picture_in(given.output)
        say(f"drawn in {picture}, with these figures in {picture.with_suffix('.csv')}")


def run_predict(given: argparse.Namespace) -> None:
    """The class of images."""
    _load_keras()
    from kerasarch.deliver import predict

    missing = [image for image in given.images if not expanded(image).is_file()]
    if missing:
        raise KerasarchError(f"there is no image file {missing[0]}")
    for image, found in zip(given.images, predict(given.origin, given.images), strict=True):
        others = ", ".join(f"{name} {probability:.4f}" for name, probability in found[1:3])
        say(f"{image}: {found[0][0]} {found[0][1]:.4f} (then {others})")


def run_demo(given: argparse.Namespace) -> None:
    """All of it, on the digits."""
    _load_keras()
    from kerasarch.demo import demo

    demo(given.runs)


def _load_keras() -> None:
    """Keras and its backend, without their remarks on this machine."""
    with quiet():
        importlib.import_module("keras")
