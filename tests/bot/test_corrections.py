"""When a quoted sentence counts as corrected, and when nothing is said."""

import pytest

from bot.corrections.comparing import Found, Line, beside, compare, notice_in, still_says
from bot.store.corrections_table import Kind
from retrieval.text.split import split

OLD = (
    "A fire broke out in Port Azul on Friday. In the fire 14 people were hurt, the mayor said. "
    "The harbour was shut for a day. Nobody knows yet what caused it. Four boats sank."
)
QUOTED = "In the fire 14 people were hurt, the mayor said."


def lines(text: str) -> tuple[Line, ...]:
    return tuple(
        Line(id=f"{n}", text=text[span.start : span.end], place=span.start / len(text))
        for n, span in enumerate(split(text))
    )


def held(new: str, quoted: str = QUOTED) -> Found | None:
    place = OLD.index(quoted) / len(OLD)
    return compare(quoted, place, old=lines(OLD), new=lines(new), old_text=OLD, new_text=new)


@pytest.mark.parametrize(
    "new",
    [
        OLD,
        OLD.replace(" ", "\n"),
        "The mayor resigned. " + OLD,
        OLD.replace(QUOTED + " ", "") + " " + QUOTED,
        OLD.replace("Four boats sank.", "Five boats sank."),  # another sentence changed
        "Live: all updates on the fire have moved to another page.",  # written anew: nothing sure
    ],
)
def test_what_stands_or_only_moved_is_no_correction(new: str) -> None:
    assert held(new) is None


def test_a_changed_sentence_is_the_nearest_new_one() -> None:
    found = held(OLD.replace("14 people", "17 people"))
    assert found == Found(kind=Kind.CHANGED, sentence_id="1")


def test_a_sentence_that_stood_there_before_takes_nobodys_place() -> None:
    twin = "In the fire 12 people were hurt, the mayor said."
    found = compare(
        QUOTED,
        0.3,
        old=lines(f"{OLD} {twin}"),
        new=lines(OLD.replace(QUOTED + " ", "") + " " + twin),
        old_text=f"{OLD} {twin}",
        new_text=OLD.replace(QUOTED + " ", "") + " " + twin,
    )
    assert found == Found(kind=Kind.GONE)


def test_a_sentence_taken_out_is_gone() -> None:
    assert held(OLD.replace(QUOTED + " ", "")) == Found(kind=Kind.GONE)


def test_a_notice_is_told_though_the_sentence_stands() -> None:
    notice = "This article was amended on 3 March: the harbour reopened on Sunday."
    assert held(f"{OLD}\n\n{notice}") == Found(kind=Kind.NOTICE, notice=notice)


@pytest.mark.parametrize(
    ("line", "is_one"),
    [
        ("Correction: the number was wrong.", True),
        ("CORRECTION (12 July): the number was wrong.", True),
        ("Clarification, 12 July 2025: the number was wrong.", True),
        ("An earlier version of this article misspelled a name.", True),
        ("This article was amended on 12 July.", True),
        ("Corrections officers on strike: what we know", False),
        ("Correction officer killed in prison: police", False),
        ("A version of this article appears in print.", False),
        ("This article was first published in May.", False),
    ],
)
def test_what_a_correction_notice_is(line: str, is_one: bool) -> None:
    assert notice_in(f"Text.\n{line}", "Text.") == (line if is_one else None)
    assert notice_in(f"Text.\n{line}", f"{line}\nText.") is None


def test_marks_and_blanks_make_no_difference() -> None:
    assert still_says("“It’s over” – he said.", 'Then: "It\'s  over" - he\nsaid. Nobody spoke.')


@pytest.mark.parametrize(
    ("said", "before", "text", "new"),
    [
        ("The name was wrong.", (), OLD, True),
        (None, (), OLD, False),
        ("The name was “wrong”.", ('The name was "wrong".',), OLD, False),
        ("Four  boats sank.", (), OLD, False),
    ],
)
def test_what_a_page_says_beside_its_text_counts_when_it_was_not_said_before(
    said: str | None, before: tuple[str, ...], text: str, new: bool
) -> None:
    notice = beside(said, before, text)
    assert (notice is not None) is new
    place = OLD.index(QUOTED) / len(OLD)
    found = compare(QUOTED, place, old=lines(OLD), new=lines(OLD), old_text=OLD, new_text=OLD, said=notice)
    assert found == (Found(kind=Kind.NOTICE, notice=notice) if new else None)
