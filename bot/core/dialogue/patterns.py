"""Set ways of saying something, written as people say them, with a few signs.

    simpler                 the word
    short|quick|brief       one of these words
    study*                  a word that begins so
    #                       a number
    [please]  [the|a few]   may be left out
    (like five|for kids)    one of these phrases
    ...                     up to four words of any kind
    {item}                  up to eight words, handed back under this name
    ^                       the start of the utterance

Everything is compared in normalised words (`bot.core.text.normalise`), so case, accents and punctuation do not count.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from bot.core.text import words

_PIECE = re.compile(r"\[[^\[\]()]*\]|\([^\[\]()]*\)|[^\s\[\]()]+")
_SLOT = re.compile(r"\{([a-z]+)\}")
_GAP = r"(?: \S+){0,4}?"
_RUN = r"(?: \S+){1,8}?"
_NUMBER = r" \d[\d.]*"


class PatternError(ValueError):
    """A pattern that cannot be read."""


@dataclass(frozen=True)
class Patterns:
    """A list of patterns. Compiled when first used; `check` tells beforehand whether they can be."""

    written: tuple[str, ...] = ()

    def match(self, plain: str) -> Mapping[str, str] | None:
        """What stands in the slots when the whole of `plain` is said so; None when it is not."""
        return next(self.matches(plain), None)

    def matches(self, plain: str) -> Iterator[Mapping[str, str]]:
        """What stands in the slots, for each pattern that the whole of `plain` is said by."""
        if plain in self._phrases:
            yield {}
        for pattern in self._whole:
            found = pattern.fullmatch(" " + plain)
            if found:
                yield {name: value.strip() for name, value in found.groupdict().items()}

    def found_in(self, plain: str) -> bool:
        """Whether one of them stands anywhere in `plain`, as whole words."""
        return bool(self.written) and self._anywhere.search(f" {plain} ") is not None

    def first_in(self, plain: str) -> str:
        """The first run of words in `plain` that is said so; empty when there is none."""
        found = self._anywhere.search(f" {plain} ") if self.written else None
        return found.group().strip() if found else ""

    def removed_from(self, plain: str) -> str:
        """What is left of `plain` without them, wherever they stand."""
        return self._anywhere.sub("", f" {plain} ").strip() if self.written else plain

    def at_start(self, plain: str) -> str:
        """The longest run of words at the start of `plain` that is said so; empty when there is none."""
        found = self._opening.match(f" {plain} ") if self.written else None
        return found.group(1).strip() if found else ""

    def at_end(self, plain: str) -> str:
        """The longest run of words at the end of `plain` that is said so; empty when there is none."""
        found = self._closing.search(f" {plain} ") if self.written else None
        return found.group(1).strip() if found else ""

    @cached_property
    def _phrases(self) -> frozenset[str]:
        return frozenset(" ".join(words(each)) for each in self.written if not _has_signs(each))

    @cached_property
    def _whole(self) -> tuple[re.Pattern[str], ...]:
        signed = [each for each in self.written if _has_signs(each)]
        slotless = [compiled(each) for each in signed if not _SLOT.search(each)]
        joined = [re.compile("|".join(slotless))] if slotless else []
        return (*joined, *(re.compile(compiled(each)) for each in signed if _SLOT.search(each)))

    @cached_property
    def _anywhere(self) -> re.Pattern[str]:
        return re.compile(f"(?:{self._joined})(?= )")

    @cached_property
    def _opening(self) -> re.Pattern[str]:
        return re.compile(f"((?:{self._joined})(?= ))")

    @cached_property
    def _closing(self) -> re.Pattern[str]:
        return re.compile(f"((?:{self._joined})) $")

    @property
    def _joined(self) -> str:
        longest_first = sorted(self.written, key=lambda each: -len(each))
        return "|".join(_SLOT.sub("...", compiled(each)) for each in longest_first)


def check(pattern: str) -> None:
    """Raises PatternError, saying what is wrong, when the pattern cannot be read."""
    compiled(pattern)


def compiled(pattern: str) -> str:
    """The pattern as a regular expression over words that each have one space before them."""
    if "".join(_PIECE.findall(pattern)).replace(" ", "") != pattern.replace(" ", ""):
        raise PatternError("a bracket is not closed")
    parts = [_piece(piece) for piece in _PIECE.findall(pattern)]
    if not parts:
        raise PatternError("it is empty")
    return "".join(parts)


def check_all(patterns: Iterable[str]) -> Iterable[tuple[int, str]]:
    """The position and the fault of each pattern that cannot be read."""
    for index, pattern in enumerate(patterns):
        try:
            check(pattern)
        except PatternError as error:
            yield index, str(error)


def _piece(piece: str) -> str:
    if piece == "...":
        return _GAP
    if piece == "^":
        return "^"
    slot = _SLOT.fullmatch(piece)
    if slot:
        return f"(?P<{slot.group(1)}>{_RUN})"
    if piece[0] in "[(":
        ways = "|".join(_phrase(each) for each in piece[1:-1].split("|"))
        return f"(?:{ways})" + ("?" if piece[0] == "[" else "")
    return f"(?:{'|'.join(_phrase(each) for each in piece.split('|'))})"


def _phrase(phrase: str) -> str:
    kept = []
    for word in phrase.split():
        if word == "#":
            kept.append(_NUMBER)
            continue
        plain = words(word.removesuffix("*"))
        if len(plain) != 1:
            raise PatternError(f"«{word}» is no single word")
        kept.append(" " + re.escape(plain[0]) + (r"\S*" if word.endswith("*") else ""))
    if not kept:
        raise PatternError("there is an empty choice")
    return "".join(kept)


def _has_signs(pattern: str) -> bool:
    return any(sign in pattern for sign in "|*[({^#") or "..." in pattern
