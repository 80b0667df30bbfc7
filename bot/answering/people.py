"""Who is he and who is she in an article: whom its pronouns stand for, and whose first name tells."""

from collections import Counter
from collections.abc import Iterable, Iterator

from retrieval.language.first_names import gender_of
from retrieval.language.pronouns import GENDER
from retrieval.types import Sentence


def people_of(sentences: Iterable[Sentence], gender: str) -> tuple[str, ...]:
    """The full names of the men ("m") or women ("f") whom annotated sentences tell of, the most told of first."""
    found = Counter(name for sentence in sentences for name, of in _named(sentence) if of == gender)
    return tuple(name for name, _ in found.most_common())


def _named(sentence: Sentence) -> Iterator[tuple[str, str | None]]:
    for mention in sentence.mentions:
        word = sentence.text[mention.start : mention.end].casefold()
        if " " in mention.refers_to:
            yield mention.refers_to, GENDER.get(word)
    for entity in sentence.annotation.entities if sentence.annotation else ():
        text = sentence.text[entity.start : entity.end]
        if entity.label == "PERSON" and " " in text:
            yield text, gender_of(text.split()[0])
