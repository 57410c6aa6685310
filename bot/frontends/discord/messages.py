"""Messages: in a conversation with the bot alone everything is answered, in a server what addresses the bot."""

from __future__ import annotations

import re

import discord
from discord.ui import LayoutView

from bot.core.conversation.inputs import Say
from bot.core.replies import Reply
from bot.frontends.discord.contacts import with_contacts
from bot.frontends.discord.phrases import say
from bot.frontends.discord.place import Place, person_key
from bot.frontends.discord.render import render
from bot.frontends.discord.views.public import public_view
from bot.frontends.discord.views.words import phrase_view
from bot.service import Service

_TYPED = (discord.MessageType.default, discord.MessageType.reply)


async def answer_message(message: discord.Message, service: Service, me: discord.ClientUser) -> None:
    """Answer the message when it is for us; never one of a bot."""
    if message.author.bot or message.webhook_id is not None or message.type not in _TYPED:
        return
    if message.guild is not None and not _addresses(message, me):
        return
    utterance = _without_mention(message.content, me)
    if not utterance:
        await _send(message, phrase_view(say(service.library, _hint(message))))
        return
    turn = await service.take_turn(person_key(message.author), Say(utterance))
    for view in _views(message, turn.replies, service):
        await _send(message, view)


async def say_failed(message: discord.Message, service: Service) -> None:
    """One plain sentence to somebody whose message could not be answered."""
    await _send(message, phrase_view(say(service.library, "error")))


def _addresses(message: discord.Message, me: discord.ClientUser) -> bool:
    """Whether the message mentions us or replies to us."""
    replied = message.reference.resolved if message.reference else None
    replies_to_us = isinstance(replied, discord.Message) and replied.author.id == me.id
    return replies_to_us or any(mentioned.id == me.id for mentioned in message.mentions)


def _hint(message: discord.Message) -> str:
    """Why there is nothing to answer: no words, or words that Discord shows only to those mentioned."""
    hidden = message.guild is not None and not message.content and not message.attachments
    return "unreadable" if hidden else "nothing-said"


def _without_mention(content: str, me: discord.ClientUser) -> str:
    return " ".join(re.sub(rf"<@!?{me.id}>", " ", content).split())


def _views(message: discord.Message, replies: tuple[Reply, ...], service: Service) -> list[LayoutView]:
    replies = with_contacts(replies, service.library, message.guild.id if message.guild else None)
    if message.guild is None:
        return [render(reply, service.library, Place.DIRECT) for reply in replies]
    return [public_view(replies, service.library)]


async def _send(message: discord.Message, view: LayoutView) -> None:
    if message.guild is None:
        await message.channel.send(view=view)
    else:
        await message.reply(view=view, mention_author=False)
