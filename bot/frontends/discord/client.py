"""The bot as Discord sees it: which events it hears, which commands it has, and what it does with a press."""

from __future__ import annotations

from typing import Any

import discord
from discord import app_commands

from bot.frontends.discord import errors, phrases
from bot.frontends.discord.commands import make_commands
from bot.frontends.discord.form import read_form
from bot.frontends.discord.items import ITEMS, Press
from bot.frontends.discord.known import StaleButton
from bot.frontends.discord.messages import answer_message, say_failed
from bot.frontends.discord.phrases import say
from bot.frontends.discord.presses import FORMS, PRESSES
from bot.frontends.discord.respond import Interaction, send_private
from bot.frontends.discord.views.words import phrase_view
from bot.service import Service


def gateway_intents() -> discord.Intents:
    """Servers, messages in them and messages to the bot alone; none of the privileged ones.

    Without the message-content intent Discord still gives the words of messages to the bot alone and of those
    that mention it: https://discord.com/developers/docs/events/gateway#message-content-intent
    """
    intents = discord.Intents.none()
    intents.guilds = intents.guild_messages = intents.dm_messages = True
    return intents


class CommandTree(app_commands.CommandTree["DiscordClient"]):
    """The commands; one that fails says so in one plain sentence."""

    async def on_error(self, interaction: Interaction, error: app_commands.AppCommandError, /) -> None:
        """Called by discord.py when a command raised."""
        cause = error.__cause__ or error
        errors.note("a command", cause)
        await errors.apologise(interaction, self.client.service, cause)


class DiscordClient(discord.Client):
    """Translates between Discord and the service. Keeps nothing about any person."""

    def __init__(self, service: Service, *, sync: bool = True) -> None:
        super().__init__(
            intents=gateway_intents(),
            allowed_mentions=discord.AllowedMentions.none(),
            max_messages=None,
        )
        self.service = service
        self.tree = CommandTree(self)
        self._sync = sync

    async def setup_hook(self) -> None:
        """Register commands, buttons and menus, and tell Discord about the commands."""
        phrases.require(self.service.library)
        self.add_dynamic_items(*ITEMS)
        for command in make_commands(self.service):
            self.tree.add_command(command, override=True)
        if self._sync:
            await self.tree.sync()

    async def on_message(self, message: discord.Message) -> None:
        """Answer a message that is for us."""
        if self.user is None:
            return
        try:
            await answer_message(message, self.service, self.user)
        except discord.HTTPException as error:
            errors.note("answering a message", error)
        except Exception as error:
            errors.note("answering a message", error)
            await say_failed(message, self.service)

    async def pressed(self, interaction: Interaction, press: Press) -> None:
        """Do what a button or a menu entry means."""
        await self._handle(interaction, PRESSES.get(press.action), press.args)

    async def on_interaction(self, interaction: Interaction) -> None:
        """Take what was typed into a form; commands, buttons and menus are handled elsewhere."""
        if interaction.type is not discord.InteractionType.modal_submit:
            return
        read = read_form(interaction)
        if read is not None:
            press, words = read
            await self._handle(interaction, FORMS.get(press.action), press.args, words)

    async def _handle(self, interaction: Interaction, handler: Any, args: tuple[str, ...], *typed: str) -> None:
        """Call a handler. Content may have changed since the button was sent: then it says so."""
        try:
            if handler is None:
                raise StaleButton
            await handler(interaction, self.service, args, *typed)
        except StaleButton:
            await send_private(interaction, phrase_view(say(self.service.library, "stale")))
        except Exception as error:
            errors.note("a press", error)
            await errors.apologise(interaction, self.service, error)


def make_client(service: Service, *, sync: bool = True) -> DiscordClient:
    """The bot, not yet connected. `sync` tells Discord about the commands when it connects."""
    return DiscordClient(service, sync=sync)
