"""What the forms do: each is one gesture of the person, then back to the page."""

import re
from collections.abc import Awaitable, Callable
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from bot.workspace import cast, elements
from bot.workspace.errors import SlackError
from bot.workspace.gestures import Gestures
from bot.workspace.pages.guard import is_token, same_origin
from bot.workspace.pages.model import HELPER
from bot.workspace.payloads import plain
from bot.workspace.records import JSON, Delivery, Message, Private, View
from bot.workspace.world import World

Do = Callable[[str, FormData], str | None]  # person and form; where to go instead of back
LONGEST = 12_000  # characters of a message that is written here


class Forms:
    def __init__(self, world: World, gestures: Gestures, *, csrf: str) -> None:
        self._world, self._gestures, self._csrf = world, gestures, csrf

    def routes(self) -> list[Route]:
        done: dict[str, Do] = {
            "say": self.say,
            "edit": self.edit,
            "message": self.message,
            "press": self.press,
            "submit": self.submit,
            "close": self.close,
            "shortcut": self.shortcut,
            "channel": self.channel,
            "dismiss": self.dismiss,
            "stop": self.stop,
        }
        return [Route(f"/as/{{person}}/do/{name}", self._form(do), methods=["POST"]) for name, do in done.items()]

    def _form(self, do: Do) -> Callable[[Request], Awaitable[Response]]:
        async def handle(request: Request) -> Response:
            form = await request.form(max_files=0, max_fields=200)
            if not same_origin(request) or not is_token(form.get("csrf"), self._csrf):
                return PlainTextResponse("This form is not from this workspace's pages. Go back and load it anew.", 403)
            person = request.path_params["person"]
            if person not in self._world.people or self._world.people[person].is_bot:
                return PlainTextResponse("Nobody here is called that; open / to begin.", 404)
            instead = await run_in_threadpool(self._done, do, person, form)
            return RedirectResponse(instead or _back(form, person), 303)

        return handle

    def _done(self, do: Do, person: str, form: FormData) -> str | None:
        try:
            return do(person, form)
        except (SlackError, LookupError) as trouble:
            self._note(person, _text(form, "channel") or cast.NEWSROOM, f"That could not be done: {trouble}")
            return None

    # -- messages -------------------------------------------------------------------------------------------------

    def say(self, person: str, form: FormData) -> str | None:
        channel, thread = _text(form, "channel"), _text(form, "thread") or None
        text = (_text(form, "command") or _text(form, "text")).strip()[:LONGEST]
        place = self._world.channels[channel]
        if not text or person not in place.members or place.is_archived:
            return None
        if text.startswith("/"):
            self._command(person, channel, text, thread)
            return None
        message = self._gestures.say(channel, person, self.wire_text(text), thread=thread)
        by = self._world.installed(place.team)
        if f"<@{by.bot_user}>" not in message.text or place.is_im:
            return None
        if by.bot_user not in place.members:
            self._note(
                person,
                channel,
                f"{cast.BOT_NAME} is not in this channel and has not heard you. Invite it: `/invite @{cast.BOT_NAME}`",
            )
            return None
        return f"/as/{person}/{channel}?thread={message.thread}#thread"

    def _command(self, person: str, channel: str, text: str, thread: str | None) -> None:
        command, _, rest = text.partition(" ")
        if thread:
            self._note(person, channel, f"{command} does not work in threads.", thread=thread)
        elif command == "/invite" and cast.BOT_NAME.casefold() in rest.casefold():
            self._gestures.join(
                channel, self._world.installed(self._world.people[person].team).bot_user, inviter=person
            )
        elif command == "/news":
            # Unlike a message, a command's text is not escaped: the manifest says should_escape false.
            delivery = self._gestures.command(person, channel, rest.strip(), command=command)
            self._told(delivery, person, channel, command)
        else:
            self._note(person, channel, f"{command} is not a command here. There are `/news` and `/invite`.")

    def edit(self, person: str, form: FormData) -> None:
        place = self.place(_text(form, "place"), person)
        text = _text(form, "text").strip()[:LONGEST]
        if isinstance(place, Message) and place.user == person and text:
            self._gestures.edit(place, self.wire_text(text))

    def message(self, person: str, form: FormData) -> None:
        place = self.place(_text(form, "place"), person)
        if not isinstance(place, Message):
            return
        if _text(form, "delete"):
            if place.user == person:
                self._gestures.delete(place)
            return
        delivery = self._gestures.shortcut(person, _text(form, "callback_id"), on=place)
        self._told(delivery, person, place.channel, "The shortcut")

    # -- the bot's controls ---------------------------------------------------------------------------------------

    def press(self, person: str, form: FormData) -> str | None:
        place = self.place(_text(form, "place"), person)
        if place is None:
            return None
        action_id, nth = _text(form, "action_id"), int(_text(form, "nth") or 0)
        chosen = [str(value) for value in form.getlist("chosen") if value]
        _, element = elements.find(self.blocks_of(place), action_id, nth)
        if element.get("confirm") and not _text(form, "confirmed"):
            asked = quote("~".join((_text(form, "place"), action_id, str(nth), chosen[0] if chosen else "")), safe="")
            back = _back(form, person)
            return f"{back}{'&' if '?' in back else '?'}confirm={asked}"
        many = elements.SELECTED.get(element["type"], "").endswith("s")
        picked: elements.Chosen = tuple(chosen) if many else (chosen[0] if chosen else None)
        delivery = self._gestures.press(person, place, action_id, nth=nth, chosen=picked)
        where = place.channel if isinstance(place, Message | Private) else self._world.dm(person).id
        self._told(delivery, person, where, "The button")
        return None

    def submit(self, person: str, form: FormData) -> None:
        view = self._world.modal(person)
        if view is None or view.id != _text(form, "view"):
            return
        given: dict[str, elements.Chosen] = {}
        for _, element in elements.elements(view.view["blocks"]):
            name = element["action_id"]
            values = [str(value) for value in form.getlist(f"v:{name}") if value]
            many = elements.SELECTED.get(element["type"], "").endswith("s")
            given[name] = tuple(values) if many else (values[0] if values else None)
        try:
            delivery = self._gestures.submit(view, given)
        except ValueError:  # a field is empty: the errors are shown beside it
            self._world.changed()
            return
        self._told(delivery, person, self._world.dm(person).id, "The form")

    def close(self, person: str, form: FormData) -> None:
        view = self._world.views.get(_text(form, "view"))
        if view is not None and view.user == person:
            self._gestures.close(view)

    def shortcut(self, person: str, form: FormData) -> None:
        delivery = self._gestures.shortcut(person, _text(form, "callback_id"))
        self._told(delivery, person, _text(form, "channel"), "The shortcut")

    def stop(self, person: str, form: FormData) -> None:
        self._gestures.stop_session(person, self._world.message(_text(form, "channel"), _text(form, "thread")))

    # -- the channel ----------------------------------------------------------------------------------------------

    def channel(self, person: str, form: FormData) -> None:
        place, do = self._world.channels[_text(form, "channel")], _text(form, "do")
        bot = self._world.installed(place.team).bot_user
        if person not in place.members or place.is_im:
            return
        if do == "invite":
            self._gestures.join(place.id, bot, inviter=person)
        elif do == "remove":
            self._gestures.leave(place.id, bot)
        elif do in {"archive", "unarchive"} and self._world.people[person].is_admin:
            self._gestures.archive(place.id, person, undo=do == "unarchive")

    def dismiss(self, person: str, form: FormData) -> None:
        place = self.place(_text(form, "place"), person)
        if isinstance(place, Private):
            self._world.remove_private(place.ts)

    # -- parts ----------------------------------------------------------------------------------------------------

    def place(self, name: str, person: str) -> Message | Private | View | None:
        """The message, private answer, modal or Home that a form names, if the person may see it."""
        kind, _, rest = name.partition("|")
        if kind == "m":
            channel, _, ts = rest.partition("|")
            inside = channel in self._world.channels and person in self._world.channels[channel].members
            try:
                return self._world.message(channel, ts) if inside else None
            except SlackError:
                return None
        if kind == "p":
            return next((private for private in self._world.privates(person) if private.ts == rest), None)
        found = self._world.homes.get(person) if kind == "h" else self._world.views.get(rest)
        return found if found is not None and found.user == person else None

    def blocks_of(self, place: Message | Private | View) -> tuple[JSON, ...]:
        return tuple(place.view["blocks"]) if isinstance(place, View) else place.blocks

    def wire_text(self, text: str) -> str:
        """A message as Slack sends it on: escaped, names as mentions."""
        wire = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        for person in sorted(self._world.people.values(), key=lambda person: -len(person.name)):
            pattern = re.compile(f"@{re.escape(person.name)}\\b", re.IGNORECASE)
            wire = pattern.sub(f"<@{person.id}>", wire)
        return wire

    def shown_text(self, channel: str, ts: str) -> str:
        """The same back again, for editing."""
        try:
            text = self._world.message(channel, ts).text if ts else ""
        except SlackError:
            return ""
        for person in self._world.people.values():
            text = text.replace(f"<@{person.id}>", f"@{person.name}")
        return plain(text)

    def _told(self, delivery: Delivery, person: str, channel: str, what: str) -> None:
        """Says so where the bot did not answer, as Slack does."""
        if not delivery.acknowledged:
            reason = (
                "it did not answer within three seconds" if delivery.status == 0 else f"it answered {delivery.status}"
            )
            self._note(person, channel, f"{what} did not work: {reason}. Is the bot running?")

    def _note(self, person: str, channel: str, text: str, *, thread: str | None = None) -> None:
        note = Private(
            channel=channel, ts=self._world.new_ts(), user=person, text=text, thread_ts=thread, author=HELPER
        )
        self._world.put_private(note)


def _text(form: FormData, name: str) -> str:
    value = form.get(name)
    return value if isinstance(value, str) else ""


def _back(form: FormData, person: str) -> str:
    """Where the form stood: a page of this person, never another place."""
    back = _text(form, "back")
    return back if re.fullmatch(r"/as/\w+/\w+(\?thread=[\d.]+)?", back) else f"/as/{person}/{cast.NEWSROOM}"
