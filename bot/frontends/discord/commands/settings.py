"""/settings: tier, private answers, time zone."""

from __future__ import annotations

import asyncio
import zoneinfo
from functools import cache
from typing import Any, Literal

import discord
from discord import app_commands

from bot.core.library import Tier
from bot.frontends.discord import sizes
from bot.frontends.discord.commands.contexts import CONTEXTS, INSTALLS
from bot.frontends.discord.deadline import in_time
from bot.frontends.discord.place import person_key
from bot.frontends.discord.plain import escape
from bot.frontends.discord.respond import send_private
from bot.frontends.discord.views.settings import settings_view
from bot.frontends.discord.views.words import phrase_view
from bot.service import Service


def make(service: Service) -> app_commands.Command[Any, ..., None]:
    """The command."""

    @app_commands.command(name="settings", description="See or change your settings")
    @app_commands.describe(
        tier="How deep answers go from now on",
        private="Whether only you see the answers to /ask",
        time_zone="Your time zone, such as Europe/Berlin",
        keep_questions="Whether questions that have no answer yet are kept, without your details",
    )
    async def settings(
        interaction: discord.Interaction[Any],
        tier: Literal["fundamentals", "intermediate", "academic"] | None = None,
        private: bool | None = None,
        time_zone: str | None = None,
        keep_questions: bool | None = None,
    ) -> None:
        asked = {
            "tier": Tier(tier) if tier else None,
            "private": private,
            "time_zone": time_zone,
            "keep_unanswered": keep_questions,
        }
        person = person_key(interaction.user)
        changes = {name: value for name, value in asked.items() if value is not None}
        try:
            work = service.change_settings(person, **changes) if changes else service.state_of(person)
            state = await in_time(interaction, work, thinking=True)
        except ValueError as error:
            await send_private(interaction, phrase_view(escape(str(error))))
            return
        await send_private(interaction, settings_view(state.settings, service.library))

    @settings.autocomplete("time_zone")
    async def suggest(interaction: discord.Interaction[Any], typed: str) -> list[app_commands.Choice[str]]:
        wanted = typed.strip().replace(" ", "_").casefold()
        zones = await asyncio.to_thread(_zones)
        fitting = [zone for zone in zones if wanted in zone.casefold()]
        return [app_commands.Choice(name=zone, value=zone) for zone in fitting[: sizes.OPTIONS]]

    settings.allowed_contexts, settings.allowed_installs = CONTEXTS, INSTALLS
    return settings


@cache
def _zones() -> tuple[str, ...]:
    return tuple(sorted(zone for zone in zoneinfo.available_timezones() if "/" in zone or zone == "UTC"))
