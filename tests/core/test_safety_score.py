"""The trained score beside the rules: what it learns, how it is kept, and how triage weighs the two."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from bot.core.matching import Matcher
from bot.core.matching.network import fit_network
from bot.core.safety.examples import FalseAlarms, SafetyExamples
from bot.core.safety.rules import Certainty, SafetyRules
from bot.core.safety.score import Limits, SafetyScore
from bot.core.safety.score_learning import fit_score
from bot.core.safety.score_state import load_score, save_score
from bot.core.safety.sentences import parts_of
from bot.core.safety.triage import triage

ALARMS = FalseAlarms(alarms=0.1, boundaries=0.1, sure=0.05)
THINGS = ("cat", "dog", "horse", "rabbit", "parrot", "goat", "pony", "hamster")
EXAMPLES = SafetyExamples(
    positives={
        "vet": tuple(f"my {thing} is bleeding and cannot stand up" for thing in THINGS)
        + tuple(f"the {thing} swallowed poison just now, help" for thing in THINGS),
        "selling": tuple(f"where can I sell my {thing} for cash" for thing in THINGS)
        + tuple(f"who buys a {thing} without papers" for thing in THINGS),
    },
    harmless=tuple(f"how often should a {thing} be brushed" for thing in THINGS)
    + tuple(f"do I feed my {thing} twice a day" for thing in THINGS)
    + tuple(f"which poison plants should a {thing} never be near" for thing in THINGS),
    ordinary=("thanks", "good morning everybody", "what is the weather like", "tell me about hay"),
)
MAPPING = {
    "vet": {
        "cues": {"blood": ["bleeding"]},
        "rules": [{"name": "blood", "all": ["blood"], "examples": ["it is bleeding"]}],
    },
    "selling": {"cues": {"cash": ["cash"]}, "rules": [{"name": "cash", "all": ["cash"], "examples": ["for cash"]}]},
}


@pytest.fixture(scope="module")
def rules() -> SafetyRules:
    """Two rules of one word each."""
    return SafetyRules.from_mapping(MAPPING, {"precedence": [["vet"], ["selling"]]})


@pytest.fixture(scope="module")
def ears() -> Matcher:
    """A small matcher that reads words by their vectors."""
    return Matcher.fit({"care": ["how do I brush a cat", "what do rabbits eat"]}, encoder="words")


@pytest.fixture(scope="module")
def small(rules: SafetyRules, ears: Matcher) -> SafetyScore:
    """A score fitted on the examples above."""
    return fit_score(EXAMPLES, ("what do rabbits eat",), rules, ears, ALARMS, ["vet"])


def test_it_hears_what_no_rule_names(small: SafetyScore, rules: SafetyRules) -> None:
    """Other words for the same danger fire; a harmless question does not; the two halves are reported apart."""
    found = triage("our puppy ate rat poison, please help now", rules, small)
    assert found.hits == ()
    assert found.safety == "vet"
    assert found.scored is not None
    assert found.scored.danger >= found.scored.limits.unsure
    calm = triage("how often do I brush the puppy", rules, small)
    assert calm.safety is None
    assert calm.scored is not None
    assert calm.scored.certainty is Certainty.NONE


def test_a_rule_fires_whatever_the_score_says(small: SafetyScore, rules: SafetyRules) -> None:
    """The score adds to the rules and never holds one back."""
    deaf = SafetyScore(replace(small.model, limits=(Limits(2.0, 2.0),) * 2), rules, small._matcher)
    assert triage("it is bleeding", rules, deaf).safety == "vet"


def test_one_part_of_a_long_message_is_enough(small: SafetyScore, rules: SafetyRules) -> None:
    """Friendly sentences around it do not drown the one in danger, and the account names that one."""
    message = "Good morning everybody. The goat swallowed poison just now, help! What is the weather like?"
    scored = triage(message, rules, small).scored
    assert scored is not None
    assert scored.certainty is not Certainty.NONE
    assert scored.part == "The goat swallowed poison just now, help!"


def test_nothing_to_read_is_no_danger(small: SafetyScore) -> None:
    """A message without a word has no score."""
    assert small.judge("…!?") is None


def test_the_same_examples_give_the_same_score(small: SafetyScore, rules: SafetyRules, ears: Matcher) -> None:
    """Fitting has no chance in it."""
    again = fit_score(EXAMPLES, ("what do rabbits eat",), rules, ears, ALARMS, ["vet"])
    assert again.judge("the pony ate poison") == small.judge("the pony ate poison")


def test_it_is_kept_and_read_again(small: SafetyScore, rules: SafetyRules, ears: Matcher, tmp_path: Path) -> None:
    """A kept score judges alike; one fitted on something else, or by another encoder, is refused."""
    path = tmp_path / "score.npz"
    save_score(small.model, path, "named")
    read = SafetyScore(load_score(path, "named"), rules, ears)
    assert read.judge("my dog is bleeding") == small.judge("my dog is bleeding")
    with pytest.raises(ValueError, match="another content"):
        load_score(path, "other")
    path.write_bytes(b"damaged")
    with pytest.raises(ValueError, match="holds no fitted state"):
        load_score(path, "named")
    with pytest.raises(ValueError, match="encoder"):
        SafetyScore(small.model, rules, Matcher.fit({"care": ["brush the cat"]}, encoder=None))


def test_a_cue_list_that_is_gone_is_no_error(small: SafetyScore, ears: Matcher) -> None:
    """A model that knows a list which the rules no longer have reads on without it."""
    fewer = SafetyRules.from_mapping({"vet": MAPPING["vet"]}, {"precedence": [["vet"]]})
    assert SafetyScore(small.model, fewer, ears).judge("my dog is bleeding") is not None


def test_without_danger_or_encoder_there_is_nothing_to_learn(rules: SafetyRules, ears: Matcher) -> None:
    """Both are said plainly."""
    with pytest.raises(ValueError, match="dangerous example"):
        fit_score(SafetyExamples({}, ()), (), rules, ears, FalseAlarms(0.1, 0.1, 0.1), ())
    with pytest.raises(ValueError, match="encoder"):
        fit_score(
            EXAMPLES, (), rules, Matcher.fit({"care": ["brush the cat"]}, encoder=None), FalseAlarms(0.1, 0.1, 0.1), ()
        )


@pytest.mark.parametrize(
    ("message", "parts"),
    [
        ("one sentence only", []),
        ("first things first. then the other thing", ["first things first.", "then the other thing"]),
        ("I like the bot, and my hip really hurts", ["I like the bot", "my hip really hurts"]),
        ("salt and pepper on it", []),
        ("a b. c d", []),
    ],
)
def test_parts_say_one_thing_each(message: str, parts: list[str]) -> None:
    """Sentences and halves of at least three words."""
    assert parts_of(message) == parts


def test_a_network_learns_what_a_line_cannot(tmp_path: Path) -> None:
    """Two classes in opposite corners each; chances add up to 1."""
    points = np.random.default_rng(1).uniform(-1, 1, (600, 2)).astype(np.float32)
    classes = (points[:, 0] * points[:, 1] > 0).astype(np.int64)
    network = fit_network(points, classes, 2, hidden=24, epochs=150)
    chances = network.chances(points)
    assert (chances.argmax(axis=1) == classes).mean() > 0.95
    assert np.allclose(chances.sum(axis=1), 1, atol=1e-5)
