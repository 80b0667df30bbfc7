"""From a job to its message: understood in its thread, silent when unasked and unsure, kept for its buttons."""

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from bot import messages
from bot.answering import Told
from bot.answers import Answer, Citation, Status
from bot.blocks import line_message
from bot.blocks.records import Held, ReadLine
from bot.clerk import Clerk
from bot.followups import Turn, turn_json
from bot.incoming import Incoming, Job, Kind, Posted, Surface
from bot.kept import shown
from bot.links import Links
from bot.questions import Question, checked
from bot.store import Answers, Channels, KeptTurn, Turns
from bot.stored import StoredAnswers
from retrieval.store.record import Record
from retrieval.types import AnswerType, Hit, Query, Sentence, Span, TermOrigin, TermShare, sentence_id
from tests.bot.inbox_cases import NOW, asked, open_engine
from tests.retrieval.store_cases import analyse, article

HELD = Held(articles=4, sources=2, first=datetime(2025, 7, 18, tzinfo=UTC), last=NOW)


@dataclass
class Scripted:
    """Answers every question in the same way, and notes what was asked of which collections."""

    told_: Told
    heard: list[tuple[str, Question]] = field(default_factory=list)

    def asked(self, question: Question, *, now: datetime) -> Told:  # noqa: ARG002
        checked(question.text)
        self.heard.append(("told", question))
        return replace(self.told_, answer=replace(self.told_.answer, question=question.text))

    def searched(self, question: Question, *, now: datetime) -> Told:  # noqa: ARG002
        self.heard.append(("searched", question))
        return self.told_

    def latest(self, question: Question, *, now: datetime) -> Told:  # noqa: ARG002
        self.heard.append(("latest", question))
        return self.told_

    def namesakes(self, surname: str, *, collections: tuple[str, ...], now: datetime) -> tuple[str, ...]:  # noqa: ARG002
        return ()

    def written(self, word: str, *, collections: tuple[str, ...], now: datetime) -> str:  # noqa: ARG002
        return word

    def people(
        self,
        articles: tuple[str, ...],  # noqa: ARG002
        gender: str,  # noqa: ARG002
        *,
        collections: tuple[str, ...],  # noqa: ARG002
        now: datetime,  # noqa: ARG002
    ) -> tuple[str, ...]:
        return ()

    def outlets(self, collections: tuple[str, ...]) -> tuple[str, ...]:  # noqa: ARG002
        return ()


@pytest.fixture
def record(tmp_path):
    record = Record(open_engine(tmp_path))
    record.ensure_collection("news")
    record.save("news", article(), analyse(article()), now=NOW)
    return record


@pytest.fixture
def told(record):
    found = record.sentences([sentence_id("news", article().key, 1, start) for start in (0, 17)], annotated=False)
    first, second = (found[key] for key in sorted(found, key=lambda key: found[key].start))
    terms = (TermShare(term="left", origin=TermOrigin.SENTENCE, share=2.5),)
    hits = tuple(_hit(s, n, terms) for n, s in enumerate((second, first), start=1))
    query = Query(text="who left", terms=("left",), collections=("news",), as_of=NOW, answer_type=AnswerType.PERSON)
    citation = Citation(n=1, sentence=second, answer_span=Span(start=0, end=3), score=2.0)
    answer = Answer(
        question="who left?",
        intent="fact",
        status=Status.ANSWERED,
        as_of=NOW,
        answer="Mara Lind",
        confidence=0.9,
        citations=(citation,),
    )
    return Told(answer=answer, query=query, hits=hits)


def _hit(sentence: Sentence, rank: int, terms: tuple[TermShare, ...]) -> Hit:
    return Hit(sentence=sentence, rank=rank, score=3.0 - rank, article_score=0.0, age_days=None, terms=terms)


READ = ReadLine(
    title="Harbour reopens", source="Harbour Post", published="", at=NOW, link="https://post.example/1", key="harbour"
)


@pytest.fixture
def answering(told):
    return Scripted(told)


@pytest.fixture
def clerk(record, answering):
    engine = record.engine
    return Clerk(
        answering=answering,
        threshold=0.5,
        answers=Answers(engine),
        turns=Turns(engine),
        channels=Channels(engine),
        collections_of=lambda workspace: (f"of {workspace}",),
        held=lambda _workspace: HELD,
        links=Links(),
        read_thread=lambda _incoming: (),
        read=lambda _incoming, url: READ if url == READ.link else "not there",
        now=lambda: NOW,
    )


def job(text: str = "who left?", *, id: str = "a1", **more) -> Job:  # noqa: A002
    given = {name: more.pop(name) for name in ("revision",) if name in more}
    incoming = replace(asked("5.5", text), **more)
    return Job(
        **{
            "id": id,
            "kind": incoming.kind,
            "incoming": incoming,
            "revision": 0,
            "attempt": 1,
            "failures": 0,
            "worker": "w",
            "claimed_at": NOW,
            **given,
        }
    )


def declined(told: Told) -> Told:
    answer = replace(
        told.answer,
        status=Status.DECLINED,
        answer=None,
        citations=(),
        nearest=told.answer.citations,
        remark=messages.NEAREST,
    )
    return replace(told, answer=answer)


def buttons(reply) -> set[str]:
    found: set[str] = set()
    for block in reply.message.blocks:
        found |= {element.get("action_id", "") for element in block.get("elements", ()) if isinstance(element, dict)}
    return found


def test_a_question_is_asked_of_its_workspaces_collections(clerk, answering):
    clerk.reply(job())
    assert [(way, q.text, q.collections) for way, q in answering.heard] == [("told", "who left?", ("of T1",))]


def test_nothing_is_kept_before_it_is_time(clerk, record):
    stored = StoredAnswers(answers=clerk.answers, record=record)
    reply = clerk.reply(job())
    assert stored.get("a1", "T1") is None
    reply.keep()
    assert stored.get("a1", "T1") is not None


def test_what_the_buttons_show_is_read_back_as_it_was(clerk, record, told):
    clerk.reply(job()).keep()
    clerk.posted(job(), Posted(channel="C1", ts="9.1"))
    stored = StoredAnswers(answers=clerk.answers, record=record).get("a1", "T1")
    assert stored.answer == told.answer
    assert stored.citation(1) == told.answer.citations[0]
    assert stored.citation(2) is None
    assert [c.sentence.sentence_id for c in stored.further] == [told.hits[1].sentence.sentence_id]
    assert (stored.held, stored.why.threshold, stored.why.terms, stored.why.answered) == (HELD, 0.5, ("left",), True)
    assert [matched.terms for matched in stored.why.matched] == [told.hits[0].terms]
    assert (stored.kept.posted, stored.kept.row.user_id) == (Posted(channel="C1", ts="9.1"), "U1")


def test_another_workspace_does_not_see_it(clerk, record):
    clerk.reply(job()).keep()
    assert StoredAnswers(answers=clerk.answers, record=record).get("a1", "T2") is None


def test_a_declined_answer_keeps_the_nearest_sentences(clerk, record, answering, told):
    answering.told_ = declined(told)
    clerk.reply(job()).keep()
    stored = StoredAnswers(answers=clerk.answers, record=record).get("a1", "T1")
    assert stored.answer.nearest == told.answer.citations
    assert stored.citation(1) == told.answer.citations[0]
    assert not stored.why.answered
    assert clerk.answers.verify(record).checked == 1


def test_citations_of_an_article_that_is_gone_are_left_out(clerk, record):
    clerk.reply(job()).keep()
    record.delete("news", [article().key])
    stored = StoredAnswers(answers=clerk.answers, record=record).get("a1", "T1")
    assert (stored.answer.citations, stored.further, stored.why.matched) == ((), (), ())


def test_a_withdrawn_answer_and_its_turn_are_gone(clerk, record):
    clerk.reply(job()).keep()
    clerk.withdrawn(job())
    assert StoredAnswers(answers=clerk.answers, record=record).get("a1", "T1") is None
    assert clerk.turns.of("T1", "C1", "5.5") == ()


def test_an_answer_in_a_thread_can_be_followed_up(clerk, answering):
    clerk.reply(job("what did Trump say?")).keep()
    answering.heard.clear()
    following = job("and what about Russia?", id="a2", thread_ts="5.5", ts="5.9")
    clerk.reply(following)
    ((_, question),) = answering.heard
    assert "Russia" in question.text
    assert question.text.startswith("what did")
    read_in = answering.told_.answer.citations[0].sentence.article.key
    assert question.thread[0] == read_in


def test_a_thread_that_begins_with_a_link_is_about_that_article(clerk, answering):
    clerk.reply(job(f"read {READ.link}")).keep()
    clerk.reply(job("who opened it?", id="a2", thread_ts="5.5", ts="5.9"))
    ((_, question),) = answering.heard
    assert (question.text, question.thread) == ("who opened it?", ("harbour",))
    lost = job("who said that?", id="a3", thread_ts="5.5", ts="6.0")
    assert clerk.reply(lost).message == line_message(messages.NOT_UNDERSTOOD)


def test_a_thread_that_an_edition_begins_is_about_its_articles_and_explains_no_words(clerk, answering):
    turn = turn_json(Turn(question="", articles=("harbour", "strike")))
    begun = KeptTurn(answer_id="e1", workspace="T1", channel="C1", thread_ts="5.5", ts="5.5", turn=turn)
    clerk.turns.keep(begun, now=NOW)
    clerk.reply(job("who opened the harbour?", id="a2", thread_ts="5.5", ts="5.9"))
    ((_, question),) = answering.heard
    assert question.thread == ("harbour", "strike")
    assert question.text == "who opened the harbour?"
    assert clerk.reply(job("and when?", id="a3", thread_ts="5.5", ts="6.0")).message == line_message(
        messages.NOT_UNDERSTOOD
    )


def test_what_cannot_be_understood_is_said_to_who_asked_and_to_nobody_else(clerk, answering):
    lost = {"text": "and what about it?", "thread_ts": "1.0"}
    assert clerk.reply(job(**lost)).message == line_message(messages.NOT_UNDERSTOOD)
    assert clerk.reply(job(**lost, addressed=False, surface=Surface.THREAD)).message is None
    assert answering.heard == []


def test_a_thread_is_read_once_and_only_when_it_is_needed(clerk, answering):
    read = []

    def read_thread(incoming):
        read.append(incoming.ts)
        return ("Morning all", "what did Trump say?")

    clerk = replace(clerk, read_thread=read_thread)
    clerk.reply(job("what did Peskov say?", thread_ts="1.0"))
    assert read == [], "it stands alone"
    clerk.reply(job("and what about Russia?", thread_ts="1.0"))
    assert len(read) == 1
    assert "Russia" in answering.heard[-1][1].text
    clerk.reply(job("and what about Turkey?", thread_ts="1.0"))
    assert len(read) == 1


@pytest.mark.parametrize("again", [{"attempt": 2}, {"revision": 1}])
def test_a_question_that_is_answered_anew_reads_its_thread_anew(clerk, answering, again):
    clerk = replace(clerk, read_thread=lambda _: ("what did Trump say?",))
    clerk.reply(job("and what about Russia?", thread_ts="1.0"))
    clerk.reply(replace(job("and what about Russia?", thread_ts="1.0"), **again))
    first, second = (question.text for _, question in answering.heard)
    assert first == second


@pytest.mark.parametrize(
    "call",
    [
        "help",
        "can you answer this?",
        "do you know?",
        "any idea?",
        "this please",
        "cc",
        "+1",
        "^^",
        "same question here",
    ],
)
def test_called_into_a_thread_it_answers_the_question_above(clerk, answering, call):
    clerk = replace(clerk, read_thread=lambda _: ("what did Peskov say?", "what did Trump say?"))
    clerk.reply(job(call, thread_ts="1.0"))
    assert [question.text for _, question in answering.heard] == ["what did Trump say?"]


def test_without_a_question_above_help_is_help(clerk, answering):
    clerk.reply(job("help", thread_ts="1.0"))
    assert [question.text for _, question in answering.heard] == ["help"]


def test_an_edited_question_does_not_follow_itself(clerk, answering):
    turn = turn_json(Turn(question="what did Trump say?"))
    kept = KeptTurn(answer_id="a1", workspace="T1", channel="C1", thread_ts="5.5", ts="5.5", turn=turn)
    clerk.turns.keep(kept, now=NOW)
    clerk.reply(job("and what about Russia?", revision=1))
    assert answering.heard == []


def test_unasked_it_speaks_only_with_a_sure_short_answer(clerk, answering, told):
    unasked = {"addressed": False, "surface": Surface.THREAD, "thread_ts": "1.0"}
    spoken = clerk.reply(job(**unasked))
    assert "onrecord:quiet" in buttons(spoken)
    for unsure in (
        declined(told),
        replace(told, answer=replace(told.answer, answer=None, remark=messages.BEARS)),
        replace(told, answer=replace(told.answer, intent="search")),
    ):
        answering.told_ = unsure
        assert clerk.reply(job(**unasked)).message is None
        assert clerk.reply(job()).message is not None


def test_a_private_answer_offers_to_share_and_a_public_one_to_delete(clerk):
    private = clerk.reply(job(surface=Surface.PRIVATE, response_url="http://x", ts=None, thread_ts=None))
    assert "onrecord:share" in buttons(private)
    assert "onrecord:delete" not in buttons(private)
    public = clerk.reply(job())
    assert "onrecord:delete" in buttons(public)
    assert "onrecord:share" not in buttons(public)


def test_private_answers_leave_no_turn_in_the_channel(clerk):
    clerk.reply(job(surface=Surface.PRIVATE, response_url="http://x", thread_ts="1.0")).keep()
    assert clerk.turns.of("T1", "C1", "1.0") == ()


@pytest.mark.parametrize(("kind", "way"), [(Kind.SEARCH, "searched"), (Kind.LATEST, "latest")])
def test_searches_are_taken_at_their_word(clerk, answering, kind, way):
    clerk.reply(job("hafen streik", kind=kind))
    assert [(done, question.text) for done, question in answering.heard] == [(way, "hafen streik")]


def test_only_english_is_read(clerk, answering):
    german = "Wer hat die Regierung der Ukraine in dieser Woche verlassen?"
    assert clerk.reply(job(german)).message == line_message(messages.ENGLISH_ONLY)
    assert clerk.reply(job(german, addressed=False, surface=Surface.THREAD)).message is None
    assert answering.heard == []


def test_bad_input_is_said_in_one_line(clerk):
    reply = clerk.reply(job("who " + "really " * 400 + "left?"))
    assert "ask it in at most" in reply.message.text


def test_what_is_stored_beside_an_answer_has_no_text_of_articles(told):
    kept = str(shown(told, held=HELD, threshold=0.5))
    assert not any(hit.sentence.text in kept for hit in told.hits)


@pytest.mark.parametrize(
    "said", ["read https://post.example/1", "https://post.example/1", "Please read this: https://post.example/1."]
)
def test_a_link_is_read_and_the_thread_goes_on_about_it(clerk, said):
    reply = clerk.reply(job(said))
    assert "Harbour reopens" in str(reply.message.blocks)
    assert "Harbour Post" in str(reply.message.blocks)
    reply.keep()
    assert clerk.turns.engaged("T1", "C1", "5.5")


def test_a_link_that_cannot_be_read_is_one_plain_line(clerk):
    reply = clerk.reply(job("read https://post.example/2"))
    assert reply.message.text == "not there"
    reply.keep()
    assert not clerk.turns.engaged("T1", "C1", "5.5")


@pytest.mark.parametrize("said", ["what does https://post.example/1 say?", "who wrote https://post.example/1"])
def test_a_question_with_a_link_in_it_is_a_question(clerk, said):
    assert "Harbour reopens" not in str(clerk.reply(job(said)).message.blocks)


def test_links_that_nobody_gave_the_bot_are_left_alone(clerk):
    assert clerk.reply(job("https://post.example/1", addressed=False)).message is None


def test_one_slow_server_keeps_no_other_question_waiting(clerk):
    with clerk.reading:
        assert clerk.reply(job("read https://post.example/1")).later
        assert clerk.reply(job()).later is None
    assert clerk.reply(job("read https://post.example/1")).later is None


def test_the_askers_zone_is_asked_for_only_where_a_question_names_a_time(clerk, answering) -> None:
    calls: list[str] = []

    def zone_of(incoming: Incoming) -> ZoneInfo:
        calls.append(incoming.user)
        return ZoneInfo("Europe/Kyiv")

    asking = replace(clerk, zone_of=zone_of)
    asking.reply(job("who left?"))
    asking.reply(job("who left yesterday?", id="a2"))
    assert len(calls) == 1
    assert [question.zone for _, question in answering.heard] == [None, ZoneInfo("Europe/Kyiv")]
