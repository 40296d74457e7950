"""Somali. The hour is also counted from dawn there, as in Tigrinya: see `halves`."""

from bot.core.when.senses import Kind, Language, Part, Table

# fmt: off
TABLE: Table = {
    Kind.NUMBER: {
        0: "eber", 1: "kow|hal|koowda|kowda", 2: "laba|labo", 3: "saddex|sadex|seddex", 4: "afar",
        5: "shan", 6: "lix",
        7: "toddoba|todoba|todobo|toddobo", 8: "siddeed|sideed|sided|siddeeda", 9: "sagaal|sagal",
        10: "toban",
        11: "kow iyo toban|koow iyo toban|kowiyo toban",
        12: "laba iyo toban|labo iyo toban|labiyo toban",
        13: "saddex iyo toban|sadex iyo toban", 14: "afar iyo toban", 15: "shan iyo toban",
        16: "lix iyo toban",
        17: "toddoba iyo toban|todoba iyo toban", 18: "siddeed iyo toban|sideed iyo toban",
        19: "sagaal iyo toban",
        20: "labaatan|labatan", 30: "soddon|sodon", 40: "afartan", 50: "konton",
    },
    Kind.MONTH: {
        1: "jannaayo|janaayo|janawari|janaweri|jeenawari",
        2: "febraayo|feberweri|febaraayo|feebarwari", 3: "maarso|maaris|marso|maarij",
        4: "abriil|abril|aprill",
        5: "maayo|maajo|mayo", 6: "juun|juunyo|juni", 7: "luulyo|luuliyo|julaay|juulay|luulio",
        8: "agoosto|ogosto|agosto|ogoosto", 9: "sebteembar|sebtembar|sebtember|sibtambar",
        10: "oktoobar|oktober|oktoober|oktobar",
        11: "noofembar|nofembar|nofember|noofember|nofeembar",
        12: "diseembar|disembar|disember|diisembar|desember|diseember|disembeer",
    },
    Kind.WEEKDAY: {
        0: "isniin|isniinta|isnin", 1: "talaado|talaada|talaadada|talado|salaasa",
        2: "arbaco|arbaca|arbacada|arbaca'a|arbacaa|arbaco'",
        3: "khamiis|khamiista|khamis|khamiist",
        4: "jimco|jimce|jimcaha|jimcada|jimca|jumco|jimce'", 5: "sabti|sabtida|sabtiga|sabdi",
        6: "axad|axadda|axada|ahad",
    },
    Kind.REL: {
        0: "maanta|manta|caawa|maantay|saaka|galabta",
        1: "berri|beri|berrito|berito|barri|berry|bari",
        2: "saa dambe|saadambe|saa danbe|saadanbe|berri dambe|berri ka dib|"
           "maalinta ka dambeysa berri|beri dambe",
        -1: "shalay|shaley|xalay", -2: "dorraad|doraad",
    },
    Kind.PART: {
        Part.MORNING: "subax|subaxda|subaxnimo|subaxnimada|subixii|subaxdii|aroor|aroornimo|"
           "aroortii|arooryo|aroorta|saaka|subaxnimadii",
        Part.FORENOON: "barqo|barqadii|barqada|barqanimo",
        Part.MIDDAY: "duhur|duhurnimo|duhurka|duhurkii|duhurnimada",
        Part.AFTERNOON: "galab|galabnimo|galabta|galabtii|galabnimada|casar|casarka|casarkii|"
           "casariyo|galabnimadii",
        Part.EVENING: "fiid|fiidkii|fiidnimo|makhrib|fiidnimada|maqrib|maqribka",
        Part.NIGHT: "habeen|habeennimo|habeenimo|habeenkii|habeenka|caawa|habeenimada|habeennimada",
    },
    Kind.HOUR: {1: "saacad|saacadda|saacada|saac|saacadu|saacaddu|saacdda"},
    Kind.MINUTE: {1: "daqiiqo|daqiiqadood|daqiiqadaha|daqiiqadda"},
    Kind.ON: {1: "maalinta|taariikhda|taariikh|maalin"},
    Kind.NEXT: {
        1: "soo socda|soo socota|soo socdo|soo aadan|soo socdaa|soo socto|xiga|xigta|socda|"
           "socota|kale|soo aaddan|xigaa",
    },
    Kind.THIS: {1: "kan|tan|toddobaadkan|usbuucan|maantadan"},
    Kind.LAST: {1: "la soo dhaafay|hore|tagay|tagtay|ee hore|soo dhaafay|dhaafay|la dhaafay"},
    Kind.AFTER_NEXT: {1: "ka sii dambe|ka dambe|ka danbe|ka dambeeya"},
    Kind.UNIT: {
        1: "maalin|maalmood|maalmo|maalinta|maalintii|maalmaha",
        7: "usbuuc|toddobaad|todobaad|isbuuc|asbuuc|usbuuca|toddobaadka|todobaadka|isbuuca|"
           "asbuuca|toddobaadyo",
                30: "bil|bilood|bishii|bisha", 365: "sanad|sano|sannad|sannadka|sanadka"},
    Kind.LATER: {1: "kadib|ka dib|dabadeed|kaddib|ka diib|gudahood"},
    Kind.IN: {1: "kadib|muddo"},
    Kind.AGO: {1: "kahor|ka hor"},
    Kind.FRACTION: {15: "rubuc|rubac|rubu", 30: "bar|nus|badh|barkii|nuska"},
    Kind.PLUS: {1: "iyo"},
    Kind.MIDNIGHT: {1: "saqda dhexe|habeen badhkii|habeenbarkii|saq dhexe|habeen barkii"},
    Kind.SEVERAL: {
        1: "ama|mise|ilaa|illaa|ilaa iyo|u dhexeeya|u dhaxaysa|dhexdooda|inta u dhaxaysa",
    },
    Kind.AHEAD: {1: "ilaa|illaa|ku dhawaad|abbaare|abaare"},
    Kind.EDGE: {
        1: "kasta|walba|qiyaastii|ku dhawaad|abbaare|abaare|ka hor|kahor|u dhiman|dhiman|"
           "ka dhiman|dhammaadka|bilowga",
    },
    Kind.UNSURE: {
        1: "laga yaabaa|malaha|maaha|ma aha|maya|ma jirto|ma jiro|bedelkeeda|halkii|"
           "la baajiyay|waa la baajiyay|wixii ka dambeeya|saacadood|waa la beddelay",
    },
    Kind.LABEL: {1: "qol|qolka|dabaqa|dabaq|lambar|lambarka|nambar|xafiiska|albaabka|baska"},
    Kind.FILLER: {1: "ee|ka|ku|waa|oo|markay|marka|tahay|bisha|la|u|ah|bil|dhabta"},
    Kind.GREETING: {
        1: "subax wanaagsan|galab wanaagsan|habeen wanaagsan|maalin wanaagsan|fiid wanaagsan",
    },
}
# fmt: on

LANGUAGE = Language(
    TABLE,
    locales=("so",),
    composed=("{one} iyo {ten}", "{ten} iyo {one}"),
    suffixes=(
        "da",
        "dda",
        "ta",
        "ka",
        "ga",
        "ha",
        "dii",
        "kii",
        "tii",
        "gii",
        "aad",
        "naad",
        "nka",
    ),
    glued="-?(?:ka|kii|da|dii|ta|aad|ad|ga|ki|kan)",
    relatives=("de", "en"),
)
