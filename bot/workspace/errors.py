"""Refusals of the local Slack, by Slack's own codes."""

from typing import Any


class SlackError(Exception):
    """An API call refused with a code of Slack's; ``more`` goes into the answer beside it."""

    def __init__(self, code: str, **more: Any) -> None:
        super().__init__(code)
        self.code = code
        self.more = more
