"""Models come from a file, are pinned, and are loaded only while they are what they were."""

from __future__ import annotations

import json
import zipfile

import pytest

from bot.machine.translator.models import ModelProblem, Models, pair_of, path


def test_a_model_is_added_from_a_stick_and_every_file_is_pinned(packages, tmp_path):
    models = Models(tmp_path / "models")
    model = models.add(("de", "en"), packages["de-en"])
    assert [each.pair for each in models.all()] == ["de-en"]
    assert model.files.keys() >= {"model/model.bin", "sentencepiece.model", "metadata.json"}
    assert all(len(each) == 64 for each in model.files.values())
    assert models.faults(model) == []
    assert json.loads((models.folder / "models.lock").read_text())["de-en"]["package"]


def test_adding_the_same_file_again_changes_nothing(packages, tmp_path):
    models = Models(tmp_path / "models")
    first = models.add(("de", "en"), packages["de-en"])
    assert models.add(("de", "en"), packages["de-en"]) == first


def test_another_file_for_a_pinned_pair_is_refused(packages, models, tmp_path):
    other = tmp_path / "other.argosmodel"
    other.write_bytes(packages["de-en"].read_bytes())
    with zipfile.ZipFile(other, "a") as archive:
        archive.writestr("translate-de_en-1_0/more", "x")
    with pytest.raises(ModelProblem, match="pinned"):
        models.add(("de", "en"), other)
    assert models.faults(models.find(("de", "en"))) == []


def test_a_file_with_another_fingerprint_than_the_one_named_is_refused(packages, tmp_path):
    with pytest.raises(ModelProblem, match="SHA-256"):
        Models(tmp_path / "models").add(("de", "en"), packages["de-en"], sha256="0" * 64)


def test_a_package_for_another_pair_is_refused(packages, tmp_path):
    with pytest.raises(ModelProblem, match="de-en, not de-ar"):
        Models(tmp_path / "models").add(("de", "ar"), packages["de-en"])
    assert Models(tmp_path / "models").all() == []


@pytest.mark.parametrize("inside", ["../outside", "/outside", "a\\..\\b", "x/../../outside"])
def test_a_package_that_wants_to_write_elsewhere_is_refused(tmp_path, inside):
    evil = tmp_path / "evil.argosmodel"
    with zipfile.ZipFile(evil, "w") as archive:
        archive.writestr(inside, "x")
    with pytest.raises(ModelProblem):
        Models(tmp_path / "models").add(("de", "en"), evil)
    assert not (tmp_path / "outside").exists()


@pytest.mark.parametrize("content", [b"", b"not a zip file"])
def test_what_is_no_package_is_refused_with_a_clear_sentence(tmp_path, content):
    file = tmp_path / "x.argosmodel"
    file.write_bytes(content)
    with pytest.raises(ModelProblem, match="not an Argos package"):
        Models(tmp_path / "models").add(("de", "en"), file)


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(ModelProblem, match=r"none\.argosmodel cannot be read"):
        Models(tmp_path / "models").add(("de", "en"), tmp_path / "none.argosmodel")


def test_a_changed_a_missing_and_a_strange_file_are_seen(models):
    model = models.find(("de", "en"))
    place = models.folder / model.folder
    (place / "metadata.json").write_text("{}")
    (place / "sentencepiece.model").unlink()
    (place / "strange").write_text("x")
    assert sorted(models.faults(model)) == [
        "metadata.json has changed",
        "sentencepiece.model is missing",
        "strange is not in the lock",
    ]


def test_a_removed_model_is_gone(models):
    models.remove(("de", "en"))
    assert ("de", "en") not in models.pairs()
    assert not (models.folder / "de_en").exists()
    with pytest.raises(ModelProblem, match="no model de-en"):
        models.remove(("de", "en"))


@pytest.mark.parametrize("text", ["de", "de-de", "DE-EN", "de_en", "", "../x-en"])
def test_what_is_no_pair_is_refused(text):
    with pytest.raises(ModelProblem):
        pair_of(text)


def test_the_way_is_direct_or_through_english_and_no_other():
    pairs = frozenset([("de", "en"), ("en", "ar"), ("de", "fr"), ("fr", "tr"), ("ar", "en")])
    assert path(pairs, "de", "en") == [("de", "en")]
    assert path(pairs, "de", "ar") == [("de", "en"), ("en", "ar")]
    assert path(pairs, "de", "tr") == []  # there is a way over French; nobody checked it
    assert path(pairs, "ar", "fr") == []
    assert path(pairs, "ti", "de") == []
    assert path(pairs, "de", "de") == []
