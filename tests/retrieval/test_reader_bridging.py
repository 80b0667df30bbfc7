"""A question is asked again in a sentence's own words, and only where the sentence may answer."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import pytest

from retrieval.reader.bridging import bridged
from retrieval.reader.judged import MAY, SURE
from retrieval.reader.passages import Passage
from retrieval.reader.question import understand
from retrieval.reader.transformer import Judgement, Scored
from retrieval.reader.tree import lay_out
from retrieval.types import AnswerType
from tests.retrieval.reader_case import analyser, hits, query
from tests.retrieval.test_reader_judged import reader

TEXT = "The negotiations that stopped last month will be resumed."


@pytest.mark.parametrize(
    ("question", "sentence", "again"),
    [
        ("When did the talks stop?", TEXT, "When did the negotiations stop?"),
        ("Who acquired the mill?", "Varga purchased the mill.", "Who purchased the mill?"),
        ("When did Maren resign?", "Maren quit on Monday.", "When did Maren quit?"),
        ("When did the negotiations stop?", TEXT, None),
        ("Who won the race?", TEXT, None),
    ],
)
def test_the_question_in_the_words_of_a_sentence(question: str, sentence: str, again: str | None) -> None:
    asked = understand(query(question, AnswerType.TIME), analyser().annotate)
    assert bridged(asked, lay_out(sentence, analyser().annotate([sentence])[0])) == again


@dataclass
class Hearing:
    """Is surer of a question that says "negotiations", and notes what it was asked."""

    relevance: float
    heard: list[str] = field(default_factory=list)

    def judge(self, question: str, passages: Sequence[Passage]) -> tuple[Judgement, ...]:
        self.heard.append(question)
        start = TEXT.index("last month")
        span = Scored(start=start, end=start + len("last month"), logit=5.0)
        own = "negotiations" in question
        relevance, none = (SURE + 1, -6.0) if own else (self.relevance, 2.0)
        return tuple(Judgement(relevance=relevance, no_answer=none, spans=(span,)) for _ in passages)


@pytest.mark.parametrize(("relevance", "again"), [(MAY + 0.1, True), (MAY - 0.1, False), (SURE, False)])
def test_it_is_asked_again_where_the_sentence_may_answer(relevance: float, again: bool) -> None:
    asked = query("When did the talks stop before last month's resumption?", AnswerType.TIME)
    judge = Hearing(relevance)
    found = reader(judge).read(asked, hits(asked, TEXT))
    assert (len(judge.heard) == 2) is again
    sure = reader(Hearing(MAY - 0.1)).read(asked, hits(asked, TEXT))
    assert (found[0].confidence > sure[0].confidence) is again
