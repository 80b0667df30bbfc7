"""What a sentence says that others did not: numbers with units, speakers, quotations."""

import pytest

from retrieval.language.analyse import Analyser
from retrieval.novelty import Fact, facts_of, may_have_speaker, new_facts
from retrieval.novelty.speakers import SAYING
from retrieval.types import Sentence
from tests.bot.slack.case import shared_analyser
from tests.retrieval.sentences import known, plain


@pytest.fixture(scope="module")
def analyser() -> Analyser:
    return shared_analyser()


def read(analyser: Analyser, *texts: str) -> tuple[Sentence, ...]:
    """The sentences of one article with everything known of them."""
    whole = " ".join(texts)
    return known(whole, analyser.full("", whole))


def of(kind: str, facts: tuple[Fact, ...]) -> list[str]:
    return [fact.value for fact in facts if fact.kind == kind]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Trump has set a 50 -day deadline", ["50 day"]),
        ("Damage of $3.2bn, or 12% of the budget, was found", ["3200000000 dollar", "12 percent"]),
        ("At least twenty-two people died", ["22"]),
        ("On 20 July 2025 at 10:30 the 45-year-old spoke of the F-16 and the G7", []),
        ("Anna Holm, 45, came second in the 4th of July run", []),
        ("The fire burnt 1,200 hectares and 30 km of fence", ["1200", "30 kilometre"]),
        ("The Artemis 1 mission and a Boeing 737 left in 165 BC with children younger than 5", []),
        ("In 12 towns prices rose 11% over the last 24 months", ["12", "11 percent"]),
        ("They may reach 40 may they not", ["40"]),
    ],
)
def test_numbers_have_units_and_dates_are_none(text: str, values: list[str]) -> None:
    assert of("number", facts_of(plain(text))) == values


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("A three-month truce began", ["3 month"]),
        ("Judge Odo Brack jailed the captain for 12 years", ["12 year"]),
        ("The captain was given 12 years in prison", ["12 year"]),
        ("The union banned two clubs for three years", ["2", "3 year"]),
        ("The ban was extended by 60 days", ["60 day"]),
        ("Police found 300 letters within 24 hours", ["300"]),
        ("It has been two years since they stepped back, and 24 hours later they were home", []),
        ("For 48 hours nobody slept; after a two-hour meeting a 30-year veteran spoke of a 10-year low", []),
        ("He gave Orrin 50 days; the deadline is now 12 days", ["50 day", "12 day"]),
        ("The strike lasted nine days, took three hours to end and was over after almost ten days", []),
        ("Another 12 people were hurt and 40 of the 60 boats sank", ["12", "40"]),
        ("All 22 members and the 14 champions met his two sons and Iran’s 20 envoys", []),
        ("Holm (45), who turned 46, met a 12-14 June deadline; Brack died at 82", []),
        ("The other 17 left after a six-hour expulsion hearing, and for the ensuing 11 minutes nobody spoke", []),
        ("A 12-member panel gave two-thirds of the 100-microgram doses to those of ages 12 to 15", []),
        ("The $3bn plan and the 12% rise stand", ["3000000000 dollar", "12 percent"]),
    ],
)
def test_a_count_taken_for_known_and_a_time_told_beside_are_none(text: str, values: list[str]) -> None:
    assert of("number", facts_of(plain(text))) == values


@pytest.mark.parametrize(
    ("before", "now", "new"),
    [
        ("It lasted for 48 hours", "A two-day curfew began", False),
        ("A two-week truce began", "A 14-day truce began", False),
        ("The ban of 24 months", "It is a two-year ban", False),
        ("It costs 5bn", "It costs $5 billion", False),
        ("It rose 12 percent", "Some 12 were hurt", True),
        ("A 14-day truce", "A 15-day truce", True),
    ],
)
def test_a_number_in_another_form_is_not_new(before: str, now: str, new: bool) -> None:
    assert bool(of("number", new_facts(plain(now), [plain(before)]))) is new


def test_a_number_is_new_unless_it_is_the_same_rounded() -> None:
    seen = [plain("The town has 19,870 people and 18 were hurt.")]
    assert not of("number", new_facts(plain("Some 20,000 live there."), seen))
    assert of("number", new_facts(plain("By now 20 were hurt."), seen)) == ["20"]


def test_a_quotation_is_new_unless_some_sentence_has_its_words() -> None:
    seen = [plain("He said: “We will not leave the harbour, ever.”")]
    assert not of("quote", new_facts(plain("“we will not leave the harbour”, he said."), seen))
    assert of("quote", new_facts(plain("“We may leave the harbour soon,” he said."), seen))
    assert not of("quote", new_facts(plain("He played in “The Last of the Harbour” and in “A Boat for Us”."), seen))
    assert not of("quote", new_facts(plain("The so-called “safe zone” is shut."), seen))


def test_a_speaker_is_named_by_the_sentence_or_by_a_mention(analyser: Analyser) -> None:
    sentences = read(analyser, "Recep Erdogan arrived in Istanbul.", "He said the talks go on.", "Police said so.")
    assert [of("speaker", facts_of(sentence)) for sentence in sentences] == [[], ["Recep Erdogan"], []]
    (other,) = read(analyser, "According to Maria Lopez, nothing was agreed.")
    assert of("speaker", new_facts(other, sentences)) == ["Maria Lopez"]
    (again,) = read(analyser, "Erdogan told reporters that he was pleased.")
    assert not of("speaker", new_facts(again, sentences))


@pytest.mark.parametrize("verb", sorted(SAYING))
def test_a_speaker_is_looked_for_wherever_a_verb_of_saying_has_any_form(analyser: Analyser, verb: str) -> None:
    past = {"say": "said", "tell": "told", "write": "wrote", "deny": "denied", "reply": "replied", "admit": "admitted"}
    stem = verb.removesuffix("e")
    forms = (past.get(verb, f"{stem}ed"), f"{verb[:-1]}ies" if verb in ("deny", "reply") else f"{verb}s")
    progressive = "admitting" if verb == "admit" else f"{stem}ing"
    texts = [f"Maria Lopez {form} that the harbour is shut." for form in (*forms, f"is {progressive}")]
    texts += ["Maria Lopez had written that it is shut.", "ACCORDING TO Maria Lopez it is shut."]
    assert all(map(may_have_speaker, texts))
    assert of("speaker", facts_of(read(analyser, texts[0])[0])) == ["Maria Lopez"]


def test_no_speaker_is_looked_for_where_nobody_speaks(analyser: Analyser) -> None:
    (quiet,) = read(analyser, "Maria Lopez ran through the harbour with two guns.")
    assert not may_have_speaker(quiet.text)
    assert not of("speaker", facts_of(quiet))


def test_every_span_lies_in_its_sentence(analyser: Analyser) -> None:
    text = "“We lost $40m and 3 ships,” said Maria Lopez of the Harbour Union."
    (sentence,) = read(analyser, text)
    found = {(fact.kind, text[fact.span.start : fact.span.end]) for fact in facts_of(sentence)}
    assert {("number", "$40m"), ("number", "3"), ("speaker", "Maria Lopez")} <= found
