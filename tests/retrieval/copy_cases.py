"""Articles made of sentences nobody wrote, and the ways in which copies differ from what they were taken from."""

import random

_NOUNS = "harbour council minister ferry budget river bridge storm teacher union court island market election border"
_VERBS = "approved rejected closed opened delayed visited praised criticised repaired announced blocked funded"
_NAMES = "Lind Vasko Arden Morrow Keller Tamsin Oduya Brandt Silva Petrov Quill Hargrove Nazari Sund"
_PLACES = "Aldmoor Westport Karrin Dunmere Tolva Eastfield Merrow Casten Holm"


def story(seed: int, sentences: int = 14) -> list[str]:
    """The sentences of an article, the same for the same number."""
    chance = random.Random(seed)
    nouns, verbs, names, places = _NOUNS.split(), _VERBS.split(), _NAMES.split(), _PLACES.split()
    return [
        f"{chance.choice(names)} said on day {chance.randrange(900)} that the {chance.choice(nouns)} of"
        f" {chance.choice(places)} {chance.choice(verbs)} {chance.randrange(2, 900)} {chance.choice(nouns)}s"
        f" near {chance.choice(places)} while the {chance.choice(nouns)} {chance.choice(verbs)} a"
        f" {chance.choice(nouns)}."
        for _ in range(sentences)
    ]


def text(sentences: list[str]) -> str:
    return "\n\n".join(sentences)


def trimmed(sentences: list[str], chance: random.Random) -> str:
    """A tenth of the sentences cut, a dateline before them and a trailer behind."""
    kept = [sentence for sentence in sentences if chance.random() > 0.1] or sentences
    return text(["ALDMOOR, July 20 (Harbour Wire) -", *kept, "Read more of our stories in the evening edition."])


def cut(sentences: list[str], chance: random.Random) -> str:
    """Five sentences in a row."""
    at = chance.randrange(max(1, len(sentences) - 4))
    return text(sentences[at : at + 5])


def reworded(sentences: list[str], chance: random.Random) -> str:
    """One word in ten replaced."""
    words = text(sentences).split(" ")
    return " ".join("something" if chance.random() < 0.1 else word for word in words)


def corrected(sentences: list[str], chance: random.Random) -> str:
    """One word corrected."""
    words = text(sentences).split(" ")
    words[chance.randrange(len(words))] = "corrected"
    return " ".join(words)


VARIANTS = (trimmed, cut, reworded, corrected)
