"""`lotse when`: how a typed date is understood."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from datetime import datetime
from typing import Any, TextIO
from zoneinfo import ZoneInfo

from bot.commands.batches import answer_lines
from bot.core import when
from bot.core.clock import utc_now
from bot.core.rules.people import LANGUAGES
from bot.settings import Settings


def one(text: str, language: str, now: str, *, as_json: bool) -> int:
    try:
        moment = _moment(now)
    except ValueError:
        print(f"--now: {now!r} is not a time like 2026-11-20T09:00", file=sys.stderr)
        return 2
    at, sure = when.answer(text, language, moment)
    if as_json:
        print(json.dumps({"at": at, "sure": sure}))
        return 0
    reading = when.read(text, language, moment)
    print(at or f"the bot would ask: {reading.doubt.value if reading.doubt else 'unclear'}")
    return 0


def batch(file: TextIO) -> int:
    def answer(said: Mapping[str, Any]) -> Mapping[str, Any]:
        language = said.get("language", "de")
        known = language if language in LANGUAGES else "de"
        if not isinstance(said["text"], str):
            raise TypeError("text is not a text")
        at, sure = when.answer(said["text"], known, _moment(str(said.get("now") or "")))
        return {"at": at, "sure": sure}

    return answer_lines(file, answer)


def _moment(now: str) -> datetime:
    zone = ZoneInfo(Settings().timezone)
    if not now:
        return utc_now().astimezone(zone)
    moment = datetime.fromisoformat(now)
    return moment.astimezone(zone) if moment.tzinfo else moment.replace(tzinfo=zone)
