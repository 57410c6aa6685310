"""The checklist as a whole: its summary, what to change, and the question before it is emptied."""

from __future__ import annotations

import discord
from discord.ui import LayoutView

from bot.core.checklist.definition import ItemDefinition
from bot.core.checklist.progress import answer_in_words, answered, removed_in_words
from bot.core.library import IntentLibrary
from bot.core.person import ItemAnswer, PersonState
from bot.frontends.discord import sizes
from bot.frontends.discord.items import Option, Press, PressButton
from bot.frontends.discord.phrases import say
from bot.frontends.discord.plain import escape, one_line, pages
from bot.frontends.discord.views.panel import line, menu, panel, rows, text

ROOM = sizes.TEXT - 600  # the rest is for the heading and the closing words
MOST = 20  # items on a page
LONGEST = 200  # characters of one answer in the summary; the file holds all of them


def summary_view(state: PersonState, library: IntentLibrary, page: int = 0) -> LayoutView:
    """All items with their answers and targets, a page at a time."""
    items = library.checklist.items.values()
    blocks = [_block(item, state.answers.get(item.id), library) for item in items]
    blocks += [escape(one_line(words, LONGEST)) for words in removed_in_words(library, state.answers)]
    dealt = pages(blocks, ROOM, MOST)
    page = min(max(page, 0), len(dealt) - 1)
    count = answered(library.checklist, state.answers)
    title = f"### {say(library, 'summary-title', answered=count, total=len(items))}"
    if len(dealt) > 1:
        title += "\n-# " + say(library, "sources-page", page=page + 1, pages=len(dealt))
    return panel(
        text(title),
        text("\n".join(dealt[page])),
        line(),
        text("-# " + say(library, "summary-caution")),
        *rows([*_turners(page, len(dealt), library), *_buttons(library)]),
    )


def edit_view(library: IntentLibrary) -> LayoutView:
    """A menu of all items."""
    items = [Option(item.title, item.id) for item in library.checklist.items.values()]
    menus = [
        part
        for start in range(0, len(items), sizes.OPTIONS)
        for part in menu(
            Press("edititem", (str(start),)),
            say(library, "edit-placeholder"),
            items[start : start + sizes.OPTIONS],
        )
    ]
    return panel(text(say(library, "edit-title")), *menus)


def reset_view(library: IntentLibrary) -> LayoutView:
    """Asks once before the answers are gone."""
    style = discord.ButtonStyle
    buttons = [
        PressButton(Press("reset", ("yes",)), say(library, "reset-yes"), style=style.danger),
        PressButton(Press("reset", ("no",)), say(library, "reset-no")),
    ]
    return panel(text(say(library, "reset-ask")), *rows(buttons))


def _block(item: ItemDefinition, answer: ItemAnswer | None, library: IntentLibrary) -> str:
    said = escape(one_line(answer_in_words(library, item, answer), LONGEST))
    words = say(library, "summary-line", item=escape(item.title), answer=said)
    if item.target:
        words += "\n-# " + say(library, "summary-target", target=escape(item.target))
    return words


def _turners(page: int, count: int, library: IntentLibrary) -> list[PressButton]:
    turners = []
    if page > 0:
        turners.append(PressButton(Press("summarypage", (str(page - 1),)), say(library, "button-previous")))
    if page < count - 1:
        turners.append(PressButton(Press("summarypage", (str(page + 1),)), say(library, "button-next")))
    return turners


def _buttons(library: IntentLibrary) -> list[PressButton]:
    return [
        PressButton(Press("check", ("continue",)), say(library, "button-continue")),
        PressButton(Press("edit"), say(library, "button-edit")),
        PressButton(Press("export"), say(library, "button-export")),
    ]
