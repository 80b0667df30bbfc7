"""What follows an ingestion is told of step by step, the first time over an old record too."""

import io
import json
import sys
from pathlib import Path

from bot.app import open_app
from bot.cli.common import steps
from config.settings import Settings
from retrieval.language.analyse import Analyser
from retrieval.types import Level, RawArticle
from tests.bot.news_case import NEWS, NOW

OLD = 30  # articles on record of which no copies were ever looked for


def test_each_step_is_told_of_to_its_end(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path / "var", database_url=None, timezone="UTC")
    app = open_app(settings, say=lambda _: None, clock=lambda: NOW)
    app.record.ensure_collection("main")
    analyser = Analyser()
    for number in range(OLD):
        raw = RawArticle(key=f"old{number}", title=f"Old {number}", text=f"Harbour notice {number} was read aloud.")
        app.record.save("main", raw, analyser.light(raw.title, raw.text), now=NOW)
    key, source, published, title, text = NEWS[0]
    file = tmp_path / "one.jsonl"
    file.write_text(json.dumps({"doc_id": key, "source": source, "published": published, "title": title, "text": text}))
    told: dict[str, list[tuple[int, int | None]]] = {}
    app.ingest(
        [str(file)],
        collection="main",
        level=Level.LIGHT,
        on_progress=lambda _done, _total: None,
        steps=lambda step: lambda done, total: told.setdefault(step, []).append((done, total)),
    )
    assert list(told) == ["index", "copies", "stories"]
    for seen in told.values():
        assert len(seen) > 1 or seen[0] == (OLD + 1, OLD + 1)
        assert seen[-1] == (OLD + 1, OLD + 1)
        assert seen == sorted(seen)


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_bar_is_drawn_once_its_step_is_told_of(monkeypatch) -> None:
    monkeypatch.setattr(sys, "stderr", screen := Terminal())
    monkeypatch.setenv("TERM", "xterm")
    with steps() as begin:
        begin("stories")
        begin("copies")(3, 7)
    assert "copies" in screen.getvalue()
    assert "3/7" in screen.getvalue()
    assert "stories" not in screen.getvalue()
