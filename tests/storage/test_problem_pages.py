"""Every sentence that storage may tell an operator has a page that says more."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import bot

ROOT = Path(bot.__file__).parents[1]
PAGES = " ".join(
    " ".join(path.read_text(encoding="utf-8").split()) for path in sorted((ROOT / "docs" / "problems").glob("*.md"))
)
SENTENCES = [
    match[1]
    for path in sorted((ROOT / "bot" / "storage").rglob("*.py"))
    if path.parent.name != "versions"
    for match in re.finditer(
        r'"((?:The|There|None|What|A) [^"]*(?:database|file|person)[^"]*)"', path.read_text("utf-8")
    )
    if "{" in match[1] or match[1].startswith("What is stored")
]
EXCEPT = ("runs PostgreSQL", "did not accept", "cannot be written; make its folder")  # they say all there is to say


@pytest.mark.parametrize("sentence", SENTENCES)
def test_a_problem_has_a_page(sentence: str) -> None:
    """The words around what is filled in stand on one of the pages."""
    if any(words in sentence for words in EXCEPT):
        return
    parts = [part.split(";")[0].split(" and ")[0].strip(" .") for part in re.split(r"\{[^}]*\}", sentence)]
    longest = max((part for part in parts if part), key=len)
    assert longest in PAGES, longest


def test_there_are_sentences_to_look_for() -> None:
    """The search above finds them."""
    assert len(SENTENCES) > 12
