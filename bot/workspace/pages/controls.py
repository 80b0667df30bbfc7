"""Forms that use the bot's controls, and the channel's own."""

from collections.abc import Iterable
from urllib.parse import quote

from starlette.datastructures import FormData

from bot.workspace import elements
from bot.workspace.pages.hand import Hand, back_to, field
from bot.workspace.records import JSON, Message, Private, View


class Controls(Hand):
    """What a person presses, fills in and arranges."""

    def press(self, person: str, form: FormData) -> str | None:
        place = self.place(field(form, "place"), person)
        if place is None:
            return None
        action_id, nth = field(form, "action_id"), int(field(form, "nth") or 0)
        typed: dict[str, elements.Chosen] = {}
        if pressed := field(form, "pressed"):  # a button that stands in a modal's form
            action_id, _, number = pressed.rpartition("|")
            nth, typed = int(number), _typed(self.blocks_of(place), form)
        chosen = [str(value) for value in form.getlist("chosen") if value]
        _, element = elements.find(self.blocks_of(place), action_id, nth)
        if element.get("confirm") and not field(form, "confirmed"):
            if isinstance(place, View):
                self._gestures.typed(place, typed)
            asked = quote("~".join((field(form, "place"), action_id, str(nth), chosen[0] if chosen else "")), safe="")
            back = back_to(form, person)
            return f"{back}{'&' if '?' in back else '?'}confirm={asked}"
        many = elements.SELECTED.get(element["type"], "").endswith("s")
        picked: elements.Chosen = tuple(chosen) if many else (chosen[0] if chosen else None)
        delivery = self._gestures.press(person, place, action_id, nth=nth, chosen=picked, typed=typed)
        where = place.channel if isinstance(place, Message | Private) else self._world.dm(person).id
        self._told(delivery, person, where, "The button")
        return None

    def submit(self, person: str, form: FormData) -> None:
        view = self._world.modal(person)
        if view is None or view.id != field(form, "view"):
            return
        try:
            delivery = self._gestures.submit(view, _typed(view.view["blocks"], form))
        except ValueError:  # a field is empty: the errors are shown beside it
            self._world.changed()
            return
        self._told(delivery, person, self._world.dm(person).id, "The form")

    def close(self, person: str, form: FormData) -> None:
        view = self._world.views.get(field(form, "view"))
        if view is not None and view.user == person:
            self._gestures.close(view)

    def shortcut(self, person: str, form: FormData) -> None:
        delivery = self._gestures.shortcut(person, field(form, "callback_id"))
        self._told(delivery, person, field(form, "channel"), "The shortcut")

    def stop(self, person: str, form: FormData) -> None:
        self._gestures.stop_session(person, self._world.message(field(form, "channel"), field(form, "thread")))

    def channel(self, person: str, form: FormData) -> None:
        place, do = self._world.channels[field(form, "channel")], field(form, "do")
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
        place = self.place(field(form, "place"), person)
        if isinstance(place, Private):
            self._world.remove_private(place.ts)


def _typed(blocks: Iterable[JSON], form: FormData) -> dict[str, elements.Chosen]:
    """What stands in a modal's fields, by action id."""
    given: dict[str, elements.Chosen] = {}
    for block, element in elements.elements(blocks):
        if block.get("type") != "input":
            continue
        name = element["action_id"]
        values = [str(value) for value in form.getlist(f"v:{name}") if value]
        many = elements.SELECTED.get(element["type"], "").endswith("s")
        given[name] = tuple(values) if many else (values[0] if values else None)
    return given
