"""How much was written about something: independent texts a day, the highest days with their story."""

import io
from collections import Counter
from datetime import date
from zoneinfo import ZoneInfo

import pytest
from rich.console import Console

from bot import messages
from bot.answers import Answer, Status
from bot.blocks import Held, answer_message, why_modal
from bot.charts import charted
from bot.intents import Trend, classify, name_of
from bot.intents.trend import recognise
from bot.kept import answer_row, citation_row, shown
from bot.links import Links
from bot.questions import Question
from bot.stored import StoredAnswers
from bot.terminal import answer_view
from tests.bot.news_case import NOW, open_news

ASKED = [
    ("how often was Umerov in the news?", "Umerov"),
    ("How often has the ferry been in the news", "the ferry"),
    ("how many times was Mara Lind mentioned?", "Mara Lind"),
    ("how often did tariffs make headlines?", "tariffs"),
    ("how much coverage did the strike get since Monday?", "the strike"),
    ("how much attention has Gaza received?", "Gaza"),
    ("how much was written about the cup final?", "the cup final"),
    ("how many articles mention Umerov?", "Umerov"),
    ("how many stories were about the strike", "the strike"),
    ("trend of tariffs", "tariffs"),
    ("show me the trend for Umerov", "Umerov"),
    ("coverage of the strike over time", "the strike"),
]
OTHERS = [
    "how often do the talks take place?",
    "how many people were hurt?",
    "how many articles does the treaty have?",
    "how much did the bridge cost?",
    "how many times was the treaty broken?",
    "what is the trend in prices?",
    "how much aid did Ukraine receive from Norway?",
    "how much money did the club get?",
    "who is often in the news?",
]


@pytest.mark.parametrize(("question", "topic"), ASKED)
def test_it_is_recognised_by_its_form(question, topic):
    intent = classify(question)
    assert isinstance(intent, Trend)
    assert intent.topic == topic


@pytest.mark.parametrize("question", OTHERS)
def test_other_questions_are_not(question):
    assert recognise(question) is None


def test_a_bar_for_each_day_or_stretch_of_days():
    counts = Counter({date(2026, 2, 2): 2, date(2026, 2, 4): 1})
    assert charted("x", counts, date(2026, 2, 1), date(2026, 2, 5)).bars == "·█·▄·"
    year = charted("x", counts, date(2025, 3, 1), date(2026, 2, 28))
    assert len(year.bars) <= 62
    assert "█" in year.bars
    assert sum(year.sums) == 3
    assert year.day(year.place(date(2026, 2, 2))) <= date(2026, 2, 2) < year.day(year.place(date(2026, 2, 2)) + 1)


@pytest.fixture(scope="module")
def app(tmp_path_factory):
    app = open_news(tmp_path_factory.mktemp("news"))
    yield app
    app.record.engine.dispose()


def test_texts_a_day_with_the_highest_days_cited(app):
    asked = Question(text="how often was Mara Lind in the news since 2026-02-01?", collections=("main",))
    answer = app.answering.answer(asked, now=NOW)
    assert (answer.intent, answer.status, answer.answer) == ("trend", Status.ANSWERED, None)
    first, last = date(2026, 2, 1), date(2026, 2, 6)
    assert answer.remark is not None
    assert answer.remark.endswith(messages.trend(3, 2, first, last))
    assert answer.chart is not None
    assert (answer.chart.topic, answer.chart.first, answer.chart.last) == ("Mara Lind", first, last)
    assert answer.chart.sums == (0, 2, 0, 1, 0, 0)
    assert [(p.n, p.day, p.texts, p.story) for p in answer.chart.peaks] == [
        (entry.citations[0], date.fromisoformat(entry.when or ""), int(entry.value.split()[0]), entry.label)
        for entry in answer.entries
    ]
    assert [(entry.when, entry.value) for entry in answer.entries] == [
        ("2026-02-02", "2 texts"),
        ("2026-02-04", "1 text"),
    ]
    for entry, citation in zip(answer.entries, answer.citations, strict=True):
        assert entry.citations == (citation.n,)
        assert "Mara Lind" in citation.sentence.text


def test_an_archive_is_counted_over_its_own_last_days(app):
    asked = Question(text="how often was Mara Lind in the news?", collections=("main",))
    answer = app.answering.answer(asked, now=NOW.replace(year=NOW.year + 2))
    assert answer.status is Status.ANSWERED
    assert [(entry.when, entry.value) for entry in answer.entries] == [
        ("2026-02-02", "2 texts"),
        ("2026-02-04", "1 text"),
    ]
    lately = Question(text="how often was Mara Lind in the news this month?", collections=("main",))
    assert app.answering.answer(lately, now=NOW.replace(year=NOW.year + 2)).status is Status.DECLINED


HELD = Held(articles=6, sources=4)


def asked_of(app) -> Answer:
    asked = Question(text="how often was Mara Lind in the news since 2026-02-01?", collections=("main",))
    return app.answering.answer(asked, now=NOW)


def test_in_slack_it_is_a_picture_whose_numbers_are_said_in_words_and_nothing_is_fetched_without_an_address(app):
    answer = asked_of(app)
    links = Links(picture=lambda chart: f"https://record.example/charts/{chart.topic[:4]}.png?signature=1")
    blocks = answer_message(answer, answer_id="a", links=links, held=HELD).blocks
    (picture,) = [block for block in blocks if block["type"] == "image"]
    assert picture["image_url"] == "https://record.example/charts/Mara.png?signature=1"
    told = picture["alt_text"]
    assert told.startswith("Texts a day that mention Mara Lind, 1 Feb 2026 to 6 Feb 2026. Highest: 2 Feb 2026, 2 texts")
    assert told.endswith("By day: 2 Feb 2, 4 Feb 1; none otherwise.")
    assert "█" not in repr(blocks)
    without = answer_message(answer, answer_id="a", links=Links(), held=HELD).blocks
    assert [block["type"] for block in without].count("image") == 0
    assert "A bar a day: ·█·▄··" in repr(without)


def test_in_the_terminal_it_is_a_line_of_bars(app):
    out = io.StringIO()
    Console(file=out, width=120).print(answer_view(asked_of(app), zone=ZoneInfo("UTC")))
    assert "A bar a day: ·█·▄··" in out.getvalue()


def test_it_is_kept_with_the_answer(app):
    told = app.answering.asked(Question(text="how often was Mara Lind in the news?", collections=("main",)), now=NOW)
    row = answer_row(told.answer, id="kept1", asked_at=NOW, shown=shown(told, held=HELD, threshold=0.2))
    app.answers.keep(row, [citation_row(citation) for citation in told.answer.citations])
    stored = StoredAnswers(answers=app.answers, record=app.record).get("kept1", row.workspace_id)
    assert stored is not None
    assert stored.answer.chart == told.answer.chart is not None
    assert stored.why.confidence is None  # nothing was read in a sentence
    assert messages.WHY_CONFIDENCE not in repr(why_modal(stored.why))


def test_what_nobody_wrote_about_is_declined(app):
    asked = Question(text="how often were zeppelins in the news?", collections=("main",))
    answer = app.answering.answer(asked, now=NOW)
    assert (answer.status, answer.remark) == (Status.DECLINED, messages.NOT_IN_THE_NEWS)


PHRASINGS = """
how often was Musk in the news this month
how often is Taiwan mentioned?
how frequently has Navalny been mentioned since January
how many times was inflation mentioned last week
how much coverage did the coup get?
how much attention is Sudan getting
how many articles about Gaza were published last week?
how many stories mention TSMC
how many reports are there about bird flu
how many mentions of Evergrande were there
number of stories about tariffs
number of mentions of Wagner per day
count articles on the strike
graph of mentions of Biden
plot the number of stories on inflation
chart the coverage of the trial
draw a chart of articles about Gaza
show me a graph of mentions of Putin
show coverage of Sudan over time
Gaza coverage over time
Musk mentions
mentions of Zelensky over time
mentions of AI by week
trend of stories about migration
trend for TikTok
what's the trend in coverage of Ukraine
coverage trend for Sudan
is Sudan in the news more than last month?
is Ukraine getting less coverage now
is interest in Ukraine fading?
is coverage of Gaza going down
are stories about crypto increasing?
has coverage of the war declined
has Ukraine been mentioned less often
how has coverage of Brexit changed
how popular is crypto in the news
how prominent is climate in the headlines
when was Truss most in the news
when did coverage of the Titan peak?
which day had the most stories on the strike
what's trending on Ukraine
how often did the Fed make headlines
how much has been written about the strike
was there a spike in coverage of TikTok
news volume for Boeing
track mentions of Boeing
"""
LOOK_ALIKES = """
how often do elections take place?
how often does the booster need to be given?
how many times was the law changed?
how many articles does the treaty have?
how much did the bank pay?
how much attention should parents pay?
how many stories does the tower have?
what is the trend in unemployment?
what was the trend on TikTok called?
is inflation going up?
are prices rising?
has the dollar fallen?
is Sudan at war?
how popular is the president?
how many people were mentioned in the will?
who was mentioned in the report?
when did the eruption peak?
which day had the most rain?
how much is the fine?
who drew the map?
which chart did the song top?
how many reports did the agency file against him?
how many times did he hit the ball?
what did the chart show?
how big is the crowd?
how often was he late?
"""


def test_the_forms_that_people_use_are_told_and_what_looks_like_them_is_not() -> None:
    assert [said for said in PHRASINGS.strip().splitlines() if name_of(classify(said)) != "trend"] == []
    assert [said for said in LOOK_ALIKES.strip().splitlines() if name_of(classify(said)) == "trend"] == []
