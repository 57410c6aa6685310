"""A reply that is words alone: small talk and notices."""

from __future__ import annotations

from discord.ui import LayoutView

from bot.core.library import IntentLibrary
from bot.core.replies import Reply
from bot.frontends.discord.views.choices import choice_buttons
from bot.frontends.discord.views.panel import body, panel, rows, text


def words_view(reply: Reply, library: IntentLibrary) -> LayoutView:
    """The words, and a button for each question that is offered with them."""
    return panel(body(reply.text), *rows(choice_buttons(reply.choices)))


def phrase_view(words: str) -> LayoutView:
    """A phrase of the front end's own."""
    return panel(text(words))
