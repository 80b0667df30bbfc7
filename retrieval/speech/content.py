"""Which words a verb of saying reports."""

from collections.abc import Sequence

from retrieval.speech.claim import SCARE, word_count
from retrieval.speech.cues import LABELLING, reports_clause
from retrieval.speech.subjects import name_beside
from retrieval.speech.tree import Tree
from retrieval.types import Span

_HUNG = ("acl", "relcl")  # how a clause hangs on a noun when it is read for the noun's
_NEAR = 5  # words
_TITLE = 4  # words before a name
# These may have whom they are said to before the clause.
_TO_SOMEBODY = frozenset(("tell", "remind", "warn", "assure", "ask", "inform", "promise", "add", "say"))


def quoted_by(tree: Tree, i: int, quoted: Sequence[Span], open_at: int | None) -> Span | None:
    """The quoted words that a verb may report: the nearest part of four words or more, else one that is introduced."""
    token = tree.tokens[i]
    spans = list(quoted)
    if open_at is not None and open_at < 0:
        open_at = 0
    if open_at is not None and not any(span.start <= open_at < span.end for span in quoted):
        end = len(tree.sentence.text) if token.start < open_at else token.start
        spans.append(Span(start=open_at, end=end))
    text = tree.sentence.text
    going_on = [span for span in quoted if span.start == 0 and text[:1] not in tuple('“„«"')]
    long = going_on + [span for span in spans if word_count(text[span.start : span.end]) >= SCARE]
    beside = [
        span
        for span in spans
        if (span.end <= token.start and span.start == 0) or (0 <= span.start - token.end <= 2) or _led_to(tree, i, span)
    ]
    able = long or beside
    if not able:
        return None
    return min(able, key=lambda span: min(abs(span.start - token.end), abs(token.start - span.end)))


def _led_to(tree: Tree, i: int, span: Span) -> bool:
    """Whether a few quoted words are a verb's by a colon, or as what it calls something."""
    token = tree.tokens[i]
    if span.start < token.end:
        return False
    if tree.sentence.text[: span.start].rstrip().endswith(":"):
        return True
    between = [other for other in tree.tokens if token.end <= other.start < span.start]
    return tree.lemma(i) in LABELLING and not any(other.pos in ("VERB", "AUX", "PUNCT") for other in between)


def clause_of(tree: Tree, i: int) -> Span | None:
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
        if at > i and tree.lower(at) == "that" and token.dep == "mark" and tree.tokens[token.head].dep in _HUNG:
            return Span(start=token.end, end=end)
    if tree.tokens[i].dep == "acl":  # "Ruiz, the chief, tweeted that": what follows was read as the sentence's own
        for at in range(i + 1, min(len(tree.tokens), i + _NEAR)):
            if tree.lower(at) == "that" and tree.tokens[at].dep == "mark":
                return Span(start=tree.tokens[at].end, end=tree.tokens[-1].end)
    return None


def before(tree: Tree, i: int) -> Span | None:
    """The clause before the verb that says it: "X, he said"."""
    front = next((c for c in tree.children[i] if tree.tokens[c].dep == "ccomp" and c < i), None)
    if front is None or not reports_clause(tree.lemma(i)):
        return None
    span = tree.span(front)
    return span if span.end <= tree.tokens[i].start else None


def around(tree: Tree, i: int) -> Span | None:
    """What a parenthesis of saying stands in or behind: "X, he said", "X, he said, and Y"."""
    token = tree.tokens[i]
    beside = name_beside(tree, i, ())
    front = "" if beside is None else tree.sentence.text[: beside.span.start].rstrip()
    # "X, Grandi said": behind a comma also when the verb was given its subject; "a letter Grandi wrote" is none
    if beside is not None and (tree.child(i, "nsubj") is None or front.endswith(",")):
        start = beside.span.start
        return Span(start=0, end=start) if start else None
    if token.dep == "parataxis":
        who = tree.child(i, "nsubj")
        edge = min(token.start, tree.tokens[who].start) if who is not None else token.start
        head = tree.span(token.head)
        return Span(start=head.start, end=edge) if head.start < edge else None
    return None


def up_to_name(tree: Tree, start: int, name: int) -> Span:
    """Words of an unclosed quotation, up to the comma before who says them and what stands before the name."""
    comma = tree.sentence.text.rfind(",", start, name)
    title = tree.sentence.text[comma + 1 : name].split() if comma > start else []
    return Span(start=start, end=comma if comma > start and len(title) <= _TITLE else name)
