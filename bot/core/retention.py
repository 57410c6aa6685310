"""How long what is stored about people is kept. The sweep and `/privacy show` both read it from here."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta


@dataclass(frozen=True)
class Retention:
    """The limits, and the moments that follow from them."""

    conversation_minutes: int = 30  # after which an idle conversation is forgotten; checklist answers are not
    unanswered_days: int = 90  # that a question which nothing answered is kept for those who write answers
    idle_months: int = 24  # without a word from a person, after which they are told, and then erased
    notice_days: int = 30  # between being told and being erased

    @property
    def conversation(self) -> timedelta:
        """How long a conversation waits for its person."""
        return timedelta(minutes=self.conversation_minutes)

    def talking_since(self, now: datetime) -> datetime:
        """Conversations last used before this moment are forgotten."""
        return now - self.conversation

    def unanswered_from(self, now: datetime) -> date:
        """The first day whose unanswered questions are still kept."""
        return now.astimezone(UTC).date() - timedelta(days=self.unanswered_days)

    def seen_from(self, now: datetime) -> date:
        """People last seen before this day have been idle for too long."""
        today = now.astimezone(UTC).date()
        months = today.year * 12 + today.month - 1 - self.idle_months
        year, month = max(months // 12, 1), months % 12 + 1
        return date(year, month, min(today.day, monthrange(year, month)[1]))

    def told_until(self, now: datetime) -> date:
        """People told on or before this day, and not seen since, are erased."""
        return now.astimezone(UTC).date() - timedelta(days=self.notice_days)
