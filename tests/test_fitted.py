"""Fitted matchers are kept, and nothing depends on it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from bot.content.loading import load_library
from bot.core.library import IntentLibrary
from bot.core.matching import Matcher
from bot.core.matching.encoder import choose_encoder
from bot.core.safety.score_state import load_score
from bot.fitted import KEPT, LANDED_SCORE, fingerprint_of, land_score, matcher_for, score_fingerprint, score_for
from bot.settings import default_content


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
        matcher_for(replace(few, out_of_scope=(f"word {number}",)), None, tmp_path)
    assert len(list(tmp_path.glob("*.npz"))) == KEPT
    assert fingerprint_of(few, None) != fingerprint_of(replace(few, out_of_scope=("other",)), None)


def test_a_broken_file_is_passed_over(few: IntentLibrary, tmp_path: Path) -> None:
    """Damage, or a folder that cannot be made, costs a fit and no more."""
    path = tmp_path / f"{fingerprint_of(few, None)[:24]}.npz"
    path.write_bytes(b"damaged")
    assert matcher_for(few, None, tmp_path).rank("what is this")
    assert matcher_for(few, None, tmp_path).rank("what is this")
    in_the_way = tmp_path / "file"
    in_the_way.write_text("no folder")
    assert matcher_for(few, None, in_the_way).rank("what is this")


def taught(pack: Path) -> Path:
    """The small pack with something to learn danger from."""
    intent = sorted((pack / "intents" / "safety").glob("*.yaml"))[0].stem
    folder = pack / "knowledge" / "safety-examples"
    folder.mkdir()
    lines = "\n".join(f'  - "{word} is burning in the kitchen"' for word in ("pot", "pan", "towel", "oven", "lamp"))
    calm = "\n".join(f'  - "where does a {word} like to stand"' for word in ("fern", "palm", "cactus", "rose", "moss"))
    (folder / f"{intent}.yaml").write_text(f"positives:\n{lines}\nharmless:\n{calm}\n", encoding="utf-8")
    with (pack / "knowledge" / "pack.yaml").open("a", encoding="utf-8") as file:
        file.write("\nfalse_alarms:\n  alarms: 0.1\n  boundaries: 0.1\n  sure: 0.05\n")
    return pack


def teach_one_more(pack: Path) -> None:
    """One more harmless example."""
    path = next((pack / "knowledge" / "safety-examples").glob("*.yaml"))
    path.write_text(path.read_text(encoding="utf-8") + '  - "one more calm line"\n', encoding="utf-8")


def test_a_score_is_kept_until_its_examples_change(
    houseplants: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second start fits nothing; another example does."""
    pack, folder = taught(houseplants), tmp_path / "kept"
    library = load_library(pack)
    matcher = matcher_for(library, choose_encoder("words"), folder)
    first = score_for(library, pack, matcher, folder)
    assert first is not None
    fits: list[object] = []
    monkeypatch.setattr("bot.fitted.fit_score", lambda *given: fits.append(given) or first)
    again = score_for(library, pack, matcher, folder)
    assert again is not None
    assert again.judge("the pot is burning") == first.judge("the pot is burning")
    assert not fits
    teach_one_more(pack)
    score_for(load_library(pack), pack, matcher, folder)
    assert len(fits) == 1


def test_a_landed_score_comes_along_with_the_pack(
    houseplants: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody fits it again, also after a change of what people ask; once its examples change it is passed over."""
    pack = taught(houseplants)
    library = load_library(pack)
    matcher = matcher_for(library, choose_encoder("words"), tmp_path)
    first = score_for(library, pack, matcher, tmp_path)
    assert first is not None
    land_score(library, pack, matcher, first)
    fits: list[object] = []
    monkeypatch.setattr("bot.fitted.fit_score", lambda *given: fits.append(given) or first)
    elsewhere = tmp_path / "elsewhere"
    again = score_for(replace(library, out_of_scope=("where is the moon",)), pack, matcher, elsewhere)
    assert again is not None
    assert again.judge("the pot is burning") == first.judge("the pot is burning")
    assert not fits
    teach_one_more(pack)
    score_for(load_library(pack), pack, matcher, elsewhere)
    assert len(fits) == 1


def test_the_landed_score_is_of_the_present_examples(library: IntentLibrary, matcher: Matcher) -> None:
    """Otherwise a first start would learn for minutes: land it with `osteon evaluate --alone --folds 0 --land`."""
    assert load_score(default_content() / LANDED_SCORE, score_fingerprint(library, matcher)).networks


def test_without_examples_or_encoder_the_rules_stand_alone(houseplants: Path, tmp_path: Path) -> None:
    """There is no score, and nothing is made for it."""
    library = load_library(houseplants)
    assert score_for(library, houseplants, matcher_for(library, choose_encoder("words"), tmp_path), tmp_path) is None
    pack = taught(houseplants)
    library = load_library(pack)
    assert score_for(library, pack, matcher_for(library, None, tmp_path), tmp_path) is None
    assert not list(tmp_path.glob("*.safety.npz"))
