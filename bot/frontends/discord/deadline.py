"""Discord drops an interaction that is not answered within 3 seconds."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable
from typing import Any, TypeVar

import discord

Result = TypeVar("Result")

PATIENCE = 2.0  # seconds; the rest of the 3 is the network's


async def in_time(interaction: discord.Interaction[Any], work: Awaitable[Result], *, thinking: bool) -> Result:
    """What the work gives; when it is slow, Discord is told privately that an answer is coming.

    `thinking` shows that in a new private message; without it the message that was pressed stays as it is.
    """
    task = asyncio.ensure_future(work)
    await asyncio.wait({task}, timeout=PATIENCE)
    if not task.done():
        await interaction.response.defer(ephemeral=True, thinking=thinking)
    return await task
