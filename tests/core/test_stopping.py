"""Ctrl-C and SIGTERM end a block that writes, wherever Python is when they come."""

import os
import signal

import pytest

from kerasarch import files
from kerasarch.errors import FileError
from kerasarch.stopping import stoppable

ENDS = [(signal.SIGINT, KeyboardInterrupt), (signal.SIGTERM, SystemExit)]


class Dying:
    """Its destructor receives a signal: Python prints what that raises, and goes on."""

    def __init__(self, number):
        self.number = number

    def __del__(self):
        os.kill(os.getpid(), self.number)


@pytest.fixture
def heard():
    """SIGINT is not ignored, as it is in a shell's background."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("heard")
@pytest.mark.parametrize(("number", "raised"), ENDS)
@pytest.mark.filterwarnings("ignore:Exception ignored in. <function Dying")
def test_a_signal_that_a_destructor_swallows_leaves_the_file_as_it_was(tmp_path, number, raised):
    target = tmp_path / "a.txt"
    files.write_text(target, "one")
    with pytest.raises(raised), stoppable(), files.writing(target) as place:
        place.write_text("two")
        dying = Dying(number)
        del dying
        place.write_text("three")  # the block goes on
        reached = True
    assert reached
    assert (target.read_text(), [entry.name for entry in tmp_path.iterdir()]) == ("one", ["a.txt"])
    files.write_text(target, "four")  # later blocks know nothing of it
    assert target.read_text() == "four"


@pytest.mark.usefixtures("heard")
@pytest.mark.parametrize(("number", "raised"), ENDS)
@pytest.mark.filterwarnings("ignore:Exception ignored in. <function Dying")
def test_a_signal_that_a_destructor_swallows_counts_more_than_what_fails_after_it(number, raised):
    with pytest.raises(raised), stoppable():
        dying = Dying(number)
        del dying
        raise FileError("the disk is full")


@pytest.mark.usefixtures("heard")
@pytest.mark.parametrize(("number", "raised"), ENDS)
def test_a_signal_ends_the_block_and_only_the_block(number, raised):
    before = {number: signal.getsignal(number) for number, _ in ENDS}
    with pytest.raises(raised) as ended, stoppable():
        os.kill(os.getpid(), number)
        pytest.fail("the block went on")
    assert raised is KeyboardInterrupt or ended.value.code == 143
    assert {number: signal.getsignal(number) for number, _ in ENDS} == before


def test_what_the_process_was_started_to_ignore_stays_ignored():
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        with stoppable():
            os.kill(os.getpid(), signal.SIGINT)
        assert signal.getsignal(signal.SIGINT) is signal.SIG_IGN
    finally:
        signal.signal(signal.SIGINT, before)
