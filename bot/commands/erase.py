"""Remove everything stored about one person, and say from where."""

from __future__ import annotations

import argparse
import asyncio
import sys

from bot.bootstrap import open_people
from bot.commands.people import add_user, person_of
from bot.core.person import PersonKey
from bot.settings import Settings
from bot.storage.port import ErasureReceipt


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What `osteon erase` takes."""
    add_user(parser)
    parser.add_argument("--yes", action="store_true", help="do not ask first")


def run(args: argparse.Namespace, settings: Settings) -> int:
    """Ask once at a terminal, then print a receipt: each table and how many rows went."""
    person = person_of(args)
    if sys.stdin.isatty() and not args.yes:
        sys.stderr.write(f"Remove everything that is stored about {person}? It cannot be brought back. (yes or no) ")
        sys.stderr.flush()
        if sys.stdin.readline().strip().lower() not in ("y", "yes"):
            sys.stdout.write("Nothing was removed.\n")
            return 0
    receipt = asyncio.run(_erase(settings, person))
    for table, count in receipt.removed.items():
        sys.stdout.write(f"{table}: {count}\n")
    sys.stdout.write(f"{receipt.total} rows removed in all.\n")
    return 0


async def _erase(settings: Settings, person: PersonKey) -> ErasureReceipt:
    async with open_people(settings) as store:
        return await store.erase_person(person)
