"""What a person chose: tier, private answers, time zone."""

from __future__ import annotations

import discord
from discord.ui import LayoutView

from bot.core.library import IntentLibrary, Tier
from bot.core.person import Settings
from bot.frontends.discord.items import Press, PressButton
from bot.frontends.discord.phrases import say
from bot.frontends.discord.plain import escape
from bot.frontends.discord.views.panel import line, panel, rows, text


def settings_view(settings: Settings, library: IntentLibrary) -> LayoutView:
    """The settings as they stand, with a button for each change."""
    return panel(
        text(f"### {say(library, 'settings-title')}"),
        text("\n".join(f"- {words}" for words in _lines(settings, library))),
        line(),
        *rows(_tiers(settings, library)),
        *rows(_others(settings, library)),
    )


def _lines(settings: Settings, library: IntentLibrary) -> list[str]:
    tier, zone = settings.tier, settings.time_zone
    return [
        say(library, "settings-tier", tier=say(library, f"tier-{tier}"))
        if tier
        else say(library, "settings-tier-none"),
        say(library, "settings-private-on" if settings.private else "settings-private-off"),
        say(library, "settings-zone", zone=escape(zone)) if zone else say(library, "settings-zone-none"),
    ]


def _tiers(settings: Settings, library: IntentLibrary) -> list[PressButton]:
    style = discord.ButtonStyle
    return [
        PressButton(
            Press("settier", (tier,)),
            say(library, f"tier-{tier}"),
            style=style.primary if tier is settings.tier else style.secondary,
            disabled=tier is settings.tier,
        )
        for tier in Tier
    ]


def _others(settings: Settings, library: IntentLibrary) -> list[PressButton]:
    turn = "off" if settings.private else "on"
    return [
        PressButton(Press("setprivate", (turn,)), say(library, f"button-private-{turn}")),
        PressButton(Press("zone"), say(library, "button-zone")),
        PressButton(Press("startover"), say(library, "button-start-over")),
    ]
