"""The checklist: always private, by command, by button, by form and by typed words."""

from __future__ import annotations

import pytest
import simcord
from screen import buttons, menu, seen, text, values

from bot.core.checklist.definition import AnswerKind
from bot.core.library import IntentLibrary
from bot.core.person import PersonKey, PersonState
from bot.frontends.discord.client import make_client
from bot.service import Service


@pytest.fixture
async def step(alice: simcord.MemberActor, channel: simcord.ChannelHandle) -> simcord.ResponseMessage:
    """The first question."""
    return seen(await alice.slash(channel, "checklist start"))


async def state_of(service: Service, person: simcord.MemberActor | simcord.UserHandle) -> PersonState:
    """What is stored about somebody."""
    return await service.state_of(PersonKey("discord", str(person.id)))


async def fill_in(person: simcord.MemberActor, step: simcord.ResponseMessage, words: str) -> simcord.InteractionResult:
    """Open the form and send the words."""
    return await person.submit_modal(await person.click(step, label="Answer"), {"typed": words})


async def test_every_part_is_private(alice: simcord.MemberActor, channel: simcord.ChannelHandle) -> None:
    """No part of the command is seen by anybody else."""
    for part in ("start", "continue", "progress", "edit", "summary", "export", "reset"):
        result = await alice.slash(channel, f"checklist {part}")
        assert seen(result).ephemeral, part


async def test_question_shows_how_far_along(step: simcord.ResponseMessage, library: IntentLibrary) -> None:
    """A question comes with its place among all of them, and with every move as a button."""
    first = next(iter(library.checklist.items.values()))
    assert first.question in text(step)
    assert f"1 of {len(library.checklist.items)}" in text(step)
    assert {"Answer", "Skip", "Back", "Stop", "Why?"} <= buttons(step).keys()


async def test_form_records_an_answer(
    alice: simcord.MemberActor, step: simcord.ResponseMessage, service: Service, library: IntentLibrary
) -> None:
    """What is typed into the form is stored, and the next question stands in place of this one."""
    result = await fill_in(alice, step, "800 mg")
    assert seen(result).id == step.id
    first, second, *_ = library.checklist.items.values()
    assert (await state_of(service, alice)).answers[first.id].value == 800
    assert second.question in text(step)


async def test_form_shows_the_question(
    alice: simcord.MemberActor, step: simcord.ResponseMessage, library: IntentLibrary
) -> None:
    """The form names the item, asks its question and takes one line."""
    form = (await alice.click(step, label="Answer")).modal
    assert form is not None
    first = next(iter(library.checklist.items.values()))
    assert form["title"] == first.title
    assert form["components"][0]["content"] == first.question
    assert len(form["components"]) == 2


async def test_form_survives_a_restart(
    simcord_env: simcord.Env,
    alice: simcord.MemberActor,
    step: simcord.ResponseMessage,
    service: Service,
) -> None:
    """A form that was open while the bot restarted is still read, by a process that never opened it."""
    form = await alice.click(step, label="Answer")
    await simcord_env.restart_bot(make_client(service))
    await alice.submit_modal(form, {"typed": "800 mg"})
    assert (await state_of(service, alice)).answers["calcium"].value == 800


async def test_older_question_still_answers_its_own_item(
    alice: simcord.MemberActor, channel: simcord.ChannelHandle, step: simcord.ResponseMessage, service: Service
) -> None:
    """An answer goes to the item whose form was open, though the checklist has moved on."""
    form = await alice.click(step, label="Answer")
    other = seen(await alice.slash(channel, "checklist continue"))
    await alice.click(other, label="Skip")
    await alice.submit_modal(form, {"typed": "900 mg"})
    state = await state_of(service, alice)
    assert state.answers["calcium"].value == 900
    assert "vitamin-d" not in state.answers


async def test_refused_answer_keeps_the_question(
    alice: simcord.MemberActor, step: simcord.ResponseMessage, service: Service, library: IntentLibrary
) -> None:
    """An implausible number is refused with what is accepted, and the question stays in sight."""
    await fill_in(alice, step, "900000 mg")
    first = next(iter(library.checklist.items.values()))
    assert first.accepts in text(step)
    assert first.question in text(step)
    assert not (await state_of(service, alice)).answers


async def test_moves(
    alice: simcord.MemberActor, step: simcord.ResponseMessage, service: Service, library: IntentLibrary
) -> None:
    """Skip, back and stop work from their buttons, in place."""
    first, second, *_ = library.checklist.items.values()
    await alice.click(step, label="Skip")
    assert second.question in text(step)
    await alice.click(step, label="Back")
    assert first.question in text(step)
    await alice.click(step, label="Stop")
    assert (await state_of(service, alice)).conversation.item is None
    await alice.click(step, label="Go on")
    assert "Answer" in buttons(step)


async def test_why_is_answered_beside(
    alice: simcord.MemberActor, step: simcord.ResponseMessage, library: IntentLibrary
) -> None:
    """Why shows the intent that explains the item, and the question stays."""
    why = seen(await alice.click(step, label="Why?"))
    first = next(iter(library.checklist.items.values()))
    assert why.ephemeral
    assert library.content[first.why].title in text(why)
    assert first.question in text(step)


async def test_a_press_beside_it_leads_back(
    alice: simcord.MemberActor, channel: simcord.ChannelHandle, step: simcord.ResponseMessage, library: IntentLibrary
) -> None:
    """A related question leads back to the item, as typed words do; another depth leaves the question where it is."""
    first = next(iter(library.checklist.items.values()))
    why = seen(await alice.click(step, label="Why?"))
    related = await alice.select(why, values(why)[:1], custom_id=menu(why)["custom_id"])
    shown = [text(message) for message in (related.response, *related.followups) if message]
    assert len(shown) == 2
    assert first.question in shown[1]
    deeper = await alice.click(why, label="Academic")
    assert not deeper.followups


async def test_yes_or_no_by_button(
    alice: simcord.MemberActor, channel: simcord.ChannelHandle, service: Service, library: IntentLibrary
) -> None:
    """A yes-or-no question has buttons for both."""
    item = next(each for each in library.checklist.items.values() if each.kind is AnswerKind.YES_NO)
    step = seen(await alice.slash(channel, "checklist edit", item=item.title))
    await alice.click(step, label="Yes")
    assert (await state_of(service, alice)).answers[item.id].value is True


@pytest.mark.parametrize(("label", "stored"), [("Yes", True), ("No", False)])
async def test_ambiguous_answer_is_read_back(
    alice: simcord.MemberActor,
    step: simcord.ResponseMessage,
    service: Service,
    label: str,
    stored: bool,
) -> None:
    """A number that could mean two things is read back with Yes and No."""
    await fill_in(alice, step, "2")
    assert {"Yes", "No"} <= buttons(step).keys()
    assert not (await state_of(service, alice)).answers
    await alice.click(step, label=label)
    assert ("calcium" in (await state_of(service, alice)).answers) is stored


async def test_safety_in_the_form_comes_first(
    alice: simcord.MemberActor, step: simcord.ResponseMessage, service: Service
) -> None:
    """A red flag typed into the form gets the safety reply beside the question, and is no answer."""
    reply = seen(await fill_in(alice, step, "I fell and my hip hurts so much I cannot stand"))
    assert reply.id != step.id
    assert "emergency" in text(reply).lower()
    assert not (await state_of(service, alice)).answers


async def test_edit_by_menu_shows_what_was_said(
    alice: simcord.MemberActor, channel: simcord.ChannelHandle, step: simcord.ResponseMessage
) -> None:
    """Any item can be chosen and answered again; its form holds the words from before."""
    await fill_in(alice, step, "800 mg")
    edit = seen(await alice.slash(channel, "checklist edit"))
    assert values(edit)[0] == "calcium"
    await alice.select(edit, ["calcium"], custom_id=menu(edit)["custom_id"])
    form = (await alice.click(edit, label="Answer")).modal
    assert form is not None
    assert form["components"][1]["component"]["value"] == "800 mg"


async def test_edit_suggests_items(
    alice: simcord.MemberActor, channel: simcord.ChannelHandle, library: IntentLibrary
) -> None:
    """The command's option suggests items by their titles."""
    offered = await alice.autocomplete(channel, "checklist edit", "item", "vita")
    assert {each["value"] for each in offered} >= {"vitamin-d", "vitamin-k2"}


async def test_summary_shows_answers_and_targets(
    alice: simcord.MemberActor,
    channel: simcord.ChannelHandle,
    step: simcord.ResponseMessage,
    library: IntentLibrary,
) -> None:
    """The summary has every item, with the answer and the target where the documents give one."""
    await fill_in(alice, step, "800 mg")
    summary = seen(await alice.slash(channel, "checklist summary"))
    for item in library.checklist.items.values():
        assert item.title in text(summary)
        assert item.target in text(summary)
    assert "800 mg/day" in text(summary)


async def test_summary_fits_with_the_longest_words(
    alice: simcord.MemberActor,
    channel: simcord.ChannelHandle,
    service: Service,
    library: IntentLibrary,
) -> None:
    """Long words in every item still make pages that Discord takes, and the file holds all of them."""
    words = "*word_ " * 42
    for item in library.checklist.items.values():
        if item.kind is AnswerKind.WORDS:
            step = seen(await alice.slash(channel, "checklist edit", item=item.id))
            await fill_in(alice, step, words)
    summary = seen(await alice.slash(channel, "checklist summary"))
    while "Next" in buttons(summary):
        await alice.click(summary, label="Next")
    export = seen(await alice.click(summary, label="Save as a file"))
    content = (await export.attachments[0].read()).decode()
    assert content.count(words.strip()) == sum(
        item.kind is AnswerKind.WORDS for item in library.checklist.items.values()
    )


async def test_typed_words_are_shown_as_typed(
    alice: simcord.MemberActor, channel: simcord.ChannelHandle, service: Service, library: IntentLibrary
) -> None:
    """Markdown and mentions in a person's words are shown, not obeyed."""
    item = next(each for each in library.checklist.items.values() if each.kind is AnswerKind.WORDS)
    step = seen(await alice.slash(channel, "checklist edit", item=item.id))
    await fill_in(alice, step, "**beans** @everyone <@123> [x](https://x.example)")
    summary = text(seen(await alice.slash(channel, "checklist summary")))
    assert r"\*\*beans\*\*" in summary
    assert "**beans**" not in summary
    assert r"\<@123>" in summary
    assert r"[x]\(" in summary


async def test_reset_asks_first(
    alice: simcord.MemberActor,
    channel: simcord.ChannelHandle,
    step: simcord.ResponseMessage,
    service: Service,
) -> None:
    """Emptying asks once; «keep» changes nothing."""
    await fill_in(alice, step, "800 mg")
    asked = seen(await alice.slash(channel, "checklist reset"))
    await alice.click(asked, label="Keep it")
    assert (await state_of(service, alice)).answers
    asked = seen(await alice.slash(channel, "checklist reset"))
    await alice.click(asked, label="Empty it")
    assert not (await state_of(service, alice)).answers


async def test_nobody_else_acts_on_it(
    simcord_env: simcord.Env,
    alice: simcord.MemberActor,
    ben: simcord.MemberActor,
    channel: simcord.ChannelHandle,
    service: Service,
) -> None:
    """The public way back to the checklist opens the checklist of who presses it, privately."""
    await alice.send(channel, f"{simcord_env.bot.user.mention} start the checklist")
    pointer = channel.last_message
    own = seen(await ben.click(pointer, label="Go on"))
    assert own.ephemeral
    await ben.click(own, label="Skip")
    assert not (await state_of(service, alice)).answers
    assert (await state_of(service, ben)).answers["calcium"].state == "skipped"


async def test_works_by_typing_in_a_direct_message(
    simcord_env: simcord.Env, service: Service, library: IntentLibrary
) -> None:
    """In a conversation with the bot, the checklist is filled in by typing alone."""
    dora = simcord_env.create_user("dora")
    for words in ("start the checklist", "800 mg", "skip", "back", "stop"):
        await dora.send_dm(words)
    state = await state_of(service, dora)
    assert state.answers["calcium"].value == 800
    assert state.conversation.item is None
