"""Browsing: the groups, then the questions of one group."""

from __future__ import annotations

from discord.ui import LayoutView

from bot.core.library import IntentLibrary
from bot.frontends.discord import sizes
from bot.frontends.discord.items import Option, Press
from bot.frontends.discord.phrases import say
from bot.frontends.discord.plain import escape
from bot.frontends.discord.views.panel import Part, menu, panel, text


def topics_view(library: IntentLibrary) -> LayoutView:
    """All groups that hold a question."""
    return panel(text(f"### {say(library, 'topics-title')}"), *_groups(library))


def topic_view(group: str, library: IntentLibrary) -> LayoutView:
    """The questions of one group, and the other groups. Raises KeyError for an unknown group."""
    questions = [Option(intent.question, intent.id) for intent in library.content.values() if intent.group == group]
    menus = [
        part
        for start in range(0, len(questions), sizes.OPTIONS)
        for part in menu(
            Press("show", (group, str(start))),
            say(library, "topic-placeholder"),
            questions[start : start + sizes.OPTIONS],
        )
    ]
    heading = say(library, "topic-title", topic=escape(library.groups[group]), count=len(questions))
    return panel(text(f"### {heading}"), *menus, *_groups(library))


def _groups(library: IntentLibrary) -> list[Part]:
    used = {intent.group for intent in library.content.values()}
    options = [Option(heading, group) for group, heading in library.groups.items() if group in used]
    return menu(Press("topic"), say(library, "topics-placeholder"), options)
