"""What is stored about a person, the question before it is removed, and the receipt."""

from __future__ import annotations

import discord
from discord.ui import LayoutView

from bot.core.library import IntentLibrary
from bot.core.privacy import StoredAbout
from bot.frontends.discord.items import Press, PressButton
from bot.frontends.discord.phrases import say
from bot.frontends.discord.plain import escape
from bot.frontends.discord.views.panel import line, panel, rows, text
from bot.storage.port import ErasureReceipt


def stored_view(stored: StoredAbout, library: IntentLibrary) -> LayoutView:
    """What the bot keeps in general, how much of it this person has, and the choice about unanswered questions."""
    turn = "off" if stored.keeps_questions else "on"
    return panel(
        text("\n\n".join(escape(part) for part in stored.in_general)),
        line(),
        text("\n".join([f"- {escape(part)}" for part in stored.of_this_person])),
        *rows([PressButton(Press("setquestions", (turn,)), say(library, f"button-questions-{turn}"))]),
        line(),
        text(say(library, "privacy-show")),
    )


def erase_view(library: IntentLibrary) -> LayoutView:
    """Asks once before everything is removed."""
    style = discord.ButtonStyle
    buttons = [
        PressButton(Press("erase", ("yes",)), say(library, "erase-yes"), style=style.danger),
        PressButton(Press("erase", ("no",)), say(library, "erase-no")),
    ]
    return panel(text(say(library, "erase-ask")), *rows(buttons))


def receipt_view(receipt: ErasureReceipt, library: IntentLibrary) -> LayoutView:
    """How many rows were removed, table by table."""
    lines = [
        "- " + say(library, "erase-line", table=escape(table), count=count) for table, count in receipt.removed.items()
    ]
    return panel(text("\n".join([say(library, "erase-done", total=receipt.total), *lines])))
