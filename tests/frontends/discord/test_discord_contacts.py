"""Whom to reach, as a server's moderators wrote it, stands under the replies to an alarm there and nowhere else."""

from __future__ import annotations

from dataclasses import replace

import pytest
import simcord
from screen import seen, text

from bot.core.library import IntentLibrary
from bot.core.matching import Matcher
from bot.frontends.discord.client import make_client
from bot.service import Service
from bot.storage.memory import MemoryStore

LINE = "In this country, call 144."
FALL = "I fell and my hip hurts so much I cannot stand"


@pytest.fixture
async def with_contacts(
    simcord_env: simcord.Env, channel: simcord.ChannelHandle, library: IntentLibrary, matcher: Matcher
) -> None:
    """The bot with one line for this server's emergencies."""
    own = replace(library, contacts={str(simcord_env.guild.id): {"emergency": (LINE,)}})
    await simcord_env.restart_bot(make_client(Service(own, matcher, MemoryStore())))


@pytest.mark.usefixtures("with_contacts")
async def test_a_mention_and_a_command_tell_whom_to_reach(
    simcord_env: simcord.Env, alice: simcord.MemberActor, channel: simcord.ChannelHandle, library: IntentLibrary
) -> None:
    """Under the fixed reply, which stands in full; a boundary has none."""
    await alice.send(channel, f"{simcord_env.bot.user.mention} {FALL}")
    for said in (text(channel.last_message), text(seen(await alice.slash(channel, "ask", question=FALL)))):
        assert library.safety["emergency"].reply.strip() in said
        assert LINE in said
    boundary = seen(await alice.slash(channel, "ask", question="where can I buy arimidex"))
    assert LINE not in text(boundary)


@pytest.mark.usefixtures("with_contacts")
async def test_a_conversation_with_the_bot_alone_has_no_server(simcord_env: simcord.Env) -> None:
    """There the reply stands as it is."""
    dora = simcord_env.create_user("dora")
    await dora.send_dm(FALL)
    said = "\n".join(text(message) for message in dora.dm_channel.history())
    assert "emergency number" in said
    assert LINE not in said
