"""People's state and history in an SQL database, by SQLAlchemy Core."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from types import MappingProxyType
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core.person import Conversation, Event, PersonKey, PersonState, QuestionUnanswered, Settings
from bot.errors import StaleState, StorageBusy, StorageError
from bot.storage.port import ErasureReceipt, StoredPerson
from bot.storage.sealing import Unreadable
from bot.storage.sql.database import Database
from bot.storage.sql.personal import Holder
from bot.storage.sql.retention import RetentionChores
from bot.storage.sql.rows import ABOUT_CONVERSATION, ABOUT_PROFILE, ABOUT_UTTERANCE, nothing_stored, read_answers
from bot.storage.sql.saving import read_whole, save_answers, save_events, save_person, stale
from bot.storage.sql.tables import PERSONAL_PARTS, persons, triage_counts, unanswered
from bot.storage.sql.uninterrupted import uninterrupted
from bot.storage.sql.vault import Vault


class SqlStore(RetentionChores):
    """A `PersonStore` on a database whose schema is current; `open_store` makes one.

    A method that is cancelled ends what it began, all of it or nothing, before the cancellation takes effect.
    """

    def __init__(self, database: Database, vault: Vault) -> None:
        super().__init__(database, vault)

    # turns

    @uninterrupted
    async def load_person(self, key: PersonKey) -> StoredPerson:
        """See `PersonStore`. Raises `StorageError` when what is stored cannot be read."""
        async with self._database.glancing() as connection:
            rows = await read_whole(connection, self._vault.by_account(key))
        if not rows or rows[0].id is None:
            return StoredPerson(PersonState(), version=0, saved_at=None)
        row = rows[0]
        try:
            cipher = self._vault.cipher(row)
            profile = cipher.open(row.profile, ABOUT_PROFILE)
            state = PersonState(
                settings=Settings.from_dict(profile["settings"]),
                conversation=Conversation.from_dict(cipher.open(row.conversation, ABOUT_CONVERSATION)),
                answers=MappingProxyType(read_answers((each.answer for each in rows), cipher)),
            )
            saved_at = datetime.fromisoformat(profile["saved_at"])
        except (AttributeError, KeyError, TypeError, ValueError, Unreadable) as error:
            raise _unreadable() from error
        return StoredPerson(state, version=row.version, saved_at=saved_at)

    @uninterrupted
    async def save_turn(
        self, key: PersonKey, state: PersonState, events: Sequence[Event], *, version: int, now: datetime
    ) -> int:
        """See `PersonStore`."""
        for last_try in (False, True):
            try:
                return await self._save_turn(key, state, events, version=version, now=now)
            except _NoKey:
                if last_try or version:
                    raise stale() from None
                await self._vault.add_person(self._database, key, now.astimezone(UTC).date())
        raise AssertionError

    async def _save_turn(
        self, key: PersonKey, state: PersonState, events: Sequence[Event], *, version: int, now: datetime
    ) -> int:
        sealing = None
        if any(isinstance(event, QuestionUnanswered) for event in events):
            sealing = await self._vault.unanswered_cipher(self._database, now.astimezone(UTC).date())
        done = False
        try:
            async with self._database.writing() as connection:
                rows = await read_whole(connection, self._vault.by_account(key), locked=True)
                if not rows:
                    raise _NoKey
                cipher = self._vault.cipher(rows[0])
                person = await save_person(connection, key, rows[0], cipher, state, version=version, now=now)
                stored = read_answers((each.answer for each in rows), cipher)
                await save_answers(connection, person, cipher, stored, state.answers)
                await save_events(connection, person, cipher, events, unanswered_cipher=sealing, now=now)
                done = True
        except Unreadable as error:
            raise _unreadable() from error
        except StorageBusy:
            # When the connection breaks in the moment of the commit, only another look tells whether it took place.
            if not done or not await self._was_saved(key, version + 1, now):
                raise
        return version + 1

    async def _was_saved(self, key: PersonKey, version: int, now: datetime) -> bool:
        try:
            async with self._database.writing() as connection:  # locked: a commit on its way is waited for
                owner = (await connection.execute(self._vault.find(key, locked=True))).one_or_none()
                if owner is None:
                    return False
                query = select(persons.c.version, persons.c.profile).where(persons.c.key_id == owner.key_id)
                row = (await connection.execute(query)).one_or_none()
        except StorageBusy:
            return False
        if row is None or row.version != version:
            return False
        profile = self._vault.cipher(owner).open(row.profile, ABOUT_PROFILE)
        return datetime.fromisoformat(profile["saved_at"]) == now

    # a person's rights

    @uninterrupted
    async def export_person(self, key: PersonKey) -> Mapping[str, Any]:
        """See `PersonStore`."""
        export = nothing_stored(str(key))
        async with self._database.reading() as connection:
            holder = await self._holder(connection, key)
            if holder is None or holder.person_id is None:
                return export
            found = [(await connection.execute(part.rows(holder))).mappings().all() for part in PERSONAL_PARTS]
        try:
            for part, rows in zip(PERSONAL_PARTS, found, strict=True):
                export |= part.export(rows, holder.cipher)
        except Unreadable as error:
            raise _unreadable() from error
        return export

    @uninterrupted
    async def erase_person(self, key: PersonKey) -> ErasureReceipt:
        """See `PersonStore`. What is removed is overwritten on the disk as far as the engine can."""
        removed = {part.table.name: 0 for part in PERSONAL_PARTS}
        async with self._database.writing() as connection:
            owner = (await connection.execute(self._vault.find(key, locked=True))).one_or_none()
            if owner is not None:
                ids = (await connection.execute(select(persons.c.id).where(persons.c.key_id == owner.key_id))).scalars()
                whose = {"person_id": list(ids), "key_id": [owner.key_id]}
                for part in PERSONAL_PARTS:
                    removed[part.table.name] = (await connection.execute(part.erase(whose[part.by]))).rowcount
        await self._database.wipe_traces()
        return ErasureReceipt(MappingProxyType(removed))

    async def _holder(self, connection: AsyncConnection, key: PersonKey) -> Holder | None:
        owner = (await connection.execute(self._vault.find(key))).one_or_none()
        if owner is None:
            return None
        person = await connection.execute(select(persons.c.id).where(persons.c.key_id == owner.key_id))
        try:
            return Holder(person.scalar_one_or_none(), owner.key_id, self._vault.cipher(owner))
        except Unreadable as error:
            raise _unreadable() from error

    # moderation

    @uninterrupted
    async def unanswered(self, *, limit: int) -> Sequence[str]:
        """See `PersonStore`."""
        latest = select(unanswered).order_by(unanswered.c.id.desc()).limit(max(limit, 0))
        async with self._database.reading() as connection:
            rows = (await connection.execute(latest)).all()
            ciphers = await self._vault.unanswered_ciphers(connection, list({row.day for row in rows}))
        return tuple(ciphers[row.day].open(row.utterance, ABOUT_UTTERANCE) for row in rows if row.day in ciphers)

    async def triage_counts(self, *, since: date) -> Mapping[tuple[date, str], int]:
        """See `PersonStore`."""
        counted = select(triage_counts).where(triage_counts.c.day >= since)
        async with self._database.reading() as connection:
            return {(row.day, row.safety): row.fired for row in (await connection.execute(counted)).all()}


class _NoKey(StaleState):
    """The person has no key yet, or no longer."""


def _unreadable() -> StorageError:
    return StorageError(
        "What is stored about this person cannot be read by this version of osteon; "
        "update osteon, or look with `osteon export` and remove it with `osteon erase`."
    )
