"""Presses around the filled-in checklist: its summary, what to change, emptying it."""

from __future__ import annotations

from bot.core.conversation.inputs import Checklist, ChecklistMove
from bot.core.person import PersonState
from bot.core.replies import ReplyKind
from bot.frontends.discord.deadline import in_time
from bot.frontends.discord.files import checklist_file
from bot.frontends.discord.phrases import say
from bot.frontends.discord.place import person_key
from bot.frontends.discord.respond import (
    Interaction,
    replace,
    send_file,
    send_private,
    send_turn,
    turn_in_time,
)
from bot.frontends.discord.views.plan import edit_view, summary_view
from bot.frontends.discord.views.words import phrase_view
from bot.service import Service


async def summary(interaction: Interaction, service: Service, args: tuple[str, ...]) -> None:
    """All items with their answers and targets, beside what was pressed."""
    state = await _state(interaction, service, thinking=True)
    await send_private(interaction, summary_view(state, service.library, int(args[0])))


async def summary_page(interaction: Interaction, service: Service, args: tuple[str, ...]) -> None:
    """Another page of the summary, in place of this one."""
    state = await _state(interaction, service, thinking=False)
    await replace(interaction, summary_view(state, service.library, int(args[0])))


async def edit(interaction: Interaction, service: Service, args: tuple[str, ...]) -> None:
    """Choose what to change."""
    await send_private(interaction, edit_view(service.library))


async def edit_item(interaction: Interaction, service: Service, args: tuple[str, ...]) -> None:
    """Ask the chosen item again; it is the last argument."""
    given = Checklist(ChecklistMove.EDIT, args[-1])
    turn = await turn_in_time(interaction, service.take_turn(person_key(interaction.user), given), replacing=True)
    await send_turn(interaction, service.library, turn.replies, in_place_of=(ReplyKind.CHECKLIST,))


async def export(interaction: Interaction, service: Service, args: tuple[str, ...]) -> None:
    """The filled-in checklist as a text file."""
    state = await _state(interaction, service, thinking=True)
    words = say(service.library, "export-done")
    await send_file(interaction, words, checklist_file(state, service.library))


async def reset(interaction: Interaction, service: Service, args: tuple[str, ...]) -> None:
    """Empty the checklist, after the question whether to."""
    if args[0] != "yes":
        await replace(interaction, phrase_view(say(service.library, "reset-kept")))
        return
    given = Checklist(ChecklistMove.RESET)
    turn = await turn_in_time(interaction, service.take_turn(person_key(interaction.user), given), replacing=True)
    await send_turn(interaction, service.library, turn.replies, in_place_of=tuple(ReplyKind))


async def _state(interaction: Interaction, service: Service, *, thinking: bool) -> PersonState:
    return await in_time(interaction, service.state_of(person_key(interaction.user)), thinking=thinking)
