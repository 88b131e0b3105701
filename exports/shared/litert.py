"""A TFLite file in LiteRT."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
from ai_edge_litert.interpreter import Interpreter
from shared.program import UserError, checked, read, said_in

REMEDY = "; give another file of the same model that does, or its FILE.json, with --metadata"


class LiteRT:
    """A TFLite file that is open, as `arrays.Model` says."""

    def __init__(self, path: Path, metadata: Path | None, threads: int, delegate: Any = None) -> None:
        content = read(path)
        if content[4:8] != b"TFL3":
            raise UserError(f"{path} is no TFLite file")
        self.about = checked(said_in(metadata or path), metadata or path, REMEDY)
        try:
            self.interpreter = Interpreter(
                model_content=content,
                num_threads=threads,
                experimental_delegates=[delegate] if delegate else None,
            )
            self.interpreter.allocate_tensors()
        except (ValueError, RuntimeError) as failure:
            raise UserError(f"{path} cannot be run; LiteRT says: {failure}") from failure
        entry, self.end = self.interpreter.get_input_details()[0], self.interpreter.get_output_details()[0]
        self.index, self.dtype, self.quantization = entry["index"], entry["dtype"], entry["quantization"]
        self.shape = [int(size) for size in entry["shape"]]
        self.place = "the Edge TPU" if delegate else f"the CPU, {threads} thread{'s' if threads > 1 else ''}"

    def outputs(self, tensor: Any) -> Any:
        """As of every model."""
        self.interpreter.set_tensor(self.index, tensor)
        self.interpreter.invoke()
        rows = self.interpreter.get_tensor(self.end["index"]).astype(np.float32)
        scale, zero = self.end["quantization"]
        return (rows - zero) * scale if scale else rows
