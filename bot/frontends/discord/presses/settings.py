"""Presses on the settings, and the time zone typed into its form."""

from __future__ import annotations

from typing import Any

from bot.core.conversation.inputs import StartOver
from bot.core.library import Tier
from bot.frontends.discord.deadline import in_time
from bot.frontends.discord.form import Form
from bot.frontends.discord.items import Press
from bot.frontends.discord.phrases import say
from bot.frontends.discord.place import person_key
from bot.frontends.discord.plain import escape
from bot.frontends.discord.respond import Interaction, replace, send_private, send_turn, turn_in_time
from bot.frontends.discord.views.privacy import stored_view
from bot.frontends.discord.views.settings import settings_view
from bot.frontends.discord.views.words import phrase_view
from bot.service import Service


async def tier(interaction: Interaction, service: Service, args: tuple[str, ...]) -> None:
    """Answers come at this tier from now on."""
    await _change(interaction, service, tier=Tier(args[0]))


async def private(interaction: Interaction, service: Service, args: tuple[str, ...]) -> None:
    """Answers are private, or not."""
    await _change(interaction, service, private=args[0] == "on")


async def questions(interaction: Interaction, service: Service, args: tuple[str, ...]) -> None:
    """Questions that nothing answers are kept, or not; shown where it was pressed, in `/privacy show`."""
    person = person_key(interaction.user)
    await in_time(interaction, service.change_settings(person, keep_unanswered=args[0] == "on"), thinking=False)
    await replace(interaction, stored_view(await service.stored_about(person), service.library))


async def start_over(interaction: Interaction, service: Service, args: tuple[str, ...]) -> None:
    """The conversation is forgotten; settings and checklist answers stay."""
    turn = await turn_in_time(interaction, service.take_turn(person_key(interaction.user), StartOver()))
    await send_turn(interaction, service.library, turn.replies)


async def zone(interaction: Interaction, service: Service, args: tuple[str, ...]) -> None:
    """Open the form for the time zone."""
    library = service.library
    form = Form(
        Press("zone"),
        title=say(library, "button-zone"),
        label=say(library, "zone-label"),
        hint=say(library, "zone-hint"),
    )
    await interaction.response.send_modal(form)


async def zone_typed(interaction: Interaction, service: Service, args: tuple[str, ...], words: str) -> None:
    """The time zone that was typed; a plain sentence when there is no such zone."""
    try:
        await _change(interaction, service, time_zone=words.strip())
    except ValueError as error:
        await send_private(interaction, phrase_view(escape(str(error))))


async def _change(interaction: Interaction, service: Service, **changes: Any) -> None:
    work = service.change_settings(person_key(interaction.user), **changes)
    state = await in_time(interaction, work, thinking=False)
    await replace(interaction, settings_view(state.settings, service.library))
