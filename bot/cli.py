"""`lotse`: thin commands, one function each. Exit codes: 0 well, 1 trouble, 2 wrong call."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from bot.commands.trouble import Discreet
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
@click.option("--output", type=click.Path(path_type=Path), default=Path("build/preview.html"))
@click.option("--language", "languages", type=LANGUAGE, multiple=True, help="Default: all.")
def preview(output: Path, languages: tuple[str, ...]) -> None:
    """Every screen of every form in every language, as one page."""
    from bot.commands.preview import write

    sys.exit(write(output, languages or tuple(LANGUAGES)))


@main.group(invoke_without_command=True)
@click.option("--json", "as_json", is_flag=True)
@click.option("--quick", is_flag=True, help="Fewer messages: a look, not a measurement.")
@click.pass_context
def bench(context: click.Context, as_json: bool, quick: bool) -> None:
    """Speed and memory, as ratios in one run on one local server."""
    if context.invoked_subcommand:
        return
    from bot.commands.bench import measure

    sys.exit(measure(as_json=as_json, quick=quick))


@bench.command("questions")
@click.option("--json", "as_json", is_flag=True)
@click.option(
    "--set",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("tests/machine/questions"),
    show_default=True,
    help="A folder of <language>.jsonl.",
)
def bench_questions(folder: Path, as_json: bool) -> None:
    """What the search finds in which language, how fast, and how large it is."""
    from bot.commands.questions import measure

    sys.exit(measure(folder, as_json=as_json))


@main.group()
def models() -> None:
    """The models of the machine translation, on this machine."""


@models.command("add")
@click.argument("pair")
@click.argument("source")
@click.option("--sha256", default="", help="Of the file, where its publisher names it.")
def add_model(pair: str, source: str, sha256: str) -> None:
    """A model for one direction, such as de-en, from a FILE or a URL."""
    from bot.commands.models import add

    sys.exit(add(pair, source, sha256))


@models.command("list")
@click.option("--json", "as_json", is_flag=True)
def list_models(as_json: bool) -> None:
    """Which models there are."""
    from bot.commands.models import show

    sys.exit(show(as_json=as_json))


@models.command("verify")
def verify_models() -> None:
    """Whether every file is what it was when it was added."""
    from bot.commands.models import verify

    sys.exit(verify())


@models.command("remove")
@click.argument("pair")
def remove_model(pair: str) -> None:
    """Remove a model and its pin."""
    from bot.commands.models import remove

    sys.exit(remove(pair))


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


@main.group()
def keys() -> None:
    """The key file, without which nothing can be read."""


@keys.command("rotate")
def rotate_keys() -> None:
    """Makes a new key file and wraps every data key anew."""
    from bot.commands.keys import rotate

    sys.exit(rotate())


@main.group()
def audit() -> None:
    """Who did what, and whether anybody has tampered with the record of it."""


@audit.command()
@click.option("--anchor", type=FILE, help="Lines of `lotse audit head` that were kept elsewhere.")
@click.option("--json", "as_json", is_flag=True)
def verify(anchor: Path | None, as_json: bool) -> None:
    """Finds what was changed, taken out, cut off or exchanged."""
    from bot.commands import audit as command

    sys.exit(command.verify(anchor, as_json=as_json))


@audit.command()
@click.option("--json", "as_json", is_flag=True)
def head(as_json: bool) -> None:
    """One line to keep elsewhere: by e-mail to the officer, on paper."""
    from bot.commands import audit as command

    sys.exit(command.head(as_json=as_json))


@audit.command()
@click.option("--why", required=True, help="A few words without names, kept in the audit.")
def resume(why: str) -> None:
    """Says that a backup was put back, so that what is lost is not held against anybody."""
    from bot.commands import audit as command

    sys.exit(command.resume(why))


def _one_of(text: str | None, batch: object) -> None:
    if (text is None) == (batch is None):
        raise click.UsageError("Give a text or --batch FILE, one of the two.")
