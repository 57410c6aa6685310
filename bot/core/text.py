"""Plain text, the same on every door: what a person typed, stripped of what only looks different."""

from __future__ import annotations

import re
import unicodedata

LONGEST = 2000  # characters that are read; the rest of a longer utterance is not looked at

_QUOTES = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "`": "'", "“": '"', "”": '"', "–": "-", "—": "-"})
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_WORD = re.compile(r"[^\W_]+(?:\.\d+)?%?")


def clean(text: str) -> str:
    """Readable text: compatibility forms folded (NFKC), control and direction marks gone, one space between words."""
    if text.isascii() and text.isprintable():
        return " ".join(text.translate(_QUOTES).split())[:LONGEST]
    folded = unicodedata.normalize("NFKC", text[: 4 * LONGEST]).translate(_QUOTES)
    kept = "".join(" " if character.isspace() else character for character in folded if _is_text(character))
    return " ".join(kept.split())[:LONGEST]


def words(text: str) -> list[str]:
    """The words that are compared: small letters, accents and apostrophes off, decimals kept whole."""
    plain = clean(text).casefold()
    if not plain.isascii():
        plain = unicodedata.normalize("NFKD", plain)
        plain = "".join(character for character in plain if not unicodedata.combining(character))
    return _WORD.findall(_THOUSANDS.sub("", plain.replace("'", "")))


def normalise(text: str) -> str:
    """The `words` of a text with one space between them."""
    return " ".join(words(text))


def _is_text(character: str) -> bool:
    return character.isspace() or unicodedata.category(character) not in ("Cc", "Cf", "Cs", "Co", "Cn")
