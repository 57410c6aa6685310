"""The chores of retention: what is removed when its time is over."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, delete, exists, select, update

from bot.core.person import Conversation, PersonKey
from bot.storage.sealing import Unreadable
from bot.storage.sql.database import Database
from bot.storage.sql.rows import ABOUT_CONVERSATION, ABOUT_PROFILE
from bot.storage.sql.tables import PERSONAL_PARTS, chores, person_keys, persons, unanswered
from bot.storage.sql.uninterrupted import uninterrupted
from bot.storage.sql.vault import Vault, added

_BATCH = 200  # people in one transaction, so that nobody's turn waits long


class RetentionChores:
    """The retention part of `PersonStore`."""

    def __init__(self, database: Database, vault: Vault) -> None:
        self._database = database
        self._vault = vault

    @uninterrupted
    async def claim_chore(self, chore: str, *, now: datetime, again_at: datetime) -> bool:
        """See `PersonStore`."""
        due = (chores.c.chore == chore) & (chores.c.due_at <= now)
        async with self._database.reading() as connection:
            known = (await connection.execute(select(chores.c.due_at).where(chores.c.chore == chore))).scalar()
        if known is not None and known > now:
            return False
        async with self._database.writing() as connection:
            if known is None:
                new = await connection.execute(added(connection, chores, {"chore": chore, "due_at": again_at}))
                return new.rowcount == 1
            claimed = await connection.execute(update(chores).where(due).values(due_at=again_at))
            return claimed.rowcount == 1

    @uninterrupted
    async def rest_conversations(self, *, idle_since: datetime) -> int:
        """See `PersonStore`."""
        rested = 0
        while batch := await self._rest_batch(persons.c.active_at < idle_since.replace(second=0, microsecond=0)):
            rested += batch
        return rested

    async def _rest_batch(self, idle: ColumnElement[bool]) -> int:
        query = select(persons.c.id, persons.c.version, persons.c.conversation, person_keys)
        # A row without a key comes from a backup and belongs to nobody any more.
        query = query.outerjoin(person_keys, person_keys.c.key_id == persons.c.key_id).where(idle).limit(_BATCH)
        async with self._database.reading() as connection:
            rows = (await connection.execute(query)).all()
        if not rows:
            return 0
        async with self._database.writing() as connection:
            for row in rows:
                same = (persons.c.id == row.id) & (persons.c.version == row.version)  # not one who came back just now
                await connection.execute(update(persons).where(same, idle).values(active_at=None, **self._rested(row)))
        return len(rows)

    def _rested(self, row: Any) -> dict[str, bytes]:
        if row.wrapped is None:
            return {}
        try:
            cipher = self._vault.cipher(row)
            stored = Conversation.from_dict(cipher.open(row.conversation, ABOUT_CONVERSATION))
        except (Unreadable, KeyError, TypeError, ValueError, AttributeError):
            return {}  # of another version or damaged: left as it is
        return {"conversation": cipher.seal(stored.rested().as_dict(), ABOUT_CONVERSATION)}

    @uninterrupted
    async def forget_unanswered(self, *, before: date) -> int:
        """See `PersonStore`. The keys of those days go too, so that backups lose them."""
        async with self._database.writing() as connection:
            removed = await connection.execute(delete(unanswered).where(unanswered.c.day < before))
            await self._vault.forget_unanswered(connection, before=before)
        if removed.rowcount:
            await self._database.wipe_traces()
        return removed.rowcount

    @uninterrupted
    async def idle_people(self, *, seen_before: date, limit: int) -> Sequence[PersonKey]:
        """See `PersonStore`."""
        query = select(persons.c.profile, person_keys).join(person_keys, person_keys.c.key_id == persons.c.key_id)
        idle = (persons.c.seen_on < seen_before) & persons.c.told_on.is_(None)
        async with self._database.reading() as connection:
            rows = (await connection.execute(query.where(idle).order_by(persons.c.seen_on).limit(limit))).all()
        found = []
        for row in rows:
            try:
                found.append(PersonKey.parse(self._vault.cipher(row).open(row.profile, ABOUT_PROFILE)["user"]))
            except (Unreadable, KeyError, TypeError, ValueError):
                continue  # somebody whose profile cannot be read cannot be told
        return found

    @uninterrupted
    async def note_told(self, key: PersonKey, *, on: date) -> None:
        """See `PersonStore`."""
        async with self._database.writing() as connection:
            owner = (await connection.execute(self._vault.find(key, locked=True))).one_or_none()
            if owner is not None:
                theirs = persons.c.key_id == owner.key_id
                await connection.execute(update(persons).where(theirs).values(told_on=on))

    @uninterrupted
    async def erase_told(self, *, seen_before: date, told_until: date) -> int:
        """See `PersonStore`."""
        erased = 0
        ownerless = ~exists().where(person_keys.c.key_id == persons.c.key_id)  # came back with a backup, unreadable
        over = (persons.c.seen_on < seen_before) & ((persons.c.told_on <= told_until) | ownerless)
        while batch := await self._erase_batch(over):
            erased += batch
        if erased:
            await self._database.wipe_traces()
        return erased

    async def _erase_batch(self, over: ColumnElement[bool]) -> int:
        query = select(persons.c.id, persons.c.key_id).where(over)
        async with self._database.writing() as connection:
            found = (await connection.execute(query.limit(_BATCH))).all()
            keys = person_keys.c.key_id.in_([row.key_id for row in found])
            # Locked as a save locks them, then looked at again: somebody may have come back just now.
            locked = select(person_keys.c.account).where(keys).order_by(person_keys.c.account).with_for_update()
            await connection.execute(locked)
            rows = (await connection.execute(query.where(persons.c.id.in_([row.id for row in found])))).all()
            whose = {"person_id": [row.id for row in rows], "key_id": [row.key_id for row in rows]}
            for part in PERSONAL_PARTS if rows else ():
                await connection.execute(part.erase(whose[part.by]))
        return len(rows)

    @uninterrupted
    async def renew_keys(self) -> int:
        """See `PersonStore`."""
        renewed = 0
        while True:
            async with self._database.writing() as connection:
                batch = await self._vault.renew(connection, limit=_BATCH)
            renewed += batch
            if not batch:
                break
        return renewed

    @uninterrupted
    async def drop_spare_keys(self, *, before: date) -> int:
        """See `PersonStore`."""
        unused = ~exists().where(persons.c.key_id == person_keys.c.key_id)
        account = person_keys.c.account
        spare = select(account).where(person_keys.c.made_on < before, unused).order_by(account)
        async with self._database.writing() as connection:
            # Locked first, so that a first save is either seen by the second look or finds its key gone and makes one.
            found = (await connection.execute(spare.limit(_BATCH).with_for_update())).scalars().all()
            dropped = await connection.execute(delete(person_keys).where(account.in_(found), unused))
            return dropped.rowcount
