"""A day's worth of traffic with canaries: none in the logs, none in what is counted, none in the database's files."""

from __future__ import annotations

import logging
import random
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from storage_examples import opened

from bot.core.conversation.inputs import Checklist, ChecklistMove, Input, Rate, Say, Show
from bot.core.library import IntentLibrary, Tier
from bot.core.matching import Matcher
from bot.core.person import PersonKey
from bot.service import Service
from bot.sweeping import sweep

PEOPLE = [PersonKey("discord", f"99001775533119{number:04}") for number in range(12)]
TURNS = 240
WORDS = ("zanzibar-marmalade", "quuxberry", "Featherstonehaugh", "0171 5559923", "canary@example.com", "73.4519 mg")


def turn(chance: random.Random, library: IntentLibrary) -> Input:
    """Something that a person may do, most of it with a canary in it."""
    canary = chance.choice(WORDS)
    content = chance.choice(list(library.content))
    return chance.choice(
        (
            Say(f"how much {canary} a day?"),
            Say(f"my name is {canary}, what about zebras"),
            Say(f"{chance.randint(1, 900)} mg, {canary} or so"),
            Say("skip"),
            Say("start the checklist"),
            Checklist(ChecklistMove.CONTINUE),
            Show(content, Tier.ACADEMIC),
            Rate(content, Tier.FUNDAMENTALS, helpful=True),
        )
    )


async def test_a_day_of_traffic_leaves_no_canary(
    library: IntentLibrary, matcher: Matcher, database: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """At the most talkative level no log line has an utterance, an answer or an account; nor has a count or a file."""
    caplog.set_level(logging.DEBUG)
    chance = random.Random(11)
    now = datetime(2026, 11, 21, tzinfo=UTC)
    answered = 0
    async with opened(database) as store:
        service = Service(library, matcher, store, clock=lambda: now)
        for _ in range(TURNS):
            now += timedelta(days=1) / TURNS
            taken = await service.take_turn(chance.choice(PEOPLE), turn(chance, library))
            answered += bool(taken.replies)
        await service.change_settings(PEOPLE[0], keep_unanswered=False)
        exported = [str(await service.export_person(person)) for person in PEOPLE]
        kept = " ".join(await store.unanswered(limit=TURNS))
        swept = await sweep(store, service.retention, library, now=now + timedelta(days=2), all_of_it=True)
        await service.erase_person(PEOPLE[1])
    assert answered == TURNS
    assert any(word in one for word in WORDS for one in exported)  # there was something to find
    canaries = [*WORDS, *(person.id for person in PEOPLE)]
    assert swept["idle-conversations"] > 0
    assert not [canary for canary in canaries if canary.casefold() in caplog.text.casefold()]
    hidden = [canary for canary in canaries if canary != "quuxberry" and canary != "zanzibar-marmalade"]
    assert not [canary for canary in hidden if canary.casefold() in kept.casefold()], kept
    raw = b"".join(path.read_bytes() for path in database.parent.iterdir()).lower()
    assert not [canary for canary in canaries if canary.encode().lower() in raw]
    with closing(sqlite3.connect(database)) as connection:
        counted = str(connection.execute("SELECT * FROM triage_counts").fetchall())
    assert not [canary for canary in canaries if canary in counted]


def test_settings_do_not_print_secrets() -> None:
    """Neither a token nor a secret nor a database's password is in what a settings object shows of itself."""
    from bot.settings import Settings

    environment = {
        "DISCORD_TOKEN": "canary-token",
        "OSTEON_SECRET_KEYS": "canary-key,canary-other",
        "OSTEON_DATABASE_URL": "postgresql://ann:canary-password@host/osteon",
    }
    settings = Settings.from_mapping(environment)
    assert settings.secret_keys == ("canary-key", "canary-other")
    assert "canary" not in repr(settings)
    assert "canary" not in repr(replace(settings, log_level="debug"))
