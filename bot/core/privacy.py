"""What a person is told about what is stored about them: in words, for any front end."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from bot.core.library import IntentLibrary
from bot.core.person import Conversation, Settings
from bot.core.retention import Retention


@dataclass(frozen=True)
class StoredAbout:
    """What is kept in general, and what of it is there about one person."""

    in_general: tuple[str, ...]  # what and why, how long, how it is protected: a paragraph each
    of_this_person: tuple[str, ...]  # how much of each part, and the choice about unanswered questions: a line each
    keeps_questions: bool  # whether their unanswered questions may be kept


def stored_about(export: Mapping[str, Any], library: IntentLibrary, retention: Retention) -> StoredAbout:
    """Put an export into words."""
    settings = Settings.from_dict(export["settings"] or {})
    counts = {name: _count(name, part) for name, part in export.items() if isinstance(part, (list, tuple, dict))}
    lines = [library.say("privacy-count", name=name, count=count) for name, count in counts.items() if count]
    choice = "privacy-questions-kept" if settings.keep_unanswered else "privacy-questions-not-kept"
    return StoredAbout(
        in_general=(
            library.say("privacy-what"),
            library.say(
                "privacy-how-long",
                minutes=retention.conversation_minutes,
                days=retention.unanswered_days,
                months=retention.idle_months,
                notice=retention.notice_days,
            ),
            library.say("privacy-safe"),
        ),
        of_this_person=(*(lines or [library.say("privacy-none")]), library.say(choice)),
        keeps_questions=settings.keep_unanswered,
    )


def _count(name: str, part: Collection[Any]) -> int:
    """How many entries a part has; of named ones, those that are not as for somebody new."""
    usual = _NEW.get(name, {})
    return sum(value != usual.get(key) for key, value in part.items()) if isinstance(part, dict) else len(part)


_NEW: Mapping[str, Mapping[str, Any]] = {
    "settings": Settings().as_dict(),
    "conversation": Conversation().as_dict(),
}
