"""What the transformer is given of a sentence, and how question, sentence and context are laid out as tokens."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

QUESTION_TOKENS = 40
SENTENCE_TOKENS = 88
TITLE_TOKENS = 16
CONTEXT_TOKENS = 36
TOTAL_TOKENS = 128

START, BREAK = 101, 102  # [CLS], [SEP] of the uncased BERT vocabulary

Encode = Callable[[str], tuple[Sequence[int], Sequence[tuple[int, int]]]]  # ids and character offsets, none special


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A raw sentence and what stands around it; ``names`` holds (a mention's own words, the name it stands for)."""

    text: str
    title: str = ""
    before: str = ""
    names: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Laid:
    """Token ids: the start mark, question, sentence, context, with a break after each of the three.

    ``first`` is the place of the sentence's first token; ``offsets`` are its tokens' characters in the raw sentence.
    """

    ids: tuple[int, ...]
    first: int
    offsets: tuple[tuple[int, int], ...]


def lay(encode: Encode, question: str, passage: Passage) -> Laid:
    """Long questions and sentences are cut at the end; of the sentence before, its end is kept."""
    asked = tuple(encode(question)[0])[:QUESTION_TOKENS]
    ids, offsets = encode(passage.text)
    said, places = tuple(ids)[:SENTENCE_TOKENS], tuple(offsets)[:SENTENCE_TOKENS]
    room = min(CONTEXT_TOKENS, TOTAL_TOKENS - 4 - len(asked) - len(said))
    around = context(encode, passage, room) if room > 0 else ()
    return Laid(
        ids=(START, *asked, BREAK, *said, BREAK, *around, BREAK),
        first=len(asked) + 2,
        offsets=places,
    )


def context(encode: Encode, passage: Passage, room: int) -> tuple[int, ...]:
    """The names that mentions stand for, the title, and the end of the sentence before, in at most ``room`` tokens."""
    named = "; ".join(f"{own} = {name}" for own, name in dict.fromkeys(passage.names))
    tokens = tuple(encode(named)[0])[:TITLE_TOKENS] if named else ()
    if passage.title:
        tokens += tuple(encode(passage.title + " |")[0])[:TITLE_TOKENS]
    tokens = tokens[:room]
    left = room - len(tokens)
    if passage.before and left > 0:
        tokens += tuple(encode(passage.before)[0])[-left:]
    return tokens
