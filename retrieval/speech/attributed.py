"""What one sentence itself says of who said what."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from retrieval.speech.chosen import nearest, outermost
from retrieval.speech.claim import SCARE, Claim, form_of, made, with_outlet, word_count
from retrieval.speech.content import around, before, clause_of, quoted_by, up_to_name
from retrieval.speech.cues import REFUSING, SHOWING, is_comment, polarity_of, reports_clause, reports_quote
from retrieval.speech.introduced import introduced
from retrieval.speech.marks import stands_in
from retrieval.speech.quotation import Form, Polarity
from retrieval.speech.speakers import carried, person_behind, speaker_at
from retrieval.speech.subjects import outlet_told, speaker_of
from retrieval.speech.tree import Tree
from retrieval.types import Sentence, Span

_PEOPLE = frozenset(("PERSON",))
_BETWEEN = 5  # words
_SOURCES = (("according", "to"), ("words", "of"))


def claims(sentence: Sentence, quoted: Sequence[Span], open_at: int | None) -> tuple[Claim, ...]:
    """The claims of an annotated sentence; ``quoted`` are its closed quoted parts, ``open_at`` an unclosed mark."""
    if sentence.annotation is None:
        return ()
    tree = Tree(sentence)
    found = nearest(tree, outermost(tree, list(_by_verb(tree, quoted, open_at))))
    found = found or list(introduced(tree, quoted, open_at))
    named = next(_according(tree, quoted), None)
    if named is not None:
        outlet, according = named
        if found and outlet:
            found = [with_outlet(claim, outlet) for claim in found]
        elif not found or (found[0].speaker is None or found[0].speaker.name is None):
            found = [according, *found]
    return tuple(found)


def _by_verb(tree: Tree, quoted: Sequence[Span], open_at: int | None) -> Iterator[Claim]:
    for i, token in enumerate(tree.tokens):
        if token.pos not in ("VERB", "AUX") or stands_in(tree, i, quoted):
            continue
        lemma = tree.lemma(i)
        if lemma in REFUSING and (claim := _refusal(tree, i, quoted)) is not None:
            yield replace(claim, at=i, clause=True)
            continue
        if (
            not (reports_quote(lemma) or _puts_it(tree, i) or _closes(tree, i, quoted))
            or _passive(tree, i)
            or _goes_on(tree, i)
            or (token.tag == "VBG" and lemma in SHOWING)
        ):
            continue
        polarity = polarity_of(lemma, negated=tree.negated(i))
        clause = clause_of(tree, i)
        said = None if polarity is None else _said(tree, i, polarity, clause, quoted_by(tree, i, quoted, open_at))
        if polarity is None or said is None:
            continue
        who = speaker_of(tree, i, quoted)
        if who is None or (open_at is not None and token.start > open_at and not (who.name or who.open)):
            continue
        if polarity is Polarity.DENIED and said.start >= token.end:
            said = Span(start=token.start, end=said.end)  # "denied that": without the verb the words say the opposite
        if said.start < who.span.start < said.end <= token.start and who.span.end <= token.start:
            said = up_to_name(tree, said.start, who.span.start)
        form = form_of(tree, said, quoted)
        outlet = outlet_told(tree, i, quoted)
        claim = made(tree, said=said, speaker=who, cue=tree.text(i), polarity=polarity, form=form, outlet=outlet)
        yield replace(claim, at=i, clause=clause is not None)


def _said(tree: Tree, i: int, polarity: Polarity, clause: Span | None, quote: Span | None) -> Span | None:
    """What a verb says somebody said: its clause, the clause before it, or quoted words."""
    token, lemma = tree.tokens[i], tree.lemma(i)
    if polarity is Polarity.REFUSED:
        return Span(start=token.start, end=tree.span(i).end)
    if polarity is Polarity.DENIED and clause is None and quote is None:
        thing = tree.child(i, "dobj", "xcomp")
        return None if thing is None else tree.span(thing)
    if clause is not None and reports_clause(lemma):
        return clause
    front = before(tree, i)
    if front is not None and (quote is None or quote.start >= token.end):
        return front
    if quote is not None:
        return quote
    return around(tree, i) if reports_clause(lemma) else None


def _puts_it(tree: Tree, i: int) -> bool:
    """ "As X put it"."""
    thing = tree.child(i, "dobj")
    return tree.lemma(i) == "put" and thing is not None and tree.lower(thing) == "it" and thing == i + 1


def _closes(tree: Tree, i: int, quoted: Sequence[Span]) -> bool:
    """Whether any verb says what ends with a comma, "?" or "!" before it: '"Let them come," shrugged Ruiz'."""
    token, text = tree.tokens[i], tree.sentence.text
    if token.tag not in ("VBD", "VBZ", "VBP"):
        return False
    span = max((span for span in quoted if span.end <= token.start), key=lambda span: span.end, default=None)
    if span is None or word_count(text[span.start : span.end]) < SCARE:
        return False
    subject = tree.child(i, "nsubj")
    if subject is not None and tree.tokens[subject].start < span.start:
        return False
    if text[span.end - 2] not in ",?!" and text[span.end : span.end + 1] != ",":
        return False
    between = [other for other in tree.tokens if span.end <= other.start < token.start]
    return len(between) <= _BETWEEN and not any(other.pos in ("VERB", "AUX", "PUNCT", "ADP") for other in between)


def _goes_on(tree: Tree, i: int) -> bool:
    """Whether "continued" is not said but done: "she has continued to campaign"."""
    return tree.lemma(i) in ("continue", "begin") and tree.child(i, "xcomp") is not None


def _passive(tree: Tree, i: int) -> bool:
    """Whether it is a participle of what was asked or told: "when asked about it", "he was told"."""
    if tree.tokens[i].tag != "VBN" or tree.child(i, "nsubj") is not None or _told_that(tree, i):
        return False
    return not any(tree.tokens[c].dep == "aux" and tree.lemma(c) in ("have", "'ve", "’ve") for c in tree.children[i])


def _told_that(tree: Tree, i: int) -> bool:
    """Whether a participle behind a name and a comma is the verb: "Ana Ruiz, the chief, tweeted last week that ..."."""
    token = tree.tokens[i]
    if token.dep != "acl" or tree.entity(token.head, _PEOPLE) is None or tree.lower(i) == "told":
        return False
    before = tree.sentence.text[: token.start].rstrip()
    behind = range(i + 1, min(len(tree.tokens), i + _BETWEEN))
    return before.endswith(",") and any(tree.lower(at) == "that" and tree.tokens[at].dep == "mark" for at in behind)


def _refusal(tree: Tree, i: int, quoted: Sequence[Span]) -> Claim | None:
    verb = tree.child(i, "xcomp", "ccomp")
    if verb is None or not is_comment(tree.lemma(verb)):
        return None
    who = speaker_of(tree, i, quoted)
    if who is None:
        return None
    said = Span(start=tree.tokens[i].start, end=tree.span(i).end)
    return made(
        tree,
        said=said,
        speaker=who,
        cue=tree.text(i),
        polarity=Polarity.REFUSED,
        form=Form.INDIRECT,
        outlet=outlet_told(tree, i, quoted),
    )


def _according(tree: Tree, quoted: Sequence[Span]) -> Iterator[tuple[str | None, Claim]]:
    """ "According to X", "in the words of X": an outlet, or the speaker themselves."""
    for i in range(len(tree.tokens) - 1):
        if (tree.lower(i), tree.lower(i + 1)) not in _SOURCES or stands_in(tree, i, quoted):
            continue
        if tree.lower(i) == "words" and not (quoted and i > 1 and tree.lower(i - 1) == "the"):
            continue
        whom = next((c for c in tree.children[i + 1] if tree.tokens[c].dep == "pobj"), None)
        who = None if whom is None else carried(tree, whom) or speaker_at(tree, whom)
        if whom is None or (who is not None and who.name is None and who.person):
            after = i + 2 if whom is None else _comma_behind(tree, whom)
            after = whom + 1 if after is None and whom is not None else after
            who = who if after is None else person_behind(tree, after) or who
        if who is None:
            continue
        reach = who.span.end if whom is None else tree.span(whom).end
        start, end = tree.tokens[i].start, max(reach, who.span.end, tree.tokens[i + 1].end)
        text = tree.sentence.text
        said = Span(start=end, end=len(text)) if start < 3 else Span(start=0, end=start)
        claim = made(
            tree,
            said=said,
            speaker=who,
            cue=text[start : tree.tokens[i + 1].end],
            polarity=Polarity.SAID,
            form=Form.ACCORDING,
            outlet=None,
        )
        yield claim.outlet, claim


def _comma_behind(tree: Tree, i: int) -> int | None:
    """The word behind the comma that ends what hangs on a word."""
    last = max(tree.below(i))
    return last + 2 if last + 2 < len(tree.tokens) and tree.text(last + 1) == "," else None
