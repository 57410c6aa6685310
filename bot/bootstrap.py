"""Wires the parts together, in one place. Nobody imports this but the commands and the tests.

Heavy libraries are imported where they are needed, so that `osteon ask` starts quickly.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from bot.content.loading import load_library
from bot.core.library import IntentLibrary
from bot.core.matching import Matcher
from bot.core.matching.encoder import Encoder, EncoderUnavailable, choose_encoder
from bot.core.safety.score import SafetyScore
from bot.core.teaching import lesson
from bot.errors import UsageError
from bot.fitted import matcher_for, score_for
from bot.service import Service
from bot.settings import Settings
from bot.storage.port import PersonStore


def fit_matcher(library: IntentLibrary, *, encoder: str = "", earlier: Matcher | None = None) -> Matcher:
    """A matcher over every intent that people can mean, fitted afresh.

    `encoder`: a setting, see `choose_encoder`. `earlier`: a matcher of nearly the same pack, for a quick refit.
    Raises `UsageError` for an encoder that cannot be used.
    """
    return Matcher.fit(**lesson(library), encoder=_encoder(encoder), earlier=earlier)


def load(settings: Settings) -> tuple[IntentLibrary, Matcher, SafetyScore | None]:
    """The pack, its matcher and its safety score, read from the cache when they were fitted before.

    Raises `ContentError` when the pack cannot be used, `UsageError` for an encoder that cannot.
    """
    library = load_library(settings.content)
    matcher = matcher_for(library, encoder_of(settings))
    return library, matcher, score_for(library, settings.content, matcher)


def encoder_of(settings: Settings) -> Encoder | None:
    """What reads meanings in this process. Raises `UsageError` when it cannot be used."""
    return _encoder(settings.encoder)


def _encoder(wanted: str) -> Encoder | None:
    try:
        return choose_encoder(wanted)
    except EncoderUnavailable as error:
        raise UsageError(f"OSTEON_ENCODER cannot be used. {error}") from error


@asynccontextmanager
async def open_service(settings: Settings) -> AsyncIterator[Service]:
    """The service over the database that the settings name; everything is closed at the end.

    Raises `ContentError`, `UsageError` or `StorageError`, each with a plain sentence.
    """
    library, matcher, score = load(settings)
    async with open_people(settings) as store:
        yield Service(
            library,
            matcher,
            store,
            score=score,
            retention=settings.retention,
            count_triage=settings.count_triage,
        )


@asynccontextmanager
async def open_people(settings: Settings) -> AsyncIterator[PersonStore]:
    """What is stored about people, for commands that need no answers: they work whatever the content is like.

    Raises `UsageError` or `StorageError`, each with a plain sentence.
    """
    from bot.storage.sql.opening import default_url, open_store

    async with open_store(settings.database_url or default_url(), secret_keys=settings.secret_keys) as store:
        yield store
