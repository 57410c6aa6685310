"""Conversations, written down in tests/transcripts/*.yaml, come out as written.

A transcript is a list of turns. What a person does: `say`, or `press`; `wait` moves the clock by minutes first. What comes
out: `expect` names keys of the first reply's JSON, `text` a part of what is said (or several), `unsaid` what is not,
`also` the kinds of the further replies, `answers` the intents of all answers, `choices` the intents offered, `picked` the
place of what is answered among the choices before, `kept` how many questions are kept for moderators by now.

`ranked` sets what the matcher makes of an utterance (intent to confidence), where a transcript is about what follows from
that and not about the matcher.
"""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.core.conversation.inputs import (
    Checklist,
    ChecklistMove,
    InDanger,
    Input,
    Neither,
    Rate,
    Say,
    Show,
    StartOver,
)
from bot.core.library import IntentLibrary, Tier
from bot.core.matching import Candidate, Heard, Matcher
from bot.core.person import PersonKey
from bot.core.replies import as_json
from bot.core.safety.score import SafetyScore
from bot.service import Service
from bot.storage.memory import MemoryStore

FOLDER = Path(__file__).parent / "transcripts"
TRANSCRIPTS = [
    pytest.param(transcript, id=f"{path.stem}-{transcript['name'].replace(' ', '-')}")
    for path in sorted(FOLDER.glob("*.yaml"))
    for transcript in yaml.safe_load(path.read_text(encoding="utf-8"))
]


class RankedAsWritten:
    """The matcher, except for the utterances whose ranking a transcript sets."""

    def __init__(self, matcher: Matcher, ranked: dict[str, dict[str, float]]) -> None:
        self._matcher = matcher
        self._ranked = {
            text: [Candidate(intent, confidence, confidence) for intent, confidence in candidates.items()]
            for text, candidates in ranked.items()
        }

    def __getattr__(self, name: str) -> Any:
        return getattr(self._matcher, name)

    def rank(self, text: str | Heard) -> list[Candidate]:
        """See `Matcher`."""
        said = text if isinstance(text, str) else text.text
        return self._ranked[said] if said in self._ranked else self._matcher.rank(text)


@pytest.mark.parametrize("transcript", TRANSCRIPTS)
async def test_a_conversation_goes_as_written(
    library: IntentLibrary,
    matcher: Matcher,
    score: SafetyScore | None,
    clock: Any,
    person: PersonKey,
    transcript: dict[str, Any],
) -> None:
    """Each turn's replies have what its transcript expects."""
    store = MemoryStore()
    ranked: Any = RankedAsWritten(matcher, transcript.get("ranked", {}))
    service = Service(library, ranked, store, score=score, clock=clock)
    before: dict[str, Any] = {}
    for turn in transcript["turns"]:
        clock.now += timedelta(minutes=turn.get("wait", 0))
        taken = await service.take_turn(person, given(turn))
        shown = as_json(taken.replies)
        check(turn, shown, [reply.text for reply in taken.replies], before)
        if "kept" in turn:
            assert len(await store.unanswered(limit=100)) == turn["kept"], turn
        before = shown


def check(turn: dict[str, Any], shown: dict[str, Any], texts: list[str], before: dict[str, Any]) -> None:
    """Compare one turn with what is written."""
    for key, expected in turn.get("expect", {}).items():
        assert value_at(shown, key) == expected, f"{turn}: {key} in {shown}"
    said = "\n".join(texts)
    for part in listed(turn.get("text", [])):
        assert part in said, f"{turn}: «{part}» in {said}"
    for part in listed(turn.get("unsaid", [])):
        assert part not in said, f"{turn}: «{part}» not in {said}"
    others = shown.get("also", [])
    if "also" in turn:
        assert [each["kind"] for each in others] == turn["also"], shown
    if "answers" in turn:
        assert [each["intent"] for each in (shown, *others) if each["kind"] == "answer"] == turn["answers"], shown
    if "choices" in turn:
        assert [each["intent"] for each in shown["choices"]] == turn["choices"], shown
    if "picked" in turn:
        assert shown["intent"] == before["choices"][turn["picked"] - 1]["intent"], shown


def given(turn: dict[str, Any]) -> Input:
    """What a person does in a turn."""
    if "say" in turn:
        return Say(turn["say"], item=turn.get("form"), question=turn.get("asked", False))
    kind, *rest = turn["press"].split()
    match kind:
        case "show":
            return Show(rest[0], Tier(rest[1]) if len(rest) > 1 else None)
        case "neither":
            return Neither()
        case "danger":
            return InDanger(rest[1], yes=rest[0] == "yes")
        case "start-over":
            return StartOver()
        case "rate":
            return Rate(rest[0], Tier.FUNDAMENTALS, helpful=True)
        case _:
            return Checklist(ChecklistMove(kind), rest[0] if rest else None)


def listed(value: Any) -> list[Any]:
    """A list of one or more."""
    return value if isinstance(value, list) else [value]


def value_at(shown: Any, key: str) -> Any:
    """`checklist.next` finds the key inside the key."""
    for part in key.split("."):
        shown = shown[part] if shown is not None else None
    return shown
