"""The whole bot in the browser, as a newcomer meets it: asked, edited, asked again, in the dark, with the keyboard."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from bot.web.drawing import WIDTH
from bot.workspace.cast import GENERAL, GIL, LOBBY, MARA, NEWSROOM, TOM, dm_id
from tests.bot.workspace.browser import check, chromium, needs_chromium, ready, window
from tests.bot.workspace.whole import running

pytestmark = [needs_chromium, pytest.mark.slow]
PATIENCE = 60_000  # milliseconds: models may still be loading


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with running(tmp_path_factory.mktemp("var")) as address:
        yield address


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as found:
        yield found


def write(page: Page, label: str, text: str) -> None:
    ready(page).get_by_label(label).fill(text)
    page.keyboard.press("Enter")


@pytest.mark.parametrize("dark", [False, True])
def test_a_mention_is_answered_explained_and_taken_back(url: str, browser: Browser, dark: bool) -> None:
    with window(browser, dark=dark) as (page, seen):
        page.set_default_timeout(PATIENCE)
        expect.set_options(timeout=PATIENCE)
        page.goto(f"{url}/as/{TOM}/{NEWSROOM}")
        write(page, "Message #newsroom", "@On the Record who runs the emergency boat service?")
        thread = page.get_by_role("complementary", name="Thread")
        expect(thread.get_by_text("Joss Wennick").first).to_be_visible()
        check(ready(page), seen)
        for button, title in (("Context", "In its context"), ("Why", "Why these sentences")):
            thread.get_by_role("button", name=button, exact=True).click()
            expect(page.get_by_role("dialog", name=title)).to_be_visible()
            check(ready(page), seen)
            page.keyboard.press("Escape")
            expect(page.get_by_role("dialog")).to_have_count(0)
            ready(page)
        thread.get_by_role("button", name="Delete", exact=True).click()
        ready(page).get_by_role("button", name="Delete", exact=True).last.click()
        expect(thread.get_by_role("button", name="Why")).to_have_count(0)


def test_a_trend_is_shown_as_a_picture(url: str, browser: Browser) -> None:
    with window(browser) as (page, seen):
        page.goto(f"{url}/as/{TOM}/{dm_id(TOM)}")
        write(page, "Message On the Record", "how often was Corran in the news in March 2025?")
        picture = page.get_by_role("img", name="that mention Corran")
        expect(picture).to_be_visible(timeout=PATIENCE)
        assert picture.evaluate("image => image.decode().then(() => image.naturalWidth)") == WIDTH
        check(ready(page), seen)


def test_an_edited_question_changes_its_answer(url: str, browser: Browser) -> None:
    with window(browser) as (page, _):
        page.goto(f"{url}/as/{MARA}/{NEWSROOM}")
        write(page, "Message #newsroom", "@On the Record when was Corran elected?")
        thread = page.get_by_role("complementary", name="Thread")
        expect(thread.get_by_text("2021").first).to_be_visible(timeout=PATIENCE)
        ready(page)
        thread.get_by_label("More actions for the message of Mara Lind").click()
        thread.get_by_role("link", name="Edit message").click()
        box = ready(page).get_by_role("complementary").get_by_label("Message", exact=True)
        box.fill("@On the Record who runs the emergency boat service?")
        box.press("Enter")
        expect(thread.get_by_text("Joss Wennick").first).to_be_visible(timeout=PATIENCE)
        expect(thread.get_by_text("On the Record", exact=True)).to_have_count(1)  # one answer, changed in place


def test_private_answers_direct_messages_and_home(url: str, browser: Browser) -> None:
    with window(browser) as (page, seen):
        page.goto(f"{url}/as/{GIL}/{NEWSROOM}")
        write(page, "Message #newsroom", "/news Orrin Bridge payload")
        expect(page.get_by_text("Only visible to you")).to_be_visible(timeout=PATIENCE)
        check(ready(page), seen)
        page.goto(f"{url}/as/{GIL}/{dm_id(GIL)}")
        write(page, "Message On the Record", "who runs the emergency boat service?")
        expect(page.get_by_text("Joss Wennick").first).to_be_visible(timeout=PATIENCE)
        check(ready(page), seen)
        page.goto(f"{url}/as/{GIL}/home")
        expect(page.get_by_role("link", name="who runs the emergency boat service?")).to_be_visible(timeout=PATIENCE)
        check(ready(page), seen)


def test_what_is_shared_where_the_bot_is_not_is_for_everyone(url: str, browser: Browser) -> None:
    with window(browser) as (page, _):
        page.goto(f"{url}/as/{TOM}/{LOBBY}")
        write(page, "Message #lobby", "/news who runs the emergency boat service?")
        page.get_by_role("button", name="Share to channel").click(timeout=PATIENCE)
        page.goto(f"{url}/as/{MARA}/{LOBBY}")
        expect(page.get_by_text("@Tom Reyes")).to_be_visible(timeout=PATIENCE)
        expect(page.get_by_text("Joss Wennick").first).to_be_visible()


def test_a_message_is_checked_against_the_news(url: str, browser: Browser) -> None:
    with window(browser) as (page, seen):
        page.goto(f"{url}/as/{TOM}/{GENERAL}")
        write(page, "Message #general", "The emergency boat service of Joss Wennick starts with nine vessels.")
        ready(page).get_by_label("More actions for the message of Tom Reyes").click()
        page.get_by_role("button", name="Check against the news").click()
        dialog = page.get_by_role("dialog")
        expect(dialog.get_by_text("four vessels")).to_be_visible(timeout=PATIENCE)
        check(ready(page), seen)
