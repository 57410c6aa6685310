"""What the safety score learns from, and how many false alarms it may raise: content."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class SafetyExamples:
    """Messages as people type them."""

    positives: Mapping[str, tuple[str, ...]]  # by safety intent: messages that get its reply
    harmless: tuple[str, ...]  # look-alikes that get an ordinary answer
    ordinary: tuple[str, ...] = ()  # messages of every day that look like no danger

    def __bool__(self) -> bool:
        return any(self.positives.values())


@dataclass(frozen=True)
class FalseAlarms:
    """Of the harmless look-alikes, each judged as if it had never been seen, at most these shares set the score off."""

    alarms: float
    boundaries: float
    sure: float  # either, and surely
