"""What exports/README.md tells people to type."""

import re
import shlex

from kerasarch.cli import build_parser
from tests.exports.conftest import ROOT

README = (ROOT / "exports/README.md").read_text()
BLOCKS = re.findall(r"```sh\n(.*?)```", README, re.DOTALL)
LINES = [line.split("#")[0] for block in BLOCKS for line in block.splitlines()]


def test_its_commands_are_those_of_the_command_line():
    parser, _ = build_parser()
    exports = [parser.parse_args(shlex.split(line)[1:]) for line in LINES if line.startswith("kerasarch ")]
    assert [given.output for given in exports] == ["digits.tflite", "digits.tflite", "digits.onnx", "models/digits/1"]


def test_every_program_has_its_line_and_every_line_its_program():
    named = {path for line in LINES for path in re.findall(r"exports/[\w/]+\.py", line)}
    there = {path.relative_to(ROOT).as_posix() for path in (ROOT / "exports").glob("*/*.py")}
    assert named == {path for path in there if not path.startswith("exports/shared/")}


def test_the_configuration_serves_the_folder_that_is_exported_to():
    assert 'base_path: "/models/digits"' in (ROOT / "exports/tf_serving/models.config").read_text()
    assert any('-v "$PWD/models:/models"' in line for line in LINES)
