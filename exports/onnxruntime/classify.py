"""Name what is on images with an ONNX file of kerasarch, in ONNX Runtime on the best processor that is there.

python onnxruntime/classify.py MODEL.onnx IMAGE... [--provider cpu|cuda|tensorrt] [--top 5] [--time]
"""

import json
import sys
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from shared.program import UserError, arguments, at_least_one, checked, read, run, say

PROVIDERS = {"tensorrt": "TensorrtExecutionProvider", "cuda": "CUDAExecutionProvider", "cpu": "CPUExecutionProvider"}


class Onnx:
    """An ONNX file that is open, as `arrays.Model` says."""

    dtype, quantization = "float32", (0.0, 0)  # of every file that kerasarch writes, quantized ones too

    def __init__(self, path: Path, provider: str | None, threads: int | None) -> None:
        from onnxruntime import InferenceSession, SessionOptions, get_available_providers

        wanted = chosen(provider, get_available_providers())
        options = SessionOptions()
        options.intra_op_num_threads = threads or 0  # 0: as many as there are cores
        try:
            self.session = InferenceSession(read(path), options, wanted)
        except Exception as failure:  # its exceptions have no public base
            raise UserError(f"{path} cannot be run; ONNX Runtime says: {failure}") from failure
        said = self.session.get_modelmeta().custom_metadata_map
        try:
            about = dict(json.loads(said.get("kerasarch", "{}")))
        except (TypeError, ValueError) as failure:
            raise UserError(f"the metadata in {path} is damaged ({failure})") from failure
        self.about: dict[str, Any] = checked(about, path)
        entry = self.session.get_inputs()[0]
        self.name, self.shape = entry.name, entry.shape
        used = self.session.get_providers()[0]
        if used != wanted[0]:
            if provider:
                raise UserError(f"{provider} was asked for, and ONNX Runtime could not start it")
            say(f"warning: {wanted[0]} could not be started; running on {used}")
        self.place = used.removesuffix("ExecutionProvider")

    def outputs(self, tensor: Any) -> Any:
        """As of every model."""
        return self.session.run(None, {self.name: tensor})[0]


def chosen(provider: str | None, available: list[str]) -> list[str]:
    """The providers to try, the fastest first; only those that this ONNX Runtime was built with."""
    here = [name for name in PROVIDERS.values() if name in available]
    if not provider:
        return here
    if PROVIDERS[provider] not in here:
        known = [short for short, name in PROVIDERS.items() if name in here]
        raise UserError(f"this ONNX Runtime has no {provider}, only {', '.join(known)}; try onnxruntime-gpu")
    return here[here.index(PROVIDERS[provider]) :]


def main() -> None:
    """The program."""
    parser = arguments(str(__doc__).split("\n")[0], "an .onnx file that kerasarch exported")
    parser.add_argument("--provider", choices=PROVIDERS, help="what to run on (the fastest that is there)")
    parser.add_argument("--threads", metavar="N", type=at_least_one, help="of the processor (all)")
    parser.add_argument("--time", action="store_true", help="say how long an image takes")
    given = parser.parse_args()
    from shared.arrays import classify

    classify(Onnx(given.model, given.provider, given.threads), given)


if __name__ == "__main__":
    run(main)
