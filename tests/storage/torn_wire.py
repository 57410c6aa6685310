"""A wire between a store and a server that can be cut, held, or torn in the moment of a commit."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress


class Wire:
    """Forwards connections to a port on loopback."""

    def __init__(self, server_port: int) -> None:
        self._server_port = server_port
        self._open: set[asyncio.StreamWriter] = set()
        self._tasks: set[asyncio.Task[None]] = set()
        self.port = 0
        self.passing = asyncio.Event()
        self.passing.set()
        self.tear_at: bytes | None = None  # cut when the client has sent this, and the server has got it

    def cut(self) -> None:
        """Break every connection; new ones work."""
        for writer in list(self._open):
            writer.transport.abort()

    async def _connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            there_reader, there_writer = await asyncio.open_connection("127.0.0.1", self._server_port)
        except OSError:
            writer.transport.abort()
            return
        self._open |= {writer, there_writer}
        for source, sink in ((reader, there_writer), (there_reader, writer)):
            task = asyncio.create_task(self._forward(source, sink, tearing=source is reader))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def _forward(self, source: asyncio.StreamReader, sink: asyncio.StreamWriter, *, tearing: bool) -> None:
        with suppress(OSError):
            while data := await source.read(65536):
                await self.passing.wait()
                sink.write(data)
                await sink.drain()
                if tearing and self.tear_at is not None and self.tear_at in data:
                    self.tear_at = None
                    await asyncio.sleep(0)
                    for writer in self._open - {sink}:  # the server keeps its end, and with it the commit
                        writer.transport.abort()
                    break
        if not tearing:
            sink.transport.abort()

    async def close(self) -> None:
        """Break everything and wait until it is gone."""
        self.passing.set()
        self.cut()
        for task in list(self._tasks):
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task


@asynccontextmanager
async def wire_to(server_port: int) -> AsyncIterator[Wire]:
    """A wire to a server, for as long as the block runs."""
    wire = Wire(server_port)
    listener = await asyncio.start_server(wire._connected, "127.0.0.1", 0)
    wire.port = listener.sockets[0].getsockname()[1]
    try:
        yield wire
    finally:
        listener.close()
        await wire.close()
        with suppress(TimeoutError):
            async with asyncio.timeout(2):
                await listener.wait_closed()
