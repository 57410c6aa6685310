"""What every store promises about a person's rights and moderation. One suite for all implementations."""

from __future__ import annotations

import json

import pytest
from storage_examples import ANN, BEN, CALCIUM, DXA, EVERY_EVENT, FULL_STATE, LATER, NOW, SLEEP, SMOKING

from bot.core.library import Tier
from bot.core.person import AnswerRated, PersonState, QuestionUnanswered, TriageFired
from bot.errors import StaleState
from bot.storage.port import ErasureReceipt, PersonStore, StoredPerson

EMPTY = PersonState()


def rows_of(receipt: ErasureReceipt) -> dict[str, int]:
    """What a receipt names but for keys, which a store in memory does without."""
    return {name: count for name, count in receipt.removed.items() if name != "person_keys"}


# a person's rights


async def test_an_export_holds_everything(store: PersonStore):
    """An export has every part of a person, and is JSON."""
    await store.save_turn(ANN, FULL_STATE, EVERY_EVENT, version=0, now=NOW)
    await store.save_turn(ANN, FULL_STATE, (), version=1, now=LATER)
    export = json.loads(json.dumps(await store.export_person(ANN), allow_nan=False))
    assert {name: export[name] for name in ("user", "created_at", "saved_at", "version")} == {
        "user": "terminal:ann",
        "created_at": NOW.isoformat(),
        "saved_at": LATER.isoformat(),
        "version": 2,
    }
    assert export["settings"] == FULL_STATE.settings.as_dict()
    assert export["conversation"] == FULL_STATE.conversation.as_dict()
    assert export["checklist"] == [answer.as_dict() for answer in (CALCIUM, DXA, SLEEP, SMOKING)]
    assert [len(export[name]) for name in ("history", "feedback")] == [3, 1]


async def test_an_export_of_somebody_unknown_has_every_heading(store: PersonStore):
    """Nothing stored is an export with the same headings, all empty."""
    nothing = await store.export_person(BEN)
    await store.save_turn(ANN, FULL_STATE, EVERY_EVENT, version=0, now=NOW)
    parts = ["settings", "conversation", "checklist", "history", "feedback"]
    assert list(nothing) == ["user", "created_at", "saved_at", "version", *parts]
    assert nothing.keys() == (await store.export_person(ANN)).keys()
    assert nothing["user"] == str(BEN)
    assert not any(value for heading, value in nothing.items() if heading != "user")


async def test_an_erasure_removes_everything_and_counts(store: PersonStore):
    """After an erasure the person is as if never there; the receipt counts what went, by table."""
    await store.save_turn(ANN, FULL_STATE, EVERY_EVENT, version=0, now=NOW)
    receipt = await store.erase_person(ANN)
    assert rows_of(receipt) == {"persons": 1, "checklist_answers": 4, "checklist_history": 3, "feedback": 1}
    assert receipt.total == sum(receipt.removed.values())
    assert await store.load_person(ANN) == StoredPerson(PersonState(), version=0, saved_at=None)
    assert (await store.export_person(ANN))["history"] == []
    assert await store.save_turn(ANN, EMPTY, (), version=0, now=NOW) == 1
    assert (await store.export_person(ANN))["feedback"] == []


async def test_an_erasure_of_somebody_unknown_counts_zeros(store: PersonStore):
    """The receipt names every table even when nothing was there."""
    receipt = await store.erase_person(ANN)
    assert rows_of(receipt) == {"persons": 0, "checklist_answers": 0, "checklist_history": 0, "feedback": 0}


async def test_an_erasure_leaves_others_alone(store: PersonStore):
    """Erasing one person changes nothing of another."""
    for key in (ANN, BEN):
        await store.save_turn(key, FULL_STATE, EVERY_EVENT, version=0, now=NOW)
    before = await store.export_person(BEN)
    await store.erase_person(ANN)
    assert await store.export_person(BEN) == before


async def test_a_turn_in_flight_does_not_bring_back_the_erased(store: PersonStore):
    """A save from before an erasure is stale after it."""
    await store.save_turn(ANN, FULL_STATE, EVERY_EVENT, version=0, now=NOW)
    loaded = await store.load_person(ANN)
    await store.erase_person(ANN)
    with pytest.raises(StaleState):
        await store.save_turn(ANN, loaded.state, EVERY_EVENT, version=loaded.version, now=LATER)
    assert (await store.erase_person(ANN)).total == 0


# moderation


async def test_unanswered_questions_come_latest_first(store: PersonStore):
    """The latest utterances come first, across people, no more than asked for."""
    await store.save_turn(ANN, EMPTY, [QuestionUnanswered("one")], version=0, now=NOW)
    await store.save_turn(BEN, EMPTY, [QuestionUnanswered("two"), QuestionUnanswered("three")], version=0, now=NOW)
    assert await store.unanswered(limit=2) == ("three", "two")
    assert await store.unanswered(limit=9) == ("three", "two", "one")


@pytest.mark.parametrize("limit", [0, -1])
async def test_no_limit_means_none(store: PersonStore, limit: int):
    """A limit of zero or below gives nothing, not everything."""
    await store.save_turn(ANN, EMPTY, [QuestionUnanswered("one")], version=0, now=NOW)
    assert await store.unanswered(limit=limit) == ()


async def test_an_unanswered_question_leads_to_nobody(store: PersonStore):
    """It is in no export, in no receipt, and stays when the person who asked is erased."""
    await store.save_turn(ANN, EMPTY, [QuestionUnanswered("zebras?"), TriageFired("chest-pain")], version=0, now=NOW)
    assert "zebras" not in json.dumps(await store.export_person(ANN))
    assert sum(rows_of(await store.erase_person(ANN)).values()) == 1
    assert await store.unanswered(limit=9) == ("zebras?",)


async def test_every_rating_is_kept(store: PersonStore):
    """Ratings of the same answer are all kept, in order."""
    rated = [AnswerRated("calcium", Tier.ACADEMIC, helpful) for helpful in (True, False)]
    await store.save_turn(ANN, EMPTY, rated, version=0, now=NOW)
    assert [entry["helpful"] for entry in (await store.export_person(ANN))["feedback"]] == [True, False]
