"""«Explain this» on a message: its words are asked, and the answer is private."""

from __future__ import annotations

from typing import Any

import discord
from discord import app_commands

from bot.frontends.discord.asking import ask
from bot.frontends.discord.commands.contexts import CONTEXTS, INSTALLS
from bot.frontends.discord.phrases import say
from bot.frontends.discord.place import person_key
from bot.frontends.discord.respond import send_private, send_turn, turn_in_time
from bot.frontends.discord.views.words import phrase_view
from bot.service import Service


def make(service: Service) -> app_commands.ContextMenu:
    """The command."""

    async def explain(interaction: discord.Interaction[Any], message: discord.Message) -> None:
        if not message.content.strip():
            await send_private(interaction, phrase_view(say(service.library, "explain-empty")))
            return
        asked = ask(service, person_key(interaction.user), message.content)
        turn = await turn_in_time(interaction, asked)
        await send_turn(interaction, service.library, turn.replies)

    return app_commands.ContextMenu(
        name="Explain this", callback=explain, allowed_contexts=CONTEXTS, allowed_installs=INSTALLS
    )
