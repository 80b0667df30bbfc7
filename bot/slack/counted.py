"""Slack's client, telling of each call what became of it and how long it took, as the poster's calls do."""

import time
from typing import Any

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.web import SlackResponse

from bot.poster.calls import Observe, outcome_of, trouble_of


class CountedClient(WebClient):
    """The same in everything else."""

    def __init__(self, *, observe: Observe, **given: Any) -> None:
        super().__init__(**given)
        self._observe = observe

    def api_call(self, api_method: str, **given: Any) -> SlackResponse:
        started, outcome = time.perf_counter(), "away"
        try:
            answer = super().api_call(api_method, **given)
            outcome = "done"
            return answer
        except SlackApiError as error:
            outcome = outcome_of(trouble_of(error))
            raise
        finally:
            self._observe(api_method, outcome, time.perf_counter() - started)


def counted(client: WebClient, observe: Observe) -> CountedClient:
    """Another client that does as this one."""
    return CountedClient(
        observe=observe,
        token=client.token,
        base_url=client.base_url,
        timeout=client.timeout,
        logger=client._logger,
        retry_handlers=client.retry_handlers,
    )
