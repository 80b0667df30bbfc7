"""What one page shows to one person: pure, from the world to records the templates print."""

from collections.abc import Iterable
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from markupsafe import Markup

from bot.workspace.pages.mrkdwn import mrkdwn
from bot.workspace.pages.names import Names
from bot.workspace.records import JSON, Channel, Message, Person, Private
from bot.workspace.world import World

HELPER = "The workspace"  # who speaks where Slack's own helper would


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A message or a private answer, ready to print. ``place`` names it in forms."""

    key: str
    place: str
    ts: str
    root: str
    author: str
    initials: str
    tone: int
    when: str
    iso: str
    body: Markup
    blocks: tuple[JSON, ...]
    is_app: bool
    is_private: bool
    is_own: bool
    is_gone: bool
    edited: bool
    replies: int
    latest: str
    follows: bool  # the same author just before it: the head is left out


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A conversation in the side bar."""

    id: str
    name: str
    sign: str  # "#", "private", "archived", "app"
    current: bool


def names_for(world: World, viewer: Person, *, home: str) -> Names:
    return Names(
        people={person.id: person.name for person in world.people.values()},
        channels={channel.id: channel.name for channel in world.channels.values()},
        zone=ZoneInfo(viewer.tz),
        now=world.clock(),
        home=home,
    )


def lines(world: World, viewer: Person, current: str) -> list[Line]:
    """The channels the person is in, and for members the public ones they could join."""
    found = []
    for channel in list(world.channels.values()):
        inside = viewer.id in channel.members
        if channel.is_im or channel.team != viewer.team or not inside:
            continue
        sign = "archived" if channel.is_archived else "private" if channel.is_private else "#"
        found.append(Line(id=channel.id, name=channel.name, sign=sign, current=channel.id == current))
    return found


def in_channel(world: World, channel: Channel, viewer: Person, names: Names) -> list[Shown]:
    """The channel's own messages and what only this person sees there, oldest first; of a DM, replies too."""
    every = world.messages(channel.id)
    messages = [m for m in every if channel.is_im or m.thread == m.ts or m.subtype == "thread_broadcast"]
    privates = [p for p in world.privates(viewer.id) if p.channel == channel.id and (channel.is_im or not p.thread_ts)]
    return _shown([*messages, *privates], world, viewer, names, counted=not channel.is_im)


def in_thread(world: World, channel: Channel, root: str, viewer: Person, names: Names) -> list[Shown]:
    """The message that starts the thread, and its replies."""
    messages = world.thread(channel.id, root)
    privates = [p for p in world.privates(viewer.id) if p.channel == channel.id and p.thread_ts == root]
    return _shown([*messages, *privates], world, viewer, names, counted=False, key="t")


def status_in(world: World, channel: Channel, root: str) -> str:
    """What the bot says it is doing there."""
    status = world.status(channel.id, None if channel.is_im else root)
    return f"On the Record {status}" if status.startswith(("is ", "has ")) else status


def _shown(
    items: Iterable[Message | Private], world: World, viewer: Person, names: Names, *, counted: bool, key: str = "m"
) -> list[Shown]:
    """``counted``: with the number of replies, which are not shown themselves."""
    found: list[Shown] = []
    before: tuple[str, float] | None = None
    for item in sorted(items, key=lambda item: item.ts):
        one = _one(item, world, viewer, names, before, counted=counted, key=key)
        before = (one.author, float(item.ts)) if not (one.replies or one.is_private) else None
        found.append(one)
    return found


def _one(
    item: Message | Private,
    world: World,
    viewer: Person,
    names: Names,
    before: tuple[str, float] | None,
    *,
    counted: bool,
    key: str,
) -> Shown:
    private = isinstance(item, Private)
    is_app = bool(item.author is None if isinstance(item, Private) else item.bot_id)
    author = _author(item, world, viewer)
    thread = world.thread(item.channel, item.ts) if isinstance(item, Message) and counted else ()
    replies = [reply for reply in thread if reply.ts != item.ts]
    is_own = not is_app and not private and item.user == viewer.id
    return Shown(
        key=f"{key}{item.ts.replace('.', '-')}",
        place=f"p|{item.ts}" if private else f"m|{item.channel}|{item.ts}",
        ts=item.ts,
        root=item.thread_ts or item.ts,
        author=author,
        initials=_initials(author),
        tone=sum(map(ord, author)) % 5,
        when=names.clock(float(item.ts)),
        iso=names.local(float(item.ts)).isoformat(timespec="seconds"),
        body=Markup("") if item.blocks else mrkdwn(item.text, names),
        blocks=item.blocks,
        is_app=is_app,
        is_private=private,
        is_own=is_own,
        is_gone=isinstance(item, Message) and item.subtype == "tombstone",
        edited=isinstance(item, Message) and item.edited is not None,
        replies=len(replies),
        latest=names.clock(float(replies[-1].ts)) if replies else "",
        follows=before is not None and before[0] == author and float(item.ts) - before[1] < 300,
    )


def _author(item: Message | Private, world: World, viewer: Person) -> str:
    if isinstance(item, Private):
        return item.author or world.people[world.installed(viewer.team).bot_user].name
    person = world.people.get(item.user)
    return person.name if person else item.user


def _initials(name: str) -> str:
    return "".join(word[0] for word in name.split()[:2]).upper()
