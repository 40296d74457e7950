"""`lotse models`, as an operator with a stick types it."""

from __future__ import annotations

import functools
import json
import re
import threading
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

import pytest
from click.testing import CliRunner

from bot.app import assemble
from bot.cli import main
from bot.core.rules.people import Role
from bot.settings import Settings
from storage import people
from tests.chat import NOON


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """A test has no use for it."""


@pytest.fixture
def lotse(tmp_path):
    def call(*words: str):
        runner = CliRunner()
        return runner.invoke(main, words, env={"LOTSE_DATA_DIR": str(tmp_path / "data")})

    return call


@pytest.fixture
def shelf(packages) -> Iterator[str]:
    """A server on this machine that has the packages."""
    folder = packages["de-en"].parent
    serve = functools.partial(Quiet, directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), serve) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


def test_add_list_verify_remove(lotse, packages):
    added = lotse("models", "add", "de-en", str(packages["de-en"]))
    assert added.exit_code == 0
    assert "pinned to SHA-256" in added.output
    [model] = json.loads(lotse("models", "list", "--json").output)
    assert (model["pair"], model["version"], len(model["sha256"])) == ("de-en", "1.0", 64)
    assert lotse("models", "verify").output == "de-en: as it was\n"
    assert lotse("models", "remove", "de-en").exit_code == 0
    assert "no model" in lotse("models", "list").output


def test_a_changed_file_is_found(lotse, packages, tmp_path):
    lotse("models", "add", "de-en", str(packages["de-en"]))
    (tmp_path / "data" / "models" / "de_en" / "metadata.json").write_text("{}")
    result = lotse("models", "verify")
    assert (result.exit_code, result.output) == (1, "de-en: metadata.json has changed\n")


@pytest.mark.parametrize(
    ("pair", "says"),
    [("german-english", "not a pair"), ("de-ar", "for de-en, not de-ar")],
)
def test_a_wrong_pair_is_a_clear_sentence(lotse, packages, pair, says):
    result = lotse("models", "add", pair, str(packages["de-en"]))
    assert (result.exit_code, says in result.output) == (1, True)


def test_from_an_address_that_the_operator_names(lotse, shelf):
    assert lotse("models", "add", "de-en", f"{shelf}/de-en.argosmodel").exit_code == 0
    assert "de-en" in lotse("models", "list").output


def test_an_address_that_has_nothing(lotse, shelf):
    result = lotse("models", "add", "de-en", f"{shelf}/nothing")
    assert (result.exit_code, "cannot be fetched" in result.output) == (1, True)
    assert "no model" in lotse("models", "list").output


def doctor(lotse):
    """What `lotse check` says of the translation."""
    findings = json.loads(lotse("check", "--json").output)
    return next(each for each in findings if each["what"] == "translation")


def test_the_doctor_names_pairs_sizes_what_is_missing_and_what_changed(lotse, packages, tmp_path):
    assert doctor(lotse)["state"] == "well"
    assert "nothing promised" in doctor(lotse)["says"]
    for name, language in (("Jonas", "de"), ("Amina", "ar"), ("Baran", "ku")):
        _is_here(tmp_path, name, language)
    for pair in ("de-en", "en-ar"):
        lotse("models", "add", pair, str(packages[pair]))
    found = doctor(lotse)
    assert found["state"] == "look"
    assert re.match(r"de-en 0\.\d MB, en-ar 0\.\d MB; no way for ", found["says"])
    missing = found["says"].partition("no way for ")[2].split(", ")
    assert missing == ["de-ku", "ar-de", "ar-ku", "ku-de", "ku-ar"]  # de-ar goes through English
    changed = tmp_path / "data" / "models" / "de_en" / "sentencepiece.model"
    changed.write_bytes(changed.read_bytes() + b"x")
    assert doctor(lotse) == {
        "what": "translation",
        "state": "ill",
        "says": "not what they were when added: de-en (`lotse models verify`)",
    }


def _is_here(folder, name, language):
    lotse = assemble(Settings(data_dir=folder / "data"))
    chat_id = 9000 + ord(name[0])
    with lotse.database.transaction() as db:
        people.add(
            db,
            name=name,
            role=Role.GUEST,
            language=language,
            now=NOON,
            chat_id=chat_id,
            arrived=True,
        )
    lotse.database.close()
