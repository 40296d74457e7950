"""English."""

from bot.core.when.senses import Kind, Language, Part, Table

# fmt: off
TABLE: Table = {
    Kind.NUMBER: {
        0: "zero", 1: "one|first", 2: "two|second", 3: "three|third", 4: "four|fourth",
        5: "five|fifth", 6: "six|sixth", 7: "seven|seventh", 8: "eight|eighth", 9: "nine|ninth",
        10: "ten|tenth", 11: "eleven|eleventh", 12: "twelve|twelfth", 13: "thirteen|thirteenth",
        14: "fourteen|fourteenth", 15: "fifteen|fifteenth", 16: "sixteen|sixteenth",
        17: "seventeen|seventeenth", 18: "eighteen|eighteenth", 19: "nineteen|nineteenth",
        20: "twenty|twentieth", 30: "thirty|thirtieth", 40: "forty|fourty", 50: "fifty",
    },
    Kind.MONTH: {1: "jan", 2: "feb|febuary", 3: "mar", 4: "apr", 6: "jun", 7: "jul", 8: "aug",
                 9: "sep|sept", 10: "oct", 11: "nov", 12: "dec"},
    Kind.WEEKDAY: {0: "mon", 1: "tue|tues|tuesay|teusday", 2: "wed|weds|wensday|wednsday|wedensday",
                   3: "thu|thur|thurs|thrusday", 4: "fri", 5: "sat", 6: "sun"},
    Kind.REL: {
        0: "today|tonight|this morning|this afternoon|this evening",
        1: "tomorrow|tommorow|tomorow|tommorrow|tmrw|tmr|tmrrw|2morrow|tomorrows",
        2: "day after tomorrow|overmorrow|after tomorrow", -1: "yesterday",
        -2: "day before yesterday",
    },
    Kind.PART: {
        Part.MORNING: "morning|mornings|this morning|in the morning",
        Part.MIDDAY: "midday|lunchtime",
        Part.AFTERNOON: "afternoon|this afternoon|in the afternoon",
        Part.EVENING: "evening|this evening|tonight|in the evening", Part.NIGHT: "night|at night",
        Part.AM: "am|a m", Part.PM: "pm|p m",
    },
    Kind.HOUR: {1: "o clock|oclock|clock|hrs|h|hour"},
    Kind.MINUTE: {1: "minutes|minute|mins|min"},
    Kind.AT: {1: "at"},
    Kind.ON: {1: "on|on the|the|am"},
    Kind.NEXT: {1: "next|nxt"},
    Kind.COMING: {1: "coming|upcoming|this coming"},
    Kind.THIS: {1: "this"},
    Kind.LAST: {1: "last|past"},
    Kind.AFTER_NEXT: {1: "after next"},
    Kind.UNIT: {1: "day|days", 7: "week|weeks", 30: "month|months", 365: "year|years"},
    Kind.SPAN: {14: "fortnight"},
    Kind.IN: {1: "in|in a"},
    Kind.LATER: {1: "from now|later|from today"},
    Kind.AGO: {1: "ago"},
    Kind.FRACTION: {15: "quarter|a quarter", 30: "half"},
    Kind.PAST: {1: "past|after"},
    Kind.TO: {1: "to|til|till|before"},
    Kind.NOON: {1: "noon|12 noon"},
    Kind.MIDNIGHT: {1: "midnight"},
    Kind.ORDINAL: {1: "st|nd|rd|th"},
    Kind.SEVERAL: {1: "or|between|until|through|either"},
    Kind.AHEAD: {
        1: "by|before|since|except|from|around|until|through",
    },
    Kind.EDGE: {
        1: "street|road|avenue|every|each|about|around|approximately|approx|roughly|ish|by|"
           "before|since|except|from|end|beginning|earliest|latest",
    },
    Kind.UNSURE: {
        1: "maybe|perhaps|probably|possibly|not|no|instead|cancelled|canceled|postponed|moved|"
           "weekend|mondays|tuesdays|wednesdays|thursdays|fridays|saturdays|sundays|always|"
           "weekly|daily|usually|hours|don|doesn|isn|won",
    },
    Kind.LABEL: {1: "room|floor|number|no|gate|platform|building|desk|counter|office|bus|line"},
    Kind.FILLER: {1: "of|a|an|is|it|s|of the|sharp|exactly"},
    Kind.GREETING: {1: "good morning|good afternoon|good evening|good day|have a nice day"},
}
# fmt: on

LANGUAGE = Language(
    TABLE, locales=("en", "en_GB"), composed=("{ten} {one}", "{ten}{one}"), relatives=("de",)
)
