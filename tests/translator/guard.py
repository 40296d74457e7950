"""Whoever wants to reach a host is ended, or seen. The kernel watches the translator: what a
library does in C++ no hook of Python sees."""

from __future__ import annotations

import asyncio
import ctypes
import platform
import socket
import struct
from typing import Any

import pytest

CAN_WATCH = platform.system() == "Linux" and platform.machine() == "x86_64"
SOCKET, UNIX = 41, 1  # the number of the call; the only family that stays on this machine
_NUMBER, _FAMILY = 0, 16  # where they stand in what a filter is shown
_LOAD, _EQUAL, _END = 0x20, 0x15, 0x06
_KILL, _ALLOW = 0x80000000, 0x7FFF0000
_NO_NEW_PRIVILEGES, _SECCOMP, _FILTER = 38, 22, 2


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("filter", ctypes.c_void_p))


_STEPS = [
    (_LOAD, 0, 0, _NUMBER),
    (_EQUAL, 0, 3, SOCKET),
    (_LOAD, 0, 0, _FAMILY),
    (_EQUAL, 1, 0, UNIX),
    (_END, 0, 0, _KILL),
    (_END, 0, 0, _ALLOW),
]
# Made before: between fork and exec of a process with threads nothing should be asked for.
_CODE = ctypes.create_string_buffer(b"".join(struct.pack("HBBI", *step) for step in _STEPS))
_PROGRAM = _Program(len(_STEPS), ctypes.cast(_CODE, ctypes.c_void_p))
_LIBC = ctypes.CDLL(None, use_errno=True)


def no_network() -> None:
    """From here on, this process ends at once if it opens a socket that could leave the machine.
    Its children, too. There is no way back."""
    _LIBC.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0)
    if _LIBC.prctl(_SECCOMP, _FILTER, ctypes.byref(_PROGRAM)):
        raise OSError(ctypes.get_errno(), "no filter")


def watch_children(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every process that asyncio starts from now on."""
    start = asyncio.create_subprocess_exec

    async def watched(*command: Any, **options: Any) -> asyncio.subprocess.Process:
        return await start(*command, preexec_fn=no_network, **options)

    monkeypatch.setattr(asyncio, "create_subprocess_exec", watched)


def hosts_asked_for(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Whom this process looks up or connects to, as it goes on."""
    hosts: list[str] = []
    connect, look_up = socket.socket.connect, socket.getaddrinfo

    def connecting(self: socket.socket, address: Any) -> None:
        hosts.append(str(address[0]))
        connect(self, address)

    def looking_up(host: Any, *rest: Any, **more: Any) -> Any:
        hosts.append(str(host))
        return look_up(host, *rest, **more)

    monkeypatch.setattr(socket.socket, "connect", connecting)
    monkeypatch.setattr(socket, "getaddrinfo", looking_up)
    return hosts
