"""Public holidays differ from Land to Land."""

from datetime import date

from bot.machine.holidays import holidays_of, is_land

REPENTANCE, UNITY = date(2026, 11, 18), date(2026, 10, 3)


def test_each_land_has_its_own():
    assert {REPENTANCE, UNITY} <= holidays_of("SN")(2026)
    assert REPENTANCE not in holidays_of("SH")(2026)


def test_without_a_land_or_with_a_wrong_one_those_of_all_germany():
    for region in ("", "XX"):
        assert UNITY in holidays_of(region)(2026)
        assert REPENTANCE not in holidays_of(region)(2026)


def test_the_doctor_knows_which_there_are():
    assert is_land("sn")
    assert not is_land("XX")
