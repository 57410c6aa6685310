"""From what was typed to the words that are compared, each step kept so that it can be shown."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from bot.core.matching.english import common_words, expand_apostrophes, expand_short
from bot.core.matching.spelling import Speller
from bot.core.text import clean, words

LONGEST_PHRASE = 4  # words of a name that is replaced as a whole
SHORT = 2  # letters; of the words this short only «a», «i» and the commonest say something by themselves
COMMONEST = 29  # log2 of the count from which a short word is one of those

_NUMBER_AND_UNIT = re.compile(r"(\d+(?:\.\d+)?)([a-z]{1,4})")


@dataclass(frozen=True)
class Step:
    """One change on the way."""

    kind: str  # contraction, unit, misspelling, spelling or name
    before: str
    after: str


@dataclass(frozen=True)
class Normalised:
    """Words to compare, and how they came about."""

    words: tuple[str, ...]
    steps: tuple[Step, ...]

    @property
    def text(self) -> str:
        """The words with one space between them."""
        return " ".join(self.words)


class Normaliser:
    """Learns words and names once, then treats every utterance alike.

    Names are other ways of writing a term. A misspelling is always replaced; another name only when it says nothing by
    itself: when one of its words has two letters or a digit or is no common English word, such as an abbreviation or a
    brand. A plain phrase stays as it is, because plain words say what they mean.
    """

    def __init__(
        self,
        examples: Iterable[str],
        vocabulary: Iterable[str] = (),
        names: Mapping[str, str] | None = None,
        misspellings: Mapping[str, str] | None = None,
    ) -> None:
        """`examples`: what people say. `vocabulary`: words spelt right. `names` and `misspellings`: a way of writing
        -> the term."""
        self._kinds: dict[tuple[str, ...], str] = {}
        self._terms: dict[tuple[str, ...], tuple[str, ...]] = {}
        self._first: set[str] = set()  # words that a phrase begins with
        self._examples = tuple(examples)
        self._vocabulary = tuple(vocabulary)
        for kind, pairs in (("name", names or {}), ("misspelling", misspellings or {})):
            for written, term in pairs.items():
                self._learn(kind, written, term)

    def _learn(self, kind: str, written: str, term: str) -> None:
        phrase, meant = tuple(words(written)), tuple(words(term))
        if phrase and meant and phrase != meant and (kind == "misspelling" or _is_opaque(phrase)):
            self._kinds[phrase] = kind
            self._first.add(phrase[0])
            self._terms[phrase] = meant

    @cached_property
    def _speller(self) -> Speller:
        told = [word for text in self._vocabulary for word in words(text)]
        told += [word for term in self._terms.values() for word in term]
        told += [word for phrase, kind in self._kinds.items() if kind == "name" for word in phrase]
        return Speller([found for found, _ in self._spoken.values()], told)

    @cached_property
    def _spoken(self) -> dict[str, tuple[list[str], list[Step]]]:
        return {text: self._split(text) for text in self._examples}

    def knows(self, word: str) -> bool:
        """Whether the word, in small letters, is never changed by spelling repair."""
        return self._speller.knows(word)

    def normalise(self, text: str) -> Normalised:
        """The words of an utterance; none for one without letters or digits."""
        split, taken = self._spoken.get(text) or self._split(text)
        steps = list(taken)
        found = self._replace(split, "misspelling", steps)
        found = self._repair(found, steps)
        found = self._replace(found, "name", steps)
        return Normalised(tuple(found), tuple(steps))

    def _split(self, text: str) -> tuple[list[str], list[Step]]:
        steps: list[Step] = []
        found: list[str] = []
        plain = clean(text).casefold()
        full = expand_apostrophes(plain)
        if full != plain:
            steps.append(Step("contraction", plain, full))
        for word in words(full):
            unit = _NUMBER_AND_UNIT.fullmatch(word)
            parts = list(unit.groups()) if unit else expand_short(word).split()
            if len(parts) > 1:
                steps.append(Step("unit" if unit else "contraction", word, " ".join(parts)))
            found += parts
        return found, steps

    def _repair(self, found: Sequence[str], steps: list[Step]) -> list[str]:
        repaired: list[str] = []
        for at, word in enumerate(found):
            before = repaired[-1] if repaired else ""
            after = found[at + 1] if at + 1 < len(found) else ""
            meant = self._speller.repair(word, before, after)
            if meant != word:
                steps.append(Step("spelling", word, meant))
            repaired += expand_short(meant).split()
        return repaired

    def _replace(self, found: list[str], kind: str, steps: list[Step]) -> list[str]:
        replaced: list[str] = []
        at = 0
        while at < len(found):
            phrase = self._longest(found, at, kind)
            if phrase:
                meant = self._terms[phrase]
                steps.append(Step(kind, " ".join(phrase), " ".join(meant)))
                replaced += meant
            else:
                replaced.append(found[at])
            at += len(phrase) or 1
        return replaced

    def _longest(self, found: Sequence[str], at: int, kind: str) -> tuple[str, ...]:
        if found[at] not in self._first:
            return ()
        for length in range(min(LONGEST_PHRASE, len(found) - at), 0, -1):
            phrase = tuple(found[at : at + length])
            if self._kinds.get(phrase) == kind:
                return phrase
        return ()


def _is_opaque(phrase: Sequence[str]) -> bool:
    return not all(_is_plain(word) for word in phrase)


def _is_plain(word: str) -> bool:
    count = common_words().get(word)
    if count is None:
        return False
    return len(word) > SHORT or word in ("a", "i") or (len(word) == SHORT and count >= COMMONEST)
