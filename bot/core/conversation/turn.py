"""A turn as a value: what came out of one exchange."""

from __future__ import annotations

from dataclasses import dataclass, replace

from bot.core.person import Conversation, Event, PersonState
from bot.core.replies import Reply


@dataclass(frozen=True)
class Turn:
    """The outcome of one exchange: the state to save, what to say (at least one reply), what happened."""

    state: PersonState
    replies: tuple[Reply, ...]
    events: tuple[Event, ...] = ()


def in_conversation(state: PersonState, conversation: Conversation) -> PersonState:
    """The state with its conversation replaced."""
    return replace(state, conversation=conversation)
