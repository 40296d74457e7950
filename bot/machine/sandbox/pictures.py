"""Pictures: how large one is, and the small ones a phone sends here."""

from __future__ import annotations

import struct
import zlib

from bot.machine.sandbox.problems import Refused, bad

PNG = b"\x89PNG\r\n\x1a\n"
JPEG = b"\xff\xd8\xff"


def mime_of(content: bytes) -> str | None:
    """The type of a picture a browser may show, told by its first bytes and not by its name."""
    if content.startswith(PNG):
        return "image/png"
    return "image/jpeg" if content.startswith(JPEG) else None


def size_of(content: bytes) -> tuple[int, int]:
    """Width and height in pixels. Raises Refused for anything but PNG and JPEG."""
    if content.startswith(PNG) and len(content) >= 24:
        width, height = struct.unpack(">II", content[16:24])
        return width, height
    if content.startswith(JPEG) and (found := _jpeg_size(content)):
        return found
    raise Refused(bad("IMAGE_PROCESS_FAILED"))


def _jpeg_size(content: bytes) -> tuple[int, int] | None:
    at = 2
    while at + 9 < len(content) and content[at] == 0xFF:
        marker, length = content[at + 1], int.from_bytes(content[at + 2 : at + 4], "big")
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack(">HH", content[at + 5 : at + 9])
            return width, height
        at += 2 + length
    return None


def sunset(width: int = 240, height: int = 160) -> bytes:
    """A small PNG: a warm sky over a dark hill, so that a photo looks like one."""
    rows = b"".join(
        b"\x00" + b"".join(_pixel(x, y, width, height) for x in range(width)) for y in range(height)
    )
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        PNG
        + _chunk(b"IHDR", header)
        + _chunk(b"IDAT", zlib.compress(rows, 9))
        + _chunk(b"IEND", b"")
    )


def _pixel(x: int, y: int, width: int, height: int) -> bytes:
    hill = height * 0.72 - 26 * (1 - ((x - width * 0.7) / (width * 0.7)) ** 2)
    if y > hill:
        return bytes((34, 62, 66))
    if (x - width * 0.3) ** 2 + (y - height * 0.45) ** 2 < (height * 0.13) ** 2:
        return bytes((255, 236, 179))
    depth = y / height
    return bytes((int(120 + 130 * depth), int(140 + 30 * depth), int(190 - 90 * depth)))


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
