"""/about: what the bot is and is not."""

from __future__ import annotations

from typing import Any

import discord
from discord import app_commands

from bot.frontends.discord.commands.contexts import CONTEXTS, INSTALLS
from bot.frontends.discord.respond import send_private
from bot.frontends.discord.views.about import about_view
from bot.service import Service


def make(service: Service) -> app_commands.Command[Any, ..., None]:
    """The command."""

    @app_commands.command(name="about", description="What this bot is and is not, its sources and review dates")
    async def about(interaction: discord.Interaction[Any]) -> None:
        await send_private(interaction, about_view(service.library))

    about.allowed_contexts, about.allowed_installs = CONTEXTS, INSTALLS
    return about
