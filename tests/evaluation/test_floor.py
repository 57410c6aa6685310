"""The matcher on the pack's development set: no change may fall below what landed."""

from __future__ import annotations

from pathlib import Path

from bot.core.library import IntentLibrary
from bot.core.matching import Matcher
from bot.core.teaching import lesson, limits_of
from bot.evaluation.development import read_development
from bot.evaluation.judging import judge
from bot.evaluation.landed import read_landed, worse
from bot.evaluation.measures import figures

DEVELOPMENT = Path(__file__).parents[1] / "development"


def test_nothing_is_worse_than_it_landed(library: IntentLibrary, matcher: Matcher) -> None:
    """Each watched figure is within a hundredth of the landed one, or better. See docs/matching.md."""
    judged = judge(read_development(DEVELOPMENT), matcher.rank, limits_of(library, matcher), library.uncovered)
    assert worse(figures(judged), read_landed(DEVELOPMENT / "figures.json")["development"]) == []


def test_the_development_set_only_judges(library: IntentLibrary) -> None:
    """Hardly any of its questions is an example, word for word: only short plain ones that anyone would write."""
    known = {" ".join(text.lower().split()) for texts in lesson(library)["utterances"].values() for text in texts}
    known |= {" ".join(text.lower().split()) for text in library.out_of_scope}
    asked = [each.text for each in read_development(DEVELOPMENT)]
    shared = [text for text in asked if " ".join(text.lower().split()) in known]
    assert len(shared) <= 0.08 * len(asked), shared
    assert max(len(text.split()) for text in shared) <= 8
