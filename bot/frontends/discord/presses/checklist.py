"""Presses on the checklist, and the answer typed into its form."""

from __future__ import annotations

import asyncio

from bot.core.conversation.inputs import Checklist, ChecklistMove
from bot.core.person import PersonKey
from bot.core.replies import ReplyKind
from bot.errors import StorageError
from bot.frontends.discord import deadline
from bot.frontends.discord.asking import answer_item
from bot.frontends.discord.form import Form
from bot.frontends.discord.items import Press
from bot.frontends.discord.known import known
from bot.frontends.discord.phrases import say
from bot.frontends.discord.place import person_key
from bot.frontends.discord.respond import Interaction, send_turn, turn_in_time
from bot.service import Service

_STEP = (ReplyKind.CHECKLIST,)


async def check(interaction: Interaction, service: Service, args: tuple[str, ...]) -> None:
    """A move: skip, back, stop, yes, no, continue, with the item it concerns."""
    given = Checklist(ChecklistMove(args[0]), args[1] if len(args) > 1 else None)
    turn = await turn_in_time(interaction, service.take_turn(person_key(interaction.user), given), replacing=True)
    await send_turn(interaction, service.library, turn.replies, in_place_of=_STEP)


async def answer(interaction: Interaction, service: Service, args: tuple[str, ...]) -> None:
    """Open the form for an item, with what was answered before."""
    library = service.library
    item = known(library.checklist.items, args[0])
    before = await _words_before(service, person_key(interaction.user), item.id)
    form = Form(
        Press("answer", (item.id,)),
        title=item.title,
        label=say(library, "modal-label"),
        question=item.question,
        hint=item.accepts or say(library, "modal-hint"),
        default=before,
    )
    await interaction.response.send_modal(form)


async def typed(interaction: Interaction, service: Service, args: tuple[str, ...], words: str) -> None:
    """The answer that was typed into the form of an item."""
    await _record(interaction, service, args[0], words)


async def plain(interaction: Interaction, service: Service, args: tuple[str, ...]) -> None:
    """A yes or no to a question that asks for one."""
    words, item = args
    await _record(interaction, service, item, words)


async def _record(interaction: Interaction, service: Service, item: str, words: str) -> None:
    known(service.library.checklist.items, item)
    work = answer_item(service, person_key(interaction.user), item, words)
    turn = await turn_in_time(interaction, work, replacing=True)
    await send_turn(interaction, service.library, turn.replies, in_place_of=_STEP)


async def _words_before(service: Service, person: PersonKey, item: str) -> str:
    """What was answered before; nothing when the store fails or is slow, for the form opens without it."""
    try:
        async with asyncio.timeout(deadline.PATIENCE):
            answer = (await service.state_of(person)).answers.get(item)
    except (StorageError, TimeoutError):
        return ""
    return (answer.words if answer else None) or ""
