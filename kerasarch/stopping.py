"""Ctrl-C and SIGTERM end what writes files, wherever Python is when they come."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

_asked: list[BaseException] = []


@contextmanager
def stoppable() -> Iterator[None]:
    """SIGTERM ends the block as Ctrl-C does, so that what is half made is removed; the exit code is a shell's, 143.

    What a signal raises is lost where Python runs a destructor at that moment, as it does for seconds after a
    conversion. So no file gets its name after a signal, and the block ends with it, whatever else it ends with. In the
    main thread only; a signal that the process was started to ignore stays ignored.
    """

    def stop(number: int, frame: FrameType | None) -> None:
        _asked.append(KeyboardInterrupt() if number == signal.SIGINT else SystemExit(128 + number))
        raise _asked[-1]

    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
    heeded = {number: handler for number, handler in before.items() if handler not in (signal.SIG_IGN, None)}
    try:
        for number in heeded:
            signal.signal(number, stop)
        yield
    finally:
        for number, handler in heeded.items():
            signal.signal(number, handler)
        asked, _asked[:] = _asked[:], []
        if asked:
            raise asked[0]


def check_stopped() -> None:
    """Raise again what a signal raised in a `stoppable` block.

    Raises:
        KeyboardInterrupt: after Ctrl-C. SystemExit: after SIGTERM.
    """
    if _asked:
        raise _asked[0]
