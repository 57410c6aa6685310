"""Whatever is typed or pressed, in whatever order, a turn keeps its promises."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.core.library import IntentLibrary
from bot.core.matching import Matcher
from tests.core.conversation.walking import RememberingMatcher, Walk, walk

ROOT = Path(__file__).parents[3]
TURNS = 1000
DISTINCT = 250  # texts, so that the test run need not rank thousands; tests/bench/walk.py takes all of them


@pytest.fixture(scope="module")
def remembering(matcher: Matcher) -> RememberingMatcher:
    """The matcher on the real pack, ranking each text once for all walks."""
    return RememberingMatcher(matcher)


@pytest.mark.parametrize("seed", [1, 2])
def test_no_order_of_turns_breaks_anything(library: IntentLibrary, remembering: RememberingMatcher, seed: int) -> None:
    """No exception, always a reply, never an answer without citations, a state that can be stored, no answer lost."""
    inputs = Walk(library, ROOT, seed=seed, distinct=DISTINCT).inputs(TURNS)
    assert walk(library, remembering, inputs) == TURNS
