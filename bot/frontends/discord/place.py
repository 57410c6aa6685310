"""Where a message stands, which decides who sees it and what may be on it."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

import discord

from bot.core.person import PersonKey


class Place(StrEnum):
    """Where a message stands."""

    PRIVATE = "private"  # in a server, seen by one person alone
    DIRECT = "direct"  # in a conversation with the bot alone
    PUBLIC = "public"  # in a server, seen by everyone in the channel


def private_place(interaction: discord.Interaction[Any]) -> Place:
    """Where this person's private replies go."""
    return Place.DIRECT if interaction.guild_id is None else Place.PRIVATE


def place_pressed(interaction: discord.Interaction[Any]) -> Place:
    """Where the message stands whose button was pressed."""
    if interaction.guild_id is None:
        return Place.DIRECT
    message = interaction.message
    return Place.PRIVATE if message is not None and message.flags.ephemeral else Place.PUBLIC


def person_key(user: discord.abc.User) -> PersonKey:
    """The key of somebody on Discord: always that of who pressed or typed."""
    return PersonKey("discord", str(user.id))
