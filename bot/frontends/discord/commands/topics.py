"""/topics: browse all questions."""

from __future__ import annotations

from typing import Any

import discord
from discord import app_commands

from bot.frontends.discord.commands.contexts import CONTEXTS, INSTALLS
from bot.frontends.discord.respond import send_private
from bot.frontends.discord.views.topics import topics_view
from bot.service import Service


def make(service: Service) -> app_commands.Command[Any, ..., None]:
    """The command."""

    @app_commands.command(name="topics", description="Browse all questions by topic")
    async def topics(interaction: discord.Interaction[Any]) -> None:
        await send_private(interaction, topics_view(service.library))

    topics.allowed_contexts, topics.allowed_installs = CONTEXTS, INSTALLS
    return topics
