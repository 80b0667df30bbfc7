"""The sentence that most texts of a story support, and which sentences can stand alone."""

from datetime import UTC, datetime

import pytest

from bot.digests.supporting import Text, alike, supported
from retrieval.types import Article, Level, Sentence, SentenceKind

AT = datetime(2025, 7, 20, tzinfo=UTC)
TITLE = "Ferry strike in Pell Point ends"
LEAD = "The ferry strike in Pell Point ended on Monday after nine days, the harbour office said."
SAME = "After nine days the ferry strike in Pell Point has ended, said the harbour office."
OTHER = "Shops in Pell Point ran out of bread during the ferry strike, and the school stayed shut."
BACKGROUND = "Pell Point, a town of 4,000 people, has had a ferry to the mainland since 1902."


def text(group: int, *sentences: str) -> Text:
    article = Article(
        key=str(group),
        collection="news",
        title=TITLE,
        source=None,
        url=None,
        published_at=AT,
        precision=None,
        version=1,
        fetched_at=AT,
    )
    made = []
    for n, words in enumerate(sentences):
        made.append(
            Sentence(
                sentence_id=f"news/{group}:1:{n}",
                article=article,
                position=n,
                paragraph=0,
                start=n,
                end=n + len(words),
                text=words,
                kind=SentenceKind.BODY,
                level=Level.LIGHT,
            )
        )
    return Text(group=group, sentences=tuple(made))


def test_what_two_texts_say_comes_before_what_one_says() -> None:
    first = supported([text(1, OTHER, LEAD), text(2, SAME), text(3, OTHER.replace("bread", "milk"))], TITLE)[0]
    assert first.supporters == 2
    assert first.sentence.text in {OTHER, LEAD, SAME}
    best = supported([text(1, OTHER, LEAD), text(2, SAME)], TITLE)[0]
    assert (best.sentence.text, best.supporters) == (SAME, 2)


def test_background_that_all_texts_share_is_not_the_news() -> None:
    texts = [text(n, LEAD if n == 1 else SAME, OTHER, OTHER, OTHER, BACKGROUND) for n in (1, 2, 3)]
    assert BACKGROUND not in {found.sentence.text for found in supported(texts, TITLE)}


def test_names_that_all_texts_share_support_nothing() -> None:
    names = "Alder Air's name will live on; Brisk Wings, the smaller airline, will not."
    other = "Brisk Wings agreed to be bought by Alder Air, the airline said, for 2.6 billion crowns."
    found = supported([text(1, names), text(2, other)], "Alder Air may buy Brisk Wings")
    assert [one.supporters for one in found] == [1, 1]


@pytest.mark.parametrize(
    "words",
    [
        "He said on Monday that the ferry strike in Pell Point had ended.",
        "the ferry strike in Pell Point ended on Monday after nine days.",
        "The ferry strike in Pell Point ended on Monday after nine days, said",
        "Editor's note: this page on the ferry strike in Pell Point is updated as news comes in.",
        "Ferry strike ends.",
        '"The ferry strike in Pell Point has cost us nine days of work and more.',
        "The ferry strike in Pell Point " + "and the harbour " * 30 + "ended.",
    ],
)
def test_what_cannot_stand_alone_is_not_quoted(words: str) -> None:
    assert supported([text(1, words)], TITLE) == ()


def test_alike_by_the_words_of_the_shorter() -> None:
    assert alike(LEAD, SAME) > 0.8
    assert alike(LEAD, OTHER) < 0.6
    assert alike("Yes.", "Yes.") == 1.0
