"""Which collections a workspace reads: its own and the shared ones that are on, and nothing of another's."""

from pathlib import Path

import pytest

from bot.app import MAIN
from bot.slack.shelves import Shelves
from bot.store.workspaces import Workspaces
from retrieval.store.record import Record
from tests.bot.inbox_cases import open_engine


@pytest.fixture
def record(tmp_path: Path) -> Record:
    record = Record(open_engine(tmp_path))
    workspaces = Workspaces(record.engine)
    for name in ("T1", "T2"):
        workspaces.ensure(name)
        record.ensure_collection(name, workspace=name)
    for name in ("sample", "science", "world"):
        record.ensure_collection(name)
    return record


def shelves(record: Record, *, several: bool) -> Shelves:
    workspaces = Workspaces(record.engine)
    return Shelves(
        record=record, workspaces=workspaces, several=several, sample=False, operators=frozenset({"U1OPERATOR"})
    )


def test_among_several_workspaces_nothing_shared_is_read_until_it_is_turned_on(record: Record) -> None:
    found = shelves(record, several=True)
    assert found.read_by("T1") == ("T1",)
    found.workspaces.change("T1", collections=("world", "T2", "sample", "gone"))
    assert found.read_by("T1") == ("T1", "world"), "another workspace's own is not for choosing"
    assert found.read_by("T2") == ("T2",)
    assert found.read_by("T3") == ("T3",), "never none, and never another's"


def test_among_several_workspaces_shared_sources_are_the_operators(record: Record) -> None:
    found = shelves(record, several=True)
    assert found.open_to("T1", "U2MANAGER") == ("T1",)
    assert found.open_to("T1", "U1OPERATOR") == ("T1", "science", "world")


def test_one_workspace_reads_everything_shared_until_somebody_chooses(record: Record) -> None:
    found = shelves(record, several=False)
    assert found.read_by("T1") == ("T1", MAIN, "science", "world")
    assert found.open_to("T1", "U2MANAGER") == ("T1", MAIN, "science", "world")
    found.workspaces.change("T1", collections=())
    assert found.read_by("T1") == ("T1", MAIN)
    record.ensure_collection("politics")
    assert found.read_by("T1") == ("T1", MAIN), "what comes later is off, too"


def test_what_people_add_goes_into_their_own(record: Record) -> None:
    assert shelves(record, several=True).ensure_own("T3") == "T3"
    assert record.collections(workspace="T3") == ("T3",)
    assert shelves(record, several=False).ensure_own("T1") == MAIN
    assert MAIN in record.shared_collections()
