"""/checklist: the guided plan, always private."""

from __future__ import annotations

from typing import Any

import discord
from discord import app_commands

from bot.core.conversation.inputs import Checklist, ChecklistMove
from bot.frontends.discord import sizes
from bot.frontends.discord.commands.contexts import CONTEXTS, INSTALLS
from bot.frontends.discord.place import person_key
from bot.frontends.discord.plain import one_line
from bot.frontends.discord.presses import plan
from bot.frontends.discord.respond import Interaction, send_private, send_turn, turn_in_time
from bot.frontends.discord.views.plan import edit_view, reset_view
from bot.service import Service


def make(service: Service) -> app_commands.Group:
    """The command with all its parts."""
    group = app_commands.Group(
        name="checklist",
        description="Your private checklist",
        allowed_contexts=CONTEXTS,
        allowed_installs=INSTALLS,
    )
    _add_moves(group, service)
    _add_edit(group, service)
    _add_plan(group, service)
    return group


def _add_moves(group: app_commands.Group, service: Service) -> None:
    @group.command(name="start", description="Begin the checklist, or go on where you were")
    async def start(interaction: discord.Interaction[Any]) -> None:
        await _move(interaction, service, ChecklistMove.START)

    @group.command(name="continue", description="Go on where you were")
    async def resume(interaction: discord.Interaction[Any]) -> None:
        await _move(interaction, service, ChecklistMove.CONTINUE)

    @group.command(name="progress", description="How far along you are")
    async def progress(interaction: discord.Interaction[Any]) -> None:
        await _move(interaction, service, ChecklistMove.PROGRESS)


def _add_edit(group: app_commands.Group, service: Service) -> None:
    @group.command(name="edit", description="Change one answer")
    @app_commands.describe(item="What to change; leave it out to choose from a list")
    async def edit(interaction: discord.Interaction[Any], item: str | None = None) -> None:
        found = _item(service, item or "")
        if found is None:
            await send_private(interaction, edit_view(service.library))
        else:
            await _move(interaction, service, ChecklistMove.EDIT, found)

    @edit.autocomplete("item")
    async def suggest(interaction: discord.Interaction[Any], typed: str) -> list[app_commands.Choice[str]]:
        titles = {item.id: item.title for item in service.library.checklist.items.values()}
        fitting = [id for id, title in titles.items() if typed.strip().casefold() in title.casefold()]
        return [
            app_commands.Choice(name=one_line(titles[id], sizes.AUTOCOMPLETE), value=id)
            for id in fitting[: sizes.OPTIONS]
        ]


def _add_plan(group: app_commands.Group, service: Service) -> None:
    @group.command(name="summary", description="All your answers, with what to aim for")
    async def summary(interaction: discord.Interaction[Any]) -> None:
        await plan.summary(interaction, service, ("0",))

    @group.command(name="export", description="Your answers as a text file")
    async def export(interaction: discord.Interaction[Any]) -> None:
        await plan.export(interaction, service, ())

    @group.command(name="reset", description="Empty your checklist")
    async def reset(interaction: discord.Interaction[Any]) -> None:
        await send_private(interaction, reset_view(service.library))


async def _move(interaction: Interaction, service: Service, move: ChecklistMove, item: str | None = None) -> None:
    work = service.take_turn(person_key(interaction.user), Checklist(move, item))
    turn = await turn_in_time(interaction, work)
    await send_turn(interaction, service.library, turn.replies)


def _item(service: Service, typed: str) -> str | None:
    """The item that an id or a title names."""
    wanted = typed.strip().casefold()
    for item in service.library.checklist.items.values():
        if wanted in (item.id, item.title.casefold()):
            return item.id
    return None
