import pytest

from retrieval.reader.spans.candidates import propose
from retrieval.reader.tree import lay_out
from tests.retrieval.reader_case import analyser


def spans(text: str) -> set[str]:
    tree = lay_out(text, analyser().annotate([text])[0])
    proposals, _ = propose(tree)
    assert all(first <= head < last for first, last, head, _ in proposals)
    return {text[tree.starts[first] : tree.ends[last - 1]] for first, last, _, _ in proposals}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("This week, Trump has set a 50 -day deadline for the talks.", "50 -day deadline"),
        ("Kremlin spokesman Dmitry Peskov said so on Friday.", "Kremlin spokesman"),
        ("Umerov, a former Minister of Defense, spoke first.", "a former Minister of Defense"),
        ("The series “Squid Game” is coming back.", "Squid Game"),
        ("They left the town because the river had risen.", "because the river had risen"),
        ("She won the race by training at night.", "by training at night"),
        ("He was appointed as the President of the Council last week.", "President of the Council"),
        ("The mayor said that the bridge would stay closed.", "the bridge would stay closed"),
    ],
)
def test_what_may_answer_is_proposed(text: str, wanted: str) -> None:
    assert wanted in spans(text)
