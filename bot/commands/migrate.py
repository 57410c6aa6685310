"""Bring the database to this version's schema, and its keys under the current secret."""

from __future__ import annotations

import argparse
import asyncio
import sys

from bot.settings import Settings


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Nothing but the common options."""


def run(args: argparse.Namespace, settings: Settings) -> int:
    """Apply the missing migrations and name them; wrap keys anew after OSTEON_SECRET_KEYS has changed."""
    from bot.storage.sql.opening import default_url, upgrade

    url = settings.database_url or default_url()
    applied, renewed = asyncio.run(upgrade(url, secret_keys=settings.secret_keys))
    sys.stdout.write(f"Applied: {', '.join(applied)}.\n" if applied else "The database is up to date.\n")
    if renewed:
        sys.stdout.write(f"Wrapped by the current secret: {renewed} keys. The older secrets are no longer needed.\n")
    return 0
