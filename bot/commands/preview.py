"""Open the real bot inside a simulated Discord, on a local page."""

from __future__ import annotations

import argparse
import asyncio
import sys
from dataclasses import replace

from bot.bootstrap import open_service
from bot.settings import Settings


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What `osteon preview` takes."""
    parser.add_argument("--no-open", action="store_true", help="print the address without opening a browser")
    parser.add_argument("--port", type=int, help="the port of the page (default: a free one)")


def run(args: argparse.Namespace, settings: Settings) -> int:
    """Serve the page until it is closed; what is typed there is forgotten, unless --database names where to keep it."""
    if settings.database_url is None:
        settings = replace(settings, database_url="memory:")
    asyncio.run(_serve(settings, open_browser=not args.no_open, port=args.port))
    return 0


async def _serve(settings: Settings, *, open_browser: bool, port: int | None) -> None:
    from bot.frontends.preview import run as preview

    async with open_service(settings) as service:
        await preview(service, tell=_tell, open_browser=open_browser, port=port)


def _tell(address: str) -> None:
    sys.stdout.write(f"The preview is at {address}\nType /ask there. Stop with Ctrl-C.\n")
    sys.stdout.flush()
