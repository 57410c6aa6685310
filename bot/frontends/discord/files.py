"""Files handed to a person: everything stored about them, and their filled-in checklist."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping
from typing import Any

import discord

from bot.core.checklist.progress import answer_in_words, removed_in_words
from bot.core.library import IntentLibrary
from bot.core.person import PersonState
from bot.frontends.discord.phrases import say


def person_file(stored: Mapping[str, Any]) -> discord.File:
    """What is stored about a person, as JSON."""
    text = json.dumps(stored, ensure_ascii=False, indent=2, sort_keys=True)
    return discord.File(io.BytesIO(text.encode("utf-8", "replace")), filename="stored-about-you.json")


def checklist_file(state: PersonState, library: IntentLibrary) -> discord.File:
    """The checklist as a text that can be printed or shown to somebody."""
    lines = [library.checklist.title, ""]
    for item in library.checklist.items.values():
        lines.append(f"{item.title}: {answer_in_words(library, item, state.answers.get(item.id))}")
        if item.target:
            lines.append("    " + say(library, "summary-target", target=item.target))
        if item.caution:
            lines.append("    " + item.caution)
    lines += removed_in_words(library, state.answers)
    lines += ["", say(library, "summary-caution")]
    return discord.File(io.BytesIO("\n".join(lines).encode()), filename="checklist.txt")
