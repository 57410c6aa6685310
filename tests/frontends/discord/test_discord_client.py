"""What the client promises whatever is pressed: gateway intents, old buttons, failures, slow stores."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from types import MappingProxyType
from typing import Any

import pytest
import simcord
from screen import buttons, menu, seen, text, values
from watching import Failures

from bot.core.conversation.inputs import Input
from bot.core.conversation.turn import Turn
from bot.core.library import IntentLibrary
from bot.core.matching import Matcher
from bot.core.person import PersonKey
from bot.errors import ContentError, StorageBusy
from bot.frontends.discord import deadline
from bot.frontends.discord.client import gateway_intents, make_client
from bot.frontends.discord.phrases import require
from bot.service import Service
from bot.storage.memory import MemoryStore


class BrokenStore(MemoryStore):
    """A store that is locked."""

    async def load_person(self, key: PersonKey) -> Any:
        """Nobody gets in."""
        raise StorageBusy("locked")

    async def export_person(self, key: PersonKey) -> Any:
        """Nobody gets in."""
        raise StorageBusy("locked")


class DefectiveService(Service):
    """A service with a defect whose message holds what was typed."""

    async def take_turn(self, person: PersonKey, given: Input) -> Turn:
        """Fail."""
        raise RuntimeError(f"{person} {given}")


def test_no_privileged_gateway_intent() -> None:
    """None of the intents that Discord has to approve is asked for."""
    asked = gateway_intents()
    assert not asked.members
    assert not asked.presences
    assert not asked.message_content
    assert asked.dm_messages
    assert asked.guild_messages


async def test_commands_are_there(alice: simcord.MemberActor, channel: simcord.ChannelHandle) -> None:
    """Every command can be used in a server, and in a conversation with the bot alone."""
    expected = {"ask", "topics", "checklist", "settings", "privacy", "about"}
    for offered in (alice.available_commands(channel), alice.user.available_commands()):
        assert {command.split()[0] for command in offered} == expected


def test_missing_phrase_is_named(library: IntentLibrary) -> None:
    """A pack without a phrase is refused at start, with the phrase's name."""
    words = {key: words for key, words in library.wording.items() if key != "discord-stale"}
    with pytest.raises(ContentError, match="discord-stale"):
        require(replace(library, wording=words))


async def test_button_of_an_older_pack_says_so(
    simcord_env: simcord.Env,
    alice: simcord.MemberActor,
    channel: simcord.ChannelHandle,
    library: IntentLibrary,
    matcher: Matcher,
    store: MemoryStore,
) -> None:
    """A button that names what is gone gets one plain sentence, privately."""
    answer = seen(await alice.slash(channel, "ask", question="how much calcium a day?"))
    step = seen(await alice.slash(channel, "checklist start"))
    topics = seen(await alice.slash(channel, "topics"))
    smaller = replace(
        library,
        content=MappingProxyType({}),
        groups=MappingProxyType({}),
        checklist=replace(library.checklist, items=MappingProxyType({})),
    )
    await simcord_env.restart_bot(make_client(Service(smaller, matcher, store)))
    for result in (
        await alice.click(answer, label="Sources"),
        await alice.click(answer, label="Share in channel"),
        await alice.click(step, label="Answer"),
        await alice.select(topics, values(topics)[:1], custom_id=menu(topics)["custom_id"]),
    ):
        assert seen(result).ephemeral
        assert text(seen(result)).strip() == library.wording["discord-stale"]


async def test_action_of_another_version_says_so(
    simcord_env: simcord.Env,
    alice: simcord.MemberActor,
    channel: simcord.ChannelHandle,
    monkeypatch: pytest.MonkeyPatch,
    library: IntentLibrary,
) -> None:
    """A button whose action this version does not know gets the same sentence."""
    answer = seen(await alice.slash(channel, "ask", question="how much calcium a day?"))
    monkeypatch.setattr("bot.frontends.discord.client.PRESSES", {})
    result = await alice.click(answer, label="Sources")
    assert text(seen(result)).strip() == library.wording["discord-stale"]


@pytest.fixture
def broken(library: IntentLibrary, matcher: Matcher) -> Service:
    """A service whose store fails."""
    return Service(library, matcher, BrokenStore())


async def test_answers_come_while_the_store_fails(
    simcord_env: simcord.Env,
    alice: simcord.MemberActor,
    channel: simcord.ChannelHandle,
    broken: Service,
    library: IntentLibrary,
) -> None:
    """A question and a red flag are answered although nothing can be stored."""
    await simcord_env.restart_bot(make_client(broken))
    answer = await alice.slash(channel, "ask", question="how much calcium a day?")
    assert answer.response is not None
    assert library.content["calcium"].title in text(answer.response)
    flag = await alice.slash(channel, "ask", question="I fell and my hip hurts so much I cannot stand")
    assert flag.response is not None
    assert library.safety["emergency"].reply.strip() in text(flag.response)


async def test_failing_store_is_one_plain_sentence(
    simcord_env: simcord.Env,
    alice: simcord.MemberActor,
    channel: simcord.ChannelHandle,
    broken: Service,
    library: IntentLibrary,
    failures: Failures,
) -> None:
    """What needs the store says in one sentence that it cannot be reached, and that nothing changed."""
    await simcord_env.restart_bot(make_client(broken))
    for command in ("privacy show", "privacy export", "settings", "checklist summary"):
        result = await alice.slash(channel, command)
        assert text(seen(result)).strip() == library.wording["discord-error-storage"], command
        assert seen(result).ephemeral
    assert "StorageBusy" in failures.taken()
    assert len(simcord_env.errors) == 4


async def test_defect_is_one_plain_sentence_and_no_words_in_the_log(
    simcord_env: simcord.Env,
    alice: simcord.MemberActor,
    channel: simcord.ChannelHandle,
    library: IntentLibrary,
    matcher: Matcher,
    store: MemoryStore,
    failures: Failures,
) -> None:
    """A defect shows no traceback, and the log has its kind and place but neither words nor ids."""
    answer = seen(await alice.slash(channel, "ask", question="how much calcium a day?"))
    await simcord_env.restart_bot(make_client(DefectiveService(library, matcher, store)))
    asked = seen(await alice.slash(channel, "ask", question="a very private question"))
    pressed = seen(await alice.click(answer, label="Academic"))
    await alice.send(channel, f"{simcord_env.bot.user.mention} a very private question")
    for reply in (asked, pressed):
        assert reply.ephemeral
        assert text(reply).strip() == library.wording["discord-error"]
    assert failures.taken().count("RuntimeError") == 3
    assert "private question" not in failures.words
    assert str(alice.id) not in failures.words
    assert len(simcord_env.errors) == 1


async def test_defect_in_a_direct_message_is_said(
    simcord_env: simcord.Env,
    library: IntentLibrary,
    matcher: Matcher,
    store: MemoryStore,
    failures: Failures,
) -> None:
    """Who writes to the bot is not left without a word when something fails."""
    await simcord_env.restart_bot(make_client(DefectiveService(library, matcher, store)))
    dora = simcord_env.create_user("dora")
    await dora.send_dm("how much calcium a day?")
    assert text(dora.dm_channel.last_message).strip() == library.wording["discord-error"]
    assert "RuntimeError" in failures.taken()


class SlowService(Service):
    """A service whose store takes its time."""

    async def take_turn(self, person: PersonKey, given: Input) -> Turn:
        """Wait a while before each turn."""
        await asyncio.sleep(30)
        return await super().take_turn(person, given)


async def test_slow_store_is_answered_in_time(
    simcord_env: simcord.Env,
    alice: simcord.MemberActor,
    channel: simcord.ChannelHandle,
    library: IntentLibrary,
    matcher: Matcher,
    store: MemoryStore,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Discord hears within 3 seconds that an answer is coming, privately; the answer follows in its place."""
    assert deadline.PATIENCE < 3
    monkeypatch.setattr(deadline, "PATIENCE", 0.05)
    answer = seen(await alice.slash(channel, "ask", question="how much calcium a day?"))
    await simcord_env.restart_bot(make_client(SlowService(library, matcher, store)))
    asked = await alice.slash(channel, "ask", question="how much calcium a day?", share=True)
    pressed = await alice.click(answer, label="Academic")
    assert asked.deferred
    assert pressed.deferred
    await simcord_env.advance_time(60)
    assert seen(asked).ephemeral
    assert library.content["calcium"].title in text(seen(asked))
    assert buttons(answer)["Academic"]["disabled"]
