"""Press: the sources of an answer, a page at a time."""

from __future__ import annotations

from discord.ui import LayoutView

from bot.frontends.discord.known import known_answer
from bot.frontends.discord.respond import Interaction, replace, send_private
from bot.frontends.discord.views.sources import sources_view
from bot.service import Service


async def sources(interaction: Interaction, service: Service, args: tuple[str, ...]) -> None:
    """Open the sources beside the answer."""
    await send_private(interaction, _page(service, args))


async def turn_page(interaction: Interaction, service: Service, args: tuple[str, ...]) -> None:
    """Another page, in place of this one."""
    await replace(interaction, _page(service, args))


def _page(service: Service, args: tuple[str, ...]) -> LayoutView:
    tier, intent, page = args
    return sources_view(known_answer(service, intent, tier), service.library, int(page))
