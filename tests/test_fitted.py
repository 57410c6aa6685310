"""Fitted matchers are kept, and nothing depends on it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from bot.core.library import IntentLibrary
from bot.core.matching import Matcher
from bot.fitted import KEPT, fingerprint_of, matcher_for


@pytest.fixture(scope="module")
def few(library: IntentLibrary) -> IntentLibrary:
    """A pack of three questions."""
    return replace(library, content=dict(list(library.content.items())[:3]), chat={}, uncovered={}, out_of_scope=())


def test_a_second_start_needs_no_fit(few: IntentLibrary, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was fitted is read, and ranks alike."""
    first = matcher_for(few, None, tmp_path)

    def fail(*_: object, **__: object) -> Matcher:
        raise AssertionError("fitted again")

    monkeypatch.setattr(Matcher, "fit", fail)
    second = matcher_for(few, None, tmp_path)
    assert second.rank("what is this") == first.rank("what is this")


def test_another_content_is_fitted_anew(few: IntentLibrary, tmp_path: Path) -> None:
    """The file is named by the content; only the newest few are kept."""
    for number in range(KEPT + 3):
        matcher_for(replace(few, fingerprint=str(number)), None, tmp_path)
    assert len(list(tmp_path.glob("*.npz"))) == KEPT
    assert fingerprint_of(few, None) != fingerprint_of(replace(few, fingerprint="x"), None)


def test_a_broken_file_is_passed_over(few: IntentLibrary, tmp_path: Path) -> None:
    """Damage, or a folder that cannot be made, costs a fit and no more."""
    path = tmp_path / f"{fingerprint_of(few, None)[:24]}.npz"
    path.write_bytes(b"damaged")
    assert matcher_for(few, None, tmp_path).rank("what is this")
    assert matcher_for(few, None, tmp_path).rank("what is this")
    in_the_way = tmp_path / "file"
    in_the_way.write_text("no folder")
    assert matcher_for(few, None, in_the_way).rank("what is this")
