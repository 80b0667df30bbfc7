"""Where a question says when to look: the words that do, told from those that only describe what is asked for.

"What did Peskov say on Friday?" names a time to look in; "who won the 2022 election?", "the July 7 bombing", "the
May government", "who plays on Friday?" (still to come) and "the highest since 1994" do not: they stay words to look
for. A time counts only where it stands as an adverbial of the sentence that asks. A whole year counts only in open
questions ("what happened in 2023?"): in a question for one fact it says of what year, and reports of a year are
published after it. A month in a question for a number ("how much did prices rise in March?") is such a time, too.
"""

import re
from dataclasses import dataclass

from bot.intents.periods import YEAR
from bot.intents.time_words import ANY, AS_OF, FORMS, IN_ARTICLES, PASSED, RELATIVE, YEARS
from bot.intents.words import ADVERBS, AUXILIARIES, BE, FUNCTION, PAST, word_set, words

_ASKS_WHEN = re.compile(
    r"^\W*(?:(?:since|until|till|by) )?when\b|\b(?:what|which) (?:day|date|time|year|month|week)\b"
    r"|\b(?:since|until|till) when\b",
    re.I,
)
_AHEAD = re.compile(  # still to come: no article has it, and "on Friday" is the next
    r"\b(?:will|won't|shall|(?:is|are|be) (?:\w+ )?(?:going|set|due|expected|scheduled|slated|planned|planning|likely"
    r"|poised|about|to)|(?:is|are) \w+ing|gonna|if|would have|upcoming|forthcoming|tomorrow|next"
    r"|(?:who|what|which \w+)(?: is|['’]s) (?:\w+ )?\w+ing)\b|\w['’]ll\b",
    re.I,
)
_OPEN = re.compile(
    r"^\W*(?:and |so )?(?:what(?:['’]s| is| has| have| had| was| were| all)?(?: been)? (?:\w+ )?"
    r"(?:happen\w*|going on|went on|new\b|chang\w*|(?:the )?(?:latest|news|headlines?))"
    r"|what (?:else )?(?:did|does|do|has|have|had|was|were) .{1,80}?\b(?:sa(?:y|id|ying)|announc\w*|do(?:ne|ing)?"
    r"|promis\w*|claim\w*|tell|told|comment\w*|writ\w*|wrote|report\w*)\b(?! (?:about )?(?:what|which)\b)"
    r"|(?:the |any |all )*(?:latest|news|headlines?|coverage|stories|articles?|updates?|events|timeline|developments?"
    r"|summary|anything)\b|who (?:said|spoke|commented)|(?:has|have|did) .* (?:say|said|comment\w*)\b|how often"
    r"|(?:show|give|list|find|search)\b)",
    re.I,
)
_QUANTITY = re.compile(
    r"\b(?:how (?:many|much|often)|percent\w*|what (?:share|portion|rate)|number of|average|total|figures?)\b", re.I
)
# clauses within the one that asks: their time is that of something already known
_WITHIN = re.compile(
    r"\b(?:after|when|while|because|as|if|whether|amid|ahead|following|since|that|whose)\b|,\s+(?:who|which)\b"
    r"|\b(?:found|shows?|showed|revealed|according)\b",
    re.I,
)
_RELATED = re.compile(r"\w\s+(?:that|who|whose|which)\s+(?!said)\w+", re.I)
_WH = re.compile(r"\b(?:who|whom|what|which|how|why|where)\b", re.I)
# "the first time since", "unchanged since", "has been in prison since": they say how long
_HOW_LONG = re.compile(
    r"\b(?:first|last|only|time|\w+est|most|least|worst|best|record|unchanged|been|being|closed|open|held|standing)\b",
    re.I,
)
_NAMED_DAYS = re.compile(
    r"\b(?:mail|sun|herald|black|cyber|good|ash|super|easter|palm|bloody|giving|shrove|maundy|holy|fat|usa|boxing|casual"
    r"|freaky)\s+$",
    re.I,
)
_BEFORE_NO_ADVERBIAL = word_set(
    "the a an every each another this that or and ending ended through dated opening first final by until till since "
    "before after from beginning starting between to usually covering"
)
# "during the insurrection on January 6": the date tells which one is meant
_OF_A_THING = re.compile(
    r"\b(?:during|at|after|before|from|for|since|following|above|below|than)\s+(?:the|a|an|his|her|its|their)\s+"
    r"(?:[\w’'-]+\s+){0,2}[\w’'-]+(?:\s+of(?:\s+[\w’'-]+){1,4})?\s*$",
    re.I,
)
_ABBREVIATED = "".join(
    rf"(?<!\b{short}\.)" for short in ("[A-Z]", "Mr", "Ms", "Dr", "Jr", "St", "No", "Gov", "Rep", "Sen")
)
_SENTENCE = re.compile(rf"(?<=[.!?]){_ABBREVIATED}[\"”’)]*\s+(?=\S)")
_VERB_FIRST = AUXILIARIES | word_set("marks marked means became")


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """Words of a question that say when to look, as `window` reads them; offsets of what is to be taken out."""

    since: str | None
    until: str | None
    start: int
    end: int
    instead: str = ""  # what stays in their place: of "yesterday's speech" the speech
    in_articles: bool = False  # articles of that time use the same words: "on Friday", "this week"


def when(question: str, *, open: bool | None = None) -> When | None:  # noqa: A002
    """The time that a question names to look in; None when it names none. ``open``: it asks for no one fact."""
    begin = _asking(question)
    clause = question[begin:]
    if _ASKS_WHEN.search(clause):
        return None
    is_open = bool(_OPEN.search(clause)) if open is None else open
    for kind, pattern in FORMS:
        for found in pattern.finditer(question, begin):
            if not _names_a_time(kind, found, question, begin, is_open):
                continue
            since = found["since"] if kind != "until" else None
            until = found["until"] if kind in ("between", "until") else found["since"] if kind == "at" else None
            return When(
                since=_plain(since),
                until=_plain(until),
                start=found.start(),
                end=found.end(),
                in_articles=kind == "at" and re.fullmatch(IN_ARTICLES, found["since"], re.I) is not None,
            )
    if (owner := PASSED.search(question, begin)) is not None:
        said = owner["since"]
        return When(since=said, until=said, start=owner.start(), end=owner.end(), instead="the")
    return None


def names_a_time(question: str) -> bool:
    """Whether it matters where the asker's days begin."""
    return ANY.search(question) is not None


def times_in(text: str) -> tuple[str, ...]:
    """Every time that a text names, as `period` reads it, whatever it is named for."""
    return tuple(found["since"] for found in FORMS[-1][1].finditer(text) if not _is_a_word(found["since"]))


def _asking(question: str) -> int:
    """Where the sentence that asks begins: the last with a question mark, else the last."""
    starts = [0, *(found.end() for found in _SENTENCE.finditer(question))]
    ends = [*starts[1:], len(question)]
    asks = [start for start, end in zip(starts, ends, strict=True) if "?" in question[start:end]]
    return asks[-1] if asks else starts[-1]


def _names_a_time(kind: str, found: re.Match[str], question: str, begin: int, is_open: bool) -> bool:
    said = found["until"] if kind == "until" else found["since"]
    whole = re.sub(r"^(?:before|after)\s+", "", said, flags=re.I)
    before, after = question[begin : found.start()], question[found.end() :]
    relative = re.fullmatch(RELATIVE, whole, re.I) is not None
    if not relative and _is_a_word(whole) and kind == "at" and not found["at"]:
        return False
    if re.search(r"\bif\b", before, re.I) or _quoted(before) or (is_open and _RELATED.search(before)):
        return False
    if not is_open and not _for_a_fact(kind, whole, question[begin:], before, after, relative=relative):
        return False
    if kind in ("since", "between"):
        return relative or not _HOW_LONG.search(before)
    return kind == "until" or _stands_alone(found, before, after, relative=relative)


def _for_a_fact(kind: str, said: str, clause: str, before: str, after: str, *, relative: bool) -> bool:
    """Whether a time in a question for one fact is one to look in."""
    if re.fullmatch(YEARS, said, re.I) or _AHEAD.search(clause) or _within(clause, before):
        return False
    counted = _QUANTITY.search(clause) is not None
    if relative:
        return not (counted and re.search(r"\bmonth$", said, re.I))
    if kind != "at":
        return not counted and not (kind == "until" and "before" not in clause.lower())
    if re.search(r"\d", re.sub(YEAR, "", said)):
        return True  # a day
    return not counted and (not re.search(r"\w", before) or not re.search(r"\w", after))


def _within(clause: str, before: str) -> bool:
    """Whether what comes before a time opens a clause of its own within the question."""
    if _WITHIN.search(before):
        return True
    asks = [found.start() for found in _WH.finditer(clause)]
    if len(asks) < 2:
        return False
    own = asks[0] if clause[: asks[0]].count(" ") < 3 else asks[-1]
    return any(at != own and at < len(before) for at in asks)


def _quoted(before: str) -> bool:
    """Whether a quotation is open: what stands in it is somebody else's time."""
    return before.count('"') % 2 == 1 or before.count("“") > before.count("”")


def _is_a_word(said: str) -> bool:
    """ "may" and "march" in small letters are verbs, unless a day or year goes with them."""
    return said in ("may", "march")


def _stands_alone(found: re.Match[str], before: str, after: str, *, relative: bool) -> bool:
    """Whether it is an adverbial: not part of a name, not before the noun it describes, not the subject."""
    at, said = (found["at"] or "").lower(), found["since"]
    opens = not re.search(r"\w", before.rpartition(":")[2])
    if _NAMED_DAYS.search(before) or (said.isupper() and said.isalpha() and not before.isupper()):
        return False
    if not relative and (at in ("of", "for", "from", "across") or _OF_A_THING.search(before)):
        return False
    if at in ("of", "at") and re.search(r"\bas\s*$", before, re.I):
        return False  # "as of this week": see `as_of_in`
    bare = not at
    if bare and not relative and not re.search(r"\d|^(?:the )?(?:this|last|past|previous|earlier)\b", said, re.I):
        return False  # "May", "July": only "in July"
    if bare and re.fullmatch(r"(?:19|20)\d\d", said):
        return False
    if bare and said[0].isupper() and not opens and said.lower() in ("today", "tonight", "yesterday"):
        return False  # the programme, the paper
    last = before.split()[-1].lower().strip("“\"'(") if before.split() else ""
    if last in _BEFORE_NO_ADVERBIAL and (bare or last == "usually"):
        return False
    following = words(after[:80])
    if not following or not following[0].is_word:
        return True
    first = following[0]
    if opens and bare and (first.lower in _VERB_FIRST or first.lower.endswith("ed")):
        return False  # "Wednesday was National Pizza Day"
    if opens and at in ("on", "in", "during", "over", "from", "within"):
        return relative or first.capital or first.lower in FUNCTION | ADVERBS
    if opens and said.lower().startswith(("today", "yesterday", "last", "this")):
        return True
    if first.lower == "of" or (first.lower in BE and bare and relative and opens):
        return False
    return first.lower in FUNCTION | ADVERBS | PAST or first.lower.endswith("ed")


def _plain(said: str | None) -> str | None:
    return None if said is None else re.sub(r"^the\s+(?!day)", "", " ".join(said.split()), flags=re.I)


def as_of_in(question: str) -> tuple[str, int, int] | None:
    """The words behind "as of" and the place of the whole: what was known by then is asked for."""
    found = AS_OF.search(question)
    return None if found is None or _AHEAD.search(question) else (found["words"], found.start(), found.end())
