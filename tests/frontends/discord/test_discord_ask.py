"""`/ask`: suggested questions, private answers, sharing."""

from __future__ import annotations

import simcord
from screen import buttons, seen, text

from bot.core.library import IntentLibrary
from bot.core.person import PersonKey
from bot.service import Service

FALL = "I fell and my hip hurts so much I cannot stand"


async def test_suggests_curated_questions(
    alice: simcord.MemberActor, channel: simcord.ChannelHandle, library: IntentLibrary
) -> None:
    """Autocomplete offers curated questions that fit Discord, the nearest among the first."""
    offered = await alice.autocomplete(channel, "ask", "question", "calcium")
    questions = {intent.question for intent in library.content.values()}
    assert library.content["calcium"].question in [each["value"] for each in offered[:3]]
    assert {each["value"] for each in offered} <= questions
    assert len(offered) <= 25
    assert all(0 < len(each["name"]) <= 100 for each in offered)


async def test_suggests_before_anything_is_typed(alice: simcord.MemberActor, channel: simcord.ChannelHandle) -> None:
    """A newcomer sees what can be asked."""
    assert len(await alice.autocomplete(channel, "ask", "question", "")) == 25


async def test_answer_is_private(
    alice: simcord.MemberActor, channel: simcord.ChannelHandle, library: IntentLibrary
) -> None:
    """The answer to typed words is seen by one person alone, with its citation marks."""
    answer = seen(await alice.slash(channel, "ask", question="how much calcium do i need a day"))
    assert answer.ephemeral
    assert library.content["calcium"].title in text(answer)
    assert "[1]" in text(answer)


async def test_picked_suggestion_is_that_question(
    alice: simcord.MemberActor, channel: simcord.ChannelHandle, library: IntentLibrary
) -> None:
    """Every suggested question, picked, gives its own answer."""
    for intent in library.content.values():
        answer = seen(await alice.slash(channel, "ask", question=intent.question))
        assert f"### {intent.title}" in text(answer).replace("\\", "")


async def test_tier_is_a_wish_for_this_answer(alice: simcord.MemberActor, channel: simcord.ChannelHandle) -> None:
    """The option gives the answer at that tier, and its button is the one that cannot be pressed."""
    answer = seen(await alice.slash(channel, "ask", question="how much calcium a day?", tier="academic"))
    assert buttons(answer)["Academic"]["disabled"]
    assert not buttons(answer)["Fundamentals"].get("disabled")


async def test_share_posts_the_answer(
    alice: simcord.MemberActor, channel: simcord.ChannelHandle, library: IntentLibrary
) -> None:
    """With `share`, the curated answer stands in the channel, and nothing that was typed."""
    answer = seen(await alice.slash(channel, "ask", question="how much calcium a day tbh", share=True))
    assert not answer.ephemeral
    assert library.content["calcium"].title in text(answer)
    assert "tbh" not in text(answer)
    assert "Share in channel" not in buttons(answer)


async def test_setting_makes_answers_public(
    alice: simcord.MemberActor, channel: simcord.ChannelHandle, service: Service
) -> None:
    """Somebody who turned private answers off posts them, unless this one is not shared."""
    await service.change_settings(PersonKey("discord", str(alice.id)), private=False)
    assert not seen(await alice.slash(channel, "ask", question="what is vitamin d for")).ephemeral
    assert seen(await alice.slash(channel, "ask", question="what is vitamin d for", share=False)).ephemeral


async def test_safety_stays_private(alice: simcord.MemberActor, channel: simcord.ChannelHandle) -> None:
    """A safety reply is never posted, whatever was wished, and carries no button that distracts."""
    reply = seen(await alice.slash(channel, "ask", question=FALL, share=True))
    assert reply.ephemeral
    assert "emergency" in text(reply).lower()
    assert not {"Sources", "👍 Helped", "Share in channel", "Academic"} & buttons(reply).keys()


async def test_nothing_near_stays_private(
    alice: simcord.MemberActor, channel: simcord.ChannelHandle, library: IntentLibrary
) -> None:
    """What nothing answers is said to the person alone."""
    reply = seen(await alice.slash(channel, "ask", question="who won the world cup in 1998", share=True))
    assert reply.ephemeral
    assert "### " not in text(reply)


async def test_running_checklist_does_not_take_a_question(
    alice: simcord.MemberActor, channel: simcord.ChannelHandle, service: Service, library: IntentLibrary
) -> None:
    """`/ask 800` in the middle of the checklist is no answer to its item, and the checklist runs on."""
    await alice.slash(channel, "checklist start")
    await alice.slash(channel, "ask", question="800")
    state = await service.state_of(PersonKey("discord", str(alice.id)))
    assert not state.answers
    assert state.conversation.item == next(iter(library.checklist.items))


async def test_works_in_a_direct_message(simcord_env: simcord.Env, library: IntentLibrary) -> None:
    """The commands work in a conversation with the bot alone."""
    user = simcord_env.create_user("dora")
    answer = seen(await user.slash("ask", question="how much calcium a day?"))
    assert library.content["calcium"].title in text(answer)
    assert "Share in channel" not in buttons(answer)


async def test_nothing_pings(
    alice: simcord.MemberActor, channel: simcord.ChannelHandle, simcord_env: simcord.Env
) -> None:
    """Every message that the bot sends allows no mention."""
    await alice.slash(channel, "ask", question="how much calcium a day?", share=True)
    await alice.send(channel, f"{simcord_env.bot.user.mention} how much calcium a day?")
    sent = [
        entry.json.get("data", entry.json)
        for entry in simcord_env.http_requests
        if entry.method == "POST" and isinstance(entry.json, dict) and entry.path.endswith(("/callback", "/messages"))
    ]
    assert len(sent) == 2
    assert all(message["allowed_mentions"].get("parse") == [] for message in sent)
    assert not any(message["allowed_mentions"].get("replied_user") for message in sent)
