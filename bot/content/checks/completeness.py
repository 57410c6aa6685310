"""An answer leads on, and can be found: enough utterances, two to four related questions."""

from __future__ import annotations

from collections.abc import Iterator

from bot.content.pack import Pack
from bot.content.problems import Problem
from bot.core.library import ContentIntent

RELATED = (2, 4)


def check(pack: Pack) -> Iterator[Problem]:
    """Counts of each content intent; the least number of utterances is the pack's own."""
    least = pack.settings.utterances_at_least if pack.settings else 1
    for file in pack.content_files:
        if not isinstance(file.intent, ContentIntent):
            continue
        if len(file.utterances) < least:
            message = f"{len(file.utterances)} utterances: give at least {least}, as people type them"
            yield Problem(file.shape.place("utterances"), "content/few-utterances", message)
        low, high = RELATED
        if not low <= len(file.intent.related) <= high or file.id in file.intent.related:
            message = f"name {low} to {high} other questions that lead on"
            yield Problem(file.shape.place("related"), "content/related", message)
