"""The README stays true."""

import re
import shlex
from pathlib import Path

import pytest

from kerasarch.cli import build_parser
from tests.models_table import with_table

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text()


def blocks(language):
    return re.findall(rf"```{language}\n(.*?)```", README, re.DOTALL)


@pytest.mark.slow
def test_its_python_runs(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "recipes").symlink_to(ROOT / "recipes")
    for code in blocks("python"):
        exec(compile(code, "README.md", "exec"), {})
    said = capsys.readouterr().out
    assert "Xception, arXiv:1610.02357" in said
    assert "\nTrue\n" in said
    assert "exported and proven" in said


def test_its_longer_example_has_twelve_lines():
    lines = [line for line in blocks("python")[1].splitlines() if line]
    assert len(lines) == 12


def test_its_commands_are_those_of_the_command_line():
    parser, commands = build_parser()
    used = [line for block in blocks("sh") for line in block.splitlines() if line.startswith("kerasarch ")]
    assert len(used) >= 5
    for line in used:
        parser.parse_args(shlex.split(line, comments=True)[1:])
    table = re.findall(r"^\| `kerasarch (\w+)", README, re.MULTILINE)
    assert table == commands


def test_its_two_lines_share_one_environment():
    two = [line for block in blocks("sh") for line in block.splitlines() if line.startswith("python3 -m venv .venv")]
    assert len(two) == 2
    assert two[0].endswith(".venv/bin/kerasarch demo")
    assert two[1].endswith(".venv/bin/pytest -n 2 --cov")


def test_its_table_of_models_is_the_registrys():
    assert README.count("| `xception` |") == 1
    assert with_table(README) == README, "run: python -m tests.models_table"


def test_the_tests_that_it_names_exist():
    for path in re.findall(r"tests/[\w/.]+", README):
        assert (ROOT / path).exists(), path
