"""The buttons and menus. What a press means stands whole in its custom id, so no process remembers any."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, Self

import discord
from discord.ui import Button, DynamicItem, LayoutView, Select

from bot.frontends.discord import sizes
from bot.frontends.discord.plain import one_line

_ARGUMENTS = r"(?P<action>[a-z]+)(?P<args>(?::[A-Za-z0-9._-]*)*)"


@dataclass(frozen=True)
class Press:
    """What a press means: an action and its arguments (ids, tiers, page numbers; never words of a person)."""

    action: str
    args: tuple[str, ...] = ()

    def custom_id(self, prefix: str) -> str:
        """The press as Discord carries it."""
        return ":".join((prefix, self.action, *self.args))

    @classmethod
    def read(cls, match: re.Match[str]) -> Press:
        """The press that a custom id stands for."""
        return cls(match["action"], tuple(match["args"].split(":")[1:]))


class PressButton(DynamicItem[Button[LayoutView]], template=rf"b:{_ARGUMENTS}"):
    """A button that works in any process and after any restart."""

    def __init__(
        self,
        press: Press,
        label: str,
        *,
        style: discord.ButtonStyle = discord.ButtonStyle.secondary,
        disabled: bool = False,
    ) -> None:
        shown = one_line(label, sizes.BUTTON_LABEL)
        super().__init__(Button(label=shown, style=style, disabled=disabled, custom_id=press.custom_id("b")))
        self.press = press

    @classmethod
    async def from_custom_id(cls, interaction: discord.Interaction[Any], item: Any, match: re.Match[str], /) -> Self:
        """The button as it was sent."""
        return cls(Press.read(match), item.label or "", style=item.style)

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Hand the press to the client."""
        await interaction.client.pressed(interaction, self.press)


@dataclass(frozen=True)
class Option:
    """One entry of a menu."""

    label: str
    value: str


class PressSelect(DynamicItem[Select[LayoutView]], template=rf"s:{_ARGUMENTS}"):
    """A menu of which one entry is chosen; the entry is the last argument of the press."""

    def __init__(self, press: Press, placeholder: str, options: tuple[Option, ...]) -> None:
        super().__init__(
            Select(
                custom_id=press.custom_id("s"),
                placeholder=one_line(placeholder, sizes.PLACEHOLDER),
                options=[
                    discord.SelectOption(label=one_line(option.label, sizes.OPTION_TEXT), value=option.value)
                    for option in options[: sizes.OPTIONS]
                ],
            )
        )
        self.press = press

    @classmethod
    async def from_custom_id(cls, interaction: discord.Interaction[Any], item: Any, match: re.Match[str], /) -> Self:
        """The menu as it was sent."""
        options = tuple(Option(option.label, option.value) for option in item.options)
        return cls(Press.read(match), item.placeholder or "", options)

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Hand the chosen entry to the client."""
        chosen = Press(self.press.action, (*self.press.args, *self.item.values))
        await interaction.client.pressed(interaction, chosen)


ITEMS: tuple[type[DynamicItem[Any]], ...] = (PressButton, PressSelect)
