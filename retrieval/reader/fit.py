"""How well a span's form fits the kind of answer asked for, in [-1, 1]; rules, for the scorer to weigh."""

from retrieval.reader.question import Asked
from retrieval.reader.tree import Tree
from retrieval.types import AnswerType, Mention

_TIME_WORDS = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
    "september october november december today yesterday tomorrow week month year day hour minute second decade century "
    "morning afternoon evening night noon midnight spring summer autumn fall winter weekend".split()
)
_UNITS = frozenset("second minute hour day week month year decade century day-long".split())
_WANTED: dict[AnswerType, dict[str, float]] = {
    AnswerType.PERSON: {"PERSON": 1.0, "ORG": 0.2, "NORP": 0.2, "GPE": -0.2, "FAC": -0.2},
    AnswerType.ORGANISATION: {"ORG": 1.0, "PRODUCT": 0.3, "NORP": 0.3, "GPE": 0.3, "PERSON": 0.2, "FAC": 0.2},
    AnswerType.PLACE: {"GPE": 1.0, "LOC": 1.0, "FAC": 0.9, "NORP": 0.2, "ORG": 0.2},
    AnswerType.TIME: {"DATE": 1.0, "TIME": 0.9, "EVENT": 0.1},
    AnswerType.DURATION: {"DATE": 0.6, "TIME": 0.8, "CARDINAL": 0.1},
    AnswerType.AMOUNT: {
        "CARDINAL": 1.0, "MONEY": 1.0, "PERCENT": 1.0, "QUANTITY": 1.0, "ORDINAL": 0.3, "DATE": -0.2,
    },
    AnswerType.THING: {
        "PRODUCT": 0.8, "WORK_OF_ART": 0.8, "EVENT": 0.8, "LAW": 0.8, "LANGUAGE": 0.8, "ORG": 0.5, "NORP": 0.5,
        "FAC": 0.3, "LOC": 0.3, "GPE": 0.1, "PERSON": 0.1, "DATE": -0.5, "TIME": -0.5, "CARDINAL": -0.3,
    },
}  # fmt: skip
_OPENERS = {
    AnswerType.REASON: frozenset({"because", "to", "for", "after", "due", "over", "amid", "as", "since", "in"}),
    AnswerType.MANNER: frozenset({"by", "through", "with", "via", "using"}),
}
_PRONOUNS = frozenset(
    "he she it they him her them i we us you me his its their this that these those who which what there".split()
)


def fit(asked: Asked, tree: Tree, first: int, last: int, head: int, mention: Mention | None) -> float:
    if mention is None and last - first == 1 and tree.words[first] in _PRONOUNS:
        return -1.0
    label = mention.label if mention is not None else tree.labels[head]
    kind = asked.type
    wanted = _WANTED.get(kind)
    if wanted is not None and label:
        return wanted.get(label, -0.6)
    lemma, pos = tree.lemmas[head], tree.pos[head]
    number = any(tree.pos[index] == "NUM" for index in range(first, last))
    match kind:
        case AnswerType.PERSON:
            return 0.3 if pos == "PROPN" else 0.1 if pos == "NOUN" else -0.7
        case AnswerType.ORGANISATION | AnswerType.PLACE:
            return 0.3 if pos == "PROPN" else 0.0 if pos == "NOUN" else -0.7
        case AnswerType.TIME:
            return 0.7 if lemma in _TIME_WORDS else 0.5 if number and len(tree.words[head]) == 4 else -0.6
        case AnswerType.DURATION:
            unit = any(tree.lemmas[index].lstrip("-") in _UNITS for index in range(first, last))
            return 1.0 if unit and number else 0.5 if unit else -0.7
        case AnswerType.AMOUNT:
            return 0.7 if number else -0.7
        case AnswerType.THING | AnswerType.ABBREVIATION:
            return 0.3 if pos in ("NOUN", "PROPN") else -0.3
        case AnswerType.REASON | AnswerType.MANNER:
            opener = tree.words[first] in _OPENERS[kind]
            return (0.6 if opener else -0.1) + (0.3 if last - first > 3 else 0.0)
        case AnswerType.STATEMENT | AnswerType.DEFINITION | AnswerType.YES_NO:
            return 0.0
    return 0.0
