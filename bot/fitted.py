"""Fitted state kept between runs, in the user's cache folder, where nothing is lost when it is emptied; and the landed
safety score, which comes along with the pack."""

from __future__ import annotations

import hashlib
import json
import logging
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

from bot.content.safety_files import has_examples, read_safety_examples
from bot.core.library import IntentLibrary
from bot.core.matching import VERSION, Matcher
from bot.core.matching.encoder import Encoder
from bot.core.safety.score import SafetyScore
from bot.core.safety.score_learning import fit_score
from bot.core.safety.score_state import VERSION as SCORE_VERSION
from bot.core.safety.score_state import load_score, save_score
from bot.core.teaching import lesson

LANDED_SCORE = "knowledge/safety-score.npz"
KEPT = 4  # files of each kind; the oldest go when there are more

_log = logging.getLogger(__name__)
_Fitted = TypeVar("_Fitted")


def matcher_for(library: IntentLibrary, encoder: Encoder | None, folder: Path | None = None) -> Matcher:
    """The matcher of a pack: read when it was fitted before, otherwise fitted and, where possible, kept.

    A file that cannot be read or written is passed over; `folder` is where they lie (default: the user's cache folder).
    """
    fingerprint = fingerprint_of(library, encoder)
    return _kept(
        (folder or _default_folder()) / f"{fingerprint[:24]}.npz",
        "Learning the questions; this takes some seconds, once for every change of what people may ask.",
        lambda path: Matcher.load(path, fingerprint, encoder),
        lambda: Matcher.fit(**lesson(library), encoder=encoder),
        lambda matcher, path: matcher.save(path, fingerprint),
    )


def score_for(
    library: IntentLibrary, content: Path, matcher: Matcher, folder: Path | None = None
) -> SafetyScore | None:
    """The safety score of the pack below `content`: the landed one, one that was fitted before, or a new one.

    None where the pack has no examples or sets no false alarms, or without an encoder: then the rules stand alone.
    """
    shares = library.false_alarms
    if shares is None or not matcher.rung or not has_examples(content):
        return None
    rules = library.safety_rules
    fingerprint = score_fingerprint(library, matcher)

    def load(path: Path) -> SafetyScore:
        return SafetyScore(load_score(path, fingerprint), rules, matcher)

    def fit() -> SafetyScore:
        examples, _ = read_safety_examples(content)
        alarms = [each.id for each in library.safety.values() if each.is_alarm]
        said = lesson(library)
        asked = [text for texts in said["utterances"].values() for text in texts] + list(said["out_of_scope"])
        return fit_score(examples, asked, rules, matcher, shares, alarms)

    with suppress(OSError, ValueError):  # absent, or of other examples: then the cache, or a fit
        return load(content / LANDED_SCORE)
    return _kept(
        (folder or _default_folder()) / f"{fingerprint[:24]}.safety.npz",
        "Learning what sounds like danger; this takes some minutes, once for every change of its examples.",
        load,
        fit,
        lambda score, path: save_score(score.model, path, fingerprint),
    )


def land_score(library: IntentLibrary, content: Path, matcher: Matcher, score: SafetyScore) -> None:
    """Keep the score with the pack, so that nobody has to wait for it to be learned. Raises OSError."""
    save_score(score.model, content / LANDED_SCORE, score_fingerprint(library, matcher))
    (content / LANDED_SCORE).chmod(0o644)  # a kept file is its owner's alone; this one is everybody's


def score_fingerprint(library: IntentLibrary, matcher: Matcher) -> str:
    """The name of a score: its examples, how many false alarms it may raise, what reads the words.

    The rules' cue lists and what people may ask have a part in learning and none in the name: a moderator who edits
    them need not wait, and the landed figures tell when the score has to be learned again.
    """
    named = (library.examples_fingerprint, repr(library.false_alarms), matcher.rung, str(VERSION), str(SCORE_VERSION))
    return _digest(*named)


def fingerprint_of(library: IntentLibrary, encoder: Encoder | None) -> str:
    """The name of what a fit gives: what it learns from, the matcher's version, the encoder."""
    return _digest(_named(library), str(VERSION), encoder.name if encoder else "none")


def _named(library: IntentLibrary) -> str:
    return json.dumps(lesson(library), ensure_ascii=False)


def _digest(*parts: str) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def _kept(
    path: Path,
    notice: str,
    load: Callable[[Path], _Fitted],
    fit: Callable[[], _Fitted],
    save: Callable[[_Fitted, Path], None],
) -> _Fitted:
    try:
        return load(path)
    except FileNotFoundError:
        pass
    except (OSError, ValueError) as error:
        _log.info("what was fitted is not used: %s", error)
    if sys.stderr.isatty():
        sys.stderr.write(f"{notice}\n")
    fitted = fit()
    try:
        save(fitted, path)
        _tidy(path.parent)
    except OSError as error:
        _log.info("what was fitted is not kept: %s", error)
    return fitted


def _default_folder() -> Path:
    from platformdirs import user_cache_path

    return user_cache_path("osteon", appauthor=False) / "matcher"


def _tidy(folder: Path) -> None:
    with suppress(OSError):
        files = sorted(folder.glob("*.npz"), key=lambda path: path.stat().st_mtime, reverse=True)
        for kind in (True, False):
            for old in [path for path in files if path.name.endswith(".safety.npz") is kind][KEPT:]:
                old.unlink()
