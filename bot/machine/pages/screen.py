"""What the pages look like: a few sentences in two languages and a button. No scripts."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Sequence
from hashlib import sha256

from bot.core.rules.people import LANGUAGES
from bot.core.words import Reader, Words, _, render, right_to_left
from bot.turns import House

GERMAN = "de"
STYLE = (
    "body{font:1.1rem/1.6 sans-serif;margin:0 auto;max-width:32rem;padding:1.5rem;"
    "color:#1b1b1b;background:#fff}"
    "button{font:inherit;font-weight:bold;width:100%;padding:.8rem;border:0;border-radius:.6rem;"
    "color:#fff;background:#1d5fa8}"
    "section+section{margin-top:2rem;padding-top:1rem;border-top:1px solid #ccc;color:#444}"
)
STYLE_HASH = f"sha256-{b64encode(sha256(STYLE.encode()).digest()).decode()}"
FIRST_WISH = re.compile(r"\s*([A-Za-z]{2,3})(?:[-_]([A-Za-z]{2}))?")

READY = (
    _("Your file is ready."),
    _("It can be opened here once. Please do that only yourself."),
    _("Not every messenger shows files: if you can, open this page in your browser first."),
)
NOTHING = (
    _("There is nothing behind this link."),
    _("It was used already, or it is too old. You can ask for a new one in the chat."),
)
BROKEN = (_("Something went wrong on our side. Please try again later."),)
OPEN = _("Open the file")


def ready(house: House, language: str) -> str:
    form = f'<form method="post"><button>{_label(house, language)}</button></form>'
    return _page(house, language, READY, form)


def nothing(house: House, language: str) -> str:
    return _page(house, language, NOTHING)


def broken(house: House, language: str) -> str:
    return _page(house, language, BROKEN)


def wished(accepted: str) -> str:
    """The language of a browser (its header Accept-Language), if it is one of ours."""
    for wish in filter(None, map(FIRST_WISH.match, accepted.split(",")[:10])):
        language, region = wish[1].lower(), (wish[2] or "").upper()
        for code in (f"{language}_{region}", language):
            if code in LANGUAGES:
                return code
    return GERMAN


def _label(house: House, language: str) -> str:
    own, german = (render(OPEN, _reader(house, each)) for each in (language, GERMAN))
    return own if language == GERMAN else f"{own} · {german}"


def _page(house: House, language: str, words: Sequence[Words], form: str = "") -> str:
    """The button stands between the two languages."""
    both = "" if language == GERMAN else _section(house, GERMAN, words)
    return (
        f"<!doctype html><html {_attributes(language)}><head><meta charset='utf-8'>"
        "<meta name='viewport' content='width=device-width,initial-scale=1'>"
        f"<meta name='robots' content='noindex'><title>Lotse</title><style>{STYLE}</style></head>"
        f"<body>{_section(house, language, words)}{form}{both}</body></html>"
    )


def _section(house: House, language: str, words: Sequence[Words]) -> str:
    reader = _reader(house, language)
    shown = "".join(f"<p>{render(each, reader)}</p>" for each in words)
    return f"<section {_attributes(language)}>{shown}</section>"


def _attributes(language: str) -> str:
    direction = "rtl" if right_to_left(language) else "ltr"
    return f'lang="{language.replace("_", "-")}" dir="{direction}"'


def _reader(house: House, language: str) -> Reader:
    return Reader(language, house.zone, house.speech)
