"""A push service on loopback that takes everything: a process of its own, connections kept."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing import get_context
from multiprocessing.queues import Queue

TAKEN = b"HTTP/1.1 201 Created\r\nLocation: /m/1\r\nContent-Length: 0\r\n\r\n"


class _Service(asyncio.Protocol):
    """Reads requests by their length and answers each."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = transport
        self._kept = b""

    def data_received(self, data: bytes) -> None:
        self._kept += data
        while (end := self._kept.find(b"\r\n\r\n")) >= 0:
            head = self._kept[:end].lower()
            size = int(head.partition(b"content-length:")[2].partition(b"\r\n")[0])
            if len(self._kept) < end + 4 + size:
                return
            self._kept = self._kept[end + 4 + size :]
            self._transport.write(TAKEN)  # type: ignore[attr-defined]


async def _serve(told: "Queue[int]") -> None:
    loop = asyncio.get_running_loop()
    server = await loop.create_server(_Service, "127.0.0.1", 0, backlog=1024)
    told.put(server.sockets[0].getsockname()[1])
    await server.serve_forever()


def _run(told: "Queue[int]") -> None:
    asyncio.run(_serve(told))


@contextmanager
def push_service() -> Iterator[str]:
    """The service's origin."""
    context = get_context("spawn")
    told = context.Queue()
    process = context.Process(target=_run, args=(told,), daemon=True)
    process.start()
    try:
        yield f"http://127.0.0.1:{told.get(timeout=30)}"
    finally:
        process.terminate()
        process.join()
