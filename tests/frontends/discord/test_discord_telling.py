"""The notice before an erasure reaches people by direct message."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import simcord

from bot.core.conversation.inputs import Checklist, ChecklistMove
from bot.core.library import IntentLibrary
from bot.core.matching import Matcher
from bot.core.person import PersonKey
from bot.frontends.discord.client import DiscordClient
from bot.frontends.discord.telling import DiscordTeller
from bot.service import Service
from bot.storage.memory import MemoryStore
from bot.sweeping import sweep


@pytest.fixture
def service(library: IntentLibrary, matcher: Matcher, store: MemoryStore, clock: Any) -> Service:
    """The service with a clock that can be moved."""
    return Service(library, matcher, store, clock=clock)


async def test_an_idle_person_gets_a_message(
    alice: simcord.MemberActor, simcord_env: simcord.Env, service: Service, simcord_bot: DiscordClient, clock: Any
) -> None:
    """The notice stands in the conversation with the bot, and the person is noted as told."""
    await service.take_turn(PersonKey("discord", str(alice.id)), Checklist(ChecklistMove.START))
    clock.now += timedelta(days=800)
    for expected in (1, 0):
        swept = await sweep(
            service.store, service.retention, service.library, now=clock.now, teller=DiscordTeller(simcord_bot),
            all_of_it=True,
        )  # fmt: skip
        assert swept["notices"] == expected


async def test_an_account_that_is_gone_is_not_tried_for_ever(
    simcord_env: simcord.Env, simcord_bot: DiscordClient
) -> None:
    """Nobody to tell counts as told; so does a key that is no number."""
    teller = DiscordTeller(simcord_bot)
    assert await teller.tell(PersonKey("discord", "990017755331199887"), "words")
    assert await teller.tell(PersonKey("discord", "nobody"), "words")
