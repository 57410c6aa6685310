"""Fitted matchers kept between runs, in the user's cache folder; nothing is lost when it is emptied."""

from __future__ import annotations

import hashlib
import logging
import sys
from contextlib import suppress
from pathlib import Path

from bot.core.library import IntentLibrary
from bot.core.matching import VERSION, Matcher
from bot.core.matching.encoder import Encoder
from bot.core.teaching import lesson

KEPT = 4  # files; the oldest go when there are more

_log = logging.getLogger(__name__)


def matcher_for(library: IntentLibrary, encoder: Encoder | None, folder: Path | None = None) -> Matcher:
    """The matcher of a pack: read when it was fitted before, otherwise fitted and, where possible, kept.

    A file that cannot be read or written is passed over; `folder` is where they lie (default: the user's cache folder).
    """
    fingerprint = fingerprint_of(library, encoder)
    try:
        path = (folder or _default_folder()) / f"{fingerprint[:24]}.npz"
        return Matcher.load(path, fingerprint, encoder)
    except FileNotFoundError:
        pass
    except (OSError, ValueError) as error:
        _log.info("the fitted matcher is not used: %s", error)
    if sys.stderr.isatty():
        sys.stderr.write("Learning the questions; this takes some seconds, once for every change of content.\n")
    matcher = Matcher.fit(**lesson(library), encoder=encoder)
    try:
        matcher.save(path, fingerprint)
        _tidy(path.parent)
    except OSError as error:
        _log.info("the fitted matcher is not kept: %s", error)
    return matcher


def fingerprint_of(library: IntentLibrary, encoder: Encoder | None) -> str:
    """The name of what a fit gives: the content, the matcher's version, the encoder."""
    parts = (library.fingerprint, str(VERSION), encoder.name if encoder else "none")
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def _default_folder() -> Path:
    from platformdirs import user_cache_path

    return user_cache_path("osteon", appauthor=False) / "matcher"


def _tidy(folder: Path) -> None:
    with suppress(OSError):
        files = sorted(folder.glob("*.npz"), key=lambda path: path.stat().st_mtime, reverse=True)
        for old in files[KEPT:]:
            old.unlink()
