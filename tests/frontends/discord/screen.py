"""What a person sees of a message: its texts, its buttons, its menus."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import discord
import simcord

Message = simcord.ResponseMessage | discord.Message


def parts(message: Message) -> list[Mapping[str, Any]]:
    """Every component, in reading order."""
    found = message.components if isinstance(message, simcord.ResponseMessage) else _dicts(message)
    return list(_walk(found))


def text(message: Message) -> str:
    """All that can be read."""
    return "\n".join([message.content, *(part["content"] for part in parts(message) if part["type"] == 10)])


def buttons(message: Message) -> dict[str, Mapping[str, Any]]:
    """The buttons by their label."""
    return {part["label"]: part for part in parts(message) if part["type"] == 2}


def menu(message: Message, position: int = 0) -> Mapping[str, Any]:
    """One of the menus."""
    return [part for part in parts(message) if part["type"] == 3][position]


def values(message: Message, position: int = 0) -> list[str]:
    """What one of the menus offers."""
    return [option["value"] for option in menu(message, position)["options"]]


def seen(result: simcord.InteractionResult) -> simcord.ResponseMessage:
    """The message that an interaction led to; there is exactly one."""
    messages = [*([result.response] if result.response else []), *result.followups]
    assert len(messages) == 1, result
    return messages[0]


def _dicts(message: discord.Message) -> list[Mapping[str, Any]]:
    return [component.to_dict() for component in message.components]


def _walk(components: Any) -> Iterator[Mapping[str, Any]]:
    for component in components:
        yield component
        yield from _walk(component.get("components", ()))
