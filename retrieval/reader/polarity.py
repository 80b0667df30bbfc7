"""Which way a sentence bears on whether something is so: for it, against it, or neither.

A sentence bears on a question when it has its verb (or the contrary one), done by the same, and what it is done to.
Then what stands over the verb decides: negation, refusal, doubt, plans, conditions.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from retrieval.reader.contraries import contrary
from retrieval.reader.question import Annotate
from retrieval.reader.tree import OBJECT, SUBJECT, Tree, lay_out
from retrieval.reader.words import alike, near
from retrieval.types import Annotation, Span

_DENIES = frozenset(
    "refuse decline fail reject deny avoid stop prevent forbid ban block oppose resist neglect abandon rebuff dismiss "
    "refute cancel halt rule scrap shelve stall forgo".split()
)
_HOLDS = frozenset(
    "agree manage confirm announce say report admit acknowledge begin start continue decide know show reveal force "
    "help vote state declare add tell note write find prove insist explain concede learn disclose verify remember "
    "be have do get keep go see make boast recall emphasise emphasize stress reiterate proceed choose move".split()
)
_BROUGHT = frozenset("reach sign agree strike clinch announce make seal conclude secure hold take get find launch".split())
_TALK = frozenset("report claim rumour rumor allegation suggestion accusation speculation idea notion".split())
_NEWS = frozenset("word news confirmation announcement fact evidence proof statement conclusion decision".split())
_SURE = frozenset("able clear true sure certain aware happy glad sorry proud right".split())
_FALSE = frozenset("unable false untrue wrong incorrect impossible unwilling reluctant".split())
_HYPOTHETICAL = frozenset("if unless whether until till before when once should could lest".split())
_RANKED = frozenset("country bank company nation state city person man woman president leader one team".split())
_DOUBTFUL = frozenset("almost nearly reportedly allegedly perhaps possibly maybe probably likely".split())
_NEGATIVES = frozenset("no not n't n’t never neither nor nobody none nothing hardly scarcely barely cannot".split())
_MODALS = frozenset("may might could would should must can ca shall ought".split())
_FUTURE = frozenset("will 'll ’ll wo shall".split())
_CONTENT = frozenset({"NOUN", "PROPN", "NUM", "VERB", "ADJ"})
_DOWN = frozenset({"xcomp", "ccomp", "pcomp", "conj", "advcl", "acl", "prep", "dobj", "pobj"})
_OPENERS = frozenset({"mark", "cc", "punct"})
_HELPERS = frozenset(
    "is are was were am do does did has have had can could will would shall should may might must".split()
)
_NOT = re.compile(r"(?<=[a-z])n['’]?t$")  # "isn't", "hasnt"
_OF = re.compile(r"\s+(of|on|for|from|in|to|between|against|over)\s+", re.I)
# "the Russian side", "Russia's government": the country itself
_ANYBODY = frozenset({"anyone", "anybody", "someone", "somebody", "anything", "something"})
_PARTS = frozenset({"none", "all", "some", "most", "many", "one", "two", "both", "half", "several"})
_STANDS = frozenset(
    "side government official authority president leader minister ministry delegation force army troop military "
    "parliament spokesman spokeswoman spokesperson cabinet administration leadership premier city state county town "
    "republic kingdom province region".split()
)


class Way(StrEnum):
    YES = "yes"
    NO = "no"
    UNCLEAR = "unclear"


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """What is asked: the question's tree, its predicate, who or what it is said of, and the words beside."""

    tree: Tree
    predicate: int
    linking: bool  # "is X the minister": the predicate is said of X by a form of be
    exists: bool  # "was there a deal"
    subject: tuple[int, ...]  # heads
    beside: tuple[int, ...]
    about_now: bool
    about_future: bool
    ability: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Bearing:
    """``span`` is the clause that bears, ``speaker`` the words for whoever says so in the sentence."""

    way: Way
    span: Span
    speaker: Span | None


def statement_of(question: str, parse: Annotation) -> str:
    """A yes/no question with its first verb behind its subject: "Is the harbour closed?" is "the harbour is closed"."""
    said = question.strip().rstrip("?! .")
    opener, _, rest = said.partition(" ")
    helper = _NOT.sub("", opener.lower())
    if not rest or helper not in _HELPERS:
        return said
    if rest.lower().startswith("there "):
        return f"there {helper} {rest[6:]}"
    shift = len(question) - len(question.lstrip())
    first = next((token.start for token in parse.tokens if token.start >= shift + len(opener) + 1), None)
    phrases = sorted((p.start, p.end) for p in parse.noun_phrases)
    if first is None:
        return said
    subject = [(a, b) for a, b in phrases if a <= first < b]
    end = subject[0][1] if subject else _word_end(question, first)
    while (more := _OF.match(question, end)) is not None:
        inside = [(a, b) for a, b in phrases if a <= more.end() < b]
        stop = inside[0][1] if inside else _word_end(question, more.end())
        if more[1] != "of" and not re.search(r"\w", question[stop:]):
            break
        end = stop
    left = question[first:end].strip()
    if left.lower().startswith("not "):
        left = left[4:]
    return f"{left} {helper} {question[end:].strip().rstrip('?! .')}".strip()


def _word_end(text: str, at: int) -> int:
    found = re.compile(r"\S+").match(text, at)
    return found.end() if found else len(text)


def claim_of(question: str, annotate: Annotate) -> Claim | None:
    """What a yes/no question, or a statement to be judged, claims; None when it has no verb to look for."""
    said = statement_of(question, annotate([question])[0])
    tree = lay_out(said, annotate([said])[0])
    if not len(tree):
        return None
    root = _main(tree)
    linking = exists = False
    predicate = root
    if tree.lemmas[root] == "go" and (step := _child(tree, root, ("xcomp",))) is not None:
        predicate = step
    elif tree.lemmas[root] == "be" or tree.pos[root] == "AUX":
        exists = any(tree.words[child] == "there" for child in tree.children[root])
        found = _child(tree, root, ("attr", "nsubj") if exists else ("attr", "acomp", "oprd"))
        if found is None and not exists:
            place = _child(tree, root, ("prep",))
            if place is not None and tree.words[place] in ("in", "at", "on", "under"):
                found = _child(tree, place, ("pobj",))
        if found is None:
            return None
        predicate, linking = found, not exists
    elif tree.pos[root] != "VERB":
        return None
    doers = [child for child in tree.children[root] if tree.dep[child] in ("nsubj", "nsubjpass") and child != predicate]
    subject = {i for head in doers for i in _down(tree, head)}
    helpers = {tree.words[child] for child in (*tree.children[root], root) if tree.pos[child] == "AUX"}
    words = [
        i
        for i in sorted({*_down(tree, root), *_down(tree, predicate)} - subject - {root, predicate})
        if tree.pos[i] in _CONTENT and tree.lemmas[i] != "be" and tree.labels[i] not in ("DATE", "TIME")
    ]
    return Claim(
        tree=tree,
        predicate=predicate,
        linking=linking,
        exists=exists,
        subject=() if exists else tuple(i for head in doers for i in (head, *_conjuncts(tree, head))),
        beside=tuple(words),
        about_now=bool(helpers & {"is", "are", "does", "do"}),
        about_future=bool(helpers & _FUTURE) or tree.lemmas[root] == "go",
        ability=bool(helpers & {"can", "may", "could"}),
    )


def bears(claim: Claim, tree: Tree) -> Bearing | None:
    """How a sentence bears on a claim; the first clause that does decides. None when it tells of something else."""
    for at, against in _predicates(claim, tree):
        if not _held_by_subject(claim, tree, at) or not _beside_met(claim, tree, at):
            continue
        way = _judged(claim, tree, at)
        if against and way is not Way.UNCLEAR:
            way = Way.NO if way is Way.YES else Way.UNCLEAR
        top, speaker = _said_by(tree, at)
        return Bearing(way=way, span=_clause(tree, top), speaker=speaker)
    return None


def _main(tree: Tree) -> int:
    """The verb of the question; a parse that begins with a noun still has one."""
    if tree.pos[tree.root] in ("VERB", "AUX"):
        return tree.root
    verbs = [i for i, pos in enumerate(tree.pos) if pos == "VERB" and tree.dep[i] in ("ROOT", "ccomp", "relcl", "acl", "amod")]
    return verbs[0] if verbs else tree.root


def _child(tree: Tree, at: int, deps: tuple[str, ...]) -> int | None:
    return next((child for child in tree.children[at] if tree.dep[child] in deps), None)


def _down(tree: Tree, at: int) -> range:
    return range(tree.left[at], tree.right[at])


def _predicates(claim: Claim, tree: Tree) -> Iterator[tuple[int, bool]]:
    """Tokens that say the predicate, or its contrary (True)."""
    asked = claim.tree
    lemma = asked.lemmas[claim.predicate]
    if claim.exists:
        wanted = ("NOUN", "PROPN")
    else:
        wanted = ("NOUN", "PROPN", "VERB", "ADJ") if claim.linking else ("VERB", "ADJ")
    for index, pos in enumerate(tree.pos):
        if pos not in wanted:
            continue
        if tree.dep[index] in ("aux", "auxpass", "amod", "compound") and not claim.linking:
            continue
        degrees = {"JJR", "JJS", "RBR", "RBS"}
        if {asked.tag[claim.predicate], tree.tag[index]} & degrees and asked.tag[claim.predicate] != tree.tag[index]:
            continue
        if claim.linking and asked.dep[claim.predicate] == "pobj" and tree.dep[index] != "pobj":
            continue
        if contrary(lemma, tree.lemmas[index]):
            yield index, True
        elif alike(asked.keys[claim.predicate], tree.keys[index]):
            yield index, False


def _held_by_subject(claim: Claim, tree: Tree, at: int) -> bool:
    """Whether what the claim is about is what the predicate is said of here."""
    if claim.exists:
        return True
    if not claim.subject:
        return False
    heads = tuple(_doers(claim, tree, at)) + (tuple(_beside_name(tree, at)) if claim.linking else ())
    there = [_named(tree, each) | _first_name(tree, each) for head in heads for each in (head, *_conjuncts(tree, head))]
    return all(
        claim.tree.words[wanted] in _ANYBODY and bool(there)
        or any(_alike(_named(claim.tree, wanted), met) for met in there)
        for wanted in claim.subject
    )


def _doers(claim: Claim, tree: Tree, at: int) -> Iterator[int]:
    """Heads of the phrases that a predicate is said of: its own subject, or that of the verb it hangs on."""
    verb = at
    if tree.pos[at] not in ("VERB", "AUX") or tree.dep[at] in ("acomp", "attr", "oprd"):
        verb = tree.heads[at]
        if tree.pos[verb] == "ADP":
            verb = tree.heads[verb]
    passive_asked = any(claim.tree.dep[child] == "nsubjpass" for child in claim.tree.children[claim.predicate])
    either = claim.linking or _changes_itself(tree, at)
    for _ in range(6):
        subjects = _subjects(tree, verb)
        if verb == at and tree.pos[at] == "VERB":
            wanted = OBJECT if passive_asked else SUBJECT
            mine = [i for i, (role, head) in enumerate(tree.roles) if head == at and role == wanted]
            mine = [i for i in mine if not _set_apart(tree, i)]
            if either:
                mine += subjects
            if mine or subjects or tree.dep[at] == "dobj":
                yield from (_speaker_of(tree, i) for i in mine)
                return
        elif subjects:
            controlled = [child for child in tree.children[verb] if tree.dep[child] == "dobj" and verb != at]
            yield from (_speaker_of(tree, i) for i in (controlled or subjects))
            return
        if tree.dep[verb] in ("relcl", "acl"):
            yield tree.heads[verb]
            return
        if tree.dep[verb] not in ("xcomp", "conj", "advcl", "pcomp", "prep") or tree.heads[verb] == verb:
            return
        verb = tree.heads[verb]


def _subjects(tree: Tree, verb: int) -> list[int]:
    """The subjects of a verb; a parse may hang one on its helper."""
    helpers = [child for child in tree.children[verb] if tree.dep[child] in ("aux", "auxpass")]
    return [
        child
        for over in (verb, *helpers)
        for child in tree.children[over]
        if tree.dep[child] in ("nsubj", "nsubjpass") and not (over != verb and tree.dep[child] == "nsubj" and child > verb)
    ]


def _set_apart(tree: Tree, at: int) -> bool:
    """Whether a name is only there to be ruled out: "Vance, not Calder"."""
    return tree.dep[at] in ("appos", "conj") and any(
        tree.dep[child] == "neg" for child in (*tree.children[tree.heads[at]], *tree.children[at])
    )


def _speaker_of(tree: Tree, at: int) -> int:
    """Whom "she" means in "Calder said she would resign", where the record does not say; else the word itself."""
    verb = tree.heads[at]
    if tree.words[at] not in ("he", "she", "they", "it") or any(a <= at < b for a, b, _ in tree.mentions):
        return at
    over = tree.heads[verb]
    if tree.dep[verb] != "ccomp" or tree.lemmas[over] not in _HOLDS:
        return at
    who = _subject_of(tree, over)
    return at if who is None else who


def _conjuncts(tree: Tree, head: int) -> list[int]:
    if any(tree.dep[child] == "neg" for child in tree.children[head]):
        return []
    found = [child for child in tree.children[head] if tree.dep[child] == "conj" and child > head]
    return [each for child in found for each in (child, *_conjuncts(tree, child))]


def _named(tree: Tree, head: int) -> frozenset[str]:
    """What a phrase is called: its head, or of "the Russian side" and "Russia's government" the country."""
    if tree.words[head] in _PARTS:
        inner = next((i for i, (role, over) in enumerate(tree.roles) if over == head and role == "prep:of"), None)
        return tree.keys[head] if inner is None else tree.keys[inner]
    if tree.lemmas[head] in _STANDS:
        for child in tree.children[head]:
            if tree.dep[child] in ("amod", "poss", "compound", "nmod") and tree.labels[child]:
                return tree.keys[child]
            if tree.words[child] == "of":
                inside = [i for i in tree.children[child] if tree.labels[i] in ("GPE", "LOC", "ORG", "NORP")]
                if inside:
                    return tree.keys[inside[0]]
    return tree.keys[head]


def _first_name(tree: Tree, head: int) -> frozenset[str]:
    """What else somebody may be called by: "Xi" of "Xi Jinping"."""
    first = [c for c in tree.children[head] if tree.dep[c] == "compound" and tree.labels[c] == "PERSON"]
    return tree.keys[first[0]] if first and tree.labels[head] == "PERSON" else frozenset()


def _alike(one: frozenset[str], other: frozenset[str]) -> bool:
    return alike(one, other) >= 0.7


def _changes_itself(tree: Tree, at: int) -> bool:
    """Whether a verb says the same of its subject in both voices: "the shop closed", "the shop was closed"."""
    return tree.lemmas[at] in frozenset("close open end start begin stop finish change increase move sink break".split())


def _beside_name(tree: Tree, at: int) -> Iterator[int]:
    """The names that a noun is put beside: "Defence Minister Rustem Umerov", "Umerov, the defence minister"."""
    if tree.dep[at] in ("compound", "appos", "nmod"):
        yield tree.heads[at]
    for child in tree.children[at]:
        if tree.dep[child] in ("appos", "nmod") or (tree.dep[child] == "compound" and tree.pos[child] == "PROPN"):
            yield child


def _beside_met(claim: Claim, tree: Tree, at: int) -> bool:
    """Whether the sentence has the claim's other words: each name, and at least half of the rest."""
    if not claim.beside:
        return True
    asked = claim.tree
    met = {i: any(_meets(asked.keys[i], keys) for j, keys in enumerate(tree.keys) if j != at) for i in claim.beside}
    names = [i for i in claim.beside if asked.pos[i] == "PROPN" or asked.pos[i] == "NUM"]
    if not all(met[i] for i in names):
        return False
    if claim.linking:  # "defence minister" is no "foreign minister"
        inside = [i for i in claim.beside if asked.heads[i] == claim.predicate]
        if not all(met[i] for i in inside):
            return False
    return sum(met.values()) * 2 >= len(met)


def _meets(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two words match, "defence" and "defense" too."""
    return _alike(one, other) or any(near(a, b) for a in one for b in other if a[0] not in "~@" and b[0] not in "~@")


def _judged(claim: Claim, tree: Tree, at: int) -> Way:
    """What stands over and beside a predicate: against it, short of it, or nothing."""
    if tree.text.rstrip("”\"’' ").endswith("?"):
        return Way.UNCLEAR
    way = _own(claim, tree, at)
    below, current = at, at
    for _ in range(12):
        head, dep = tree.heads[current], tree.dep[current]
        if head == current or dep in ("relcl", "ROOT") or way is Way.UNCLEAR:
            break
        if claim.linking and dep in ("compound", "appos", "nmod", "nsubj", "nsubjpass", "poss"):
            break
        if dep not in (*_DOWN, "acomp", "attr", "oprd", "nsubj", "nsubjpass"):
            break
        way = _over(claim, tree, current, head, way)
        below, current = current, head
    del below
    return way


def _own(claim: Claim, tree: Tree, at: int) -> Way:
    """The predicate by its own helpers: "did not", "may", "will", "no longer"."""
    if claim.exists:
        if any(tree.words[child] in ("no", "any", "without") for child in tree.children[at]):
            return Way.NO
        if tree.dep[at] == "pobj" and tree.words[tree.heads[at]] == "without":
            return Way.NO
        return Way.YES
    if claim.linking and tree.dep[at] not in ("ROOT", "ccomp", "conj", "xcomp", "advcl"):
        if any(tree.words[child] in ("former", "ex", "then", "late") for child in tree.children[at]) and claim.about_now:
            return Way.NO
        if _negated(tree, at):
            return Way.NO
        return Way.YES
    return _by_helpers(claim, tree, at, Way.YES)


def _by_helpers(claim: Claim, tree: Tree, at: int, way: Way) -> Way:
    helpers = {tree.words[child] for child in tree.children[at] if tree.dep[child] in ("aux", "auxpass")}
    negated = _negated(tree, at)
    if helpers & _MODALS and not (claim.ability and helpers & {"can", "ca", "cannot", "may"}):
        return Way.UNCLEAR
    if helpers & _FUTURE and not (claim.about_future or (negated and claim.about_now)):
        return Way.UNCLEAR
    openers = {tree.words[child] for child in tree.children[at] if tree.dep[child] in ("mark", "advmod")}
    happened = tree.tag[at] == "VBD" and not openers & {"if", "unless", "whether"}  # "when it ended"
    if openers & _DOUBTFUL or (openers & _HYPOTHETICAL and not happened):
        return Way.UNCLEAR
    if negated:
        return Way.NO if way is Way.YES else Way.UNCLEAR
    return way


def _negated(tree: Tree, at: int) -> bool:
    """Whether a word is denied: by "not", "no longer", or a subject or object that is nobody and nothing."""
    for child in tree.children[at]:
        word = tree.words[child]
        if tree.dep[child] == "neg" or word in _NEGATIVES:
            return True
        if tree.dep[child] in ("nsubj", "nsubjpass", "dobj", "advmod", "attr"):
            inside = [tree.words[grand] for grand in tree.children[child]]
            if "no" in inside or "neither" in inside or word in ("nobody", "none", "nothing"):
                return True
    return False


def _over(claim: Claim, tree: Tree, current: int, head: int, way: Way) -> Way:
    """What a governing word makes of what is under it."""
    dep, lemma = tree.dep[current], tree.lemmas[head]
    if dep == "prep" and lemma in _DENIES and tree.words[current] in ("out", "from"):
        return Way.NO if way is Way.YES and not _negated(tree, head) else Way.UNCLEAR
    if tree.pos[head] == "ADP" or dep == "pobj":
        return (Way.NO if way is Way.YES else Way.UNCLEAR) if lemma in ("without", "against") else way
    if tree.lemmas[head] == "be" and any(tree.lemmas[c] in ("unlikely", "likely", "possible") for c in tree.children[head]):
        return Way.UNCLEAR
    if tree.pos[head] in ("NOUN", "PROPN") and not claim.linking:
        if lemma in _TALK:
            over = tree.lemmas[tree.heads[head]]
            return Way.NO if over in ("deny", "reject", "dismiss", "refute") and way is Way.YES else Way.UNCLEAR
        return Way.UNCLEAR if dep in ("acl", "pcomp", "prep") and lemma not in (*_NEWS, *_RANKED) else way
    if tree.pos[head] == "ADJ" and dep in ("xcomp", "ccomp", "csubj", "acl", "advcl"):
        if lemma in _FALSE:
            return Way.NO if way is Way.YES else Way.UNCLEAR
        return way if lemma in _SURE else Way.UNCLEAR
    if dep == "advcl":  # its own mark has been looked at; "ruled out running" is parsed as one
        ruled = lemma in _DENIES and tree.tag[current] == "VBG" and tree.left[current] == current > head
        return (Way.NO if way is Way.YES else Way.UNCLEAR) if ruled and tree.words[current - 1] != "," else way
    if dep == "conj":
        if any(tree.dep[child] in ("aux", "auxpass") for child in tree.children[current]) or _subject_of(tree, current):
            return way
        joined = any(tree.words[child] in ("or", "nor") for child in tree.children[head])
        helpers = {tree.words[child] for child in tree.children[head] if tree.dep[child] == "aux"}
        if joined or helpers & (_MODALS | _FUTURE):
            return _by_helpers(claim, tree, head, way)
        return way
    if claim.exists and dep in ("dobj", "nsubjpass", "nsubj"):
        made = Way.NO if lemma in _DENIES else Way.YES if lemma in _BROUGHT or lemma == "be" else Way.UNCLEAR
        if way is Way.NO:
            return Way.NO if made is Way.YES else Way.UNCLEAR
        return _by_helpers(claim, tree, head, made) if made is Way.YES else made
    if claim.exists and dep == "attr":
        return way if way is Way.NO else _by_helpers(claim, tree, head, way)
    if dep in ("acomp", "attr", "oprd") or (claim.linking and lemma == "be"):
        return _by_helpers(claim, tree, head, way)
    if dep in ("xcomp", "ccomp", "pcomp", "csubj"):
        if lemma in _DENIES:
            flipped = Way.NO if way is Way.YES else Way.UNCLEAR
            return Way.UNCLEAR if _negated(tree, head) else _by_helpers(claim, tree, head, flipped)
        if lemma not in _HOLDS:
            return Way.UNCLEAR
        if lemma in ("have", "be") and dep == "xcomp":  # "has yet to", "has to", "is to"
            yet = any(tree.words[child] == "yet" for child in (*tree.children[head], *tree.children[current]))
            return Way.NO if yet and way is Way.YES else Way.UNCLEAR
        if lemma == "go" and not claim.about_future:
            return Way.UNCLEAR
        if _negated(tree, head):  # "did not agree to go" is a no; "did not say that he went" is none
            return Way.NO if dep == "xcomp" and way is Way.YES else Way.UNCLEAR
        return _by_helpers(claim, tree, head, way) if dep == "xcomp" else _reported(tree, head, way)
    return way


def _reported(tree: Tree, head: int, way: Way) -> Way:
    """What is said is taken as said; what somebody may say is not."""
    helpers = {tree.words[child] for child in tree.children[head] if tree.dep[child] == "aux"}
    return Way.UNCLEAR if helpers & (_MODALS | _FUTURE) else way


def _subject_of(tree: Tree, at: int) -> int | None:
    return next((child for child in tree.children[at] if tree.dep[child] in ("nsubj", "nsubjpass")), None)


def _said_by(tree: Tree, at: int) -> tuple[int, Span | None]:
    """The verb whose clause bears, and who says it when it is what somebody says."""
    top, current = at, at
    for _ in range(12):
        head, dep = tree.heads[current], tree.dep[current]
        if head == current:
            break
        if dep == "ccomp" and tree.lemmas[head] in (_HOLDS | {"deny", "claim", "warn", "insist"}) - {"be", "have", "do"}:
            who = _subject_of(tree, head)
            inside = tree.lemmas[head] != "deny"
            span = None if who is None else _phrase(tree, who)
            return (top if inside else head), span
        bare = tree.tag[current] in ("VB", "VBG", "VBN") and not _subjects(tree, current)
        if dep in ("relcl", "advcl", "acl") and not bare:
            break
        current = head
        if tree.pos[current] in ("VERB", "AUX"):
            top = current
    return top, None


def _phrase(tree: Tree, at: int) -> Span:
    return Span(start=tree.starts[tree.left[at]], end=tree.ends[at])


def _clause(tree: Tree, at: int) -> Span:
    """A verb's clause without what joins it to the rest, and without marks at its edges."""
    first, last = tree.left[at], tree.right[at]
    if tree.pos[at] not in ("VERB", "AUX"):
        first, last = 0, len(tree)
    for child in tree.children[at]:
        if child < at and tree.left[child] == first and tree.dep[child] in _OPENERS:
            first = tree.right[child]
    while first < last - 1 and tree.words[first] in ",;:-–—":
        first += 1
    while last > first + 1 and tree.words[last - 1] in ",;:.-–—":
        last -= 1
    span = Span(start=tree.starts[first], end=tree.ends[last - 1])
    said = tree.text[span.start : span.end]
    if said.count("“") != said.count("”") or said.count('"') % 2:  # half a quotation would be nobody's words
        return Span(start=0, end=len(tree.text))
    return span
