"""What the bot is and is not, where its facts come from, and when they were last read over."""

from __future__ import annotations

from collections import Counter

from discord.ui import LayoutView

from bot.core.library import IntentLibrary
from bot.frontends.discord.phrases import say
from bot.frontends.discord.plain import escape
from bot.frontends.discord.views.panel import line, panel, text


def about_view(library: IntentLibrary) -> LayoutView:
    """The pack's own description, its documents, its references by what became of checking them, its dates."""
    documents = [
        "- " + say(library, "about-document", title=escape(document.title), description=escape(document.description))
        for document in library.documents.values()
    ]
    return panel(
        text(f"### {escape(library.name)}\n{say(library, 'about')}"),
        line(),
        text("\n".join([*documents, "- " + _references(library)])),
        *([line(), text("-# " + _review(library))] if library.content else []),
    )


def _references(library: IntentLibrary) -> str:
    works = [reference for reference in library.references.values() if not reference.same_work_as]
    found = Counter(reference.status for reference in works)
    names = {status: found[status] for status in ("confirmed", "corrected", "unverified")}
    return say(library, "about-references", count=len(works), **names)


def _review(library: IntentLibrary) -> str:
    intents = library.content.values()
    first = min(intent.reviewed for intent in intents)
    due = min(intent.review_due for intent in intents)
    return say(library, "about-review", questions=len(intents), reviewed=first, due=due)
