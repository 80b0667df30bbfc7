"""`onrecord ask`: the answer, its form and its statuses, over the supplied article."""

import json
from datetime import datetime
from pathlib import Path

import pytest

from tests.bot.conftest import OnRecord

SEED = Path(__file__).parents[2] / "seeds" / "000_b6cd0fa0bedfc2f9.txt"


def test_a_deadline_is_quoted_word_for_word_with_its_place(sample: OnRecord) -> None:
    ran = sample("ask", "what deadline did Trump set?", "--json")
    assert ran.status == 0
    answer = ran.json
    assert (answer["status"], answer["intent"], answer["answer"]) == ("answered", "fact", "50 -day deadline")
    first = answer["citations"][0]
    text = SEED.read_text(encoding="utf-8")
    assert text[first["start"] : first["end"]] == first["sentence"]
    start, end = first["answer_span"]
    assert first["sentence"][start:end] == "50 -day deadline"
    assert 0.25 < answer["confidence"] <= 1


def test_a_pronoun_is_answered_by_the_name_it_stands_for_and_the_sentence_that_names_him(sample: OnRecord) -> None:
    answer = sample("ask", "who leads Ukraine's delegation?", "--json").json
    assert answer["answer"] == "Rustem Umerov"
    said, named = answer["citations"][:2]
    assert said["sentence"].startswith("He chaired his country’s delegation")
    assert {"text": "He", "start": 0, "end": 2, "refers_to": "Rustem Umerov"} in said["mentions"]
    assert "Rustem Umerov" in named["sentence"]


@pytest.mark.parametrize("question", ["where was Peskov born?", "what deadline did Biden set?"])
def test_what_the_record_does_not_say_is_declined_with_the_nearest_sentences(sample: OnRecord, question: str) -> None:
    ran = sample("ask", question, "--json")
    assert ran.status == 3
    assert (ran.json["status"], ran.json["answer"], ran.json["citations"]) == ("declined", None, [])
    assert ran.json["nearest"]


def test_the_json_object_has_the_fields_of_the_contract(sample: OnRecord) -> None:
    answer = sample("ask", "what deadline did Trump set?", "--json", "--as-of", "2026-01-02").json
    assert list(answer) == [
        "id", "question", "intent", "status", "answer", "confidence", "citations", "entries", "choices", "nearest",
        "as_of", "took_ms",
    ]  # fmt: skip
    assert list(answer["citations"][0]) == [
        "n", "sentence", "start", "end", "article_id", "version", "title", "source", "url", "published_at",
        "answer_span", "mentions", "score", "also_in",
    ]  # fmt: skip
    assert answer["as_of"] == "2026-01-02T23:59:59Z"
    assert [citation["n"] for citation in answer["citations"]] == list(range(1, len(answer["citations"]) + 1))
    assert len(answer["citations"]) <= 3


def test_the_terminal_shows_answer_quote_outlet_date_and_pointer(sample: OnRecord) -> None:
    ran = sample("ask", "what deadline did Trump set?")
    shown = " ".join(ran.out.replace("│", " ").split())
    for part in (
        "50 -day deadline",
        "This week, Trump has set a",
        "undated",
        "sample",
        "onrecord article",
        "1636-1848",
    ):
        assert part in shown


def test_a_batch_answers_in_order_and_a_bad_line_does_not_stop_it(sample: OnRecord, tmp_path: Path) -> None:
    lines = [
        json.dumps({"id": "a", "question": "what deadline did Trump set?"}),
        "not json",
        json.dumps({"id": "c"}),
        json.dumps({"id": "d", "question": ""}),
        json.dumps({"id": "e", "question": "who is Umerov?", "as_of": "nonsense"}),
        json.dumps({"id": "f", "question": "where was Peskov born?", "as_of": "2026-01-01"}),
        json.dumps(["a list"]),
    ]
    questions = tmp_path / "questions.jsonl"
    questions.write_text("\n".join(lines), encoding="utf-8")
    ran = sample("ask", "--batch", questions)
    assert ran.status == 2
    assert [line["id"] for line in ran.lines] == ["a", None, "c", "d", "e", "f", None]
    assert ["error" in line for line in ran.lines] == [False, True, True, True, True, False, True]
    assert ran.lines[1]["error"].startswith("line 2, text: it is not JSON")
    assert ran.lines[0]["answer"] == "50 -day deadline"


def test_a_batch_without_bad_lines_succeeds_even_when_all_decline(sample: OnRecord, tmp_path: Path) -> None:
    questions = tmp_path / "questions.jsonl"
    questions.write_text('{"id": 1, "question": "where was Peskov born?"}\n\n', encoding="utf-8")
    ran = sample("ask", "--batch", questions)
    assert (ran.status, len(ran.lines)) == (0, 1)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["ask"], "ask: it takes a question or --batch FILE"),
        (["ask", ""], "question: it is empty; ask something like"),
        (["ask", "a" * 10_000], "question: it has 10,000 characters; ask it in at most 2,000"),
        (["ask", "who?", "--as-of", "soonish"], "--as-of 'soonish': not a date or time; write 2025-07-20"),
        (["ask", "who is he?", "--source", "The Moon Post"], "source 'The Moon Post': no article is from it; choose"),
        (["ask", "who?", "--since", "2025-02-02", "--until", "2025-02-01"], "it is later than --until"),
        (["ask", "--batch", "/nowhere/questions.jsonl"], "/nowhere/questions.jsonl: No such file or directory"),
        (["ask", "who?", "--colour"], "No such option: --colour"),
        (["answer"], "No such command 'answer'"),
    ],
)
def test_bad_input_is_one_clear_line_and_status_2(sample: OnRecord, arguments: list[str], said: str) -> None:
    sample("ask", "who is Umerov?", "--json")  # the samples are in
    ran = sample(*arguments)
    assert ran.status == 2
    assert ran.out == ""
    assert said in ran.err
    assert len(ran.err.strip().splitlines()) == 1


def test_a_question_of_function_words_is_declined_and_told_why(sample: OnRecord) -> None:
    ran = sample("ask", "what is it?")
    assert ran.status == 3
    assert "There is no word in this question to look for" in ran.out


def test_the_same_question_record_and_time_give_the_same_answer(sample: OnRecord) -> None:
    def asked() -> dict[str, object]:
        answer = sample("ask", "who is the Kremlin spokesman?", "--json", "--as-of", "2026-01-01T00:00Z").json
        return {name: value for name, value in answer.items() if name != "took_ms"}

    assert asked() == asked()


def test_a_bare_as_of_date_ends_with_the_askers_day(sample: OnRecord, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ONRECORD_TIMEZONE", "Europe/Kyiv")
    answer = sample("ask", "who is Umerov?", "--json", "--as-of", "2026-01-02").json
    assert datetime.fromisoformat(answer["as_of"]).hour == 21
