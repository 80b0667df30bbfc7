"""Commands, buttons, modals, shortcuts, Home: what a person does with the bot's own controls."""

import json
from collections.abc import Mapping

from bot.workspace import elements, hooks, payloads
from bot.workspace.api.context import message_json
from bot.workspace.api.views import checked_view, open_view, push_view, replace_view, view_json
from bot.workspace.courier import Parcel
from bot.workspace.errors import SlackError
from bot.workspace.gestures.telling import Telling
from bot.workspace.records import JSON, Delivery, Message, Private, View


class Interacting(Telling):
    """What a person presses, fills in and asks for."""

    def command(self, user: str, channel: str, text: str, *, command: str = "/news") -> Delivery:
        """A slash command; what the bot answers in its acknowledgement is shown to the person alone."""
        place, person = self._world.channels[channel], self._world.people[user]
        trigger = self._trigger(user)
        path = hooks.new_hook(self._world, team=place.team, channel=channel, user=user)
        form = payloads.command(
            name=command,
            text=text,
            person=person,
            channel=place,
            team=self._world.teams[place.team],
            trigger_id=trigger,
            response_url=self._base + path,
        )
        delivery = self._courier.deliver(Parcel(id=trigger, kind="command", type=command, payload=form))
        self._answered(delivery, path.rpartition("/")[2])
        return delivery

    def press(
        self,
        user: str,
        place: Message | Private | View,
        action_id: str,
        *,
        nth: int = 0,
        chosen: elements.Chosen = None,
        typed: Mapping[str, elements.Chosen] | None = None,
    ) -> Delivery:
        """A button pressed or an option chosen, in a message, an answer for one person, a modal or Home.

        ``typed``: what stands in a modal's fields by then; it stays there.
        """
        world, person = self._world, self._world.people[user]
        blocks = place.view["blocks"] if isinstance(place, View) else place.blocks
        block, element = elements.find(blocks, action_id, nth)
        action = elements.action(block, element, chosen=chosen, action_ts=world.new_ts())
        more: JSON = {"actions": [action]}
        if isinstance(place, View):
            picked = {action_id: chosen} if chosen is not None else {}
            given = self.typed(place, {**(typed or {}), **picked})
            shape = view_json(place, elements.values(blocks, given))
            more |= {"container": {"type": "view", "view_id": place.id}, "view": shape}
        else:
            more |= self._message_part(user, place)
        return self._interact("block_actions", person, **more)

    def submit(self, view: View, values: Mapping[str, elements.Chosen] | None = None) -> Delivery:
        """The modal sent; the bot's errors, update, push or clear happen. Raises ValueError when a field is empty."""
        given = self.typed(view, values or {})
        empty = elements.missing(view.view["blocks"], given)
        if empty:
            self._world.view_errors[view.id] = empty
            raise ValueError(f"required fields are empty: {', '.join(empty)}")
        shape = view_json(view, elements.values(view.view["blocks"], given))
        delivery = self._interact("view_submission", self._world.people[view.user], view=shape, response_urls=[])
        if delivery.acknowledged:
            self._after_submit(view, delivery.body)
        return delivery

    def close(self, view: View) -> None:
        """The modal closed without sending."""
        with self._world.lock:
            stack = self._world.stacks.get(view.user, [])
            self._world.stacks[view.user] = stack[: stack.index(view.id)] if view.id in stack else stack
            self._world.changed()
        if view.view.get("notify_on_close"):
            self._interact("view_closed", self._world.people[view.user], view=view_json(view), is_cleared=False)

    def shortcut(self, user: str, callback_id: str, *, on: Message | None = None) -> Delivery:
        """A global shortcut, or a message shortcut ``on`` a message."""
        person = self._world.people[user]
        if on is None:
            return self._interact("shortcut", person, callback_id=callback_id, action_ts=self._world.new_ts())
        place = self._world.channels[on.channel]
        path = hooks.new_hook(self._world, team=place.team, channel=place.id, user=user, thread_ts=on.thread_ts)
        return self._interact(
            "message_action",
            person,
            callback_id=callback_id,
            action_ts=self._world.new_ts(),
            message_ts=on.ts,
            channel={"id": place.id, "name": place.name or "directmessage"},
            message=message_json(on, team=place.team),
            response_url=self._base + path,
        )

    def open_home(self, user: str, *, tab: str = "home") -> View | None:
        """The bot's page opened; Home as the bot has published it by the time it acknowledges."""
        place = self._world.dm(user)
        event: JSON = {"type": "app_home_opened", "user": user, "channel": place.id, "tab": tab,
                       "event_ts": self._world.new_ts()}  # fmt: skip
        home = self._world.homes.get(user)
        if home is not None and tab == "home":
            event["view"] = view_json(home)
        self.event(event, team=place.team)
        return self._world.homes.get(user)

    def typed(self, view: View, given: Mapping[str, elements.Chosen]) -> dict[str, elements.Chosen]:
        """Everything that was typed and picked in a view by now; of a modal it is remembered."""
        if view.kind == "home":
            return dict(given)
        with self._world.lock:
            known = elements.standing(view.view["blocks"], self._world.typed.get(view.id, {}))
            self._world.typed[view.id] = {**known, **given}
            return {**known, **given}

    def _message_part(self, user: str, place: Message | Private) -> JSON:
        world, channel = self._world, self._world.channels[place.channel]
        path = hooks.new_hook(
            world, team=channel.team, channel=channel.id, user=user, original=place.ts, thread_ts=place.thread_ts
        )
        private = isinstance(place, Private)
        container: JSON = {"type": "message", "message_ts": place.ts, "channel_id": channel.id, "is_ephemeral": private}
        if place.thread_ts:
            container["thread_ts"] = place.thread_ts
        part: JSON = {
            "container": container,
            "channel": {"id": channel.id, "name": "directmessage" if channel.is_im else channel.name},
            "response_url": self._base + path,
            "state": {"values": {}},
        }
        if isinstance(place, Message):  # Slack leaves an ephemeral message out
            part["message"] = message_json(place, team=channel.team)
        return part

    def _answered(self, delivery: Delivery, hook: str) -> None:
        """What a command's acknowledgement says is shown; it takes none of the response_url's five."""
        if not delivery.acknowledged or not delivery.body.strip():
            return
        try:
            arguments = json.loads(delivery.body)
        except ValueError:
            arguments = {"text": delivery.body}
        if isinstance(arguments, dict) and (arguments.get("text") or arguments.get("blocks")):
            with self._world.lock:
                before = self._world.hooks[hook]
                hooks.use(self._world, hook, arguments)
                self._world.hooks[hook] = before

    def _after_submit(self, view: View, body: str) -> None:
        try:
            answer = json.loads(body) if body.strip() else {}
        except ValueError:
            answer = {}
        action = answer.get("response_action")
        world = self._world
        with world.lock:
            world.view_errors.pop(view.id, None)
            if action == "errors":
                world.view_errors[view.id] = dict(answer.get("errors") or {})
            elif action in {"update", "push"}:
                shown = checked_view(world, answer.get("view"))
                if action == "update":
                    replace_view(world, view, shown)
                elif not world.stacks.get(view.user):
                    open_view(world, view.user, shown, team=view.team)
                else:
                    push_view(world, view.user, shown, team=view.team)
            elif action == "clear":
                world.stacks[view.user] = []
            elif action is None:
                stack = world.stacks.get(view.user, [])
                world.stacks[view.user] = stack[: stack.index(view.id)] if view.id in stack else stack
            else:
                raise SlackError("invalid_response_action")
            world.changed()
