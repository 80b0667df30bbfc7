"""Who says it: from a verb of saying to the words that stand for its subject, and to the outlet that was told."""

from collections.abc import Sequence

from retrieval.speech.marks import stands_in
from retrieval.speech.naming import Speaker
from retrieval.speech.outlets import is_outlet
from retrieval.speech.speakers import carried, outlet_behind, speaker_at
from retrieval.speech.tree import Tree
from retrieval.types import Span

_PEOPLE = frozenset(("PERSON",))
_FAR = 30  # words
_FINITE = ("VBD", "VBZ", "VBP")
_SHARING = ("conj", "xcomp", "advcl", "pcomp", "prep", "acl", "dep")  # labels of words that share their head's subject


def speaker_of(tree: Tree, i: int, quoted: Sequence[Span]) -> Speaker | None:
    """Who says it: the verb's subject, else the subject of the verb it shares one with."""
    at = below = i
    for _ in range(5):
        subjects = [c for c in tree.children[at] if tree.tokens[c].dep == "nsubj" and not stands_in(tree, c, quoted)]
        subject = subjects[0] if subjects else None
        if len(subjects) > 1:
            subject = next((c for c in reversed(subjects) if tree.entity(c, _PEOPLE) is not None), subject)
        if subject is None and at != i:
            subject = next((c for c in tree.children[at] if tree.tokens[c].dep == "nsubjpass"), None)
        if subject is None and at == i:
            subject = _inverted(tree, i, quoted)
        if subject is None and at != i and tree.tokens[below].dep == "xcomp":
            subject = tree.child(at, "dobj")  # "prompting X to announce"
        if subject is not None:
            who = speaker_at(tree, subject)
            if who.name is None and (source := carried(tree, subject)) is not None:
                return source  # "a statement from the ministry said"
            if who.name is None and at == i and who.person and tree.tokens[subject].pos != "PRON":
                return name_beside(tree, i, quoted) or who  # "India's ambassador to the U.N., Asoke Mukerji, told"
            return who
        token = tree.tokens[at]
        if at == i and (beside := name_beside(tree, i, quoted) or _bracketed(tree, i, quoted)) is not None:
            return beside
        if token.dep in ("acl", "relcl") and at == i and tree.tokens[token.head].pos in ("NOUN", "PROPN"):
            who = speaker_at(tree, token.head)
            if who.name or who.person or tree.tokens[token.head].dep != "dobj":
                return who
            below, at = i, tree.tokens[token.head].head  # "posted a statement promising"
            continue
        if token.dep not in _SHARING or token.head == at:
            return None
        below, at = at, token.head
    return None


def _inverted(tree: Tree, i: int, quoted: Sequence[Span]) -> int | None:
    """The subject behind its verb that was read as an object: '..."', added the paper."""
    thing = tree.child(i, "dobj", "attr", "oprd")
    before = tree.sentence.text[: tree.tokens[i].start].rstrip()
    if thing is None or thing < i or tree.tokens[i].tag not in _FINITE:
        return None
    if tree.lemma(i) == "tell" or before[-1:] not in tuple(',”"»'):
        return None
    between = tree.sentence.text[tree.tokens[i].end : tree.span(thing).start]
    return thing if not between.strip() and not stands_in(tree, thing, quoted) else None


def name_beside(tree: Tree, i: int, quoted: Sequence[Span]) -> Speaker | None:
    """A person's name just before a verb that was given no subject: "her manager, Steve Sauer, confirmed"."""
    at = i - 1
    while at > 0 and tree.text(at) == ",":
        at -= 1
    if at < 1 or stands_in(tree, at, quoted) or tree.tokens[i].tag not in _FINITE:
        return None
    if tree.entity(at, _PEOPLE) is None or (tree.tokens[at].dep == "pobj" and at == i - 1):
        return None
    return speaker_at(tree, at)


def _bracketed(tree: Tree, i: int, quoted: Sequence[Span]) -> Speaker | None:
    """A person's name before what stands in commas before the verb: "Ana Ruiz, director of the institute, told"."""
    text, verb = tree.sentence.text, tree.tokens[i]
    if verb.tag not in (*_FINITE, "VBN") or text[: verb.start].rstrip()[-1:] != ",":
        return None
    for at in range(i - 2, max(-1, i - _FAR), -1):
        if stands_in(tree, at, quoted) or tree.tokens[at].tag in _FINITE:
            return None
        if tree.entity(at, _PEOPLE) is not None and text[tree.tokens[at].end :].startswith(",") and at + 2 < i:
            return speaker_at(tree, at)
    return None


def outlet_told(tree: Tree, i: int, quoted: Sequence[Span]) -> str | None:
    """The outlet that was told: "told Reuters", "said in an interview with CNN"."""
    for c in tree.children[i]:
        token = tree.tokens[c]
        ends = [c] if token.dep in ("dobj", "dative") else []
        if token.dep == "prep":
            ends = [j for j in tree.below(c) if tree.tokens[j].dep == "pobj"]
        for end in ends:
            if stands_in(tree, end, quoted):
                continue
            told = outlet_behind(tree, end)
            if told is not None and told.name and is_outlet(told.name):
                return told.name
    return None
