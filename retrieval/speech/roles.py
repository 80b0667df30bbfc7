"""What the sentences say somebody or something is: the words of their role, verbatim."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from retrieval.language.lexicon import role_of
from retrieval.speech.tree import Tree
from retrieval.types import MentionKind, Sentence, SentenceKind, Span

_APPOINTING = frozenset("appoint elect name swear choose promote nominate install select".split())
_OF_TIME = frozenset(("DATE", "TIME"))
_PERSON = frozenset(("PERSON",))
_EDGES = " \t\n,;:–—-()"
_LONGEST = 160  # characters of a role; what is longer tells a story
# A role is not told by these: "X, Ms Y's", "X, which", "X is one".
_SUFFIXES = ("er", "or", "ist", "ian", "ant", "man", "woman", "ess", "yst", "eer", "mate", "ive", "star", "icon", "head")
_BARE = frozenset(("dr", "mr", "mrs", "ms", "prof", "miss", "letters", "sir"))
_EMPTY = frozenset("one part way case man woman person people thing reason problem way time name".split())


class Shape(StrEnum):
    """How a sentence gives a role, the surest first."""

    APPOINTED = "appointed"  # "was appointed (as) R"
    APPOSED = "apposed"  # "X, R,"; "R, X,"
    COPULA = "copula"  # "X is R"
    TITLE = "title"  # "R X"


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """A role somebody or something is given in one sentence; spans are relative to it."""

    sentence: Sentence
    said: Span  # the role
    name: Span  # whose, as the sentence has it
    whose: str  # the fullest name known there
    shape: Shape
    person: bool

    @property
    def words(self) -> str:
        """The role, verbatim."""
        return self.sentence.text[self.said.start : self.said.end]


def roles(sentences: Sequence[Sentence], name: str) -> tuple[Role, ...]:
    """The roles that annotated sentences give to a name (in any case; a surname stands for the whole), in order."""
    wanted = tuple(_folded(word) for word in name.split() if word.casefold() != "the")
    if not wanted:
        return ()
    found = []
    for sentence in sentences:
        if sentence.annotation is None or sentence.kind is SentenceKind.HEADLINE:
            continue
        tree = Tree(sentence)
        for first, last in _places(tree, wanted):
            found += _roles_at(tree, first, last)
    return tuple(found)


def _folded(word: str) -> str:
    return word.casefold().replace("’", "'").removesuffix("'s").strip(".,'")


def _places(tree: Tree, wanted: tuple[str, ...]) -> Iterator[tuple[int, int]]:
    """Where the name stands, as its first and last word; pronouns and roles that stand for it count as its place."""
    words = [_folded(tree.text(i)) for i in range(len(tree.tokens))]
    covered: set[int] = set()
    for at in range(len(words) - len(wanted) + 1):
        if tuple(words[at : at + len(wanted)]) == wanted:
            covered.update(range(at, at + len(wanted)))
            yield at, at + len(wanted) - 1
    surname = wanted[-1]
    for at, word in enumerate(words):
        if at in covered or word != surname or len(wanted) == 1:
            continue
        # A surname alone; with another first name before it, it is somebody else.
        before = tree.tokens[at - 1] if at else None
        if before is not None and before.dep == "compound" and before.tag == "NNP" and role_of(words[at - 1]) is None:
            continue
        if _stands_for(tree, at, wanted):
            yield at, at
    for mention in tree.sentence.mentions:
        if mention.kind is MentionKind.PRONOUN and _ends(mention.refers_to, wanted):
            at = next((i for i, token in enumerate(tree.tokens) if token.start == mention.start), None)
            if at is not None:
                yield at, at


def _stands_for(tree: Tree, at: int, wanted: tuple[str, ...]) -> bool:
    token = tree.tokens[at]
    meant = [m.refers_to for m in tree.sentence.mentions if m.start <= token.start and token.end <= m.end]
    return any(_ends(each, wanted) for each in meant)


def _ends(name: str, wanted: tuple[str, ...]) -> bool:
    words = tuple(_folded(word) for word in name.split())
    return words[-len(wanted) :] == wanted or (len(words) > 1 and len(wanted) > 1 and words == wanted)


def _roles_at(tree: Tree, first: int, last: int) -> Iterator[Role]:
    start = first
    while start and tree.tokens[start - 1].dep == "compound" and tree.tokens[start - 1].tag == "NNP":
        if role_of(tree.lower(start - 1)) is not None or tree.tokens[start - 1].head > last:
            break
        start -= 1
    head = last
    here = tree.tokens[last]
    meant = [m for m in tree.sentence.mentions if m.start <= here.start and here.end <= m.end]
    person = tree.entity(last, _PERSON) is not None or any(m.label == "PERSON" for m in meant)
    entity = tree.entity(last, _PERSON)
    text = tree.sentence.text
    full = text[entity.start : entity.end] if entity is not None else text[tree.tokens[start].start : here.end]
    whose = max((full, *(m.refers_to for m in meant)), key=len)
    name = Span(start=tree.tokens[first].start, end=tree.tokens[last].end)

    def role(said: Span | None, shape: Shape) -> Iterator[Role]:
        trimmed = _trimmed(tree, said) if said is not None else None
        if trimmed is not None:
            yield Role(sentence=tree.sentence, said=trimmed, name=name, whose=whose, shape=shape, person=person)

    yield from role(_title(tree, first, last), Shape.TITLE)
    for c in tree.children[head]:
        if tree.tokens[c].dep == "appos" and c > last and _tells(tree, c, person=person):
            yield from role(_phrase(tree, c), Shape.APPOSED)
        if tree.tokens[c].dep == "relcl":
            yield from role(_copula(tree, c), Shape.COPULA)
    token = tree.tokens[head]
    if token.dep == "appos" and token.head < first and _tells(tree, token.head, person=person):
        said = _phrase(tree, token.head, without=head)
        if said is not None and said.end <= tree.tokens[first].start:
            yield from role(said, Shape.APPOSED)
    if token.dep in ("nsubj", "nsubjpass"):
        yield from role(_copula(tree, token.head, whose=head), Shape.COPULA)
        yield from role(_appointed(tree, token.head), Shape.APPOINTED)


def _tells(tree: Tree, i: int, *, person: bool) -> bool:
    """Whether a noun beside a name can say what its owner is."""
    token, word = tree.tokens[i], tree.lower(i)
    if token.pos not in ("NOUN", "PROPN") or word in _EMPTY or tree.entity(i, _OF_TIME | _PERSON) is not None:
        return False
    if (whose := tree.child(i, "poss")) is not None and tree.tokens[whose].tag == "PRP$":
        return False  # "his wife": whose, the words alone do not say
    if role_of(word) is not None or (token.pos == "PROPN" and any(role_of(tree.lower(j)) for j in tree.below(i))):
        return True  # also "Secretary of Defense Council", whose last word was read as its head
    if not person:
        return _kind_of_thing(tree, i)
    return word.endswith(_SUFFIXES) and not tree.text(i).isupper()


def _title(tree: Tree, first: int, last: int) -> Span | None:
    """The words before a name that are a title: "Kremlin spokesman", "Ukrainian President"."""
    at = first
    while at and tree.tokens[at - 1].head in range(first, last + 1) and tree.tokens[at - 1].tag in ("NNP", "NNPS"):
        if role_of(tree.lower(at - 1)) is not None:
            break
        if tree.entity(at - 1, _PERSON) is None:
            break
        at -= 1
    end = at
    while at and _titling(tree, at - 1, last):
        at -= 1
    if at == end or not any(role_of(tree.lower(i)) for i in range(at, end)):
        return None
    if role_of(tree.lower(end - 1)) is None:
        return None
    return Span(start=tree.tokens[at].start, end=tree.tokens[end - 1].end)


def _titling(tree: Tree, i: int, last: int) -> bool:
    token = tree.tokens[i]
    if token.tag in ("NN", "NNP", "NNPS", "JJ", "HYPH", "POS", "NNS", "CC", "IN") and token.dep in (
        "compound", "amod", "nmod", "poss", "punct", "case", "appos", "prep", "pobj", "cc", "conj", "nsubj",
    ):  # fmt: skip
        if token.tag in ("IN", "CC") and tree.lower(i) not in ("of", "and", "for", "&"):
            return False
        if tree.entity(i, _PERSON) is not None or (token.tag == "CC" and i and tree.entity(i - 1, _PERSON) is not None):
            return False
        at = i
        for _ in range(6):
            if at == last:
                return True
            if tree.tokens[at].head == at:
                return False
            at = tree.tokens[at].head
    return False


def _phrase(tree: Tree, i: int, *, without: int | None = None) -> Span | None:
    """A noun phrase with what describes it, up to a relative clause or a time; ``without`` a part hung on it."""
    if tree.tokens[i].pos == "PROPN" and role_of(tree.lower(i)) is None and not any(
        role_of(tree.lower(j)) or tree.tokens[j].pos == "NOUN" for j in tree.below(i)
    ):
        return None  # "Paris, France"
    left_out: set[int] = set()
    for j in tree.below(i):
        if j != i and (
            tree.tokens[j].dep in ("relcl", "parataxis")
            or j == without
            or (tree.tokens[j].dep == "appos" and j > i)
            or (tree.tokens[j].dep == "prep" and _of_time(tree, j))
            or (tree.tokens[j].dep == "npadvmod" and tree.entity(j, _OF_TIME) is not None)
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
    return thing is not None and tree.entity(thing, _OF_TIME) is not None


def _copula(tree: Tree, verb: int, *, whose: int | None = None) -> Span | None:
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
    if role_of(tree.lower(thing)) is None and not _kind_of_thing(tree, thing):
        return None
    return _phrase(tree, thing)


def _kind_of_thing(tree: Tree, i: int) -> bool:
    """Whether a noun phrase says what something is: "a nuclear watchdog", with an article, of more than one word."""
    article = tree.child(i, "det", "poss")
    return article is not None and tree.lower(article) in ("a", "an", "the") and len(list(tree.below(i))) > 2


def _appointed(tree: Tree, verb: int) -> Span | None:
    """What somebody was appointed, elected or named."""
    if tree.lemma(verb) not in _APPOINTING or tree.child(verb, "nsubjpass") is None or tree.negated(verb):
        return None
    for c in tree.children[verb]:
        if tree.tokens[c].dep in ("oprd", "attr") and role_of(tree.lower(c)) is not None:
            return _phrase(tree, c)
        if tree.tokens[c].dep == "prep" and tree.lower(c) in ("as", "to", "in"):
            thing = tree.child(c, "pobj")
            if thing is not None and role_of(tree.lower(thing)) is not None:
                return _phrase(tree, thing)
    return None


_COUNTED = frozenset("first only latest next second third last same other best one".split())


def _trimmed(tree: Tree, span: Span) -> Span | None:
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
