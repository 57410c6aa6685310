"""Cuts a typed answer into tokens: numerals, words and signs, with dates and clock times taken out."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.core.checklist.dates import without_dates

_SIGNS = str.maketrans(
    {
        "−": "-", "‐": "-", "‒": "-", "―": "-", "×": "x", "✕": "x", "*": "x", "≥": ">", "≤": "<", "≈": "~",
        "∼": "~", "٫": ".", "٬": ",",
    }
)  # fmt: skip
_EXPONENT = r"(?:e[+-]?\d{1,3}(?![^\W_]))?"
_TOKEN = re.compile(
    r"\d+⁄\d{1,2}"  # ½ and 7½, as compatibility folding writes them
    r"|\d{1,3}(?: \d{3})+(?![\d.,])"  # 1 200
    rf"|\d+(?:[.,']\d+)*{_EXPONENT}"
    rf"|(?<![^\s~<>=(+-])[.,]\d+{_EXPONENT}"  # .5
    r"|(?<![^\W_])(?:(?!x)[a-z]|mk-?)\d{1,3}(?![^\W_])"  # a name such as k2 is a word, its digit no amount
    r"|[^\W\d_]+(?:'[^\W\d_]+)*"
    r"|\S"
)
# 6h30 and 6:30 are two amounts written as one; 3xweek is a count and a period.
_HOURS_AND_MINUTES = re.compile(
    r"(?<![\d:.,/])(\d{1,2}) ?"
    r"(?:(?:h|:) ?([0-5]\d)(?:m|min|mins)?(?![\d:]|\.\d)\b|(?:hrs?|hours?) ([0-5]\d)(?=$|[,;)]))"
)
_TIMES = re.compile(r"(?<=\d)x(?=(?:week|wk|day|daily|month))")


@dataclass(frozen=True)
class Token:
    """One numeral, word or sign, in small letters."""

    text: str
    glued: bool = False  # nothing stood between it and the token before

    @property
    def is_numeral(self) -> bool:
        """Whether it is written in digits."""
        return self.text[-1].isdecimal() and not self.text[0].isalpha()

    @property
    def is_word(self) -> bool:
        """Whether it is written in letters."""
        return self.text[0].isalpha()


Tokens = tuple[Token, ...]


def tokenise(text: str) -> Tokens:
    """The tokens of a cleaned text."""
    plain = _in_ascii_digits(text).casefold().translate(_SIGNS)
    plain = _HOURS_AND_MINUTES.sub(r"\1 h \2\3 min ", without_dates(plain))
    return _cut(_TIMES.sub("x ", plain))


def _cut(plain: str) -> Tokens:
    found, end = [], -1
    for match in _TOKEN.finditer(plain):
        found.append(Token(match.group(), match.start() == end))
        end = match.end()
    return tuple(found)


def phrase(text: str) -> tuple[str, ...]:
    """The texts of the tokens of a set phrase, to compare with."""
    return tuple(token.text for token in _cut(_in_ascii_digits(text).casefold().translate(_SIGNS)))


def text_at(tokens: Tokens, index: int) -> str:
    """The token there; empty before the start and after the end."""
    return tokens[index].text if 0 <= index < len(tokens) else ""


def word_set(words: str) -> frozenset[str]:
    """The words of a list that is written as one text."""
    return frozenset(words.split())


def _in_ascii_digits(text: str) -> str:
    if text.isascii():
        return text
    return "".join(str(int(each)) if each.isdecimal() else each for each in text)
