"""The words of pages outside Slack, and of the commands that run the bot."""

APP_NAME = "On the Record"

# Article pages
TO_THE_PUBLISHER = "Read it where it was published"
PAGE_SHOWS_AS_FETCHED = "The text is shown as it was fetched, letter for letter; the marked sentence is the one quoted."
LINK_EXPIRED = "This link is no longer valid. Press Context under the answer in Slack, or ask again for a new link."
LINK_UNKNOWN = "There is no such page. Open it from an answer in Slack."

# Installing
INSTALLED = "On the Record is installed. In Slack, invite it to a channel and mention it with a question on the news."
INSTALL_DENIED = "On the Record was not installed, because the request was declined. Start again at /slack/install."
INSTALL_STALE = "This page was open for too long, or opened twice. Start again at /slack/install."
INSTALL_FAILED = "Slack did not confirm the installation. Start again at /slack/install."


def missing_scopes(scopes: str) -> str:
    return f"Installed, but without these permissions: {scopes}. Install it again at /slack/install to grant them."


def listening(address: str) -> str:
    return f"listening on {address}; Slack's requests go to {address}/slack/events"


CONNECTED = "connected to Slack; mention the bot in a channel it is in, or write to it"
WORKING = "working: questions are answered and the index is kept up to date"


def working_at(address: str) -> str:
    return f"{WORKING}; how it is: {address}/readyz"


FINISHING = "finishing the answers in hand, then stopping"
