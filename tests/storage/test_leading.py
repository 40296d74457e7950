from __future__ import annotations

from storage.database import Database
from storage.leading import Leadership


def test_one_process_leads_and_another_takes_over(postgres_url: str) -> None:
    first_database, second_database = (Database(postgres_url, bytes(32)) for _ in range(2))
    first, second = Leadership(first_database), Leadership(second_database)

    assert first.is_ours()
    assert not second.is_ours()
    assert first.is_ours()

    first.give_up()
    assert second.is_ours()
    assert not first.is_ours()

    second.give_up()
    first_database.close()
    second_database.close()


def test_on_sqlite_the_data_directory_has_decided(tmp_path) -> None:
    database = Database(f"sqlite:///{tmp_path}/lotse.db", bytes(32))
    assert Leadership(database).is_ours()
    database.close()
