"""Replies that are words with choices: did-you-mean, nothing found, and safety."""

from __future__ import annotations

import discord
from discord.ui import LayoutView

from bot.core.library import IntentLibrary
from bot.core.replies import Choice, Reply, ReplyKind
from bot.frontends.discord.items import Press, PressButton
from bot.frontends.discord.phrases import say
from bot.frontends.discord.views.panel import CALM, CARE, body, panel, rows


def choices_view(reply: Reply, library: IntentLibrary) -> LayoutView:
    """The words, a button for each choice, «neither» under a did-you-mean, yes and no under a question about danger.

    A safety reply gets its own choices and nothing else, so that nothing stands between a person and its words.
    """
    buttons = choice_buttons(reply.choices)
    if reply.kind is ReplyKind.DISAMBIGUATE:
        buttons.append(PressButton(Press("neither"), say(library, "button-neither")))
    if reply.yes_or_no and reply.intent:
        buttons = _yes_and_no(reply.intent, library)
    accent = CARE if reply.kind is ReplyKind.SAFETY else CALM
    return panel(body(reply.text), *rows(buttons), accent=accent)


def choice_buttons(choices: tuple[Choice, ...]) -> list[PressButton]:
    """A button for each question that is offered, each question once."""
    labels = {choice.intent: choice.label for choice in choices}
    style = discord.ButtonStyle.primary
    return [PressButton(Press("pick", (intent,)), label, style=style) for intent, label in labels.items()]


def _yes_and_no(safety: str, library: IntentLibrary) -> list[PressButton]:
    yes, no = say(library, "button-yes"), say(library, "button-no")
    return [
        PressButton(Press("danger", ("yes", safety)), yes, style=discord.ButtonStyle.danger),
        PressButton(Press("danger", ("no", safety)), no),
    ]
