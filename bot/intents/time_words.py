"""How times are written, as patterns; what they name is in `periods`, and whether a question means them in `times`."""

import re

from bot.intents.periods import COUNT, DAY, MONTH, NUMBER, PART, PART_OF_DAY, YEAR

_THIS = r"(?:this|last|past|previous|current)"
_SO_MANY = rf"(?:a couple of|{COUNT}(?: of)?)"
_AND_UP = r"(?:minute|hour|day|week|month)s?"

IN_ARTICLES = "|".join(  # seen from now, and in the words that articles use of their own time
    (
        rf"(?:earlier )?today|tonight|(?:the day before )?yesterday(?: {PART_OF_DAY})?",
        r"this (?:morning|afternoon|evening)|last night|overnight",
        rf"(?:early |late |earlier )?(?:on )?(?:last |this past |this |past )?{DAY}(?: {PART_OF_DAY})?",
        rf"(?:the )?(?:earlier )?{_THIS} week(?:end)?(?! of\b)|the weekend",
    )
)
RELATIVE = "|".join(
    (
        IN_ARTICLES,
        rf"(?:the )?(?:{PART}[- ]|earlier )?{_THIS} (?:week(?:end)?|month)(?! of\b)",
        rf"(?:the )?(?:last|past|previous) {_SO_MANY} (?:minute|hour|day|week)s?|(?:the )?past month",
        r"(?:the )?(?:last|past) (?:hour|day)",
        rf"(?:a couple of|a few|{COUNT}) {_AND_UP} ago",
    )
)
DATES = "|".join(
    (
        r"\d{4}-\d\d(?:-\d\d)?|\d{1,2}[/.-]\d{1,2}[/.-](?:19|20)\d\d",
        rf"(?:the )?{NUMBER}(?: ?(?:-|–|to|and) ?{NUMBER})?(?: of)? {MONTH}(?:,? {YEAR})?",
        rf"{MONTH} (?:the )?{NUMBER}(?: ?(?:-|–|to) ?{NUMBER})?(?:,? {YEAR})?(?!\d)",
        r"(?<=\bon )the \d{1,2}(?:st|nd|rd|th)",
        rf"(?:the )?(?:first|second|third|fourth|last) week of {MONTH}(?:,? {YEAR})?",
        rf"(?:{PART}[- ])?(?:this |last )?{MONTH}(?:,?(?: of)? {YEAR})?",
    )
)
YEARS = "|".join(  # and what is nearly as long
    (
        rf"(?:the )?(?:{PART}[- ]|earlier )?{_THIS} (?:quarter|year)",
        rf"(?:the )?(?:last|past|previous) {_SO_MANY} (?:year|month)s?",
        rf"(?:a couple of|a few|{COUNT}) years? ago",
        rf"q[1-4](?:(?: of)? {YEAR})?|(?:the )?(?:first|second|third|fourth) quarter(?:(?: of)? {YEAR})?",
        rf"(?:{PART}[- ])?{YEAR}|{MONTH}(?:,?(?: of)? (?:this|last) year)",
    )
)
WHEN = rf"(?:{RELATIVE}|{YEARS}|{DATES})"
_END = r"(?![\w’'/-]|\.\d)"
_AT = r"(?:on|in|at|between|during|over|within|throughout|across|for|from|of)"


def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(text + _END, re.I)


FORMS = (
    (
        "between",
        _pattern(rf"\b(?:between|from)\s+(?P<since>{WHEN})\s+(?:and|to|until|till|through)\s+(?P<until>{WHEN})"),
    ),
    ("since", _pattern(rf"\b(?:ever\s+since|since)\s+(?P<since>{WHEN})")),
    ("since", _pattern(rf"\bfrom\s+(?P<since>{WHEN})\s+(?:on|onwards?)")),
    ("since", _pattern(rf"\b(?P<since>after\s+{WHEN})")),
    ("until", _pattern(rf"\b(?P<until>(?<!day )before\s+{WHEN}|(?<=prior to )(?:{WHEN}))")),
    ("until", _pattern(rf"\b(?:until|till|up\s+to|up\s+until|by)\s+(?P<until>{WHEN})")),
    ("at", _pattern(rf"(?<![\w’'-])(?:(?P<at>{_AT})\s+)?(?P<since>{WHEN})")),
)
AS_OF = _pattern(rf"\bas\s+(?:of|at)\s+(?P<words>(?:the\s+end\s+of\s+)?(?:now|{RELATIVE}|{DATES}))")
ANY = _pattern(rf"\b{WHEN}")
PASSED = re.compile(  # of what is surely over: "yesterday's speech"
    rf"(?<![\w’'-])(?P<since>yesterday|last (?:night|week(?:end)?|month|{DAY}))['’]s\b", re.I
)
