"""What is said in a channel that everyone reads: short, nothing personal, and a button that answers privately."""

from __future__ import annotations

import discord
from discord.ui import LayoutView

from bot.core.library import IntentLibrary, Tier
from bot.core.replies import Reply, ReplyKind
from bot.frontends.discord.items import Press, PressButton
from bot.frontends.discord.phrases import say
from bot.frontends.discord.plain import escape
from bot.frontends.discord.views.choices import choice_buttons, choices_view
from bot.frontends.discord.views.panel import body, panel, rows, text

_FIRST = (  # what matters most when a turn says several things
    ReplyKind.SAFETY,
    ReplyKind.ANSWER,
    ReplyKind.DISAMBIGUATE,
    ReplyKind.FALLBACK,
    ReplyKind.CHAT,
    ReplyKind.CHECKLIST,
    ReplyKind.NOTICE,
)


def public_view(replies: tuple[Reply, ...], library: IntentLibrary) -> LayoutView:
    """The one public reply to a turn's replies."""
    reply = min(replies, key=lambda each: _FIRST.index(each.kind))
    if reply.kind is ReplyKind.SAFETY:
        return choices_view(reply, library)
    if reply.kind is ReplyKind.CHECKLIST:
        return _checklist(library)
    if reply.kind is ReplyKind.ANSWER:
        return _answer(reply, library)
    if reply.intent and reply.citations:
        return panel(text(say(library, "public-sources")), *rows([_sources(reply.intent, library)]))
    words = _first_paragraph(reply.text) if reply.kind is ReplyKind.CHAT else reply.text
    return panel(body(words), *rows(choice_buttons(reply.choices)))


def _answer(reply: Reply, library: IntentLibrary) -> LayoutView:
    intent = library.content[reply.intent or ""]
    short = _first_paragraph(reply.tiers.get(Tier.FUNDAMENTALS, reply.text))
    private = PressButton(
        Press("pick", (intent.id,)), say(library, "private-button"), style=discord.ButtonStyle.primary
    )
    return panel(
        text(f"### {escape(intent.title)}"),
        body(short),
        text("-# " + say(library, "public-more")),
        *([text("-# " + escape(reply.note))] if reply.note else []),
        *rows([private, _sources(intent.id, library)]),
    )


def _sources(intent: str, library: IntentLibrary) -> PressButton:
    return PressButton(Press("sources", (Tier.FUNDAMENTALS, intent, "0")), say(library, "button-sources"))


def _checklist(library: IntentLibrary) -> LayoutView:
    button = PressButton(
        Press("check", ("continue",)), say(library, "button-continue"), style=discord.ButtonStyle.primary
    )
    return panel(text(say(library, "public-checklist")), *rows([button]))


def _first_paragraph(words: str) -> str:
    return words.strip().partition("\n\n")[0]
