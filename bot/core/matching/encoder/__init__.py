"""What makes numbers of meanings, behind one small port: MiniLM when it is installed, word vectors otherwise."""

from bot.core.matching.encoder.choosing import choose_encoder
from bot.core.matching.encoder.minilm import MiniLM
from bot.core.matching.encoder.port import Encoder, EncoderUnavailable
from bot.core.matching.encoder.static import WordVectors

__all__ = ["Encoder", "EncoderUnavailable", "MiniLM", "WordVectors", "choose_encoder"]
