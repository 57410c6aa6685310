"""Answers to items that left the checklist."""

from __future__ import annotations

import json
from datetime import UTC, datetime

from bot.core.library import IntentLibrary
from bot.core.person import ItemAnswer, PersonState
from bot.frontends.discord.files import checklist_file
from bot.frontends.discord.views.plan import summary_view


def test_answers_to_removed_items_are_still_shown(library: IntentLibrary) -> None:
    """What was answered before an item left the checklist is in the summary and in the file, marked as such."""
    at = datetime(2026, 1, 1, tzinfo=UTC)
    state = PersonState()
    for answer in (
        ItemAnswer("gone-amount", "recorded", at, 1, value=7, unit="cups/day"),
        ItemAnswer("gone-yes", "recorded", at, 1, value=True, words="yes"),
        ItemAnswer("gone-words", "noted", at, 1, words="a little"),
    ):
        state = state.with_answer(answer)
    shown = json.dumps([summary_view(state, library, page).to_components() for page in range(3)], ensure_ascii=False)
    written = checklist_file(state, library).fp.read().decode()
    for part in ("7 cups/day", "yes", "«a little»", "no longer asked"):
        assert part in written
        assert part in shown
