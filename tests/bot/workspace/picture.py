"""The picture of the README: `python -m tests.bot.workspace.picture docs/answer.png` asks the real bot and saves it."""

import sys
import tempfile
from pathlib import Path

from playwright.sync_api import expect

from tests.bot.workspace.browser import chromium, ready
from tests.bot.workspace.whole import running

QUESTION = "@On the Record who runs the emergency boat service?"
WIDTH, HEIGHT = 1180, 700


def take(path: Path) -> None:
    with (
        tempfile.TemporaryDirectory() as folder,
        running(Path(folder)) as url,
        chromium() as browser,
    ):
        page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT}, color_scheme="light")
        page.goto(url)
        expect(ready(page).get_by_text("Hello. Mention me")).to_be_visible(timeout=60_000)
        page.get_by_label("Message #newsroom").fill(QUESTION)
        page.keyboard.press("Enter")
        thread = page.get_by_role("complementary", name="Thread")
        expect(thread.get_by_role("button", name="Why")).to_be_visible(timeout=30_000)
        page.screenshot(path=path)


if __name__ == "__main__":
    take(Path(sys.argv[1]))
