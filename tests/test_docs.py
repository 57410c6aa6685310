"""The documents say what is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot.commands import COMMANDS
from bot.core.library import IntentLibrary

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_readme_names_every_command() -> None:
    """Each command stands in the README or is for containers alone."""
    assert not [name for name in COMMANDS if name != "health" and f"osteon {name}" not in README]


def test_the_readme_names_every_setting() -> None:
    """Each environment variable that settings read stands in the README."""
    settings = (ROOT / "bot" / "settings.py").read_text(encoding="utf-8")
    names = set(re.findall(r"\b(?:OSTEON_[A-Z_]+|DISCORD_TOKEN)\b", settings))
    assert not [name for name in names if name not in README]


def test_the_readme_counts_the_questions(library: IntentLibrary) -> None:
    """The number of questions on the first screen is the pack's."""
    assert f"{len(library.content)} questions" in README


@pytest.mark.parametrize(
    "page", sorted(ROOT.glob("*.md")) + sorted((ROOT / "docs").rglob("*.md")), ids=lambda p: p.name
)
def test_links_lead_somewhere(page: Path) -> None:
    """Every relative link of a page exists."""
    text = page.read_text(encoding="utf-8")
    links = re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", text)
    assert not [link for link in links if not (page.parent / link).exists()]


@pytest.mark.parametrize("page", ["README.md", "CONTRIBUTING.md", "docs/architecture.md"])
def test_named_paths_exist(page: str) -> None:
    """Paths in backticks that look like ours are there."""
    text = (ROOT / page).read_text(encoding="utf-8")
    paths = re.findall(r"`((?:bot|tests|intents|knowledge|docs)/[\w./-]*)`", text)
    missing = [path for path in paths if not (ROOT / path).exists()]
    assert not [path for path in missing if "GROUP" not in path]
