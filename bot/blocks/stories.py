"""Modals about one story of an edition: a question, why its sentence, and what a manager makes of it."""

from collections.abc import Sequence
from typing import Any

from bot import messages
from bot.blocks import escape, limits, parts
from bot.blocks.buttons import Action, ButtonValue, button
from bot.blocks.edition import why_said_of
from bot.blocks.fields import option
from bot.blocks.modals import LONGEST_QUESTION, asked, modal
from bot.blocks.records import Block, View
from bot.digests.records import Told
from retrieval.stories import Story

ASK_ABOUT_CALLBACK = "onrecord:ask-about"
QUESTION_BLOCK, QUESTION_INPUT = "question", "text"  # value
PART_CALLBACK = "onrecord:part"
CHOICE_BLOCK, CHOICE_INPUT = "choice", "choice"  # selected_option.value
_MOST = 100


def ask_about_modal(told: Told, *, metadata: str) -> View:
    """One question about a story; the answer is for the asker alone, to be shared."""
    element = {
        "type": "plain_text_input",
        "action_id": QUESTION_INPUT,
        "max_length": LONGEST_QUESTION,
        "focus_on_load": True,
    }
    block = {
        "type": "input",
        "block_id": QUESTION_BLOCK,
        "label": parts.plain_text(messages.ASK_LABEL, 200),
        "hint": parts.plain_text(messages.ASK_ABOUT_HINT, 200),
        "element": element,
    }
    return modal(
        messages.ASK_ABOUT_TITLE,
        [asked(told.headline), block],
        callback_id=ASK_ABOUT_CALLBACK,
        submit=messages.ASK,
        metadata=metadata,
    )


def why_story_modal(told: Told, story: Story, *, manager: ButtonValue | None = None) -> View:
    """Why this sentence, and every article of the story; for a manager with buttons that carry ``manager``."""
    buttons = (
        []
        if manager is None
        else [
            button(messages.SPLIT, Action.SPLIT_STORY, manager),
            button(messages.SAME_STORY, Action.SAME_STORY, manager),
        ]
    )
    head = [
        asked(told.headline),
        parts.says(f"{messages.WHY_SENTENCE} {why_said_of(told)}; {messages.breadth(told.outlets, told.texts)}."),
        parts.says(messages.ALL_ARTICLES),
    ]
    lines: list[list[Block]] = [
        [
            parts.rich(
                parts.bulleted(
                    [
                        [
                            parts.text(escape.plain(article.title, 200), bold=True),
                            parts.text(f"  {escape.plain(article.source or messages.UNNAMED_SOURCE, 100)}, "),
                            parts.text(messages.UNDATED)
                            if article.published_at is None
                            else parts.date(article.published_at),
                        ]
                    ]
                )
            )
        ]
        for article in story.articles
    ]
    tail: list[Block] = [{"type": "actions", "elements": buttons}] if buttons else []
    return modal(messages.WHY_STORY_TITLE, limits.in_view(head, lines, tail))


def part_modal(title: str, label: str, headline: str, choices: Sequence[tuple[str, str]], *, metadata: str) -> View:
    """One choice among articles or stories."""
    options = [option(value, text) for value, text in choices[:_MOST]]
    element: dict[str, Any] = {"type": "static_select", "action_id": CHOICE_INPUT, "options": options}
    block = {
        "type": "input",
        "block_id": CHOICE_BLOCK,
        "label": parts.plain_text(label, 200),
        "hint": parts.plain_text(messages.KEPT_FOR_GOOD, 200),
        "element": element,
    }
    return modal(title, [asked(headline), block], callback_id=PART_CALLBACK, submit=messages.SAVE, metadata=metadata)
