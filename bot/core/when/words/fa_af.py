"""Dari: what Afghanistan says differently from Iran."""

from bot.core.when.senses import Kind, Language, Part, Table

# fmt: off
TABLE: Table = {
    Kind.NUMBER: {4: "چار", 16: "شانزده", 18: "هژده"},
    Kind.MONTH: {
        1: "جنوری", 2: "فبروری|فبرورى", 3: "مارچ", 4: "اپریل", 5: "می", 6: "جون", 7: "جولای",
        8: "اگست",
                 9: "سپتمبر|سپتامبر", 10: "اکتوبر", 11: "نومبر|نوامبر", 12: "دسمبر|دیسمبر"},
    Kind.REL: {1: "صبا", 2: "پس صبا|پسان فردا|پسفردا"},
    Kind.PART: {
        Part.FORENOON: "پیش از چاشت|قبل از چاشت", Part.MIDDAY: "چاشت",
        Part.AFTERNOON: "بعد از چاشت|بعدازچاشت|پس از چاشت", Part.EVENING: "شام",
    },
    Kind.HOUR: {1: "بجه|بجهٔ|بجۀ|بجی"},
    Kind.LATER: {1: "بعد"},
    Kind.LABEL: {1: "منزل|نمبر"},
}
# fmt: on

LANGUAGE = Language(
    TABLE,
    locales=("fa_AF",),
    composed=("{ten} و {one}", "{ten} و{one}"),
    prefixes=("و",),
    glued="(?:م|ام|مین)",
    relatives=("fa", "ps", "de", "en"),
)
