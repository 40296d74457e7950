"""The four ways a client may hand over parameters, read into one `Call`.

Source: core.telegram.org/bots/api#making-requests. Form fields carry objects as JSON text.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl

from starlette.datastructures import UploadFile
from starlette.formparsers import MultiPartException
from starlette.requests import Request

from bot.machine.sandbox.lengths import UPLOAD
from bot.machine.sandbox.problems import TOO_LARGE, Json, Refused, bad

_YES = ("true", "1", "yes")


@dataclass(frozen=True, slots=True)
class Upload:
    name: str
    mime: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Call:
    """One call of a method: its name in small letters, and its parameters."""

    method: str
    values: Json
    uploads: dict[str, Upload] = field(default_factory=dict)

    def text(self, name: str) -> str:
        value = self.values.get(name)
        if value is None:
            return ""
        if isinstance(value, str):
            return value
        return str(value) if isinstance(value, int | float) else ""

    def number(self, name: str, default: int = 0) -> int:
        """An integer; what cannot be read counts as not given, as on the real server."""
        try:
            return int(self.values.get(name, default))
        except (TypeError, ValueError, OverflowError):
            return default

    def decimal(self, name: str) -> float:
        try:
            return float(self.values[name])
        except (KeyError, TypeError, ValueError):
            raise Refused(bad(f"{name} is empty")) from None

    def flag(self, name: str) -> bool:
        value = self.values.get(name)
        if isinstance(value, str):
            return value.lower() in _YES
        return value in (True, 1)

    def parsed(self, name: str) -> Any:
        """An object or list, given as such or as JSON text; None when it is not given."""
        value = self.values.get(name)
        if not isinstance(value, str):
            return value
        if not value.strip():
            return None
        try:
            return json.loads(value)
        except ValueError:
            raise Refused(bad(f"can't parse {name} JSON object")) from None

    def listed(self, name: str, kind: type) -> list[Any] | None:
        """A list of one kind of thing; None when it is not given. Raises Refused otherwise."""
        value = self.parsed(name)
        if value is None:
            return None
        if not isinstance(value, list) or not all(isinstance(item, kind) for item in value):
            raise Refused(bad(f"can't parse {name}: expected an Array"))
        return value

    def object(self, name: str) -> Json:
        """An object; an empty one when it is not given. Raises Refused for anything else."""
        value = self.parsed(name)
        if value is None:
            return {}
        if not isinstance(value, dict):
            raise Refused(bad(f"can't parse {name}: expected an Object"))
        return value


async def call_from(method: str, query: bytes, kind: str, body: bytes, request: Request) -> Call:
    """Reads one request. Raises Refused for a body that is not what it says it is."""
    values: Json = dict(parse_qsl(query.decode(), keep_blank_values=True)) if query else {}
    if not body:
        return Call(method, values)
    if kind.startswith("application/x-www-form-urlencoded"):
        values.update(_form(body))
        return Call(method, values)
    if kind.startswith("application/json"):
        values.update(_object(body))
        return Call(method, values)
    if kind.startswith("multipart/form-data"):
        return await _multipart(method, values, request)
    return Call(method, values)


def _form(body: bytes) -> dict[str, str]:
    try:
        return dict(parse_qsl(body.decode(), keep_blank_values=True))
    except (UnicodeDecodeError, ValueError):
        raise Refused(bad("strings must be encoded in UTF-8")) from None


def _object(body: bytes) -> Json:
    try:
        content = json.loads(body)
    except ValueError:
        raise Refused(bad("can't parse request JSON object")) from None
    if not isinstance(content, dict):
        raise Refused(bad("can't parse request JSON object"))
    return content


async def _multipart(method: str, values: Json, request: Request) -> Call:
    uploads: dict[str, Upload] = {}
    try:
        async with request.form(max_part_size=1 << 20) as form:
            for name, value in form.multi_items():
                if isinstance(value, UploadFile):
                    uploads[name] = await _upload(value)
                else:
                    values[name] = value
    except MultiPartException as trouble:
        raise Refused(bad(f"can't parse multipart body: {trouble.message}")) from None
    return Call(method, values, uploads)


async def _upload(part: UploadFile) -> Upload:
    content = await part.read()
    if len(content) > UPLOAD:
        raise Refused(TOO_LARGE)
    mime = part.content_type or "application/octet-stream"
    return Upload(part.filename or "file", mime, content)
