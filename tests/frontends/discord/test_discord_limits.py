"""Discord's limits hold for all content that came along, and content that breaks one is told so."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType

import discord
import pytest
from discord.ui import ActionRow, LayoutView, TextDisplay

from bot.core.library import ContentIntent, IntentLibrary, Paragraph, Passage, Sentence, Tier
from bot.frontends.discord.items import Option, Press, PressButton
from bot.frontends.discord.limits import item_misfits, measure, misfits, pack_misfits
from bot.frontends.discord.views.panel import BODY, menu


def test_all_content_fits(library: IntentLibrary) -> None:
    """Every intent of every kind fits at every tier, and so do the views of the whole pack."""
    intents = [*library.content, *library.safety, *library.chat, *library.uncovered]
    assert {intent: found for intent in intents if (found := misfits(library, intent))} == {}
    assert pack_misfits(library) == []


def test_long_answer_is_told(library: IntentLibrary) -> None:
    """An answer longer than a message is named with its tier and its length."""
    long = Passage((Paragraph((Sentence("word " * 900),)),))
    found = misfits(_with(library, answer={**library.content["calcium"].answer, Tier.ACADEMIC: long}), "calcium")
    assert any(each.startswith("academic: ") and str(BODY) in each for each in found)
    assert not any(each.startswith("fundamentals: ") for each in found)


@pytest.mark.parametrize(("field", "length"), [("title", 81), ("question", 101)])
def test_long_label_is_told(library: IntentLibrary, field: str, length: int) -> None:
    """A title or question too long for a button or a suggestion is named."""
    assert misfits(_with(library, **{field: "w" * length}), "calcium")


def test_long_id_is_told(library: IntentLibrary) -> None:
    """An id too long for a custom id is named."""
    long = "i" * 90
    content = {**library.content, long: replace(library.content["calcium"], id=long)}
    assert any("id" in each for each in misfits(replace(library, content=content), long))


def test_long_item_title_is_told(library: IntentLibrary) -> None:
    """A checklist item's title has to fit a form."""
    item = replace(library.checklist.items["calcium"], title="w" * 46)
    checklist = replace(library.checklist, items=MappingProxyType({"calcium": item}))
    assert item_misfits(replace(library, checklist=checklist), "calcium")


def test_measures_parts_and_entries() -> None:
    """Too many parts, too long labels and too many entries are each told."""
    assert measure(_view(*(TextDisplay("a") for _ in range(40)))) == []
    assert measure(_view(TextDisplay("a" * 4000), TextDisplay("b")))
    button: discord.ui.Button[LayoutView] = discord.ui.Button(label="l" * 81, custom_id="c")
    assert measure(_view(ActionRow(button)))
    button = discord.ui.Button(label="l", custom_id="c" * 101)
    assert measure(_view(ActionRow(button)))


def test_labels_and_menus_are_cut_to_fit() -> None:
    """Whatever words come in, the view made of them is one that Discord takes."""
    options = [Option("q " * 80, f"id-{number}") for number in range(30)]
    view = _view(
        ActionRow(PressButton(Press("show", ("id",)), "label " * 40)), *menu(Press("show"), "p " * 200, options)
    )
    assert measure(view) == []


def _view(*parts: discord.ui.Item[LayoutView]) -> LayoutView:
    view = LayoutView()
    for part in parts:
        view.add_item(part)
    return view


def _with(library: IntentLibrary, **changes: object) -> IntentLibrary:
    changed: ContentIntent = replace(library.content["calcium"], **changes)  # type: ignore[arg-type]
    return replace(library, content={**library.content, "calcium": changed})
