"""`lotse`: thin commands, one function each. Exit codes: 0 well, 1 trouble, 2 wrong call."""

from __future__ import annotations

import os
import sys
from datetime import datetime
from pathlib import Path

import click

from bot.commands.groups import audit, bench, keys, models
from bot.commands.trouble import Discreet
from bot.core.clock import HOME, utc_now
from bot.core.content import TABLES
from bot.core.rules.people import LANGUAGES, Role

LANGUAGE = click.Choice(list(LANGUAGES))
FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
LINES = click.File(encoding="utf-8", errors="replace")
ROLE = click.Choice([role.value for role in Role if role is not Role.GUEST])


@click.group(cls=Discreet, context_settings={"help_option_names": ["-h", "--help"]})
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


@main.command("import")
@click.argument("what", type=click.Choice(["services", "people"]))
@click.argument("file", type=FILE)
@click.option("--dry-run", "dry", is_flag=True, help="Only say what would change.")
@click.option("--json", "as_json", is_flag=True)
def import_(what: str, file: Path, dry: bool, as_json: bool) -> None:
    """Takes a list over: XLSX, CSV, and YAML for services. Failed rows are kept beside it.

    services: offices and counselling with their addresses. people: an invitation for each; the
    links are written beside the file.
    """
    from bot.commands import importing

    sys.exit(importing.run(what, file, dry=dry, as_json=as_json))


@main.command()
@click.argument("what", type=click.Choice(["contacts", "people", "events", "helping"]))
@click.option("--format", "format", type=click.Choice(["xlsx", "csv"]), default="xlsx")
@click.option("--language", type=LANGUAGE, default="de", show_default=True)
@click.option("--output", type=click.Path(path_type=Path, dir_okay=False), required=True)
def export(what: str, format: str, language: str, output: Path) -> None:
    """A spreadsheet for the coordinator."""
    from bot.commands.export import write

    sys.exit(write(what, format, language, output))


@main.command()
@click.option("--dry-run", "dry", is_flag=True, help="Only say what would be forgotten.")
@click.option("--json", "as_json", is_flag=True)
def forget(dry: bool, as_json: bool) -> None:
    """Forgets what has been kept long enough; the bot does so itself, every night."""
    from bot.commands.forget import run

    sys.exit(run(dry=dry, as_json=as_json))


@main.command()
@click.option("--json", "as_json", is_flag=True)
@click.option("--output", type=click.Path(path_type=Path, dir_okay=False), help="Default: print.")
def register(as_json: bool, output: Path | None) -> None:
    """The record of processing (GDPR Art. 30), and a draft of the impact assessment; in German."""
    from bot.commands.register import show

    sys.exit(show(as_json=as_json, output=output))


@main.command()
@click.option("--as", "role", type=ROLE, default="participant", show_default=True)
@click.option("--language", type=LANGUAGE, default="de", show_default=True)
def talk(role: str, language: str) -> None:
    """Plays any dialogue in this terminal, on a database that is thrown away."""
    from bot.commands.talk import play

    sys.exit(play(Role(role), language))


@main.command()
@click.option("--output", type=click.Path(path_type=Path), help="A file; of --content, a folder.")
@click.option("--language", "languages", type=LANGUAGE, multiple=True, help="Default: all.")
@click.option("--content", is_flag=True, help="The content to be read beside the German.")
def preview(output: Path | None, languages: tuple[str, ...], content: bool) -> None:
    """Every screen of every form in every language, as one page."""
    if content:
        from bot.commands.reviewing import write_sheets

        sys.exit(write_sheets(output or Path("build/content"), languages or tuple(LANGUAGES)))
    from bot.commands.preview import write

    sys.exit(write(output or Path("build/preview.html"), languages or tuple(LANGUAGES)))


@main.command()
@click.argument("language", type=LANGUAGE)
@click.argument("table", type=click.Choice(list(TABLES)))
@click.option("--by", required=True, help="First and last name of who has read all of it.")
@click.option("--on", type=click.DateTime(["%Y-%m-%d"]), help="Default: today.")
def review(language: str, table: str, by: str, on: datetime | None) -> None:
    """Marks a file of the content as read by a native speaker."""
    from bot.commands.reviewing import mark

    day = on.date() if on else utc_now().astimezone(HOME).date()
    if not by.strip() or len(by) > 80 or day > utc_now().astimezone(HOME).date():
        raise click.UsageError("Give a name, and a day that is over.")
    sys.exit(mark(language, table, by.strip(), day))


@main.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
def backup(file: Path) -> None:
    """The whole database in one FILE, while the bot runs. Without the key file."""
    from bot.commands.backup import write

    sys.exit(write(file))


@main.command()
@click.argument("file", type=FILE)
@click.option("--replace", is_flag=True, help="Give up the database that is there.")
@click.option("--nobody-erased", is_flag=True, help="There never was an erasures.log.")
def restore(file: Path, replace: bool, nobody_erased: bool) -> None:
    """Puts a backup in place; whoever was erased since is erased again."""
    from bot.commands.restore import put_back

    sys.exit(put_back(file, replace=replace, nobody_erased=nobody_erased))


for group in (bench, models, keys, audit):
    main.add_command(group)


def _one_of(text: str | None, batch: object) -> None:
    if (text is None) == (batch is None):
        raise click.UsageError("Give a text or --batch FILE, one of the two.")
