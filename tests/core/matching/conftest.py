"""Matchers that are fitted once."""

from __future__ import annotations

import pytest

from bot.core.matching import Matcher
from tests.core.matching.shop import MISSPELLINGS, NAMES, OUTSIDE, UTTERANCES, VOCABULARY


@pytest.fixture(scope="session", params=["", "words", None], ids=["MiniLM", "word vectors", "no encoder"])
def shop(request: pytest.FixtureRequest) -> Matcher:
    """A matcher of the small subject, on every rung."""
    return Matcher.fit(UTTERANCES, OUTSIDE, VOCABULARY, names=NAMES, misspellings=MISSPELLINGS, encoder=request.param)
