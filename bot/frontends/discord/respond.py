"""Sends views in answer to an interaction: in place of the message that was pressed, or beside it."""

from __future__ import annotations

from collections.abc import Awaitable, Collection
from typing import Any

import discord
from discord.ui import LayoutView

from bot.core.conversation.turn import Turn
from bot.core.library import IntentLibrary
from bot.core.replies import Reply, ReplyKind
from bot.frontends.discord.contacts import with_contacts
from bot.frontends.discord.deadline import in_time
from bot.frontends.discord.place import Place, place_pressed, private_place
from bot.frontends.discord.render import render

Interaction = discord.Interaction[Any]


async def send_private(interaction: Interaction, view: LayoutView) -> None:
    """A new message that this person alone sees."""
    ephemeral = private_place(interaction) is Place.PRIVATE
    await send(interaction, view, ephemeral=ephemeral)


async def send(interaction: Interaction, view: LayoutView, *, ephemeral: bool) -> None:
    """A new message: the response, what stands for it after a wait, or one more."""
    if not interaction.response.is_done():
        await interaction.response.send_message(view=view, ephemeral=ephemeral)
    elif _waits_with_a_message(interaction):
        interaction.extras["filled"] = True
        await interaction.edit_original_response(view=view)
    else:
        await interaction.followup.send(view=view, ephemeral=ephemeral)


async def send_file(interaction: Interaction, words: str, file: discord.File) -> None:
    """A file that this person alone sees, in a server and in a conversation with the bot alike."""
    if interaction.response.is_done():
        await interaction.followup.send(words, file=file, ephemeral=True)
    else:
        await interaction.response.send_message(words, file=file, ephemeral=True)


async def replace(interaction: Interaction, view: LayoutView) -> None:
    """The view in place of the message that was pressed; beside it when everyone sees that one."""
    if interaction.message is None or place_pressed(interaction) is Place.PUBLIC:
        await send_private(interaction, view)
    elif not interaction.response.is_done():
        await interaction.response.edit_message(view=view)
    else:
        await interaction.edit_original_response(view=view)


async def send_turn(
    interaction: Interaction,
    library: IntentLibrary,
    replies: tuple[Reply, ...],
    *,
    in_place_of: Collection[ReplyKind] = (),
    way_back: bool = True,
) -> None:
    """The replies, privately. The first replaces the pressed message when its kind is one of `in_place_of`.

    `way_back`: the checklist's question follows what was said beside it, as it does after typed words; not where that
    question is in sight: beside the pressed message, or under it already.
    """
    place = private_place(interaction)
    replies = with_contacts(replies, library, interaction.guild_id)
    for position, reply in enumerate(
        reply for n, reply in enumerate(replies) if n == 0 or way_back or not _asks(reply)
    ):
        view = render(reply, library, place)
        if position == 0 and reply.kind in in_place_of:
            await replace(interaction, view)
        else:
            await send_private(interaction, view)


async def turn_in_time(interaction: Interaction, turn: Awaitable[Turn], *, replacing: bool = False) -> Turn:
    """The turn; when the store is slow, the person is told that the answer is coming."""
    public = interaction.message is None or place_pressed(interaction) is Place.PUBLIC
    return await in_time(interaction, turn, thinking=public or not replacing)


def _asks(reply: Reply) -> bool:
    return reply.checklist is not None and reply.checklist.state == "asking"


def _waits_with_a_message(interaction: Interaction) -> bool:
    """Whether a «thinking» message stands there that nothing has filled yet."""
    kind = discord.InteractionResponseType.deferred_channel_message
    return interaction.response.type is kind and not interaction.extras.get("filled")
