"""Who said what, in small texts about invented people."""

from dataclasses import replace

import pytest

from retrieval.speech import Form, Polarity, Quotation, quotations, roles
from retrieval.types import Sentence
from tests.retrieval.reader_case import sentences


def of(text: str, *, source: str | None = None) -> list[Sentence]:
    found = [sentence for sentence, _ in sentences(text)]
    return [replace(each, article=replace(each.article, source=source)) for each in found]


def heard(text: str) -> list[tuple[str | None, str]]:
    return [(each.speaker, each.words) for each in quotations(of(text))]


def only(text: str) -> Quotation:
    found = quotations(of(text))
    assert len(found) == 1
    return found[0]


def test_direct_speech_goes_on_to_the_sentences_behind_and_before_its_attribution() -> None:
    text = (
        "“The harbour is closed. Nobody may sail today,” Mayor Ines Calder said. “It will open on Friday.”\n\n"
        "She told reporters that the storm had broken two cranes."
    )
    assert heard(text) == [
        ("Ines Calder", "“The harbour is closed."),
        ("Ines Calder", "Nobody may sail today,”"),
        ("Ines Calder", "“It will open on Friday.”"),
        ("Ines Calder", "the storm had broken two cranes"),
    ]
    carried = quotations(of(text))[2]
    assert carried.attributed is not None
    assert "Calder said" in carried.attributed.text


@pytest.mark.parametrize(
    ("text", "speaker", "words", "form"),
    [
        (
            "Ferry captain Tom Harlow said that the pier was too dark.",
            "Tom Harlow",
            "the pier was too dark",
            Form.INDIRECT,
        ),
        ("The pier was too dark, said Tom Harlow.", "Tom Harlow", "The pier was too dark", Form.INDIRECT),
        (
            "The pier was too dark, according to the harbour master, Tom Harlow.",
            "Tom Harlow",
            "The pier was too dark",
            Form.ACCORDING,
        ),
        (
            "Tom Harlow called the new pier “a disgrace to the whole town”.",
            "Tom Harlow",
            "“a disgrace to the whole town”",
            Form.DIRECT,
        ),
        (
            "Tom Harlow was quoted as saying that the pier would close.",
            "Tom Harlow",
            "the pier would close",
            Form.INDIRECT,
        ),
    ],
)
def test_the_ways_of_reporting(text: str, speaker: str, words: str, form: Form) -> None:
    found = only(text)
    assert (found.speaker, found.words, found.form) == (speaker, words, form)


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        (
            "Writing online, the former mayor Diego Santos described the plan as “reckless and expensive”.",
            "Diego Santos",
        ),
        (
            "The talks were, as the envoy Pierre Lambert put it, “a conversation in two different rooms”.",
            "Pierre Lambert",
        ),
        ("The raid was “cowardly and a disgrace”, in the words of Defence Minister Jakub Novak.", "Jakub Novak"),
        ("A statement from the Interior Ministry said two officers had been wounded.", "Interior Ministry"),
        ("Police chief Ramon Ortiz: “We know who did it.”", "Ramon Ortiz"),
        ("President Miriam Castellanos was blunt: “They lied to us.”", "Miriam Castellanos"),
        ("Her two favourite films came with Anna Pike: “Night Ferry”, a comedy, and “Dawn”.", ""),
        ("“If they come, they will come,” shrugged Paul Stone, who runs a shop.", "Paul Stone"),
        ("Ana Ruiz, the fire chief of Marrow Bay, tweeted last week that two boats had burned.", "Ana Ruiz"),
        ("Two boats burned, Ana Ruiz, director of the Institute for Fire Safety, told reporters.", "Ana Ruiz"),
        ("WHO said on Monday that the outbreak was over.", "WHO"),
        ("The owner of Regal Cinemas confirmed on Monday that it was bankrupt.", ""),
        ("Anna Pike said the bill was a mess, while Mark Dunne argued that it did not go far.", "Anna Pike|Mark Dunne"),
        (
            "The US Embassy in Honiara closed on Monday. “We received a letter about it,” the embassy said.",
            "US Embassy",
        ),
    ],
)
def test_who_speaks_in_other_forms_of_reporting(text: str, speakers: str) -> None:
    assert "|".join(filter(None, (each.speaker for each in quotations(of(text))))) == speakers


def test_a_few_quoted_words_that_nobody_says_are_no_quotation() -> None:
    assert heard("Tom Harlow opened the “floating pier” in Marrow Bay on Monday.") == []


def test_the_outlet_stands_apart_from_the_speaker() -> None:
    told = only("Tom Harlow told Reuters that the pier would close.")
    assert (told.speaker, told.outlet) == ("Tom Harlow", "Reuters")
    said = only("Tom Harlow said the pier would close, according to Al Jazeera.")
    assert (said.speaker, said.outlet) == ("Tom Harlow", "Al Jazeera")
    alone = only("According to Al Jazeera, the pier will close in May.")
    assert (alone.speaker, alone.outlet) == (None, "Al Jazeera")


def test_denial_and_refusal_are_kept_as_such() -> None:
    denied = only("Tom Harlow denied that he had been asleep at the wheel.")
    assert (denied.polarity, denied.words) == (Polarity.DENIED, "denied that he had been asleep at the wheel")
    refused = only("Tom Harlow declined to comment on the accident.")
    assert (refused.polarity, refused.speaker) == (Polarity.REFUSED, "Tom Harlow")
    confirmed = only("Tom Harlow confirmed that two people were hurt.")
    assert confirmed.polarity is Polarity.CONFIRMED


def test_a_paragraph_ends_an_unclosed_quotation_and_the_next_goes_on_with_it() -> None:
    text = (
        "Ines Calder said: “The harbour is closed until the cranes are mended.\n\n"
        "“Nobody will lose work over it.”\n\nThe ferries wait in Marrow Bay."
    )
    assert heard(text) == [
        ("Ines Calder", "“The harbour is closed until the cranes are mended"),
        ("Ines Calder", "“Nobody will lose work over it.”"),
    ]


def test_somebody_without_a_name_has_none() -> None:
    text = "Ines Calder met the owners on Monday. A spokesman for Ines Calder said that the harbour would open."
    assert [each.speaker for each in quotations(of(text))] == [None]


def test_nothing_is_carried_over_a_gap() -> None:
    found = of("Ines Calder said: “The harbour is closed. It stays so. We wait.”")
    assert [each.speaker for each in quotations([found[0], found[2]])] == ["Ines Calder"]


def test_sentences_without_annotation_report_nothing() -> None:
    bare = [replace(each, annotation=None) for each in of("Tom Harlow said that the pier was dark.")]
    assert quotations(bare) == ()


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("Harbour spokesman Tom Harlow spoke on Monday.", "Harlow", ["Harbour spokesman"]),
        ("Tom Harlow, a former captain of the Aldora, spoke.", "tom harlow", ["a former captain of the Aldora"]),
        ("The mayor of Marrow Bay, Ines Calder, spoke.", "Calder", ["The mayor of Marrow Bay"]),
        ("Ines Calder is the mayor of Marrow Bay.", "Ines Calder", ["the mayor of Marrow Bay"]),
        ("Ines Calder was appointed as president of the board.", "Calder", ["president of the board"]),
        ("The bay was won by former rebel Tom Harlow on Monday.", "Harlow", ["former rebel"]),
        ("They heard drummer Tom Harlow on Monday.", "Harlow", ["drummer"]),
        ("On Monday morning Tom Harlow spoke.", "Harlow", []),
        ("Tom Harlow is not the mayor.", "Harlow", []),
        ("His wife, Ines Calder, spoke.", "Calder", []),
        ("Bob Calder, a former captain of the Aldora, spoke.", "Ines Calder", []),
        ("Sailing for Marrow is a free course that teaches children.", "Sailing for Marrow", ["a free course"]),
        ("Rule 42 is a harbour order that keeps ferries away.", "Rule 42", ["a harbour order"]),
        ("Lightsday, a local holiday since 2021, marks the fire.", "Lightsday", ["a local holiday"]),
        ("The bay's harbour watchdog, the MBHA, said so on Monday.", "MBHA", ["The bay's harbour watchdog"]),
        ("KORVAS are long-range ferry radars.", "KORVAS", ["long-range ferry radars"]),
        ("Quiet Monday is the day after Easter.", "Quiet Monday", ["the day after Easter"]),
        ("In Aldora, a local crowd, mostly sailors, waited.", "Aldora", []),
        ("The mayor of Aldora is a former captain.", "Aldora", []),
    ],
)
def test_roles(text: str, name: str, expected: list[str]) -> None:
    assert [role.words for role in roles(of(text), name)] == expected
