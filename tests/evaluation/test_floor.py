"""The matcher on the pack's development set: no change may fall below what landed."""

from __future__ import annotations

from pathlib import Path

from bot.content.safety_files import read_safety_examples
from bot.core.library import IntentLibrary
from bot.core.matching import Matcher
from bot.core.safety.score import SafetyScore
from bot.core.teaching import lesson, limits_of
from bot.core.text import normalise
from bot.evaluation.danger import SETS, danger_of, read_messages, watched
from bot.evaluation.development import read_development
from bot.evaluation.judging import judge
from bot.evaluation.landed import read_landed, worse
from bot.evaluation.measures import figures

ROOT = Path(__file__).parents[2]
DEVELOPMENT = ROOT / "tests" / "development"


def test_nothing_is_worse_than_it_landed(library: IntentLibrary, matcher: Matcher) -> None:
    """Each watched figure is within a hundredth of the landed one, or better. See docs/matching.md."""
    judged = judge(read_development(DEVELOPMENT), matcher.rank, limits_of(library, matcher), library.uncovered)
    assert worse(figures(judged).as_dict(), read_landed(DEVELOPMENT / "figures.json")["development"]) == []


def test_triage_hears_no_worse_than_it_landed(library: IntentLibrary, score: SafetyScore | None) -> None:
    """Recall and false alarms on messages that only judge. See docs/safety.md."""
    landed = read_landed(DEVELOPMENT / "figures.json")
    sets = {name: read_messages(DEVELOPMENT / where) for name, where in SETS.items()}
    asked = [each.text for each in read_development(DEVELOPMENT) if each.right]
    now = watched(danger_of(library, score, sets, asked, quick=True))
    lost = [each for name, found in now.items() for each in worse(found, landed[f"safety, {name}"])]
    assert lost == []


def test_dangers_that_judge_are_never_taught(library: IntentLibrary) -> None:
    """No message of the safety sets is an example of the score, or an utterance."""
    examples, _ = read_safety_examples(ROOT)
    known = {normalise(text) for texts in examples.positives.values() for text in texts}
    known |= {normalise(text) for text in (*examples.harmless, *examples.ordinary)}
    held = {normalise(each.text) for where in SETS.values() for each in read_messages(DEVELOPMENT / where)}
    assert not known & held


def test_the_development_set_only_judges(library: IntentLibrary) -> None:
    """Hardly any of its questions is an example, word for word: only short plain ones that anyone would write."""
    known = {" ".join(text.lower().split()) for texts in lesson(library)["utterances"].values() for text in texts}
    known |= {" ".join(text.lower().split()) for text in library.out_of_scope}
    asked = [each.text for each in read_development(DEVELOPMENT)]
    shared = [text for text in asked if " ".join(text.lower().split()) in known]
    assert len(shared) <= 0.08 * len(asked), shared
    assert max(len(text.split()) for text in shared) <= 8
