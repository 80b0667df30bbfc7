"""Which clause words of time belong to, and whether its event lies ahead: read from the parse, else from the words."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from retrieval.types import Sentence, SentenceKind, Span, Token


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


# Words of time after these bound a state or another event; they do not say when this one happened.
_DATES = frozenset({"on", "in", "at", "during", "over", "around", "about", "late", "early", "of", "as", "within"})
_PLANNED = _words("schedule plan set expect slate call postpone delay due fix announce book reschedule propose")
_PAST_PLANS = _words("fail manage refuse decline begin start continue come go help force appear seem use")
_INTENDS = _words(
    "propose plan agree vow promise pledge want intend decide vote offer ask order tell urge invite hope prepare"
    " threaten"
)
_ON_SCHEDULE = _words(
    "be begin start open reopen close end expire meet vote go kick resume travel arrive depart host play face return"
    " launch take visit fly leave air premiere release hold"
)
_READY = frozenset({"due", "set", "ready", "likely", "unlikely", "certain"})
SAYS = _words("say tell report add announce write note claim state")
_ASIDE = frozenset({"relcl", "acl", "advcl", "pcomp", "parataxis", "appos", "csubj", "prep"})
_BEARS = frozenset({"nsubj", "nsubjpass", "dobj", "obj", "attr", "dative", "oprd"})
_AT_EVENT = frozenset({"at", "in", "during"})
_DEEPEST = 2  # clauses: "she said the company found that ... on Friday"
_MODALS = frozenset({"will", "shall", "would", "may", "might", "could", "can", "must", "should", "wo", "'ll", "’ll"})
_AHEAD = re.compile(
    r"\b(?:will|shall|would|going to|(?:is|are) (?:due|set|expected|scheduled|planned|to)|plans? to|scheduled for)\b",
    re.I,
)
_BEFORE = re.compile(r"([A-Za-z]+)\s+(?:the\s+|early\s+|late\s+)?$")
_BOUNDS = _words("since until till by before after from through to than following despite of for")


@dataclass(frozen=True, slots=True, kw_only=True)
class Hold:
    """How words of time hang on the sentence. ``depth`` counts clauses above theirs, the main clause being 0."""

    dates: bool  # whether they date an event that the sentence itself tells
    ahead: bool | None
    present: bool = False  # told in the present: of a day of a month that may be either side
    depth: int = 0
    through_noun: bool = False  # "held a meeting on Friday", "Friday's attack killed"
    verb: str | None = None  # lemma of the verb they hang on


def hold(sentence: Sentence, span: Span) -> Hold:
    """How the words at a place of the sentence hang on it."""
    annotation = sentence.annotation
    if annotation is None or not annotation.tokens:
        return _by_words(sentence.text, span)
    tokens = annotation.tokens
    inside = [at for at, token in enumerate(tokens) if token.start < span.end and span.start < token.end]
    tops = [at for at in inside if tokens[at].head not in inside or tokens[at].head == at]
    if not tops:
        return Hold(dates=False, ahead=None)
    if not any(token.pos in ("VERB", "AUX") for token in tokens):  # a heading, or a verb that was not seen as one
        return replace(_by_words(sentence.text, span), ahead=None)
    verb, through_noun, dates = _climb(sentence.text, tokens, tops[0], inside)
    if verb is None:
        return Hold(dates=False, ahead=None)
    depth, aside = _depth(tokens, verb)
    ahead, present = _ahead(sentence, tokens, verb)
    dates &= not aside and depth <= _DEEPEST and not (through_noun and present)
    return Hold(
        dates=dates, ahead=ahead, present=present, depth=depth, through_noun=through_noun, verb=tokens[verb].lemma
    )


def _climb(text: str, tokens: tuple[Token, ...], top: int, inside: Sequence[int]) -> tuple[int | None, bool, bool]:
    """The verb above some words, whether a noun stands between, and whether they date what the verb tells."""
    at, through_noun, dates = top, False, True
    for _ in range(len(tokens)):
        if tokens[at].pos in ("VERB", "AUX") and at != top:
            return _main(tokens, at), through_noun, dates
        head = tokens[at].head
        if head == at:
            return (at if tokens[at].pos in ("VERB", "AUX") else None), through_noun, dates
        word, dep = _word(text, tokens[at]), tokens[at].dep
        if at in inside and tokens[at].pos in ("ADP", "SCONJ"):
            dates &= tokens[head].pos not in ("NOUN", "PROPN") or word in ("in", "during")
        elif tokens[at].pos in ("ADP", "SCONJ") or dep == "prep":
            planned = word == "for" and tokens[head].lemma in _PLANNED
            nominal = tokens[head].pos in ("NOUN", "PROPN")
            if dep == "prep" and not planned:
                dates &= word in _DATES and not (word == "of" and nominal)
            if nominal and dep == "prep" and word not in ("on", "in", "at", "during"):
                dates = False
        elif at != top and tokens[at].pos in ("NOUN", "PROPN", "NUM", "PRON"):
            through_noun = True
            above = _word(text, tokens[head])
            if not (dep in _BEARS or (dep == "pobj" and above in _AT_EVENT)):
                dates = False
        elif at == top and dep in ("compound", "nmod", "nummod", "amod") and tokens[head].pos in ("NOUN", "PROPN"):
            dates = False  # "the 2014 annexation was condemned"
        elif at == top and dep in ("nsubj", "nsubjpass", "dobj", "attr", "conj", "appos"):
            dates = False  # "Friday was quiet", "marked July 18": the day itself is spoken of
        at = head
    return None, through_noun, False


def _main(tokens: tuple[Token, ...], verb: int) -> int:
    """The verb an auxiliary stands with."""
    head = tokens[verb].head
    return head if tokens[verb].dep in ("aux", "auxpass") and tokens[head].pos in ("VERB", "AUX") else verb


def _depth(tokens: tuple[Token, ...], verb: int) -> tuple[int, bool]:
    depth, at = 0, verb
    for _ in range(len(tokens)):
        head = tokens[at].head
        if head == at:
            break
        if tokens[at].dep in _ASIDE and not (tokens[at].dep == "parataxis" and tokens[head].lemma in SAYS):
            return depth, True
        depth += tokens[at].dep != "conj"
        at = head
    return depth, False


def _ahead(sentence: Sentence, tokens: tuple[Token, ...], verb: int) -> tuple[bool | None, bool]:
    """Whether what a verb tells is still to come, None when its form does not say; and whether it is in the present."""
    for _ in range(4):
        token = tokens[verb]
        helpers = [
            (_word(sentence.text, other), other)
            for at, other in enumerate(tokens)
            if other.head == verb and at < verb and other.dep in ("aux", "auxpass", "mark")
        ]
        words = {word for word, _ in helpers}
        if words & {"have", "has", "had", "having", "'ve", "’ve"}:
            return False, False
        if words & _MODALS:
            return True, False
        if "to" in words:
            return _infinitive(tokens, verb), False
        if token.tag == "VBD":
            return False, False
        if helped := next((other for _, other in helpers if other.tag in ("VBD", "VBZ", "VBP")), None):
            stated = helped.tag != "VBD" and token.tag == "VBN" and token.lemma not in _PLANNED
            return _helped(token, helped), stated
        if token.tag in ("VBZ", "VBP"):
            return _present(sentence, token), True
        if token.head == verb:
            return None, False
        verb = token.head  # a participle or bare form has the tense of the verb above it
    return None, False


def _present(sentence: Sentence, token: Token) -> bool | None:
    """ "The trial begins on Friday" lies ahead, "says on Friday" behind; captions and headings may be either."""
    if token.lemma in SAYS:
        return False
    return True if token.lemma in _ON_SCHEDULE and sentence.kind is not SentenceKind.HEADLINE else None


def _infinitive(tokens: tuple[Token, ...], verb: int) -> bool | None:
    """ "to meet" lies ahead, but not under "failed", and nobody knows under "was expected" or "was due"."""
    above = tokens[verb].head
    token = tokens[above]
    if above == verb:
        return True
    if token.lemma in _PAST_PLANS:
        return False
    if token.pos == "ADJ" or token.dep == "acomp":
        copula = tokens[token.head]
        return True if token.lemma in _READY and copula.tag in ("VBZ", "VBP") else None
    helped = any(other.head == above and other.dep in ("aux", "auxpass") and other.tag == "VBD" for other in tokens)
    if helped or (token.lemma == "be" and token.tag == "VBD"):
        return None
    return True if token.lemma in _INTENDS | _PLANNED or token.tag in ("VBZ", "VBP") else None


def _helped(token: Token, helper: Token) -> bool | None:
    past = helper.tag == "VBD"
    if token.lemma in _PLANNED and token.tag == "VBN":
        return None if past else True
    if token.tag == "VBG":
        return None if past else True  # "was meeting" may be of plans; "is meeting on Friday" is to come
    return False if past else None


def _by_words(text: str, span: Span) -> Hold:
    """Where no parse is known: the word before, and the helping verbs of the sentence."""
    before = _BEFORE.search(text[: span.start])
    bound = before is not None and before.group(1).lower() in _BOUNDS
    owner = re.match(r"['’]s\b", text[span.end :]) is not None
    return Hold(dates=not bound and not owner, ahead=_AHEAD.search(text) is not None)


def _word(text: str, token: Token) -> str:
    return text[token.start : token.end].lower()
