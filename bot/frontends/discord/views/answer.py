"""An answer: its title, the text of one tier, the other tiers, sources, related questions, was-this-helpful."""

from __future__ import annotations

import discord
from discord.ui import LayoutView

from bot.core.library import ContentIntent, IntentLibrary, Tier
from bot.core.replies import Reply
from bot.frontends.discord.items import Option, Press, PressButton
from bot.frontends.discord.phrases import say
from bot.frontends.discord.place import Place
from bot.frontends.discord.plain import escape
from bot.frontends.discord.views.panel import Part, body, line, menu, panel, rows, text


def answer_view(reply: Reply, library: IntentLibrary, place: Place) -> LayoutView:
    """The answer to a curated question."""
    intent = library.content[reply.intent or ""]
    tier = reply.tier or Tier.FUNDAMENTALS
    return panel(
        text(f"### {escape(intent.title)}\n{_subtitle(intent, library)}"),
        body(reply.text),
        line(),
        *rows(_tiers(intent, tier, library)),
        *rows(_about(intent, tier, library, place)),
        *_related(reply, library),
    )


def _subtitle(intent: ContentIntent, library: IntentLibrary) -> str:
    """The question that is answered, so that a wrong match shows at once."""
    return "-# " + say(library, "answer-line", question=escape(intent.question), reviewed=intent.reviewed)


def _tiers(intent: ContentIntent, shown: Tier, library: IntentLibrary) -> list[PressButton]:
    style = discord.ButtonStyle
    return [
        PressButton(
            Press("tier", (tier, intent.id)),
            say(library, f"tier-{tier}"),
            style=style.primary if tier is shown else style.secondary,
            disabled=tier is shown,
        )
        for tier in Tier
    ]


def _about(intent: ContentIntent, tier: Tier, library: IntentLibrary, place: Place) -> list[PressButton]:
    """Sources and was-this-helpful; share only where there is a channel to share with."""
    about = (tier, intent.id)
    buttons = [
        PressButton(Press("sources", (*about, "0")), say(library, "button-sources")),
        PressButton(Press("rate", ("up", *about)), say(library, "button-helpful")),
        PressButton(Press("rate", ("down", *about)), say(library, "button-not-helpful")),
    ]
    if place is Place.PRIVATE:
        buttons.append(PressButton(Press("share", about), say(library, "button-share")))
    return buttons


def _related(reply: Reply, library: IntentLibrary) -> list[Part]:
    options = {choice.intent: Option(choice.label, choice.intent) for choice in reply.choices}
    return menu(Press("show", (reply.intent or "",)), say(library, "related-placeholder"), options.values())
