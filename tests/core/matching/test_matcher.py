"""What the matcher promises as a library."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from bot.core.matching import Matcher
from tests.core.matching.shop import OUTSIDE, UTTERANCES


def test_an_example_is_ranked_first(shop: Matcher) -> None:
    """Every example, word for word, finds its intent first and sure."""
    for intent, texts in UTTERANCES.items():
        for text in texts:
            assert shop.rank(text)[0].intent == intent


@pytest.mark.parametrize(
    ("asked", "intent"),
    [
        ("wehn do you oepn?", "opening-hours"),
        ("HOW LONG does the delivry take", "delivery"),
        ("what's your return policy", "refund"),
        ("can I pay with CC", "payment"),
        ("do you take PP", "payment"),
    ],
)
def test_sloppy_questions_find_their_intent(shop: Matcher, asked: str, intent: str) -> None:
    """Slips, capitals, contractions and abbreviations do not matter."""
    assert shop.rank(asked)[0].intent == intent


def test_candidates_are_ordered(shop: Matcher) -> None:
    """Scores fall, confidences never rise, and each candidate names an example of its own."""
    for asked in ("parcel back", "sunday delivery costs", "zzz qqq", "open"):
        found = shop.rank(asked)
        assert [each.score for each in found] == sorted((each.score for each in found), reverse=True)
        assert [each.confidence for each in found] == sorted((each.confidence for each in found), reverse=True)
        assert all(0 <= each.confidence <= 1 for each in found)
        assert all(each.nearest in UTTERANCES[each.intent] for each in found)


def test_out_of_scope_examples_are_kept_away() -> None:
    """An out-of-scope example has no confident intent once it was given."""
    matcher = Matcher.fit(UTTERANCES, OUTSIDE)
    assert max(matcher.rank(text)[0].confidence for text in OUTSIDE) < 0.5
    assert min(matcher.rank(texts[0])[0].confidence for texts in UTTERANCES.values()) > 0.5


@pytest.mark.parametrize("text", ["", "   ", "?!…", "\u200b\u202e"])
def test_an_utterance_without_words_has_no_candidates(shop: Matcher, text: str) -> None:
    """Nothing said, nothing found."""
    assert shop.rank(text) == []
    assert shop.explain(text).candidates == ()


@pytest.mark.parametrize("text", ["parcel " * 1500, "x" * 10_000, "é" * 10_000, "1" * 10_000])
def test_long_utterances_take_no_time(shop: Matcher, text: str) -> None:
    """Ten thousand characters are read in a blink."""
    started = time.perf_counter()
    shop.rank(text)
    assert time.perf_counter() - started < 1


def test_the_same_arguments_give_the_same_matcher() -> None:
    """Fitting has no chance in it."""
    first, second = (Matcher.fit(UTTERANCES, OUTSIDE) for _ in range(2))
    for asked in ("when is my parcel here", "give me my money", "weather"):
        assert first.rank(asked) == second.rank(asked)


def test_a_saved_matcher_ranks_exactly_alike(shop: Matcher, tmp_path: Path) -> None:
    """Saving and loading change no figure."""
    path = tmp_path / "deep" / "state.npz"
    shop.save(path, "a name")
    encoder = {"": None}.get(shop.rung, "words" if shop.rung.startswith("word") else "")
    loaded = Matcher.load(path, "a name", encoder)
    for asked in ("when is my parcel here", "give me my mony", "PP", "weather"):
        assert loaded.rank(asked) == shop.rank(asked)
        assert loaded.explain(asked) == shop.explain(asked)
    assert loaded.threshold(0.1) == shop.threshold(0.1)
    assert [each.name for each in path.parent.iterdir()] == ["state.npz"]


def test_a_file_of_something_else_is_refused(tmp_path: Path) -> None:
    """Another content, another encoder, another file: each is a ValueError, never a wrong matcher."""
    path = tmp_path / "state.npz"
    Matcher.fit(UTTERANCES, encoder=None).save(path, "one")
    with pytest.raises(ValueError, match="another"):
        Matcher.load(path, "two", None)
    with pytest.raises(ValueError, match="encoder"):
        Matcher.load(path, "one", "words")
    for broken in (b"", b"no archive", path.read_bytes()[:2000]):
        other = tmp_path / "broken.npz"
        other.write_bytes(broken)
        with pytest.raises(ValueError, match=r"fitted|file|data|cannot"):
            Matcher.load(other, "one", None)
    with pytest.raises(OSError, match="none"):
        Matcher.load(tmp_path / "none.npz", "one", None)


def test_a_refit_learns_a_new_example() -> None:
    """Hot reload: the reading of old examples is used again, new ones count at once."""
    before = Matcher.fit(UTTERANCES, OUTSIDE)
    more = UTTERANCES | {"payment": [*UTTERANCES["payment"], "do you accept seashells"]}
    after = Matcher.fit(more, OUTSIDE, earlier=before)
    assert after.rank("seashells accepted?")[0].intent == "payment"
    assert after.rank("seashells accepted?")[0].confidence > before.rank("seashells accepted?")[0].confidence
    assert after.rank("track my parcel")[0].intent == "delivery"


@pytest.mark.parametrize(
    "utterances",
    [
        {"only": ["hello"]},
        {"only": ["hello", "good morning", "hi"]},
        {"one": ["hello"], "two": ["good bye"]},
        {"one": ["same words", "same words"], "two": ["same words"]},
        {"one": ["hello"], "empty": []},
        {"one": ["hello"], "marks": ["?!"]},
    ],
)
@pytest.mark.parametrize("outside", [[], ["what is the weather", "tell me a joke"]])
def test_the_smallest_packs_work(utterances: dict[str, list[str]], outside: list[str]) -> None:
    """One intent, one example each, the same example twice, an intent without examples."""
    for encoder in ("", None):
        matcher = Matcher.fit(utterances, outside, encoder=encoder)
        for texts in utterances.values():
            for text in texts:
                assert all(0 <= each.confidence <= 1 for each in matcher.rank(text))


def test_nothing_to_learn_from_is_said() -> None:
    """No utterance is a ValueError."""
    for empty in ({}, {"one": []}, {"one": ["…"]}):
        with pytest.raises(ValueError, match="at least one"):
            Matcher.fit(empty, ["an out-of-scope one"])


def test_an_account_shows_what_spoke(shop: Matcher) -> None:
    """The steps of normalisation, and for each candidate the examples that pulled, part by part."""
    account = shop.explain("waht's your refoond polcy, PP?")
    assert {(step.kind, step.after) for step in account.steps} >= {("misspelling", "refund"), ("name", "paypal")}
    assert account.normalised.startswith("what is your refund policy") or "policy" in account.normalised
    best = account.candidates[0].intent
    near = account.neighbours[best][0]
    assert near.pull > 0
    assert sum(near.parts.values()) == pytest.approx(near.similarity, abs=1e-5)
    assert 0 <= account.in_scope <= 1
