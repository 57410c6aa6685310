"""The commands, one module each: `add_arguments(parser)` and `run(args, settings) -> exit status`."""

from __future__ import annotations

import argparse
from typing import Protocol

from bot.commands import (
    ask,
    chat,
    check,
    discord,
    erase,
    evaluate,
    explain,
    export,
    health,
    migrate,
    moderate,
    preview,
    privacy,
    sweep,
)
from bot.settings import Settings


class Command(Protocol):
    """What a command module offers; its docstring's first line is its help."""

    __doc__: str | None

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Declare what the command takes."""
        ...

    def run(self, args: argparse.Namespace, settings: Settings) -> int:
        """Do it; the exit status. Raises `OsteonError` for what a person can mend."""
        ...


COMMANDS: dict[str, Command] = {
    "preview": preview,
    "chat": chat,
    "ask": ask,
    "explain": explain,
    "discord": discord,
    "check": check,
    "evaluate": evaluate,
    "migrate": migrate,
    "sweep": sweep,
    "moderate": moderate,
    "privacy": privacy,
    "export": export,
    "erase": erase,
    "health": health,
}
