"""Who looked at whose data is on record: who, what, when, why; and what is one's own is not."""

from __future__ import annotations

from collections.abc import Sequence

from storage import audit
from storage.chain import Entry
from storage.proof import examine
from tests.chat import Phone, World
from tests.conversations.steps import SHARES_APPOINTMENTS, agrees, enters, opens


def entries(world: World, phone: Phone) -> Sequence[Entry]:
    person_id = phone.person.id
    with world.lotse.database.transaction() as db:
        return audit.of(db, person_id)


def looks(world: World, phone: Phone, by: Phone | None = None) -> list[Entry]:
    """Who saw something of this person."""
    seen = [each for each in entries(world, phone) if each.act == audit.SAW]
    actor = by.person.id if by else None
    return [each for each in seen if by is None or each.actor == actor]


def whys(entries: list[Entry]) -> set[str]:
    return {each.why for each in entries}


def test_the_coordinator_looks_at_a_list_and_at_one_person(world, katrin, amina, oksana):
    katrin.says("/people")
    assert whys(looks(world, amina)) == {"command people"}
    assert whys(looks(world, oksana)) == {"command people"}
    katrin.taps("Amina · Participant")
    found = looks(world, amina)
    assert {each.actor for each in found} == {katrin.person.id}
    assert {each.about for each in found} == {"people.name"}
    assert {each.at for each in found} == {world.now}
    assert whys(found) == {"command people", "button person"}
    assert whys(looks(world, oksana)) == {"command people"}


def test_nobody_is_watched_looking_at_the_own(world, oksana):
    enters(oksana)
    opens(oksana, "14.09. 10:30 · Jobcenter")
    oksana.says("/consent")
    oksana.says("/mydata")
    assert looks(world, oksana) == []


def test_a_mentor_who_sees_an_appointment_has_looked(world, oksana, jonas, mara):
    agrees(oksana, SHARES_APPOINTMENTS)
    enters(oksana)
    before = len(looks(world, oksana, by=jonas))
    jonas.taps("Show")
    found = looks(world, oksana, by=jonas)[before:]
    assert any("appointments" in each.about.split() for each in found)
    assert whys(found) <= {"button appt", "button see", "message appointment_news"}
    assert looks(world, oksana, by=mara) == []


def test_what_somebody_may_not_see_was_not_looked_at(world, oksana, mara, samir):
    enters(oksana)
    for phone in (mara, samir):
        phone.taps_data("appt.1")
        phone.taps_data("card.1")
        phone.taps_data(f"person.{oksana.person.id}")
        assert looks(world, oksana, by=phone) == []


def test_an_export_looks_at_everybody_in_it(world, katrin, jonas, amina, oksana):
    katrin.says("/export")
    katrin.taps("People CSV")
    sent = "message sheet"
    for phone in (amina, oksana, jonas):
        assert sent in whys(looks(world, phone, by=katrin))


def test_what_is_done_says_with_whose_data_and_why(world, katrin, amina, jonas):
    katrin.taps_data(f"take.{amina.person.id}.{jonas.person.id}")
    took = [each for each in entries(world, amina) if each.act == "took"]
    assert [(each.actor, each.why) for each in took] == [(katrin.person.id, "button take")]


def test_a_forged_button_leaves_no_words_of_its_own(world, katrin, amina):
    katrin.taps_data(f"person.{amina.person.id}")
    katrin.taps_data("person.Amina")
    katrin.taps_data("Amina.1")
    katrin.says("/Amina")
    said = [f"{each.act} {each.about} {each.why}" for each in entries(world, amina)]
    assert said
    assert not [each for each in said if "Amina" in each]


def test_the_chain_of_a_whole_day_is_whole(world, katrin, amina, oksana, jonas):
    agrees(oksana, SHARES_APPOINTMENTS)
    enters(oksana)
    jonas.says("/appointments")
    katrin.says("/people")
    world.passes(hours=26)
    proof = examine(world.lotse.database)
    assert proof.whole, proof.problems
    assert proof.entries > 5
    witness = world.lotse.database.chain.witness
    assert witness
    assert len(witness.heads()) >= 1
