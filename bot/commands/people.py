"""The `--user KEY` that commands about one person share."""

from __future__ import annotations

import argparse

from bot.core.person import PersonKey
from bot.errors import UsageError


def add_user(parser: argparse.ArgumentParser) -> None:
    """Add the required `--user`."""
    parser.add_argument("--user", metavar="KEY", required=True, help="terminal:NAME or discord:ID")


def person_of(args: argparse.Namespace) -> PersonKey:
    """The person named. Raises `UsageError`."""
    try:
        return PersonKey.parse(args.user)
    except ValueError as error:
        raise UsageError(f"{error}.") from error
