"""Names repaired over an article, and pronouns, short names and roles that find the right person, or nobody."""

from pathlib import Path

import pytest

from retrieval.language.analyse import Analyser
from retrieval.types import AnalysedVersion, Mention, MentionKind

SEED = next(Path(__file__).parents[2].joinpath("seeds").glob("000_*.txt"))


@pytest.fixture(scope="module")
def analyser() -> Analyser:
    return Analyser()


@pytest.fixture(scope="module")
def seed() -> str:
    return SEED.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def analysed(analyser: Analyser, seed: str) -> AnalysedVersion:
    return analyser.full("", seed)


def entities(version: AnalysedVersion, text: str) -> list[tuple[str, str]]:
    return [
        (text[s.start + e.start : s.start + e.end], e.label)
        for s in version.sentences
        if s.annotation is not None
        for e in s.annotation.entities
    ]


def mentions(version: AnalysedVersion, text: str) -> list[tuple[str, str]]:
    return [(text[s.start + m.start : s.start + m.end], m.refers_to) for s in version.sentences for m in s.mentions]


def resolved(analyser: Analyser, text: str) -> list[tuple[str, str]]:
    return mentions(analyser.full("", text), text)


def mention(version: AnalysedVersion, text: str, start: str, words: str) -> Mention:
    sentence = next(s for s in version.sentences if text[s.start :].startswith(start))
    return next(m for m in sentence.mentions if text[sentence.start + m.start : sentence.start + m.end] == words)


@pytest.mark.parametrize(
    "name", ["Rustem Umerov", "Umerov", "Zelenskyy", "Volodymyr Zelenskyy", "Putin", "Donald Trump", "Trump"]
)
def test_a_person_is_one_wherever_the_article_says_so(analysed: AnalysedVersion, seed: str, name: str) -> None:
    labels = {label for text, label in entities(analysed, seed) if text == name}
    assert labels == {"PERSON"}


def test_capitals_of_a_heading_are_no_name(analysed: AnalysedVersion, seed: str) -> None:
    assert not {"MINISTRY", "World News"} & {text for text, _ in entities(analysed, seed)}


def test_he_who_chaired_the_delegation(analysed: AnalysedVersion, seed: str) -> None:
    he = mention(analysed, seed, "He chaired", "He")
    assert (he.refers_to, he.kind, he.label) == ("Rustem Umerov", MentionKind.PRONOUN, "PERSON")
    assert seed[he.named_start : he.named_end] == "Rustem Umerov"
    country = mention(analysed, seed, "He chaired", "his country")
    assert (country.refers_to, country.kind, country.label) == ("Ukraine", MentionKind.POSSESSIVE, "GPE")


def test_the_other_pronouns_of_the_seed(analysed: AnalysedVersion, seed: str) -> None:
    assert mention(analysed, seed, "He reiterated", "He").refers_to == "Volodymyr Zelenskyy"
    assert mention(analysed, seed, "He also promised", "He").refers_to == "Donald Trump"


def test_mentions_add_the_terms_the_sentence_lacks(analysed: AnalysedVersion, seed: str) -> None:
    sentence = next(s for s in analysed.sentences if seed[s.start :].startswith("He chaired"))
    assert sentence.mention_tokens == ("rustem", "umerov", "ukrain")
    umerov = next(s for s in analysed.sentences if seed[s.start :].startswith("Umerov, a former"))
    assert umerov.mention_tokens == ("rustem",)


def test_a_pronoun_in_doubt_does_not_stand_between_a_name_and_the_next_one(analyser: Analyser) -> None:
    text = (
        "Bulgarian Foreign Minister Elena Lundova confirmed that Stoyan Dahlov, the head of the Harbour Agency on "
        "Tuesday, presented a plan for a corridor along the western coast.\n"
        "“Nobody will insure a ship without without a guarantee, L Lundova said to the journalists in the evening. "
        "“We need the guarantee before the harvest.”\n"
        "He added that five of the eleven ports were ready to receive the vessels.\n"
        "Dahlov, a former admiral, was appointed as the head of the agency in June and was assigned to bring the "
        "insurers back to table.\nHe led his country’s delegation in three previous rounds in Istanbul last year."
    )
    assert ("He", "Stoyan Dahlov") in resolved(analyser, text)


def test_what_an_island_is_called_is_no_person(analyser: Analyser) -> None:
    text = "Born in 1934 on the island of Korvo, the daughter of a keeper, Greta Lind left school at 15."
    assert {label for name, label in entities(analyser.full("", text), text) if name == "Korvo"} <= {"GPE"}


def test_gender_tells_two_people_apart(analyser: Analyser) -> None:
    text = "Anna Lindqvist met Peter Okafor in Oslo on Monday. She said the talks went well. He did not agree."
    assert resolved(analyser, text) == [("She", "Anna Lindqvist"), ("He", "Peter Okafor")]


def test_two_men_in_doubt_are_left_alone(analyser: Analyser) -> None:
    text = "Tom Barlow and Peter Okafor argued for an hour in the street outside. Later the police found him."
    assert resolved(analyser, text) == []


def test_him_is_not_the_subject_of_its_own_clause(analyser: Analyser) -> None:
    text = "Peter Okafor walked into the room. Tom Barlow greeted him warmly."
    assert ("him", "Tom Barlow") not in resolved(analyser, text)


def test_a_pronoun_in_a_quotation_is_not_its_speaker(analyser: Analyser) -> None:
    text = "Tom Barlow resigned on Friday. “He was tired of it,” Peter Okafor said."
    assert ("He", "Peter Okafor") not in resolved(analyser, text)


def test_an_unnamed_man_stands_in_the_way(analyser: Analyser) -> None:
    text = "Tom Barlow owns the shop. On Friday a police officer came in. He asked for the keys."
    assert resolved(analyser, text) == []


def test_a_title_tells_namesakes_apart_and_their_bare_name_does_not(analyser: Analyser) -> None:
    text = "Tom Barlow and Anna Barlow run the shop together. Mrs Barlow keeps the books. Barlow was fined last year."
    found = resolved(analyser, text)
    assert ("Barlow", "Anna Barlow") in found
    assert ("Barlow", "Tom Barlow") not in found


def test_a_role_is_the_one_person_who_has_it(analyser: Analyser) -> None:
    one = "Norwegian foreign minister Anna Lindqvist arrived on Monday. The minister will stay until Friday."
    assert ("The minister", "Anna Lindqvist") in resolved(analyser, one)
    two = (
        "Norwegian foreign minister Anna Lindqvist met Swedish foreign minister Peter Okafor on Monday. "
        "The minister will stay until Friday."
    )
    assert not [name for words, name in resolved(analyser, two) if words == "The minister"]


def test_his_country_is_the_one_the_article_gives_him(analyser: Analyser) -> None:
    text = (
        "The summit opened in Norway on Monday. Norwegian Prime Minister Peter Okafor spoke first. "
        "He said his country would pay."
    )
    found = resolved(analyser, text)
    assert ("his country", "Norway") in found
    assert ("He", "Peter Okafor") in found


def test_a_queen_is_not_her_namesake(analyser: Analyser) -> None:
    text = "Elizabeth Barlow, a swimmer, met Queen Elizabeth in 2011. Barlow was twelve."
    assert resolved(analyser, text) == [("Barlow", "Elizabeth Barlow")]


def test_an_article_without_people_has_no_mentions(analyser: Analyser) -> None:
    assert resolved(analyser, "It rained in Oslo. The river rose by two metres, and it is still rising.") == []


def test_a_first_name_that_few_have_tells_he_from_she(analyser: Analyser) -> None:
    text = "Edvin Bron met Hanne Brix in Vardo on Monday. She said the wall was stable."
    assert resolved(analyser, text) == [("She", "Hanne Brix")]
