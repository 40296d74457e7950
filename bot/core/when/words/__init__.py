"""The words of dates and times, one module a language; `table` finds them."""

from __future__ import annotations

from importlib import import_module

from bot.core.when.senses import Language

LANGUAGES = ("de", "en", "ar", "fa", "fa_AF", "uk", "ru", "tr", "fr", "ku", "ps", "ti", "so")


def language(code: str) -> Language:
    """The words of a language; of an unknown one those of English."""
    known = code if code in LANGUAGES else code.split("_")[0]
    module = import_module(f"{__name__}.{(known if known in LANGUAGES else 'en').lower()}")
    found: Language = module.LANGUAGE
    return found
