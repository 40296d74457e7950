"""The HTTP connection itself: a socket on this computer only, and a way to break a connection."""

from __future__ import annotations

import asyncio
import socket
import struct
from contextlib import suppress
from typing import Any

import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol
from uvicorn.server import ServerState

LOOPBACK = "127.0.0.1"
_RST_ON_CLOSE = struct.pack("ii", 1, 0)
_open: dict[tuple[str, int], asyncio.Transport] = {}
"""Open connections by the address of the other end, which is unique among them."""


class Protocol(H11Protocol):
    """uvicorn's protocol; it remembers its connection, which ASGI does not hand out."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        _open[transport.get_extra_info("peername")[:2]] = transport
        super().connection_made(transport)

    def connection_lost(self, exc: Exception | None) -> None:
        _open.pop(self.transport.get_extra_info("peername")[:2], None)
        super().connection_lost(exc)


def reset(scope: Any) -> None:
    """Breaks the connection of a request: the client sees "connection reset by peer"."""
    transport = _open.get(tuple(scope["client"]))
    if transport is None:
        return
    connection = transport.get_extra_info("socket")
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RST_ON_CLOSE)
    transport.abort()


class Server:
    """uvicorn's protocol on a socket, without uvicorn's server around it.

    That one takes the signals, which belong to the program around us, and needs a fifth of a
    second to notice that it shall stop.
    """

    def __init__(self, app: Any) -> None:
        self._config = uvicorn.Config(
            app,
            lifespan="off",
            access_log=False,
            log_config=None,
            log_level="critical",
            timeout_keep_alive=75,
        )
        self._state = ServerState()

    async def start(self, listening: socket.socket) -> None:
        self._config.load()
        self._server = await asyncio.get_running_loop().create_server(
            lambda: Protocol(self._config, self._state, {}), sock=listening
        )

    async def stop(self, patience: float = 1.0) -> None:
        """Lets answers under way be finished, for `patience` seconds, and closes."""
        self._server.close()
        for connection in list(self._state.connections):
            connection.shutdown()
        if self._state.tasks:
            _, late = await asyncio.wait(self._state.tasks, timeout=patience)
            for task in late:
                task.cancel()
        with suppress(TimeoutError):
            await asyncio.wait_for(self._server.wait_closed(), patience)


def bound_socket(port: int, host: str) -> socket.socket:
    """A listening socket. Raises ValueError for any host but the loopback one."""
    if host != LOOPBACK:
        raise ValueError("the local messenger listens on 127.0.0.1 only")
    # asyncio sets TCP_NODELAY only where the protocol is named; without it an answer takes 40 ms.
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
        listening.listen(1024)
    except OSError:
        listening.close()
        raise
    listening.setblocking(False)
    return listening
