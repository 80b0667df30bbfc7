"""Everything else that Slack may send: acknowledged, so that it is not sent again."""

import re

from slack_bolt import Ack, App

ANYTHING = re.compile(".*")


def add_to(bolt: App) -> None:
    def unexpected_event() -> None:
        """An event somebody subscribed to beyond the manifest."""

    def unexpected(ack: Ack) -> None:
        ack()

    def no_options(ack: Ack) -> None:
        ack(options=[])

    bolt.event(ANYTHING)(unexpected_event)
    for kind in (bolt.action, bolt.shortcut, bolt.view, bolt.view_closed, bolt.command):
        kind(ANYTHING)(unexpected)
    bolt.options(ANYTHING)(no_options)
