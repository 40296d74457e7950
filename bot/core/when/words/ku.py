"""Kurmanji Kurdish, as written in Latin letters in Syria, Turkey and the diaspora."""

from bot.core.when.senses import Kind, Language, Part, Table

# fmt: off
TABLE: Table = {
    Kind.NUMBER: {
        0: "sifir", 1: "yek|yekem|yekê", 2: "du|dudu|duduyan|duduyan de", 3: "sê|sisê|sisêyan",
        4: "çar|çaran", 5: "pênc|pêncan",
        6: "şeş|şeşan", 7: "heft|heftan", 8: "heşt|heştan", 9: "neh|nehan", 10: "deh|dehan",
        11: "yanzdeh|yazdeh|yanzdehan", 12: "dwanzdeh|donzdeh|duwanzdeh|dozdeh|dwanzdehan|duwazdeh",
        13: "sêzdeh|sêzde", 14: "çardeh|çarde", 15: "panzdeh|pazdeh", 16: "şanzdeh|şazdeh",
        17: "hevdeh|hivdeh",
        18: "hejdeh|heştdeh|hijdeh", 19: "nozdeh|nozde", 20: "bîst", 30: "sî|sih", 40: "çil|çel",
        50: "pêncî|pênce",
    },
    Kind.MONTH: {
        1: "rêbendan|çile|kanûna paşîn|kanûna duyem|kanûna duyemîn|çileya paşîn",
        2: "sibat|şibat|reşemî|şubat", 3: "adar", 4: "nîsan|avrêl",
        5: "gulan", 6: "hezîran|pûşper|hezêran", 7: "tîrmeh|temûz|tîrmih", 8: "tebax|gelawêj|ab",
        9: "îlon|rezber|eylûl",
        10: "cotmeh|kewçêr|çiriya pêşîn|çirya pêşîn|oktober",
        11: "mijdar|sermawez|çiriya paşîn|çirya paşîn|çiriya duyem|nofember",
        12: "berfanbar|befranbar|kanûna pêşîn|kanûna yekem|kanûna yekemîn|kanûn|desember|"
           "çileya pêşîn",
    },
    Kind.WEEKDAY: {
        0: "duşem|duşemî|duşemb|duşembî|duşeme", 1: "sêşem|sêşemî|sêşemb|sêşembî|sêşeme",
        2: "çarşem|çarşemî|çarşemb|çarşembî|çarşeme",
        3: "pêncşem|pêncşemî|pêncşemb|pêncşembî|pênşem|pêşem|pêncşeme",
        4: "înî|înê|îniyê|în ê|eynî|roja înê", 5: "şemî|şemiyê|şembî|şemb|şemiya",
        6: "yekşem|yekşemî|yekşemb|yekşembî|yekşeme",
    },
    Kind.REL: {
        0: "îro|iro|îroj|îşev|vê êvarê", 1: "beyanî",
        2: "dusibe|dusibê|du sibe|du sibê|dusbe|dusiba|piştî sibê|sibetir|roja din sibê",
        -1: "duh|duhî", -2: "pêr",
    },
    Kind.MORGEN: {1: "sibê|sibe|sibeh|sibehê|subê|sibehî|sibeyê"},
    Kind.PART: {
        Part.MORNING: "serê sibê|serê sibehê|danê sibê|danê sibehê|di sibê de|sibehan|bi sibehê",
        Part.FORENOON: "berî nîvro|beriya nîvro|berî nîvroj|beriya nîvroj",
        Part.MIDDAY: "nîvro|nîvroj",
        Part.AFTERNOON: "piştî nîvro|piştnîvro|piştî nîvroj|paş nîvro|piştînîvro|danê nîvro",
        Part.EVENING: "êvar|êvarê|danê êvarê|vê êvarê|êvarî", Part.NIGHT: "şev|şevê|îşev|bi şev",
    },
    Kind.HOUR: {1: "saet|saat|seet|seat|demjimêr|sahet|saeta|saetê|di saet|saetan|katjimêr"},
    Kind.MINUTE: {1: "deqe|deqîqe|xulek|deqîqeyan"},
    Kind.ON: {1: "roja|roja ku|rojê"},
    Kind.NEXT: {
        1: "bê|tê|ya bê|a bê|were|pêş|ya were|ya tê|a tê|dahatû|pêşiya me|din|a din|ya din|"
           "ê bê|yê bê|bêt",
    },
    Kind.THIS: {1: "ev|vê|ev roja|îsal vê"},
    Kind.LAST: {1: "borî|çûyî|ya borî|a borî|ya çûyî|a çûyî|derbasbûyî|çû|ya çû|a çû"},
    Kind.UNIT: {
        1: "roj|rojan|rojên|rojê|rojî", 7: "hefte|hefteya|hefteyan|hefteyê|hefteyek|hefteyekê",
        30: "meh|meha|mehan|mehê", 365: "sal|sala|salê|salan",
    },
    Kind.IN: {1: "piştî|di nav"},
    Kind.LATER: {1: "şûnda|paşê|şunda|pişt re|din"},
    Kind.AGO: {1: "berê"},
    Kind.FRACTION: {15: "çaryek|çarêk|çarik|çarek|rub|rubek|çaryekê", 30: "nîv|nîvê|nîvan|nîvek"},
    Kind.PLUS: {1: "û"},
    Kind.MINUS: {1: "kêm"},
    Kind.MIDNIGHT: {1: "nîvê şevê|nîvşev"},
    Kind.SEVERAL: {1: "an|yan|an jî|yan jî|heta|heya|navbera|di navbera|ta"},
    Kind.AHEAD: {1: "berî|beriya|nêzîkî|nêzîka|her|paş|heta|heya|wek|hema|ta"},
    Kind.EDGE: {1: "her|nêzîkî|nêzîka|texmînen|berî|beriya|dawiya|destpêka|nîveka|paş|wek|hema"},
    Kind.UNSURE: {
        1: "belkî|dibe|ne|na|nîne|li şûna|li cihê|betal|saetan paşê|piştî saet|piştî saetê",
    },
    Kind.LABEL: {1: "ode|odeya|qat|qata|hejmar|hejmara|no|deriyê|jûr|jûra"},
    Kind.FILLER: {1: "min|an de|di|de|li|ê|a|ya|yê|ye|rojê|bi|ji|tam|roj|meha|re"},
    Kind.GREETING: {
        1: "rojbaş|roj baş|beyanî baş|beyanîbaş|êvarbaş|êvar baş|şevbaş|şev baş|sibe baş",
    },
}
# fmt: on

LANGUAGE = Language(
    TABLE,
    locales=("ku",),
    composed=("{ten} û {one}",),
    suffixes=("ê", "a", "an", "ya", "yê", "yan", "î", "iya", "ek", "ekê", "de"),
    glued="'?(?:yan|ye|an|e|a|i|em|emin)",
    relatives=("tr", "de", "en"),
)
