"""Quoted words behind a colon, with nobody said to say them: "Police chief Ruiz: '...'", "Ruiz was blunt: '...'"."""

from collections.abc import Iterator, Sequence

from retrieval.speech.claim import SCARE, Claim, form_of, made, word_count
from retrieval.speech.naming import Speaker
from retrieval.speech.quotation import Polarity
from retrieval.speech.speakers import speaker_at
from retrieval.speech.tree import Tree
from retrieval.types import Span

_PERSON = frozenset(("PERSON",))


def introduced(tree: Tree, quoted: Sequence[Span], open_at: int | None) -> Iterator[Claim]:
    """The words behind the first colon that a mark follows, if a person stands before it or is the subject there."""
    text = tree.sentence.text
    starts = [span.start for span in quoted] + ([] if open_at is None else [open_at])
    for start in sorted(starts):
        before = text[:start].rstrip()
        if not before.endswith(":"):
            continue
        who = _before(tree, len(before) - 1)
        end = next((span.end for span in quoted if span.start == start), len(text))
        said = Span(start=start, end=end)
        if who is not None and (who.name or who.open) and who.span.end < start and _is_speech(text[start:end]):
            form = form_of(tree, said, quoted)
            yield made(tree, said=said, speaker=who, cue="", polarity=Polarity.SAID, form=form, outlet=None)
        return


def _is_speech(words: str) -> bool:
    """Whether quoted words are no title: four words, or a sentence."""
    return word_count(words) >= SCARE or words.rstrip('”"»')[-1:] in tuple(".!?")


def _before(tree: Tree, colon: int) -> Speaker | None:
    ahead = [i for i, token in enumerate(tree.tokens) if token.end <= colon]
    if not ahead:
        return None
    if tree.entity(ahead[-1], _PERSON) is not None and not any(tree.tokens[i].pos in ("VERB", "AUX") for i in ahead):
        return speaker_at(tree, ahead[-1])
    subject = next((i for i in ahead if tree.tokens[i].dep == "nsubj"), None)
    who = None if subject is None else speaker_at(tree, subject)
    return who if who is not None and who.person else None
