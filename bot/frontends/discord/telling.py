"""Tells people something outside a conversation: by a direct message."""

from __future__ import annotations

import asyncio

import discord

from bot.core.person import PersonKey
from bot.frontends.discord import errors
from bot.frontends.discord.plain import escape
from bot.frontends.discord.views.words import phrase_view

_PATIENCE = 30.0  # seconds to wait until connected


class DiscordTeller:
    """Reaches the people of Discord."""

    frontend = "discord"

    def __init__(self, client: discord.Client) -> None:
        self._client = client

    async def tell(self, person: PersonKey, words: str) -> bool:
        """Whether it was told, or can never be: False asks to try again at the next sweep."""
        try:
            async with asyncio.timeout(_PATIENCE):
                await self._client.wait_until_ready()
                user = await self._client.fetch_user(int(person.id))
                await user.send(view=phrase_view(escape(words)))
        except (discord.NotFound, discord.Forbidden, ValueError):
            return True  # no such account any more, or it takes no messages: trying again would not help
        except (discord.HTTPException, TimeoutError, RuntimeError, OSError) as error:
            errors.note("telling somebody", error)
            return False
        return True
