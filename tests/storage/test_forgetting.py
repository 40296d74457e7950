"""Every period of the register is kept: a minute too old goes, a minute younger stays."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import Table, func, select

from bot.core.rules.people import Role
from storage import audit, forgetting
from storage.asks import EXPLAINED
from storage.database import Database, Db
from storage.events import INVITATION
from storage.forgetting import RULES, Rule
from storage.register import Kept, register
from storage.register.periods import PROPOSED, Periods, Term
from storage.tables import metadata
from storage.vault import HOUSE, Sealed
from tests.storage.rows import is_there, row_in, row_of

NOW = datetime(2026, 11, 20, 1, 30, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
PROPOSALS = Periods()
SHORTER = Periods(dict.fromkeys(Term, 5))

Makes = Callable[[Db, datetime], Any]


def participant(db: Db, **said: Any) -> int:
    return int(row_in(db, "people", role=Role.PARTICIPANT.value, **said)[0])


def after_mentorship(table: str, whose: str, when: str) -> Makes:
    def made(db: Db, ended: datetime) -> Any:
        mentored = participant(db, mentored_until=ended)
        return row_in(db, table, **{whose: mentored, when: ended - timedelta(days=20)})

    return made


def version(db: Db, ended: datetime) -> Any:
    appointment = after_mentorship("appointments", "participant_id", "starts_at")(db, ended)
    return row_in(db, "appointment_versions", appointment_id=appointment[0], version=1)


def beside_an_appointment(table: str) -> Makes:
    def made(db: Db, ended: datetime) -> Any:
        appointment = after_mentorship("appointments", "participant_id", "starts_at")(db, ended)
        return row_in(db, table, appointment_id=appointment[0])

    return made


def of_appointment(table: str) -> Makes:
    def made(db: Db, ended: datetime) -> Any:
        mentored = participant(db, mentored_until=ended)
        return row_in(db, table, participant_id=mentored, noted_at=ended - timedelta(days=1))

    return made


def help_message(db: Db, ended: datetime) -> Any:
    asked = after_mentorship("help_requests", "participant_id", "asked_at")(db, ended)
    return row_in(db, "help_messages", request_id=asked[0])


def of_event(table: str) -> Makes:
    def made(db: Db, ended: datetime) -> Any:
        return row_in(db, table, event_id=row_in(db, "events", starts_at=ended)[0])

    return made


def of_the_erased(table: str, column: str) -> Makes:
    """Not a matter of time: it goes with the person."""

    def made(db: Db, ended: datetime) -> Any:
        gone = {"erased_at": ended} if ended < NOW else {}
        return row_in(db, table, **{column: participant(db, **gone)})

    return made


def taken_back(db: Db, ended: datetime) -> Any:
    return row_in(db, "consents", answer="withdrawn", at=ended)


def review(db: Db, ended: datetime) -> Any:
    old = row_in(db, "reviews", entered_at=ended, published_at=ended, version="1")
    row_in(db, "reviews", entered_at=NOW, published_at=NOW, version="2")
    return old


def entry(db: Db, at: datetime) -> Any:
    audit.note(db, at, actor=None, act="did something")
    return (audit.newest(db).id,)


# How a row of each rule ends at a moment.
ENDING_AT: Mapping[tuple[str, Kept], Makes] = {
    ("updates.raw", Kept.TURN): lambda db, ended: row_in(
        db,
        "updates",
        state="done" if ended < NOW else "new",
        received_at=NOW,
        raw=Sealed(HOUSE, "hello"),
    ),
    ("updates", Kept.UPDATE): lambda db, ended: row_in(
        db, "updates", state="done", received_at=ended
    ),
    ("dialogues.form+answers", Kept.DIALOGUE): lambda db, ended: row_in(
        db, "dialogues", form="Some", answers=Sealed(HOUSE, "{}"), moved_at=ended
    ),
    ("deliveries.body", Kept.SAID): lambda db, ended: row_in(
        db,
        "deliveries",
        state="failed" if ended < NOW else "due",
        body=Sealed(HOUSE, "hello"),
        useless_after=NOW,
    ),
    ("deliveries", Kept.OUTBOX): lambda db, ended: row_in(
        db, "deliveries", useless_after=ended, due_at=ended - timedelta(days=1)
    ),
    ("code_attempts", Kept.ATTEMPT): lambda db, ended: row_in(db, "code_attempts", tried_at=ended),
    ("links", Kept.ATTEMPT): lambda db, ended: row_in(db, "links", expires_at=ended),
    ("invitations", Kept.INVITATION): lambda db, ended: row_in(db, "invitations", expires_at=ended),
    ("questions", Kept.MENTORSHIP): after_mentorship("questions", "asker_id", "asked_at"),
    ("messages", Kept.MENTORSHIP): after_mentorship("messages", "about_id", "sent_at"),
    ("translations", Kept.MENTORSHIP): after_mentorship("translations", "about_id", "asked_at"),
    ("appointment_outcomes", Kept.MENTORSHIP): of_appointment("appointment_outcomes"),
    ("presences", Kept.MENTORSHIP): of_appointment("presences"),
    ("appointment_places", Kept.MENTORSHIP): beside_an_appointment("appointment_places"),
    ("checklist", Kept.MENTORSHIP): beside_an_appointment("checklist"),
    ("letters", Kept.DIALOGUE): lambda db, ended: row_in(db, "letters", asked_at=ended),
    ("deadlines", Kept.MENTORSHIP): after_mentorship("deadlines", "participant_id", "told_at"),
    ("help_requests", Kept.MENTORSHIP): after_mentorship(
        "help_requests", "participant_id", "asked_at"
    ),
    ("help_messages", Kept.MENTORSHIP): help_message,
    ("answers_received", Kept.RECEIVED): lambda db, ended: row_in(db, "answers_received", at=ended),
    ("answer_counts", Kept.AUDIT): lambda db, ended: row_in(db, "answer_counts", last_at=ended),
    ("term_proposals", Kept.MENTORSHIP): after_mentorship(
        "term_proposals", "proposer_id", "proposed_at"
    ),
    ("requests", Kept.MENTORSHIP): after_mentorship("requests", "person_id", "done_at"),
    ("contacts", Kept.MENTORSHIP): after_mentorship("contacts", "participant_id", "logged_at"),
    ("appointments", Kept.MENTORSHIP): after_mentorship(
        "appointments", "participant_id", "starts_at"
    ),
    ("appointment_versions", Kept.MENTORSHIP): version,
    ("events", Kept.EVENT): lambda db, ended: row_in(db, "events", starts_at=ended),
    ("event_texts", Kept.EVENT): of_event("event_texts"),
    ("event_answers", Kept.EVENT): of_event("event_answers"),
    ("place_versions", Kept.AUDIT): lambda db, ended: row_in(
        db, "place_versions", version=1, changed_at=ended
    ),
    ("place_pings", Kept.PLACE): lambda db, ended: row_in(db, "place_pings", asked_at=ended),
    ("place_seen", Kept.PLACE): lambda db, ended: row_in(db, "place_seen", seen_at=ended),
    ("consents", Kept.PROOF): taken_back,
    ("transfers", Kept.PROOF): lambda db, ended: row_in(db, "transfers", ended_at=ended),
    ("erasures", Kept.PROOF): lambda db, ended: row_in(db, "erasures", at=ended),
    ("reviews", Kept.REFERRED): review,
    ("declarations", Kept.REFERRED): lambda db, ended: row_in(
        db, "declarations", shown_since=ended
    ),
    ("audit", Kept.AUDIT): entry,
    ("chats", Kept.MEMBERSHIP): of_the_erased("chats", "person_id"),
    ("dialogues", Kept.MEMBERSHIP): of_the_erased("dialogues", "person_id"),
    ("person_languages", Kept.MEMBERSHIP): of_the_erased("person_languages", "person_id"),
    ("card_subscriptions", Kept.MEMBERSHIP): of_the_erased("card_subscriptions", "person_id"),
    ("helper_days", Kept.MEMBERSHIP): of_the_erased("helper_days", "person_id"),
    ("reminder_choices", Kept.MEMBERSHIP): of_the_erased("reminder_choices", "person_id"),
    ("data_keys", Kept.MEMBERSHIP): of_the_erased("data_keys", "owner"),
    ("people.guests", Kept.MEMBERSHIP): lambda db, ended: row_in(
        db, "people", role=Role.GUEST.value, came_at=ended
    ),
    ("people.erased", Kept.MEMBERSHIP): lambda db, ended: (
        participant(db, erased_at=ended if ended < NOW else None),
    ),
}


def test_every_period_of_every_table_has_a_rule_and_every_rule_its_period() -> None:
    """Where the key of the row is kept so long, rows go; else just these columns are emptied."""
    columns: dict[tuple[str, Kept], set[str]] = defaultdict(set)
    for each in register():
        columns[each.table, each.kept].add(each.column)
    rules: dict[tuple[str, Kept], set[str]] = {}
    for rule in RULES:
        rules.setdefault((rule.table.name, rule.kept), set()).update(rule.empties)
    kept_until_something = {key for key in columns if key[1] is not Kept.HOUSE}
    assert rules.keys() == kept_until_something
    for (table, kept), emptied in rules.items():
        key = {column.name for column in metadata.tables[table].primary_key}
        assert emptied == set() if key <= columns[table, kept] else columns[table, kept] == emptied


def test_every_rule_is_tried_here() -> None:
    assert ENDING_AT.keys() == {(rule.name, rule.kept) for rule in RULES}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: f"{rule.name}-{rule.kept.name}")
def test_a_minute_too_old_goes_and_a_minute_younger_stays(database: Database, rule: Rule) -> None:
    with database.transaction() as db:
        old, young, before = _both(db, rule, PROPOSALS)
        assert _rows(forgetting.due(db, NOW, PROPOSALS), rule) == 1
        while forgetting.forget(db, NOW, PROPOSALS):
            pass
        assert row_of(db, rule.table, young) == before
        assert _is_forgotten(db, rule, old)


def test_so_it_is_with_the_periods_of_the_operator(database: Database) -> None:
    """All at once: no rule takes what another one keeps."""
    with database.transaction() as db:
        made = [(rule, *_both(db, rule, SHORTER)) for rule in RULES if rule.term]
        while forgetting.forget(db, NOW, SHORTER):
            pass
        for rule, old, young, before in made:
            assert row_of(db, rule.table, young) == before, rule.name
            assert _is_forgotten(db, rule, old), rule.name


def _both(db: Db, rule: Rule, periods: Periods) -> tuple[Any, Any, Any]:
    """One that ended a minute too long ago, one a minute later, and how that one looks."""
    edge = periods.before(rule.term, NOW) if rule.term else NOW
    made = ENDING_AT[rule.name, rule.kept]
    old, young = made(db, edge - MINUTE), made(db, edge + MINUTE)
    return old, young, row_of(db, rule.table, young)


def _is_forgotten(db: Db, rule: Rule, key: Any) -> bool:
    found = row_of(db, rule.table, key)
    if not rule.empties or found is None:
        return found is None and not rule.empties
    return all(found[name] is None for name in rule.empties)


def _rows(found: Any, rule: Rule) -> int:
    return sum(each.rows for each in found if each.what == rule.name and each.kept is rule.kept)


def test_the_proof_is_kept_to_the_end_of_the_third_year() -> None:
    assert PROPOSALS.before(Term.PROOF, NOW).date().isoformat() == "2023-01-01"
    assert PROPOSALS.days(Term.PROOF) is None
    assert {*PROPOSED, Term.PROOF} == set(Term)


# -- the traps -----------------------------------------------------------------------


def test_while_a_mentorship_runs_nothing_of_it_is_forgotten(database: Database) -> None:
    long_ago = NOW - timedelta(days=700)
    with database.transaction() as db:
        mentor = row_in(db, "people")[0]
        mentored = participant(db, mentor_id=mentor)
        row_in(db, "contacts", participant_id=mentored, logged_at=long_ago)
        row_in(db, "appointments", participant_id=mentored, starts_at=long_ago)
        row_in(db, "questions", asker_id=mentored, asked_at=long_ago)
        assert forgetting.due(db, NOW, PROPOSALS) == []


def test_of_an_earlier_mentorship_it_is_and_of_the_new_one_not(database: Database) -> None:
    ended = NOW - timedelta(days=300)
    with database.transaction() as db:
        mentored = participant(db, mentor_id=row_in(db, "people")[0], mentored_until=ended)
        day = timedelta(days=1)
        old = row_in(db, "contacts", participant_id=mentored, logged_at=ended - day)
        new = row_in(db, "contacts", participant_id=mentored, logged_at=ended + day)
        forgetting.forget(db, NOW, PROPOSALS)
        table = metadata.tables["contacts"]
        assert (is_there(db, table, old), is_there(db, table, new)) == (False, True)


def test_without_a_mentorship_it_counts_from_the_matter_itself(database: Database) -> None:
    half_a_year = timedelta(days=PROPOSED[Term.MENTORSHIP])
    with database.transaction() as db:
        mentor = row_in(db, "people")[0]
        old = row_in(db, "questions", asker_id=mentor, asked_at=NOW - half_a_year - MINUTE)
        new = row_in(
            db,
            "questions",
            asker_id=mentor,
            asked_at=NOW - half_a_year - MINUTE,
            answered_at=NOW - half_a_year + MINUTE,
        )
        forgetting.forget(db, NOW, PROPOSALS)
        table = metadata.tables["questions"]
        assert (is_there(db, table, old), is_there(db, table, new)) == (False, True)


def test_no_yes_stands_up_again_when_what_took_it_back_is_forgotten(database: Database) -> None:
    """In the smallest steps: whatever is left must still begin with what was taken back."""
    old = datetime(2020, 5, 1, tzinfo=UTC)
    with database.transaction() as db:
        who = participant(db)
        line = {"person_id": who, "purpose": "work", "recipient": "mentor"}
        for n, answer in enumerate(("yes", "no", "yes", "withdrawn")):
            row_in(db, "consents", **line, answer=answer, at=old + timedelta(days=n))
        left = _answers(db, who)
        while forgetting.forget(db, NOW, PROPOSALS, most=1):
            left = _answers(db, who)
            assert not left or left[-1] == "withdrawn"
        assert left == []


def test_a_standing_yes_and_a_standing_no_are_kept_however_old(database: Database) -> None:
    old = datetime(2020, 5, 1, tzinfo=UTC)
    with database.transaction() as db:
        who = participant(db)
        for answer, purpose in (("yes", "work"), ("no", "case")):
            row_in(db, "consents", person_id=who, purpose=purpose, answer=answer, at=old)
        forgetting.forget(db, NOW, PROPOSALS)
        assert _answers(db, who) == ["yes", "no"]


def test_the_erased_leave_their_proof_until_its_time(database: Database) -> None:
    edge = PROPOSALS.before(Term.PROOF, NOW)
    old = datetime(2020, 5, 1, tzinfo=UTC)
    with database.transaction() as db:
        for erased_at, stays in ((edge - MINUTE, 0), (edge + MINUTE, 1)):
            who = participant(db, erased_at=erased_at)
            row_in(db, "consents", person_id=who, purpose="work", answer="yes", at=old)
            while forgetting.forget(db, NOW, PROPOSALS):
                pass
            assert len(_answers(db, who)) == stays
            assert is_there(db, metadata.tables["people"], (who,)) is bool(stays)


def test_who_was_told_of_what_is_known_as_long_as_it_is_to_come(database: Database) -> None:
    """The news of an appointment compares itself with what was said of it before."""
    long_ago = NOW - timedelta(days=90)
    with database.transaction() as db:
        key = row_in(
            db, "deliveries", due_at=long_ago, sent_at=long_ago, useless_after=NOW + MINUTE
        )
        forgetting.forget(db, NOW, PROPOSALS)
        assert is_there(db, metadata.tables["deliveries"], key)


def test_whom_an_event_reached_is_known_as_long_as_the_event(database: Database) -> None:
    old = NOW - timedelta(days=100)
    with database.transaction() as db:
        event = row_in(db, "events", starts_at=old)[0]
        said = {"kind": INVITATION, "about": event, "useless_after": old, "due_at": old}
        key = row_in(db, "deliveries", **said)
        forgetting.forget(db, NOW, PROPOSALS)
        assert is_there(db, metadata.tables["deliveries"], key)
        later = NOW + timedelta(days=100)
        while forgetting.forget(db, later, PROPOSALS):
            pass
        assert not is_there(db, metadata.tables["deliveries"], key)


def test_what_was_explained_is_not_asked_for_again(database: Database) -> None:
    """Whether somebody was explained something stands in the outbox."""
    old = NOW - timedelta(days=100)
    with database.transaction() as db:
        who = participant(db)
        said = {"kind": EXPLAINED, "useless_after": old, "due_at": old}
        key = row_in(db, "deliveries", person_id=who, **said)
        row_in(db, "consents", person_id=who, purpose="work", answer="ask", at=old)
        other = row_in(db, "deliveries", **said)
        forgetting.forget(db, NOW, PROPOSALS)
        table = metadata.tables["deliveries"]
        assert (is_there(db, table, key), is_there(db, table, other)) == (True, False)


def test_a_guest_who_spoke_lately_stays(database: Database) -> None:
    """Whatever a guest says is answered, and the answers are what is left of it."""
    long_ago, lately = NOW - timedelta(days=200), NOW - timedelta(days=29)
    with database.transaction() as db:
        silent, speaks = (
            row_in(db, "people", role=Role.GUEST.value, came_at=long_ago) for _ in range(2)
        )
        for who, at in ((silent, long_ago), (speaks, lately)):
            row_in(db, "chats", person_id=who[0])
            row_in(db, "questions", asker_id=who[0], asked_at=at)
            row_in(db, "deliveries", person_id=who[0], due_at=at, useless_after=at)
        while forgetting.forget(db, NOW, PROPOSALS):
            pass
        table = metadata.tables["people"]
        assert (is_there(db, table, silent), is_there(db, table, speaks)) == (False, True)
        assert _counts(db)["chats"] == _counts(db)["questions"] == 1


def test_a_member_stays_however_silent(database: Database) -> None:
    long_ago = NOW - timedelta(days=2000)
    with database.transaction() as db:
        roles = [role.value for role in Role if role is not Role.GUEST]
        for role in roles:
            row_in(db, "people", role=role, came_at=long_ago)
        forgetting.forget(db, NOW, PROPOSALS)
        assert _counts(db)["people"] == len(roles)


COUNTED = [table for table in metadata.sorted_tables if table.kwargs.get("sqlite_autoincrement")]


@pytest.mark.parametrize("table", COUNTED, ids=str)
def test_a_number_that_was_forgotten_is_never_given_again(database: Database, table: Table) -> None:
    """Buttons, keys of the outbox and the audit name it still."""
    with database.transaction() as db:
        first = row_in(db, table.name)
        row = [column == first[0] for column in table.primary_key]
        db.execute(table.delete().where(*row))
        assert row_in(db, table.name)[0] > first[0]


def test_a_text_stays_as_long_as_an_answer_means_it(database: Database) -> None:
    old = NOW - timedelta(days=2000)
    with database.transaction() as db:
        text = row_in(db, "declarations", shown_since=old)[0]
        row_in(db, "consents", text_hash=text, answer="yes", at=old)
        forgetting.forget(db, NOW, PROPOSALS)
        assert is_there(db, metadata.tables["declarations"], (text,))


def test_of_the_published_texts_the_newest_stays(database: Database) -> None:
    old = NOW - timedelta(days=2000)
    with database.transaction() as db:
        said = {"entered_at": old, "published_at": old, "version": "1"}
        replaced = row_in(db, "reviews", **said)
        newest = row_in(db, "reviews", **said)
        forgetting.forget(db, NOW, PROPOSALS)
        table = metadata.tables["reviews"]
        assert (is_there(db, table, replaced), is_there(db, table, newest)) == (False, True)


def test_a_dry_run_changes_nothing(database: Database) -> None:
    with database.transaction() as db:
        for make in ENDING_AT.values():
            make(db, NOW - timedelta(days=4000))
        before = _counts(db)
        planned = forgetting.due(db, NOW, PROPOSALS)
        assert _counts(db) == before
        assert {each.what for each in planned} == {rule.name for rule in RULES}


def test_small_steps_forget_the_same_as_one(database: Database) -> None:
    """And none of them takes more than it may."""
    with database.transaction() as db:
        for make in ENDING_AT.values():
            make(db, NOW - timedelta(days=4000))
        while gone := forgetting.forget(db, NOW, PROPOSALS, most=2):
            assert sum(each.rows for each in gone) <= 2
        assert forgetting.due(db, NOW, PROPOSALS) == []


def test_each_night_once_and_after_a_night_that_it_slept_through_at_once(
    database: Database,
) -> None:
    from bot.core.clock import HOME

    def tick(at: datetime) -> int:
        with database.transaction() as db:
            row_in(db, "code_attempts", tried_at=at - timedelta(days=9))
            forgetting.tonight(db, at, HOME, PROPOSALS)
            return _counts(db)["code_attempts"]

    two = datetime(2026, 11, 20, 2, 0, tzinfo=HOME)
    assert tick(two) == 0
    with database.transaction() as db:  # nothing is left: the night is over
        forgetting.tonight(db, two + timedelta(minutes=10), HOME, PROPOSALS)
    assert tick(two + timedelta(hours=1)) == 1
    assert tick(two + timedelta(hours=23, minutes=50)) == 2
    assert tick(two + timedelta(hours=34)) == 0


def test_what_was_forgotten_stands_in_the_audit(database: Database) -> None:
    with database.transaction() as db:
        row_in(db, "code_attempts", tried_at=NOW - timedelta(days=9))
        forgetting.forget(db, NOW, PROPOSALS)
    with database.transaction() as db:
        table = metadata.tables["audit"]
        noted = db.execute(select(table.c.act, table.c.about, table.c.actor)).one()
        assert tuple(noted) == ("forgot", "1 code_attempts", None)


def _answers(db: Db, who: int) -> list[str]:
    t = metadata.tables["consents"]
    return [
        row.answer for row in db.execute(select(t).where(t.c.person_id == who).order_by(t.c.id))
    ]


def _counts(db: Db) -> dict[str, int]:
    return {
        table.name: db.execute(select(func.count()).select_from(table)).scalar_one()
        for table in metadata.sorted_tables
    }
