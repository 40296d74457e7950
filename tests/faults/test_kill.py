"""kill -9, again and again: nothing is lost, nothing done twice, and what is said twice says so."""

from __future__ import annotations

import random
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from threading import Lock

from bot.commands.benching.server import TOKEN, Server, messenger
from bot.commands.benching.writing import Mentor
from tests.faults.campaign import Campaign
from tests.faults.house import ECHO, bots, eventually
from tests.faults.mentors import note, noted, settle_in
from tests.faults.verdict import Verdict, verdict

CHATS = 10
ONE_AFTER_THE_OTHER = Lock()  # Alembic knows only one migration at a time in a process


@dataclass(frozen=True)
class Result:
    name: str
    verdict: Verdict
    kills: int
    at_steps: int
    updates: int
    contacts: list[str]
    expected_contacts: list[str]
    log: str
    seconds: float

    def check(self, in_flight: int) -> None:
        found = self.verdict
        print(
            f"\n{self.name}: {self.kills} kills, {self.at_steps} of them at named steps; "
            f"{self.updates} updates: lost {found.lost}, doubled {found.doubled_sends} messages "
            f"and {found.doubled_edits} edits, most in one kill {self.most}; {self.seconds:.0f} s"
        )
        assert found.lost == 0
        assert found.out_of_order == []
        assert found.unmarked == 0
        assert self.most <= in_flight, found.per_kill
        assert sorted(self.contacts) == sorted(self.expected_contacts)

    @property
    def most(self) -> int:
        return max(self.verdict.per_kill.values(), default=0)


def campaign(name: str, folder: Path, *, kills: int, contacts: int, **settings: str) -> Result:
    began = time.monotonic()
    with messenger() as server, bots(server, folder, **settings) as crew:
        with ONE_AFTER_THE_OTHER:
            lotse = crew.lotse()
        mentors = settle_in(lotse, server, CHATS)
        played = Campaign(crew, lotse, mentors, contacts, kills, random.Random(7))
        played.run()
        lines = server.look("transcript")
        result = Result(
            name,
            verdict(lines, mentors, contacts, played.deaths),
            len(played.deaths),
            played.at_steps,
            CHATS * contacts * 7,
            noted(lotse),
            [note(mentor.chat_id, n + 1) for mentor in mentors for n in range(contacts)],
            crew.log,
            time.monotonic() - began,
        )
        lotse.database.close()
    return result


def test_a_hundred_kills_lose_nothing(tmp_path: Path) -> None:
    """Two bots side by side, one of them with a single request in flight."""
    with ThreadPoolExecutor(2) as pool:
        usual = pool.submit(campaign, "4 in flight", tmp_path / "four", kills=51, contacts=15)
        careful = pool.submit(
            campaign, "1 in flight", tmp_path / "one", kills=51, contacts=15, LOTSE_IN_FLIGHT="1"
        )
        results = usual.result(), careful.result()
    for result, in_flight in zip(results, (4, 1), strict=True):
        result.check(in_flight)
    assert sum(result.kills for result in results) >= 100
    assert sum(result.updates for result in results) >= 2000


def test_the_same_on_postgresql(tmp_path: Path, postgres_url: str) -> None:
    folder = tmp_path / "postgres"
    campaign("PostgreSQL", folder, kills=12, contacts=4, LOTSE_DATABASE_URL=postgres_url).check(4)


def test_a_stock_polling_bot_loses_what_it_fetched(tmp_path: Path) -> None:
    """The negative control: this harness sees a loss where there is one."""
    sent, kills = 300, 3
    with messenger() as server, bots(server, tmp_path) as crew:
        echo = (*ECHO, server.url, TOKEN, "0.02")
        server.order("update", [typed(n) for n in range(sent)])
        for _kill in range(kills):
            process = crew.start(echo)
            eventually(lambda: server.look("transcript"), "the echo speaks")
            time.sleep(0.4)
            process.kill()
            process.wait()
        crew.start(echo)
        server.order("update", [typed(sent)])
        eventually(lambda: said(server) & {f"line {sent}"}, "the last line is echoed")
        lost = sent + 1 - len(said(server))
    print(f"\na stock polling bot: {sent} updates, {kills} kills: lost {lost}")
    assert lost > 0


def typed(number: int) -> dict[str, object]:
    return Mentor(1 + number % CHATS, 0, 0).types(f"line {number}")


def said(server: Server) -> set[str]:
    return {line["text"] for line in server.look("transcript")}
