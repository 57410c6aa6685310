"""Turns a reply into a view."""

from __future__ import annotations

from discord.ui import LayoutView

from bot.core.answers import answer_reply
from bot.core.library import IntentLibrary, Tier
from bot.core.replies import Reply, ReplyKind
from bot.frontends.discord.place import Place
from bot.frontends.discord.views.answer import answer_view
from bot.frontends.discord.views.checklist import checklist_view
from bot.frontends.discord.views.choices import choices_view
from bot.frontends.discord.views.sources import sources_view
from bot.frontends.discord.views.words import words_view


def render(reply: Reply, library: IntentLibrary, place: Place) -> LayoutView:
    """The reply as Discord shows it in a private place; `public_view` is for the others."""
    if reply.kind is ReplyKind.ANSWER:
        return answer_view(reply, library, place)
    if reply.kind is ReplyKind.CHECKLIST:
        return checklist_view(reply, library)
    if reply.intent and reply.citations:
        return sources_view(answer_reply(library, reply.intent, reply.tier or Tier.FUNDAMENTALS), library)
    if reply.kind in (ReplyKind.CHAT, ReplyKind.NOTICE):
        return words_view(reply, library)
    return choices_view(reply, library)
