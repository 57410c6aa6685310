"""What every store promises about retention. One suite for all implementations."""

from __future__ import annotations

from datetime import date, timedelta

from storage_examples import ANN, BEN, CALCIUM, EVERY_EVENT, FULL_STATE, LATER, NOW

from bot.core.person import Conversation, PersonState, QuestionUnanswered
from bot.storage.port import PersonStore

EMPTY = PersonState()
YEARS_LATER = date(2029, 1, 1)


# conversations


async def test_an_idle_conversation_is_forgotten_and_all_else_stays(store: PersonStore):
    """What was being talked about goes; that the person was greeted, settings and answers stay."""
    await store.save_turn(ANN, FULL_STATE, EVERY_EVENT, version=0, now=NOW)
    assert await store.rest_conversations(idle_since=NOW + timedelta(minutes=1)) == 1
    loaded = await store.load_person(ANN)
    assert loaded.state.conversation == Conversation(greeted=True)
    assert (loaded.state.settings, loaded.state.answers) == (FULL_STATE.settings, FULL_STATE.answers)
    assert (loaded.version, loaded.saved_at) == (1, NOW)
    assert len((await store.export_person(ANN))["history"]) == 3


async def test_a_conversation_in_use_is_not_forgotten(store: PersonStore):
    """Whoever talked since that minute goes on."""
    await store.save_turn(ANN, FULL_STATE, (), version=0, now=NOW)
    assert await store.rest_conversations(idle_since=NOW) == 0
    assert (await store.load_person(ANN)).state == FULL_STATE


async def test_a_conversation_is_forgotten_once(store: PersonStore):
    """A second sweep finds nothing, until the person talks again."""
    await store.save_turn(ANN, FULL_STATE, (), version=0, now=NOW)
    assert await store.rest_conversations(idle_since=LATER) == 1
    assert await store.rest_conversations(idle_since=LATER) == 0
    await store.save_turn(ANN, FULL_STATE, (), version=1, now=LATER)
    assert await store.rest_conversations(idle_since=LATER + timedelta(minutes=1)) == 1


# unanswered questions


async def test_old_questions_are_forgotten_by_their_day(store: PersonStore):
    """Those of the day and later stay."""
    for version, days in enumerate((0, 1, 2)):
        asked = [QuestionUnanswered(f"question {days}")]
        await store.save_turn(ANN, EMPTY, asked, version=version, now=NOW + timedelta(days=days))
    assert await store.forget_unanswered(before=NOW.date() + timedelta(days=2)) == 2
    assert await store.unanswered(limit=9) == ("question 2",)
    assert await store.forget_unanswered(before=NOW.date() + timedelta(days=2)) == 0


# people


async def test_idle_people_are_named_until_they_are_told(store: PersonStore):
    """Longest idle first, no more than asked for, each until it is noted that they were told."""
    await store.save_turn(BEN, EMPTY, (), version=0, now=NOW + timedelta(days=1))
    await store.save_turn(ANN, EMPTY, (), version=0, now=NOW)
    assert list(await store.idle_people(seen_before=NOW.date(), limit=9)) == []
    assert list(await store.idle_people(seen_before=YEARS_LATER, limit=1)) == [ANN]
    await store.note_told(ANN, on=YEARS_LATER)
    assert list(await store.idle_people(seen_before=YEARS_LATER, limit=9)) == [BEN]


async def test_only_the_told_and_still_idle_are_erased(store: PersonStore):
    """Nobody is erased without a notice, nor before its time is over."""
    for key in (ANN, BEN):
        await store.save_turn(key, FULL_STATE, EVERY_EVENT, version=0, now=NOW)
    await store.note_told(ANN, on=YEARS_LATER)
    day_before = YEARS_LATER - timedelta(days=1)
    assert await store.erase_told(seen_before=YEARS_LATER, told_until=day_before) == 0
    assert await store.erase_told(seen_before=NOW.date(), told_until=YEARS_LATER) == 0
    assert await store.erase_told(seen_before=YEARS_LATER, told_until=YEARS_LATER) == 1
    assert (await store.load_person(ANN)).version == 0
    assert (await store.load_person(BEN)).state == FULL_STATE
    assert (await store.erase_person(ANN)).total == 0


async def test_whoever_comes_back_is_kept(store: PersonStore):
    """A turn after the notice takes it back."""
    await store.save_turn(ANN, EMPTY.with_answer(CALCIUM), (), version=0, now=NOW)
    await store.note_told(ANN, on=NOW.date())
    await store.save_turn(ANN, EMPTY.with_answer(CALCIUM), (), version=1, now=NOW)
    assert await store.erase_told(seen_before=YEARS_LATER, told_until=YEARS_LATER) == 0
    assert list(await store.idle_people(seen_before=YEARS_LATER, limit=9)) == [ANN]


async def test_many_are_erased_in_one_sweep(store: PersonStore):
    """However many there are."""
    from bot.core.person import PersonKey

    keys = [PersonKey("terminal", str(number)) for number in range(450)] if _is_memory(store) else [ANN, BEN]
    for key in keys:
        await store.save_turn(key, EMPTY, (), version=0, now=NOW)
        await store.note_told(key, on=NOW.date())
    assert await store.erase_told(seen_before=YEARS_LATER, told_until=YEARS_LATER) == len(keys)


def _is_memory(store: PersonStore) -> bool:
    return type(store).__name__ == "MemoryStore"


# chores


async def test_a_chore_is_done_by_one_and_again_when_due(store: PersonStore):
    """Whoever asks first does it; it is due again at the time that was given."""
    assert await store.claim_chore("a", now=NOW, again_at=LATER)
    assert not await store.claim_chore("a", now=NOW, again_at=LATER)
    assert await store.claim_chore("b", now=NOW, again_at=LATER)
    assert await store.claim_chore("a", now=LATER, again_at=LATER + timedelta(minutes=5))
    assert not await store.claim_chore("a", now=LATER, again_at=LATER + timedelta(minutes=5))


async def test_keys_that_nobody_needs_go_in_time(store: PersonStore):
    """People keep their keys, whatever their age."""
    await store.save_turn(ANN, FULL_STATE, (), version=0, now=NOW)
    assert await store.drop_spare_keys(before=YEARS_LATER) == 0
    assert await store.renew_keys() == 0
    assert (await store.load_person(ANN)).state == FULL_STATE
