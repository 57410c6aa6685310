"""Say whether content, matcher and database can be used; for a container's health check."""

from __future__ import annotations

import argparse
import asyncio
import sys

from bot.bootstrap import open_service
from bot.core.person import PersonKey
from bot.settings import Settings


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Nothing but the common options."""


def run(args: argparse.Namespace, settings: Settings) -> int:
    """Open everything and read once; what fails says so in one sentence."""
    asyncio.run(_read_once(settings))
    sys.stdout.write("Content, matcher and database are in order.\n")
    return 0


async def _read_once(settings: Settings) -> None:
    async with open_service(settings) as service:
        await service.state_of(PersonKey("terminal", "health"))
