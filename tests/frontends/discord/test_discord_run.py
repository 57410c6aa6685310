"""`osteon discord` without a usable token ends in one plain sentence."""

from __future__ import annotations

import logging

import discord
import pytest

from bot.errors import UsageError
from bot.frontends.discord.run import quieten, run
from bot.service import Service


@pytest.mark.parametrize("token", [None, ""])
async def test_missing_token(service: Service, token: str | None) -> None:
    """Without a token the sentence says which setting to set."""
    with pytest.raises(UsageError, match="DISCORD_TOKEN"):
        await run(service, token)


@pytest.mark.parametrize("failure", [discord.LoginFailure("no"), OSError("no network")])
async def test_refused_or_unreachable(service: Service, monkeypatch: pytest.MonkeyPatch, failure: Exception) -> None:
    """A refused token and an unreachable Discord are told apart, and the token is not repeated."""

    async def login(self: discord.Client, token: str) -> None:
        raise failure

    monkeypatch.setattr(discord.Client, "login", login)
    with pytest.raises(UsageError) as told:
        await run(service, "a-secret")
    assert "a-secret" not in str(told.value)
    assert ("token" in str(told.value)) is isinstance(failure, discord.LoginFailure)


async def test_debugging_does_not_log_messages(service: Service, caplog: pytest.LogCaptureFixture) -> None:
    """discord.py would log whole messages at its lowest level, so that level stays off."""
    caplog.set_level(logging.DEBUG)
    caplog.set_level(logging.NOTSET, logger="discord")
    with pytest.raises(UsageError):
        await run(service, "")
    quieten()
    assert not logging.getLogger("discord.gateway").isEnabledFor(logging.DEBUG)
    assert not logging.getLogger("discord.http").isEnabledFor(logging.DEBUG)
