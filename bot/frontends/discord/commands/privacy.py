"""/privacy: what is stored, a file of it, its removal."""

from __future__ import annotations

from typing import Any

import discord
from discord import app_commands

from bot.frontends.discord.commands.contexts import CONTEXTS, INSTALLS
from bot.frontends.discord.deadline import in_time
from bot.frontends.discord.files import person_file
from bot.frontends.discord.phrases import say
from bot.frontends.discord.place import person_key
from bot.frontends.discord.respond import send_file, send_private
from bot.frontends.discord.views.privacy import erase_view, stored_view
from bot.service import Service


def make(service: Service) -> app_commands.Group:
    """The command with all its parts."""
    group = app_commands.Group(
        name="privacy",
        description="What is stored about you",
        allowed_contexts=CONTEXTS,
        allowed_installs=INSTALLS,
    )

    @group.command(name="show", description="What is stored about you, and why")
    async def show(interaction: discord.Interaction[Any]) -> None:
        work = service.stored_about(person_key(interaction.user))
        stored = await in_time(interaction, work, thinking=True)
        await send_private(interaction, stored_view(stored, service.library))

    @group.command(name="export", description="Everything stored about you, as a file")
    async def export(interaction: discord.Interaction[Any]) -> None:
        await interaction.response.defer(ephemeral=True, thinking=True)
        stored = await service.export_person(person_key(interaction.user))
        await send_file(interaction, say(service.library, "privacy-exported"), person_file(stored))

    @group.command(name="erase", description="Remove everything stored about you")
    async def erase(interaction: discord.Interaction[Any]) -> None:
        await send_private(interaction, erase_view(service.library))

    return group
