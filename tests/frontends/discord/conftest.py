"""The real client in a simulated Discord, over the real service and the pack that comes along."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import simcord
from watching import Failures

from bot.core.library import IntentLibrary
from bot.core.matching import Matcher
from bot.frontends.discord.client import DiscordClient, make_client
from bot.service import Service
from bot.storage.memory import MemoryStore


@pytest.fixture
def store() -> MemoryStore:
    """An empty store."""
    return MemoryStore()


@pytest.fixture
def service(library: IntentLibrary, matcher: Matcher, store: MemoryStore) -> Service:
    """The service over the empty store."""
    return Service(library, matcher, store)


@pytest.fixture
def simcord_bot(service: Service) -> DiscordClient:
    """What `simcord_env` runs."""
    return make_client(service)


@pytest.fixture
def channel(simcord_env: simcord.Env) -> simcord.ChannelHandle:
    """A channel of a server that everyone reads."""
    return simcord_env.create_guild("Server").create_text_channel("general")


@pytest.fixture
def alice(simcord_env: simcord.Env, channel: simcord.ChannelHandle) -> simcord.MemberActor:
    """Somebody in the server."""
    return simcord_env.guild.add_member(simcord_env.create_user("alice"))


@pytest.fixture
def ben(simcord_env: simcord.Env, channel: simcord.ChannelHandle) -> simcord.MemberActor:
    """Somebody else in the server."""
    return simcord_env.guild.add_member(simcord_env.create_user("ben"))


@pytest.fixture(autouse=True)
def failures(caplog: pytest.LogCaptureFixture) -> Iterator[Failures]:
    """What the front end logged as failed: nothing, unless the test takes it."""
    watched = Failures(caplog)
    yield watched
    assert watched.untaken() == []
