"""What a person hears when something fails: one plain sentence. What the log gets: no words and no ids."""

from __future__ import annotations

import logging
import traceback

import discord

from bot.errors import StorageError
from bot.frontends.discord.phrases import say
from bot.frontends.discord.respond import Interaction, send_private
from bot.frontends.discord.views.words import phrase_view
from bot.service import Service

log = logging.getLogger("osteon.discord")


def note(doing: str, error: BaseException) -> None:
    """Log a failure by its kind and place. Messages of exceptions can hold what a person typed, so they stay out."""
    frames = traceback.extract_tb(error.__traceback__)[-4:]
    places = " > ".join(f"{frame.filename.rsplit('/', 1)[-1]}:{frame.lineno}" for frame in frames)
    log.error("%s failed: %s at %s", doing, type(error).__name__, places)


async def apologise(interaction: Interaction, service: Service, error: BaseException) -> None:
    """One plain sentence, privately; nothing when Discord no longer takes an answer."""
    key = "error-storage" if isinstance(error, StorageError) else "error"
    try:
        await send_private(interaction, phrase_view(say(service.library, key)))
    except discord.HTTPException as failed:
        note("apologising", failed)
