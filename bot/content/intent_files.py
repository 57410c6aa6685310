"""Readers for `intents/`: one file per intent, its name the id."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from pathlib import PurePosixPath
from typing import Any

from bot.content.passages import MarkedPassage, read_passage
from bot.content.problems import Problem
from bot.content.shapes import Shape
from bot.content.yaml_source import Source
from bot.core.library import ChatIntent, ContentIntent, SafetyIntent, Tier, UncoveredTopic

TITLE_LENGTH = 40
QUESTION_LENGTH = 90


@dataclass
class IntentFile:
    """A file of `intents/` as read: the intent, and what the rules need to name its places."""

    id: str
    folder: str
    shape: Shape
    utterances: tuple[str, ...] = ()
    passages: dict[str, MarkedPassage] = field(default_factory=dict)  # by tier, and "next_step"
    waivers: dict[str, str] = field(default_factory=dict)  # rule code -> reason
    intent: ContentIntent | ChatIntent | SafetyIntent | UncoveredTopic | None = None
    safety: dict[str, Any] = field(default_factory=dict)  # the raw rules of a safety intent


def read_intent(source: Source, problems: list[Problem]) -> IntentFile:
    """Read one file; its folder says which kind of intent it is."""
    path = PurePosixPath(source.file)
    file = IntentFile(path.stem, path.parent.name, Shape(source, problems))
    if not file.shape.is_mapping:
        return file
    file.utterances = file.shape.texts("utterances", required=True, code="content/not-a-string")
    file.waivers = _waivers(file.shape)
    match file.folder:
        case "chat":
            introduces = file.shape.flag("introduces")
            file.intent = ChatIntent(file.id, _title(file.shape), file.utterances, _reply(file.shape), introduces)
        case "safety":
            file.intent = _safety(file)
        case "uncovered":
            file.intent = UncoveredTopic(
                file.id, _title(file.shape), file.utterances, _reply(file.shape), file.shape.texts("choices")
            )
        case _:
            file.intent = _content(file)
    if file.folder != "safety":
        file.shape.done()
    return file


def _content(file: IntentFile) -> ContentIntent:
    shape = file.shape
    answer = shape.mapping("answer")
    for tier in Tier:
        if answer:
            file.passages[tier] = read_passage(answer, tier)
    if answer:
        answer.done()
    if "next_step" in shape.names():
        file.passages["next_step"] = read_passage(shape, "next_step")
    step = file.passages.get("next_step")
    return ContentIntent(
        id=file.id,
        group=file.folder,
        title=_title(shape),
        question=shape.text("question", longest=QUESTION_LENGTH),
        utterances=file.utterances,
        answer={tier: file.passages[tier].as_passage() for tier in Tier if tier in file.passages},
        next_step=step.as_passage() if step else None,
        related=shape.texts("related"),
        checklist=shape.texts("checklist"),
        reviewed=_date(shape, "reviewed"),
        review_due=_date(shape, "review_due"),
        risk=shape.flag("risk"),
    )


def _safety(file: IntentFile) -> SafetyIntent:
    shape = file.shape
    intent = SafetyIntent(
        id=file.id,
        title=_title(shape),
        utterances=file.utterances,
        reply=_reply(shape),
        choices=shape.texts("choices"),
        reviewed=_date(shape, "reviewed"),
        review_due=_date(shape, "review_due"),
        ask=shape.text("ask", default=""),
    )
    file.safety = {key: shape.raw(key) for key in shape.names()}
    return intent


def _title(shape: Shape) -> str:
    return shape.text("title", longest=TITLE_LENGTH)


def _reply(shape: Shape) -> str:
    return shape.text("reply").strip()


def _date(shape: Shape, key: str) -> str:
    value = shape.text(key)
    try:
        date.fromisoformat(value)
    except ValueError:
        if value:
            shape.report("content/bad-date", f'«{value}» is no date: write "YYYY-MM-DD"', key)
    return value


def _waivers(shape: Shape) -> dict[str, str]:
    waived = shape.mapping("waivers", required=False)
    return {code: waived.text(code) for code in waived.names()} if waived else {}
