"""A whole conversation on Discord: typed in a direct message, and pressed."""

from __future__ import annotations

import pytest
import simcord
from screen import buttons, menu, seen, text, values

from bot.core.library import IntentLibrary, Tier
from bot.core.person import PersonKey, PersonState
from bot.core.safety.rules import Certainty
from bot.core.safety.triage import triage
from bot.service import Service

UNSURE = ("im so tired of all this", "i cant do this anymore", "my chest feels funny", "i fell and my hip hurts a lot")


@pytest.fixture
def dora(simcord_env: simcord.Env) -> simcord.UserHandle:
    """Somebody who writes to the bot alone."""
    return simcord_env.create_user("dora")


async def said(dora: simcord.UserHandle, words: str) -> str:
    """All that the bot says to these words."""
    before = {message.id for message in dora.dm_channel.history()}
    await dora.send_dm(words)
    new = (message for message in dora.dm_channel.history() if message.id not in before)
    return "\n".join(text(message) for message in sorted(new, key=lambda message: message.id))


async def state_of(service: Service, person: simcord.UserHandle | simcord.MemberActor) -> PersonState:
    """What is stored about somebody."""
    return await service.state_of(PersonKey("discord", str(person.id)))


async def test_pieces_depths_and_sources_by_typing(dora: simcord.UserHandle, service: Service) -> None:
    """Each message is understood from those before it."""

    def answer(intent: str, tier: Tier = Tier.FUNDAMENTALS) -> str:
        return service.answer(intent, tier).text.split(" [")[0]

    assert answer("protein") in await said(dora, "is protein any good for bone?")
    assert answer("protein", Tier.INTERMEDIATE) in await said(dora, "how much of it then")
    assert answer("magnesium-zinc") in await said(dora, "ok and magnesium")
    assert answer("magnesium-zinc", Tier.ACADEMIC) in await said(dora, "the science please")
    assert "**[1]**" in await said(dora, "says who?")
    assert "spongy" in await said(dora, "trabecular, what is that")
    both = await said(dora, "what is a dexa and does smoking matter for bone?")
    assert answer("dxa-scan") in both
    assert answer("smoking") in both
    assert "inglés" in await said(dora, "¿cuánto calcio necesito al día?")
    await said(dora, "start over")
    assert (await state_of(service, dora)).conversation.topics == ()


async def test_the_checklist_by_typing(dora: simcord.UserHandle, service: Service, library: IntentLibrary) -> None:
    """Questions in the middle lead back to the item; earlier answers change; it is left and taken up by words."""
    items = list(library.checklist.items.values())
    await said(dora, "start the checklist")
    middle = await said(dora, "does stress harm bone?")
    assert service.answer("stress", Tier.FUNDAMENTALS).text.split(" [")[0] in middle
    assert items[0].question in middle
    await said(dora, "maybe 800?")
    corrected = await said(dora, "actually my calcium is 900")
    assert items[1].question in corrected
    await said(dora, "quit")
    assert items[1].question in await said(dora, "where were we")
    assert (await state_of(service, dora)).answers[items[0].id].value == 900


async def test_a_doubt_by_typing_and_by_press(
    dora: simcord.UserHandle, service: Service, library: IntentLibrary
) -> None:
    """An unsure red flag asks once; no goes back to the checklist, yes gives the fixed reply."""
    unsure = [words for words in UNSURE if triage(words, library.safety_rules).certainty is Certainty.UNSURE]
    if not unsure:
        pytest.skip("none of these is unsure to the rules of this pack")
    first = next(iter(library.checklist.items.values()))
    await said(dora, "start the checklist")
    await said(dora, unsure[0])
    assert first.question in await said(dora, "no")
    await said(dora, unsure[0])
    await dora.click(dora.dm_channel.last_message, label="Yes")
    safety = (await state_of(service, dora)).conversation.alarm
    assert safety is not None
    assert library.safety[safety].reply[:30] in text(dora.dm_channel.last_message)


async def test_related_questions_and_forgetting_by_press(
    alice: simcord.MemberActor, channel: simcord.ChannelHandle, service: Service, library: IntentLibrary
) -> None:
    """Forgetting the conversation by press is the same as «start over»; related questions stay a press away."""
    answer = seen(await alice.slash(channel, "ask", question="how much calcium a day?"))
    assert "Academic" in buttons(answer)
    related = values(answer)[0]
    beside = seen(await alice.select(answer, [related], custom_id=menu(answer)["custom_id"]))
    assert library.content[related].title in text(beside)
    settings = seen(await alice.slash(channel, "settings"))
    await alice.click(settings, label="Forget this conversation")
    assert (await state_of(service, alice)).conversation.topics == ()
