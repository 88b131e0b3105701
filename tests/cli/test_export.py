"""`kerasarch export` in a process of its own: what the terminal sees of it, and what is left when it is stopped."""

import signal
import subprocess
import sys
import time

import pytest

pytestmark = pytest.mark.slow
COMMAND = [sys.executable, "-c", "import sys; from kerasarch.cli import main; sys.exit(main())", "export"]


@pytest.mark.parametrize("form", [["saved_model"], ["onnx"], ["tflite", "--quantize", "int16"]])
def test_the_terminal_sees_our_own_lines_alone(small_run, tmp_path, form):
    target = tmp_path / {"onnx": "a.onnx", "tflite": "a.tflite"}.get(form[0], "a")
    command = [*COMMAND, small_run, "--format", *form, "--output", target]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)
    assert (done.returncode, done.stderr) == (0, "")
    first, second, third = done.stdout.splitlines()
    assert first.startswith(f"{target}: ")
    assert second.startswith("logits differ by up to ")
    assert (" dB, mse ranges) on " in second) == ("int16" in form)
    assert third.startswith("the same class as Keras on ")


@pytest.mark.parametrize(
    ("number", "code", "says"), [(signal.SIGINT, 130, "kerasarch: interrupted\n"), (signal.SIGTERM, 143, "")]
)
def test_an_export_that_is_stopped_while_it_converts_leaves_nothing(small_run, tmp_path, number, code, says):
    command = [*COMMAND, small_run / "best.keras", "--format", "tflite", "--output", tmp_path / "a.tflite"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    end = time.monotonic() + 120
    while not list(tmp_path.glob(".a.tflite.*/for_conversion")):  # what the converter reads
        assert time.monotonic() < end
        time.sleep(0.005)
    process.send_signal(number)
    out, err = process.communicate(timeout=120)
    assert (process.returncode, out, err) == (code, "", says)
    assert list(tmp_path.iterdir()) == []
