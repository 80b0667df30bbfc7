"""The local workspace in a real browser: a question asked and answered live, modals, Home, keyboard, dark mode."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, expect
from slack_bolt import Ack
from slack_sdk import WebClient

from bot.workspace.cast import MARA, NEWSROOM, TOM, dm_id
from bot.workspace.server import LocalSlack
from tests.bot.workspace.browser import check, chromium, needs_chromium, ready, window
from tests.slack_server import bolt_app, bolt_web

pytestmark = needs_chromium
ASK = {
    "type": "modal",
    "callback_id": "ask",
    "title": {"type": "plain_text", "text": "Ask the news"},
    "submit": {"type": "plain_text", "text": "Ask"},
    "blocks": [
        {
            "type": "input",
            "block_id": "q",
            "label": {"type": "plain_text", "text": "Question"},
            "element": {"type": "plain_text_input", "action_id": "question"},
        },
        {
            "type": "input",
            "block_id": "m",
            "label": {"type": "plain_text", "text": "Where"},
            "element": {
                "type": "radio_buttons",
                "action_id": "where",
                "initial_option": {"text": {"type": "plain_text", "text": "Here"}, "value": "here"},
                "options": [
                    {"text": {"type": "plain_text", "text": "Here"}, "value": "here"},
                    {"text": {"type": "plain_text", "text": "There"}, "value": "there"},
                ],
            },
        },
    ],
}


def button(text: str, action_id: str, **more: Any) -> dict[str, Any]:
    return {
        "type": "button",
        "action_id": action_id,
        "text": {"type": "plain_text", "text": text},
        "value": "1",
        **more,
    }


ASK["blocks"].append({"type": "actions", "elements": [button("Look first", "look")]})
ANSWER: list[dict[str, Any]] = [
    {
        "type": "rich_text",
        "elements": [
            {
                "type": "rich_text_section",
                "elements": [{"type": "text", "text": "50 -day deadline", "style": {"bold": True}}],
            }
        ],
    },
    {"type": "context", "elements": [{"type": "mrkdwn", "text": "Sample Courier"}]},
    {
        "type": "actions",
        "elements": [
            button("Context", "context"),
            button(
                "Delete",
                "delete",
                style="danger",
                confirm={
                    "title": {"type": "plain_text", "text": "Delete this answer?"},
                    "text": {"type": "plain_text", "text": "It goes for everyone."},
                    "confirm": {"type": "plain_text", "text": "Delete it"},
                    "deny": {"type": "plain_text", "text": "Keep it"},
                },
            ),
        ],
    },
]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as found:
        yield found


@pytest.fixture
def sent(slack: LocalSlack) -> list[dict[str, Any]]:
    """A small bot is connected; what modals sent it."""
    app = bolt_app(slack)
    submitted: list[dict[str, Any]] = []

    @app.event("app_mention")
    def mentioned(event: dict[str, Any], client: WebClient) -> None:
        client.chat_postMessage(channel=event["channel"], thread_ts=event["ts"], text="50 -day deadline", blocks=ANSWER)

    @app.event("message")
    def ignored() -> None: ...

    @app.event("app_home_opened")
    def home(event: dict[str, Any], client: WebClient) -> None:
        ask = {"type": "actions", "elements": [button("Ask the news", "ask", style="primary")]}
        client.views_publish(user_id=event["user"], view={"type": "home", "blocks": [ask]})

    @app.command("/news")
    def news(ack: Ack) -> None:
        ack("only for you")

    @app.shortcut("onrecord:ask")
    @app.action("ask")
    @app.action("context")
    def ask(ack: Ack, body: dict[str, Any], client: WebClient) -> None:
        ack()
        client.views_open(trigger_id=body["trigger_id"], view=ASK)

    @app.action("look")
    def look(ack: Ack, body: dict[str, Any], client: WebClient) -> None:
        ack()
        submitted.append(body["view"]["state"]["values"])
        seen = {"type": "modal", "title": {"type": "plain_text", "text": "Looked"}, "blocks": []}
        client.views_push(trigger_id=body["trigger_id"], view=seen)

    @app.action("delete")
    def delete(ack: Ack, body: dict[str, Any], client: WebClient) -> None:
        ack()
        client.chat_delete(channel=body["channel"]["id"], ts=body["message"]["ts"])

    @app.view("ask")
    def asked(ack: Ack, view: dict[str, Any]) -> None:
        values = view["state"]["values"]
        submitted.append(values)
        if len(values["q"]["question"]["value"]) < 5:
            ack(response_action="errors", errors={"q": "Write a whole question."})
        else:
            ack()

    slack.serve(bolt_web(app))
    return submitted


@pytest.mark.usefixtures("sent")
@pytest.mark.parametrize("dark", [False, True])
def test_a_question_is_answered_in_its_thread(slack: LocalSlack, browser: Browser, dark: bool, tmp_path: Any) -> None:
    with window(browser, dark=dark) as (page, seen):
        page.goto(slack.url)
        ready(page).get_by_label("Message #newsroom").fill("@On the Record what deadline did Trump set?")
        page.keyboard.press("Enter")
        thread = page.get_by_role("complementary", name="Thread")
        expect(thread.get_by_text("50 -day deadline")).to_be_visible()
        expect(page.get_by_role("link", name="1 reply")).to_be_visible()
        check(page, seen)
        page.screenshot(path=tmp_path / "answer.png")


@pytest.mark.usefixtures("sent")
def test_what_others_do_appears_while_one_writes(slack: LocalSlack, browser: Browser) -> None:
    with window(browser) as (page, seen):
        page.goto(f"{slack.url}/as/{TOM}/{NEWSROOM}")
        box = ready(page).get_by_label("Message #newsroom")
        box.fill("half a thou")
        said = slack.say(NEWSROOM, MARA, "something new")
        expect(page.get_by_text("something new")).to_be_visible()
        expect(box).to_be_focused()
        expect(box).to_have_value("half a thou")
        slack.edit(said, "something better")
        expect(page.get_by_text("something better")).to_be_visible()
        slack.delete(slack.world.message(NEWSROOM, said.ts))
        expect(page.get_by_text("something better")).to_have_count(0)
        expect(page.get_by_role("log", name="Messages")).to_have_attribute("aria-live", "polite")
        check(page, seen)


def test_a_modal_is_filled_in_with_the_keyboard(
    slack: LocalSlack, sent: list[dict[str, Any]], browser: Browser
) -> None:
    with window(browser) as (page, seen):
        page.goto(f"{slack.url}/as/{TOM}/home")
        ready(page).get_by_role("button", name="Ask the news").press("Enter")
        dialog = page.get_by_role("dialog", name="Ask the news")
        expect(ready(page).get_by_label("Question")).to_be_focused()
        page.keyboard.type("Who?")
        page.keyboard.press("Enter")
        expect(dialog.get_by_role("alert")).to_have_text("Write a whole question.")
        ready(page).get_by_label("Question").fill("Who is Umerov?")
        dialog.get_by_label("There").check()
        check(page, seen)
        dialog.get_by_role("button", name="Ask", exact=True).click()
        expect(dialog).to_have_count(0)
    assert sent[-1]["q"]["question"]["value"] == "Who is Umerov?"
    assert sent[-1]["m"]["where"]["selected_option"]["value"] == "there"


@pytest.mark.parametrize("scripts", [True, False])
def test_a_button_in_a_modal_knows_what_is_filled_in_and_it_stays(
    slack: LocalSlack, sent: list[dict[str, Any]], browser: Browser, scripts: bool
) -> None:
    context = browser.new_context(java_script_enabled=scripts)
    page = context.new_page()
    page.goto(f"{slack.url}/as/{TOM}/home")
    page.get_by_role("button", name="Ask the news").click()
    page.get_by_label("Question").fill("Who is Umerov?")
    page.get_by_label("There").check()
    page.get_by_role("button", name="Look first").click()
    expect(page.get_by_role("dialog", name="Looked")).to_be_visible()
    assert sent[-1]["q"]["question"]["value"] == "Who is Umerov?"
    assert sent[-1]["m"]["where"]["selected_option"]["value"] == "there"
    page.get_by_role("dialog", name="Looked").get_by_role("button", name="Close").last.click()
    expect(page.get_by_label("Question")).to_have_value("Who is Umerov?")
    expect(page.get_by_label("There")).to_be_checked()
    page.get_by_label("Question").press("Enter")  # sends the form, not the button that stands before Send
    expect(page.get_by_role("dialog")).to_have_count(0)
    assert len(sent) == 2
    context.close()


@pytest.mark.usefixtures("sent")
def test_escape_closes_a_modal_and_focus_cannot_leave_it(slack: LocalSlack, browser: Browser) -> None:
    with window(browser, dark=True) as (page, seen):
        page.goto(f"{slack.url}/as/{TOM}/home")
        ready(page).get_by_role("button", name="Ask the news").click()
        dialog = page.get_by_role("dialog", name="Ask the news")
        expect(dialog).to_be_visible()
        ready(page)
        for _ in range(12):
            page.keyboard.press("Tab")
            inside = "document.activeElement === document.body || !!document.activeElement.closest('dialog')"
            assert page.evaluate(inside)
        check(page, seen)
        page.keyboard.press("Escape")
        expect(dialog).to_have_count(0)
    assert slack.modal(TOM) is None


@pytest.mark.usefixtures("sent")
def test_a_button_that_asks_back(slack: LocalSlack, browser: Browser) -> None:
    said = slack.say(NEWSROOM, TOM, f"{slack.mention} what deadline?")
    with window(browser) as (page, seen):
        page.goto(f"{slack.url}/as/{TOM}/{NEWSROOM}?thread={said.ts}")
        ready(page).get_by_role("button", name="Delete", exact=True).click()
        dialog = page.get_by_role("dialog", name="Delete this answer?")
        check(ready(page), seen)
        dialog.get_by_role("link", name="Keep it").click()
        assert slack.replies(said)
        ready(page).get_by_role("button", name="Delete", exact=True).click()
        ready(page).get_by_role("button", name="Delete it").click()
        expect(page.get_by_role("complementary").get_by_text("50 -day deadline")).to_have_count(0)
    assert not slack.replies(said)


@pytest.mark.usefixtures("sent")
def test_private_answers_and_the_menus(slack: LocalSlack, browser: Browser) -> None:
    with window(browser) as (page, seen):
        page.goto(slack.url)
        ready(page).get_by_label("Message #newsroom").fill("/news help")
        page.get_by_role("button", name="Send").click()
        expect(page.get_by_text("Only visible to you")).to_be_visible()
        check(ready(page), seen)
        page.get_by_role("button", name="Dismiss").click()
        expect(page.get_by_text("Only visible to you")).to_have_count(0)
        ready(page).get_by_label("Shortcuts and commands").click()
        page.get_by_role("button", name="Ask the news", exact=True).click()
        expect(page.get_by_role("dialog", name="Ask the news")).to_be_visible()
        check(ready(page), seen)


@pytest.mark.usefixtures("sent")
def test_a_person_edits_what_they_wrote(slack: LocalSlack, browser: Browser) -> None:
    said = slack.say(NEWSROOM, TOM, "helo")
    with window(browser) as (page, seen):
        page.goto(f"{slack.url}/as/{TOM}/{NEWSROOM}")
        ready(page).get_by_label("More actions").click()
        page.get_by_role("link", name="Edit message").click()
        box = ready(page).get_by_label("Message", exact=True)
        expect(box).to_have_value("helo")
        box.fill("hello")
        box.press("Enter")
        expect(page.get_by_text("(edited)")).to_be_visible()
        check(ready(page), seen)
    assert slack.world.message(NEWSROOM, said.ts).text == "hello"


@pytest.mark.usefixtures("sent")
@pytest.mark.parametrize("width", [1280, 900, 390])
def test_narrow_windows_hold_everything(slack: LocalSlack, browser: Browser, width: int) -> None:
    said = slack.say(NEWSROOM, TOM, f"{slack.mention} " + "a-very-long-word" * 12)
    with window(browser, width=width) as (page, seen):
        for path in (f"{NEWSROOM}", f"{NEWSROOM}?thread={said.ts}", dm_id(TOM), "home"):
            page.goto(f"{slack.url}/as/{TOM}/{path}")
            check(ready(page), seen)


@pytest.mark.usefixtures("sent")
def test_the_first_tab_skips_to_the_messages(slack: LocalSlack, browser: Browser) -> None:
    with window(browser) as (page, _):
        page.goto(f"{slack.url}/as/{TOM}/home")
        ready(page).keyboard.press("Tab")
        expect(page.get_by_role("link", name="Skip to the messages")).to_be_focused()
        page.keyboard.press("Enter")
        expect(page.locator("#messages")).to_be_focused()


@pytest.mark.usefixtures("sent")
def test_without_scripts_everything_can_be_done_too(slack: LocalSlack, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(slack.url)
    page.get_by_label("Message #newsroom").fill("@On the Record what deadline?")
    page.get_by_role("button", name="Send").click()
    page.wait_for_url("**thread=**")
    slack.wait_for(lambda: [m for m in slack.messages(NEWSROOM) if m.bot_id])
    page.reload()
    page.get_by_role("button", name="Context").click()
    dialog = page.get_by_role("dialog", name="Ask the news")
    dialog.get_by_label("Question").fill("Who is Umerov?")
    dialog.get_by_role("button", name="Ask", exact=True).click()
    expect(dialog).to_have_count(0)
    context.close()
