"""Conversations over small records of invented places. How a dialogue file is read: talk_case.py"""

import json
from collections.abc import Callable
from functools import cache

import pytest

from tests.bot.talk_case import HERE, Talk, Thread, follow, open_talk, threads


@pytest.fixture(scope="module")
def talk(tmp_path_factory: pytest.TempPathFactory) -> Talk:
    return open_talk(tmp_path_factory.mktemp("dialogues"), "articles")


@pytest.fixture(scope="module")
def newsroom(tmp_path_factory: pytest.TempPathFactory) -> Talk:
    return open_talk(tmp_path_factory.mktemp("newsroom"), "brackwater")


@pytest.fixture(scope="module")
def harrow(tmp_path_factory: pytest.TempPathFactory) -> Talk:
    return open_talk(tmp_path_factory.mktemp("harrow"), "harrow")


@pytest.fixture(scope="module")
def skarnes(tmp_path_factory: pytest.TempPathFactory) -> Talk:
    return open_talk(tmp_path_factory.mktemp("skarnes"), "skarnes")


@pytest.fixture(scope="module")
def ossery(tmp_path_factory: pytest.TempPathFactory) -> Talk:
    return open_talk(tmp_path_factory.mktemp("ossery"), "ossery")


@pytest.fixture(scope="module")
def halm(tmp_path_factory: pytest.TempPathFactory) -> Talk:
    return open_talk(tmp_path_factory.mktemp("halm"), "halm")


@pytest.fixture(scope="module")
def varnholt(tmp_path_factory: pytest.TempPathFactory) -> Talk:
    return open_talk(tmp_path_factory.mktemp("varnholt"), "varnholt")


@pytest.fixture(scope="module")
def over(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Talk]:
    """A bot over the articles of a file, opened once."""
    return cache(lambda articles: open_talk(tmp_path_factory.mktemp(articles), articles))


ASK_ON = (("tellin", "slack_sixth"), ("lagen", "slack_seventh"), ("solm", "slack_eighth"))
_WRITTEN_WITH = tuple(threads("while_writing"))
NEWSROOM = tuple(threads("newsroom"))
AT_ONCE = {"election night", "tell me more"}
SLACK, IN_SLACK = tuple(threads("slack_talk")), {"harbour", "half a quotation", "several people"}
SHORT = {"two of one name", "another day, another source", "a day put right", "silence among people"}


@pytest.mark.parametrize("thread", [t for t in _WRITTEN_WITH if t.title in SHORT], ids=lambda thread: thread.title)
def test_threads_of_every_kind(talk: Talk, thread: Thread) -> None:
    follow(talk, thread)


@pytest.mark.slow
@pytest.mark.parametrize("thread", [t for t in _WRITTEN_WITH if t.title not in SHORT], ids=lambda thread: thread.title)
def test_threads_that_the_rules_were_written_with(talk: Talk, thread: Thread) -> None:
    follow(talk, thread)


@pytest.mark.slow
@pytest.mark.parametrize("thread", [*threads("afterwards"), *threads("last")], ids=lambda thread: thread.title)
def test_threads_that_were_written_afterwards(talk: Talk, thread: Thread) -> None:
    follow(talk, thread)


@pytest.mark.parametrize("thread", [t for t in NEWSROOM if t.title in AT_ONCE], ids=lambda thread: thread.title)
def test_threads_as_a_newsroom_types_them(newsroom: Talk, thread: Thread) -> None:
    follow(newsroom, thread)


@pytest.mark.slow
@pytest.mark.parametrize("thread", [t for t in NEWSROOM if t.title not in AT_ONCE], ids=lambda thread: thread.title)
def test_more_threads_as_a_newsroom_types_them(newsroom: Talk, thread: Thread) -> None:
    follow(newsroom, thread)


@pytest.mark.slow
@pytest.mark.parametrize("thread", tuple(threads("desk_last")), ids=lambda thread: thread.title)
def test_threads_of_a_fourth_desk(newsroom: Talk, thread: Thread) -> None:
    follow(newsroom, thread)


@pytest.mark.slow
@pytest.mark.parametrize("thread", tuple(threads("desk")), ids=lambda thread: thread.title)
def test_threads_of_another_desk(harrow: Talk, thread: Thread) -> None:
    follow(harrow, thread)


@pytest.mark.slow
@pytest.mark.parametrize("thread", tuple(threads("desk_again")), ids=lambda thread: thread.title)
def test_threads_of_a_third_desk(talk: Talk, thread: Thread) -> None:
    follow(talk, thread)


@pytest.mark.parametrize("thread", [t for t in SLACK if t.title in IN_SLACK], ids=lambda thread: thread.title)
def test_threads_as_slack_has_them(skarnes: Talk, thread: Thread) -> None:
    follow(skarnes, thread)


@pytest.mark.slow
@pytest.mark.parametrize("thread", [t for t in SLACK if t.title not in IN_SLACK], ids=lambda thread: thread.title)
def test_more_threads_as_slack_has_them(skarnes: Talk, thread: Thread) -> None:
    follow(skarnes, thread)


@pytest.mark.slow
@pytest.mark.parametrize("thread", tuple(threads("slack_again")), ids=lambda thread: thread.title)
def test_threads_as_slack_has_them_again(ossery: Talk, thread: Thread) -> None:
    follow(ossery, thread)


@pytest.mark.slow
@pytest.mark.parametrize("thread", tuple(threads("slack_third")), ids=lambda thread: thread.title)
def test_threads_as_slack_has_them_a_third_time(halm: Talk, thread: Thread) -> None:
    follow(halm, thread)


@pytest.mark.slow
@pytest.mark.parametrize("thread", [*threads("slack_fourth"), *threads("slack_fifth")], ids=lambda thread: thread.title)
def test_threads_as_slack_has_them_on_other_themes(varnholt: Talk, thread: Thread) -> None:
    follow(varnholt, thread)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("articles", "thread"),
    [(articles, thread) for articles, file in ASK_ON for thread in threads(file)],
    ids=lambda value: value.title if isinstance(value, Thread) else value,
)
def test_threads_that_ask_on_in_one_article(over: Callable[[str], Talk], articles: str, thread: Thread) -> None:
    follow(over(articles), thread)


def test_there_are_threads_enough() -> None:
    assert len([*threads("while_writing"), *threads("afterwards"), *threads("last")]) >= 40


@pytest.mark.parametrize(
    "name", ["articles", "brackwater", "harrow", "skarnes", "ossery", "halm", "varnholt", "tellin", "lagen", "solm"]
)
def test_the_articles_are_ours(name: str) -> None:
    rows = [json.loads(line) for line in (HERE / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]
    assert len({row["id"] for row in rows}) == len(rows) >= 5
