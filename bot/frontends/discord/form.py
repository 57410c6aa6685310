"""Forms that open over the chat. What a form is for stands in its custom id, as with a button."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import discord
from discord.ui import Label, Modal, TextDisplay, TextInput

from bot.frontends.discord import sizes
from bot.frontends.discord.items import Press
from bot.frontends.discord.plain import escape, one_line

LONGEST_ANSWER = 300  # characters; the checklist keeps no more
_CUSTOM_ID = re.compile(r"m:(?P<action>[a-z]+)(?P<args>(?::[A-Za-z0-9._-]*)*)")


class Form(Modal):
    """One line to type. The client reads what was typed, so the form survives a restart while it is open."""

    def __init__(
        self, press: Press, *, title: str, label: str, question: str = "", hint: str = "", default: str = ""
    ) -> None:
        super().__init__(title=one_line(title, sizes.MODAL_TITLE), custom_id=press.custom_id("m"))
        if question:
            self.add_item(TextDisplay(escape(question)))
        typed: TextInput[Form] = TextInput(
            custom_id="typed",
            placeholder=one_line(hint, sizes.OPTION_TEXT) or None,
            default=default[:LONGEST_ANSWER] or None,
            max_length=LONGEST_ANSWER,
        )
        self.add_item(Label(text=one_line(label, sizes.MODAL_LABEL), component=typed))


def read_form(interaction: discord.Interaction[Any]) -> tuple[Press, str] | None:
    """What a submitted form is for and what was typed; None when it is not one of ours."""
    data: Mapping[str, Any] = interaction.data or {}
    match = _CUSTOM_ID.fullmatch(str(data.get("custom_id", "")))
    return (Press.read(match), _typed(data)) if match else None


def _typed(component: Mapping[str, Any]) -> str:
    """The first text in the form, however deep Discord wraps it."""
    if component.get("custom_id") == "typed":
        return str(component.get("value") or "")
    inner = [*component.get("components", ()), *([component["component"]] if "component" in component else [])]
    return next((found for each in inner if (found := _typed(each))), "")
