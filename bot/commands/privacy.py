"""Say what is stored about people, why and how long, and how much of it one person has."""

from __future__ import annotations

import argparse
import asyncio
import sys
from dataclasses import replace
from datetime import UTC, datetime

from bot.bootstrap import open_people
from bot.commands.people import add_user, person_of
from bot.content.loading import load_library
from bot.core.person import PersonKey
from bot.core.privacy import stored_about
from bot.settings import Settings


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What `osteon privacy` takes."""
    add_user(parser)
    parser.add_argument(
        "--keep-questions",
        choices=("yes", "no"),
        help="whether questions that nothing answers are kept, without the person's details",
    )


def run(args: argparse.Namespace, settings: Settings) -> int:
    """Print it in words."""
    keep = None if args.keep_questions is None else args.keep_questions == "yes"
    sys.stdout.write(asyncio.run(_tell(settings, person_of(args), keep)) + "\n")
    return 0


async def _tell(settings: Settings, person: PersonKey, keep: bool | None) -> str:
    library = load_library(settings.content)
    async with open_people(settings) as store:
        if keep is not None:
            loaded = await store.load_person(person)
            state = replace(loaded.state, settings=replace(loaded.state.settings, keep_unanswered=keep))
            await store.save_turn(person, state, (), version=loaded.version, now=datetime.now(UTC))
        stored = stored_about(await store.export_person(person), library, settings.retention)
    lines = "\n".join(f"- {line}" for line in stored.of_this_person)
    return "\n\n".join([*stored.in_general, lines, library.say("terminal-privacy", user=person)])
