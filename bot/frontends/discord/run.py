"""Connects to Discord."""

from __future__ import annotations

import logging

import discord

from bot.errors import UsageError
from bot.frontends.discord.client import make_client
from bot.frontends.discord.telling import DiscordTeller
from bot.service import Service
from bot.sweeping import swept


def quieten() -> None:
    """Keep what people type out of the log: discord.py writes whole messages to it when it debugs."""
    log = logging.getLogger("discord")
    log.setLevel(max(log.getEffectiveLevel(), logging.INFO))


async def run(service: Service, token: str | None) -> None:
    """Stay connected until cancelled. Raises UsageError when there is no token or Discord refuses it."""
    if not token:
        raise UsageError("There is no Discord token: set DISCORD_TOKEN to the one of your application.")
    quieten()
    client = make_client(service)
    async with client, swept(service, DiscordTeller(client)):
        try:
            await client.start(token)
        except discord.LoginFailure:
            raise UsageError("Discord refuses the token: copy it anew into DISCORD_TOKEN.") from None
        except discord.PrivilegedIntentsRequired:  # pragma: no cover - none is asked for
            raise UsageError("Discord refuses the gateway intents of this application.") from None
        except (OSError, discord.DiscordServerError, discord.GatewayNotFound):
            raise UsageError("Discord cannot be reached: check the network and start again.") from None
