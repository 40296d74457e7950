"""Lists of places and people: each row is checked, nothing is run, nothing is doubled."""

from __future__ import annotations

import json
import stat
import zipfile

import pytest
import xlsxwriter
import yaml
from click.testing import CliRunner
from openpyxl import load_workbook

from bot.cli import main
from bot.commands.importing import people as import_people
from bot.commands.importing import places, telling
from bot.commands.importing.reading import LONGEST, Refused, read
from storage import deliveries, directory, invitations, place_lines
from storage import people as everybody
from storage.tables import audit as entries
from storage.tables import deliveries as outbox
from tests.chat import World
from tests.placed import a_place

GERMAN = "Kennung;Name;Art;Adresse;Telefon;Öffnungszeiten;Sprachen;Geprüft am;Durchwahlen"
GOOD = (
    "centre;Centre;Jobcenter, mbe;Example Street 1, 04103 Leipzig;0341 123456;"
    '"Mo-Do 9-12, 14-16; Fr 9-12";Arabisch, Dari, en;25.08.2026;"Ms A: 0341 12345-6"'
)
BAD = {
    "x;X;mbe;;abc;;;;": "no phone number",
    "x;X;nothing;;;;;;": "no kind of service or office",
    "x;X;mbe;;;sometimes;;;": "cannot be read",
    "x;X;mbe;;;;Quatschisch;;": "no language",
    "x;X;mbe;;;;;25.08.2027;": "still to come",
    "x;X;mbe;;=1+1;;;;": "formula",
    ";;mbe;;;;;;": "name is missing",
    "x;X;;;;;;;": "kinds",
    "x;X;mbe;;;;;;nobody": "direct lines",
    f"x;{'X' * 201};mbe;;;;;;": "longer than 200",
    f"x;X;mbe;{'s' * (LONGEST + 1)};;;;;": "more than 2000 characters",
    "X Y;X;mbe;;;;;;": "no code",
    "x;X;mbe;;;;;;;;;more": "more cells",
}


@pytest.fixture
def world(tmp_path):
    world = World(tmp_path / "data")
    yield world
    world.close()


@pytest.fixture
def folder(tmp_path):
    return tmp_path


def a_file(folder, *rows, encoding="utf-8-sig", name="list.csv"):
    path = folder / name
    path.write_bytes("\n".join([GERMAN, *rows]).encode(encoding))
    return path


def imports(world, path, *, dry=False, kind=places):
    table = read(path)
    columns, unknown = kind.columns_of(table)
    done = list(kind.imported(world.lotse, path, table, columns, dry=dry))
    code = telling.report(path, table, done, unknown, dry=dry, as_json=True)
    return done, code


def kept(world, code="centre"):
    with world.lotse.database.transaction() as db:
        return directory.with_code(db, code)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_a_german_list_becomes_places(world, folder, encoding):
    path = a_file(folder, GOOD, encoding=encoding)
    done, code = imports(world, path)
    assert ([row.outcome for row in done], code) == (["new"], 0)
    place = kept(world)
    assert place.kinds == ("jobcenter", "mbe")
    assert (place.street, place.postcode, place.town) == ("Example Street 1", "04103", "Leipzig")
    assert place.phone == "+49 341 123456"
    assert place.languages == ("ar", "fa_AF", "en")
    assert place.hours.text.startswith("Mo 09:00-12:00, 14:00-16:00; Di")
    assert place.shown_to_all()
    with world.lotse.database.transaction() as db:
        assert [line.whose for line in place_lines.of(db, place.id)] == ["Ms A"]
        acts = [row.act for row in db.execute(entries.select())]
    assert "imported a place" in acts


def test_the_same_file_twice_changes_nothing_and_a_dry_run_writes_nothing(world, folder, capsys):
    path = a_file(folder, GOOD)
    done, _code = imports(world, path, dry=True)
    assert [row.outcome for row in done] == ["new"]
    assert kept(world) is None
    imports(world, path)
    before = kept(world)
    done, _code = imports(world, path)
    assert [row.outcome for row in done] == ["unchanged"]
    assert kept(world) == before
    path = a_file(folder, GOOD.replace("0341 123456;", "0341 654321;"))
    done, _code = imports(world, path, dry=True)
    assert [(row.outcome, row.what) for row in done] == [("changed", ["phone"])]
    assert kept(world) == before
    assert not list(folder.glob("*.failed.*"))
    said = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert (said["dry_run"], said["changed"], said["failed_file"]) == (True, 1, None)


@pytest.mark.parametrize("row", BAD)
def test_a_row_that_cannot_be_taken_says_why_and_the_others_are_taken(world, folder, row):
    path = a_file(folder, row, GOOD)
    done, code = imports(world, path)
    assert [each.outcome for each in done] == ["failed", "new"]
    assert BAD[row] in done[0].reason
    assert (done[0].row, code) == (2, 1)


def test_failed_rows_lie_beside_the_file_and_can_be_mended(world, folder):
    wrong = GOOD.replace("centre;", "other;").replace("0341 123456;", "abc;")
    imports(world, a_file(folder, GOOD, wrong))
    beside = folder / "list.failed.csv"
    assert stat.S_IMODE(beside.stat().st_mode) == 0o600
    text = beside.read_text("utf-8-sig")
    assert text.splitlines()[0] == f"{GERMAN};reason"
    assert "no phone number" in text
    beside.write_text(text.replace("abc", "0341 5555"), "utf-8-sig")
    done, code = imports(world, beside)
    assert ([row.outcome for row in done], code) == (["new"], 0)
    assert kept(world, "other").phone == "+49 341 5555"


def test_an_old_list_does_not_undo_a_later_look_or_bring_back_what_was_hidden(world, folder):
    path = a_file(folder, GOOD)
    imports(world, path)
    with world.lotse.database.transaction() as db:
        place = directory.with_code(db, "centre")
        directory.check(db, place.id, on=world.today, name="Later", now=world.now)
        directory.hide(db, place.id, by=None, now=world.now)
    done, _code = imports(world, path)
    assert [row.outcome for row in done] == ["unchanged"]
    assert kept(world).checked_by == "Later"
    assert not kept(world).visible


def test_a_change_from_a_list_is_told_like_any_other(world, folder):
    with world.lotse.database.transaction() as db:
        place = a_place(db, world.now, code="centre")
        directory.shown(db, place, world.cast["Oksana"], world.now)
    imports(world, a_file(folder, GOOD))
    with world.lotse.database.transaction() as db:
        told = db.execute(outbox.select().where(outbox.c.kind == "place_changed")).all()
    assert [row.person_id for row in told] == [world.cast["Oksana"].id]
    assert told[0].state == deliveries.State.DUE


# -- other formats -----------------------------------------------------------------


def a_sheet(path, rows, formula=""):
    with xlsxwriter.Workbook(path) as book:
        page = book.add_worksheet()
        for number, row in enumerate(rows):
            for column, cell in enumerate(row):
                page.write(number, column, cell)
        if formula:
            page.write_formula(1, 3, formula)
    return path


def test_a_spreadsheet_and_its_failed_rows(world, folder):
    rows = [
        ["code", "name", "kinds", "phone", "postcode", "checked on"],
        ["one", "One", "mbe", "0341 1111", 4103, "2026-08-25"],
        ["two", "Two", "mbe", "0341 2222", "04103", ""],
    ]
    path = a_sheet(folder / "list.xlsx", rows, formula="=1+1")
    done, _code = imports(world, path)
    assert [row.outcome for row in done] == ["failed", "new"]
    assert "formula" in done[0].reason
    assert not kept(world, "two").shown_to_all()
    mended = load_workbook(folder / "list.failed.xlsx").worksheets[0]
    assert [cell.value for cell in mended[1]][-1] == "reason"
    done, _code = imports(world, a_sheet(path, rows))
    assert [row.outcome for row in done] == ["new", "unchanged"]
    assert kept(world, "one").postcode == "04103"


def test_yaml_and_its_failed_rows(world, folder):
    path = folder / "list.yaml"
    rows = [
        {"code": "one", "name": "One", "kinds": ["mbe", "jmd"], "languages": ["ar"]},
        {"code": "two", "name": "Two", "kinds": ["nothing"]},
    ]
    path.write_text(yaml.safe_dump({"places": rows}))
    done, _code = imports(world, path)
    assert [row.outcome for row in done] == ["new", "failed"]
    assert kept(world, "one").kinds == ("mbe", "jmd")
    failed = yaml.safe_load((folder / "list.failed.yaml").read_text())
    assert failed[0]["code"] == "two"
    assert "nothing" in failed[0]["reason"]


def a_bomb(path):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr("xl/worksheets/sheet1.xml", b" " * 30_000_000)


def an_entity(path):
    with zipfile.ZipFile(path, "w") as parts:
        parts.writestr("xl/workbook.xml", '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>')


def aliases(path):
    path.write_text("places: [&a {name: x}, *a]")


REFUSED = {
    "bomb.xlsx": a_bomb,
    "entity.xlsx": an_entity,
    "alias.yaml": aliases,
    "words.xlsx": lambda path: path.write_text("no workbook"),
    "empty.csv": lambda path: path.write_text("\n\n"),
    "binary.csv": lambda path: path.write_bytes(b"name\0;x"),
    "twice.csv": lambda path: path.write_text("name;name\nx;y"),
    "list.ods": lambda path: path.write_text("name"),
    "large.csv": lambda path: path.write_bytes(b"name;kinds\n" + b"x;mbe\n" * 1_000_000),
    "long.csv": lambda path: path.write_bytes(b"name;kinds\n" + b"x;mbe\n" * 6_000),
    "nameless.csv": lambda path: path.write_text("kinds\nmbe"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_list_is_refused_with_a_sentence(folder, name):
    path = folder / name
    REFUSED[name](path)
    with pytest.raises(Refused, match=r"\.$"):
        places.columns_of(read(path))


# -- people ------------------------------------------------------------------------


def test_people_are_invited_once_and_the_links_are_for_the_operator_alone(world, folder):
    path = folder / "people.csv"
    rows = [
        "Name;Rolle;Region;Mentor",
        "Nadia;Teilnehmerin;Leipzig;Jonas",
        "Ivo;Mentor;;",
        "Oksana;participant;;",
        "Paul;king;;",
        "Pia;participant;Atlantis;",
        "Rosa;participant;;Nobody",
    ]
    path.write_text("\n".join(rows))
    done, code = imports(world, path, dry=True, kind=import_people)
    links = folder / "people.links.csv"
    assert not links.exists()
    done, code = imports(world, path, kind=import_people)
    outcomes = ["new", "new", "unchanged", "failed", "failed", "failed"]
    assert ([row.outcome for row in done], code) == (outcomes, 1)
    assert stat.S_IMODE(links.stat().st_mode) == 0o600
    [_head, nadia, ivo] = links.read_text("utf-8-sig").splitlines()
    secret = nadia.rpartition("=")[2]
    with world.lotse.database.transaction() as db:
        invited = invitations.peek(db, secret, world.now)
        jonas = world.cast["Jonas"]
        assert invited
        assert (invited.name, invited.role, invited.mentor_id) == ("Nadia", "participant", jonas.id)
        assert len(everybody.everybody(db)) == 6
    again, _code = imports(world, path, kind=import_people)
    assert [row.outcome for row in again] == ["unchanged", *outcomes[2:3] * 2, *outcomes[3:]]
    assert links.read_text("utf-8-sig").splitlines()[1:] == [nadia, ivo]


# -- the command -------------------------------------------------------------------


def runs(folder, *arguments):
    house = {"LOTSE_DATA_DIR": str(folder / "data"), "LOTSE_TELEGRAM_TOKEN": ""}
    named = {"LOTSE_ORGANISATION": "Example", "LOTSE_CONTACT": "x"}
    return CliRunner().invoke(main, ["import", *map(str, arguments)], env={**house, **named})


def test_the_command_says_what_it_did_and_how_it_went(folder):
    path = a_file(folder, GOOD)
    done = runs(folder, "services", path, "--dry-run")
    assert done.exit_code == 0
    assert done.output.splitlines()[-1] == "Nothing was written."
    done = runs(folder, "services", path, "--json")
    assert (done.exit_code, json.loads(done.output)["new"]) == (0, 1)
    done = runs(folder, "services", a_file(folder, next(iter(BAD))))
    assert done.exit_code == 1
    assert "The rows that failed are in list.failed.csv" in done.output
    a_bomb(folder / "bomb.xlsx")
    done = runs(folder, "services", folder / "bomb.xlsx")
    assert (done.exit_code, done.output.strip()) == (
        2,
        "Unpacked, this file would be far too large.",
    )
    (folder / "people.csv").write_text("name;role\nNadia;participant")
    done = runs(folder, "people", folder / "people.csv")  # without a token nobody knows the name
    assert done.exit_code == 2
    assert not (folder / "people.links.csv").exists()
    assert runs(folder, "events", path).exit_code == 2
