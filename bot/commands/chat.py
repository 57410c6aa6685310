"""Talk in the terminal; with piped input each line is one turn."""

from __future__ import annotations

import argparse
import asyncio
import getpass
import sys
from collections.abc import AsyncIterator

from bot.bootstrap import open_service
from bot.core.person import PersonKey
from bot.frontends.terminal import converse
from bot.settings import Settings
from bot.sweeping import swept


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What `osteon chat` takes."""
    parser.add_argument("--user", metavar="NAME", help="which stored person this is (default: your login name)")
    parser.add_argument("--json", action="store_true", help="print one reply object a line")


def run(args: argparse.Namespace, settings: Settings) -> int:
    """Converse until the input ends."""
    person = PersonKey("terminal", args.user or _login())
    asyncio.run(_chat(settings, person, json_lines=args.json))
    return 0


async def _chat(settings: Settings, person: PersonKey, *, json_lines: bool) -> None:
    interactive = sys.stdin.isatty() and not json_lines
    async with open_service(settings) as service, swept(service):
        if interactive:
            _write(service.library.say("terminal-welcome") + "\n\n")
        await converse(service, person, _lines(interactive), _write, json_lines=json_lines)


async def _lines(interactive: bool) -> AsyncIterator[str]:
    while True:
        if interactive:
            _write("> ")
        line = await asyncio.to_thread(sys.stdin.readline)
        if not line:
            return
        yield line.rstrip("\r\n")


def _write(text: str) -> None:
    sys.stdout.write(text)
    sys.stdout.flush()


def _login() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "me"
