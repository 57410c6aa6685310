"""Print everything stored about one person, as JSON."""

from __future__ import annotations

import argparse
import asyncio
import json
import sys
from collections.abc import Mapping
from typing import Any

from bot.bootstrap import open_people
from bot.commands.people import add_user, person_of
from bot.core.person import PersonKey
from bot.settings import Settings


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What `osteon export` takes."""
    add_user(parser)


def run(args: argparse.Namespace, settings: Settings) -> int:
    """Print one JSON object."""
    exported = asyncio.run(_export(settings, person_of(args)))
    json.dump(exported, sys.stdout, indent=2, ensure_ascii=False)
    sys.stdout.write("\n")
    return 0


async def _export(settings: Settings, person: PersonKey) -> Mapping[str, Any]:
    async with open_people(settings) as store:
        return await store.export_person(person)
