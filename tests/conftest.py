"""What every test may ask for: the real pack, a second one on another subject, and a frozen clock."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # before numpy; see bot/__main__.py

import pytest
from platformdirs import user_cache_path

from bot.content.loading import load_library
from bot.core.library import IntentLibrary
from bot.core.matching import Matcher
from bot.core.matching.encoder import choose_encoder
from bot.core.person import PersonKey
from bot.core.safety.score import SafetyScore
from bot.fitted import matcher_for, score_for
from bot.service import Service
from bot.storage.memory import MemoryStore

# Fitting takes seconds and is the same for everybody, so tests and the commands they run share one cache; nobody has to
# empty it, because a fitted matcher is named by the content that it was fitted on.
CACHE = {"XDG_CACHE_HOME": str(Path(tempfile.gettempdir()) / f"osteon-tests-{os.getuid()}")}

FITTED = Path(CACHE["XDG_CACHE_HOME"]) / "osteon" / "matcher"

ROOT = Path(__file__).parents[1]
NOW = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)


def pytest_sessionstart() -> None:
    """What `make setup` fitted is used here too."""
    FITTED.mkdir(parents=True, exist_ok=True)
    for path in (user_cache_path("osteon", appauthor=False) / "matcher").glob("*.npz"):
        if not (FITTED / path.name).exists():
            shutil.copy2(path, FITTED)


@pytest.fixture(scope="session")
def library() -> IntentLibrary:
    """The real pack."""
    return load_library(ROOT)


@pytest.fixture(scope="session")
def matcher(library: IntentLibrary) -> Matcher:
    """A matcher fitted on the real pack, shared with the commands that tests run; see tests/commands/conftest.py."""
    return matcher_for(library, choose_encoder(""), FITTED)


@pytest.fixture(scope="session")
def score(library: IntentLibrary, matcher: Matcher) -> SafetyScore | None:
    """The safety score of the real pack, shared in the same way."""
    return score_for(library, ROOT, matcher, FITTED)


@pytest.fixture
def houseplants(tmp_path: Path) -> Path:
    """A writable copy of the second pack, with the engine's phrases from the first."""
    folder = tmp_path / "houseplants"
    shutil.copytree(ROOT / "tests" / "packs" / "houseplants", folder)
    for name in ("wording-discord.yaml", "commands.yaml", "safety-cues.yaml", "redaction.yaml"):
        if not (folder / "knowledge" / name).exists():
            shutil.copy(ROOT / "knowledge" / name, folder / "knowledge" / name)
    shutil.copy(ROOT / "knowledge" / "wording.yaml", folder / "knowledge" / "wording-base.yaml")
    return folder


class Clock:
    """A clock that tests move."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    """Stands at `NOW` until a test moves it."""
    return Clock()


@pytest.fixture
def service(
    library: IntentLibrary, matcher: Matcher, score: SafetyScore | None, clock: Callable[[], datetime]
) -> Service:
    """The service over the real pack and an empty in-memory store."""
    return Service(library, matcher, MemoryStore(), score=score, clock=clock)


@pytest.fixture
def person() -> PersonKey:
    """Somebody."""
    return PersonKey("terminal", "ann")
