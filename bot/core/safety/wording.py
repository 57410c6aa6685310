"""An utterance as triage reads it: plain lower-case words, cut into sentences and clauses.

Nothing here knows a language's words. Spellings, fillers and the words that open a clause are content and come in
as a `Spelling`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field

LONGEST_SENTENCE = 60  # words; a longer one is cut, so that rules stay local and the cost linear

# Letters of other scripts that look Latin, and marks that stand for an apostrophe or a minus.
_LOOKALIKES = str.maketrans(
    "авекмнорстухіѕԁјαεικνορτυ\u2019\u2018\u02bc`\u00b4\u2032\u2013\u2014\u2212",
    "abekmhopctyxisdjaeiknoptu''''''---",
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f]")
_MASKED = re.compile(r"(?<=[a-z])\*+(?=[a-z])")  # «s*icide»: the slip that is left is forgiven later
_INITIALS = re.compile(r"\b(?:[a-z]\.){2,}[a-z]?(?![a-z])")
_PIECES = re.compile(
    r"(?P<word>[^\W\d_][^\W_]*(?:'[^\W\d_]+)*)"
    r"|(?P<number>(?<![\w.])-?[0-9]+(?:[.,][0-9]+)*|[0-9]+(?:[.,][0-9]+)*)"
    r"|(?P<asked>\?+)"
    r"|(?P<clause>\.{2,}|…|[,:()]|\s-+\s|--+)"
    r"|(?P<sentence>[.!;\n\r]+)"
)
_REPEATED = re.compile(r"(.)\1{2,}")
_DOUBLED = re.compile(r"(.)\1+")
_DIGIT_LETTERS = str.maketrans("013457", "oieast")
_DROPPED = frozenset({"Cf", "Mn", "Me", "Co", "Cs", "Cn"})


@dataclass(frozen=True)
class Spelling:
    """How people write, as content: what is spelled out, what is skipped, what opens a clause."""

    written_out: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    fillers: frozenset[str] = frozenset()
    openers: frozenset[str] = frozenset()


@dataclass
class Wording:
    """The words in order, and for each the number of its sentence and clause."""

    words: list[str]
    sentences: list[tuple[int, int]]  # first word, one past the last
    clauses: list[int]


def clean(text: str) -> str:
    """Lower case, one form for every character, without marks that hide or decorate letters."""
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text).lower()
        text = unicodedata.normalize("NFD", text.translate(_LOOKALIKES))
        text = "".join(char for char in text if unicodedata.category(char) not in _DROPPED)
        text = text.translate(_LOOKALIKES)
    text = _CONTROL.sub("", text.lower().replace("`", "'"))
    if "*" in text:
        text = _MASKED.sub("", text)
    return text


def split(text: str, spelling: Spelling) -> Wording:
    """Cut a text into words, sentences and clauses, with known spellings written out."""
    text = clean(text)
    if "." in text:
        text = _INITIALS.sub(lambda found: found.group().replace(".", ""), text)
    words: list[str] = []
    clauses: list[int] = []
    sentences: list[tuple[int, int]] = []
    start = clause = 0
    openers = spelling.openers
    written_out = spelling.written_out
    for found in _PIECES.finditer(text):
        kind = found.lastgroup
        if kind == "clause":
            clause += 1
            continue
        if kind == "sentence":
            clause += 1
            if len(words) > start:
                sentences.append((start, len(words)))
                start = len(words)
            continue
        word = found.group()
        if kind == "asked":
            words.append("?")
            clauses.append(clause)
            clause += 1
            sentences.append((start, len(words)))
            start = len(words)
            continue
        if kind == "number":
            word = word.replace(",", "." if word.count(",") == 1 and len(word) - word.index(",") < 4 else "")
        for part in written(word, written_out):
            if part in openers:
                clause += 1
            words.append(part)
            clauses.append(clause)
        if len(words) - start >= LONGEST_SENTENCE:
            sentences.append((start, len(words)))
            start = len(words)
    if len(words) > start:
        sentences.append((start, len(words)))
    return Wording(words, sentences, clauses)


def written(word: str, written_out: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """A word as it is compared: known spellings written out, apostrophes gone, «Anna's» as «anna»."""
    found = written_out.get(word)
    if found is None and "'" in word:
        found = written_out.get(word.replace("'", ""))
        if found is None:
            word = word.removesuffix("'s").replace("'", "")
            found = written_out.get(word)
    return found or (word,)


def undoubled(word: str) -> str:
    """A word with every run of one letter shortened to one."""
    return _DOUBLED.sub(r"\1", word)


def plainer(word: str) -> tuple[str, ...]:
    """Other readings of a word that nobody knows: without repeated letters, with digits read as letters."""
    readings = []
    if _REPEATED.search(word):
        readings.append(_REPEATED.sub(r"\1\1", word))
    if (short := undoubled(word)) != word:
        readings.append(short)
    if not word.isalpha() and not word.isdigit():
        readings.append(word.translate(_DIGIT_LETTERS))
    return tuple(readings)
