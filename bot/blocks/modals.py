"""What opens when a button or a shortcut is used. Every modal only shows what is stored: it opens within a second."""

from collections.abc import Sequence
from typing import Any

from bot import messages
from bot.answers import Citation
from bot.blocks import escape, limits, parts, quotes
from bot.blocks.records import Block, Passage, View
from bot.checking import Check, Checked
from bot.links import Links
from retrieval.types import Sentence

ASK_CALLBACK = "onrecord:ask"
QUESTION_BLOCK, QUESTION_INPUT = "question", "text"  # view.state.values[QUESTION_BLOCK][QUESTION_INPUT].value
LONGEST_QUESTION = 2_000
_TITLE_LIMIT = 24
_METADATA_LIMIT = 3_000


def modal(title: str, blocks: Sequence[Block], *, callback_id: str = "", submit: str = "", metadata: str = "") -> View:
    """A modal of these blocks; with ``submit`` it is a form. Raises ValueError for metadata that Slack would refuse."""
    if len(metadata) > _METADATA_LIMIT:
        raise ValueError(f"private_metadata of {len(metadata)} characters; Slack takes {_METADATA_LIMIT}")
    view: View = {
        "type": "modal",
        "title": parts.plain_text(title, _TITLE_LIMIT),
        "close": parts.plain_text(messages.CANCEL if submit else messages.CLOSE, _TITLE_LIMIT),
        "blocks": list(blocks),
    }
    if callback_id:
        view["callback_id"] = callback_id
    if submit:
        view["submit"] = parts.plain_text(submit, _TITLE_LIMIT)
    if metadata:
        view["private_metadata"] = metadata
    return view


def context_modal(passages: Sequence[Passage], *, links: Links) -> View:
    """The passages as their articles have them, the cited sentences set off and their answers in bold."""
    found = [_passage(passage, links) for passage in passages]
    blocks = limits.in_view([], found)
    return modal(messages.CONTEXT_TITLE, blocks or [parts.says(messages.NO_PASSAGE)])


def more_modal(question: str, further: Sequence[Citation], *, links: Links) -> View:
    """The next hits behind the ones that were shown."""
    blocks = limits.in_view([asked(question)], [quotes.cited(citation, links) for citation in further])
    return modal(messages.MORE_TITLE, blocks if further else [parts.says(messages.NO_MORE)])


def check_modal(check: Check, *, links: Links) -> View:
    """What the record says to each sentence of a message; numbers and names that differ are marked."""
    if not check.sentences:
        return notice_modal(messages.NOTHING_TO_CHECK)
    found = [_checked(checked, links) for checked in check.sentences]
    head, tail = [parts.says(messages.CHECK_INTRO)], [parts.small(messages.CHECK_END)]
    if check.left_out:
        tail = [parts.small(messages.unchecked(check.left_out)), *tail]
    return modal(messages.CHECK_TITLE, limits.in_view(head, found, tail))


def ask_modal(*, initial: str = "", metadata: str = "") -> View:
    """The global shortcut's one question; the answer comes as a direct message."""
    element: dict[str, Any] = {
        "type": "plain_text_input",
        "action_id": QUESTION_INPUT,
        "max_length": LONGEST_QUESTION,
        "placeholder": parts.plain_text(messages.ASK_EXAMPLE, 150),
        "focus_on_load": True,
    }
    if typed := escape.shortened(escape.one_line(initial), LONGEST_QUESTION):
        element["initial_value"] = typed
    block = {
        "type": "input",
        "block_id": QUESTION_BLOCK,
        "label": parts.plain_text(messages.ASK_LABEL, 200),
        "hint": parts.plain_text(messages.ASK_HINT, 200),
        "element": element,
    }
    return modal(messages.ASK_TITLE, [block], callback_id=ASK_CALLBACK, submit=messages.ASK, metadata=metadata)


def notice_modal(text: str) -> View:
    """One line of `bot.messages`: the answer is gone, the bot is still looking, this is not allowed."""
    return modal(messages.NOTICE_TITLE, [parts.says(escape.one_line(text) or "–")])


def asked(question: str) -> Block:
    """The question a modal is about."""
    return parts.rich(parts.section(parts.text(escape.shortened(escape.one_line(question), 500) or "–", bold=True)))


def _passage(passage: Passage, links: Links) -> list[Block]:
    """Title and origin, then the sentences in the article's order, the cited one as a quote."""
    cited = passage.citation
    link = links.to(cited.sentence)
    quote = {
        "type": "rich_text_quote",
        "elements": quotes.quote(cited.sentence, span=cited.answer_span, link=link),
    }
    text = [*_run(passage.before), quote, *_run(passage.after)]
    title = escape.one_line(cited.sentence.article.title) or messages.UNTITLED
    return [parts.header(f"{cited.n}. {title}"), quotes.origin(cited.sentence, link, titled=True), parts.rich(*text)]


def _run(sentences: Sequence[Sentence]) -> list[dict[str, Any]]:
    """Neighbouring sentences as one text, with the article's own paragraphs."""
    pieces: list[str] = []
    for before, sentence in zip((None, *sentences), sentences, strict=False):
        if before is not None:
            pieces.append(" " if before.paragraph == sentence.paragraph else "\n")
        pieces.append(escape.sendable(sentence.text))
    text = "".join(pieces)
    return [parts.section(parts.text(text))] if text else []


def _checked(checked: Checked, links: Links) -> list[Block]:
    """A sentence of the message with its marks, the nearest sentence on record, and what differs."""
    said: list[dict[str, Any]] = []
    at = 0
    for mark in checked.marks:
        said += [parts.text(escape.sendable(checked.text[at : mark.start]))] if at < mark.start else []
        said.append(parts.text(escape.sendable(checked.text[mark.start : mark.end]), bold=True, code=True))
        at = mark.end
    said += [parts.text(escape.sendable(checked.text[at:]))] if at < len(checked.text) else []
    message = parts.rich(parts.section(*said))
    if checked.nearest is None:
        return [parts.divider(), message, parts.small(messages.CHECK_NOTHING)]
    differing = [
        [parts.text(messages.differs(escape.sendable(checked.text[m.start : m.end]), m.kind.value, m.cited))]
        for m in checked.marks
    ]
    told = [parts.rich(parts.bulleted(differing))] if differing else [parts.small(messages.CHECK_ALL_THERE)]
    return [parts.divider(), message, *quotes.cited(checked.nearest, links), *told]
