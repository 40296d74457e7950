"""A link opens once, for one file, and tells nothing to anybody else."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from html.parser import HTMLParser

import pytest
from aiohttp import ClientSession

from bot.core.words import Reader, render_label
from bot.machine.pages.screen import NOTHING, OPEN, READY
from storage import links
from storage.tables import chats, people
from tests.pages.conftest import Street
from tests.screen import plain

UNKNOWN = f"/p/{'x' * 43}"


async def seen(client: ClientSession, path: str, method: str = "GET", **more):
    async with client.request(method, path, **more) as answer:
        return answer.status, plain(await answer.text()), dict(answer.headers)


def in_language(street, words, language):
    house = street.lotse.house
    return plain(render_label(words, Reader(language, house.zone, house.speech)))


def test_amina_opens_her_file_once(street: Street):
    path = street.link(street.cast["Amina"])

    async def story(client):
        status, shown, _headers = await seen(client, path)
        assert status == 200
        for words in READY:
            assert in_language(street, words, "ar") in shown
            assert in_language(street, words, "de") in shown
        assert in_language(street, OPEN, "de") in shown

        async with client.post(path) as answer:
            assert answer.status == 200
            assert await answer.read() == b"of Amina: all"
            assert answer.content_type == "application/pdf"
            assert answer.headers["Content-Disposition"] == 'attachment; filename="copy.pdf"'

        assert (await seen(client, path, "POST"))[0] == 404
        assert (await seen(client, path))[0] == 404

    street.visit(story)


def test_whoever_only_looks_uses_nothing_up(street: Street):
    """Messengers look at every link that is sent, with GET and HEAD."""
    path = street.link(street.cast["Amina"])

    async def story(client):
        for method in ("GET", "HEAD") * 10:
            assert (await seen(client, path, method))[0] == 200
        assert (await seen(client, path, "HEAD"))[1] == ""
        assert (await seen(client, path, "POST"))[:2] == (200, "of Amina: all")

    street.visit(story)


def test_twenty_at_once_and_one_of_them_has_it(street: Street):
    path = street.link(street.cast["Amina"])

    async def story(client):
        answers = await asyncio.gather(*(seen(client, path, "POST") for _each in range(20)))
        return sorted((status, shown) for status, shown, _headers in answers)

    first, *others = street.visit(story)
    assert first == (200, "of Amina: all")
    assert {status for status, _shown in others} == {404}


def _used(street, path):
    street.visit(lambda client: seen(client, path, "POST"))


def _expired(street, path):
    street.now += timedelta(hours=1)


def _erased(street, path):
    with street.lotse.database.transaction() as db:
        db.execute(people.update().values(erased_at=street.now))


def _silenced(street, path):
    with street.lotse.database.transaction() as db:
        db.execute(chats.update().values(silenced_at=street.now))


@pytest.mark.parametrize("dies", [_used, _expired, _erased, _silenced])
def test_whatever_does_not_open_looks_alike(street: Street, dies):
    path = street.link(street.cast["Oksana"])
    dies(street, path)

    async def story(client):
        wish = {"Accept-Language": "uk;q=0.9, en"}
        for method in ("GET", "HEAD", "POST"):
            unknown = await seen(client, UNKNOWN, method, headers=wish)
            assert await seen(client, path, method, headers=wish) == unknown
        status, shown, _headers = unknown
        assert status == 404
        assert in_language(street, NOTHING[1], "uk") in shown
        assert in_language(street, NOTHING[1], "de") in shown

    street.visit(story)


NO_PAGES = ["/", "/p/", "/p/short", "/p/%00", f"/p/{'x' * 101}", f"{UNKNOWN}/more", "/healthz"]


def test_there_is_nothing_else(street: Street):
    async def story(client):
        for method in ("GET", "POST", "PUT", "DELETE", "OPTIONS"):
            unknown = await seen(client, UNKNOWN, method)
            assert unknown[0] == 404
            for path in NO_PAGES:
                assert await seen(client, path, method) == unknown

    street.visit(story)


def test_each_link_is_one_persons(street: Street):
    """Whoever opens it gets what it was made for: nothing in the request says whose file it is."""
    amina, oksana = (street.link(street.cast[name]) for name in ("Amina", "Oksana"))

    async def story(client):
        assert (await seen(client, oksana, "POST", data={"person": "1"}))[1] == "of Oksana: all"
        assert (await seen(client, amina + "?person=2", "POST"))[1] == "of Amina: all"

    street.visit(story)


def test_what_is_not_there_any_more_is_not_there(street: Street):
    path = street.link(street.cast["Amina"], "gone")
    assert street.visit(lambda client: seen(client, path, "POST"))[0] == 404


def test_a_file_that_could_not_be_made_can_be_asked_for_again(street: Street):
    path = street.link(street.cast["Amina"], "broken")

    async def story(client):
        assert (await seen(client, path, "POST"))[0] == 500
        assert (await seen(client, path))[0] == 200

    street.visit(story)


def test_a_long_body_is_refused_and_uses_nothing_up(street: Street):
    path = street.link(street.cast["Amina"])

    async def pieces():
        for _each in range(100):
            yield b"x" * 10_000

    async def story(client):
        assert (await seen(client, path, "POST", data=b"x" * 2000))[0] == 413
        assert (await seen(client, path, "POST", data=pieces()))[0] == 413
        assert (await seen(client, path, "POST"))[0] == 200

    street.visit(story)


class Tags(HTMLParser):
    def __init__(self):
        super().__init__()
        self.found = []

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))


def test_the_page_runs_nothing_and_asks_nobody(street: Street):
    path = street.link(street.cast["Amina"])

    async def story(client):
        async with client.get(path) as answer:
            return dict(answer.headers), await answer.text()

    headers, html = street.visit(story)
    assert headers["Cache-Control"] == "no-store"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert "noindex" in headers["X-Robots-Tag"]
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert headers["Server"] == "lotse"
    tags = Tags()
    tags.feed(html)
    names = {name for _tag, attributes in tags.found for name in attributes}
    assert not names & {"src", "href", "action", "onclick"}
    assert "script" not in {tag for tag, _attributes in tags.found}
    assert dict(tags.found)["html"] == {"lang": "ar", "dir": "rtl"}
    directions = [attributes["dir"] for tag, attributes in tags.found if tag == "section"]
    assert directions == ["rtl", "ltr"]
    for name in ("Amina", "Oksana", "Example Network"):
        assert name not in html


def test_the_database_knows_only_the_hash(street: Street):
    token = street.link(street.cast["Amina"]).rpartition("/")[2]
    with street.lotse.database.transaction() as db:
        (row,) = db.execute(links.links.select()).all()
    assert token not in str(tuple(row))
