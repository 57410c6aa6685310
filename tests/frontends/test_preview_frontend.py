"""`osteon preview`: the real client on a page of the local browser."""

from __future__ import annotations

import asyncio
import builtins
from typing import Any

import aiohttp
import pytest

from bot.errors import UsageError
from bot.frontends import preview
from bot.service import Service


async def test_serves_a_page_until_cancelled(service: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    """The address is told, the page is there on this machine alone, and the browser stays shut when asked."""
    monkeypatch.setattr(preview.webbrowser, "open", lambda address: pytest.fail("opened a browser"))
    told: asyncio.Queue[str] = asyncio.Queue()
    task = asyncio.create_task(preview.run(service, tell=told.put_nowait, open_browser=False))
    address = await asyncio.wait_for(told.get(), 20)
    assert address.startswith("http://127.0.0.1:")
    async with aiohttp.ClientSession() as session, session.get(address.partition("#")[0]) as page:
        assert page.status == 200
        assert "preview-app" in await page.text()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task


async def test_opens_the_browser(service: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    """The page opens in the person's browser by itself."""
    opened: asyncio.Queue[str] = asyncio.Queue()
    loop = asyncio.get_running_loop()
    monkeypatch.setattr(
        preview.webbrowser, "open", lambda address: loop.call_soon_threadsafe(opened.put_nowait, address)
    )
    task = asyncio.create_task(preview.run(service, tell=lambda address: None))
    assert (await asyncio.wait_for(opened.get(), 20)).startswith("http://127.0.0.1:")
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task


async def test_missing_simulator_is_one_sentence(service: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the extra, the sentence says what to install."""
    real = builtins.__import__

    def without(name: str, *args: Any, **kwargs: Any) -> Any:
        if name == "simcord":
            raise ModuleNotFoundError(name)
        return real(name, *args, **kwargs)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(UsageError, match=r"pip install 'osteon\[preview\]'"):
        await preview.run(service, tell=lambda address: None)
