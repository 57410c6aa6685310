"""Connect to Discord with DISCORD_TOKEN."""

from __future__ import annotations

import argparse
import asyncio
import logging
import sys

from bot.bootstrap import open_service
from bot.errors import UsageError
from bot.settings import Settings


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Nothing but the common options."""


def run(args: argparse.Namespace, settings: Settings) -> int:
    """Stay connected until stopped."""
    if not settings.discord_token:
        raise UsageError("There is no Discord token: set DISCORD_TOKEN to the one of your application.")
    logging.basicConfig(stream=sys.stderr, level=settings.log_level.upper())
    asyncio.run(_connect(settings))
    return 0


async def _connect(settings: Settings) -> None:
    from bot.frontends.discord.run import run as connect

    async with open_service(settings) as service:
        sys.stderr.write("Connecting to Discord. Stop with Ctrl-C.\n")
        await connect(service, settings.discord_token)
