"""What is behind the links: in the database's thread, each in a transaction of its own."""

from __future__ import annotations

from collections.abc import Sequence

from bot.core.clock import Clock
from bot.turns import Document, House, Page, Scene
from storage import audit, links, people
from storage.database import Database, Db
from storage.links import Link


class Shelf:
    def __init__(
        self, database: Database, house: House, pages: Sequence[Page], clock: Clock
    ) -> None:
        self._database = database
        self._pages = {page.name: page for page in pages}
        self._clock = clock
        self.house = house

    def language(self, token: str) -> str | None:
        """Of whoever the link is for. None if it would not open; nothing is used up."""
        with self._database.transaction() as db:
            scene = self._scene(db, links.peek(db, token, self._clock()))
            return scene.language if scene else None

    def take(self, token: str) -> Document | None:
        """The file, and the link is used up. If making it fails, the link still opens."""
        with self._database.transaction() as db:
            link = links.open_once(db, token, self._clock())
            scene = self._scene(db, link)
            return self._made(scene, link.what) if link and scene else None

    def _made(self, scene: Scene, what: str) -> Document | None:
        name, _dot, argument = what.partition(".")
        page = self._pages.get(name)
        if page is None:
            return None
        audit.because(scene.db, f"page {name}")
        made = page.makes(scene, argument)
        audit.seen(scene.db, scene.now, actor=scene.person.id, of=scene.seen)
        return made

    def _scene(self, db: Db, link: Link | None) -> Scene | None:
        """The links of somebody who is erased, or whose phone another has, are dead at once."""
        person = people.find(db, link.person_id) if link else None
        if person is None or person.erased or person.silenced:
            return None
        return Scene(person, self._clock(), db, self.house)
