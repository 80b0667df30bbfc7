"""The words of a role beside a name: its title, what stands in commas, what it is, what it was made."""

from retrieval.language.lexicon import role_of
from retrieval.speech.tree import Tree
from retrieval.types import Span

OF_TIME = frozenset(("DATE", "TIME"))
PERSON = frozenset(("PERSON",))
_APPOINTING = frozenset(("appoint", "elect", "name", "swear", "choose", "promote", "nominate", "install", "select"))
_EDGES = " \t\n,;:–—-()"
_LONGEST = 160  # characters of a role; what is longer tells a story
_SUFFIXES = (
    "er",
    "or",
    "ist",
    "ian",
    "ant",
    "man",
    "woman",
    "ess",
    "yst",
    "eer",
    "mate",
    "ive",
    "star",
    "icon",
    "head",
)
_BARE = frozenset(("dr", "mr", "mrs", "ms", "prof", "miss", "letters", "sir"))
# Nouns that tell no role: "X, one of ...", "X is part of ...".
_EMPTY = frozenset(
    ("one", "part", "way", "case", "man", "woman", "person", "people", "thing", "reason", "problem", "time", "name")
)
_ONCE = frozenset(("former", "ex", "late", "fellow", "veteran", "retired", "longtime", "ousted", "onetime"))
_COUNTED = frozenset(("first", "only", "latest", "next", "second", "third", "last", "same", "other", "best", "one"))
_TITLE_TAGS = frozenset(("NN", "NNP", "NNPS", "JJ", "HYPH", "POS", "NNS", "CC", "IN"))
_TITLE_LABELS = frozenset(
    ("compound", "amod", "nmod", "poss", "punct", "case", "appos", "prep", "pobj", "cc", "conj", "nsubj")
)


def tells(tree: Tree, i: int, *, person: bool) -> bool:
    """Whether a noun beside a name can say what its owner is."""
    token, word = tree.tokens[i], tree.lower(i)
    if token.pos not in ("NOUN", "PROPN") or word in _EMPTY or tree.entity(i, OF_TIME | PERSON) is not None:
        return False
    if (whose := tree.child(i, "poss")) is not None and tree.tokens[whose].tag == "PRP$":
        return False  # "his wife": whose, the words alone do not say
    if role_of(word) is not None or (token.pos == "PROPN" and any(role_of(tree.lower(j)) for j in tree.below(i))):
        return True  # also "Secretary of Defense Council", whose last word was read as its head
    if not person:
        return says_what(tree, i)
    return word.endswith(_SUFFIXES) and not tree.text(i).isupper()


def title(tree: Tree, first: int, last: int) -> Span | None:
    """The words before a name that are a title: "Kremlin spokesman", "Ukrainian President"."""
    at = first
    while at and tree.tokens[at - 1].head in range(first, last + 1) and tree.tokens[at - 1].tag in ("NNP", "NNPS"):
        if role_of(tree.lower(at - 1)) is not None:
            break
        if tree.entity(at - 1, PERSON) is None:
            break
        at -= 1
    end = at
    while at and _titling(tree, at - 1, last):
        at -= 1
    if at == end or (role_of(tree.lower(end - 1)) is None and not _described(tree, at, end - 1, last)):
        return None
    return Span(start=tree.tokens[at].start, end=tree.tokens[end - 1].end)


def _described(tree: Tree, first: int, noun: int, name: int) -> bool:
    """Whether a noun right before somebody's name says what they are: "former rebel Ada Moss", "hospice owner"."""
    token = tree.tokens[noun]
    if token.tag != "NN" or tree.entity(name, PERSON) is None or tree.lower(noun) in _EMPTY:
        return False
    return tree.lower(noun).endswith(_SUFFIXES) or any(tree.lower(i) in _ONCE for i in range(first, noun))


def _titling(tree: Tree, i: int, last: int) -> bool:
    token = tree.tokens[i]
    if token.tag in _TITLE_TAGS and token.dep in _TITLE_LABELS:
        if token.tag in ("IN", "CC") and tree.lower(i) not in ("of", "and", "for", "&"):
            return False
        if tree.entity(i, PERSON) is not None or (token.tag == "CC" and i and tree.entity(i - 1, PERSON) is not None):
            return False
        at = i
        for _ in range(6):
            if at == last:
                return True
            if tree.tokens[at].head == at:
                return False
            at = tree.tokens[at].head
    return False


def phrase(tree: Tree, i: int, *, without: int | None = None) -> Span | None:
    """A noun phrase with what describes it, up to a relative clause or a time; ``without`` a part hung on it."""
    if (
        tree.tokens[i].pos == "PROPN"
        and role_of(tree.lower(i)) is None
        and not any(role_of(tree.lower(j)) or tree.tokens[j].pos == "NOUN" for j in tree.below(i))
    ):
        return None  # "Paris, France"
    left_out: set[int] = set()
    for j in tree.below(i):
        if j != i and (
            tree.tokens[j].dep in ("relcl", "parataxis")
            or j == without
            or (tree.tokens[j].dep == "appos" and j > i)
            or (tree.tokens[j].dep == "prep" and _of_time(tree, j) and tree.entity(i, OF_TIME) is None)
            or (tree.tokens[j].dep == "npadvmod" and tree.entity(j, OF_TIME) is not None)
        ):
            left_out.update(tree.below(j))
    kept = sorted(set(tree.below(i)) - left_out)
    while kept and kept[-1] > i and tree.tokens[kept[-1]].dep in ("punct", "cc"):
        kept.pop()
    run = [i]
    for j in range(i - 1, -1, -1):
        if j not in kept:
            break
        run.insert(0, j)
    for j in range(i + 1, len(tree.tokens)):
        if j not in kept:
            break
        run.append(j)
    return Span(start=tree.tokens[run[0]].start, end=tree.tokens[run[-1]].end)


def _of_time(tree: Tree, prep: int) -> bool:
    thing = tree.child(prep, "pobj")
    return thing is not None and tree.entity(thing, OF_TIME) is not None


def copula(tree: Tree, verb: int, *, whose: int | None = None) -> Span | None:
    """What somebody is by "is", "was", "became"."""
    if tree.lemma(verb) not in ("be", "become", "’s", "'s", "serve", "remain") or tree.negated(verb):
        return None
    if whose is None and tree.child(verb, "nsubj") is not None:
        subject = tree.child(verb, "nsubj")
        if subject is not None and tree.lower(subject) not in ("who", "which"):
            return None
    thing = tree.child(verb, "attr")
    if thing is None:
        return None
    if tree.tokens[thing].tag not in ("NN", "NNP", "NNS") or tree.lower(thing) in _EMPTY:
        return None
    if role_of(tree.lower(thing)) is None and not says_what(tree, thing) and not _sort_of_many(tree, thing):
        return None
    return phrase(tree, thing)


def says_what(tree: Tree, i: int) -> bool:
    """Whether a noun phrase says what something is: "a nuclear watchdog", "the UN's watchdog", of several words."""
    article = tree.child(i, "det", "poss")
    if article is None or len(list(tree.below(i))) <= 2:
        return False
    return tree.lower(article) in ("a", "an", "the") or tree.tokens[article].pos in ("NOUN", "PROPN")


def _sort_of_many(tree: Tree, i: int) -> bool:
    """Whether a plural says what things are: "long-range rocket launchers"."""
    return tree.tokens[i].tag == "NNS" and tree.child(i, "amod", "compound") is not None


def appointed(tree: Tree, verb: int) -> Span | None:
    """What somebody was appointed, elected or named."""
    if tree.lemma(verb) not in _APPOINTING or tree.child(verb, "nsubjpass") is None or tree.negated(verb):
        return None
    for c in tree.children[verb]:
        if tree.tokens[c].dep in ("oprd", "attr") and role_of(tree.lower(c)) is not None:
            return phrase(tree, c)
        if tree.tokens[c].dep == "prep" and tree.lower(c) in ("as", "to", "in"):
            thing = tree.child(c, "pobj")
            if thing is not None and role_of(tree.lower(thing)) is not None:
                return phrase(tree, thing)
    return None


def trimmed(tree: Tree, span: Span) -> Span | None:
    text = tree.sentence.text
    start, end = span.start, span.end
    while start < end and text[start] in _EDGES:
        start += 1
    while end > start and text[end - 1] in _EDGES:
        end -= 1
    while start > 1 and text[start - 1] == "-" and not text[start - 2].isspace():  # "co-founder" is one word
        start = max(text.rfind(" ", 0, start), text.rfind("\n", 0, start)) + 1
    words = text[start:end]
    opening = [word.casefold() for word in words.split()[:2]]
    if opening and (opening[0] in _COUNTED or (opening[0] in ("the", "one") and opening[-1] in _COUNTED)):
        return None  # "the first prosecutor": to do what, the words alone do not say
    if words.casefold().strip(".") in _BARE or text[end : end + 1] == "-":
        return None
    if end - start > _LONGEST or not any(c.isalpha() for c in words) or words[:1] in ("'", "’"):
        return None
    return Span(start=start, end=end)
