"""German, as spoken in all German-speaking countries."""

from bot.core.when.senses import Kind, Language, Part, Table

# fmt: off
TABLE: Table = {
    Kind.NUMBER: {
        0: "null", 1: "ein|eins|einer|einem|erste|ersten|erster",
        2: "zwei|zwo|zweite|zweiten|zweiter",
        3: "drei|dritte|dritten|dritter", 4: "vier|vierte|vierten|vierter",
        5: "fünf|fünfte|fünften|fünfter", 6: "sechs|sechste|sechsten|sechster",
        7: "sieben|siebte|siebten|siebter|siebente|siebenten", 8: "acht|achte|achten|achter",
        9: "neun|neunte|neunten|neunter", 10: "zehn|zehnte|zehnten|zehnter",
        11: "elf|elfte|elften|elfter", 12: "zwölf|zwölfte|zwölften|zwölfter",
        13: "dreizehn|dreizehnte|dreizehnten", 14: "vierzehn|vierzehnte|vierzehnten",
        15: "fünfzehn|fünfzehnte|fünfzehnten", 16: "sechzehn|sechzehnte|sechzehnten",
        17: "siebzehn|siebzehnte|siebzehnten", 18: "achtzehn|achtzehnte|achtzehnten",
        19: "neunzehn|neunzehnte|neunzehnten", 20: "zwanzig|zwanzigste|zwanzigsten",
        30: "dreißig|dreißigste|dreißigsten", 40: "vierzig", 50: "fünfzig",
    },
    Kind.MONTH: {
        1: "jänner|jan|januars", 2: "feber|feb|febr", 3: "mrz|mär|mar", 4: "apr", 5: "mai",
        6: "juno|jun", 7: "julei|jul", 8: "aug", 9: "sep|sept", 10: "okt", 11: "nov", 12: "dez",
    },
    Kind.WEEKDAY: {
        0: "mo", 1: "di|dinstag|diensttag", 2: "mi|mitwoch",
        3: "do|donerstag", 4: "fr", 5: "sa|sonnabend",
        6: "so",
    },
    Kind.REL: {
        0: "heute|heut|heite", 1: "morgn|moregn", 2: "übermorgen|übermorgn",
        3: "überübermorgen", -1: "gestern", -2: "vorgestern",
    },
    Kind.MORGEN: {1: "morgen"},
    Kind.PART: {
        Part.MORNING: "morgens|früh|frühmorgens|in der früh|in der frühe|am morgen",
        Part.FORENOON: "vormittag|vormittags|vorm", Part.MIDDAY: "mittag|mittags",
        Part.AFTERNOON: "nachmittag|nachmittags|nachm", Part.EVENING: "abend|abends",
        Part.NIGHT: "nacht|nachts",
    },
    Kind.HOUR: {1: "uhr|uhrzeit|h|std|ur"},
    Kind.MINUTE: {1: "minuten|minute|min"},
    Kind.AT: {1: "um"},
    Kind.ON: {1: "am|an|den|dem"},
    Kind.NEXT: {1: "nächste|nächsten|nächster|nächstes|nächstem|nä|nächst|nächte|nächten"},
    Kind.COMING: {1: "kommende|kommenden|kommender|kommendem"},
    Kind.THIS: {1: "diese|diesen|dieser|diesem|dies"},
    Kind.LAST: {
        1: "letzte|letzten|letzter|letztem|lezten|vorige|vorigen|voriger|vergangene|"
           "vergangenen|vergangener|vorletzte|vorletzten|vorletzter",
    },
    Kind.AFTER_NEXT: {1: "übernächste|übernächsten|übernächster"},
    Kind.UNIT: {
        1: "tag|tage|tagen|werktage|werktagen", 7: "woche|wochen",
        30: "monat|monate|monaten|monats", 365: "jahr|jahre|jahren|jahres",
    },
    Kind.IN: {1: "in"},
    Kind.LATER: {1: "später"},
    Kind.FRACTION: {15: "viertel"},
    Kind.PAST: {1: "nach"},
    Kind.TO: {1: "vor"},
    Kind.AGO: {1: "vor"},
    Kind.PLUS: {1: "und"},
    Kind.OF_HOUR: {-30: "halb|halber", -15: "dreiviertel|drei viertel"},
    Kind.MIDNIGHT: {1: "mitternacht|mitternachts"},
    Kind.SEVERAL: {1: "oder|bis|zwischen|bzw|entweder"},
    Kind.AHEAD: {1: "ab|seit|von|vom|gegen|außer|bis|ende|anfang|mitte"},
    Kind.EDGE: {
        1: "rum|herum|jeden|jede|jeder|gegen|ca|circa|etwa|ungefähr|spätestens|frühestens|ab|"
           "seit|von|vom|ende|anfang|mitte|außer",
    },
    Kind.UNSURE: {
        1: "vielleicht|evtl|eventuell|wahrscheinlich|nicht|kein|keine|keinen|statt|anstatt|"
           "verschoben|abgesagt|fällt aus|wochenende|wochenendes|kw|montags|dienstags|"
           "mittwochs|donnerstags|freitags|samstags|sonntags|sonnabends|jeweils|immer|täglich|"
           "wöchentlich|werktag|stunden|stunde",
    },
    Kind.LABEL: {
        1: "zimmer|zi|raum|etage|stock|stockwerk|og|gleis|platz|haus|hausnummer|nr|nummer|"
           "wartenummer|saal|büro|gebäude|tür|schalter|aufgang|linie|bus",
    },
    Kind.FILLER: {1: "der|die|das|des|einen|eine|im|ist|also|dann|gleich|pünktlich|genau|punkt|so"},
    Kind.GREETING: {1: "guten morgen|guten tag|guten abend|gute nacht|schönen tag|tag der"},
}
# fmt: on

LANGUAGE = Language(
    TABLE,
    locales=("de", "de_AT"),
    composed=("{one}und{ten}",),
    relatives=("en",),
)
