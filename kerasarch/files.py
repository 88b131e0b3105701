"""The only module that writes. A file or folder appears whole under its name, or what was there before stays.

Libraries write to a place of their own beside the target, which `writing` and `writing_folder` hand out; it is flushed
and renamed only when they are done. Files that are made in the same place and named as the target with a dot and an
ending (NAME.json) are its companions: they get their names just before it does. A process that is killed leaves at most
a hidden `.NAME.*.part` folder, which the next write to the same target removes.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import json
import os
import shutil
import socket
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import IO, Any

from kerasarch.errors import FileError
from kerasarch.stopping import check_stopped

# What the operating system says when the fault is the disk's, not the program's, ...
_DISK = {
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "the disk quota is used up",
    errno.EFBIG: "a file may not grow so large here",
    errno.EROFS: "the file system is read-only",
    errno.EIO: "the disk reports an error",
}
# ... or the path's, where a path of the user's is all that was touched.
_PATH = _DISK | {
    errno.EACCES: "permission denied",
    errno.EPERM: "permission denied",
    errno.ENOENT: "its folder does not exist",
    errno.ENOTDIR: "its folder is a file",
    errno.ENAMETOOLONG: "its name is too long",
}


def expanded(path: str | Path) -> Path:
    """A user's path with ~ written out.

    Raises:
        FileError: it is no path, or one that no file can have.
    """
    try:
        found = Path(path).expanduser()
        found.lstat() if "\0" in str(path) else found.exists()  # lstat refuses the null that exists passes over
    except (OSError, RuntimeError, ValueError, TypeError) as failure:
        reason = _reason(failure) if isinstance(failure, OSError) else str(failure)
        raise FileError(f"{str(path)[:80]!r} is no path: {reason}") from failure
    return found


@contextmanager
def writing(target: str | Path, overwrite: bool = True) -> Iterator[Path]:
    """A path to write the file `target` to; it gets its name when the block ends without an error.

    Args:
        target: the file. Its folder must exist.
        overwrite: whether a file that is there may be replaced. A folder never is.

    Raises:
        FileError: the target may not be replaced or cannot be written. It is then as it was before.
    """
    target = expanded(target)
    check_target(target, overwrite)
    with _place_beside(target) as place:
        yield place / target.name
        _publish(place, target)


@contextmanager
def writing_folder(target: str | Path, overwrite: bool = False, holds: str = "") -> Iterator[Path]:
    """A path to make the folder `target` at; it gets its name when the block ends without an error.

    Args:
        target: the folder; the one around it must exist.
        overwrite: whether a folder that is there may be replaced, with all that is in it. A file never is.
        holds: a file that a folder must hold to be replaced, so that nobody's other things are.

    Raises:
        FileError: the target may not be replaced or cannot be written. It is then as it was before.
    """
    target = expanded(target)
    mend(target)
    check_target(target, overwrite, folder=True, holds=holds)
    with _place_beside(target) as place:
        new = place / target.name
        new.mkdir()
        yield new
        for file in new.rglob("*"):
            _flush(file)
        _publish(place, target)


def check_target(target: Path, overwrite: bool, folder: bool = False, holds: str = "") -> None:
    """Refuse a target before any work is done for it."""
    if len(os.fsencode(target.name)) > 200:  # of the 255 that file systems allow, some are for the place beside it
        raise FileError(f"{target} cannot be written: {_PATH[errno.ENAMETOOLONG]}")
    wrong_kind = target.is_file() if folder else target.is_dir()
    if wrong_kind:
        raise FileError(f"{target} is a {'file' if folder else 'folder'}; name another target")
    if target.exists() and not overwrite:
        raise FileError(f"{target} exists; pass --overwrite (overwrite=True) to replace it")
    if target.is_dir() and any(target.iterdir()) and not (target / holds).exists():
        raise FileError(f"{target} is a folder without {holds}: it holds other things, which are not replaced")
    if not target.parent.is_dir():
        raise FileError(f"{target} cannot be written: {_PATH[errno.ENOENT]}")
    if not os.access(target.parent, os.W_OK):
        raise FileError(f"{target} cannot be written: permission denied")


def mend(folder: Path) -> None:
    """Undo what an interrupted replacement of `folder` left: the old one, renamed aside, gets its name back."""
    aside = _aside(folder)
    if aside.is_dir() and not folder.exists():
        os.rename(aside, folder)
    elif aside.is_dir():
        shutil.rmtree(aside, ignore_errors=True)


def write_text(target: str | Path, text: str) -> None:
    """Write `text` in UTF-8, replacing what is there."""
    with writing(target) as path:
        path.write_text(text, encoding="utf-8")


def write_json(target: str | Path, value: Any) -> None:
    """Write `value` as indented JSON, replacing what is there."""
    write_text(target, json.dumps(value, indent=1, ensure_ascii=False) + "\n")


def add_line(target: Path, line: str) -> None:
    """Add a line to a file of lines, and flush it to the disk; the end of one that was cut off is removed before.

    Raises:
        FileError: it cannot be written.
    """
    try:
        with open(target, "ab+") as file:
            end = file.seek(0, os.SEEK_END)
            while end and (file.seek(end - 1), file.read(1)) != (end - 1, b"\n"):
                end -= 1
            file.truncate(end)
            file.write(line.encode() + b"\n")
            file.flush()
            os.fsync(file.fileno())
    except OSError as failure:
        raise FileError(f"{target} cannot be written: {_reason(failure)}") from failure


def open_log(target: Path) -> IO[bytes]:
    """A file to whose end another process may write."""
    try:
        return open(target, "ab")
    except OSError as failure:
        raise FileError(f"{target} cannot be written: {_reason(failure)}") from failure


def discard_folder(folder: Path) -> None:
    """Delete a folder of this package's making, with all that is in it."""
    shutil.rmtree(folder, ignore_errors=True)


def make_folder(folder: Path) -> Path:
    """Make `folder` and those around it, where they are missing."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as failure:
        raise FileError(f"{folder} cannot be made: {_reason(failure)}") from failure
    return folder


def make_numbered(parent: Path, label: str) -> Path:
    """Make the folder NNNN-label in `parent`, NNNN one above the highest there; safe with several processes at once."""
    make_folder(parent)
    while True:
        numbers = [int(start) for entry in parent.iterdir() if (start := entry.name.split("-")[0]).isdecimal()]
        folder = parent / f"{max(numbers, default=0) + 1:04d}-{label}"
        try:
            folder.mkdir()
        except FileExistsError:
            continue
        except OSError as failure:
            raise FileError(f"{folder} cannot be made: {_reason(failure)}") from failure
        return folder


def sha256(path: Path) -> str:
    """Of a file's bytes, or of a folder's files with their names."""
    if path.is_dir():
        files = sorted(file for file in path.rglob("*") if file.is_file())
        lines = [f"{file.relative_to(path).as_posix()} {sha256(file)}\n" for file in files]
        return hashlib.sha256("".join(lines).encode()).hexdigest()
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def size_of(path: Path) -> int:
    """Bytes of a file, or of all files in a folder."""
    files = [path] if path.is_file() else path.rglob("*")
    return sum(file.stat().st_size for file in files if file.is_file())


@contextmanager
def _place_beside(target: Path) -> Iterator[Path]:
    """A hidden folder on the target's file system, gone when the block ends; errors of the disk become ours."""
    mark = f".{target.name}.{socket.gethostname()}-"
    place = None
    known = _PATH
    try:
        _remove_leftovers(target.parent, mark)
        place = Path(tempfile.mkdtemp(prefix=f"{mark}{os.getpid()}-", suffix=".part", dir=target.parent))
        known = _DISK
        yield place
    except OSError as failure:
        if failure.errno in known:
            raise FileError(f"{target} cannot be written: {known[failure.errno]}; nothing was changed") from failure
        raise
    finally:
        if place is not None:
            shutil.rmtree(place, ignore_errors=True)


def _publish(place: Path, target: Path) -> None:
    """Give what is in `place` its names: companions first, then the target. On any failure all is as it was before."""
    companions = [entry for entry in sorted(place.iterdir()) if entry.name.startswith(f"{target.name}.")]
    news = [*companions, place / target.name]
    for new in news:
        _flush(new)
    undo: list[Callable[[], None]] = []
    try:
        for new in news:
            final = target.with_name(new.name)
            if new.is_dir():
                aside = _aside(final)
                if final.exists():
                    undo.append(partial(os.rename, aside, final))
                    os.rename(final, aside)
                undo.append(partial(os.rename, final, new))
            elif final.exists():
                old = place / f"old {new.name}"
                try:
                    os.link(final, old)
                except OSError:  # a file system without hard links
                    shutil.copy2(final, old)
                undo.append(partial(os.replace, old, final))
            else:
                undo.append(partial(final.unlink, missing_ok=True))
            os.rename(new, final)
        check_stopped()
        _flush(target.parent)
    except BaseException:
        for step in reversed(undo):
            with contextlib.suppress(OSError):  # a step that was not reached needs no undoing
                step()
        raise
    shutil.rmtree(_aside(target), ignore_errors=True)


def _remove_leftovers(parent: Path, mark: str) -> None:
    """Places of this target whose process, on this machine, is no more."""
    for entry in parent.iterdir():
        if entry.name.startswith(mark) and entry.name.endswith(".part"):
            process = entry.name[len(mark) :].split("-")[0]
            if process.isdigit() and not _runs(int(process)):
                shutil.rmtree(entry, ignore_errors=True)


def _runs(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        pass
    return True


def _flush(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _aside(folder: Path) -> Path:
    return folder.parent / f".{folder.name}.replaced-by-kerasarch"  # with_name refuses "."


def _reason(failure: OSError) -> str:
    return _PATH.get(failure.errno or 0, failure.strerror or str(failure))
