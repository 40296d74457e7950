"""Commands of `lotse` that have commands below them; the others are in `bot.cli`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.group(invoke_without_command=True)
@click.option("--json", "as_json", is_flag=True)
@click.option("--quick", is_flag=True, help="Fewer messages: a look, not a measurement.")
@click.pass_context
def bench(context: click.Context, as_json: bool, quick: bool) -> None:
    """Speed and memory, as ratios in one run on one local server."""
    if context.invoked_subcommand:
        return
    from bot.commands.bench import measure

    sys.exit(measure(as_json=as_json, quick=quick))


@bench.command("letters")
@click.argument(
    "folder", type=click.Path(path_type=Path, file_okay=False), default=Path("build/letters")
)
@click.option("--json", "as_json", is_flag=True)
def bench_letters(folder: Path, as_json: bool) -> None:
    """How well photos of letters are read: FOLDER holds pictures and letters.jsonl."""
    from bot.commands.benching.letters import measure

    sys.exit(measure(folder, as_json=as_json))


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


@bench.command("translation")
@click.option("--json", "as_json", is_flag=True)
@click.option("--seconds", type=click.IntRange(4), default=20, show_default=True)
def bench_translation(seconds: int, as_json: bool) -> None:
    """How late the bot is while a model of Argos size translates without pause."""
    from bot.commands.translation import measure

    sys.exit(measure(seconds, as_json=as_json))


@click.group()
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


@click.group()
def keys() -> None:
    """The key file, without which nothing can be read."""


@keys.command("rotate")
def rotate_keys() -> None:
    """Makes a new key file and wraps every data key anew."""
    from bot.commands.keys import rotate

    sys.exit(rotate())


@click.group()
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
