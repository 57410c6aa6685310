"""The figures that landed last, kept in a file, and the floor below which no change may go."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

ROOM = 0.01  # a figure may be this much worse than the landed one: a few questions of the set
BETTER_HIGH = ("top1", "top3", "answered_right", "auroc", "recall_alarms", "recall_boundaries")
BETTER_LOW = ("answered_wrong", "out_of_scope_answered", "fpr95", "twins_fired", "false_alarms")


def read_landed(path: Path) -> Mapping[str, Mapping[str, Any]]:
    """The landed figures by set of questions; empty when there is no file yet."""
    if not path.is_file():
        return {}
    read: Mapping[str, Mapping[str, Any]] = json.loads(path.read_text(encoding="utf-8"))
    return read


def write_landed(path: Path, now: Mapping[str, Mapping[str, Any]]) -> None:
    """Keep these figures as the landed ones."""
    text = json.dumps(now, indent=2)
    path.write_text(text + "\n", encoding="utf-8")


def worse(now: Mapping[str, Any], landed: Mapping[str, Any]) -> list[str]:
    """What is worse than it landed, one sentence each."""
    found = []
    for name, value in now.items():
        before = landed.get(name)
        if value is None or before is None:
            continue
        if (name in BETTER_HIGH and value < before - ROOM) or (name in BETTER_LOW and value > before + ROOM):
            found.append(f"{name} was {before:.4f} and is {value:.4f}")
    return found
