"""What a person typed, stripped of what only looks different."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.text import LONGEST, clean, normalise


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("How much calcium/day?? 1,000mg!", "how much calcium day 1000mg"),
        ("What’s E2 — really…", "whats e2 really"),
        ("0.9 g", "0.9 g"),
        ("\u202eabc\x00", "abc"),
        ("Größe ﬁne", "grosse fine"),
        ("vit-D 50%", "vit d 50%"),
        ("１２ ｍｇ", "12 mg"),
        ("\u200bcal\u200bcium", "calcium"),
        ("😀", ""),
    ],
)
def test_normalise_folds_looks(typed: str, plain: str) -> None:
    """Case, accents, quotes, widths, hidden marks and punctuation do not count."""
    assert normalise(typed) == plain


@given(st.text(max_size=500))
def test_normalising_twice_changes_nothing(typed: str) -> None:
    """What is normalised stays as it is."""
    assert normalise(normalise(typed)) == normalise(typed)


@given(st.text())
def test_clean_text_is_one_readable_line(typed: str) -> None:
    """No control characters, no double spaces, no more than is read."""
    text = clean(typed)
    assert text.isprintable()
    assert "  " not in text
    assert len(text) <= LONGEST


def test_long_text_is_cut() -> None:
    """Ten thousand characters are read up to the limit."""
    assert len(clean("a" * 10_000)) == LONGEST
