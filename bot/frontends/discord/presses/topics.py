"""Press: the questions of one group."""

from __future__ import annotations

from bot.frontends.discord.known import known
from bot.frontends.discord.respond import Interaction, replace
from bot.frontends.discord.views.topics import topic_view
from bot.service import Service


async def topic(interaction: Interaction, service: Service, args: tuple[str, ...]) -> None:
    """Show the group that was chosen in place of the menu."""
    known(service.library.groups, args[-1])
    await replace(interaction, topic_view(args[-1], service.library))
