"""Repairs words that nobody knows: the likeliest word one slip away, or two from a long word of the pack.

A noisy channel (Kernighan, Church and Gale, 1990, https://aclanthology.org/C90-2036/): the word whose own commonness
less the cost of the slip is highest, in bits, with something added for standing beside the same neighbours as in an
example.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.core.matching.english import TOTAL, common_words

SHORTEST = 3  # letters; of shorter words nothing can be said
LONG = 7  # letters from which two slips are forgiven, for words of the pack
REMEMBERED = 10_000  # repairs kept; what people type has no end

# Costs in bits. The order is what matters: doubling and swapping are commonest, then keys that lie side by side.
_DOUBLED, _SWAPPED, _DROPPED, _NEIGHBOUR, _ADDED, _OTHER = 2.0, 2.0, 3.0, 3.0, 5.0, 8.0
_FIRST = 5.0  # more, for a slip in the first letter
_LIKELY = 3.0  # a slip that costs no more
_BESIDE = 3.0  # gained for each neighbour in the text that stands beside the word in an example, too

_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


def _neighbours() -> dict[str, frozenset[str]]:
    place = {letter: (row, column + row / 2) for row, keys in enumerate(_ROWS) for column, letter in enumerate(keys)}
    return {
        a: frozenset(b for b, (r, c) in place.items() if b != a and abs(r - row) <= 1 and abs(c - column) <= 1)
        for a, (row, column) in place.items()
    }


_BESIDE_KEY = _neighbours()


class Speller:
    """Knows common English, a vocabulary and the words of the examples; a word that it knows is never changed.

    A word that stands once in the examples and nowhere else may itself be a slip: it counts as known unless a
    likely slip away from another word of the pack.
    """

    def __init__(self, examples: Iterable[Sequence[str]], vocabulary: Iterable[str]) -> None:
        """`examples`: the words of each example utterance. `vocabulary`: words that are spelt right."""
        self._english = common_words()
        counts: Counter[str] = Counter()
        self._pairs: set[tuple[str, str]] = set()
        for words in examples:
            counts.update(words)
            self._pairs.update(pairwise(words))
        named = set(vocabulary)
        self._own = {word: counts[word] + 1 for word in sorted(named | {word for word, n in counts.items() if n > 1})}
        self._once = {word for word in counts if word not in self._own}
        self._total = math.log2(1 + sum(self._own.values()))
        self._long = [word for word in self._own if len(word) >= LONG - 1 and word.isalpha()]
        self._repairs: dict[tuple[str, str, str], str] = {}

    def knows(self, word: str) -> bool:
        """Whether the word is left as it is because it is a word."""
        return word in self._own or word in self._english

    def repair(self, word: str, before: str = "", after: str = "") -> str:
        """The word that was meant, or the word itself. `before`, `after`: the words beside it."""
        if len(word) < SHORTEST or not (word.isascii() and word.isalpha()) or self.knows(word):
            return word
        asked = (word, before, after)
        if asked not in self._repairs:
            if len(self._repairs) >= REMEMBERED:
                self._repairs.clear()
            self._repairs[asked] = self._likeliest(*asked)
        return self._repairs[asked]

    def _likeliest(self, word: str, before: str, after: str) -> str:
        only_own = word in self._once
        best, most = word, -math.inf
        for meant, cost in slips(word):
            if only_own and (cost > _LIKELY or len(word) <= SHORTEST + 1):
                continue
            bits = self._commonness(meant, only_own, len(word))
            if bits is None:
                continue
            beside = ((before, meant) in self._pairs) + ((meant, after) in self._pairs)
            gain = bits - cost + _BESIDE * beside
            if gain > most:
                best, most = meant, gain
        if best == word and len(word) >= LONG and not only_own:
            found = process.extractOne(word, self._long, scorer=OSA.distance, score_cutoff=2)
            best = found[0] if found else word
        return best

    def _commonness(self, meant: str, only_own: bool, length: int) -> float | None:
        """Bits, 0 the commonest; None for what is no word, or too short a word to have been meant."""
        own, english = self._own.get(meant), self._english.get(meant)
        if own is None and (english is None or only_own):
            return None
        if len(meant) <= SHORTEST and (own is None or length <= SHORTEST):
            return None
        bits = [-1 + math.log2(own) - self._total] if own is not None else []
        bits += [-1.0 + english - TOTAL] if english is not None else []
        return max(bits)


def slips(word: str) -> Iterator[tuple[str, float]]:
    """Every word from which one slip makes `word`, with the cost of that slip; some more than once."""
    for at in range(len(word) + 1):
        head, tail = word[:at], word[at:]
        more = 0.0 if at else _FIRST
        left, right = head[-1:], tail[:1]
        if tail:
            letter = tail[0]
            doubled = letter in (left, tail[1:2])
            yield head + tail[1:], (_DOUBLED if doubled else _ADDED) + more
            beside = _BESIDE_KEY[letter]
            for other in _LETTERS:
                if other != letter:
                    yield head + other + tail[1:], (_NEIGHBOUR if other in beside else _OTHER) + more
        if len(tail) > 1 and tail[0] != tail[1]:
            yield head + tail[1] + tail[0] + tail[2:], _SWAPPED + more
        for other in _LETTERS:
            yield head + other + tail, (_DOUBLED if other in (left, right) else _DROPPED) + more
