"""A headless Chromium driven over its own protocol, with nothing but aiohttp."""

from __future__ import annotations

import asyncio
import base64
import json
import shutil
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import aiohttp

FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--no-default-browser-check",
    "--remote-debugging-port=0",
)


def find_chromium() -> str | None:
    """The browser of this machine, if there is one."""
    return next(
        (path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))), None
    )


class Page:
    """One page of the browser."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self._socket = socket
        self._last = 0

    async def call(self, method: str, **params: Any) -> dict[str, Any]:
        """One command of the DevTools protocol; events are passed over."""
        self._last += 1
        await self._socket.send_json({"id": self._last, "method": method, "params": params})
        while True:
            answer = await self._socket.receive_json()
            if answer.get("id") == self._last:
                if "error" in answer:
                    raise AssertionError(f"{method}: {answer['error']}")
                return answer["result"]

    async def run(self, script: str) -> Any:
        """What a script gives."""
        answer = await self.call("Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True)
        if "exceptionDetails" in answer:
            raise AssertionError(f"{script}: {answer['exceptionDetails']}")
        return answer["result"].get("value")

    async def until(self, script: str, *, seconds: float = 15) -> Any:
        """What a script gives once that is true. Raises AssertionError when it never is."""
        waited = 0.0
        while not (value := await self.run(script)):
            if waited > seconds:
                raise AssertionError(f"never true: {script}\n{await self.run('document.body.innerText')}")
            await asyncio.sleep(0.1)
            waited += 0.1
        return value

    async def type(self, words: str) -> None:
        """Type into what has the focus."""
        for character in words:
            await self.call("Input.insertText", text=character)

    async def press(self, key: str, code: int) -> None:
        """Press one key, by its name and its key code."""
        for kind in ("keyDown", "keyUp"):
            await self.call(
                "Input.dispatchKeyEvent",
                type=kind,
                key=key,
                code=key,
                windowsVirtualKeyCode=code,
                **({"text": "\r"} if key == "Enter" and kind == "keyDown" else {}),
            )

    async def click_button(self, label: str) -> None:
        """Press the last button on the page that has this label."""
        found = (
            "[...document.querySelectorAll('#channel-message-list button, #modal-root button')]"
            f".filter(each => each.innerText.trim() === {json.dumps(label)} && !each.disabled).at(-1)"
        )
        await self.until(f"!!({found})")
        await self.run(f"({found}).scrollIntoView({{block: 'center'}}); ({found}).click()")

    async def screenshot(self, path: Path) -> None:
        """What the page looks like, as PNG."""
        shot = await self.call("Page.captureScreenshot", format="png")
        await asyncio.to_thread(path.write_bytes, base64.b64decode(shot["data"]))


@asynccontextmanager
async def open_page(chromium: str, url: str, *, width: int = 1100, height: int = 1500) -> AsyncIterator[Page]:
    """A page at the address, in a browser of its own."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        process = await asyncio.create_subprocess_exec(
            chromium,
            *FLAGS,
            f"--user-data-dir={profile}",
            f"--window-size={width},{height}",
            url,
            stdout=asyncio.subprocess.DEVNULL,
            stderr=asyncio.subprocess.DEVNULL,
        )
        try:
            port = await _port(Path(profile))
            async with aiohttp.ClientSession() as session:
                address = await _page_address(session, port)
                async with session.ws_connect(address, max_msg_size=0) as socket:
                    yield Page(socket)
        finally:
            process.terminate()
            await process.wait()


async def _port(profile: Path) -> int:
    """Chromium writes the port it took into its profile."""
    file = profile / "DevToolsActivePort"
    for _ in range(300):
        if file.exists() and (lines := file.read_text().splitlines()):
            return int(lines[0])
        await asyncio.sleep(0.1)
    raise AssertionError("Chromium did not start")


async def _page_address(session: aiohttp.ClientSession, port: int) -> str:
    for _ in range(100):
        async with session.get(f"http://127.0.0.1:{port}/json/list") as answer:
            for target in await answer.json():
                if target["type"] == "page" and target["url"].startswith("http"):
                    return str(target["webSocketDebuggerUrl"])
        await asyncio.sleep(0.1)
    raise AssertionError("Chromium shows no page")
