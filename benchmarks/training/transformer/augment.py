"""Variants of a (question, sentence) pair made by rules: clipped questions, questions that the sentence leaves open,
sentences whose names became pronouns, and sentences as a poor machine translation stutters them."""

import re
from random import Random

AGAIN = 0.04  # how often the words before a word are said a second time

_NAME = re.compile(r"\b[A-Z][\w’'-]+(?:\s+(?:of\s+)?[A-Z][\w’'-]+){0,3}")
_DROPPED = re.compile(r"\b(?:did|does|do|is|was|are|were|has|have|had|the|a|an)\b\s*", re.IGNORECASE)
_OPENING = re.compile(r"^(?:what|who)\s+(?:is|was|are|were)\s+(?:the\s+)?", re.IGNORECASE)
_NUMBER = re.compile(r"\b\d[\d,.]*\b")
_QUESTION_WORDS = frozenset(
    re.findall(
        r"\w+",
        "Who Whom Whose What Which When Where Why How The An In On At By For Of And But It He She They This That "
        "Did Does Do Is Was Are Were Has Have Had To From With Monday Tuesday Wednesday Thursday Friday Saturday "
        "Sunday January February March April May June July August September October November December",
    )
)
# (question, words of which any makes the sentence too likely to answer it)
_OPEN = (
    ("Where was {} born?", "born native birth from hometown"),
    ("When was {} born?", "born birth year"),
    ("How old is {}?", "age old aged year years"),
    ("Who is {} married to?", "married wife husband spouse couple"),
    ("When did {} die?", "died death dead killed die"),
    ("How tall is {}?", "tall height feet meters metres"),
    ("How many people work for {}?", "employees staff workers people jobs"),
    ("How much money does {} have?", "million billion worth dollars fortune"),
    ("Where did {} study?", "university college school graduate studied degree"),
    ("Who succeeded {}?", "succeed succeeded successor replaced after"),
    ("Who did {} replace?", "replaced replace predecessor succeeded"),
    ("Which party does {} belong to?", "party republican democrat democratic labour conservative"),
    ("What is {}'s phone number?", "phone"),
    ("How many children does {} have?", "children son daughter sons daughters child"),
    ("Where does {} live?", "live lives living home house resident residence"),
    ("Who is the wife of {}?", "wife married"),
    ("Who is the deputy of {}?", "deputy vice"),
    ("What year was {} founded?", "founded established created formed opened year"),
    ("What is the population of {}?", "population people inhabitants residents"),
    ("Which city is {} in?", "in at near of"),
    ("Why did {} resign?", "resign resigned quit stepped"),
    ("Why did {} reject the plan?", "reject rejected refused plan"),
    ("How much did {} pay?", "paid pay cost price million billion spent"),
    ("What did {} say about {}?", "said say says told"),
    ("Who sued {}?", "sued lawsuit suit court"),
    ("When did {} start?", "began started start launched opened since year"),
    ("How long did {} last?", "hours days years months minutes lasted weeks"),
    ("Who owns {}?", "own owner owned owns"),
    ("Who is the prime minister of {}?", "minister premier"),
    ("Who is the president of {}?", "president"),
    ("What is the capital of {}?", "capital"),
    ("How many soldiers did {} lose?", "soldiers troops killed dead"),
)


def names_in(text: str) -> list[str]:
    """Capitalised runs that are not the first word or a word of every question."""
    found = []
    for match in _NAME.finditer(text):
        name = match.group()
        first, _, rest = name.partition(" ")
        if first in _QUESTION_WORDS or match.start() == 0:
            name = rest.strip()
        if len(name) > 2 and name.split()[0] not in _QUESTION_WORDS:
            found.append(name)
    return found


def clipped(question: str, random: Random) -> str:
    """The question as somebody in a hurry types it."""
    short = question.rstrip(" ?")
    kind = random.random()
    if kind < 0.3:
        return _OPENING.sub("", short) or short
    return short if kind < 0.6 else " ".join(_DROPPED.sub("", short).split()) or short


def left_open(sentence: str, others: list[str], random: Random) -> str | None:
    """A question about a name in the sentence that no word of the sentence can answer; None without a name."""
    names = names_in(sentence)
    if not names:
        return None
    words = set(re.findall(r"\w+", sentence.lower()))
    for _ in range(8):
        question, giveaways = random.choice(_OPEN)
        if not words & set(giveaways.split()):
            return question.replace("{}", random.choice(names), 1).replace("{}", random.choice(others))
    return None


def swapped(question: str, sentence: str, others: list[str], random: Random) -> str | None:
    """The question with a name or number of the sentence replaced by one that is not there; None if it has none."""
    shared = [name for name in names_in(question) if name.split()[-1] in sentence]
    if shared:
        fresh = [name for name in random.sample(others, 8) if name.split()[-1] not in sentence]
        return question.replace(random.choice(shared), fresh[0]) if fresh else None
    number = _NUMBER.search(question)
    if number and number.group() in sentence:
        return question.replace(number.group(), str(random.randint(2, 90) + int(random.random() < 0.3) * 1950))
    return None


def pronounced(
    question: str, sentence: str, span: tuple[int, int], random: Random
) -> tuple[str, tuple[int, int], tuple[tuple[str, str], ...]] | None:
    """The sentence with a name that the question or answer has turned into a pronoun, its span, and what it means."""
    answer = sentence[span[0] : span[1]]
    asked = set(names_in(question))
    shared = [name for name in names_in(sentence) if sentence.count(name) == 1 and (name in asked or name == answer)]
    if not shared:
        return None
    name = random.choice(shared)
    start = sentence.index(name)
    end = start + len(name)
    if not (end <= span[0] or start >= span[1] or (start, end) == span):
        return None
    own = random.choice(("he", "she", "it", "they", "his", "the company", "the minister", name.split()[-1]))
    own = own[0].upper() + own[1:] if start == 0 else own
    moved = len(own) - len(name)
    if (start, end) == span:
        fresh = (start, start + len(own))
    else:
        fresh = span if end > span[0] else (span[0] + moved, span[1] + moved)
    return sentence[:start] + own + sentence[end:], fresh, ((own, name),)


def stuttered(sentence: str, span: tuple[int, int], random: Random) -> tuple[str, tuple[int, int]]:
    """The sentence with words and phrases said twice, words set apart, shouted or lost, and where the span is now.

    Nothing inside the span changes.
    """
    out: list[str] = []
    at = 0
    start = end = None
    for word in re.finditer(r"\S+\s*", sentence):
        said = word.group()
        inside = word.start() < span[1] and span[0] < word.end()
        if not inside and len(out) > 2 and random.random() < AGAIN:
            again = "".join(out[-random.randint(2, 4) :])
            out.append(again)
            at += len(again)
        if inside and start is None:
            start = at + max(span[0] - word.start(), 0)
        if inside:
            end = at + min(span[1], word.end()) - word.start()
        fresh = said if inside else _garbled(said, random)
        out.append(fresh)
        at += len(fresh)
    return "".join(out), (start or 0, end or 0)


def _garbled(said: str, random: Random) -> str:
    draw = random.random()
    if draw < 0.05:
        return f"{said.rstrip()} {said}"
    if draw < 0.08 and "-" in said:
        return said.replace("-", " -", 1)
    if draw < 0.09:
        return said.upper()
    return "" if draw < 0.13 and _DROPPED.fullmatch(said) else said
