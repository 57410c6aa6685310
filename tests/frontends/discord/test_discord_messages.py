"""Mentions, replies and direct messages."""

from __future__ import annotations

import pytest
import simcord
from screen import buttons, seen, text
from watching import Failures

from bot.core.library import IntentLibrary, Tier
from bot.core.person import PersonKey
from bot.service import Service


@pytest.fixture
def mention(simcord_env: simcord.Env) -> str:
    """How the bot is addressed."""
    return simcord_env.bot.user.mention


async def test_direct_message_gets_the_whole_answer(
    simcord_env: simcord.Env, service: Service, library: IntentLibrary
) -> None:
    """In a conversation with the bot alone the answer stands whole, with its buttons."""
    dora = simcord_env.create_user("dora")
    await dora.send_dm("how much calcium a day?")
    answer = dora.dm_channel.last_message
    assert service.answer("calcium", Tier.FUNDAMENTALS).text in text(answer)
    assert {"Academic", "Sources"} <= buttons(answer).keys()
    assert "Share in channel" not in buttons(answer)
    await dora.click(answer, label="Academic")
    assert service.answer("calcium", Tier.ACADEMIC).text in text(dora.dm_channel.last_message)


async def test_mention_gets_a_short_public_reply(
    alice: simcord.MemberActor,
    ben: simcord.MemberActor,
    channel: simcord.ChannelHandle,
    mention: str,
    service: Service,
) -> None:
    """A mention is answered with the first paragraph, and a button that answers privately."""
    await alice.send(channel, f"{mention} how much calcium a day?")
    reply = channel.last_message
    whole = service.answer("calcium", Tier.FUNDAMENTALS).text
    first, rest = whole.split("\n\n", 1)
    assert first in text(reply)
    assert rest not in text(reply)
    for person in (alice, ben):
        private = seen(await person.click(reply, label="Read it privately"))
        assert private.ephemeral
        assert whole in text(private)


async def test_reply_to_the_bot_is_answered(
    alice: simcord.MemberActor, channel: simcord.ChannelHandle, mention: str, library: IntentLibrary
) -> None:
    """A reply to the bot that mentions it is a question like any other."""
    await alice.send(channel, f"{mention} how much calcium a day?")
    await alice.send(channel, f"{mention} and vitamin d?", reply_to=channel.last_message)
    assert "vitamin d" in text(channel.last_message).lower()


async def test_unreadable_reply_says_why(
    alice: simcord.MemberActor, channel: simcord.ChannelHandle, library: IntentLibrary
) -> None:
    """Discord hides the words of a reply that mentions nobody, as under a shared answer; the bot says so."""
    shared = seen(await alice.slash(channel, "ask", question="how much calcium a day?", share=True))
    await alice.send(channel, "and vitamin d?", reply_to=shared)
    assert text(channel.last_message).strip() == library.wording["discord-unreadable"]


async def test_bare_mention_is_asked_for_words(
    alice: simcord.MemberActor, channel: simcord.ChannelHandle, mention: str, library: IntentLibrary
) -> None:
    """A mention without a question gets one line."""
    await alice.send(channel, mention)
    assert text(channel.last_message).strip() == library.wording["discord-nothing-said"]


async def test_other_messages_are_left_alone(
    simcord_env: simcord.Env, alice: simcord.MemberActor, channel: simcord.ChannelHandle, mention: str
) -> None:
    """Messages that do not address the bot, and all of bots, get no reaction."""
    robot = simcord_env.guild.add_member(simcord_env.create_user("robot", bot=True))
    await alice.send(channel, "how much calcium a day?")
    await alice.send(channel, "@everyone how much calcium a day?")
    await robot.send(channel, f"{mention} how much calcium a day?")
    assert channel.last_message.author.id == robot.id


async def test_safety_is_said_in_full(
    alice: simcord.MemberActor, channel: simcord.ChannelHandle, mention: str, library: IntentLibrary
) -> None:
    """A red flag in a channel is answered there and then, whole, with no button that distracts."""
    await alice.send(channel, f"{mention} I fell and my hip hurts so much I cannot stand")
    reply = channel.last_message
    assert library.safety["emergency"].reply.strip() in text(reply)
    assert len(buttons(reply)) == len(library.safety["emergency"].choices)


async def test_checklist_stays_out_of_the_channel(
    alice: simcord.MemberActor, channel: simcord.ChannelHandle, mention: str, library: IntentLibrary
) -> None:
    """The checklist asked for in a channel shows nothing of itself there; a button opens it privately."""
    await alice.send(channel, f"{mention} start the checklist")
    first = next(iter(library.checklist.items.values()))
    assert first.question not in text(channel.last_message)
    opened = seen(await alice.click(channel.last_message, label="Go on"))
    assert opened.ephemeral
    assert first.question in text(opened)


async def test_checklist_answer_is_not_repeated_in_the_channel(
    alice: simcord.MemberActor, channel: simcord.ChannelHandle, mention: str, service: Service
) -> None:
    """What somebody answers by mention is stored, and not said again for everyone."""
    await alice.slash(channel, "checklist start")
    await alice.send(channel, f"{mention} 800 mg")
    assert "800" not in text(channel.last_message)
    state = await service.state_of(PersonKey("discord", str(alice.id)))
    assert state.answers["calcium"].value == 800


async def test_question_in_the_checklist_is_answered_in_the_channel(
    alice: simcord.MemberActor, channel: simcord.ChannelHandle, mention: str, library: IntentLibrary
) -> None:
    """A question in the middle of the checklist gets its answer, and no word of the checklist."""
    await alice.slash(channel, "checklist start")
    await alice.send(channel, f"{mention} what does vitamin d do for bone?")
    assert library.content["vitamin-d"].title in text(channel.last_message)
    assert "Go on" not in buttons(channel.last_message)


async def test_sources_by_typing(
    alice: simcord.MemberActor, channel: simcord.ChannelHandle, mention: str, simcord_env: simcord.Env
) -> None:
    """«sources» typed in a channel points to a button; in a direct message they stand there."""
    await alice.send(channel, f"{mention} how much calcium a day?")
    await alice.send(channel, f"{mention} sources")
    assert seen(await alice.click(channel.last_message, label="Sources")).ephemeral
    dora = simcord_env.create_user("dora")
    await dora.send_dm("how much calcium a day?")
    await dora.send_dm("sources")
    assert "**[1]**" in text(dora.dm_channel.last_message)


async def test_refused_reply_is_logged_without_words(
    simcord_env: simcord.Env,
    alice: simcord.MemberActor,
    channel: simcord.ChannelHandle,
    mention: str,
    failures: Failures,
) -> None:
    """When Discord refuses the reply, the log names the kind of failure and not a word of what was typed."""
    simcord_env.inject_error("POST", "/channels/*/messages", status=403, code=50013)
    await alice.send(channel, f"{mention} how much calcium a day?")
    assert "Forbidden" in failures.taken()
    assert "calcium" not in failures.words
    assert str(alice.id) not in failures.words
