"""Errands: done beside the acknowledgement, and later when Slack asks to wait."""

import threading

import structlog

from bot.listeners.errands import Errands
from bot.poster import Done, Later

LONG = 60.0


def outcomes(*given):
    """An errand that ends so, one after the other, and how often it was done."""
    done, left = [], list(given)
    last = threading.Event()

    def errand():
        done.append(None)
        if len(left) == 1:
            last.set()
        return left.pop(0)

    return errand, done, last


def settled(errands: Errands) -> None:
    while errands.busy():
        threading.Event().wait(0.005)


def test_what_slack_puts_off_is_done_again_until_it_is_done():
    errands = Errands()
    errand, done, _ = outcomes(Later(seconds=0.01, unsure=False), Later(seconds=0.01, unsure=False), Done())
    assert errands.run("whisper", errand)
    settled(errands)
    errands.stop()
    assert len(done) == 3


def test_what_may_be_done_is_not_done_twice():
    errands = Errands()
    errand, done, _ = outcomes(Later(seconds=0.01, unsure=True), Done())
    errands.run("whisper", errand)
    settled(errands)
    errands.stop()
    assert len(done) == 1


def test_it_does_not_wait_for_ever():
    errands = Errands()
    errand, done, _ = outcomes(*[Later(seconds=0.0, unsure=False)] * 9)
    with structlog.testing.capture_logs() as logs:
        errands.run("whisper", errand)
        settled(errands)
    errands.stop()
    assert len(done) == 4
    assert [line["event"] for line in logs if line["log_level"] == "warning"] == ["errand given up"]


def test_one_that_waits_holds_up_neither_the_others_nor_the_end():
    errands = Errands(threads=1)
    errand, _, last = outcomes(Later(seconds=100.0, unsure=False))
    errands.run("whisper", errand)
    assert last.wait(LONG)
    beside = threading.Event()
    errands.run("hello", beside.set)
    assert beside.wait(LONG)
    errands.stop()
    assert not errands.run("hello", beside.set)
