"""A newcomer in the preview's page: asks, changes the tier, opens sources, fills in the checklist."""

from __future__ import annotations

import asyncio
import json
import os
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from chromium import Page, find_chromium, open_page

from bot.core.library import IntentLibrary
from bot.frontends import preview
from bot.service import Service

CHROMIUM = find_chromium()
pytestmark = [
    pytest.mark.skipif(CHROMIUM is None, reason="needs a browser: apt-get install chromium"),
    pytest.mark.timeout(180),
]
SHOTS = os.environ.get("OSTEON_TEST_SHOTS")  # a folder for screenshots, to look at


@pytest.fixture
async def page(service: Service) -> AsyncIterator[Page]:
    """The preview's page in a browser."""
    told: asyncio.Queue[str] = asyncio.Queue()
    task = asyncio.create_task(preview.run(service, tell=told.put_nowait, open_browser=False))
    address = await asyncio.wait_for(told.get(), 30)
    assert CHROMIUM is not None
    async with open_page(CHROMIUM, address) as page:
        await page.until("document.getElementById('channel-composer')?.hidden === false", seconds=60)
        yield page
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)


async def test_newcomer_asks_and_reads_on(page: Page, library: IntentLibrary) -> None:
    """`/ask` with a suggestion, another tier, the sources: all in the page, by keyboard and mouse."""
    question = library.content["calcium"].question
    await _command(page, "/ask")
    await page.type("calcium")
    await page.until(f"!!{_option(question)}")
    await _look(page, "1-suggestions")
    await page.run(f"{_option(question)}.click()")
    await _send(page)
    await page.until("document.getElementById('channel-message-list').innerText.includes('Only you can see this')")
    await page.until("document.getElementById('channel-message-list').innerText.includes('Sources')")
    await _look(page, "2-answer")
    before = await _words(page)
    await page.click_button("Academic")
    await _until_changed(page, before)
    await _look(page, "3-academic")
    await page.click_button("Sources")
    await page.until("document.getElementById('channel-message-list').innerText.includes('Sources:')")
    await _look(page, "4-sources")


async def test_newcomer_fills_in_the_checklist(page: Page, library: IntentLibrary) -> None:
    """The checklist's question, its form and the next question, in the page."""
    await _command(page, "/checklist start")
    await _send(page)
    first, second, *_ = library.checklist.items.values()
    await _until_shown(page, first.question)
    await _look(page, "5-checklist")
    await page.click_button("Answer")
    await page.until("!!document.querySelector('#modal-root input, #modal-root textarea')")
    await page.run("document.querySelector('#modal-root input, #modal-root textarea').focus()")
    await page.type("800 mg")
    await _look(page, "6-form")
    await page.click_button("Submit")
    await _until_shown(page, second.question)
    await _look(page, "7-next")
    await _until_shown(page, "800 mg/day")


async def _command(page: Page, command: str) -> None:
    """Type a command and take the one that is suggested."""
    await page.run("document.getElementById('channel-composer-input').focus()")
    await page.type(command)
    await page.until(f"!!{_option(command)}")
    await page.run(f"{_option(command)}.click()")
    await page.until("document.querySelectorAll('.command-chip').length > 0")


async def _send(page: Page) -> None:
    """Send the command, again when the page was still busy with a suggestion."""
    sent = "document.querySelectorAll('.command-chip').length === 0"
    for _ in range(100):
        await page.run("document.getElementById('send-message').click()")
        await asyncio.sleep(0.2)
        if await page.run(sent):
            return
    raise AssertionError(await page.run("document.body.innerText"))


def _option(words: str) -> str:
    """The suggestion that begins with these words, as a script."""
    found = f"each.innerText.trim().startsWith({json.dumps(words)})"
    return f"[...document.querySelectorAll('[role=option]')].find(each => {found})"


async def _words(page: Page) -> str:
    return str(await page.run("document.getElementById('channel-message-list').innerText"))


async def _until_changed(page: Page, before: str) -> None:
    for _ in range(150):
        if await _words(page) != before:
            return
        await asyncio.sleep(0.1)
    raise AssertionError(before)


async def _until_shown(page: Page, words: str) -> None:
    for _ in range(150):
        if " ".join(words.split()) in " ".join((await _words(page)).split()):
            return
        await asyncio.sleep(0.1)
    raise AssertionError(f"never shown: {words}\n{await _words(page)}")


async def _look(page: Page, name: str) -> None:
    """Keep a picture, when a folder is named for it."""
    if SHOTS:
        await page.screenshot(Path(SHOTS) / f"{name}.png")
