"""The checklist while it is filled in: the question, how far along, and what can be done with it."""

from __future__ import annotations

import discord
from discord.ui import LayoutView

from bot.core.checklist.definition import AnswerKind, ItemDefinition
from bot.core.library import IntentLibrary
from bot.core.replies import ChecklistStatus, Reply
from bot.frontends.discord.items import Press, PressButton
from bot.frontends.discord.phrases import say
from bot.frontends.discord.plain import escape
from bot.frontends.discord.views.panel import Part, body, line, panel, rows, text

_STILL_ASKED = ("asking", "invalid", "confirm")


def asked_item(status: ChecklistStatus | None, library: IntentLibrary) -> ItemDefinition | None:
    """The item that waits for an answer after a turn, if any."""
    if status is None or status.state == "done":
        return None
    asked = status.next or (status.item if status.state in _STILL_ASKED else None)
    return library.checklist.items.get(asked or "")


def checklist_view(reply: Reply, library: IntentLibrary) -> LayoutView:
    """One step of the checklist."""
    status = reply.checklist
    item = asked_item(status, library)
    if item is None:
        return panel(body(reply.text), line(), *rows(_outside_buttons(library)))
    return panel(
        *_reminder(item, status, library),
        body(reply.text),
        line(),
        *rows(_answer_buttons(item, library, confirming=bool(status and status.state == "confirm"))),
        *rows(_move_buttons(item, library)),
    )


def _reminder(item: ItemDefinition, status: ChecklistStatus | None, library: IntentLibrary) -> list[Part]:
    """The question again, where the reply speaks of an answer to it and not of the question itself."""
    if status is None or status.state not in ("invalid", "confirm"):
        return []
    order = list(library.checklist.items)
    words = say(
        library,
        "checklist-place",
        place=order.index(item.id) + 1,
        total=len(order),
        title=escape(item.title),
        question=escape(item.question),
    )
    return [text("-# " + words)]


def _answer_buttons(item: ItemDefinition, library: IntentLibrary, *, confirming: bool) -> list[PressButton]:
    style = discord.ButtonStyle
    yes, no = say(library, "button-yes"), say(library, "button-no")
    answer = PressButton(Press("answer", (item.id,)), say(library, "button-answer"), style=style.primary)
    if confirming:
        return [
            PressButton(Press("check", ("yes", item.id)), yes, style=style.success),
            PressButton(Press("check", ("no", item.id)), no),
        ]
    if item.kind is AnswerKind.YES_NO:
        return [
            PressButton(Press("plain", ("yes", item.id)), yes, style=style.primary),
            PressButton(Press("plain", ("no", item.id)), no, style=style.primary),
            PressButton(Press("answer", (item.id,)), say(library, "button-answer")),
        ]
    return [answer]


def _move_buttons(item: ItemDefinition, library: IntentLibrary) -> list[PressButton]:
    buttons = [
        PressButton(Press("check", (move, item.id)), say(library, f"button-{move}"))
        for move in ("skip", "back", "stop")
    ]
    if item.why in library.content:
        buttons.append(PressButton(Press("show", (item.id, item.why)), say(library, "button-why")))
    return buttons


def _outside_buttons(library: IntentLibrary) -> list[PressButton]:
    """What can be done when no item waits for an answer."""
    return [
        PressButton(Press("check", ("continue",)), say(library, "button-continue")),
        PressButton(Press("summary", ("0",)), say(library, "button-summary")),
        PressButton(Press("edit"), say(library, "button-edit")),
    ]
