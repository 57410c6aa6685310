"""The tokenizer of BERT's uncased English models: words, then the longest pieces that the vocabulary knows.

Devlin et al., 2019, https://github.com/google-research/bert `tokenization.py`. The vocabulary beside this module is
`bert-base-uncased`'s (Apache-2.0), which MiniLM, BGE, GTE and E5 of the small English kind share.
"""

from __future__ import annotations

import gzip
import unicodedata
from functools import cache
from importlib.resources import files

LONGEST = 96  # pieces that are read of one text; questions are far shorter
LONGEST_WORD = 100  # characters; a longer word is unknown
START, END, UNKNOWN = "[CLS]", "[SEP]", "[UNK]"


@cache
def vocabulary() -> dict[str, int]:
    """Piece -> its number."""
    raw = files("bot.core.matching.data").joinpath("wordpieces.txt.gz").read_bytes()
    return {piece: number for number, piece in enumerate(gzip.decompress(raw).decode().split("\n"))}


def piece_numbers(text: str) -> list[int]:
    """The numbers of a text's pieces, with the marks for start and end; at most `LONGEST` in all."""
    known = vocabulary()
    numbers = [known[START]]
    for word in _words(text):
        numbers += _pieces(word, known)
        if len(numbers) >= LONGEST:
            break
    return [*numbers[: LONGEST - 1], known[END]]


def _words(text: str) -> list[str]:
    plain = "".join(each for each in unicodedata.normalize("NFD", text.lower()) if unicodedata.category(each) != "Mn")
    return "".join(f" {each} " if _stands_alone(each) else each for each in plain).split()


def _stands_alone(character: str) -> bool:
    if character.isascii():
        return not (character.isalnum() or character.isspace())
    return unicodedata.category(character).startswith("P") or "\u4e00" <= character <= "\u9fff"


def _pieces(word: str, known: dict[str, int]) -> list[int]:
    if len(word) > LONGEST_WORD:
        return [known[UNKNOWN]]
    found: list[int] = []
    start = 0
    while start < len(word):
        mark = "##" if start else ""
        for end in range(len(word), start, -1):
            number = known.get(mark + word[start:end])
            if number is not None:
                found.append(number)
                start = end
                break
        else:
            return [known[UNKNOWN]]
    return found
