"""What editors and type checkers see is what is there."""

import ast
import inspect
import subprocess
import sys
from pathlib import Path

import pytest

import kerasarch
from tests.stubs import STUB, stub

ROOT = Path(__file__).parent.parent.parent


def test_the_stub_is_the_registrys():
    assert STUB.read_text() == stub(), "run: python -m tests.stubs"


def test_it_names_all_that_is_public_and_the_builders_as_they_are():
    names = set()
    for node in ast.parse(STUB.read_text()).body:
        if isinstance(node, ast.ImportFrom) and node.module.startswith("kerasarch"):
            names |= {alias.asname for alias in node.names}
        elif isinstance(node, ast.AnnAssign):
            names.add(node.target.id)
        elif isinstance(node, ast.FunctionDef):
            names.add(node.name)
            shown = node.args.posonlyargs + node.args.args + node.args.kwonlyargs
            make = getattr(kerasarch, node.name)
            assert [one.arg for one in shown] == list(inspect.signature(make).parameters)
            assert ast.get_docstring(node) == inspect.getdoc(make)
    assert names == set(dir(kerasarch))


@pytest.mark.slow
def test_a_type_checker_takes_what_is_right_and_tells_what_is_wrong(tmp_path):
    (tmp_path / "right.py").write_text(
        "import keras\nimport kerasarch\n\n"
        "m: keras.Model = kerasarch.Xception(weights=None, classes=10)\n"
        "names: list[str] = kerasarch.list_models('x*', sort='macs')\n"
        "params: int = kerasarch.cost('xception').params\n"
        "kerasarch.describe('xception').plot('xception.svg')\n"
        "kerasarch.export.verify('xception.onnx')\n"
    )
    (tmp_path / "wrong.py").write_text(
        "import kerasarch\n\n"
        "kerasarch.Xception(clases=10)\n"
        "kerasarch.Xeption()\n"
        "kerasarch.Xception(width='half')\n"
        "names: int = kerasarch.list_models()\n"
    )
    said = {}
    for name in ("right", "wrong"):
        command = [sys.executable, "-m", "mypy", "--config-file", "pyproject.toml", str(tmp_path / f"{name}.py")]
        said[name] = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False).stdout
    assert said["right"].startswith("Success"), said["right"]
    for line, words in ((3, '"clases"'), (4, 'maybe "Xception"?'), (5, '"width"'), (6, "list[str]")):
        assert f"wrong.py:{line}: error: " in said["wrong"]
        assert words in said["wrong"]
    assert "Found 4 errors" in said["wrong"]
