"""Converters write to the terminal from C++; this keeps it, and gives it back only when they fail."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from typing import Any


@contextmanager
def quiet() -> Iterator[None]:
    """Nothing reaches the terminal, from Python or from below it, unless the block fails."""
    _flush()
    kept = [os.dup(handle) for handle in (1, 2)]
    with tempfile.TemporaryFile() as said, open(said.fileno(), "w", errors="replace", closefd=False) as python:
        out, err = (_Stream(python) for _ in range(2))
        try:
            for handle in (1, 2):
                os.dup2(said.fileno(), handle)
            # Python's own streams may be others than those two, as in a notebook
            with redirect_stdout(out), redirect_stderr(err):
                yield
        except Exception as failure:
            python.flush()
            _flush()
            said.seek(0)
            failure.add_note(said.read().decode(errors="replace")[-2000:])
            raise
        finally:
            _flush()
            out.leads_to, err.leads_to = sys.stdout, sys.stderr
            for handle, copy in zip((1, 2), kept, strict=True):
                os.dup2(copy, handle)
                os.close(copy)


class _Stream:
    """A stream that can be led elsewhere: a logger that a library makes inside the block keeps it for ever."""

    def __init__(self, leads_to: Any) -> None:
        self.leads_to = leads_to

    def __getattr__(self, name: str) -> Any:
        return getattr(self.leads_to, name)


def _flush() -> None:
    sys.stdout.flush()
    sys.stderr.flush()
