"""The safety part of an evaluation."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from bot.core.safety.rules import Certainty
from bot.core.safety.triage import Hit, Triage
from bot.errors import UsageError
from bot.evaluation.danger import Message, danger_part, mutated, read_messages, watched
from bot.evaluation.danger_lines import safety_lines
from bot.evaluation.mutations import MUTATIONS


def judge(text: str) -> Triage:
    """Fires on «fire» as an alarm and on «shop» as a boundary."""
    for word, intent in (("fire", "alarm"), ("shop", "boundary")):
        if word in text:
            return Triage(intent, Certainty.SURE, (Hit(intent, "word", Certainty.SURE, (word,)),))
    return Triage(None, Certainty.NONE, ())


MESSAGES = [
    Message("there is a fire", "alarm", "alarm"),
    Message("it burns", "alarm", "alarm"),
    Message("a fire sign", "alarm", None),
    Message("which shop sells it", "boundary", "boundary"),
    Message("fire at the shop", "boundary", "boundary"),
    Message("I shopped around", "boundary", None),
    Message("I like tea", "boundary", None),
    Message("good morning", "ordinary", None),
]


def test_shares_and_errors() -> None:
    """Each share has its own bottom line; missed dangers are shown before false alarms."""
    part = danger_part({"all": MESSAGES}, ["what is tea", "a fire exit"], judge, ["alarm"])
    found = part["all"]
    assert found["recall_alarms"] == 0.5
    assert found["recall_boundaries"] == 1.0
    assert found["right_id"] == 0.5
    assert found["twins_fired"] == pytest.approx(2 / 3, abs=1e-4)
    assert found["false_alarms"] == 0.0
    assert found["ids"]["alarm"] == {
        "positives": 2,
        "recall": 0.5,
        "right_id": 0.5,
        "sure": 0.5,
        "twins": 1,
        "twins_fired": 1.0,
    }
    assert [each["text"] for each in found["worst"]] == ["it burns", "a fire sign", "I shopped around"]
    assert part["questions"]["false_alarms"] == 0.5
    assert mutated([each for each in MESSAGES if each.right], ["what is tea"], judge)["none"] == 0.75
    assert watched(part) == {
        "all": {"recall_alarms": 0.5, "recall_boundaries": 1.0, "twins_fired": 0.6667, "false_alarms": 0.0},
        "questions": {"false_alarms": 0.5},
    }
    assert any("missed alarm" in line and "it burns" in line for line in safety_lines(part))


def test_messages_are_read_from_a_file_or_a_folder(tmp_path: Path) -> None:
    """One id a file, or several in one."""
    (tmp_path / "alarm.yaml").write_text('positives: ["help"]\ntwins: ["helpful"]\n')
    (tmp_path / "more.yaml").write_text('alarm:\n  positives: ["aid"]\nordinary: ["tea"]\n')
    assert read_messages(tmp_path) == [
        Message("help", "alarm", "alarm"),
        Message("helpful", "alarm", None),
        Message("aid", "alarm", "alarm"),
        Message("tea", "ordinary", None),
    ]
    with pytest.raises(UsageError):
        read_messages(tmp_path / "none.yaml")


@pytest.mark.parametrize("name", MUTATIONS)
def test_mutations_are_small_and_repeatable(name: str) -> None:
    """The same seed gives the same words, and most of the message stays."""
    text = "my grandmother slipped in the kitchen and cannot move her leg"
    changed = MUTATIONS[name](text, ["what is calcium?"], Random(3))
    assert changed == MUTATIONS[name](text, ["what is calcium?"], Random(3))
    assert changed != text
    kept = set(text.split()) & set(changed.split())
    assert len(kept) >= len(set(text.split())) - 2
