"""Stand-ins for the files that keras.applications publishes, and for the places where they are."""

from __future__ import annotations

import http.server
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import h5py
import keras
import numpy as np

# keras.applications calls `get_file` in the module where it is defined, kerasarch by its public name.
FETCHERS = {"theirs": sys.modules[keras.utils.get_file.__module__], "ours": keras.utils}


class FetchedError(Exception):
    """Carries the keyword arguments of `get_file`."""


def request(monkeypatch: Any, whose: str, fetch: Callable[[], Any]) -> dict[str, Any]:
    """Which file `fetch` asks `get_file` for: its name, address, md5 sum and the folder of the cache."""

    def get_file(
        fname: str, origin: str, cache_subdir: str, file_hash: str | None = None, cache_dir: str | None = None
    ) -> None:
        raise FetchedError({"name": fname, "url": origin, "md5": file_hash, "folder": cache_subdir})

    with monkeypatch.context() as patch:
        patch.setattr(FETCHERS[whose], "get_file", get_file)
        try:
            fetch()
        except Exception as caught:
            fetched = caught.__cause__ or caught
            if not isinstance(fetched, FetchedError):
                raise
            return fetched.args[0]
    raise AssertionError("nothing was fetched")


def gives(monkeypatch: Any, file: Path) -> None:
    """Whatever is fetched is this file."""
    for module in FETCHERS.values():
        monkeypatch.setattr(module, "get_file", lambda *args, **kwargs: str(file))


def legacy(model: Any, path: Path) -> Path:
    """The weights of `model` in the layout of the files that keras.applications publishes."""
    with h5py.File(path, "w") as file:
        file.attrs["layer_names"] = [layer.name.encode() for layer in model.layers]
        for layer in model.layers:
            group = file.create_group(layer.name)
            names = [f"{layer.name}/{i}".encode() for i in range(len(layer.weights))]
            group.attrs["weight_names"] = names
            for name, weight in zip(names, layer.weights, strict=True):
                group[name.decode()] = np.asarray(weight)
    return path


@contextmanager
def served(folder: Path) -> Iterator[tuple[str, list[Any]]]:
    """The address of a server on this machine that gives the files of `folder`, and the requests so far."""
    seen: list[Any] = []

    class Handler(http.server.SimpleHTTPRequestHandler):
        def __init__(self, *arguments: Any) -> None:
            super().__init__(*arguments, directory=str(folder))

        def log_message(self, *arguments: Any) -> None:
            seen.append(arguments)

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as listening:
        thread = threading.Thread(target=listening.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{listening.server_address[1]}", seen
        listening.shutdown()
        thread.join()
