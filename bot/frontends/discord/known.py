"""What a button names, looked up: content may have changed since the button was sent."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

from bot.core.library import Tier
from bot.core.replies import Reply
from bot.service import Service

Found = TypeVar("Found")


class StaleButton(Exception):
    """The button names something that this pack or this version does not have."""


def known(shelf: Mapping[str, Found], id: str) -> Found:
    """The entry. Raises StaleButton when there is none."""
    if id not in shelf:
        raise StaleButton
    return shelf[id]


def known_answer(service: Service, intent: str, tier: str) -> Reply:
    """A content intent's answer, without a person. Raises StaleButton when it is gone."""
    known(service.library.content, intent)
    return service.answer(intent, Tier(tier))
