"""The command line as people use it: what it prints, its exit codes, and no traceback for a mistake."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import kerasarch
from kerasarch.cli import main
from kerasarch.demo import recipe_file
from kerasarch.errors import ExportError, FileError
from kerasarch.export.verifier import Report

ROOT = Path(__file__).parent.parent.parent
RECIPE = str(ROOT / "recipes/digits_xception.toml")


def run(capsys, *arguments):
    code = main([str(argument) for argument in arguments])
    said = capsys.readouterr()
    return code, said.out, said.err


def test_help_names_every_command(capsys):
    assert main([]) == 0
    text = capsys.readouterr().out
    for command in ("list", "describe", "train", "resume", "compare", "export", "verify", "bench", "predict", "demo"):
        assert re.search(rf"^ +{command} +\w+", text, re.MULTILINE), command


@pytest.mark.parametrize(
    "command", ["list", "describe", "train", "resume", "compare", "export", "verify", "bench", "predict", "demo"]
)
def test_every_command_has_help_that_explains_each_argument(capsys, command):
    with pytest.raises(SystemExit) as end:
        main([command, "--help"])
    assert end.value.code == 0
    text = capsys.readouterr().out
    assert text.count("\n") > 5


def test_list_shows_costs(capsys):
    code, out, _ = run(capsys, "list", "xcep*")
    assert code == 0
    assert re.search(r"xception .* 22,910,480 .* 8\.357 .* 299x299 .* 79 ", out)


def test_list_sorts_by_what_it_shows(capsys):
    code, out, _ = run(capsys, "list", "resnet*", "--sort", "macs")
    assert code == 0
    assert re.findall(r"^│ (\w+)", out, re.MULTILINE)[:3] == ["resnet18", "resnet50_v2", "resnet34"]


def test_describe_draws_the_network_instead_and_keeps_a_file_that_is_there(capsys, tmp_path):
    picture = tmp_path / "mixer.svg"
    draw = ["describe", "mixer_s16", "--size", "64", "--plot", picture]
    assert run(capsys, *draw) == (0, f"{picture}\n", "")
    assert "MixerBlock_7" in picture.read_text()
    picture.write_text("mine")
    code, _, err = run(capsys, *draw)
    assert (code, picture.read_text()) == (2, "mine")
    assert "exists; pass --overwrite" in err
    assert run(capsys, *draw, "--overwrite") == (0, f"{picture}\n", "")
    assert "<svg" in picture.read_text()


def test_describe_shows_layers_and_totals(capsys):
    code, out, _ = run(capsys, "describe", "xception", "--size", "160x96", "--width", "0.5", "--classes", "5")
    assert code == 0
    assert "for 160 x 96 x 3" in out
    assert "predictions" in out


def test_describe_takes_what_the_builder_takes(capsys):
    said = ["residual=False", "--size", "160", "se_ratio=16", "inner_activation=None", "stem_pool=TRUE"]
    code, out, _ = run(capsys, "describe", "xception", *said)
    bill = kerasarch.cost("xception", (160, 160, 3), residual=False, se_ratio=16)
    assert code == 0
    assert f"{bill.params:,} parameters" in out


def test_the_installed_command_runs_without_loading_keras():
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "kerasarch", "list"],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
    )
    assert "xception" in done.stdout
    loaded = {line.split("|")[-1].strip() for line in done.stderr.splitlines()}
    assert "kerasarch.cli" in loaded
    assert not loaded & {"keras", "tensorflow", "numpy"}


MISTAKES = [
    (["lits"], "the command must be one of 'list'.*did you mean 'list'"),
    (["list", "zzz*"], "no architecture matches 'zzz\\*'; there are "),
    (["list", "--sort", "mac"], "sort must be one of 'name', 'params', .*; got 'mac'; did you mean 'macs'"),
    (["describe", "xception", "--plot", "a.pdf"], "a picture is a file that ends in .svg or .png; got a.pdf"),
    (["describe", "xception", "--plot", "no/a.svg"], "no/a.svg cannot be written: its folder does not exist"),
    (["describe", "xception", "residual"], "an argument of the builder is written key=value; got 'residual'"),
    (["describe", "xception", "classes=10"], "classes is said by NAME, --size, --classes, --width and --depth"),
    (["describe", "xception", "residuals=false"], "an argument of xception must be .*; did you mean 'residual'"),
    (["describe", "xception", "se_ratio=8", "se_ratio=16"], "se_ratio is given twice; say it once"),
    (["describe", "xception", "--size", "99", "--size=80"], "--size is given twice; say it once"),
    (["describe", "xception", "residual=maybe"], "residual must be one of True, False; got 'maybe'"),
    (["train", RECIPE, "seed=1", "model.width=1", "seed=2"], "seed is given twice; say it once"),
    (["describe", "xception", "--overwrite"], "--overwrite is for the file that --plot FILE writes"),
    (["describe", "xeption"], "no architecture is named 'xeption'; did you mean 'xception'"),
    (["describe", "xception", "--size", "20"], "input_shape must be at least 71x71 for this xception; got 20x20"),
    (["describe", "xception", "--width", "nan"], "width must be a finite number and above 0 and below 1000; got nan"),
    (["describe", "xception", "--classes", "0"], "classes must be an integer of at least 1; got 0"),
    (["train", "none.toml"], "no recipe can be read from none.toml: No such file"),
    (["train", RECIPE, "model.widht=1"], "model.widht is no key of a recipe; did you mean 'width'"),
    (["train", RECIPE, "--runs", "somewhere", "model.widht=1"], "model.widht is no key of a recipe"),
    (["train", RECIPE, "model.name=xeption"], "no architecture is named 'xeption'"),
    (["train", RECIPE, "data.source=folder"], "data.path must be a folder"),
    (["train", RECIPE, "model.size=2"], "input_shape must be at least"),
    (["resume", "nowhere"], "nowhere is no run: it has no recipe.toml"),
    (["train", RECIPE, "model.choices.segments=7"], "segments must be one of 1, 2, 4, 8, 'depthwise'; got 7"),
    (
        ["train", RECIPE, "model.choices.sgments=4"],
        "model.choices.sgments is no choice of xception; did you mean 'segm",
    ),
    (["compare", "nowhere"], "nowhere is no run: it has no recipe.toml"),
    (["export", "nowhere", "--format", "tflit"], "format must be one of .* did you mean 'tflite'"),
    (
        ["export", "nowhere", "--format", "tflite", "--quantize", "int"],
        "quantize for format 'tflite' must be one of .* did you mean 'int8' or 'int16'",
    ),
    (["export", "none.keras", "--format", "tflite"], "there is no file"),
    (["export", "none.keras", "--format", "tflite", "--output", "a.tflite"], "there is no file"),
    (["verify", "none.tflite"], "there is no file"),
    (["verify", "."], "is no SavedModel folder, .tflite or .onnx file"),
    (["bench", "none.tflite"], "there is no file"),
    (["bench", RECIPE], "is no .tflite, .onnx or .keras file and no SavedModel folder"),
    (["bench", RECIPE, "--overwrite"], "--overwrite is for the files that --output writes"),
    (["predict", "none.tflite", RECIPE], "there is no file"),
    (["predict", "none.tflite", "none.png"], "there is no image file none.png"),
]


@pytest.mark.parametrize(
    ("arguments", "says"), MISTAKES, ids=lambda value: " ".join(value[:3])[-60:] if isinstance(value, list) else ""
)
def test_a_mistake_is_one_line_and_exit_code_2(capsys, tmp_path, monkeypatch, arguments, says):
    monkeypatch.chdir(tmp_path)
    code, _, err = run(capsys, *arguments)
    assert code == 2
    assert re.fullmatch(rf"kerasarch: .*{says}.*\n", err), err
    assert not list(tmp_path.rglob("*.keras"))


@pytest.mark.parametrize(
    "arguments",
    [
        ["describe"],
        ["describe", "xception", "--size", "x"],
        ["export"],
        ["compare"],
        ["list", "--no"],
        ["bench", "a.tflite", "--batch", "x"],
    ],
)
def test_a_misused_command_shows_its_usage(capsys, arguments):
    with pytest.raises(SystemExit) as end:
        main(arguments)
    assert end.value.code == 2
    assert "usage: kerasarch" in capsys.readouterr().err


def test_ctrl_c_ends_with_130_and_no_traceback(capsys, monkeypatch):
    def stop(given):
        raise KeyboardInterrupt

    monkeypatch.setattr("kerasarch.commands.run_list", stop)
    code, _, err = run(capsys, "list")
    assert (code, err) == (130, "kerasarch: interrupted\n")


def test_a_run_is_exported_verified_and_used(capsys, small_run, pngs, tmp_path):
    code, out, err = run(capsys, "export", small_run, "--format", "tflite", "--quantize", "int8")
    target = small_run / "exports" / "digits_xception_int8.tflite"
    assert (code, err) == (0, "")
    assert str(target) in out
    assert re.search(
        r"the same class as Keras on \d+\.\d\d%, accuracy 0\.\d+ \(Keras: 0\.\d+, -?\d\.\d\d points lost\)", out
    )

    code, _, err = run(capsys, "export", small_run, "--format", "tflite", "--quantize", "int8")
    assert code == 2
    assert "exists; pass --overwrite" in err

    code, out, _ = run(capsys, "verify", *sorted(target.parent.iterdir()))  # its companions are not files to verify
    assert code == 0
    assert f"{target}: proven" in out

    image = next((pngs / "three").iterdir())
    for model in (target, small_run, small_run / "best.keras"):
        code, out, _ = run(capsys, "predict", model, image)
        assert code == 0
        assert re.match(rf"{re.escape(str(image))}: \w+ [01]\.\d+ \(then \w+ 0\.\d+, \w+ 0\.\d+\)\n", out)

    spoilt = tmp_path / target.name
    for entry in target.parent.glob(f"{target.name}*"):
        shutil.copy(entry, tmp_path / entry.name)
    spoilt.write_bytes(spoilt.read_bytes() + b"x")
    code, out, _ = run(capsys, "verify", spoilt)
    assert code == 1
    assert "WRONG: it was changed after it was proven" in out


@pytest.mark.slow
def test_a_keras_file_is_exported_where_it_is_told(capsys, small_run, pngs, tmp_path):
    code, out, err = run(
        capsys, "export", small_run / "best.keras", "--format", "onnx", "--output", tmp_path / "a.onnx"
    )
    assert (code, err) == (0, "")
    assert "on 16 images" in out  # of smooth noise
    int8 = [
        "export",
        small_run / "best.keras",
        "--format",
        "tflite",
        "--quantize",
        "int8",
        "--output",
        tmp_path / "a.tflite",
    ]
    code, _, err = run(capsys, *int8)
    assert code == 2
    assert "quantize='int8' needs calibration images" in err
    (tmp_path / "empty").mkdir()
    code, _, err = run(capsys, *int8, "--calibration", tmp_path / "empty")
    assert code == 2
    assert "there is no .jpg, .jpeg, .png file in" in err
    code, out, err = run(capsys, *int8, "--calibration", pngs)
    assert (code, err) == (0, "")
    assert "on 180 images" in out  # half of those that are spread over the folders


FIRST = "GELU: Operation not supported"
REFUSED = "edgetpu_compiler refuses a.tflite: out of range"


@pytest.mark.parametrize(
    ("found", "says"),
    [
        (
            {"left_open": ["RSQRT", "TRANSPOSE"]},
            "all mapped, by the documented rules; left open by the documentation: RSQRT, TRANSPOSE",
        ),
        ({}, "all mapped, by the documented rules"),
        ({"mapped": False, "first_on_cpu": FIRST}, f"{FIRST}, by the documented rules"),
        (
            {"mapped": False, "first_on_cpu": FIRST, "fatal": "out of range"},
            "the compiler stops: out of range, by the documented rules",
        ),
        ({"compiler_refuses": REFUSED}, f"all mapped, by the documented rules; {REFUSED}"),
    ],
)
def test_what_the_documentation_leaves_open_is_said_with_what_is_mapped(capsys, monkeypatch, found, says):
    manifest = {
        "parity": {"bound": None, "centred_sqnr_db": 20.0, "max_logit_difference": 0.1, "images": 9, "agreement": 1.0}
        | {"accuracy": None},
        "bytes": 10,
        "latency_ms": {"median": 6.0, "batch": 4},
        "runtime": "LiteRT",
        "edge_tpu": {"mapped": True, "fatal": None, "first_on_cpu": None, "left_open": []} | found,
        "ranges": "mse",
        "remark": "",
        "layers": [{"layer": "one", "operation": "CONV_2D", "sqnr_db": 3.0, "added_noise": 0.5}],
    }
    monkeypatch.setattr("kerasarch.deliver.export_from", lambda *given, **more: ("a.tflite", manifest))
    code, out, _ = run(capsys, "export", "a.keras", "--target", "edgetpu", "--output", "a.tflite", "--debug-layers")
    assert code == 0
    assert out.splitlines()[-1].startswith("what helps: --exclude LAYER")
    assert f"Edge TPU: {says}" in out.splitlines()
    assert "1.50 ms an image in LiteRT" in out.splitlines()[0]  # of calls with four of them
    assert "(SQNR 20.0 dB, mse ranges)" in out.splitlines()[1]


def test_layers_to_exclude_are_named_one_by_one_however_it_is_written(capsys, monkeypatch):
    forms = []

    def refuse(origin, form, *given, **more):
        forms.append(form)
        raise ExportError("enough")

    monkeypatch.setattr("kerasarch.deliver.export_from", refuse)
    int8 = ["export", "a.keras", "--format", "onnx", "--quantize", "int8"]
    for options in (["--exclude=one", "--exclude=two"], ["--exclude", "one", "--exclude=two"]):
        assert run(capsys, *int8, *options)[2] == "kerasarch: enough\n"
    assert [form.exclude for form in forms] == [("one", "two")] * 2


def test_a_file_that_cannot_be_verified_does_not_keep_the_others_from_it(capsys, monkeypatch):
    seen = []

    def look(file):
        seen.append(file)
        if file.startswith("bad"):
            raise ExportError(f"{file} is damaged")
        return Report(Path(file), ("opens",), (), (), None)

    monkeypatch.setattr("kerasarch.export.verify", look, raising=False)
    files = ["bad.onnx", "a.tflite", "a.tflite.edgetpu.txt", "a.tflite.json", "a.tflite.parity.npz", "bad2.onnx"]
    code, out, err = run(capsys, "verify", *files)
    assert seen == ["bad.onnx", "a.tflite", "bad2.onnx"]
    assert (code, out) == (2, "a.tflite: no fault found\n  ok: opens\n")
    assert err == "kerasarch: bad.onnx is damaged; bad2.onnx is damaged\n"


def test_a_run_that_is_not_finished_is_not_exported(capsys, small_run, tmp_path):
    copy = tmp_path / "copy"
    shutil.copytree(small_run, copy)
    (copy / "metrics.json").unlink()
    code, _, err = run(capsys, "export", copy, "--format", "onnx")
    assert code == 2
    assert "is not finished; go on with: kerasarch resume" in err


def test_a_recipe_that_did_not_come_along_is_told():
    with pytest.raises(FileError, match="the recipe none.toml did not come with this installation"):
        recipe_file("none.toml")


@pytest.mark.slow
def test_the_demo_ends_in_a_table_of_proven_files(capsys, tmp_path, monkeypatch):
    short = tmp_path / "short.toml"
    text = Path(RECIPE).read_text().replace("epochs = 20", "epochs = 3").replace("size = 48", "size = 32")
    assert "size = 32" in text
    short.write_text(text)
    monkeypatch.setattr("kerasarch.demo.recipe_file", lambda name: short)
    code, out, err = run(capsys, "demo", "--runs", tmp_path / "runs")
    assert (code, err) == (0, "")
    for file in ("best.keras", "short.tflite", "short_int8.tflite", "short.onnx"):
        assert re.search(rf"│ {re.escape(file)} +│ +\d+\.\d\d MB │ +0\.\d{{4}} │", out), file
    assert "short " in out
    assert "curves.png" in out
    assert re.search(r"\d+ CPU seconds\n$", out)
