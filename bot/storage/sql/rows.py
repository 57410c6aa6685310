"""Rows of the database from and to what the core works with. `ABOUT_...` binds each sealed value to its place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, Final

from sqlalchemy import RowMapping

from bot.core.person import AnswerRated, ItemAnswer, PersonKey, Settings
from bot.storage.sealing import Cipher

ABOUT_PROFILE: Final = "persons.profile"
ABOUT_CONVERSATION: Final = "persons.conversation"
ABOUT_ANSWER: Final = "checklist_answers.answer"
ABOUT_HISTORY: Final = "checklist_history.entry"
ABOUT_RATING: Final = "feedback.rating"
ABOUT_UTTERANCE: Final = "unanswered.utterance"


def profile_of(key: PersonKey, settings: Settings, *, created_at: datetime, saved_at: datetime) -> dict[str, Any]:
    """What a profile holds, JSON-ready. The user key is in it for the notice before an erasure."""
    return {
        "user": str(key),
        "created_at": _text(created_at),
        "saved_at": _text(saved_at),
        "settings": settings.as_dict(),
    }


def answer_row(answer: ItemAnswer, cipher: Cipher) -> dict[str, Any]:
    """An answer as the columns of `checklist_answers`, but for whose it is."""
    return {"slot": cipher.slot(answer.item), "answer": cipher.seal(answer.as_dict(), ABOUT_ANSWER)}


def read_answers(sealed: Iterable[bytes | None], cipher: Cipher) -> dict[str, ItemAnswer]:
    """Answers by item, in the order of the items' names. None stands for no answer."""
    answers = [ItemAnswer.from_dict(each) for each in _opened(sealed, cipher)]
    return {answer.item: answer for answer in answers}


def answered_entry(answer: ItemAnswer) -> dict[str, Any]:
    """A line of the history: an item was answered."""
    return {"event": "answered", **answer.as_dict()}


def reset_entry(at: datetime) -> dict[str, Any]:
    """A line of the history: the checklist was emptied."""
    return {"event": "reset", "at": _text(at)}


def rating_of(rated: AnswerRated, at: datetime) -> dict[str, Any]:
    """What is kept of a rating."""
    return {"at": _text(at), "intent": rated.intent, "tier": str(rated.tier), "helpful": rated.helpful}


def export_person(rows: Sequence[RowMapping], cipher: Cipher) -> dict[str, Any]:
    """What `persons` holds about one person."""
    (row,) = rows
    profile = cipher.open(row["profile"], ABOUT_PROFILE)
    return {**profile, "version": row["version"], "conversation": cipher.open(row["conversation"], ABOUT_CONVERSATION)}


def export_checklist(rows: Sequence[RowMapping], cipher: Cipher) -> dict[str, Any]:
    """A person's current answers."""
    return {"checklist": _opened((row["answer"] for row in rows), cipher)}


def export_history(rows: Sequence[RowMapping], cipher: Cipher) -> dict[str, Any]:
    """All that a person did with the checklist, oldest first."""
    return {"history": [cipher.open(row["entry"], ABOUT_HISTORY) for row in rows]}


def export_feedback(rows: Sequence[RowMapping], cipher: Cipher) -> dict[str, Any]:
    """Which answers a person rated, oldest first."""
    return {"feedback": [cipher.open(row["rating"], ABOUT_RATING) for row in rows]}


def export_key(rows: Sequence[RowMapping], cipher: Cipher) -> dict[str, Any]:
    """Nothing: the key says nothing about the person, and an export in clear needs none."""
    return {}


def nothing_stored(user: str) -> dict[str, Any]:
    """The export of somebody about whom nothing is stored: every heading, all empty."""
    return {
        "user": user,
        "created_at": None,
        "saved_at": None,
        "version": 0,
        "settings": {},
        "conversation": {},
        "checklist": [],
        "history": [],
        "feedback": [],
    }


def _opened(sealed: Iterable[bytes | None], cipher: Cipher) -> list[Mapping[str, Any]]:
    answers = [cipher.open(each, ABOUT_ANSWER) for each in sealed if each is not None]
    return sorted(answers, key=lambda answer: str(answer["item"]))


def _text(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat()
