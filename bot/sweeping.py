"""The sweep: what is stored for too long is removed, by whichever process comes first.

When each chore is due stands in the database, so that a sweep survives restarts and several processes share it.
Every chore can be broken off and done again.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime, timedelta
from typing import Final, Protocol

from bot.core.library import IntentLibrary
from bot.core.person import PersonKey
from bot.core.retention import Retention
from bot.errors import StorageError
from bot.service import Service
from bot.storage.port import PersonStore

log = logging.getLogger("osteon.sweeping")

PAUSE: Final = 60.0  # seconds between two looks at what is due
_SOON: Final = timedelta(minutes=5)
_LATER: Final = timedelta(hours=6)
_PEOPLE: Final = 100  # told in one sweep, so that nobody's front end is flooded


class Teller(Protocol):
    """Tells people something outside a conversation."""

    frontend: str  # whose people it reaches

    async def tell(self, person: PersonKey, words: str) -> bool:
        """Whether it was told, or can never be: False asks to try again at the next sweep."""
        ...


async def keep_sweeping(service: Service, teller: Teller | None = None) -> None:
    """Sweep what is due, again and again, until cancelled. A store that fails is tried again later."""
    while True:
        try:
            done = await sweep(service.store, service.retention, service.library, now=service.clock(), teller=teller)
            if any(done.values()):
                log.info("swept: %s", ", ".join(f"{name} {count}" for name, count in done.items() if count))
        except StorageError as error:
            log.info("the sweep waits: %s", type(error).__name__)  # people and operators hear of it by their turns
        await asyncio.sleep(PAUSE)


@asynccontextmanager
async def swept(service: Service, teller: Teller | None = None) -> AsyncIterator[None]:
    """While the block runs, what is due is swept in the background."""
    sweeping = asyncio.create_task(keep_sweeping(service, teller))
    try:
        yield
    finally:
        sweeping.cancel()
        with suppress(asyncio.CancelledError):
            await sweeping


async def sweep(
    store: PersonStore,
    retention: Retention,
    library: IntentLibrary,
    *,
    now: datetime,
    teller: Teller | None = None,
    all_of_it: bool = False,
) -> Mapping[str, int]:
    """Do the chores that are due, or `all_of_it`; how much each removed or changed. Raises `StorageError`."""
    done: dict[str, int] = {}
    for name, (pause, chore) in _CHORES.items():
        if all_of_it or await store.claim_chore(name, now=now, again_at=now + pause):
            done[name] = await chore(store, retention, now)
    notices = f"{_NOTICES} {teller.frontend if teller else _NO_DOOR}"  # each front end tells its own people
    if all_of_it or await store.claim_chore(notices, now=now, again_at=now + _LATER):
        words = library.say("privacy-idle-notice", months=retention.idle_months, days=retention.notice_days)
        done[_NOTICES] = await _tell_the_idle(store, retention, now, teller, words)
    return done


async def _rest(store: PersonStore, retention: Retention, now: datetime) -> int:
    return await store.rest_conversations(idle_since=retention.talking_since(now))


async def _forget_questions(store: PersonStore, retention: Retention, now: datetime) -> int:
    return await store.forget_unanswered(before=retention.unanswered_from(now))


async def _erase_idle(store: PersonStore, retention: Retention, now: datetime) -> int:
    return await store.erase_told(seen_before=retention.seen_from(now), told_until=retention.told_until(now))


async def _renew_keys(store: PersonStore, retention: Retention, now: datetime) -> int:
    return await store.renew_keys() + await store.drop_spare_keys(before=retention.told_until(now))


_Chore = Callable[[PersonStore, Retention, datetime], Awaitable[int]]
_CHORES: Final[Mapping[str, tuple[timedelta, _Chore]]] = {
    "idle-conversations": (_SOON, _rest),
    "old-questions": (_LATER, _forget_questions),
    "idle-people": (_LATER, _erase_idle),
    "keys": (_LATER, _renew_keys),
}
_NOTICES: Final = "notices"
_NO_DOOR: Final = "terminal"  # people there hear nothing unless they come; their notice is the time that passes


async def _tell_the_idle(
    store: PersonStore, retention: Retention, now: datetime, teller: Teller | None, words: str
) -> int:
    """Tell people that they will be erased; those of a front end that this process does not have wait for another."""
    told = 0
    for person in await store.idle_people(seen_before=retention.seen_from(now), limit=_PEOPLE):
        ours = teller is not None and person.frontend == teller.frontend
        if person.frontend == _NO_DOOR or (ours and teller is not None and await teller.tell(person, words)):
            await store.note_told(person, on=now.astimezone(UTC).date())
            told += 1
    return told
