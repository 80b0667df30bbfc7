"""Slack's limits are kept by choosing less: whole citations are left out, and counted."""

import json
from dataclasses import replace

import pytest

from bot.answers import Entry, Status
from bot.blocks import Action, ButtonValue, answer_message, context_modal, more_modal, read_value, value_of
from bot.blocks.limits import MESSAGE_BLOCKS, MESSAGE_CHARACTERS, VIEW_BLOCKS, size
from bot.blocks.modals import modal
from bot.blocks.quotes import verbatim
from bot.blocks.records import Passage
from bot.links import Links
from tests.bot.cited import HELD, answered, citation, sentence

LONG = ("A sentence that goes on and on, " * 32)[:1_000].strip()


def quotes_in(blocks: object) -> list[str]:
    """The quotes of numbered lists, put together again."""
    found: list[str] = []
    for block in blocks:  # type: ignore[attr-defined]
        for part in block.get("elements", ()) if block["type"] == "rich_text" else ():
            if part["type"] == "rich_text_list" and part["style"] == "ordered":
                found += [verbatim(item["elements"]) for item in part["elements"]]
    return found


def test_a_long_listing_shows_fewer_sentences_each_whole() -> None:
    listing = replace(answered(*(citation(LONG, n=n) for n in range(1, 31))), intent="search", answer=None)
    message = answer_message(listing, answer_id="a", links=Links(), held=HELD)
    assert size(message.blocks) <= MESSAGE_CHARACTERS
    quoted = quotes_in(message.blocks)
    assert 5 <= len(quoted) < 30
    assert set(quoted) == {LONG}
    note = next(b["elements"][0]["text"] for b in message.blocks if "did not fit" in json.dumps(b))
    assert note == f"{30 - len(quoted)} more did not fit here: press Context."


@pytest.mark.parametrize("length", range(700, 1_000, 7))
def test_the_note_counts_what_it_costs_itself(length: int) -> None:
    listing = replace(answered(*(citation("a" * length, n=n) for n in range(1, 31))), intent="search", answer=None)
    blocks = answer_message(listing, answer_id="a", links=Links(), held=HELD).blocks
    assert size(blocks) <= MESSAGE_CHARACTERS
    assert f'"{30 - len(quotes_in(blocks))} more did not fit here' in json.dumps(blocks)


def test_many_short_lines_keep_to_fifty_blocks() -> None:
    entries = tuple(Entry(label="12 May", value=f"line {n}") for n in range(80))
    message = answer_message(
        replace(answered(citation()), entries=entries), answer_id="a", links=Links(), held=HELD, asker="U1"
    )
    assert len(message.blocks) <= MESSAGE_BLOCKS
    assert "did not fit" in json.dumps(message.blocks)
    assert message.blocks[-1]["type"] == "context_actions"  # the buttons are never what is left out


def test_three_citations_of_the_longest_sentences_all_fit() -> None:
    cited = [citation(LONG + "é" * (1_000 - len(LONG)), n=n) for n in (1, 2, 3)]
    message = answer_message(answered(*cited), answer_id="a" * 32, links=Links(), held=HELD, asker="U1")
    assert len(quotes_in(message.blocks)) == 3
    assert "did not fit" not in json.dumps(message.blocks)


def test_numbers_go_on_where_citations_were_before() -> None:
    view = more_modal("q", [citation(n=4), citation(n=5)], links=Links())
    lists = [b["elements"][0] for b in view["blocks"] if b["type"] == "rich_text" and b["elements"][0].get("style")]
    assert [item.get("offset") for item in lists] == [3, 4]


def test_views_keep_to_a_hundred_blocks() -> None:
    view = more_modal("q", [citation(n=n) for n in range(1, 200)], links=Links())
    assert len(view["blocks"]) <= VIEW_BLOCKS
    around = tuple(sentence(LONG) for _ in range(5))
    passages = [Passage(citation=citation(LONG, n=n), before=around, after=around) for n in range(1, 60)]
    assert len(context_modal(passages, links=Links())["blocks"]) <= VIEW_BLOCKS


def test_a_modal_with_nothing_says_so() -> None:
    assert "no longer in the record" in json.dumps(context_modal([], links=Links()))
    assert "nothing further" in json.dumps(more_modal("q", [], links=Links()))


def test_metadata_that_slack_would_refuse_is_refused_here() -> None:
    with pytest.raises(ValueError, match="3001 characters"):
        modal("t", [], metadata="m" * 3_001)


@pytest.mark.parametrize(
    "value", [ButtonValue(answer_id="0a"), ButtonValue(answer_id="é", n=3), ButtonValue(answer_id="x", good=False)]
)
def test_what_a_button_carries_comes_back(value: ButtonValue) -> None:
    assert read_value(value_of(value)) == value
    assert len(value_of(value)) < 2_000


@pytest.mark.parametrize("text", ["", "x", "[]", "{}", '{"a":1}', "null", '{"b":"c"}'])
def test_what_is_not_ours_is_none(text: str) -> None:
    assert read_value(text) is None


def test_odd_parts_of_a_value_are_dropped() -> None:
    assert read_value('{"a":"x","n":"3","g":1}') == ButtonValue(answer_id="x")
    assert read_value('{"a":"x","n":true}') == ButtonValue(answer_id="x")


def actions(**how: object) -> list[str]:
    message = answer_message(answered(citation()), answer_id="a", links=Links(), held=HELD, **how)  # type: ignore[arg-type]
    return [
        e["action_id"] for b in message.blocks if b["type"] in ("actions", "context_actions") for e in b["elements"]
    ]


def test_who_sees_which_buttons() -> None:
    usual = [Action.CONTEXT, Action.MORE, Action.WHY, Action.FOLLOW]
    assert actions(asker="U1") == [*usual, Action.DELETE, Action.FEEDBACK]
    assert actions(private=True) == [*usual, Action.SHARE, Action.FEEDBACK, Action.NOT_RIGHT]
    assert actions(asker="U1", unasked=True) == [*usual, Action.QUIET, Action.DELETE, Action.FEEDBACK]
    assert actions(more=False, follow=7) == [Action.CONTEXT, Action.WHY, Action.UNFOLLOW, Action.FEEDBACK]


def test_a_decline_is_not_shared() -> None:
    declined = replace(answered(), status=Status.DECLINED, answer=None, nearest=(citation(),))
    message = answer_message(declined, answer_id="a", links=Links(), held=HELD, private=True)
    assert "onrecord:share" not in json.dumps(message.blocks)
    assert "Searched: 412 articles, 3 sources, 18-20 July" in json.dumps(message.blocks)
    assert message.text.endswith("Searched: 412 articles, 3 sources, 18-20 July")
