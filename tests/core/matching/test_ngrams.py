"""How much of their wording texts share, beside a straightforward count."""

from __future__ import annotations

from collections import Counter
from math import log, sqrt

import numpy as np
import pytest

from bot.core.matching.ngrams import FREQUENT, GramIndex, letter_grams, word_grams

TEXTS = [
    "where is my parcel now",
    "my parcel is late my parcel is lost",
    "can i pay by card",
    "the card was refused",
    "is my card safe",
    "refund",
    "where do i send the broken lamp",
    "the lamp is broken",
    "is the shop open",
    "what is the price",
    *(
        f"{asked} {thing} for order {number}"
        for number in range(3, 17)
        for asked, thing in (("send", "box"), ("why", "fee"))
    ),
]


def _by_hand(grams: list[list[str]], asked: list[str]) -> list[float]:
    """TF-IDF cosines as the module's docstring gives them; a gram that was never learned lengthens the question."""
    size = len(grams)
    df = Counter(gram for text in grams for gram in set(text))

    def weigh(text: list[str]) -> dict[str, float]:
        return {gram: (1 + log(n)) * (1 + log((1 + size) / (1 + df[gram]))) for gram, n in Counter(text).items()}

    def length(weights: dict[str, float]) -> float:
        return sqrt(sum(each * each for each in weights.values()))

    mine = weigh(asked)
    return [
        sum(mine.get(gram, 0) * weight for gram, weight in weigh(text).items()) / length(mine) / length(weigh(text))
        for text in grams
    ]


@pytest.mark.parametrize("cut", [word_grams, letter_grams])
def test_cosines_are_those_of_the_formula(cut) -> None:
    """For grams in many texts, in some and in one, for learned and new texts."""
    grams = [list(cut(text.split())) for text in TEXTS]
    index = GramIndex.of(grams)
    assert len(index.common)
    assert min(np.diff(index.starts)) < index.size / FREQUENT < max(np.diff(index.starts))
    for asked in ("where is the lamp", "is my parcel lost or broken", "zebra"):
        found = index.cosines(cut(asked.split()))
        assert found == pytest.approx(_by_hand(grams, list(cut(asked.split()))), abs=1e-6)
    everything = index.all_cosines()
    assert everything == pytest.approx(np.array([_by_hand(grams, text) for text in grams]), abs=1e-6)


def test_nothing_in_common_is_no_cosine() -> None:
    """An index without texts, and a question without grams, give zeros."""
    assert not GramIndex.of([]).cosines(["a"]).size
    assert not GramIndex.of([["a"], ["b"]]).cosines([]).any()
