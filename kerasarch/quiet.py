"""Converters write to the terminal from C++; this keeps it, and gives it back only when they fail."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def quiet() -> Iterator[None]:
    """Nothing reaches the terminal, from Python or from below it, unless the block fails."""
    sys.stdout.flush()
    sys.stderr.flush()
    kept = [os.dup(handle) for handle in (1, 2)]
    with tempfile.TemporaryFile() as said:
        try:
            for handle in (1, 2):
                os.dup2(said.fileno(), handle)
            yield
        except Exception as failure:
            sys.stdout.flush()
            sys.stderr.flush()
            said.seek(0)
            text = said.read().decode(errors="replace")
            failure.add_note(text[-2000:])
            raise
        finally:
            sys.stdout.flush()
            sys.stderr.flush()
            for handle, copy in zip((1, 2), kept, strict=True):
                os.dup2(copy, handle)
                os.close(copy)
