"""The slash commands and the message command, one module each.

To add one: write a module with `make(service)` that gives the command, and name it below.
"""

from __future__ import annotations

from typing import Any

from discord import app_commands

from bot.frontends.discord.commands import about, ask, checklist, explain, privacy, settings, topics
from bot.service import Service

Command = app_commands.Command[Any, ..., None] | app_commands.ContextMenu | app_commands.Group

_MODULES = (ask, topics, checklist, settings, privacy, about, explain)


def make_commands(service: Service) -> list[Command]:
    """All commands, for servers and for conversations with the bot alone."""
    return [module.make(service) for module in _MODULES]
