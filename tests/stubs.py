"""What editors and type checkers see of `kerasarch`: `python -m tests.stubs` writes kerasarch/__init__.pyi."""

import inspect
import re
import textwrap
from pathlib import Path

import kerasarch
from kerasarch import files
from kerasarch.applications import builder
from kerasarch.papers import registry

STUB = Path(kerasarch.__file__).with_suffix(".pyi")

# Where the names in the builders' annotations come from, in the order of imports
ORIGINS = {
    "collections.abc": ("Callable", "Iterable", "Mapping", "Sequence"),
    "pathlib": ("Path",),
    "typing": ("Any", "Literal"),
}


def stub() -> str:
    builders = "\n".join(signature(architecture) for architecture in registry().values())
    return f'"""{inspect.getdoc(kerasarch)}\n"""\n\n{imports(builders)}\n\n__version__: str\n\n{builders}'


def imports(builders: str) -> str:
    """Of what `builders` need, and of the names and modules that `kerasarch` finds when they are first used."""
    lines = []
    for module, names in ORIGINS.items():
        if used := [name for name in names if re.search(rf"\b{name}\b", builders)]:
            lines.append(f"from {module} import {', '.join(used)}")
    lines += ["", "import keras", ""]
    homes = {name: f"kerasarch.{home}" if home else "kerasarch" for name, home in kerasarch._HOMES.items()}
    lines += [f"from {home} import {name} as {name}" for name, home in sorted(homes.items(), key=place)]
    return "\n".join(lines)


def place(item: tuple[str, str]) -> tuple[str, bool, str]:
    """Where ruff sorts an import: by module, classes before functions."""
    name, home = item
    return home, name[0].islower(), name


def signature(architecture) -> str:
    make = builder(architecture)
    known = inspect.signature(make)
    lines, keyword_only = [], False
    for parameter in known.parameters.values():
        if parameter.kind is parameter.KEYWORD_ONLY and not keyword_only:
            lines.append("*")
            keyword_only = True
        default = repr(parameter.default).replace("'", '"')
        lines.append(f"{parameter.name}: {text(parameter.annotation)} = {default}")
    arguments = "".join(f"    {line},\n" for line in lines)
    says = textwrap.indent(inspect.getdoc(make), "    ").strip()
    return f'def {make.__name__}(\n{arguments}) -> {text(known.return_annotation)}:\n    """{says}\n    """\n'


def text(annotation) -> str:
    return annotation if isinstance(annotation, str) else inspect.formatannotation(annotation).replace("'", '"')


if __name__ == "__main__":
    files.write_text(STUB, stub())
