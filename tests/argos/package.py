"""An `.argosmodel` file: a dictionary as a model, its vocabulary, and what it says of itself."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.argos import weights

SIGNS = ".,!?:;؟،"
LETTERS = (
    "abcdefghijklmnopqrstuvwxyzäöüßABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÜ0123456789'-()/&@+§⟦⟧"
    "ابتثجحخدذرزسشصضطظعغفقكلمنهويءآأإؤئىة"
)
SAME_TIME = (1980, 1, 1, 0, 0, 0)

DE_EN = {
    "ich": "I", "du": "you", "wir": "we", "brauche": "need", "habe": "have", "heute": "today",
    "morgen": "tomorrow", "einen": "a", "den": "the", "die": "the", "Termin": "appointment",
    "Hilfe": "help", "Arbeit": "work", "Arzt": "doctor", "um": "at", "Uhr": "o'clock",
    "mit": "with", "und": "and", "im": "in", "bitte": "please", "danke": "thanks", "ja": "yes",
    "kommen": "come", "nicht": "not", "kann": "can", "wo": "where", "ist": "is", "das": "the",
    "Kind": "child", "Schule": "school", "beim": "at", "am": "on", "Brief": "letter",
}  # fmt: skip
EN_AR = {
    "I": "أنا", "you": "أنت", "we": "نحن", "need": "أحتاج", "have": "عندي", "today": "اليوم",
    "tomorrow": "غدا", "a": "واحد", "the": "هذا", "appointment": "موعد", "help": "مساعدة",
    "work": "عمل", "doctor": "طبيب", "at": "في", "o'clock": "تماما", "with": "مع", "and": "ثم",
    "in": "داخل", "please": "رجاء", "thanks": "شكرا", "yes": "نعم", "come": "يأتي", "not": "ليس",
    "can": "يمكن", "where": "أين", "is": "يكون", "child": "طفل", "school": "مدرسة", "on": "على",
    "letter": "رسالة",
}  # fmt: skip
EN_DE = {english: german for german, english in DE_EN.items()}
AR_EN = {arabic: english for english, arabic in EN_AR.items()}


def build(pair: str, meanings: Mapping[str, str], file: Path) -> Path:
    """Write the package for a pair such as de-en."""
    source, target = pair.split("-")
    name = f"translate-{source}_{target}-1_0"
    pieces = _pieces(meanings)
    with TemporaryDirectory() as temporary:
        folder = Path(temporary) / name
        (folder / "model").mkdir(parents=True)
        weights.write(pieces, str(folder / "model"))
        (folder / "sentencepiece.model").write_bytes(_vocabulary(pieces))
        (folder / "metadata.json").write_text(json.dumps(_description(source, target)))
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
            for each in sorted(path for path in folder.rglob("*") if path.is_file()):
                inside = zipfile.ZipInfo(each.relative_to(temporary).as_posix(), SAME_TIME)
                inside.compress_type = zipfile.ZIP_DEFLATED
                archive.writestr(inside, each.read_bytes())
    return file


def _pieces(meanings: Mapping[str, str]) -> dict[str, str]:
    """SentencePiece marks the beginning of a word; sentences begin with a capital letter."""
    pieces = {sign: sign for sign in SIGNS}
    for word, meaning in meanings.items():
        pieces[f"▁{word}"] = f"▁{meaning}"
        pieces[f"▁{word[:1].upper()}{word[1:]}"] = f"▁{meaning[:1].upper()}{meaning[1:]}"
    return pieces


def _vocabulary(pieces: Mapping[str, str]) -> bytes:
    """Letters, and whole words that always win."""
    import sentencepiece

    written = io.BytesIO()
    seen = [each.strip("▁") for pair in pieces.items() for each in pair] + list(LETTERS) * 2
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(seen),
        model_writer=written,
        model_type="char",
        vocab_size=100 + len(pieces) + 200,
        hard_vocab_limit=False,
        user_defined_symbols=sorted(pieces),
        character_coverage=1.0,
        bos_id=1,
        eos_id=2,
        unk_id=0,
        normalization_rule_name="identity",
        minloglevel=2,
    )
    return written.getvalue()


def _description(source: str, target: str) -> dict[str, object]:
    return {
        "package_version": "1.0",
        "argos_version": "1.9",
        "from_code": source,
        "from_name": source,
        "to_code": target,
        "to_name": target,
        "links": [],
        "type": "translate",
    }
