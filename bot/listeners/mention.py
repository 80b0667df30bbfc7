"""`app_mention`: somebody mentions the bot in a channel; the answer comes in the thread."""

from slack_bolt import App, BoltContext

from bot.listeners.counter import Counter, origin_of
from bot.listeners.message import hand_in
from bot.listeners.reading import Event, read_mention


def add_to(bolt: App, counter: Counter) -> None:
    def mentioned(event: Event, body: Event, context: BoltContext) -> None:
        origin = origin_of(context)
        said = read_mention(event, bot=origin.bot)
        if said is not None:
            hand_in(counter, said, body, origin)

    bolt.event("app_mention")(mentioned)
