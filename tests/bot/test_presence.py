"""A desk that died is seen at once by the others on its machine, and one that lives is left alone."""

import subprocess
import sys
from pathlib import Path
from uuid import uuid4

import pytest

from bot.desk.presence import Presence
from tests.bot.inbox_cases import asked, at, claimed, open_engine, open_inbox

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = (
    "import sys; from pathlib import Path; from bot.desk.presence import Presence;"
    "Presence(Path(sys.argv[1]), sys.argv[2]).open(); print('open', flush=True); sys.stdin.read()"
)


@pytest.fixture
def other(tmp_path):
    """Another process with a desk called "other"."""
    process = subprocess.Popen(
        [sys.executable, "-c", PROGRAM, str(tmp_path), "other"],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout.readline() == "open\n"
    yield process
    process.kill()
    process.communicate(timeout=30)


def test_only_the_dead_are_gone(tmp_path, other):
    mine = Presence(tmp_path, "mine")
    mine.open()
    assert mine.gone() == ()
    other.kill()
    other.wait(30)
    assert mine.gone() == ("other",)
    mine.forget("other")
    assert mine.gone() == ()
    mine.close()
    assert list(tmp_path.glob("desk-*")) == []


def test_two_desks_in_one_process_see_each_other(tmp_path):
    first, second = Presence(tmp_path, "first"), Presence(tmp_path, "second")
    first.open()
    second.open()
    assert first.gone() == second.gone() == ()
    first.close()
    second.close()


def test_a_folder_that_cannot_be_used_leaves_it_to_the_leases(tmp_path):
    (tmp_path / "file").write_text("")
    presence = Presence(tmp_path / "file" / "locks", "mine")
    presence.open()
    assert presence.gone() == ()
    presence.close()


def test_what_a_dead_desk_had_is_free_at_once(tmp_path):
    inbox = open_inbox(open_engine(tmp_path), new_id=lambda: uuid4().hex)
    inbox.accept(asked())
    claimed(inbox, worker="other")
    assert inbox.claim(worker="mine", now=at(1)) is None
    assert inbox.release("other", now=at(1)) == 1
    assert claimed(inbox, 1, "mine").attempt == 2
