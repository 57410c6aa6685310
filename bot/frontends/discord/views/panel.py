"""The frame of every view: one container with texts, rows of buttons and menus."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import discord
from discord.ui import ActionRow, Container, Item, LayoutView, Separator, TextDisplay

from bot.frontends.discord import sizes
from bot.frontends.discord.items import Option, Press, PressButton, PressSelect
from bot.frontends.discord.plain import escape, shorten

CALM = discord.Color(0x3A7CA5)
CARE = discord.Color(0xB3541E)

BODY = sizes.TEXT - 400  # the rest is for headings and closing lines

Part = Item[Any]


def panel(*parts: Part, accent: discord.Color = CALM) -> LayoutView:
    """A view of one container."""
    view = LayoutView(timeout=None)
    view.add_item(Container(*parts, accent_color=accent))
    return view


def text(words: str) -> Part:
    """Words that are already safe for Discord."""
    return TextDisplay(words)


def body(words: str) -> Part:
    """Plain words, made safe; cut where one message can hold no more, which no checked content reaches."""
    return TextDisplay(shorten(escape(words), BODY))


def gap() -> Part:
    """A little room between parts."""
    return Separator(visible=False)


def line() -> Part:
    """A thin line between parts."""
    return Separator()


def rows(buttons: Iterable[PressButton]) -> list[Part]:
    """The buttons in as many rows as they need."""
    waiting = list(buttons)
    return [ActionRow(*waiting[start : start + sizes.ROW]) for start in range(0, len(waiting), sizes.ROW)]


def menu(press: Press, placeholder: str, options: Iterable[Option]) -> list[Part]:
    """A menu, or nothing when there is nothing to choose."""
    chosen = tuple(options)
    return [ActionRow(PressSelect(press, placeholder, chosen))] if chosen else []
