"""Which encoder this process uses."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from bot.core.matching.encoder.minilm import SHA256, MiniLM
from bot.core.matching.encoder.port import Encoder, EncoderUnavailable
from bot.core.matching.encoder.static import WordVectors

WORDS = "words"  # the setting that asks for word vectors


@cache
def choose_encoder(wanted: str = "") -> Encoder | None:
    """The encoder for a setting.

    Empty: MiniLM when it is installed, otherwise word vectors. «words»: word vectors. «none»: no encoder, letters and
    words alone. Anything else is the path of a model file, optionally with «#sha256=…» behind it.
    Raises EncoderUnavailable when a file is named that cannot be used.
    """
    if wanted == "none":
        return None
    if wanted == WORDS:
        return WordVectors()
    if wanted:
        path, _, digest = wanted.partition("#sha256=")
        return MiniLM(Path(path), digest or SHA256)
    try:
        return MiniLM()
    except EncoderUnavailable:
        return WordVectors()
