"""What tells of a deed near the one asked about is seen to do so, and what answers is not."""

import pytest

from retrieval.reader.question import Asked, understand
from retrieval.reader.tree import Tree, lay_out
from retrieval.reader.vetoes.related import of_another_deed, whom_it_names
from retrieval.reader.vetoes.unfit import says_otherwise
from retrieval.types import AnswerType
from tests.retrieval.reader_case import analyser, query, sentences

T, N, P, W, D = (
    AnswerType.TIME,
    AnswerType.AMOUNT,
    AnswerType.PERSON,
    AnswerType.PLACE,
    AnswerType.DURATION,
)


def asked_of(question: str, kind: AnswerType) -> Asked:
    return understand(query(question, kind), analyser().annotate)


def laid_out(text: str) -> Tree:
    sentence = sentences(text)[0][0]
    assert sentence.annotation is not None
    return lay_out(sentence.text, sentence.annotation, sentence.mentions)


def tells_of_another(question: str, kind: AnswerType, text: str, words: str) -> bool:
    asked, tree = asked_of(question, kind), laid_out(text)
    start = tree.text.index(words)
    inside = tree.inside(start, start + len(words))
    return of_another_deed(asked, tree, inside) or says_otherwise(asked, tree, inside)


@pytest.mark.parametrize(
    ("question", "kind", "text", "words"),
    [
        # another fate
        ("How many miners were injured?", N, "The blast at Orvik killed nine miners.", "nine"),
        ("how many hikers are missing", N, "Six hikers were rescued from the ridge at dawn.", "Six"),
        ("How many sailors died?", N, "Three sailors were arrested in the harbour of Brannoch.", "Three"),
        ("Who was wounded?", P, "Piet Lorne drowned when the ferry sank.", "Piet Lorne"),
        ("How many guests were hospitalised?", N, "The kitchen infected 40 guests with salmonella.", "40"),
        # another kind
        ("How many women joined the crew?", N, "Some 14 men joined the crew in Brannoch.", "14"),
        ("how many adults caught the fever", N, "Most children caught the fever and four of them are in bed.", "four"),
        # the other side
        ("Who sold the mill?", P, "Varga Steel bought the mill in March.", "Varga Steel"),
        ("Who borrowed the money?", P, "Dunmore Bank lent the money without a pledge.", "Dunmore Bank"),
        # not done
        ("When was Ida Maren charged?", T, "Ida Maren left Orvik in 2019 and has not been charged.", "2019"),
        ("Where was the boat found?", W, "The boat sailed from Orvik and was not found.", "Orvik"),
        # who somebody is does not say who did something to him
        ("Who replaced Tessen as mayor?", P, "Tessen was hired as a harbour master last week.", "harbour master"),
        ("Who attacked Tessen?", P, "Tessen, a former harbour master, lives alone.", "former harbour master"),
        ("Who appointed Tessen?", P, "Tessen was hired as the head of the Harbour Board.", "Harbour Board"),
        ("Who was Tessen's predecessor?", P, "Tessen, a former pilot, was hired last week.", "former pilot, was hired"),
        # what he is now is not what he was
        (
            "What was Tessen's earlier position?",
            AnswerType.THING,
            "Tessen, the harbour master, spoke.",
            "harbour master",
        ),
        # no word of the event
        ("Where was Ida Maren born?", W, "Ida Maren teaches chemistry in Orvik.", "Orvik"),
        ("When was Ida Maren arrested?", T, "The police visited the flat of Ida Maren in May.", "May"),
        ("how many villagers were killed in the flood", N, "The flood cost 80 villagers their harvest.", "80"),
        # another rank, measure, or no time
        (
            "What is the largest port of Marrow?",
            AnswerType.THING,
            "Orvik is the second-largest port of Marrow.",
            "Orvik",
        ),
        ("How heavy is the bell?", N, "The bell is 4 feet tall.", "4 feet"),
        ("How much does the bell weigh?", N, "The bell was sold for $30,000.", "$30,000"),
        ("How many tonnes of wheat does Marrow grow?", N, "Marrow grows 12% of the wheat.", "12%"),
        ("When did the gale end?", T, "The gale flattened the pear orchards of Orvik.", "pear orchards"),
        # deeds that befall a thing in turn
        ("When was the pier built?", T, "The pier collapsed in October.", "October"),
        ("When were the flights suspended?", T, "Flights resumed on Tuesday.", "Tuesday"),
        ("Who closed the mill?", P, "Ida Maren opened the mill.", "Ida Maren"),
        ("How much does a ticket cost?", N, "A reward of 9,000 crowns was offered at the zoo.", "9,000 crowns"),
    ],
)
def test_what_tells_of_something_near_is_no_answer(question: str, kind: AnswerType, text: str, words: str) -> None:
    assert tells_of_another(question, kind, text, words)


@pytest.mark.parametrize(
    ("question", "kind", "text", "words"),
    [
        ("How many miners were injured?", N, "The blast killed nine miners and injured 14.", "14"),
        ("how many miners were hurt", N, "After the blast 14 miners were taken to hospital.", "14"),
        ("How many sailors died?", N, "Three sailors lost their lives off Brannoch.", "Three"),
        ("How many people survived?", N, "Rescuers saved 20 people from the roof.", "20"),
        ("How many children fell ill?", N, "The mayor said 50 children and two adults fell ill.", "50"),
        ("Who sold the mill?", P, "Varga Steel bought the mill from Lorne Brothers.", "Lorne Brothers"),
        ("Who bought the mill?", P, "The mill was sold to Varga Steel.", "Varga Steel"),
        ("When was Ida Maren charged?", T, "Ida Maren was charged in 2019.", "2019"),
        ("When was Ida Maren last paid?", T, "Ida Maren has not been paid since May.", "May"),
        ("Who replaced Tessen as mayor?", P, "Tessen was replaced by a retired pilot.", "retired pilot"),
        ("Who hired Tessen?", P, "Tessen was hired by the head of the Harbour Board.", "head of the Harbour Board"),
        ("What was Tessen's earlier position?", AnswerType.THING, "Tessen is a former pilot.", "former pilot"),
        ("Who does Tessen work for?", P, "Tessen is a pilot for Orvik Air.", "pilot for Orvik Air"),
        ("Where was Ida Maren born?", W, "Ida Maren, a native of Orvik, teaches chemistry.", "Orvik"),
        ("When was Ida Maren arrested?", T, "The police caught Ida Maren in May.", "May"),
        ("how many villagers were killed", N, "The flood claimed 80 lives.", "80"),
        ("What is the largest port of Marrow?", AnswerType.THING, "Orvik is the largest port of Marrow.", "Orvik"),
        ("What is the second largest port?", AnswerType.THING, "Orvik is the second-largest port.", "Orvik"),
        ("How heavy is the bell?", N, "The bell weighs 900 pounds.", "900 pounds"),
        ("How many people own a boat?", N, "In Orvik 12% own a boat.", "12%"),
        ("When did the gale end?", T, "The gale ended after the church fair.", "after the church fair"),
        ("When was the pier built?", T, "The pier, built in 1902, collapsed in October.", "1902"),
        ("When was the mill closed?", T, "Ida Maren shut the mill in June.", "June"),
        ("How much was the fine?", N, "The zoo got a fine of 9,000 crowns.", "9,000 crowns"),
        ("How much does a ticket cost?", N, "A ticket to the zoo costs 9 crowns.", "9 crowns"),
    ],
)
def test_what_answers_stays(question: str, kind: AnswerType, text: str, words: str) -> None:
    assert not tells_of_another(question, kind, text, words)


@pytest.mark.parametrize(
    ("question", "value", "names"),
    [
        ("Who sat on the panel with Maren?", "Ida Maren", True),
        ("Who replaced Tessen?", "Jon Tessen, a pilot", True),
        ("Who replaced Jon Tessen?", "Ruth Tessen", False),
        ("Who runs the Tessen Foundation?", "Jon Tessen", False),
        ("Who founded Tessen?", "Jon Tessen", False),
        ("Who did Jon Tessen start the firm with?", "Jon Tessen", True),
        ("Who is Tessen's sister?", "Ruth Tessen", False),
        ("Who replaced Tessen?", "Ida Maren", False),
    ],
)
def test_whom_a_question_names_is_not_whom_it_asks_for(question: str, value: str, names: bool) -> None:
    assert whom_it_names(asked_of(question, P), value) is names
