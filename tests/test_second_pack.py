"""Another subject, the same engine: a pack about ferns answers, asks its checklist and raises its own alarm."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.bootstrap import fit_matcher
from bot.content.loading import load_library
from bot.core.conversation.inputs import Say
from bot.core.person import PersonKey
from bot.core.replies import Reply, ReplyKind
from bot.service import Service
from bot.storage.memory import MemoryStore


@pytest.fixture
def ferns(houseplants: Path) -> Service:
    """The service over the second pack."""
    library = load_library(houseplants)
    return Service(library, fit_matcher(library), MemoryStore())


async def say(service: Service, utterance: str) -> Reply:
    turn = await service.take_turn(PersonKey("terminal", "ann"), Say(utterance))
    return turn.replies[0]


async def test_it_answers_from_its_own_claims(ferns: Service) -> None:
    """The answer, its citations and its next step come from the second pack alone."""
    reply = await say(ferns, "how much water does my fern need?")
    assert (reply.kind, reply.intent) == (ReplyKind.ANSWER, "fern-water")
    assert reply.citations[0].document == "handbook"
    assert "200 ml every 3 days. [1]" in reply.text
    assert "Feel the soil" in reply.text


async def test_it_runs_its_own_checklist(ferns: Service) -> None:
    """Two items, in its own units."""
    assert "1 of 2" in (await say(ferns, "start the checklist")).text
    recorded = await say(ferns, "70 ml")
    assert recorded.checklist is not None
    assert (recorded.checklist.value, recorded.checklist.unit, recorded.checklist.next) == (70, "ml/day", "window")


async def test_it_raises_its_own_alarm(ferns: Service) -> None:
    """Its safety rule fires, and its excuse holds."""
    assert (await say(ferns, "help, my cat ate some fern")).intent == "poison"
    assert (await say(ferns, "my cat ate some fern last year")).kind is not ReplyKind.SAFETY


async def test_it_knows_nothing_of_the_first_pack(ferns: Service) -> None:
    """A question of the other subject gets this pack's fallback."""
    reply = await say(ferns, "does anastrozole weaken bones?")
    assert reply.kind in (ReplyKind.FALLBACK, ReplyKind.DISAMBIGUATE)
    assert "anastrozole" not in reply.text
