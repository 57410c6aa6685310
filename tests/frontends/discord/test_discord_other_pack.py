"""The front end knows no subject: another community's pack is all it needs."""

from __future__ import annotations

from pathlib import Path

import pytest
import simcord
from screen import buttons, seen, text

from bot.bootstrap import fit_matcher
from bot.content.loading import load_library
from bot.core.library import IntentLibrary
from bot.frontends.discord.client import DiscordClient, make_client
from bot.frontends.discord.limits import misfits, pack_misfits
from bot.service import Service
from bot.storage.memory import MemoryStore


@pytest.fixture
def other(houseplants: Path) -> IntentLibrary:
    """The second pack."""
    return load_library(houseplants)


@pytest.fixture
def simcord_bot(other: IntentLibrary) -> DiscordClient:
    """The client over the second pack."""
    return make_client(Service(other, fit_matcher(other), MemoryStore()))


async def test_asks_browses_and_checks(
    alice: simcord.MemberActor, channel: simcord.ChannelHandle, other: IntentLibrary
) -> None:
    """Questions, topics, sources and the checklist come from the pack."""
    intent = next(iter(other.content.values()))
    answer = seen(await alice.slash(channel, "ask", question=intent.question))
    assert intent.title in text(answer)
    assert "**[1]**" in text(seen(await alice.click(answer, label="Sources")))
    assert other.name in text(seen(await alice.slash(channel, "about")))
    step = seen(await alice.slash(channel, "checklist start"))
    assert next(iter(other.checklist.items.values())).question in text(step)
    assert "Answer" in buttons(step)


def test_fits(other: IntentLibrary) -> None:
    """Its content is measured like any other."""
    assert {intent: found for intent in other.content if (found := misfits(other, intent))} == {}
    assert pack_misfits(other) == []
