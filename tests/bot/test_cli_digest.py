"""`onrecord digest`: the same bytes from the same record, and what it says when it cannot."""

import pytest

from bot.app import open_app
from bot.store import Channels, Digests
from config.settings import Settings
from tests.bot.conftest import OnRecord
from tests.bot.digest_cases import digest

EVENING = "2025-03-04T20:00"


def test_an_edition_of_the_samples_is_the_same_each_time(sample: OnRecord) -> None:
    first = sample("digest", "C1", "--dry-run", "--at", EVENING)
    assert first.status == 0
    assert first.out.startswith("Morning news · Tuesday, 4 Mar 2025\n")
    assert "Orrin Bridge" in first.out
    assert "2 outlets, 2 independent texts" in first.out
    assert sample("digest", "#anywhere", "--dry-run", "--at", EVENING).out == first.out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("C1",), "a digest in C1: none is set up; set one up in Slack: /news digest"),
        (("C1", "--dry-run", "--at", "2199-01-01"), "it is still to come"),
        (("C1", "--dry-run", "--at", "soon"), "not a date or time"),
    ],
)
def test_what_cannot_be_is_one_line(sample: OnRecord, arguments: tuple[str, ...], said: str) -> None:
    ran = sample("digest", *arguments)
    assert ran.status == 2
    assert said in ran.err


def test_a_channel_s_own_by_its_name_in_its_zone(onrecord: OnRecord, tmp_path) -> None:
    app = open_app(Settings(data_dir=tmp_path / "var"), say=lambda _line: None)
    digests = Digests(app.record.engine, new_id=app.new_id)
    for n, name in enumerate(("Harbour", "Council")):
        digests.save(digest(id=f"d{n}", name=name, zone="Asia/Tokyo"), now=app.clock())
    Channels(app.record.engine).rename("T1", "C1", "newsroom")
    app.record.engine.dispose()
    several = onrecord("digest", "#newsroom", "--dry-run", "--at", EVENING)
    assert (several.status, "choose one: --name NAME" in several.err) == (2, True)
    chosen = onrecord("digest", "newsroom", "--name", "council", "--dry-run", "--at", "2025-03-05T01:30")
    assert chosen.out.startswith("Council · Wednesday, 5 Mar 2025\n")
    assert "Orrin Bridge" in chosen.out, "half past one in Tokyo is the evening before in UTC"
    assert onrecord("digest", "newsroom", "--name", "Sport", "--dry-run").status == 2
