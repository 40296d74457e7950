"""A question for a text in several languages: one is enough, more are welcome."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from bot.core.forms import Partly, Question, Rows, Unclear
from bot.core.messages import Option, beside, length, shortened
from bot.core.questions import DONE, is_blank
from bot.core.rules.people import LANGUAGES
from bot.core.words import Value, Words, _, just, lines

LONGEST = 1500
SHOWN = 100  # of each text, where all are shown together
WRITING = "writing"  # in the draft: the language whose text comes next


def texts(ask: Words) -> Question[Mapping[str, str]]:
    return Question(
        ask,
        _read,
        keep=_keep,
        recall=_recall,
        rows=_rows,
        show=_show,
        says=_says,
        title=_("Text"),
    )


def _keep(texts: Mapping[str, str]) -> str:
    return json.dumps(dict(texts), ensure_ascii=False)


def _recall(kept: str) -> Mapping[str, str]:
    texts = json.loads(kept)
    if not isinstance(texts, dict) or not texts.keys() <= LANGUAGES.keys():
        raise ValueError("no texts by language")
    return texts


def _show(texts: Mapping[str, str]) -> Value:
    return lines(
        *(
            Words("{language}: {text}", {"language": LANGUAGES[n], "text": shortened(t, SHOWN)})
            for n, t in texts.items()
        )
    )


def _says(setting: Any, draft: str) -> Words:
    half = json.loads(draft)
    if WRITING in half:
        return _(
            "Please write the text in this language: {language}", language=LANGUAGES[half[WRITING]]
        )
    return _("Kept. In which other language do you have the text? Or is that all?")


def _rows(setting: Any, draft: str) -> Rows:
    half = json.loads(draft) if draft else {}
    if WRITING in half:
        return []
    left = [Option(code, just(name)) for code, name in LANGUAGES.items() if code not in half]
    return [*beside(left), *([[Option(DONE, _("That is all"))]] if half else [])]


def _read(raw: str, setting: Any, draft: str) -> Mapping[str, str]:
    half = json.loads(draft) if draft else {}
    if WRITING in half:
        raise Partly(json.dumps(_with_text(half, raw), ensure_ascii=False))
    if raw == DONE and half:
        return {str(language): str(text) for language, text in half.items()}
    if raw not in LANGUAGES:
        raise Unclear(_("Please tap the language first."))
    raise Partly(json.dumps({**half, WRITING: raw}, ensure_ascii=False))


def _with_text(half: Mapping[str, str], raw: str) -> Mapping[str, str]:
    if is_blank(raw):
        raise Unclear(_("Please write a few words."))
    if length(raw) > LONGEST:
        raise Unclear(_("Please use at most {longest} characters.", longest=LONGEST))
    language = half[WRITING]
    return {**{name: text for name, text in half.items() if name != WRITING}, language: raw.strip()}
