"""Remove what has been stored for too long, at once instead of when it is due."""

from __future__ import annotations

import argparse
import asyncio
import sys
from collections.abc import Mapping
from datetime import UTC, datetime

from bot.bootstrap import open_people
from bot.content.loading import load_library
from bot.settings import Settings
from bot.sweeping import sweep


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Nothing but the common options."""


def run(args: argparse.Namespace, settings: Settings) -> int:
    """Print how much of each kind went."""
    for name, count in asyncio.run(_sweep(settings)).items():
        sys.stdout.write(f"{name}: {count}\n")
    return 0


async def _sweep(settings: Settings) -> Mapping[str, int]:
    library = load_library(settings.content)
    async with open_people(settings) as store:
        return await sweep(store, settings.retention, library, now=datetime.now(UTC), all_of_it=True)
