"""`lotse check`: the doctor. What is well, what needs a look, and what stops the bot."""

from __future__ import annotations

import asyncio
import json
import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from bot.app import LAST_POLL, Lotse, assemble
from bot.commands.trouble import sentence
from bot.core.rules.people import LANGUAGES
from bot.machine.holidays import is_land
from bot.machine.papers import PaperWriter
from bot.machine.reading import can_read, knows_german
from bot.machine.telegram.account import NoAnswer, UnknownToken, line, who_am_i
from bot.machine.translator.models import Models, path
from bot.machine.translator.process import is_installed
from bot.settings import Settings
from handlers.consent.published import open_languages
from storage import inbox, marks, people, reviews, schema
from storage.register import periods

LITTLE_SPACE = 500_000_000  # bytes
LONG_AGO = timedelta(minutes=5)
MOST_NAMED = 8  # directions without a model


class State(StrEnum):
    WELL = "well"
    LOOK = "look"  # works, but somebody should look
    ILL = "ill"


@dataclass(frozen=True)
class Finding:
    what: str
    state: State
    says: str


def report(*, as_json: bool) -> int:
    """1 if something is ill."""
    findings = list(_examined(Settings()))
    if as_json:
        print(json.dumps([asdict(finding) for finding in findings], ensure_ascii=False))
    else:
        for finding in findings:
            print(f"{MARKS[finding.state]} {finding.what}: {finding.says}")
    return int(any(finding.state is State.ILL for finding in findings))


MARKS = {State.WELL: "✓", State.LOOK: "?", State.ILL: "✗"}


def _examined(settings: Settings) -> Iterator[Finding]:
    yield _token(settings)
    yield _disk(settings)
    try:
        lotse = assemble(settings)
    except Exception as trouble:  # noqa: BLE001 - the doctor reports whatever it is
        yield Finding("database", State.ILL, sentence(trouble))
        return
    checks: Sequence[Callable[[Lotse], Finding]] = (
        _database,
        _inbox,
        _last_poll,
        _clock,
        _catalogues,
        _fonts,
        _content,
        _eyes,
        _holidays,
        _organisation,
        _consent,
        _periods,
        _translation,
    )
    for check in checks:
        yield check(lotse)


def _token(settings: Settings) -> Finding:
    token = settings.telegram_token.get_secret_value()
    if ":" not in token:
        return Finding("token", State.ILL, "LOTSE_TELEGRAM_TOKEN is missing or not a token")

    async def ask() -> str:
        async with line(token, settings.telegram_api) as bot:
            return (await who_am_i(bot)).username

    try:
        return Finding("token", State.WELL, f"belongs to @{asyncio.run(ask())}")
    except UnknownToken:
        return Finding("token", State.ILL, "Telegram does not know it")
    except NoAnswer as trouble:
        return Finding("token", State.LOOK, f"Telegram cannot be asked now: {trouble}")


def _disk(settings: Settings) -> Finding:
    settings.data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
    free = shutil.disk_usage(settings.data_dir).free
    state = State.WELL if free > LITTLE_SPACE else State.ILL
    return Finding("disk", state, f"{free / 1e9:.1f} GB free")


def _database(lotse: Lotse) -> Finding:
    kind = "SQLite" if lotse.database.is_sqlite else "PostgreSQL"
    if schema.differences(lotse.database):
        return Finding("database", State.ILL, f"{kind}: tables differ from this release")
    return Finding("database", State.WELL, f"{kind}, up to date, key file fits")


def _inbox(lotse: Lotse) -> Finding:
    with lotse.database.transaction() as db:
        waiting, dead = inbox.waiting(db), inbox.dead(db)
    state = State.LOOK if dead else State.WELL
    return Finding("inbox", state, f"{waiting} waiting, {dead} laid aside")


def _last_poll(lotse: Lotse) -> Finding:
    with lotse.database.transaction() as db:
        noted = marks.read(db, LAST_POLL)
    if noted is None:
        return Finding("last poll", State.LOOK, "never: start `lotse run`")
    ago = lotse.clock() - datetime.fromisoformat(noted)
    state = State.WELL if ago < LONG_AGO else State.LOOK
    return Finding("last poll", state, f"{int(ago.total_seconds())} seconds ago")


def _clock(lotse: Lotse) -> Finding:
    here = lotse.clock().astimezone(lotse.house.zone)
    return Finding("clock", State.WELL, f"{here:%d.%m.%Y %H:%M} in {lotse.house.zone.key}")


def _catalogues(lotse: Lotse) -> Finding:
    speech = lotse.house.speech
    for language in LANGUAGES:
        speech.catalog(language)
    unreviewed = [language for language in LANGUAGES if not speech.is_reviewed(language)]
    says = f"{len(LANGUAGES)} languages; not yet reviewed: {', '.join(unreviewed) or 'none'}"
    return Finding("catalogues", State.LOOK if unreviewed else State.WELL, says)


def _fonts(lotse: Lotse) -> Finding:
    """What receipts and copies are printed with."""
    scripts = PaperWriter().scripts()
    if missing := [script for script, there in scripts.items() if not there]:
        return Finding("fonts", State.ILL, f"files are missing: {', '.join(missing)}")
    return Finding("fonts", State.WELL, f"{', '.join(scripts)}")


def _content(lotse: Lotse) -> Finding:
    facts = lotse.house.facts
    says = f"{len(facts.questions)} questions, {len(facts.offices)} offices"
    return Finding("content", State.WELL, says)


def _eyes(lotse: Lotse) -> Finding:
    """Whether photos of letters can be read; without, the bot asks what is in them."""
    program = lotse.settings.ocr
    if not program:
        return Finding("letters", State.WELL, "photos are not read: LOTSE_OCR is empty")
    if not can_read(program):
        return Finding("letters", State.LOOK, f"photos are not read: there is no {program}")
    if not knows_german(program):
        return Finding("letters", State.LOOK, f"{program} lacks German (tesseract-ocr-deu)")
    return Finding("letters", State.WELL, f"photos are read by {program}")


def _holidays(lotse: Lotse) -> Finding:
    region = lotse.settings.region
    if not region:
        return Finding("holidays", State.LOOK, "of all Germany only: LOTSE_REGION is not set")
    if not is_land(region):
        return Finding("holidays", State.LOOK, f"there is no Land {region}: use SN, SH, …")
    return Finding("holidays", State.WELL, f"of {region.upper()}")


def _organisation(lotse: Lotse) -> Finding:
    house = lotse.house
    if not (house.organisation and house.contact):
        return Finding("organisation", State.LOOK, "set LOTSE_ORGANISATION and LOTSE_CONTACT")
    return Finding("organisation", State.WELL, house.organisation)


def _periods(lotse: Lotse) -> Finding:
    """What the operator says of how long things are kept."""
    said = lotse.house.operator.periods
    if wrong := periods.wrong(said):
        file = lotse.settings.operator_file.name
        says = f"{file}: [periods] cannot be kept as written: {', '.join(wrong)}"
        return Finding("periods", State.LOOK, says)
    says = f"{len(said)} set by the operator" if said else "as proposed; confirm them in [periods]"
    return Finding("periods", State.WELL, says)


def _translation(lotse: Lotse) -> Finding:
    """Which models there are, whether they changed, and which directions people here lack."""
    models, installed = Models(lotse.settings.models_dir), is_installed()
    there = models.all()
    if not there:
        says = "no models: nothing is translated, and nothing promised (`lotse models add`)"
        return Finding("translation", State.WELL, says)
    sizes = ", ".join(f"{model.pair} {model.size / 1e6:.1f} MB" for model in there)
    if not installed:
        return Finding("translation", State.LOOK, f"the extra `argos` is not installed; {sizes}")
    if changed := [model.pair for model in there if models.faults(model)]:
        says = f"not what they were when added: {', '.join(changed)} (`lotse models verify`)"
        return Finding("translation", State.ILL, says)
    if missing := _missing(lotse, models):
        few = ", ".join(missing[:MOST_NAMED])
        more = f" and {len(missing) - MOST_NAMED} more" if len(missing) > MOST_NAMED else ""
        return Finding("translation", State.LOOK, f"{sizes}; no way for {few}{more}")
    return Finding("translation", State.WELL, sizes)


def _missing(lotse: Lotse, models: Models) -> Sequence[str]:
    """Directions between two languages that people here read."""
    with lotse.database.transaction() as db:
        used = {person.language for person in people.everybody(db) if person.arrived}
    here = [language for language in LANGUAGES if language in used]
    pairs = models.pairs()
    return [f"{a}-{b}" for a in here for b in here if a != b and not path(pairs, a, b)]


def _consent(lotse: Lotse) -> Finding:
    operator = lotse.house.operator
    if missing := operator.missing():
        file = lotse.settings.operator_file.name
        return Finding("consent", State.LOOK, f"not collected; {file} lacks {', '.join(missing)}")
    with lotse.database.transaction() as db:
        version, open_in = reviews.current(db), open_languages(db, lotse.house)
    if not open_in:
        says = "not collected: the declaration as it is today is not published (/declaration)"
        return Finding("consent", State.LOOK, says)
    return Finding("consent", State.WELL, f"version {version} collected in {', '.join(open_in)}")
