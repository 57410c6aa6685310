"""From what is typed to what is compared."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core.matching.english import common_words
from bot.core.matching.normalising import Normaliser
from tests.core.matching.shop import MISSPELLINGS, NAMES, UTTERANCES, VOCABULARY

NORMALISER = Normaliser([text for texts in UTTERANCES.values() for text in texts], VOCABULARY, NAMES, MISSPELLINGS)


@pytest.mark.parametrize(
    ("typed", "compared"),
    [
        ("What's UP?", "what is up"),
        ("dont you ship?", "do not you ship"),
        ("don’t you ship", "do not you ship"),
        ("my wife's parcel", "my wife parcel"),
        ("shes gonna pay cos the lil one broke", "she is going to pay because the little one broke"),
        ("dads lad ate the oats", "dads lad ate the oats"),
        ("1,200mg", "1200 mg"),
        ("deilvery", "delivery"),
        ("parcle", "parcel"),
        ("zorblat", "zorblatt"),
        ("PP", "paypal"),
        ("refoond", "refund"),
        ("ｆｕｌｌ ｗｉｄｔｈ", "full width"),
    ],
)
def test_spellings_of_one_thing_meet(typed: str, compared: str) -> None:
    """Unicode, case, contractions, units, slips and names come out alike."""
    assert NORMALISER.normalise(typed).text == compared


def test_every_change_is_told() -> None:
    """The steps name what was changed, into what, and why."""
    found = NORMALISER.normalise("dont take PP for a parcle")
    assert [(step.kind, step.before, step.after) for step in found.steps] == [
        ("contraction", "dont", "do not"),
        ("spelling", "parcle", "parcel"),
        ("name", "pp", "paypal"),
    ]


@given(st.sampled_from(sorted(common_words())))
@settings(max_examples=300, deadline=None)
def test_a_known_word_is_never_changed(word: str) -> None:
    """No common English word is «repaired»."""
    assert NORMALISER.knows(word)
    assert "spelling" not in {step.kind for step in NORMALISER.normalise(word).steps}


def test_the_words_of_the_vocabulary_are_known() -> None:
    """A word that was given as right is never changed, however odd."""
    for word in VOCABULARY:
        assert NORMALISER.normalise(word).text == word


@given(st.text(max_size=200))
@settings(max_examples=200, deadline=None)
def test_anything_can_be_typed(text: str) -> None:
    """No text makes it stumble, and what comes out is small words without blanks."""
    words = NORMALISER.normalise(text).words
    assert all(word and word == word.strip() for word in words)


def test_a_plain_name_is_left_as_it_is() -> None:
    """Another name in plain English says what it means; only abbreviations and brands are written out."""
    normaliser = Normaliser([], names={"sugar pill": "placebo", "T score": "t score test", "adx": "a medicine"})
    assert normaliser.normalise("a sugar pill").text == "a sugar pill"
    assert normaliser.normalise("my adx").text == "my a medicine"
    assert normaliser.normalise("t score").text == "t score test"
