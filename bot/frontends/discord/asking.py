"""Utterances that mean one thing whatever the checklist is at: a question from a door for questions, and an
answer to one item."""

from __future__ import annotations

from bot.core.conversation.inputs import Say
from bot.core.conversation.turn import Turn
from bot.core.library import Tier
from bot.core.person import PersonKey
from bot.service import Service


async def ask(service: Service, person: PersonKey, utterance: str, tier: Tier | None = None) -> Turn:
    """The turn of a question. A running checklist never takes it for an answer, and runs on afterwards."""
    return await service.take_turn(person, Say(utterance, tier, question=True))


async def answer_item(service: Service, person: PersonKey, item: str, words: str) -> Turn:
    """Answer this item, also when the checklist has moved on since its question was shown."""
    return await service.take_turn(person, Say(words, item=item))
