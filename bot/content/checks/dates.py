"""Answers and safety replies are reviewed in time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

from bot.content.pack import Pack
from bot.content.problems import Problem, Severity
from bot.core.library import ContentIntent, SafetyIntent


def check(pack: Pack) -> Iterator[Problem]:
    """A review that is overdue today (a warning), or due before it was done (an error)."""
    today = datetime.now(UTC).date().isoformat()
    for file in pack.intents:
        if not isinstance(file.intent, ContentIntent | SafetyIntent):
            continue
        if file.intent.review_due < file.intent.reviewed:
            message = f"the next review, {file.intent.review_due}, is before the last: set a later date"
            yield Problem(file.shape.place("review_due"), "content/review-order", message)
        elif file.intent.review_due < today:
            message = f"the review was due on {file.intent.review_due}: read it again and set new dates"
            yield Problem(file.shape.place("review_due"), "content/review-overdue", message, Severity.WARNING)
