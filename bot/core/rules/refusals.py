"""File numbers and numbers of papers that people type although nobody asked for them.

The bot has no use for them, and in a chat they can be read by others. What is looked for is the
shape of the German numbers, with their check digits where they have any; a word before them
("Aktenzeichen", "passport no.") makes a weaker shape enough. Phone numbers, dates, times, postal
codes, amounts and the bot's own codes must pass: a reminder is worth more than a refusal.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from typing import TypeAlias

Check: TypeAlias = Callable[[str], bool]


def finds(text: str) -> bool:
    """Whether a number of a file, a paper, an account or an insurance stands in this."""
    plain = latin(text)
    return any(
        check(re.sub(r"[\s./-]", "", found[0]))
        for shape, check in SHAPES.items()
        for found in shape.finditer(plain)
    ) or _announced(plain)


def latin(text: str) -> str:
    """Digits of all scripts as 0 to 9, signs of direction away, one kind of dash."""
    signs = (
        str(digit) if (digit := unicodedata.decimal(sign, None)) is not None else sign
        for sign in unicodedata.normalize("NFKC", text)
        if unicodedata.category(sign) != "Cf"
    )
    return re.sub(r"[‐‑‒–—−]", "-", "".join(signs))


# -- check digits ---------------------------------------------------------------------


def is_tax_id(digits: str) -> bool:
    """Eleven digits by ISO/IEC 7064 MOD 11,10 (source: BZSt, format of the IdNr)."""
    product = 10
    for digit in digits[:10]:
        total = (int(digit) + product) % 10 or 10
        product = total * 2 % 11
    repeated = max(digits[:10].count(digit) for digit in digits[:10])
    return digits[0] != "0" and repeated in (2, 3) and (11 - product) % 10 == int(digits[10])


def is_iban(iban: str) -> bool:
    """MOD 97 (ISO 13616). Of sixteen signs there are only Belgian ones, of digits alone: what else
    is as long and fits by chance is an invitation."""
    if len(iban) == 16 and not iban[4:].isdigit():
        return False
    moved = iban[4:] + iban[:4]
    return int("".join(str(int(sign, 36)) for sign in moved)) % 97 == 1


def is_insured(number: str) -> bool:
    """Of a health insurance: a letter, eight digits, a check digit (§ 290 SGB V)."""
    digits = f"{ord(number[0].upper()) - 64:02}{number[1:9]}"
    total = sum(_cross(int(digit) * (1 + n % 2)) for n, digit in enumerate(digits))
    return total % 10 == int(number[9])


def is_pension_number(number: str) -> bool:
    """Area, day of birth, letter, serial number, check digit (VKVV § 2)."""
    digits = f"{number[:8]}{ord(number[8].upper()) - 64:02}{number[9:11]}"
    weights = (2, 1, 2, 5, 7, 1, 2, 1, 2, 1, 2, 1)
    total = sum(_cross(int(d) * w) for d, w in zip(digits, weights, strict=True))
    return total % 10 == int(number[11])


def is_paper_number(number: str) -> bool:
    """Of a German passport, card or residence permit: with its check digit, or with signs
    enough that it is no word and no short code (ICAO 9303)."""
    digits = sum(sign.isdigit() for sign in number)
    if not number[0].isalpha() or digits < 3:
        return False
    if len(number) == 10:
        return number[9].isdigit() and _machine_digit(number[:9]) == int(number[9])
    return 4 <= digits <= 8


def _machine_digit(signs: str) -> int:
    return sum(int(sign, 36) * (7, 3, 1)[n % 3] for n, sign in enumerate(signs)) % 10


def _cross(number: int) -> int:
    return number // 10 + number % 10


def _always(found: str) -> bool:
    return True


# -- shapes ---------------------------------------------------------------------------

_FREE, _ENDS = r"(?<![\w+/.,-])", r"(?![\w/-]|[.,]\d)"
SHAPES: Mapping[re.Pattern[str], Check] = {
    # BAMF: 1234567-123, of the country 150 to 999. A phone number would begin with 0 or +.
    re.compile(rf"{_FREE}[1-9][ .]?\d{{3}}[ .]?\d{{3}} ?- ?[1-9]\d\d{_ENDS}"): _always,
    # Jobcenter: 04102//0001234, also with BG before it and with one stroke.
    re.compile(rf"(?<![\w+])\d{{5}} ?(?:/{{1,2}}|BG) ?\d{{7}}{_ENDS}", re.I): _always,
    re.compile(rf"(?<!\w)\d{{3}} ?[A-Z] ?\d{{6}}{_ENDS}"): _always,  # customer of the agency
    re.compile(rf"(?<![\w+])[1-9]\d ?\d{{3}} ?\d{{3}} ?\d{{3}}{_ENDS}"): is_tax_id,
    re.compile(r"(?<!\w)[A-Z]{2}\d\d(?: ?[A-Z0-9]{4}){3,7}(?: ?[A-Z0-9]{1,3})?(?!\w)", re.I): (
        is_iban
    ),
    re.compile(rf"(?<!\w)[A-Z] ?\d{{3}} ?\d{{3}} ?\d{{3}}{_ENDS}", re.I): is_insured,
    re.compile(rf"(?<!\w)\d\d ?\d{{6}} ?[A-Z] ?\d{{3}}{_ENDS}", re.I): is_pension_number,
    re.compile(rf"(?<![\w-])[CFGHJKLMNPRTVWXYZ][CFGHJKLMNPRTVWXYZ0-9]{{8}}\d?{_ENDS}"): (
        is_paper_number
    ),
    re.compile(r"[A-Z0-9<]*<<[A-Z0-9<]{8,}"): _always,  # the lines below a photo
    # Courts: 3 K 1234/25.A, S 12 AS 345/24; offices: 32.1-4711/25, II-1234/2025.
    re.compile(r"(?<!\w)\d{1,3} [A-Z]{1,3} \d{1,5}/\d\d(?:\.[A-Z]{1,3})?(?!\w)"): _always,
    re.compile(r"(?<!\w)[SL] \d{1,3} [A-Z]{1,3} \d{1,5}/\d\d(?: ER)?(?!\w)"): _always,
}

# Words that announce a number: as they stand on letters, which most people copy, and in the
# languages of the bot. "no" stands for the sign № as well, which `latin` writes so.
WORDS = (
    r"aktenzeichen|akten ?(?:nummer|nr)|az(?=[.:])|gz(?=[.:])|(?:geschäfts|kassen)zeichen",
    r"azr ?-?(?:nummer|nr)?|akn ?-?(?:nummer|nr)|bg ?-?(?:nummer|nr)|eat ?-?(?:nummer|nr)",
    r"(?:bedarfsgemeinschafts?|kunden|mitglieds?|versicherten|konto|serien) ?-?(?:nummer|nr)",
    r"(?:reise)?pass ?-?(?:nummer|nr)|ausweis ?-?(?:nummer|nr)|dokument(?:en)? ?-?(?:nummer|nr)",
    r"steuer ?-?(?:id|ident\w*|nummer|nr)|idnr|(?:sv|rv|kv) ?-?(?:nummer|nr)|iban",
    r"(?:sozial|renten|kranken)?(?:versicher|vers\.|kasse)\w*[ .-]*(?:nummer|nr)",
    r"(?:aufenthalts|akten|asyl|ausländer)\w*[ .-]*(?:nummer|nr)",
    r"(?:file|case|passport|reference|document|tax|insurance|account|social security|id)"
    r" ?(?:number|no\b|id\b)",
    r"(?:numéro|n[°o]) (?:de |du )?(?:dossier|passeport|compte|sécurité sociale)",
    r"номер (?:справи|дела|паспорт\w*|посвідк\w*|рахунк\w*|сч[её]та)|паспорт\w* (?:no|номер)",
    r"(?:dosya|pasaport|vergi|kimlik|hesap) (?:no|numara\w*)",
    r"رقم (?:ال)?(?:ملف|جواز|قضية|حساب|هوية|معاملة)\w*(?: السفر)?",
    r"شماره (?:ی )?(?:پرونده|پاسپورت|گذرنامه|حساب|دوسیه)\w*|نمبر (?:پاسپورت|دوسیه)",
    r"د (?:دوسیې|پاسپورټ|حساب) (?:شمېره|نمبر)|ቁጽሪ (?:ፋይል|ፓስፖርት|መዝገብ|ሕሳብ)",
    r"(?:hejmara|nimreya) (?:dosyeyê|pasaportê|dosyayê)",
    r"(?:lambarka|nambarka) (?:faylka|baasaboorka|galka)",
)
# Words behind which the number follows at once, or is none: it may as well be a telephone's.
PAPERS = (
    r"(?:reise)?pass|passport|passeport|pasaport|pasaporta|паспорт\w*|جواز(?: السفر)?",
    r"پاسپورت|گذرنامه|پاسپورټ|ፓስፖርት|baasaboor\w*",
)
_ANNOUNCED = re.compile(rf"(?<!\w)(?:{'|'.join(WORDS)})(?!\w)", re.IGNORECASE)
_PAPER = re.compile(
    rf"(?<!\w)(?:{'|'.join(PAPERS)})[ :.#-]{{1,3}}[^\W\d_]{{0,3}} ?[1-9]\d{{5,8}}(?![\w.:-])",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"(?<!\w)(?:[A-Z]{0,4}[ -]?\d[A-Z0-9 ./-]*|[A-Z0-9]{8,})", re.IGNORECASE)
_DAY = re.compile(r"(?<!\d)(?:\d{1,2}([./-])\d{1,2}\1(?:\d{4}|\d\d)|\d{4}-\d\d-\d\d)(?!\d)")
FAR, LEAST = 30, 5  # how far behind its word a number stands, and how many digits it has


def _announced(plain: str) -> bool:
    """ "My file number is 12345": behind such a word a weaker shape is enough, but no day."""
    if _PAPER.search(plain):
        return True
    for word in _ANNOUNCED.finditer(plain):
        for number in _NUMBER.finditer(plain, word.end(), word.end() + 2 * FAR):
            digits = sum(sign.isdigit() for sign in _DAY.sub("", number[0]))
            mixed = digits >= 3 and re.fullmatch(r"[A-Z0-9]{8,}", number[0])
            if number.start() - word.end() <= FAR and (digits >= LEAST or mixed):
                return True
    return False
