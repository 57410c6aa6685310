"""Press: post a curated answer in the channel."""

from __future__ import annotations

from bot.frontends.discord.known import known_answer
from bot.frontends.discord.place import Place
from bot.frontends.discord.render import render
from bot.frontends.discord.respond import Interaction, send
from bot.service import Service


async def share(interaction: Interaction, service: Service, args: tuple[str, ...]) -> None:
    """The answer as curated, with nothing of what the person typed."""
    tier, intent = args
    reply = known_answer(service, intent, tier)
    await send(interaction, render(reply, service.library, Place.PUBLIC), ephemeral=False)
