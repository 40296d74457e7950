"""Turkish."""

from bot.core.when.senses import Kind, Language, Part, Table

# fmt: off
TABLE: Table = {
    Kind.NUMBER: {
        0: "sıfır", 1: "bir", 2: "iki", 3: "üç", 4: "dört|dörd", 5: "beş", 6: "altı", 7: "yedi",
        8: "sekiz", 9: "dokuz", 10: "on", 11: "on bir|onbir", 12: "on iki|oniki", 13: "on üç|onüç",
        14: "on dört|ondört|on dörd", 15: "on beş|onbeş", 16: "on altı|onaltı",
        17: "on yedi|onyedi", 18: "on sekiz|onsekiz", 19: "on dokuz|ondokuz", 20: "yirmi",
        30: "otuz", 40: "kırk", 50: "elli",
    },
    Kind.MONTH: {1: "oca", 2: "şub|subat", 4: "nis", 5: "mayis", 8: "ağu|agustos", 9: "eyl",
                 11: "kasim", 12: "ara|aralik"},
    Kind.WEEKDAY: {0: "pzt|pzts|ptesi|pazar ertesi", 1: "sal|sali", 2: "çar|çrş|carsamba",
                   3: "per|prş|persembe", 4: "cum", 5: "cmt|cts", 6: "paz|pzr"},
    Kind.REL: {
        0: "bugün|bu gün|bu sabah|bu akşam|bu gece", 1: "yarın|yarin|yarn",
        2: "öbür gün|öbürgün|ertesi gün|yarından sonra|yarından sonraki gün|obur gun",
        7: "haftaya bugün", -1: "dün", -2: "evvelsi gün|önceki gün|evvelki gün",
    },
    Kind.PART: {
        Part.MORNING: "sabah|sabahleyin|sabahtan|bu sabah|sabahı",
        Part.FORENOON: "öğleden önce|öğlenden önce", Part.MIDDAY: "öğlen|öğle|öğleyin|öğle vakti",
        Part.AFTERNOON: "öğleden sonra|öğlenden sonra|ikindi|öğledensonra",
        Part.EVENING: "akşam|akşamleyin|akşamüstü|akşamı|bu akşam", Part.NIGHT: "gece|bu gece",
    },
    Kind.HOUR: {1: "saat|saati|saatte|saatinde|saatlerinde"},
    Kind.MINUTE: {1: "dakika|dk"},
    Kind.ON: {1: "ayın"},
    Kind.NEXT: {1: "gelecek|önümüzdeki|bir sonraki|sonraki"},
    Kind.THIS: {1: "bu"},
    Kind.LAST: {1: "geçen|önceki|son"},
    Kind.NEXT_WEEK: {1: "haftaya|gelecek hafta|önümüzdeki hafta"},
    Kind.UNIT: {1: "gün|günü|günlerden|günün", 7: "hafta|haftası|haftanın", 30: "ay|ayın|ayında",
                365: "yıl|yılı|sene"},
    Kind.LATER: {1: "sonra|içinde|sonraya|sonrası"},
    Kind.AGO: {1: "önce"},
    Kind.FRACTION: {15: "çeyrek|ceyrek", 30: "buçuk|bucuk|buçukta"},
    Kind.GONE: {1: "geçe|geçiyor|geçeye"},
    Kind.LEFT: {1: "kala|var"},
    Kind.CLOCK: {30: "yarım"},
    Kind.MIDNIGHT: {1: "gece yarısı|geceyarısı"},
    Kind.SEVERAL: {1: "öbür hafta|veya|ya da|yada|arası|arasında|kadar|yahut"},
    Kind.EDGE: {
        1: "falan|filan|öbür|öteki|her|yaklaşık|civarı|civarında|gibi|doğru|sularında|itibaren|"
           "hariç|saat sonra|sonu|başı|ortası",
    },
    Kind.UNSURE: {
        1: "belki|herhalde|galiba|muhtemelen|değil|yerine|iptal|ertelendi|hafta sonu|"
           "pazartesileri|salıları|çarşambaları|perşembeleri|cumaları|cumartesileri|pazarları|"
           "hep|haftasonu|öbür hafta",
    },
    Kind.LABEL: {1: "oda|odası|kat|katta|numara|no|nolu|salon|bina|kapı|gişe|peron|otobüs"},
    Kind.FILLER: {1: "in|un|da|de|ta|te|nin|nun|ve|tarihinde|tarihi|ayının|tam|tam olarak"},
    Kind.GREETING: {1: "günaydın|iyi günler|iyi akşamlar|iyi sabahlar|iyi geceler"},
}
# fmt: on

_CASES = ("da", "de", "ta", "te", "dan", "den", "tan", "ten", "ya", "ye", "a", "e", "yi", "yu",
          "i", "u", "nda", "nde", "nin", "nun", "in", "un", "daki", "deki", "taki", "teki",
          "leri", "lari", "ki", "dir", "si", "su")  # fmt: skip

LANGUAGE = Language(
    TABLE,
    locales=("tr",),
    composed=("{ten} {one}", "{ten}{one}"),
    suffixes=_CASES,
    glued="'?(?:n?[dt][ae](?:n|ki)?|[sy]?[iu](?:n[dt][ae])?|y?[ae]|n[iu]n|[iu]n(?:[dt][ae])?|"
    "[iu]nc[iu])",
    relatives=("de", "en"),
)
