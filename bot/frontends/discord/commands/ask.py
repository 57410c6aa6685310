"""/ask: a question, answered privately unless it is shared."""

from __future__ import annotations

from typing import Any, Literal

import discord
from discord import app_commands

from bot.core.conversation.inputs import Show
from bot.core.conversation.turn import Turn
from bot.core.library import IntentLibrary, Tier
from bot.core.person import PersonKey
from bot.core.replies import Reply, ReplyKind
from bot.frontends.discord import sizes
from bot.frontends.discord.asking import ask as ask_question
from bot.frontends.discord.commands.contexts import CONTEXTS, INSTALLS
from bot.frontends.discord.place import Place, person_key
from bot.frontends.discord.plain import one_line
from bot.frontends.discord.render import render
from bot.frontends.discord.respond import Interaction, send, send_turn, turn_in_time
from bot.service import Service

LONGEST_QUESTION = 1000


def make(service: Service) -> app_commands.Command[Any, ..., None]:
    """The command."""

    @app_commands.command(name="ask", description="Ask a question; only you see the answer unless you share it")
    @app_commands.describe(
        question="Type your own words, or pick one of the suggested questions",
        tier="How deep the answer goes",
        share="Post the answer in this channel for everyone",
    )
    async def ask(
        interaction: discord.Interaction[Any],
        question: app_commands.Range[str, 1, LONGEST_QUESTION],
        tier: Literal["fundamentals", "intermediate", "academic"] | None = None,
        share: bool | None = None,
    ) -> None:
        await _ask(interaction, service, question, Tier(tier) if tier else None, share)

    @ask.autocomplete("question")
    async def suggest(interaction: discord.Interaction[Any], typed: str) -> list[app_commands.Choice[str]]:
        return suggestions(service, typed)

    ask.allowed_contexts, ask.allowed_installs = CONTEXTS, INSTALLS
    return ask


def suggestions(service: Service, typed: str) -> list[app_commands.Choice[str]]:
    """Curated questions for what is typed so far, each once."""
    content = service.library.content
    questions = {
        one_line(content[choice.intent].question, sizes.AUTOCOMPLETE): None
        for choice in service.suggest(typed, limit=sizes.OPTIONS)
        if choice.intent in content
    }
    return [app_commands.Choice(name=question, value=question) for question in questions]


async def _ask(
    interaction: Interaction, service: Service, question: str, tier: Tier | None, share: bool | None
) -> None:
    person = person_key(interaction.user)
    turn = await turn_in_time(interaction, _turn(service, person, question, tier))
    shared = share if share is not None else not turn.state.settings.private
    replies = turn.replies
    if shared and interaction.guild_id is not None and not interaction.response.is_done():
        posted = [reply for reply in replies if reply.kind is ReplyKind.ANSWER]
        await _post(interaction, posted, service.library)
        replies = tuple(reply for reply in replies if reply not in posted)
    await send_turn(interaction, service.library, replies)


async def _post(interaction: Interaction, answers: list[Reply], library: IntentLibrary) -> None:
    """Curated answers for the channel; everything else a turn says stays private."""
    for reply in answers:
        await send(interaction, render(reply, library, Place.PUBLIC), ephemeral=False)


async def _turn(service: Service, person: PersonKey, question: str, tier: Tier | None) -> Turn:
    """A suggested question that was picked is that question; anything else is an utterance."""
    picked = question.strip().casefold()
    for intent in service.library.content.values():
        if one_line(intent.question, sizes.AUTOCOMPLETE).casefold() == picked:
            return await service.take_turn(person, Show(intent.id, tier))
    return await ask_question(service, person, question, tier)
