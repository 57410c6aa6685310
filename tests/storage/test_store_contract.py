"""What every store promises about turns. One suite for all implementations."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta, timezone

import pytest
from storage_examples import ANN, CALCIUM, DXA, EVERY_EVENT, FULL_STATE, LATER, NOW, SLEEP

from bot.core.person import (
    AnswerGiven,
    ChecklistReset,
    PersonKey,
    PersonState,
    QuestionUnanswered,
    Settings,
    TriageFired,
)
from bot.errors import StaleState
from bot.storage.port import PersonStore, StoredPerson

EMPTY = PersonState()


async def test_somebody_new_is_fresh(store: PersonStore):
    """Loading somebody never saved gives a fresh state, version 0 and no time; it stores nothing."""
    assert await store.load_person(ANN) == StoredPerson(PersonState(), version=0, saved_at=None)
    assert (await store.erase_person(ANN)).total == 0


async def test_what_is_saved_is_loaded(store: PersonStore):
    """A state comes back equal, value types included, with its version and time."""
    await store.save_turn(ANN, FULL_STATE, (), version=0, now=NOW)
    loaded = await store.load_person(ANN)
    assert loaded == StoredPerson(FULL_STATE, version=1, saved_at=NOW)
    values = [loaded.state.answers[item].value for item in ("calcium", "dxa-baseline", "smoking", "sleep")]
    assert [(value, type(value)) for value in values] == [
        (800, int),
        (True, bool),
        ("never", str),
        (None, type(None)),
    ]


async def test_a_later_save_replaces_the_state(store: PersonStore):
    """After a second save the state is the second one: changed, added and dropped answers alike."""
    await store.save_turn(ANN, FULL_STATE, (), version=0, now=NOW)
    changed = replace(CALCIUM, value=1000, high=None, at=LATER)
    state = PersonState(Settings(private=True), answers={"calcium": changed, "dxa-baseline": DXA})
    await store.save_turn(ANN, state, (), version=1, now=LATER)
    assert await store.load_person(ANN) == StoredPerson(state, version=2, saved_at=LATER)


async def test_versions_rise_by_one(store: PersonStore):
    """Each save returns the version after the one it was given, and that is what a load tells."""
    for version in range(5):
        assert await store.save_turn(ANN, EMPTY, (), version=version, now=NOW) == version + 1
        assert (await store.load_person(ANN)).version == version + 1


@pytest.mark.parametrize("version", [0, 1, 3, 99])
async def test_a_stale_save_stores_nothing(store: PersonStore, version: int):
    """A save with any version but the loaded one raises StaleState and leaves no part of itself."""
    await store.save_turn(ANN, EMPTY, (), version=0, now=NOW)
    await store.save_turn(ANN, EMPTY, (), version=1, now=NOW)
    before = await store.export_person(ANN)
    with pytest.raises(StaleState):
        await store.save_turn(ANN, FULL_STATE, EVERY_EVENT, version=version, now=LATER)
    assert await store.export_person(ANN) == before
    assert await store.unanswered(limit=9) == ()


async def test_a_save_of_somebody_unknown_needs_version_zero(store: PersonStore):
    """A version above 0 for somebody not stored, such as after an erasure, is stale."""
    with pytest.raises(StaleState):
        await store.save_turn(ANN, FULL_STATE, EVERY_EVENT, version=1, now=NOW)
    assert (await store.load_person(ANN)).version == 0


@pytest.mark.parametrize("version", [0, 1])
async def test_of_two_concurrent_writers_one_wins(store: PersonStore, version: int):
    """Of many saves from the same version exactly one is stored, whole; the others learn that they were stale."""
    if version:
        await store.save_turn(ANN, EMPTY, (), version=0, now=NOW)

    async def save(number: int) -> int | None:
        answer = replace(CALCIUM, value=number)
        try:
            await store.save_turn(ANN, EMPTY.with_answer(answer), [AnswerGiven(answer)], version=version, now=NOW)
        except StaleState:
            return None
        return number

    winners = [number for number in await asyncio.gather(*map(save, range(8))) if number is not None]
    assert len(winners) == 1
    loaded = await store.load_person(ANN)
    assert (loaded.version, loaded.state.answers["calcium"].value) == (version + 1, winners[0])
    assert [entry["value"] for entry in (await store.export_person(ANN))["history"]] == winners


async def test_retrying_after_stale_loses_no_turn(store: PersonStore):
    """Writers that load again and repeat all get their turn in."""

    async def take_turn(number: int) -> None:
        while True:
            loaded = await store.load_person(ANN)
            given = AnswerGiven(replace(CALCIUM, value=number))
            try:
                await store.save_turn(ANN, loaded.state, [given], version=loaded.version, now=NOW)
            except StaleState:
                continue
            return

    await asyncio.gather(*map(take_turn, range(6)))
    export = await store.export_person(ANN)
    assert export["version"] == 6
    assert sorted(entry["value"] for entry in export["history"]) == list(range(6))


async def test_people_are_kept_apart(store: PersonStore):
    """The same id at another front end is another person."""
    namesake = PersonKey("discord", ANN.id)
    await store.save_turn(ANN, FULL_STATE, EVERY_EVENT, version=0, now=NOW)
    assert (await store.load_person(namesake)).version == 0
    assert await store.save_turn(namesake, EMPTY, (), version=0, now=NOW) == 1
    assert (await store.load_person(ANN)).state == FULL_STATE


async def test_events_are_stored_with_their_turn(store: PersonStore):
    """What happened in a turn is in the history and the feedback, in order, with its time."""
    await store.save_turn(ANN, FULL_STATE, EVERY_EVENT, version=0, now=LATER)
    export = await store.export_person(ANN)
    assert export["history"] == [
        {"event": "answered", **CALCIUM.as_dict()},
        {"event": "answered", **SLEEP.as_dict()},
        {"event": "reset", "at": LATER.isoformat()},
    ]
    assert export["feedback"] == [
        {"at": LATER.isoformat(), "intent": "calcium", "tier": "fundamentals", "helpful": True}
    ]


async def test_a_reset_clears_the_answers_and_keeps_the_history(store: PersonStore):
    """After a reset no answer is current, and what was answered before is still in the history."""
    answered = EMPTY.with_answer(CALCIUM).with_answer(DXA)
    await store.save_turn(ANN, answered, [AnswerGiven(CALCIUM), AnswerGiven(DXA)], version=0, now=NOW)
    await store.save_turn(ANN, answered.without_answers(), [ChecklistReset()], version=1, now=LATER)
    assert (await store.load_person(ANN)).state.answers == {}
    export = await store.export_person(ANN)
    assert export["checklist"] == []
    assert [entry["event"] for entry in export["history"]] == ["answered", "answered", "reset"]


async def test_times_come_back_as_the_same_moment_in_utc(store: PersonStore):
    """A time given in another zone comes back aware, in UTC, to the microsecond."""
    elsewhere = NOW.astimezone(timezone(timedelta(hours=-9)))
    await store.save_turn(ANN, EMPTY, (), version=0, now=elsewhere)
    saved_at = (await store.load_person(ANN)).saved_at
    assert saved_at == NOW
    assert saved_at is not None
    assert saved_at.utcoffset() == timedelta(0)


@pytest.mark.parametrize("words", ["", "«ça va?»\n'; drop table persons;--", "عظام 🦴", "%s :x ? {}", "x" * 4000])
async def test_words_come_back_as_typed(store: PersonStore, words: str):
    """Whatever a person typed is kept letter by letter."""
    answer = replace(SLEEP, words=words)
    await store.save_turn(ANN, EMPTY.with_answer(answer), [QuestionUnanswered(words)], version=0, now=NOW)
    assert (await store.load_person(ANN)).state.answers["sleep"].words == words
    assert await store.unanswered(limit=1) == (words,)


@pytest.mark.parametrize("words", ["before\0after", "half a pair \ud83e", "bytes \udcff from a terminal"])
async def test_odd_characters_do_not_cost_a_turn(store: PersonStore, words: str):
    """Characters that an engine may refuse do not fail a save; the rest of the words is there."""
    answer = replace(SLEEP, words=words)
    await store.save_turn(
        ANN, EMPTY.with_answer(answer), [AnswerGiven(answer), QuestionUnanswered(words)], version=0, now=NOW
    )
    kept = (await store.load_person(ANN)).state.answers["sleep"].words
    assert kept is not None
    assert kept.startswith(words[:5])
    assert (await store.unanswered(limit=1))[0].startswith(words[:5])


async def test_a_loaded_state_is_nobody_elses(store: PersonStore):
    """Changing what was handed in or out does not change what is stored."""
    await store.save_turn(ANN, FULL_STATE, (), version=0, now=NOW)
    pending = (await store.load_person(ANN)).state.conversation.pending
    assert isinstance(pending, dict)
    pending["notes"].append("changed")
    assert (await store.load_person(ANN)).state == FULL_STATE


async def test_triage_is_counted_by_day(store: PersonStore):
    """Counts of a day add up over people, and older days can be left out."""
    fired = (TriageFired("alarm"), TriageFired("alarm"), TriageFired("boundary"))
    await store.save_turn(ANN, EMPTY, fired, version=0, now=NOW)
    await store.save_turn(ANN, EMPTY, fired[:1], version=1, now=NOW + timedelta(days=1))
    day, next_day = NOW.date(), (NOW + timedelta(days=1)).date()
    assert await store.triage_counts(since=day) == {(day, "alarm"): 2, (day, "boundary"): 1, (next_day, "alarm"): 1}
    assert await store.triage_counts(since=next_day) == {(next_day, "alarm"): 1}
