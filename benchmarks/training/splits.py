"""Which records may be trained on and which are kept for measuring, by a hash of their id: no list to keep in step."""

from hashlib import sha256

QAMR_HELD_OUT = 100  # sentences


def draw(name: str) -> float:
    """A number in [0, 1) that depends on the name alone."""
    return int.from_bytes(sha256(name.encode()).digest()[:8], "big") / 2**64


def qamr_held_out(sentence_ids: frozenset[str]) -> frozenset[str]:
    """The 100 sentences with the smallest draw; the whole file must be given."""
    return frozenset(sorted(sentence_ids, key=lambda name: (draw(name), name))[:QAMR_HELD_OUT])


def newsquiz_calibrates(qid: str) -> bool:
    """The fifth of the quiz questions that calibrates confidence and is never trained on.

    Quizzes of one week share their articles and sometimes their questions, so a week falls on one side whole.
    """
    return draw("calibration/" + week_of(qid)) < 0.2


def newsquiz_fold(qid: str, folds: int = 4) -> int:
    """Which of the cross-fitting folds a question is in: a month of quizzes falls in one fold whole."""
    return int(week_of(qid)[4:6]) % folds


def week_of(qid: str) -> str:
    """The date in ``nq-20220617_0``."""
    return qid.removeprefix("nq-").split("_")[0]
