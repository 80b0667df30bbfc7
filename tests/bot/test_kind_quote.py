"""Questions about what somebody said: what is one, and the ledger that answers it."""

import pytest

from bot.answers import Answer, Status, answer_json
from bot.app import App
from bot.intents import Quote, classify, name_of
from tests.bot import kind_case

ARTICLES = [
    (
        "The Harbour Post",
        "2026-03-02",
        "Ferry hits pier",
        "The ferry Aldora hit the pier in Marrow Bay on Monday. Harbour spokesman Tom Harlow said that the pier was "
        "badly lit. “We asked the town for new lamps two years ago. Nobody answered,” Harlow said. "
        "Mayor Ines Calder declined to comment on the lamps.",
    ),
    (
        "Quay Times",
        "2026-03-05",
        "Mayor answers for the lamps",
        "Mayor Ines Calder denied that the town had been asked for lamps. She told Reuters that no letter about lamps "
        "had come. “The harbour must pay for its own lamps,” she said.",
    ),
    (
        "Quay Times",
        "2026-03-07",
        "Mayor finds the letter",
        "Mayor Ines Calder confirmed on Saturday that the town had been asked for lamps. The ferry sails again.",
    ),
    (
        "Quay Times",
        "2026-03-08",
        "Pilots want tugs",
        "The harbour pilots' union said on Sunday that two tugs were needed in fog. The shipping minister promised an "
        "answer. The union asked for a meeting. There was no immediate response from Norland Freight.",
    ),
]


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> App:
    articles = [
        {"source": source, "published": f"{day}T09:00:00Z", "title": title, "text": text}
        for source, day, title, text in ARTICLES
    ]
    return kind_case.app_of(tmp_path_factory.mktemp("quotes"), articles)


def asked(app: App, question: str) -> Answer:
    answer = kind_case.asked(app, question)
    for entry in answer.entries:
        texts = [citation.sentence.text for citation in answer.citations if citation.n in entry.citations]
        assert any(entry.value in text for text in texts), "a line's words stand in a sentence it cites"
    return answer


@pytest.mark.parametrize(
    ("question", "speaker", "topic"),
    [
        ("What did Peskov say about the talks?", "Peskov", "the talks"),
        ("what did the Kremlin spokesman say", "the Kremlin spokesman", ""),
        ("what has Biden said about guns recently?", "Biden", "guns recently"),
        ("has Zelenskyy commented on tariffs?", "Zelenskyy", "tariffs"),
        ("did Peskov say anything about the talks", "Peskov", "the talks"),
        ("what does Elon Musk think of remote work?", "Elon Musk", "remote work"),
        ("what is Putin's stance on NATO?", "Putin", "NATO"),
        ("Merkel’s reaction to the vote", "Merkel", "the vote"),
        ("how did Apple respond to the ruling?", "Apple", "the ruling"),
        ("quotes by Biden on guns", "Biden", "guns"),
        ("show me quotes from Ines Calder", "Ines Calder", ""),
    ],
)
def test_a_question_about_speech(question: str, speaker: str, topic: str) -> None:
    intent = classify(question)
    assert isinstance(intent, Quote)
    assert (intent.speaker, intent.topic, intent.said) == (speaker, topic, None)


@pytest.mark.parametrize(
    ("question", "said", "denied"),
    [
        ("who said the Russian side should stop hiding?", "the Russian side should stop hiding", False),
        ("Who denied that there was a letter?", "there was a letter", True),
    ],
)
def test_a_question_for_the_speaker(question: str, said: str, denied: bool) -> None:
    intent = classify(question)
    assert isinstance(intent, Quote)
    assert (intent.speaker, intent.said, intent.denied) == (None, said, denied)


@pytest.mark.parametrize(
    "question",
    [
        "What does Zelenskyy say must be obtained at all costs?",
        "What did Moscow tell Ukraine to turn down?",
        "What should the Russians quit doing, according to Kyiv?",
        "who said no to the offer?",
        "What did he say about the talks?",
        "Did Trump and Putin speak?",
        "Has Al Jazeera reported on it?",
        "which word did Zakharova use for the ultimatum?",
        "The derogatory term ‘snowflake’ is thought to have originated from which novel?",
        "what happened in Kyiv",
    ],
)
def test_no_question_about_speech(question: str) -> None:
    assert not isinstance(classify(question), Quote)


def test_the_ledger_is_dated_newest_first_and_marks_a_change_of_position(app: App) -> None:
    answer = asked(app, "what did Calder say about the lamps?")
    assert (answer.intent, answer.status) == ("quote", Status.ANSWERED)
    assert [(entry.when, entry.label, entry.value) for entry in answer.entries] == [
        ("2026-03-07", "confirmed, unlike before", "the town had been asked for lamps"),
        ("2026-03-05", "denied", "denied that the town had been asked for lamps"),
        ("2026-03-05", "said, via Reuters", "no letter about lamps had come"),
        ("2026-03-05", "said", "“The harbour must pay for its own lamps,”"),
        ("2026-03-02", "did not say", "declined to comment on the lamps"),
    ]
    assert {entry.speaker for entry in answer.entries} == {"Ines Calder"}
    assert answer.answer == "the town had been asked for lamps"
    assert answer.citations[0].answer_span is not None


def test_what_a_pronoun_says_is_its_bearers_and_the_sentence_that_names_them_is_cited(app: App) -> None:
    answer = asked(app, "what did Ines Calder say about who must pay for lamps")
    assert answer.intent != "quote", "a question inside a question is for the fact path"
    answer = asked(app, "what did Ines Calder say about paying for lamps?")
    line = next(entry for entry in answer.entries if "must pay" in entry.value)
    assert len(line.citations) == 2


def test_who_said_so_is_answered_by_the_name(app: App) -> None:
    answer = asked(app, "who said the pier was badly lit?")
    assert (answer.intent, answer.answer) == ("quote", "Tom Harlow")
    assert "badly lit" in answer.citations[0].sentence.text


def test_a_speaker_may_be_asked_for_by_role(app: App) -> None:
    answer = asked(app, "what did the harbour spokesman say about the pier?")
    assert answer.answer == "the pier was badly lit"


def test_a_speaker_without_a_name_may_be_asked_for_as_described(app: App) -> None:
    answer = asked(app, "what did the union say about tugs?")
    assert (answer.answer, answer.entries[0].speaker) == ("two tugs were needed in fog", None)
    assert asked(app, "what did the teachers' union say about tugs?").status is Status.DECLINED


def test_whether_somebody_said_some_words_is_answered_by_who_did(app: App) -> None:
    answer = asked(app, 'did the mayor really say "must pay for its own lamps"?')
    assert answer.intent == "quote"
    assert [entry.speaker for entry in answer.entries] == ["Ines Calder"]
    assert asked(app, 'did Harlow ever say "must pay for its own lamps"?').status is Status.DECLINED
    assert asked(app, 'did Calder say "we will build a bridge to the moon"?').status is Status.DECLINED


def test_who_never_spoke_on_it_is_not_quoted(app: App) -> None:
    answer = asked(app, "what did Harlow say about tariffs?")
    assert (answer.intent, answer.status, answer.answer) == ("quote", Status.DECLINED, None)
    assert answer.remark == "No article I have quotes Harlow on tariffs. The nearest sentences:"
    assert answer.nearest


@pytest.mark.parametrize(
    "question",
    [
        "Did Norland Freight respond to the union's request?",
        "how did Norland Freight react to the pilots' union",
        "any reaction from Norland Freight?",
    ],
)
def test_that_somebody_kept_silent_is_an_answer(app: App, question: str) -> None:
    answer = asked(app, question)
    assert answer.status is Status.ANSWERED
    assert "no immediate response" in answer.citations[0].sentence.text


def test_that_somebody_replied_is_asked_only_where_the_question_says_so() -> None:
    about, reply = (
        classify("what did the Response Team say about the answer?"),
        classify("how did Apple respond to it?"),
    )
    assert isinstance(about, Quote)
    assert about.claim is None
    assert isinstance(reply, Quote)
    assert reply.claim == "did Apple respond to it?"


def test_a_silence_is_about_what_its_own_article_told_before(app: App) -> None:
    silent = asked(app, "how did Norland Freight react to the letter about lamps?")
    assert silent.status is Status.DECLINED, "what it did not respond to is told before, not in another article"


def test_only_the_days_asked_for_are_looked_at(app: App) -> None:
    answer = asked(app, "what did Calder say about the lamps since 2026-03-06?")
    assert [entry.when for entry in answer.entries] == ["2026-03-07"]


def test_the_json_has_the_ledger(app: App) -> None:
    told = answer_json(asked(app, "what did Calder say about the lamps?"), took_ms=1.0)
    assert told["entries"][0] == {
        "label": "confirmed, unlike before",
        "value": "the town had been asked for lamps",
        "when": "2026-03-07",
        "speaker": "Ines Calder",
        "citations": [1],
    }
    assert len(told["citations"]) <= 12


PHRASINGS = """
what did Scholz say regarding the pipeline
What has the WHO said about monkeypox?
what is Sunak saying on small boats
what did Lavrov have to say about the summit
show me what Trump said about NATO
everything Meloni has said on migration
give me quotes from Guterres on Gaza
any quotes by Musk on free speech?
Zelensky quotes on air defence
Lagarde comments on inflation
what did the Fed chair say about rate cuts?
what did the Turkish president claim about Sweden
what did Boeing tell regulators about the door plug
what was Beijing's response to the tariffs
what's the Pope's view on surrogacy?
reaction of Hungary to the oil cap
statements by Hamas on the hostages
is there a statement from Boeing on the crash?
has Macron commented on the pension strikes
did the Kremlin comment on the drone attack
has Netanyahu said anything on the ceasefire
where does Orban stand on Ukraine aid?
what position did India take on the price cap
how did Moscow react to the sanctions
how did the union respond to the offer?
what does Bill Gates think about AI?
who said the war could end this year?
who claimed that the election was stolen
who denied that any deal had been made?
who warned that the bank might collapse
who told reporters the talks had failed?
who told CNN that the ship was unarmed
who accused Moscow of blackmail
who called the verdict a disgrace?
who described the plan as madness
"we will not surrender" who said that?
who blamed Brussels for the shortage
who insisted that there was no recession
who argued that the rules were unfair?
what did Biden tweet about the debt ceiling
please quote Stoltenberg on Sweden
what was said by the minister about schools
who compared Putin to Hitler
what were Xi's remarks on Taiwan
who vowed to fight the ruling
what did Merz say in the Bundestag
what was Biden's message to Iran
who promised that taxes would fall
who threatened to leave the coalition
who warned against the deal
who warned of a famine
what has Stoltenberg told the Germans about tanks
what did the minister tell reporters after the vote
statement of the Kremlin on the drone
Lavrov on the grain deal
what did Musk reply to the EU
what's Draghi's take on competitiveness
who rejected the claims as nonsense
did anyone from the White House comment on the leak?
who demanded that the troops leave
cite Zelensky on the offensive
what else has Powell said
what words did Trump use about the judge
who is quoted as saying that the war is lost
who confirmed that the missile was Ukrainian
who announced that the plant would close
any reaction from Berlin to the tariffs?
how did Downing Street comment on the leak
what does Iran say about the inspectors
what do the Republicans say about the budget
what are Democrats saying about the shutdown
what was the Vatican's statement about
has Apple responded to the ruling?
did Xi mention Taiwan in his speech
Powell's comments on rates
the Pope's words on Ukraine
what did the spokesperson say
who said "we will win"
who wrote that the Fed was wrong
who criticised the plan as too weak
who admitted that mistakes were made
in his own words, what does Musk say about Mars
words of Macron about NATO
what has been said by Beijing on the balloon
who called for an election?
"""
LOOK_ALIKES = """
who told the truth?
who claimed responsibility for the bombing?
who claimed the title in Madrid?
who called the police?
who called off the strike?
who said yes to the deal first?
who denied entry to the inspectors?
who admitted the patient?
who leads the talks?
what did Apple announce on Tuesday?
what did Moscow tell Kyiv to give up?
what did the storm do to the harbour?
who warned?
who demanded a ransom of 5 million?
who accused him?
what did the report find?
which word did the minister use for it?
what does the treaty say must be done first?
who urged caution?
what did the court decide about abortion?
what is the statement called?
who won the debate?
what did the company pay for Twitter?
who broke the silence on the deal?
what did the president sign on Monday?
who suggested the name of the ship?
who predicted the eclipse?
what language does he speak?
"""


def test_the_forms_that_people_use_are_told_and_what_looks_like_them_is_not() -> None:
    assert [said for said in PHRASINGS.strip().splitlines() if name_of(classify(said)) != "quote"] == []
    assert [said for said in LOOK_ALIKES.strip().splitlines() if name_of(classify(said)) == "quote"] == []


def test_what_was_promised_is_what_a_sentence_calls_so(tmp_path_factory: pytest.TempPathFactory) -> None:
    text = (
        "Mayor Ines Calder, who leaves in May, has promised to stay on the harbour board. "
        "“We did the right thing for this town,” Calder said in a video on Monday."
    )
    article = {
        "source": "Quay Times",
        "published": "2026-03-02T09:00:00Z",
        "title": "Mayor Calder leaves",
        "text": text,
    }
    app = kind_case.app_of(tmp_path_factory.mktemp("promised"), [article])
    answer = kind_case.asked(app, "what did Calder promise?")
    assert answer.status is Status.ANSWERED
    assert "stay on the harbour board" in (answer.answer or "")
    assert "right thing" in (kind_case.asked(app, "what did Calder say?").answer or "")
