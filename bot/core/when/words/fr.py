"""French, of France and of North and West Africa."""

from bot.core.when.senses import Kind, Language, Part, Table

# fmt: off
TABLE: Table = {
    Kind.NUMBER: {
        0: "zéro", 1: "un|une|premier", 2: "deux", 3: "trois", 4: "quatre", 5: "cinq", 6: "six",
        7: "sept", 8: "huit", 9: "neuf", 10: "dix", 11: "onze", 12: "douze", 13: "treize",
        14: "quatorze", 15: "quinze", 16: "seize", 17: "dix-sept", 18: "dix-huit", 19: "dix-neuf",
        20: "vingt", 21: "vingt et un|vingt et une", 30: "trente", 31: "trente et un",
        40: "quarante", 50: "cinquante",
    },
    Kind.MONTH: {1: "janv|jan", 2: "fév|févr", 4: "avr", 7: "juil", 8: "aout|aôut", 9: "sept",
                 10: "oct", 11: "nov", 12: "déc|decembre"},
    Kind.WEEKDAY: {0: "lun|lu", 1: "mar|mardy", 2: "mer|mercedi", 3: "jeu",
                   4: "ven|vendredie", 5: "sam", 6: "dim"},
    Kind.REL: {
        0: "aujourd'hui|aujourdhui|auj|ce soir|ce matin|cet après-midi|cette après-midi",
        1: "demain|dem1|demin|le lendemain", 2: "après-demain|apresdemain", -1: "hier",
        -2: "avant-hier",
    },
    Kind.PART: {
        Part.MORNING: "matin|du matin|le matin|ce matin|mat",
        Part.MIDDAY: "",
        Part.AFTERNOON: "après-midi|de l'après-midi|l'après-midi|cet après-midi|"
           "cette après-midi|aprem|aprèm",
        Part.EVENING: "soir|du soir|ce soir|le soir|soirée", Part.NIGHT: "nuit|de la nuit",
    },
    Kind.HOUR: {1: "h|heure|heures|hr|hrs|heur|heurs"},
    Kind.MINUTE: {1: "minutes|minute|min|mn"},
    Kind.AT: {1: "à|a"},
    Kind.ON: {1: "le|au"},
    Kind.NEXT: {1: "prochain|prochaine|prochains|suivant|suivante|pro"},
    Kind.COMING: {1: "qui vient|venant|qui arrive"},
    Kind.THIS: {1: "ce|cette|cet"},
    Kind.LAST: {1: "dernier|dernière|passé|passée"},
    Kind.UNIT: {1: "jour|jours", 7: "semaine|semaines", 30: "mois", 365: "an|ans|année"},
    Kind.FOLLOWING: {7: "en huit|en 8", 14: "en quinze|en 15"},
    Kind.IN: {1: "dans|d'ici"},
    Kind.LATER: {1: "plus tard"},
    Kind.AGO: {1: "il y a"},
    Kind.FRACTION: {15: "quart|un quart|le quart", 30: "demie|demi"},
    Kind.PLUS: {1: "et"},
    Kind.MINUS: {1: "moins"},
    Kind.NOON: {1: "midi"},
    Kind.MIDNIGHT: {1: "minuit"},
    Kind.ORDINAL: {1: "er|ère|ème|eme"},
    Kind.SEVERAL: {1: "ou|ou bien|jusqu'à|jusqu'au|jusque|entre"},
    Kind.AHEAD: {
        1: "vers|avant|après|à partir|depuis|sauf|jusqu'à|jusqu'au|jusque|fin|début|mi",
    },
    Kind.EDGE: {
        1: "rue|avenue|boulevard|chaque|tous les|toutes les|vers|environ|avant|après|à partir|"
           "depuis|sauf|fin|début|mi",
    },
    Kind.UNSURE: {
        1: "peut-être|probablement|sans doute|pas|annulé|reporté|déplacé|au lieu|au lieu de|"
           "week-end|lundis|mardis|mercredis|jeudis|vendredis|samedis|dimanches|toujours|"
           "weekend",
    },
    Kind.LABEL: {1: "salle|bureau|étage|chambre|numéro|no|n|porte|quai|bâtiment|guichet|voie"},
    Kind.FILLER: {1: "la|du|de|de la|de l|l|d|des|les|est|pile|précises|mois de|du mois de"},
    Kind.GREETING: {1: "bonjour|bonsoir|bonne journée|bonne nuit"},
}
# fmt: on

LANGUAGE = Language(
    TABLE,
    locales=("fr",),
    composed=("{ten} {one}", "{ten} et {one}"),
    relatives=("de", "en"),
)
