"""Questions made from a parsed sentence by rules: who did it, what was done, when, where, how many, who is who."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from random import Random

from benchmarks.training.transformer.phrases import Offsets, Phrases
from retrieval.text.listed import word_set
from retrieval.types import AnalysedSentence

_SAYING = word_set("say tell warn claim announce add insist argue admit deny suggest promise think believe")
_PERSONS = word_set(
    "minister president spokesman spokeswoman spokesperson official leader man woman people police officer doctor "
    "lawyer judge teacher critic analyst expert envoy ambassador senator chief director mayor governor king queen "
    "prince singer actor player coach author soldier troops voters workers protesters residents scientists"
)
_OPENING = ("The", "A", "An", "His", "Her", "Its", "Their")
_NAMED_BY = {"GPE": ("Which country", "Who"), "ORG": ("Who", "Which organisation"), "NORP": ("Who",)}
_OBJECTS = ("dobj", "dative", "oprd")
_PLACES = frozenset(("GPE", "LOC", "FAC"))
SHORTEST, LONGEST = 3, 16  # words of a question
SURNAME, PARAPHRASED = 0.4, 0.35

Forms = Mapping[tuple[str, str], str]  # (lemma, Penn tag) -> the usual form
Synonyms = Mapping[str, Sequence[str]]  # lemma -> lemmas that mean nearly the same


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A question and the span that answers it; offsets relative to the sentence."""

    question: str
    span: Offsets


@dataclass(frozen=True, slots=True)
class Asker(Phrases):
    """Makes questions of one sentence."""

    forms: Forms
    synonyms: Synonyms
    random: Random

    def made(self) -> Iterator[Made]:
        """Every question the rules find, in the sentence's order."""
        for at, token in enumerate(self.tokens):
            if token.pos in ("VERB", "AUX") and token.dep in ("ROOT", "ccomp", "conj"):
                yield from self._of_clause(at)
        yield from self._of_roles()

    def _of_clause(self, verb: int) -> Iterator[Made]:
        own = self.children(verb)
        subject = next((at for at in own if self.tokens[at].dep in ("nsubj", "nsubjpass")), None)
        negated = any(self.tokens[at].dep == "neg" for at in own)
        if subject is None or negated or self.tokens[verb].tag not in ("VBD", "VBZ", "VBP", "VBN", "VBG", "VB"):
            return
        named = self.name_of(subject)
        who = self.phrase(subject)
        if named is None or who is None:
            return
        helpers = [at for at in own if self.tokens[at].dep in ("aux", "auxpass") and at < verb]
        said = self.tokens[verb].lemma in _SAYING
        whats = [at for at in own if self.tokens[at].dep in (*_OBJECTS, "attr") and at > verb]
        loose = [at for at in own if self.tokens[at].dep in ("prep", "npadvmod", "agent") and at > verb]
        rest = [at for at in own if self.tokens[at].dep in ("prt", "xcomp", "acomp") and at > verb]
        clause = next((at for at in own if self.tokens[at].dep == "ccomp" and at > verb), None)
        some = [at for at in loose if self.random.random() < 0.5 and not self.has(at, ("DATE", "TIME"))]
        kept = [*whats, *rest, *some]
        yield self.asked(self.which(subject), self.predicate(verb, helpers, kept, clause if said else None), who)
        count = self.counted(subject)
        if count:
            noun = self.tokens[subject]
            yield self.asked(
                "How many " + self.text[noun.start : noun.end], self.predicate(verb, helpers, kept, None), count
            )
        for what in whats:
            answer = self.phrase(what)
            if answer and self.tokens[verb].lemma != "be":
                others = [each for each in kept if each != what]
                yield self.asked(self.which(what), self.inverted(verb, named, helpers, others), answer)
            if (number := self.counted(what)) and self.tokens[verb].lemma != "be":
                noun = self.tokens[what]
                word = "How many " + self.text[noun.start : noun.end]
                yield self.asked(word, self.inverted(verb, named, helpers, [e for e in kept if e != what]), number)
        for at in loose:
            others = [each for each in [*whats, *rest, *some] if each != at]
            if found := self.entity_under(at, ("DATE", "TIME")):
                word = "How long" if self.tokens[at].lemma == "for" else "When"
                yield self.asked(word, self.inverted(verb, named, helpers, others), found)
            elif self.tokens[at].lemma in ("in", "at", "near") and (found := self.entity_under(at, tuple(_PLACES))):
                yield self.asked("Where", self.inverted(verb, named, helpers, others), found)
        if clause is not None and said and (content := self.whole(clause)):
            yield self.asked("What", self.inverted(verb, named, helpers, []), content)
            about = [e for e in self.parse.noun_phrases if content[0] <= e.start and e.end <= content[1]]
            if about:
                topic = self.random.choice(about)
                about_it = "about " + self.text[topic.start : topic.end]
                yield self.asked("What", f"{self.inverted(verb, named, helpers, [])} {about_it}", content)
        for at in own:
            if self.tokens[at].dep == "advcl" and (reason := self.because(at)):
                yield self.asked("Why", self.inverted(verb, named, helpers, kept), reason)

    def _of_roles(self) -> Iterator[Made]:
        """A name with the office that stands before or behind it."""
        for entity in self.parse.entities:
            if entity.label != "PERSON":
                continue
            inside = [at for at, t in enumerate(self.tokens) if entity.start <= t.start and t.end <= entity.end]
            if not inside:
                continue
            head = inside[-1]
            span = (entity.start, entity.end)
            before = [at for at in self.subtree(head) if self.tokens[at].end <= entity.start]
            words = [at for at in before if self.tokens[at].pos in ("NOUN", "PROPN", "ADJ", "PART", "ADP")]
            if words and words == list(range(words[0], inside[0])) and self.tokens[words[-1]].pos in ("NOUN", "PROPN"):
                office = self.text[self.tokens[words[0]].start : self.tokens[words[-1]].end]
                yield Made(question=self.random.choice((f"Who is {office}?", f"Who is the {office}?")), span=span)
                place = (self.tokens[words[0]].start, self.tokens[words[-1]].end)
                yield Made(question=f"Who is {self.called(span)}?", span=place)
            for at in self.children(head):
                if self.tokens[at].dep == "appos" and (office_at := self.phrase(at)):
                    office = self.bare(self.text[slice(*office_at)])
                    yield Made(question=f"Who is the {office}?", span=span)
                    yield Made(question=f"Who is {self.called(span)}?", span=office_at)

    def asked(self, word: str, predicate: str | None, span: Offsets | None) -> Made:
        """An empty question when a part is missing or it is too long: `questions_of` drops it."""
        words = [] if predicate is None else f"{word} {predicate}".split()
        fits = span is not None and SHORTEST <= len(words) <= LONGEST
        return Made(question=" ".join(words) + "?" if fits else "", span=span or (0, 0))

    def which(self, at: int) -> str:
        """What asks for this phrase."""
        token = self.tokens[at]
        label = self.label_of(at)
        if label == "PERSON" or token.lemma.lower() in _PERSONS or (token.pos == "PRON" and self.meant(at)):
            return "Who"
        noun = self.text[token.start : token.end]
        if label in ("GPE", "ORG", "NORP"):
            return self.random.choice(_NAMED_BY[label])
        return self.random.choice((f"What {noun}", f"Which {noun}", "What", "What")) if token.pos == "NOUN" else "What"

    def predicate(self, verb: int, helpers: list[int], kept: list[int], clause: int | None) -> str | None:
        """The verb as it stands, with what is kept of what follows."""
        words = [self.text[self.tokens[at].start : self.tokens[at].end] for at in helpers]
        words.append(self.other_verb(verb, self.tokens[verb].tag) if not helpers else self.word(verb))
        words += [self.slice_of(at) for at in sorted(kept)]
        if clause is not None and (content := self.whole(clause)):
            words.append(self.text[slice(*content)])
        return " ".join(filter(None, words)) if len(words) > 1 else None

    def inverted(self, verb: int, subject: str, helpers: list[int], kept: list[int]) -> str | None:
        """Helper, subject, verb, and what is kept: "did Trump set", "has the court ruled on"."""
        token = self.tokens[verb]
        if token.lemma == "be" and not helpers:
            words = [self.word(verb), subject]
        elif helpers:
            words = [self.word(helpers[0]), subject, *(self.word(at) for at in helpers[1:]), self.word(verb)]
        elif token.tag in ("VBD", "VBZ", "VBP"):
            helper = {"VBD": "did", "VBZ": "does", "VBP": "do"}[token.tag]
            words = [helper, subject, self.other_verb(verb, "VB")]
        else:
            return None
        return " ".join(filter(None, [*words, *(self.slice_of(at) for at in sorted(kept))]))

    def other_verb(self, at: int, tag: str) -> str:
        """The verb in that form, now and then another that means nearly the same."""
        lemma = self.tokens[at].lemma
        others = [each for each in self.synonyms.get(lemma, ()) if (each, tag) in self.forms]
        if others and self.random.random() < PARAPHRASED:
            return self.forms[self.random.choice(others), tag]
        return lemma if tag == "VB" else self.word(at)

    def name_of(self, at: int) -> str | None:
        """The subject as a question names it; None for a pronoun that nobody knows the meaning of."""
        token = self.tokens[at]
        if token.pos == "PRON":
            mention = self.meant(at)
            return None if mention is None else mention.refers_to
        span = self.phrase(at)
        return None if span is None else self.called(span)

    def called(self, span: Offsets) -> str:
        """A person's full name is cut to the last name now and then; elsewhere a leading capital article is lowered."""
        words = self.text[slice(*span)]
        entity = any(e.label == "PERSON" and (e.start, e.end) == span for e in self.parse.entities)
        if entity and " " in words and self.random.random() < SURNAME:
            return words.rsplit(" ", 1)[1]
        first, _, rest = words.partition(" ")
        return f"{first.lower()} {rest}" if first in _OPENING and rest else words

    def bare(self, words: str) -> str:
        first, _, rest = words.partition(" ")
        return rest if first.lower() in ("the", "a", "an") and rest else words


def questions_of(
    sentence: AnalysedSentence, text: str, *, forms: Forms, synonyms: Synonyms, random: Random
) -> list[Made]:
    """The usable questions of one fully analysed sentence."""
    if sentence.annotation is None:
        return []
    asker = Asker(text, sentence.annotation, sentence.mentions, forms, synonyms, random)
    return [made for made in asker.made() if made.question and "\n" not in made.question]
