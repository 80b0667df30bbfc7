"""Slack's text as HTML: what Slack marks up is marked up, everything else is only text."""

import re
from datetime import UTC, datetime
from html.parser import HTMLParser
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.workspace.pages.mrkdwn import mrkdwn
from bot.workspace.pages.names import Names
from bot.workspace.pages.rich import rich

NAMES = Names(
    people={"U1": "Mara <Lind>"},
    channels={"C1": "newsroom"},
    zone=ZoneInfo("Europe/Kyiv"),
    now=datetime(2025, 7, 20, 12, tzinfo=UTC),
    home="http://127.0.0.1:3131",
)


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("plain", "plain"),
        ("*bold* and _italic_ and ~gone~", "<b>bold</b> and <i>italic</i> and <s>gone</s>"),
        ("2*3*4 and snake_case_name", "2*3*4 and snake_case_name"),
        ("*a* *b*", "<b>a</b> <b>b</b>"),
        ("`*raw*`", "<code>*raw*</code>"),
        ("```\n*raw* &lt;b&gt;\n```", "<pre>*raw* &lt;b&gt;</pre>"),
        ("&lt;script&gt;", "&lt;script&gt;"),
        ("<script>alert(1)</script>", "script"),
        ("one\ntwo", "one<br>two"),
        ("&gt; said\nnot", "<blockquote>said</blockquote>not"),
        ("<@U1>", '<span class="pill">@Mara &lt;Lind&gt;</span>'),
        ("<#C1>", '<span class="pill">#newsroom</span>'),
        ("<!channel>", '<span class="pill loud">@channel</span>'),
        (
            "<https://example.org/?a=1&amp;b=2|*here*>",
            '<a href="https://example.org/?a=1&amp;b=2" target="_blank" rel="noopener noreferrer">*here*</a>',
        ),
        ("<javascript:alert(1)|here>", "here"),
        ("<http://127.0.0.1:3131/archives/C1/p1|there>", '<a href="http://127.0.0.1:3131/archives/C1/p1">there</a>'),
        (
            "<!date^1752999600^{date_short_pretty} {time}|then>",
            '<time datetime="2025-07-20T11:20:00+03:00">Today 11:20</time>',
        ),
        ("<!date^x^{time}|a &amp; b>", "a &amp; b"),
        (":wave: :no_such:", "👋 :no_such:"),
    ],
)
def test_text(text: str, html: str) -> None:
    shown = str(mrkdwn(text, NAMES))
    assert shown == html if html != "script" else "<script" not in shown


def test_dates_are_in_the_readers_zone_and_near_days_have_names() -> None:
    form = "{date} {date_num} {date_long} {date_pretty} {time_secs} {ago}"
    assert NAMES.dated(datetime(2025, 7, 19, 22, 30, tzinfo=UTC).timestamp(), form) == (
        "20 July 2025 2025-07-20 Sunday, 20 July 2025 Today 01:30:00 13 hours ago"
    )
    assert NAMES.dated(datetime(2025, 7, 19, 10, tzinfo=UTC).timestamp(), "{date_short_pretty}") == "Yesterday"


def test_rich_text_is_never_parsed() -> None:
    pieces = [
        {"type": "text", "text": "*not bold* <@U1> <b>", "style": {"bold": True}},
        {"type": "link", "url": "javascript:alert(1)", "text": "no"},
        {"type": "user", "user_id": "U1"},
    ]
    block = {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": pieces}]}
    assert str(rich(block, NAMES)) == (
        '<p><b>*not bold* &lt;@U1&gt; &lt;b&gt;</b>no<span class="pill">@Mara &lt;Lind&gt;</span></p>'
    )


def test_lists_begin_where_their_offset_says() -> None:
    item = {"type": "rich_text_section", "elements": [{"type": "text", "text": "x"}]}
    block = {"elements": [{"type": "rich_text_list", "style": "ordered", "offset": 2, "elements": [item]}]}
    assert str(rich(block, NAMES)) == '<ol class="indent-0" start="3"><li>x</li></ol>'


class _Tags(HTMLParser):
    """The tags and attributes that a browser would make of it."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.links: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        self.links += [value or "" for name, value in attrs if name == "href"]


@given(st.text(alphabet=st.sampled_from(list("*_~`<>|@#!&;:\"'=/ \n\ue000\ue0010123abhptsjUC^{}")), max_size=120))
def test_whatever_is_written_only_known_tags_come_out(text: str) -> None:
    seen = _Tags(str(mrkdwn(text, NAMES)))
    assert seen.tags <= {"b", "i", "s", "code", "pre", "br", "blockquote", "span", "a", "time"}
    assert seen.attributes <= {"class", "href", "target", "rel", "datetime"}
    assert all(re.match(r"https?://|mailto:", link) for link in seen.links)
