"""The documents say what is so: commands run, rooms exist, settings and commands are all named."""

import re
import shlex
from pathlib import Path

import pytest

from bot.cli import app
from config.settings import Settings
from tests.bot.conftest import OnRecord, sample, sample_dir  # noqa: F401  the fixtures

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
ARCHITECTURE = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")


def _commands() -> list[str]:
    return [
        line.removeprefix("$ ").removeprefix("onrecord ")
        for block in re.findall(r"```console\n(.*?)```", README, re.DOTALL)
        for line in block.splitlines()
        if line.startswith("$ onrecord ")
    ]


def test_every_heading_of_the_architecture_is_a_room_that_exists() -> None:
    rooms = re.findall(r"^#+ \[.*?\]\(\.\./(.*?)\)", ARCHITECTURE, re.MULTILINE)
    assert rooms
    for room in rooms:
        assert (ROOT / room).is_dir(), room


def test_every_package_is_a_heading_of_the_architecture() -> None:
    rooms = set(re.findall(r"^#+ \[(.*?)/\]", ARCHITECTURE, re.MULTILINE))
    packages = {
        str(path.parent.relative_to(ROOT))
        for top in ("bot", "retrieval", "config")
        for path in (ROOT / top).rglob("__init__.py")
    }
    assert packages - rooms <= {"bot/migrations/versions"}


def test_every_setting_and_command_is_in_the_readme() -> None:
    names = {str(field.validation_alias) for field in Settings.model_fields.values()}
    names |= {f"onrecord {command.name}" for command in app.registered_commands}
    names |= {f"onrecord {group.name}" for group in app.registered_groups}
    missing = sorted(name for name in names if name not in README)
    assert not missing


@pytest.mark.parametrize("command", _commands())
def test_every_example_of_the_readme_runs(command: str, sample: OnRecord, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: F811
    monkeypatch.chdir(ROOT)
    sample("ask", "who is Umerov?", "--json")
    assert sample(*shlex.split(command)).status in {0, 3}


def test_both_set_up_commands_are_in_the_readme_and_the_makefile() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for command in ('make ask Q="what deadline did Trump set?"', "make test"):
        assert command in README
        assert re.search(rf"^{command.split()[1]}:", makefile, re.MULTILINE)


def test_the_changelog_has_an_unreleased_part() -> None:
    assert "## [Unreleased]" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
