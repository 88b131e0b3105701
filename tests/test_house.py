"""Rules that hold for every file of the package."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
FILES = sorted((ROOT / "kerasarch").rglob("*.py"))
# The cost reader, which rewrites use, comes before them; SENet's tables are those of other papers, rewritten.
CORE = ["errors", "lazy", "stopping", "files", "channels", "steps", "walks", "plans"]
CORE += ["readers", "rewrites", "papers", "networks"]
LIGHT = (
    *(*CORE[:8], "rewrites", "papers", "networks", "readers/__init__"),
    *("readers/cost", "readers/describe", "readers/figure", "readers/columns", "readers/plot"),
)
ORDER = [*CORE, "layout", "preprocessing", "weights", "applications"]


def imports(tree, top_only=False):
    nodes = tree.body if top_only else ast.walk(tree)
    for node in nodes:
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def length(function):
    """Lines of its body, without the docstring."""
    body = function.body[1:] if ast.get_docstring(function) and len(function.body) > 1 else function.body
    return function.end_lineno - body[0].lineno + 1


def relative(path):
    return path.relative_to(ROOT / "kerasarch").as_posix().removesuffix(".py")


@pytest.mark.parametrize("path", FILES, ids=relative)
def test_a_file_keeps_the_rules(path):
    text = path.read_text()
    tree = ast.parse(text)
    assert len(text.splitlines()) <= 300
    for name in imports(tree):
        assert not name.startswith(("keras.src", "tensorflow.python", "pickle", "tarfile")), name
    assert not re.search(r"\b(Lambda|eval|exec)\(|allow_pickle=True|extractall", text)
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            inner = [child for child in ast.walk(node) if isinstance(child, ast.FunctionDef) and child is not node]
            own = length(node) - sum(map(length, inner))
            assert own <= 50, (node.name, own)


@pytest.mark.parametrize("path", [f for f in FILES if relative(f).startswith(LIGHT)], ids=relative)
def test_what_must_be_light_imports_no_framework(path):
    for name in imports(ast.parse(path.read_text())):
        assert not name.startswith(("keras.", "tensorflow", "jax", "torch", "numpy")), name
        assert name != "keras"


@pytest.mark.parametrize("path", FILES, ids=relative)
def test_only_data_and_export_import_tensorflow(path):
    if not relative(path).startswith(("data/", "export/")):
        assert not any(name.split(".")[0].startswith("tensorflow") for name in imports(ast.parse(path.read_text())))


@pytest.mark.parametrize("path", FILES, ids=relative)
def test_imports_point_one_way(path):
    place = relative(path).split("/")[0]
    if place not in ORDER:
        return
    for name in imports(ast.parse(path.read_text())):
        parts = name.split(".")
        if parts[0] == "kerasarch" and len(parts) > 1 and parts[1] in ORDER:
            assert ORDER.index(parts[1]) <= ORDER.index(place), name


WRITES = (
    *(
        r"\.write_text\(",
        r"\.write_bytes\(",
        r"open\([^)]*[\"'][wax]b?\+?[\"']",
        r"os\.rename",
        r"shutil\.",
        r"\.mkdir\(",
    ),
    *(r"\.savez", r"\.save\(place", r"savefig", r"ZipFile\([^)]*[\"'][wa][\"']", r"\.saved_model\.save"),
)


def test_one_module_writes_files():
    writers = re.compile("|".join(WRITES))
    # These write to places that files.py handed out, to a pipe, or let a compiler write what is thrown away.
    handed = {"models", "readers/plot", "training/plots", "search/report", "export/exporter", "export/proof"} | {
        f"export/{name}" for name in ("benchmark_report", "edge_tpu", "metadata", "onnx", "saved_model", "tflite")
    }
    piped = {"export/runtimes", "export/saved_model_process"}
    assert {relative(path) for path in FILES if writers.search(path.read_text())} == {"files"} | handed | piped
