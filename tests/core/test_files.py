"""A file or folder appears whole under its name, or what was there before stays."""

import json
import os
import signal
import subprocess
import sys

import pytest

from kerasarch import files
from kerasarch.errors import FileError


def names(folder):
    return sorted(entry.name for entry in folder.iterdir())


def test_a_file_is_replaced_whole(tmp_path):
    target = tmp_path / "a.txt"
    files.write_text(target, "one")
    files.write_text(target, "two")
    assert (target.read_text(), names(tmp_path)) == ("two", ["a.txt"])


@pytest.mark.parametrize("failure", [RuntimeError, KeyboardInterrupt])
def test_a_failure_while_writing_leaves_what_was_there(tmp_path, failure):
    target = tmp_path / "a.txt"
    files.write_text(target, "one")
    with pytest.raises(failure), files.writing(target) as place:
        place.write_text("hal")
        raise failure
    assert (target.read_text(), names(tmp_path)) == ("one", ["a.txt"])


def test_a_failure_while_making_a_folder_leaves_the_old_one(tmp_path):
    target = tmp_path / "made"
    with files.writing_folder(target) as place:
        (place / "a").write_text("one")
    with pytest.raises(RuntimeError), files.writing_folder(target, overwrite=True, holds="a") as place:
        (place / "b").write_text("two")
        raise RuntimeError
    assert (names(target), names(tmp_path)) == (["a"], ["made"])


def test_a_folder_is_replaced_whole_and_not_merged(tmp_path):
    target = tmp_path / "made"
    for name in ("a", "b"):
        with files.writing_folder(target, overwrite=True, holds="a") as place:
            (place / name).write_text(name)
    assert (names(target), names(tmp_path)) == (["b"], ["made"])


def test_a_replacement_that_was_interrupted_is_mended(tmp_path):
    target = tmp_path / "made"
    with files.writing_folder(target) as place:
        (place / "a").write_text("one")
    os.rename(target, tmp_path / ".made.replaced-by-kerasarch")  # as after a kill between the two renames
    files.mend(target)
    assert (names(target), names(tmp_path)) == (["a"], ["made"])
    (tmp_path / ".made.replaced-by-kerasarch").mkdir()  # as after a kill before the old one is deleted
    files.mend(target)
    assert names(tmp_path) == ["made"]


def test_what_a_killed_process_left_is_removed_by_the_next_write(tmp_path):
    code = (
        "import sys, time; from kerasarch.files import writing\n"
        "with writing(sys.argv[1]) as place: place.write_text('half'); print('writing', flush=True); time.sleep(60)"
    )
    target = tmp_path / "a.txt"
    files.write_text(target, "one")
    process = subprocess.Popen([sys.executable, "-c", code, str(target)], stdout=subprocess.PIPE)
    process.stdout.readline()
    process.send_signal(signal.SIGKILL)
    process.wait()
    process.stdout.close()
    assert target.read_text() == "one"
    assert len(names(tmp_path)) == 2
    files.write_text(target, "two")
    assert (target.read_text(), names(tmp_path)) == ("two", ["a.txt"])


def test_a_place_of_a_living_process_is_left_alone(tmp_path):
    with files.writing(tmp_path / "a.txt") as place:
        place.write_text("one")
        files.write_text(tmp_path / "a.txt", "two")
        assert place.exists()


@pytest.mark.parametrize(
    ("target", "says"),
    [
        ("folder", "is a folder; name another target"),
        ("none/a.txt", "its folder does not exist"),
        ("there.txt/a.txt", "its folder does not exist"),
        ("x" * 300, "its name is too long"),
    ],
)
def test_a_target_that_cannot_be_is_refused(tmp_path, target, says):
    (tmp_path / "folder").mkdir()
    (tmp_path / "there.txt").write_text("one")
    with pytest.raises(FileError, match=says):
        files.write_text(tmp_path / target, "x")


def test_companions_get_their_names_with_the_file_or_not_at_all(tmp_path):
    with pytest.raises(RuntimeError), files.writing(tmp_path / "a.txt") as place:
        place.with_name("a.txt.json").write_text("{}")
        raise RuntimeError
    assert names(tmp_path) == []
    with files.writing(tmp_path / "a.txt") as place:
        place.write_text("one")
        place.with_name("a.txt.json").write_text("{}")
        place.with_name("scratch").write_text("x")
    assert names(tmp_path) == ["a.txt", "a.txt.json"]
    with files.writing_folder(tmp_path / "made") as place:
        place.with_name("made.json").write_text("{}")
    assert names(tmp_path) == ["a.txt", "a.txt.json", "made", "made.json"]


@pytest.mark.parametrize("folder", [False, True])
@pytest.mark.parametrize("at", range(6))
def test_a_stop_at_any_step_of_the_naming_undoes_the_others(tmp_path, monkeypatch, at, folder):
    def write(text):
        target = tmp_path / "made"
        with files.writing_folder(target, True, holds="a") if folder else files.writing(target, True) as place:
            (place / "a" if folder else place).write_text(text)
            place.with_name("made.json").write_text(text)

    def state():
        made = tmp_path / "made"
        return {"made": (made / "a" if folder else made).read_text(), "json": (tmp_path / "made.json").read_text()}

    write("one")
    count = [0]

    def stopping(call):
        def stopped(*arguments):
            count[0] += 1
            if count[0] == at + 1:
                raise KeyboardInterrupt
            return call(*arguments)

        return stopped

    with monkeypatch.context() as patch:
        for name in ("rename", "link", "fsync"):
            patch.setattr(os, name, stopping(getattr(os, name)))
        try:
            write("two")
        except KeyboardInterrupt:
            patch.undo()
            assert state() == {"made": "one", "json": "one"}
        else:
            assert state() == {"made": "two", "json": "two"}
    assert names(tmp_path) == ["made", "made.json"]


@pytest.mark.parametrize("path", ["~nobody-of-this-name/a", "x" * 5000, "a\0b", None])
def test_what_is_no_path_is_refused(path):
    with pytest.raises(FileError, match="is no path"):
        files.expanded(path)


def test_what_exists_is_refused_unless_it_may_be_replaced(tmp_path):
    (tmp_path / "a").write_text("one")
    with pytest.raises(FileError, match="exists; pass --overwrite"), files.writing(tmp_path / "a", overwrite=False):
        pass
    with (
        pytest.raises(FileError, match="is a file; name another"),
        files.writing_folder(tmp_path / "a", overwrite=True),
    ):
        pass


FULL = """
import resource, sys
from kerasarch.errors import FileError
from kerasarch.files import write_text
resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
try:
    write_text(sys.argv[1], "x" * 200_000)
except FileError as told:
    print(told)
"""


def test_a_full_disk_leaves_what_was_there(tmp_path):
    target = tmp_path / "a.txt"
    target.write_text("one")
    done = subprocess.run([sys.executable, "-c", FULL, str(target)], capture_output=True, text=True, check=True)
    assert "cannot be written: a file may not grow so large here; nothing was changed" in done.stdout
    assert (target.read_text(), names(tmp_path)) == ("one", ["a.txt"])


def test_numbered_folders_count_on(tmp_path):
    made = [files.make_numbered(tmp_path / "runs", "x").name for _ in range(3)]
    (tmp_path / "runs" / "0007-other").mkdir()
    (tmp_path / "runs" / "notes").mkdir()
    assert [*made, files.make_numbered(tmp_path / "runs", "y").name] == ["0001-x", "0002-x", "0003-x", "0008-y"]
    (tmp_path / "runs" / "10000-x").mkdir()
    assert files.make_numbered(tmp_path / "runs", "z").name == "10001-z"


def test_the_sum_of_a_folder_depends_on_names_and_contents(tmp_path):
    sums = []
    for name, text in (("a", "one"), ("a", "two"), ("b", "two")):
        folder = tmp_path / f"{len(sums)}"
        folder.mkdir()
        (folder / name).write_text(text)
        sums.append(files.sha256(folder))
        assert files.size_of(folder) == 3
    assert len(set(sums)) == 3


def test_json_is_readable(tmp_path):
    files.write_json(tmp_path / "a.json", {"name": "Grün"})
    assert json.loads((tmp_path / "a.json").read_text()) == {"name": "Grün"}
    assert "Grün" in (tmp_path / "a.json").read_text()


def test_the_permissions_of_a_folder_are_the_usual_ones(tmp_path):
    with files.writing_folder(tmp_path / "made") as place:
        (place / "a").write_text("one")
    usual = tmp_path / "usual"
    usual.mkdir()
    assert (tmp_path / "made").stat().st_mode == usual.stat().st_mode
