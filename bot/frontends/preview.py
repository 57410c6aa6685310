"""The real Discord bot inside a simulated Discord, on a page in the local browser: no token, no network."""

from __future__ import annotations

import asyncio
import webbrowser
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from bot.errors import UsageError
from bot.frontends.discord.client import make_client
from bot.frontends.discord.phrases import say
from bot.frontends.discord.run import quieten
from bot.service import Service

MISSING = "The preview needs a simulated Discord: install it with pip install 'osteon[preview]'."


async def run(
    service: Service,
    *,
    tell: Callable[[str], object],
    open_browser: bool = True,
    port: int | None = None,
) -> None:
    """Serve the page until it is closed or the task is cancelled; `tell` gets its address.

    Raises UsageError when the simulated Discord is not installed.
    """
    simcord = _simcord()
    quieten()
    async with simcord.run(make_client(service), check_errors=False) as env:
        channel, newcomer = await _furnish(env, service)
        try:
            preview = env.preview(channel, viewers=[newcomer], layout="channel", port=port)
            async with preview:
                tell(preview.url)
                if open_browser:
                    await asyncio.to_thread(webbrowser.open, preview.url)
                await preview.wait_closed()
        except simcord.SetupError as error:
            raise UsageError(f"{MISSING} ({error})") from None


def _simcord() -> Any:
    try:
        import simcord
    except ImportError:
        raise UsageError(MISSING) from None
    return simcord


async def _furnish(env: Any, service: Service) -> tuple[Any, Any]:
    """A server with one channel, the bot's welcome in it, and somebody who has just come."""
    library = service.library
    guild = env.create_guild(say(library, "preview-server"))
    channel = guild.create_text_channel(say(library, "preview-channel"))
    newcomer = guild.add_member(env.create_user("newcomer"))
    await env.settle()
    await env.advance_time(max(0.0, (datetime.now(UTC) - env.now()).total_seconds()))
    await env.bot.user.edit(username=library.name)
    await env.bot.get_channel(channel.id).send(say(library, "preview-welcome"))
    await env.settle()
    return channel, newcomer
