"""`/news`: answers that only the asker sees, by response_url, with a way to share them."""

from dataclasses import dataclass
from typing import Any

from slack_bolt import Ack, App, BoltContext
from slack_sdk import WebClient

from bot import messages
from bot.blocks import Message, feeds_message, help_message, line_message, sources_message, status_message
from bot.incoming import Incoming, Kind, Surface, trigger_identity
from bot.intents import Compare, classify
from bot.listeners import following
from bot.listeners.counter import Counter, Origin, origin_of
from bot.listeners.digests import digest_lines, open_digests
from bot.listeners.quieting import quiet_wish
from bot.listeners.said import words_in
from bot.listeners.settings import open_settings

_LATER = frozenset({"add", "remove"})
_ASKS = {"timeline": "timeline of", "compare": "compare coverage of"}  # the questions they stand for
_SOURCES = frozenset({"list", "add", "pause", "resume", "remove"})
_FOLLOWING = frozenset({"follow", "unfollow"})
_ALONE = frozenset({"sources", "status", "settings", "help", "following"})
_NAMES = _ALONE | _LATER | _ASKS.keys() | _FOLLOWING | {"search", "latest", "digest"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What was typed behind `/news`: a sub-command and its words; a question has none."""

    command: str  # "question", "search", "latest", "sources", "manage", "status", "digest", "follow", "later", ...
    words: str
    wish: str = ""  # of "manage": "list", "add", "pause", "resume", "remove"


def read_command(text: str) -> Asked:
    """A word that is a sub-command only when nothing follows leaves "status of the talks" a question."""
    first, _, rest = text.partition(" ")
    rest = rest.strip()
    name = first.lower() if rest else first.lower().rstrip("?!.")
    if not any(character.isalnum() for character in text) or (name == "help" and rest.lower() in _NAMES):
        return Asked(command="help", words="")
    if quiet_wish(text):
        return Asked(command="quiet", words="")
    if name in _ALONE and not rest:
        return Asked(command=name, words="")
    if name == "sources":
        wish, _, target = rest.partition(" ")
        if wish.lower() in _SOURCES and not rest.endswith("?") and (wish.lower() == "list") is not bool(target):
            return Asked(command="manage", words=target.strip(), wish=wish.lower())
        if wish.lower() in _SOURCES and not target:
            return Asked(command="manage", words="", wish="help")
    if name == "digest" and not rest.endswith("?"):
        return Asked(command=name, words=rest)
    if name in {"search", "latest"} | _FOLLOWING:
        return Asked(command=name, words=rest)
    if name in _ASKS:
        return Asked(command="question" if rest else name, words=_asking(name, rest))
    if name in _LATER and (not rest or not rest.endswith("?")):
        return Asked(command="later", words=name)
    return Asked(command="question", words=text)


def _asking(name: str, rest: str) -> str:
    """What `/news timeline X` asks: "timeline of X"; whole already is "timeline of X" or "compare A and B on X"."""
    if not rest:
        return ""
    whole = f"{name} {rest}"
    as_typed = rest.endswith("?") or isinstance(classify(whole), Compare) or rest.lower().startswith("of ")
    return whole if as_typed else f"{_ASKS[name]} {rest}"


def add_to(bolt: App, counter: Counter) -> None:
    def news(ack: Ack, body: dict[str, Any], context: BoltContext, client: WebClient) -> None:
        origin = origin_of(context)
        channel = str(body.get("channel_id") or "")
        refusal = counter.refusal(body, workspace=origin.workspace, channel=channel)
        if refusal is not None:
            answer: Message | None = line_message(refusal)
        else:
            asked = read_command(words_in(str(body.get("text") or ""), bot=origin.bot))
            answer = _answer(counter, asked, body, origin, client)
        if answer is None:
            ack()
        else:
            ack(text=answer.text, blocks=list(answer.blocks), response_type="ephemeral")

    bolt.command("/news")(news)


def _answer(counter: Counter, asked: Asked, body: dict[str, Any], origin: Origin, client: WebClient) -> Message | None:
    """What the acknowledgement itself says; a question's answer comes later, and nothing is said now."""
    workspace, channel = origin.workspace, str(body.get("channel_id") or "")
    match asked.command:
        case "help":
            return help_message()
        case "quiet":
            return line_message(messages.QUIET_WHERE)
        case "later":
            return line_message(messages.later(asked.words))
        case "sources":
            return sources_message(counter.knowledge.sources(workspace), held=counter.knowledge.held(workspace))
        case "manage":
            return _sources(counter, asked, body, origin, client)
        case "status":
            digests = digest_lines(counter, workspace, channel) + digest_lines(counter, workspace, str(body["user_id"]))
            return status_message(counter.knowledge.health(workspace), digests=digests)
        case "digest":
            refused = open_digests(
                counter,
                client,
                workspace=workspace,
                user=str(body["user_id"]),
                channel=channel,
                words=asked.words,
                trigger_id=str(body["trigger_id"]),
            )
            return None if refused is None else line_message(refused)
        case "settings":
            refused = open_settings(
                counter,
                client,
                workspace=workspace,
                user=str(body["user_id"]),
                channel=channel,
                trigger_id=str(body["trigger_id"]),
            )
            return None if refused is None else line_message(refused)
        case "follow" | "unfollow" | "following" as name:
            return following.command(
                counter,
                name,
                asked.words,
                workspace=workspace,
                channel=channel,
                user=str(body["user_id"]),
                trigger=str(body["trigger_id"]),
                client=client,
            )
        case "search" | "latest" | "timeline" | "compare" as name if not asked.words:
            return line_message(messages.NEEDS_WORDS[name])
    kind = Kind(asked.command)
    incoming = Incoming(
        identity=trigger_identity(str(body["trigger_id"])),
        workspace=workspace,
        kind=kind,
        surface=Surface.PRIVATE,
        user=str(body["user_id"]),
        text=asked.words,
        channel=channel or None,
        response_url=str(body.get("response_url") or "") or None,
        received_at=counter.now(),
    )
    line = counter.said_of(incoming, counter.take(incoming))
    return None if line is None else line_message(line)


def _sources(counter: Counter, asked: Asked, body: dict[str, Any], origin: Origin, client: WebClient) -> Message:
    """The sources, to everybody; changed by managers only."""
    workspace, user = origin.workspace, str(body["user_id"])
    if asked.wish == "list":
        return feeds_message(counter.feeds.lines(workspace))
    if asked.wish == "help":
        return line_message(messages.SOURCES_HELP)
    if not counter.manages(workspace, counter.person(client, workspace, user)):
        return line_message(messages.ONLY_MANAGERS)
    if asked.wish != "add":
        return line_message(counter.feeds.change(workspace, user, asked.wish, asked.words))
    url, _, collection = asked.words.partition(" ")
    shelf = collection.strip().removeprefix("to ").strip() or None
    response_url = str(body.get("response_url") or "")

    def add() -> None:
        line = line_message(counter.feeds.add(workspace, user, url, shelf))
        counter.errands.run("told", lambda: counter.poster.respond(response_url, line))

    counter.fetches.run("add source", add)
    return line_message(messages.FETCHING)
