"""The development set: questions that only judge, read from two files."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from bot.errors import UsageError
from bot.evaluation.judging import Question


def read_development(folder: Path) -> list[Question]:
    """`questions.yaml` and `out-of-scope.yaml` of a folder. Raises `UsageError` when they cannot be read."""
    inside = _read(folder / "questions.yaml")
    questions = [_question(intent, each) for intent, texts in inside.items() for each in texts]
    outside = _read(folder / "out-of-scope.yaml")
    return questions + [Question(text, frozenset(), kind) for kind, texts in outside.items() for text in texts]


def _question(intent: str, written: Any) -> Question:
    if isinstance(written, str):
        return Question(written, frozenset([intent]))
    return Question(written["text"], frozenset([intent, *written.get("also", ())]))


def _read(path: Path) -> Mapping[str, Any]:
    try:
        read = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, yaml.YAMLError) as error:
        raise UsageError(f"{path} cannot be read: name the folder of questions with --development.") from error
    if not isinstance(read, dict):
        raise UsageError(f"{path} holds no lists of questions: see docs/matching.md.")
    return read
