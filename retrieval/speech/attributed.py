"""What one sentence itself says of who said what."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from retrieval.speech.cues import REFUSING, SHOWING, is_comment, polarity_of, reports_clause, reports_quote
from retrieval.speech.outlets import is_outlet
from retrieval.speech.quotation import Form, Polarity
from retrieval.speech.speakers import Speaker, carried, outlet_behind, speaker_at
from retrieval.speech.tree import Tree
from retrieval.types import Sentence, Span

SCARE = 4  # quoted words; fewer are a scare quote unless a verb reports them
_TITLE = 4  # words before a name
_SUBJECTS = ("nsubj",)
_TO_SOMEBODY = frozenset(("tell", "remind", "warn", "assure", "ask", "inform", "promise", "add", "say"))
_PEOPLE = frozenset(("PERSON",))
_EDGES = " \t\n,;:–—-"


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """Somebody's words in one sentence."""

    said: Span
    speaker: Speaker | None
    cue: str
    polarity: Polarity
    form: Form
    outlet: str | None = None
    at: int = 0  # the word of saying
    clause: bool = False  # it has a clause of its own, not only quoted words


def claims(sentence: Sentence, quoted: Sequence[Span], open_at: int | None) -> tuple[Claim, ...]:
    """The claims of an annotated sentence; ``quoted`` are its closed quoted parts, ``open_at`` an unclosed mark."""
    if sentence.annotation is None:
        return ()
    tree = Tree(sentence)
    found = _nearest(tree, _outermost(tree, list(_by_verb(tree, quoted, open_at))))
    named = next(_according(tree, quoted), None)
    if named is not None:
        outlet, according = named
        if found and outlet:
            found = [_with_outlet(claim, outlet) for claim in found]
        elif not found or (found[0].speaker is None or found[0].speaker.name is None):
            found = [according, *found]
    return tuple(found)


def _nearest(tree: Tree, found: Sequence[Claim]) -> list[Claim]:
    """Quoted words belong to the verb that stands nearest; a verb with a clause of its own keeps that."""

    def far(claim: Claim) -> int:
        token = tree.tokens[claim.at]
        return min(abs(claim.said.start - token.end), abs(token.start - claim.said.end))

    def rivals(claim: Claim) -> list[Claim]:
        return [o for o in found if o.said.start < claim.said.end and claim.said.start < o.said.end and o is not claim]

    return [c for c in found if c.clause or c.polarity is Polarity.REFUSED or all(far(c) <= far(o) or _nested(o, c) for o in rivals(c))]


def _nested(inner: Claim, outer: Claim) -> bool:
    """Whether one claim's words are a small part of another's: "he said that it was what she called 'a farce'"."""
    return inner.said.end - inner.said.start < 0.6 * (outer.said.end - outer.said.start)


def _before_name(tree: Tree, start: int, name: int) -> Span:
    """Words of an unclosed quotation, up to the comma before who says them and what stands before the name."""
    comma = tree.sentence.text.rfind(",", start, name)
    title = tree.sentence.text[comma + 1 : name].split() if comma > start else []
    return Span(start=start, end=comma if comma > start and len(title) <= _TITLE else name)


def _outermost(tree: Tree, found: Sequence[Claim]) -> list[Claim]:
    """Claims that are not part of what another claim says; what an outlet says somebody said is theirs, by its report."""
    kept: list[Claim] = []
    for claim in found:
        outer = next((o for o in found if o is not claim and _below(tree, claim.at, o)), None)
        if outer is None:
            kept.append(claim)
        elif outer.speaker is None and outer.outlet and claim.clause and claim.speaker and claim.speaker.person:
            kept = [each for each in kept if each is not outer]
            kept.append(_with_outlet(claim, outer.outlet))
    reported = {claim.at for claim in kept if claim.outlet}
    return [c for c in kept if c.speaker is not None or len(kept) == 1 or c.at in reported and not _has_heir(tree, c, kept)]


def _below(tree: Tree, i: int, outer: Claim) -> bool:
    """Whether a word of saying hangs on another's clause."""
    at = i
    for _ in range(12):
        head = tree.tokens[at].head
        if head == at:
            return False
        if head == outer.at:
            return tree.tokens[at].dep in ("ccomp", "parataxis")
        at = head
    return False


def _has_heir(tree: Tree, outer: Claim, kept: Sequence[Claim]) -> bool:
    return any(each is not outer and _below(tree, each.at, outer) for each in kept)


def _with_outlet(claim: Claim, outlet: str) -> Claim:
    return replace(claim, outlet=claim.outlet or outlet)


def _inside(tree: Tree, i: int, quoted: Sequence[Span]) -> bool:
    token = tree.tokens[i]
    return any(span.start < token.start and token.end < span.end + 1 and token.end <= span.end for span in quoted)


def _by_verb(tree: Tree, quoted: Sequence[Span], open_at: int | None) -> Iterator[Claim]:
    for i, token in enumerate(tree.tokens):
        if token.pos not in ("VERB", "AUX") or _inside(tree, i, quoted):
            continue
        lemma = tree.lemma(i)
        if lemma in REFUSING and (claim := _refusal(tree, i, quoted)) is not None:
            yield replace(claim, at=i, clause=True)
            continue
        if not reports_quote(lemma) or _passive(tree, i) or (token.tag == "VBG" and lemma in SHOWING):
            continue
        quote = _quote_of(tree, i, quoted, open_at)
        clause = _clause(tree, i)
        polarity = polarity_of(lemma, negated=tree.negated(i))
        if polarity is None:
            continue
        if polarity is Polarity.REFUSED:
            said = Span(start=token.start, end=tree.span(i).end)
        elif polarity is Polarity.DENIED and clause is None and quote is None:
            thing = tree.child(i, "dobj", "xcomp")
            if thing is None:
                continue
            said = tree.span(thing)
        elif clause is not None and reports_clause(lemma):
            said = clause
        elif (front := _front(tree, i)) is not None and (quote is None or quote.start >= token.end):
            said = front
        elif quote is not None:
            said = quote
        elif reports_clause(lemma) and (said_around := _around(tree, i)) is not None:
            said = said_around
        else:
            continue
        who = _speaker(tree, i, quoted)
        if who is None or (open_at is not None and token.start > open_at and not (who.name or who.open)):
            continue
        if polarity is Polarity.DENIED and said.start >= token.end:
            said = Span(start=token.start, end=said.end)  # "denied that": without the verb the words say the opposite
        if said.start < who.span.start < said.end <= token.start and who.span.end <= token.start:
            said = _before_name(tree, said.start, who.span.start)
        form = _form(tree, said, quoted)
        outlet = _told(tree, i, quoted)
        claim = _claim(tree, said=said, speaker=who, cue=tree.text(i), polarity=polarity, form=form, outlet=outlet)
        yield replace(claim, at=i, clause=clause is not None)


def _passive(tree: Tree, i: int) -> bool:
    """Whether it is a participle of what was asked or told: "when asked about it", "he was told"."""
    if tree.tokens[i].tag != "VBN" or tree.child(i, "nsubj") is not None:
        return False
    return not any(tree.tokens[c].dep == "aux" and tree.lemma(c) in ("have", "'ve", "’ve") for c in tree.children[i])


def _claim(
    tree: Tree, *, said: Span, speaker: Speaker, cue: str, polarity: Polarity, form: Form, outlet: str | None
) -> Claim:
    """A claim whose speaker is an outlet has an outlet and no speaker."""
    who: Speaker | None = speaker
    if speaker.name is not None and not speaker.person and is_outlet(speaker.name, tree.sentence.article.source):
        outlet, who = outlet or speaker.name, None
    elif speaker.name is not None and is_outlet(speaker.name, tree.sentence.article.source):
        outlet, who = outlet or speaker.name, None
    return Claim(said=_trimmed(tree, said), speaker=who, cue=cue, polarity=polarity, form=form, outlet=outlet)


def _trimmed(tree: Tree, span: Span) -> Span:
    text = tree.sentence.text
    start, end = span.start, span.end
    while start < end and text[start] in _EDGES:
        start += 1
    while end > start and (text[end - 1] in _EDGES or (text[end - 1] == "." and end == len(text))):
        end -= 1
    inside = text[start:end]
    for opening, closing in (("“", "”"), ("«", "»"), ('"', '"')):
        unclosed = inside.count(opening) % 2 if opening == closing else inside.count(opening) > inside.count(closing)
        at = text.find(closing, end, end + 3)
        if unclosed and at >= 0:
            end = at + 1
    return Span(start=start, end=end)


def _refusal(tree: Tree, i: int, quoted: Sequence[Span]) -> Claim | None:
    verb = tree.child(i, "xcomp", "ccomp")
    if verb is None or not is_comment(tree.lemma(verb)):
        return None
    who = _speaker(tree, i, quoted)
    if who is None:
        return None
    said = Span(start=tree.tokens[i].start, end=tree.span(i).end)
    return _claim(
        tree,
        said=said,
        speaker=who,
        cue=tree.text(i),
        polarity=Polarity.REFUSED,
        form=Form.INDIRECT,
        outlet=_told(tree, i, quoted),
    )


def _words(text: str) -> int:
    return sum(any(character.isalnum() for character in word) for word in text.split())


def _quote_of(tree: Tree, i: int, quoted: Sequence[Span], open_at: int | None) -> Span | None:
    """The quoted words that a verb may report: the nearest part of four words or more, else one right beside it."""
    token = tree.tokens[i]
    spans = list(quoted)
    if open_at is not None and open_at < 0:
        open_at = 0
    if open_at is not None and not any(span.start <= open_at < span.end for span in quoted):
        end = len(tree.sentence.text) if token.start < open_at else token.start
        spans.append(Span(start=open_at, end=end))
    text = tree.sentence.text
    going_on = [span for span in quoted if span.start == 0 and text[:1] not in tuple("“„«\"")]
    long = going_on + [span for span in spans if _words(text[span.start : span.end]) >= SCARE]
    beside = [
        span
        for span in spans
        if span.end <= token.start and span.start == 0 or (0 <= span.start - token.end <= 2)
    ]
    able = long or beside
    if not able:
        return None
    return min(able, key=lambda span: min(abs(span.start - token.end), abs(token.start - span.end)))


def _clause(tree: Tree, i: int) -> Span | None:
    """What is said behind the verb: its clausal complement, without "that"."""
    token = tree.tokens[i]
    thing = tree.child(i, "dobj")
    for c in tree.children[i]:
        if tree.tokens[c].dep not in ("ccomp", "parataxis") or c < i:
            continue
        joint = tree.child(c, "mark")
        if joint is not None and tree.lower(joint) not in ("that", "if", "whether"):
            continue
        if thing is not None and joint is None and tree.lemma(i) not in _TO_SOMEBODY:
            continue
        span = tree.span(c)
        if span.start < token.start:
            span = Span(start=token.end, end=span.end)
        mark = tree.child(c, "mark")
        if mark is not None and tree.lower(mark) == "that":
            span = Span(start=tree.tokens[mark].end, end=span.end)
        return span
    return _that(tree, i)


def _that(tree: Tree, i: int) -> Span | None:
    """A clause with "that" behind the verb which was hung on a noun between: "told X in an interview that ..."."""
    end = tree.span(i).end
    for at in sorted(tree.below(i)):
        token = tree.tokens[at]
        if at > i and tree.lower(at) == "that" and token.dep == "mark" and tree.tokens[token.head].dep == "acl":
            return Span(start=token.end, end=end)
    return None


def _front(tree: Tree, i: int) -> Span | None:
    """The clause before the verb that says it: "X, he said"."""
    front = next((c for c in tree.children[i] if tree.tokens[c].dep == "ccomp" and c < i), None)
    if front is None or not reports_clause(tree.lemma(i)):
        return None
    span = tree.span(front)
    return span if span.end <= tree.tokens[i].start else None


def _around(tree: Tree, i: int) -> Span | None:
    """What a parenthesis of saying stands in or behind: "X, he said", "X, he said, and Y"."""
    token = tree.tokens[i]
    if (beside := _beside(tree, i, ())) is not None:
        start = beside.span.start
        return Span(start=0, end=start) if start else None
    if token.dep == "parataxis":
        who = tree.child(i, *_SUBJECTS)
        edge = min(token.start, tree.tokens[who].start) if who is not None else token.start
        head = tree.span(token.head)
        return Span(start=head.start, end=edge) if head.start < edge else None
    return None


def _speaker(tree: Tree, i: int, quoted: Sequence[Span]) -> Speaker | None:
    """Who says it: the verb's subject, else the subject of the verb it shares one with."""
    at = below = i
    for _ in range(5):
        subjects = [c for c in tree.children[at] if tree.tokens[c].dep in _SUBJECTS and not _inside(tree, c, quoted)]
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
            if who.name is None and at == i and who.person and not tree.tokens[subject].pos == "PRON":
                return _beside(tree, i, quoted) or who  # "India's ambassador to the U.N., Asoke Mukerji, told"
            return who
        token = tree.tokens[at]
        if at == i and (beside := _beside(tree, i, quoted)) is not None:
            return beside
        if token.dep in ("acl", "relcl") and at == i and tree.tokens[token.head].pos in ("NOUN", "PROPN"):
            who = speaker_at(tree, token.head)
            if who.name or who.person or tree.tokens[token.head].dep != "dobj":
                return who
            below, at = i, tree.tokens[token.head].head  # "posted a statement promising"
            continue
        if token.dep not in ("conj", "xcomp", "advcl", "pcomp", "prep", "acl", "dep") or token.head == at:
            return None
        below, at = at, token.head
    return None


def _inverted(tree: Tree, i: int, quoted: Sequence[Span]) -> int | None:
    """The subject behind its verb that was read as an object: '..."', added the paper."""
    thing = tree.child(i, "dobj", "attr", "oprd")
    before = tree.sentence.text[: tree.tokens[i].start].rstrip()
    if thing is None or thing < i or tree.tokens[i].tag not in ("VBD", "VBZ", "VBP") or tree.lemma(i) == "tell" or before[-1:] not in tuple(",”\"»"):
        return None
    between = tree.sentence.text[tree.tokens[i].end : tree.span(thing).start]
    return thing if not between.strip() and not _inside(tree, thing, quoted) else None


def _beside(tree: Tree, i: int, quoted: Sequence[Span]) -> Speaker | None:
    """A person's name just before a verb that was given no subject: "her manager, Steve Sauer, confirmed"."""
    at = i - 1
    while at > 0 and tree.text(at) == ",":
        at -= 1
    if at < 1 or _inside(tree, at, quoted) or tree.tokens[i].tag not in ("VBD", "VBZ", "VBP"):
        return None
    return speaker_at(tree, at) if tree.entity(at, _PEOPLE) is not None else None


def _told(tree: Tree, i: int, quoted: Sequence[Span]) -> str | None:
    """The outlet that was told: "told Reuters", "said in an interview with CNN"."""
    for c in tree.children[i]:
        token = tree.tokens[c]
        ends = [c] if token.dep in ("dobj", "dative") else []
        if token.dep == "prep":
            ends = [j for j in tree.below(c) if tree.tokens[j].dep == "pobj"]
        for end in ends:
            if _inside(tree, end, quoted):
                continue
            told = outlet_behind(tree, end)
            if told is not None and told.name and is_outlet(told.name):
                return told.name
    return None


def _form(tree: Tree, said: Span, quoted: Sequence[Span]) -> Form:
    text = tree.sentence.text
    inside = [Span(start=max(q.start, said.start), end=min(q.end, said.end)) for q in quoted]
    inside = [q for q in inside if q.end - q.start > 0]
    words = sum(_words(text[q.start : q.end]) for q in inside)
    if inside and words >= 0.9 * _words(text[said.start : said.end]):
        return Form.DIRECT
    if text[said.start : said.start + 1] in ("“", '"', "„", "«"):
        return Form.DIRECT if not inside else Form.MIXED
    return Form.MIXED if words >= SCARE else Form.INDIRECT


def _according(tree: Tree, quoted: Sequence[Span]) -> Iterator[tuple[str | None, Claim]]:
    """ "According to X": an outlet, or the speaker themselves."""
    for i in range(len(tree.tokens) - 1):
        if tree.lower(i) != "according" or tree.lower(i + 1) != "to" or _inside(tree, i, quoted):
            continue
        whom = next((j for j in tree.below(i + 1) if tree.tokens[j].dep == "pobj" and tree.tokens[j].head == i + 1), None)
        if whom is None:
            continue
        who = carried(tree, whom) or speaker_at(tree, whom)
        start, end = tree.tokens[i].start, max(tree.span(whom).end, tree.tokens[i + 1].end)
        text = tree.sentence.text
        said = Span(start=end, end=len(text)) if start < 3 else Span(start=0, end=start)
        claim = _claim(
            tree,
            said=said,
            speaker=who,
            cue=text[start : tree.tokens[i + 1].end],
            polarity=Polarity.SAID,
            form=Form.ACCORDING,
            outlet=None,
        )
        yield claim.outlet, claim
