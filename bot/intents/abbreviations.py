"""Names that news writes in two ways: short and in full."""

import re

from bot.intents.words import word_set

_TABLE = """
US: United States
UK: United Kingdom
UK: Britain
EU: European Union
UN: United Nations
UAE: United Arab Emirates
PM: prime minister
MP: member of parliament
WHO: World Health Organization
IMF: International Monetary Fund
ECB: European Central Bank
Fed: Federal Reserve
GOP: Republicans
ICC: International Criminal Court
ICJ: International Court of Justice
IAEA: International Atomic Energy Agency
WTO: World Trade Organization
NHS: National Health Service
CDC: Centers for Disease Control
SCOTUS: Supreme Court
POTUS: president of the United States
VP: vice president
CEO: chief executive
GDP: gross domestic product
DRC: Democratic Republic of Congo
NYC: New York City
LA: Los Angeles
DPRK: North Korea
PRC: China
AI: artificial intelligence
EV: electric vehicle
FM: foreign minister
CFO: chief financial officer
COO: chief operating officer
IPO: initial public offering
HQ: headquarters
A/C: air conditioning
DOJ: Justice Department
FTC: Federal Trade Commission
SEC: Securities and Exchange Commission
FDA: Food and Drug Administration
FAA: Federal Aviation Administration
EPA: Environmental Protection Agency
IRS: Internal Revenue Service
"""
_SAME = tuple(line.split(": ") for line in _TABLE.strip().split("\n"))
_WORDS_TOO = word_set("us who un la fed ai ev fm sec")  # in small letters they are other words


def other_forms(question: str) -> tuple[tuple[str, str, str], ...]:
    """The question with one name the other way, what was written, and what stands there instead; the first three."""
    found: list[tuple[str, str, str]] = []
    for short, full in _SAME:
        dotted = r"\.?".join(short) + r"\.?" if short.isupper() else re.escape(short)
        careful = short.lower() in _WORDS_TOO
        pattern = rf"(?<![\w’'-])(?:{dotted}|{short})(?![\w-])(?<![\s])"
        if (match := re.search(pattern, question, 0 if careful else re.I)) is not None:
            found.append(_instead(question, match, full))
        elif (match := re.search(rf"(?<![\w’'-]){re.escape(full)}(?![\w-])", question, re.I)) is not None:
            found.append(_instead(question, match, short))
    return tuple(found[:3])


def _instead(question: str, match: re.Match[str], other: str) -> tuple[str, str, str]:
    return question[: match.start()] + other + question[match.end() :], match.group(), other
