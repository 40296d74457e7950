"""What `lotse` says when a command fails: a sentence, and never the words of the error.

An error may quote a name, a note, a token. Its kind and its place are enough to look for it.
"""

from __future__ import annotations

import os
import tomllib
import traceback
from pathlib import Path
from typing import Any

import click

from bot.machine.trouble import places

ROOT = Path(__file__).parents[2]
UNSAID = "What it was about is not shown, because it may be about people."


class Discreet(click.Group):
    """Commands whose errors are told without their words."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except (click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except Exception as trouble:  # noqa: BLE001 - Python would print its words
            click.echo(sentence(trouble), err=True)
            if os.environ.get("LOTSE_LOG_LEVEL", "").upper() == "DEBUG":
                click.echo(places(trouble), err=True)
            ctx.exit(1)


def sentence(trouble: Exception) -> str:
    """For the operator. Only errors that are known to quote nothing speak for themselves."""
    from pydantic import ValidationError

    from storage.vault import KeyFileProblem

    match trouble:
        case KeyFileProblem():
            return str(trouble)
        case ValidationError():
            wrong = (str(each["loc"][0]) for each in trouble.errors(include_input=False))
            return "These settings cannot be read: " + ", ".join(map(_setting, sorted(set(wrong))))
        case tomllib.TOMLDecodeError():
            return "A settings file (operator.toml or lotse.toml) is not TOML; look at its quotes."
    return f"This did not work: {type(trouble).__name__}{_place(trouble)}. {UNSAID}"


def _setting(name: str) -> str:
    return f"LOTSE_{name.upper()}" if name.isidentifier() else "one of them"


def _place(trouble: Exception) -> str:
    """The innermost place of our own."""
    for frame in reversed(traceback.extract_tb(trouble.__traceback__)):
        path = Path(frame.filename)
        if path.is_relative_to(ROOT) and ".venv" not in path.parts:
            return f" at {path.relative_to(ROOT)}:{frame.lineno}"
    return ""


def be_discreet() -> None:
    """For the whole process: before anything is logged, and before anything can fail."""
    from bot.machine.telegram.silence import HideToken

    HideToken(os.environ.get("LOTSE_TELEGRAM_TOKEN", "")).install()
