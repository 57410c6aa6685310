"""Which language an utterance is in, as far as its small words and its script tell."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Mapping, Set
from dataclasses import dataclass

from bot.core.text import clean, words

SURE_WORDS = 2  # different small words of a language that tell it apart from a name or a loan
SHORT = 3  # words; so short an utterance needs only one of them, when nothing in it is English


@dataclass(frozen=True)
class Language:
    """A language that is recognised but not answered in."""

    id: str  # two letters, such as "es"
    words: frozenset[str]  # small words, normalised; those that English has too count for neither
    openings: frozenset[str]  # hello and thanks: enough by themselves, when they are the whole utterance
    marks: frozenset[str]  # letters and signs that English does not have
    scripts: tuple[str, ...]  # names of its scripts as Unicode calls them; empty for the Latin one
    reply: str  # what is said, in that language


@dataclass(frozen=True)
class Languages:
    """The languages that are told apart. `english`: small words that speak for English."""

    known: tuple[Language, ...] = ()
    english: frozenset[str] = frozenset()

    def detect(self, utterance: str, vocabulary: Set[str]) -> Language | None:
        """The language, when it is one of these and not English. `vocabulary`: words of the pack, which are English."""
        text = clean(utterance)
        scripts = Counter(unicodedata.name(letter, "?").split()[0] for letter in text if letter.isalpha())
        if not scripts or not self.known:
            return None
        if scripts["LATIN"] * 2 < sum(scripts.values()):
            return self._by_script(scripts)
        return self._by_words(text, words(text), vocabulary)

    def _by_script(self, scripts: Mapping[str, int]) -> Language | None:
        fitting = [each for each in self.known if any(scripts.get(script) for script in each.scripts)]
        return fitting[0] if fitting else None

    def _by_words(self, text: str, said: list[str], vocabulary: Set[str]) -> Language | None:
        plain = " ".join(said)
        for language in self.known:
            if plain in language.openings:
                return language
        foreign = {word for word in said if word not in self.english}
        scored = [(*self._score(each, set(said), text), each) for each in self.known if not each.scripts]
        if not scored:
            return None
        hits, marks, _, best = max(scored, key=lambda row: row[:3])
        english = sum(word in self.english and word not in best.words for word in said)
        known = sum(word in vocabulary and word not in best.words for word in foreign)
        if hits >= SURE_WORDS and hits > english and hits + marks > known:
            return best
        if english:
            return None
        opens = any(len(word) > 1 and word in best.words - self.english - vocabulary for word in said[:2])
        return best if hits + marks >= SURE_WORDS or (len(said) <= SHORT and opens and known <= hits) else None

    def _score(self, language: Language, said: Set[str], text: str) -> tuple[int, int, int]:
        """Small words that are its own, whether a mark of it is there, and small words that English has too."""
        own = language.words & said
        shared = own & self.english
        return len(own - shared), int(not language.marks.isdisjoint(text.casefold())), len(shared)
