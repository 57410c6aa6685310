"""Saving a turn: statements inside one transaction."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any, assert_never

from sqlalchemy import bindparam, delete, insert, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core.person import (
    AnswerGiven,
    AnswerRated,
    ChecklistReset,
    Event,
    ItemAnswer,
    PersonKey,
    PersonState,
    QuestionUnanswered,
    TriageFired,
)
from bot.errors import StaleState
from bot.storage.sealing import Cipher
from bot.storage.sql.rows import (
    ABOUT_CONVERSATION,
    ABOUT_HISTORY,
    ABOUT_PROFILE,
    ABOUT_RATING,
    ABOUT_UTTERANCE,
    answer_row,
    answered_entry,
    profile_of,
    rating_of,
    reset_entry,
)
from bot.storage.sql.tables import (
    checklist_answers,
    checklist_history,
    feedback,
    person_keys,
    persons,
    triage_counts,
    unanswered,
)


def stale() -> StaleState:
    """Somebody else was quicker."""
    return StaleState("Somebody saved this person in between; load the state again and repeat the turn.")


_WHOLE = (  # a person with all that a turn needs: a row for each answer, at least one when there is a key
    select(
        *(person_keys.c.key_id, person_keys.c.wrapped, person_keys.c.wrapped_by),
        *(persons.c.id, persons.c.version, persons.c.seen_on, persons.c.told_on, persons.c.profile),
        *(persons.c.conversation, checklist_answers.c.answer),
    )
    .select_from(person_keys)
    .outerjoin(persons, persons.c.key_id == person_keys.c.key_id)
    .outerjoin(checklist_answers, checklist_answers.c.person_id == persons.c.id)
    .where(person_keys.c.account == bindparam("account"))
)
_WHOLE_LOCKED = _WHOLE.with_for_update(of=person_keys)


async def read_whole(connection: AsyncConnection, account: Mapping[str, bytes], *, locked: bool = False) -> list[Any]:
    """The rows of a person in one statement; none without a key, `id` and `answer` None where there is nothing.

    `locked` holds the person's key to the end of the transaction, on engines that lock rows. What it waited for may
    not be in the rows; the version tells.
    """
    return list((await connection.execute(_WHOLE_LOCKED if locked else _WHOLE, account)).all())


async def save_person(
    connection: AsyncConnection,
    key: PersonKey,
    stored: Any,
    cipher: Cipher,
    state: PersonState,
    *,
    version: int,
    now: datetime,
) -> int:
    """Store settings and conversation if nobody saved since `version`; the id of the row. Raises `StaleState`.

    `stored` is the person's row as `read_whole` gives it.
    """
    if version != (stored.version or 0):
        raise stale()
    created_at = now
    if stored.id is not None:
        created_at = datetime.fromisoformat(cipher.open(stored.profile, ABOUT_PROFILE)["created_at"])
    profile = profile_of(key, state.settings, created_at=created_at, saved_at=now)
    row: dict[str, Any] = {
        "version": version + 1,
        "active_at": now.replace(second=0, microsecond=0),
        "profile": cipher.seal(profile, ABOUT_PROFILE),
        "conversation": cipher.seal(state.conversation.as_dict(), ABOUT_CONVERSATION),
    }
    today = now.astimezone(UTC).date()
    if stored.id is None:
        try:
            added = insert(persons).values(key_id=stored.key_id, seen_on=today, **row).returning(persons.c.id)
            return int((await connection.execute(added)).scalar_one())
        except IntegrityError as error:  # somebody else's first save was waited for
            raise stale() from error
    if stored.seen_on != today or stored.told_on is not None:  # else the index of days is left alone
        row |= {"seen_on": today, "told_on": None}
    loaded = (persons.c.id == stored.id) & (persons.c.version == version)
    if (await connection.execute(update(persons).where(loaded).values(**row))).rowcount != 1:
        raise stale()
    return int(stored.id)


async def save_answers(
    connection: AsyncConnection,
    person: int,
    cipher: Cipher,
    stored: Mapping[str, ItemAnswer],
    answers: Mapping[str, ItemAnswer],
) -> None:
    """Make the stored answers equal `answers`, touching only those that differ."""
    gone = [cipher.slot(item) for item in stored if item not in answers]
    changed = [answer for item, answer in answers.items() if item in stored and stored[item] != answer]
    fresh = [answer for item, answer in answers.items() if item not in stored]
    table, of_person = checklist_answers, checklist_answers.c.person_id == person
    if gone:
        await connection.execute(delete(table).where(of_person, table.c.slot.in_(gone)))
    for answer in changed:
        row = answer_row(answer, cipher)
        this = of_person & (table.c.slot == row["slot"])
        await connection.execute(update(table).where(this).values(answer=row["answer"]))
    if fresh:
        await connection.execute(insert(table), [{"person_id": person, **answer_row(each, cipher)} for each in fresh])


async def save_events(
    connection: AsyncConnection,
    person: int,
    cipher: Cipher,
    events: Sequence[Event],
    *,
    unanswered_cipher: Cipher | None,
    now: datetime,
) -> None:
    """Append what happened in the turn. `unanswered_cipher` is needed when a question was unanswered."""
    day = now.astimezone(UTC).date()
    for event in events:
        match event:
            case AnswerGiven(answer):
                await _add_entry(connection, person, cipher, answered_entry(answer))
            case ChecklistReset():
                await _add_entry(connection, person, cipher, reset_entry(now))
            case AnswerRated():
                row = {"person_id": person, "rating": cipher.seal(rating_of(event, now), ABOUT_RATING)}
                await connection.execute(insert(feedback).values(row))
            case QuestionUnanswered(utterance):
                assert unanswered_cipher is not None
                sealed = unanswered_cipher.seal(utterance, ABOUT_UTTERANCE)
                await connection.execute(insert(unanswered).values(day=day, utterance=sealed))
            case TriageFired(safety):
                await _count_triage(connection, safety, day)
            case _:
                assert_never(event)


async def _add_entry(connection: AsyncConnection, person: int, cipher: Cipher, entry: dict[str, Any]) -> None:
    row = {"person_id": person, "entry": cipher.seal(entry, ABOUT_HISTORY)}
    await connection.execute(insert(checklist_history).values(row))


async def _count_triage(connection: AsyncConnection, safety: str, day: date) -> None:
    counter = (triage_counts.c.safety == safety) & (triage_counts.c.day == day)
    one_more = update(triage_counts).where(counter).values(fired=triage_counts.c.fired + 1)
    if (await connection.execute(one_more)).rowcount:
        return
    try:
        async with connection.begin_nested():
            await connection.execute(insert(triage_counts).values(safety=safety, day=day, fired=1))
    except IntegrityError:  # another process began this day's count in between
        await connection.execute(one_more)
