"""Show moderators what nobody answered, and how often triage fired; never who wrote it."""

from __future__ import annotations

import argparse
import asyncio
import sys
from datetime import UTC, datetime, timedelta

from bot.bootstrap import open_people
from bot.settings import Settings

SHOWN = 50  # unanswered questions
DAYS = 30


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What `osteon moderate` takes."""
    parser.add_argument("what", choices=("unanswered", "triage"), help="what to show")
    parser.add_argument("--limit", type=int, default=SHOWN, help=f"questions, latest first (default: {SHOWN})")
    parser.add_argument("--days", type=int, default=DAYS, help=f"days of counts, up to today (default: {DAYS})")


def run(args: argparse.Namespace, settings: Settings) -> int:
    """Print one line for each; nothing when there is nothing."""
    lines = asyncio.run(
        _unanswered(settings, args.limit) if args.what == "unanswered" else _triage(settings, args.days)
    )
    sys.stdout.write("".join(f"{line}\n" for line in lines))
    if args.what == "triage" and not settings.count_triage:
        sys.stderr.write("Nothing is counted now: set OSTEON_COUNT_TRIAGE=yes where the bot runs.\n")
    return 0


async def _unanswered(settings: Settings, limit: int) -> list[str]:
    async with open_people(settings) as store:
        return list(await store.unanswered(limit=limit))


async def _triage(settings: Settings, days: int) -> list[str]:
    since = datetime.now(UTC).date() - timedelta(days=max(days, 1) - 1)
    async with open_people(settings) as store:
        counts = await store.triage_counts(since=since)
    return [f"{day.isoformat()}  {safety}  {fired}" for (day, safety), fired in sorted(counts.items())]
