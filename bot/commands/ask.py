"""`lotse ask`: what the bot would answer."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from typing import Any, TextIO

from bot.commands.batches import answer_lines
from bot.core.rules.people import LANGUAGES
from bot.machine.asking import Questions
from bot.machine.library import Library
from bot.machine.search import Found


def one(text: str, language: str, *, as_json: bool) -> int:
    library = Library()
    found = Questions(library).index().find(text, language)
    if as_json:
        print(json.dumps(_as_json(found), ensure_ascii=False))
        return 0
    if not found.confident:
        print("Not sure: the bot would pass this on to the coordinator.")
    for hit in found.hits[:3]:
        print(f"{hit.score:.2f}  {hit.id}: {library.text(language, 'faq', hit.id, 'question')}")
    if found.confident:
        print(f"\n{library.text(language, 'faq', found.hits[0].id, 'answer')}")
    return 0


def batch(file: TextIO) -> int:
    print("building the index ...", file=sys.stderr)
    index = Questions(Library()).index()

    def answer(said: Mapping[str, Any]) -> Mapping[str, Any]:
        language = said.get("language", "de")
        if not isinstance(said["text"], str):
            raise TypeError("text is not a text")
        return _as_json(index.find(said["text"], language if language in LANGUAGES else "de"))

    return answer_lines(file, answer)


def _as_json(found: Found) -> Mapping[str, Any]:
    answers = [{"id": hit.id, "score": round(hit.score, 4)} for hit in found.hits]
    return {"answers": answers, "confident": found.confident}
