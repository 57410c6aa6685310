"""Break the small pack in one way at a time; each break is found at its line, with its code."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.content.loading import check_pack, load_library
from bot.errors import ContentError

WATER = "intents/watering/fern-water.yaml"
LIGHT = "intents/light/fern-light.yaml"
CLAIMS = "knowledge/claims/all.yaml"

# file, what stands there, what is put in its place, the code, the line where it is found
BREAKS = [
    (WATER, "Pour off what is left in the dish. [advice]", "Dishes are bad.", "content/uncited-sentence", 12),
    (
        WATER,
        "every 3 days. [water-amount]\n    Pour",
        "every 4 days. [water-amount]\n    Pour",
        "content/figure-not-in-claim",
        11,
    ),
    (
        WATER,
        "about 200 ml every 3 days. [water-amount]\n    Pour",
        "about 200 hours. [water-amount]\n    Pour",
        "content/figure-not-in-claim",
        11,
    ),
    (WATER, "[water-drain]\n  academic", "[water-drian]\n  academic", "content/unknown-claim", 15),
    (WATER, '"fern watering"', "42", "content/not-a-string", 8),
    (WATER, '"fern watering"', "no", "content/yaml-trap", 8),
    (WATER, '"fern watering"', '"how much LIGHT does a fern want?"', "content/duplicate-utterance", 8),
    (WATER, '"fern watering"', '"?!"', "content/empty-utterance", 8),
    (WATER, "title:", "titel:", "content/unknown-key", 1),
    (WATER, "title:", "titel:", "content/missing-key", 1),
    (WATER, "[fern-light, fern-dish]", "[fern-lite, fern-dish]", "content/unknown-intent", 23),
    (WATER, "checklist: [water]", "checklist: [watr]", "content/unknown-item", 24),
    (WATER, "review_due:", "reviewed:", "content/duplicate-key", 4),
    (WATER, '"2036-11-01"', '"soon"', "content/bad-date", 4),
    (WATER, '"2036-11-01"', '"2020-01-01"', "content/review-order", 4),
    (CLAIMS, "sections: [handbook/light]", "sections: [handbook/lite]", "content/unknown-section", 18),
    (CLAIMS, "references: [ref-fern]", "references: [ref-palm]", "content/unknown-reference", 7),
    (CLAIMS, "id: light-hours", "id: water-drain", "content/duplicate-id", 14),
    (
        CLAIMS,
        "kind: fact\n    strength: handbook\n    sections: [handbook/light]",
        "kind: fakt\n    strength: handbook\n    sections: [handbook/light]",
        "content/unknown-kind",
        16,
    ),
    ("knowledge/pack.yaml", "answer: 0.5", "answer: 1.5", "content/out-of-range", 14),
    ("knowledge/checklist/window.yaml", "kind: yes-no", "kind: maybe", "content/unknown-kind", 4),
    ("knowledge/checklist/water.yaml", "high: 1000\n", "", "content/missing-key", 1),
    ("knowledge/wording.yaml", "I know only ferns.", "I know {everything}.", "content/unknown-name", 3),
]


def test_the_small_pack_is_sound(houseplants: Path) -> None:
    """Before any break there is nothing to report."""
    _, problems = check_pack(houseplants)
    assert [str(problem) for problem in problems] == []


@pytest.mark.parametrize(
    ("file", "there", "instead", "code", "line"), BREAKS, ids=[f"{b[3]}-{n}" for n, b in enumerate(BREAKS)]
)
def test_a_break_is_found_at_its_line(
    houseplants: Path, file: str, there: str, instead: str, code: str, line: int
) -> None:
    """The broken file's line is named with the rule's code and what to write instead."""
    path = houseplants / file
    text = path.read_text(encoding="utf-8")
    assert there in text
    path.write_text(text.replace(there, instead, 1), encoding="utf-8")
    _, problems = check_pack(houseplants)
    found = [(problem.place.file, problem.place.line) for problem in problems if problem.code == code]
    assert (file, line) in found, [str(problem) for problem in problems]


def test_all_breaks_are_reported_at_once(houseplants: Path) -> None:
    """One run names every broken file."""
    for file in (WATER, LIGHT, CLAIMS):
        path = houseplants / file
        path.write_text(path.read_text(encoding="utf-8") + "\nextra: 1\n", encoding="utf-8")
    _, problems = check_pack(houseplants)
    assert {problem.place.file for problem in problems} == {WATER, LIGHT, CLAIMS}


def test_a_broken_pack_is_refused_in_one_sentence(houseplants: Path) -> None:
    """Loading names the first place and the command that shows the rest."""
    (houseplants / WATER).write_text("title: [", encoding="utf-8")
    with pytest.raises(ContentError, match=r"fern-water\.yaml:1:\d+.*osteon check"):
        load_library(houseplants)


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    """An empty folder is refused with what to do."""
    with pytest.raises(ContentError, match=r"intents/.*--content"):
        load_library(tmp_path)


def test_an_overdue_review_is_a_warning(houseplants: Path) -> None:
    """Content that is late for review can still be used."""
    path = houseplants / WATER
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("2026-11-01", "2020-01-01").replace("2036-11-01", "2021-01-01"), encoding="utf-8")
    _, problems = check_pack(houseplants)
    assert [(problem.code, problem.severity) for problem in problems] == [("content/review-overdue", "warning")]
    load_library(houseplants)


def test_near_duplicates_and_few_utterances_are_found(houseplants: Path) -> None:
    """Rules that compare files or count are found too."""
    pack_file = houseplants / "knowledge" / "pack.yaml"
    text = pack_file.read_text(encoding="utf-8")
    pack_file.write_text(text + "utterances_at_least: 4\nnever_say:\n  heat: 'hot window'\n", encoding="utf-8")
    path = houseplants / LIGHT
    path.write_text(
        path.read_text(encoding="utf-8").replace("sunny window for a fern", "water does my fern need how much much"),
        encoding="utf-8",
    )
    codes = {problem.code for problem in check_pack(houseplants)[1]}
    assert codes == {"content/few-utterances", "content/never-say-heat", "content/near-duplicate"}
