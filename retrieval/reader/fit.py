"""How well a span's form fits the kind of answer asked for, in [-1, 1]; rules, for the scorer to weigh."""

from retrieval.reader.question import Asked
from retrieval.reader.spans.candidates import QUOTE, TITLE
from retrieval.reader.tree import SUBJECT, Tree
from retrieval.reader.words import CURRENCIES, is_country, keys
from retrieval.text.listed import word_set
from retrieval.types import AnswerType, Mention

MISFIT = -0.6  # at most this for an answer that asks for a number, a time or a length: never given

TIME_WORDS = frozenset(
    [
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "today",
        "yesterday",
        "tomorrow",
        "week",
        "month",
        "year",
        "day",
        "hour",
        "minute",
        "second",
        "decade",
        "century",
        "morning",
        "afternoon",
        "evening",
        "night",
        "noon",
        "midnight",
        "spring",
        "summer",
        "autumn",
        "fall",
        "winter",
        "weekend",
    ]
)
_UNITS = frozenset({"second", "minute", "hour", "day", "week", "month", "year", "decade", "century", "season"})
_COMING = frozenset({"next", "tomorrow", "coming", "upcoming"})
_GONE = frozenset({"last", "yesterday", "ago", "previous", "past", "earlier"})
_LENGTHS = frozenset(
    [
        "foot",
        "feet",
        "inch",
        "ft",
        "in",
        "metre",
        "meter",
        "m",
        "cm",
        "km",
        "kilometre",
        "kilometer",
        "mile",
        "yard",
        "mm",
        "centimetre",
        "story",
    ]
)
MEASURES = {
    "tall": _LENGTHS,
    "deep": _LENGTHS,
    "wide": _LENGTHS,
    "far": _LENGTHS | {"away", "hour", "minute"},
    "long": _LENGTHS | _UNITS,
    "old": frozenset({"year", "month", "day", "week", "old", "age", "aged", "year-old", "century"}),
    "hot": frozenset({"degree", "celsius", "fahrenheit", "c", "f"}),
    "cold": frozenset({"degree", "celsius", "fahrenheit", "c", "f"}),
    "warm": frozenset({"degree", "celsius", "fahrenheit", "c", "f"}),
    "fast": frozenset({"mph", "kph", "mile", "kilometer", "kilometre", "knot", "second", "minute", "hour"}),
    "heavy": frozenset({"pound", "kilogram", "kg", "ton", "tonne", "ounce", "gram", "lb"}),
}
_MONEY = CURRENCIES | {"$", "£", "€", "cent", "us$"}
_PAYING = ("~buy", "~cost", "~sale", "~sell", "pay", "rais", "earn", "donat", "fine", "worth", "charg")
_WORDINGS = frozenset({"word", "phrase", "term", "slogan", "expression", "nickname", "quote", "motto", "message"})
_FOUNDS = word_set("found establish start launch create build own")
_DO = frozenset({"do", "does", "did"})
_POSTS = frozenset({"job", "post", "position", "role", "office", "occupation", "profession", "rank"})
_PLACES = frozenset(
    {"country", "nation", "state", "place", "location", "region", "area", "territory", "province", "island", "county"}
)
_WANTED: dict[AnswerType, dict[str, float]] = {
    AnswerType.PERSON: {"PERSON": 1.0, "ORG": 0.2, "NORP": 0.2, "GPE": -0.2, "FAC": -0.2},
    AnswerType.ORGANISATION: {"ORG": 1.0, "PRODUCT": 0.3, "NORP": 0.3, "GPE": 0.3, "PERSON": 0.2, "FAC": 0.2},
    AnswerType.PLACE: {"GPE": 1.0, "LOC": 1.0, "FAC": 0.9, "NORP": 0.2, "ORG": 0.2},
    AnswerType.TIME: {"DATE": 1.0, "TIME": 0.9, "EVENT": 0.1},
    AnswerType.DURATION: {"DATE": 0.6, "TIME": 0.8, "CARDINAL": 0.1},
    AnswerType.AMOUNT: {
        "CARDINAL": 1.0, "MONEY": 1.0, "PERCENT": 1.0, "QUANTITY": 1.0, "ORDINAL": -0.4, "DATE": 0.1, "TIME": -0.2,
    },
    AnswerType.THING: {
        "PRODUCT": 0.8, "WORK_OF_ART": 0.8, "EVENT": 0.8, "LAW": 0.8, "LANGUAGE": 0.8, "ORG": 0.5, "NORP": 0.5,
        "FAC": 0.3, "LOC": 0.3, "GPE": 0.1, "PERSON": 0.1, "DATE": -0.5, "TIME": -0.5, "CARDINAL": -0.3,
    },
}  # fmt: skip
_OPENERS = {
    AnswerType.REASON: frozenset({"because", "to", "for", "after", "due", "over", "amid", "as", "since", "in", "out"}),
    AnswerType.MANNER: frozenset({"by", "through", "with", "via", "using"}),
}
_PRONOUNS = word_set(
    "he she it they him her them i we us you me his its their this that these those who which what there"
)


def fit(asked: Asked, tree: Tree, span: tuple[int, int, int, int], mention: Mention | None) -> float:
    """``span`` is a candidate: first token, one past the last, head, kind."""
    first, last, head, _ = span
    if mention is None and last - first == 1 and tree.words[first] in _PRONOUNS:
        return -1.0
    label = mention.label if mention is not None else tree.labels[head]
    if asked.type in (AnswerType.AMOUNT, AnswerType.DURATION, AnswerType.TIME):
        return _measured(asked, tree, first, last, head, label)
    if asked.type is not AnswerType.YES_NO and _in_question(asked, tree, head, label, mention):
        return -0.8
    if asked.focus_word in _WORDINGS and span[3] == QUOTE:
        return 1.0
    if asked.focus_word in _POSTS:
        return 0.8 if span[3] == TITLE or tree.dep[head] in ("appos", "attr") or _as(tree, first, head) else 0.0
    wanted = _WANTED.get(asked.type)
    if wanted is not None and label:
        if asked.type is AnswerType.PERSON and asked.kind in ("what", "which") and label in ("ORG", "NORP"):
            return 0.6  # "which broadcaster": an actor, person or not
        if asked.type is AnswerType.PLACE and label == "GPE" and asked.kind in ("what", "which"):
            if asked.focus_word in ("city", "town", "village", "suburb", "borough", "capital"):
                return -0.6 if is_country(tree.words[head]) else 1.0
            if asked.focus_word and asked.focus_word not in _PLACES:
                return -0.2  # "which hospital" is not answered with a country
        return wanted.get(label, MISFIT)
    return _unnamed(asked, tree, span)


def _unnamed(asked: Asked, tree: Tree, span: tuple[int, int, int, int]) -> float:
    first, last, head, kind = span
    pos = tree.pos[head]
    match asked.type:
        case AnswerType.PERSON:
            return 0.3 if pos == "PROPN" else 0.1 if pos == "NOUN" else -0.7
        case AnswerType.ORGANISATION | AnswerType.PLACE:
            return 0.3 if pos == "PROPN" else 0.0 if pos == "NOUN" else -0.7
        case AnswerType.THING | AnswerType.ABBREVIATION:
            return 0.3 if pos in ("NOUN", "PROPN") else -0.3
        case AnswerType.REASON | AnswerType.MANNER:
            if any(not tree.keys[index].isdisjoint(asked.anchor) for index in range(first, last)):
                return -0.5  # it would repeat the question
            opener = tree.words[first] in _OPENERS[asked.type]
            return (0.6 if opener else -0.1) + (0.3 if last - first > 3 else 0.0)
        case AnswerType.DEFINITION:
            return 0.8 if kind == TITLE or tree.dep[head] in ("appos", "attr") else -0.2
        case _:
            return 0.0


def _measured(asked: Asked, tree: Tree, first: int, last: int, head: int, label: str) -> float:
    lemmas = {tree.lemmas[index].lstrip("-") for index in range(first, last)}
    number = any(tree.pos[index] == "NUM" or tree.words[index][:1].isdigit() for index in range(first, last))
    if tree.pos[head] in ("VERB", "AUX", "ADP") or last - first > 10:
        return -0.7
    if asked.type is AnswerType.TIME:
        if lemmas & {"age", "aged", "old", "year-old"}:
            return -0.7
        if label not in ("DATE", "TIME", "EVENT"):
            dated = tree.lemmas[head] in TIME_WORDS or (number and len(tree.words[head]) == 4)
            return 0.5 if dated else -0.7 if asked.kind == "when" else -0.3
        if (asked.past is True and lemmas & _COMING) or (asked.past is False and lemmas & _GONE):
            return -0.5
        if asked.past is False and any(
            len(w) == 4 and w.isdigit() and int(w) < asked.year for w in tree.words[first:last]
        ):
            return -0.5
        return _WANTED[AnswerType.TIME][label]
    if asked.type is AnswerType.DURATION:
        if not lemmas & _UNITS:
            return -0.7
        return 1.0 if number or lemmas & {"a", "an", "several"} else 0.2
    if not number:
        return -0.7 if label not in ("MONEY", "PERCENT", "QUANTITY", "CARDINAL") else 0.5
    units = MEASURES.get(asked.kind.removeprefix("how "))
    around = lemmas | set(tree.lemmas[last : last + 2]) | set(tree.lemmas[max(first - 1, 0) : first])
    if asked.kind == "how many" and label in ("MONEY", "PERCENT") and not lemmas & {asked.focus_word}:
        return -0.6
    if units is not None:
        if last - first > 5 or label == "ORDINAL" or tree.labels[first] == "ORDINAL":
            return -0.7  # "62nd blast of the year" is no age
        if lemmas & {"age", "aged"}:
            return 0.2  # the number alone
        if around & units or any(word.lstrip("-").split("-")[-1] in units for word in around):
            return 1.0
        alone = (
            asked.kind == "how old" and last - first == 1 and tree.dep[head] in ("appos", "npadvmod", "nummod", "pobj")
        )
        return 0.5 if alone and not lemmas & _UNITS else -0.7
    if asked.kind == "how much" and any(
        term.verb and any(k.startswith(_PAYING) for k in term.keys) for term in asked.terms
    ):
        return 1.0 if around & _MONEY or label == "MONEY" or around & {"percent", "%"} else -0.6
    return _WANTED[AnswerType.AMOUNT].get(label, 0.2)


def _in_question(asked: Asked, tree: Tree, head: int, label: str, mention: Mention | None) -> bool:
    """Whether a candidate is a name, or stands for one, that the question already gives."""
    if mention is not None:
        words = [keys(word, word) for word in mention.refers_to.lower().split()]
        return bool(words) and all(any(not w.isdisjoint(term.keys) for term in asked.terms) for w in words)
    if label != "PERSON" or may_bear_the_name(asked):
        return False
    for first, last, _ in tree.entities:
        if first <= head < last:
            own = frozenset().union(*tree.keys[first:last])
            return any(term.name and not term.keys.isdisjoint(own) for term in asked.terms)
    return False


def may_bear_the_name(asked: Asked) -> bool:
    """Whether who founded or owns something is asked, which may be called by his name: "Lund" is Ida Lund's firm.

    Not "who did Lund found it with?", where a parse may take "who" for the subject, too.
    """
    spoken = asked.tree
    return asked.role == SUBJECT and _DO.isdisjoint(spoken.words) and not _FOUNDS.isdisjoint(spoken.lemmas)


def _as(tree: Tree, first: int, head: int) -> bool:
    return (
        first > 0
        and tree.words[first - 1] in ("as", "the")
        and tree.dep[head] == "pobj"
        and tree.words[tree.heads[head]] == "as"
    )
