"""Work that a cancelled caller does not tear apart."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from contextlib import suppress
from functools import wraps
from typing import Any, ParamSpec, TypeVar

_Given = ParamSpec("_Given")
_Made = TypeVar("_Made")
_Work = Callable[_Given, Coroutine[Any, Any, _Made]]


def uninterrupted(work: _Work[_Given, _Made]) -> _Work[_Given, _Made]:
    """Let `work` come to its end when the caller is cancelled; the cancellation takes effect after that.

    Each statement runs on a thread that goes on without its caller. A transaction abandoned there keeps SQLite's
    write lock until the garbage collector finds the connection, and everybody's saves fail meanwhile.
    """

    @wraps(work)
    async def wrapped(*args: _Given.args, **kwargs: _Given.kwargs) -> _Made:
        task = asyncio.create_task(work(*args, **kwargs))
        try:
            return await asyncio.shield(task)
        except asyncio.CancelledError:
            while not task.done():
                with suppress(asyncio.CancelledError):
                    await asyncio.wait([task])
            if not task.cancelled():
                task.exception()  # the caller is gone: nobody else takes note of it
            raise

    return wrapped
