"""`lotse`: thin commands, one function each. Exit codes: 0 well, 1 trouble, 2 wrong call."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from bot.core.rules.people import LANGUAGES, Role

LANGUAGE = click.Choice(list(LANGUAGES))
LINES = click.File(encoding="utf-8", errors="replace")
ROLE = click.Choice([role.value for role in Role if role is not Role.GUEST])


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name=None, version="0.1.0", prog_name="lotse")
def main() -> None:
    """A multilingual messenger assistant for refugee mentoring networks."""
    os.umask(0o077)  # what Lotse writes is for its operator alone


@main.command()
@click.option("--port", default=8080, show_default=True, help="Where the page is.")
@click.option("--data-dir", type=click.Path(path_type=Path), default=Path("data/demo"))
@click.option("--reset", is_flag=True, help="Start afresh.")
def demo(port: int, data_dir: Path, reset: bool) -> None:
    """The whole bot on a local messenger, with an example network. No account, no network."""
    from bot.demo import play

    sys.exit(play(port, data_dir, reset=reset))


@main.command()
@click.option("--webhook", is_flag=True, help="Telegram calls us, instead of being asked.")
def run(webhook: bool) -> None:
    """Serves Telegram."""
    from bot.commands.run import serve

    sys.exit(serve(webhook=webhook))


@main.command()
@click.option("--json", "as_json", is_flag=True)
def check(as_json: bool) -> None:
    """The doctor: token, database, clock, catalogues, disk, last poll."""
    from bot.commands.check import report

    sys.exit(report(as_json=as_json))


@main.command()
@click.argument("role", type=ROLE)
@click.option("--name", default="", help="First name, as the others will see it.")
@click.option("--region", default="")
@click.option("--qr", type=click.Path(path_type=Path, dir_okay=False), help="SVG or PNG.")
def invite(role: str, name: str, region: str, qr: Path | None) -> None:
    """An invitation for one person; the last line is the link."""
    from bot.commands.invite import make

    sys.exit(make(Role(role), name, region, qr))


@main.command()
@click.argument("text", required=False)
@click.option("--language", type=LANGUAGE, default="de", show_default=True)
@click.option("--json", "as_json", is_flag=True)
@click.option("--batch", type=LINES, help="One JSON object a line.")
def ask(text: str | None, language: str, as_json: bool, batch: object) -> None:
    """What the bot would answer."""
    from bot.commands import ask as command

    _one_of(text, batch)
    if batch is not None:
        sys.exit(command.batch(batch))  # type: ignore[arg-type]
    sys.exit(command.one(text or "", language, as_json=as_json))


@main.command()
@click.argument("text", required=False)
@click.option("--language", type=LANGUAGE, default="de", show_default=True)
@click.option("--now", default="", help="Local time, like 2026-11-20T09:00.")
@click.option("--json", "as_json", is_flag=True)
@click.option("--batch", type=LINES, help="One JSON object a line.")
def when(text: str | None, language: str, now: str, as_json: bool, batch: object) -> None:
    """How a typed date is understood."""
    from bot.commands import when as command

    _one_of(text, batch)
    if batch is not None:
        sys.exit(command.batch(batch))  # type: ignore[arg-type]
    sys.exit(command.one(text or "", language, now, as_json=as_json))


@main.command()
@click.argument("what", type=click.Choice(["contacts", "people", "events"]))
@click.option("--format", "format", type=click.Choice(["xlsx", "csv"]), default="xlsx")
@click.option("--language", type=LANGUAGE, default="de", show_default=True)
@click.option("--output", type=click.Path(path_type=Path, dir_okay=False), required=True)
def export(what: str, format: str, language: str, output: Path) -> None:
    """A spreadsheet for the coordinator."""
    from bot.commands.export import write

    sys.exit(write(what, format, language, output))


@main.command()
@click.option("--as", "role", type=ROLE, default="participant", show_default=True)
@click.option("--language", type=LANGUAGE, default="de", show_default=True)
def talk(role: str, language: str) -> None:
    """Plays any dialogue in this terminal, on a database that is thrown away."""
    from bot.commands.talk import play

    sys.exit(play(Role(role), language))


@main.command()
@click.option("--output", type=click.Path(path_type=Path), default=Path("build/preview.html"))
@click.option("--language", "languages", type=LANGUAGE, multiple=True, help="Default: all.")
def preview(output: Path, languages: tuple[str, ...]) -> None:
    """Every screen of every form in every language, as one page."""
    from bot.commands.preview import write

    sys.exit(write(output, languages or tuple(LANGUAGES)))


@main.command()
@click.option("--json", "as_json", is_flag=True)
@click.option("--quick", is_flag=True, help="Fewer messages: a look, not a measurement.")
def bench(as_json: bool, quick: bool) -> None:
    """Speed and memory, as ratios in one run on one local server."""
    from bot.commands.bench import measure

    sys.exit(measure(as_json=as_json, quick=quick))


def _one_of(text: str | None, batch: object) -> None:
    if (text is None) == (batch is None):
        raise click.UsageError("Give a text or --batch FILE, one of the two.")
