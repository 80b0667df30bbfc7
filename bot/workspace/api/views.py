"""views.*: modals opened with a trigger, pushed, updated; Home published."""

import json
from dataclasses import replace
from datetime import timedelta

from bot.workspace import limits
from bot.workspace.api.context import Context
from bot.workspace.errors import SlackError
from bot.workspace.records import JSON, View
from bot.workspace.world import World

TRIGGER_LIVES = timedelta(seconds=3)
STACK = 3


def open_(context: Context) -> JSON:
    view = _view(context)
    person = _exchange(context)
    with context.world.lock:
        if context.world.stacks.get(person):
            return {"view": view_json(push_view(context.world, person, view, team=context.by.team))}
        return {"view": view_json(open_view(context.world, person, view, team=context.by.team))}


def push(context: Context) -> JSON:
    view = _view(context)
    person = _exchange(context)
    return {"view": view_json(push_view(context.world, person, view, team=context.by.team))}


def update(context: Context) -> JSON:
    view = _view(context)
    world = context.world
    with world.lock:
        found = _open(world, view_id=context.arguments.get("view_id"), external=context.arguments.get("external_id"))
        if found is None or found.team != context.by.team:
            raise SlackError("not_found")
        given = context.arguments.get("hash")
        if given and given != found.hash:
            raise SlackError("hash_conflict")
        return {"view": view_json(replace_view(world, found, view))}


def publish(context: Context) -> JSON:
    view = _view(context)
    person = context.person(context.text("user_id"))
    if view.get("type") != "home":
        raise SlackError("invalid_arguments")
    world = context.world
    with world.lock:
        old = world.homes.get(person.id)
        given = context.arguments.get("hash")
        if given and old and given != old.hash:
            raise SlackError("hash_conflict")
        identity = old.id if old else world.new_id("V")
        new = View(id=identity, team=context.by.team, user=person.id, view=view, hash=_hash(world), root=identity)
        world.homes[person.id] = new
        world.changed()
    return {"view": view_json(new)}


def _open(world: World, *, view_id: object, external: object) -> View | None:
    """The view of that id that somebody has open now."""
    shown = [world.views[key] for stack in world.stacks.values() for key in stack] + list(world.homes.values())
    for view in shown:
        if view_id == view.id or (external and not view_id and view.view.get("external_id") == external):
            return view
    return None


def open_view(world: World, person: str, view: JSON, *, team: str) -> View:
    """The view as the only modal a person has open."""
    with world.lock:
        identity = world.new_id("V")
        new = View(id=identity, team=team, user=person, view=view, hash=_hash(world), root=identity)
        world.views[identity] = new
        world.stacks[person] = [identity]
        world.changed()
        return new


def push_view(world: World, person: str, view: JSON, *, team: str) -> View:
    """The view on top of the modals a person has open. Raises SlackError: push_limit_reached."""
    with world.lock:
        stack = world.stacks.get(person) or []
        if len(stack) >= STACK:
            raise SlackError("push_limit_reached")
        if not stack:
            return open_view(world, person, view, team=team)
        identity = world.new_id("V")
        root, previous = world.views[stack[0]].id, stack[-1]
        new = View(id=identity, team=team, user=person, view=view, hash=_hash(world), root=root, previous=previous)
        world.views[identity] = new
        world.stacks[person] = [*stack, identity]
        world.changed()
        return new


def replace_view(world: World, old: View, view: JSON) -> View:
    with world.lock:
        new = replace(old, view=view, hash=_hash(world))
        if old.kind == "home":
            world.homes[old.user] = new
        else:
            world.views[old.id] = new
        world.changed()
        return new


def view_json(view: View, values: JSON | None = None) -> JSON:
    """A view as Slack returns it and sends it with interactions; ``values``: what was typed and chosen."""
    return {
        **view.view,
        "id": view.id,
        "team_id": view.team,
        "app_id": "A00RECORD",
        "bot_id": "B00BOT",
        "hash": view.hash,
        "root_view_id": view.root,
        "previous_view_id": view.previous,
        "private_metadata": view.view.get("private_metadata", ""),
        "callback_id": view.view.get("callback_id", ""),
        "external_id": view.view.get("external_id", ""),
        "state": {"values": values or {}},
    }


def checked_view(world: World, given: object) -> JSON:
    """A view as it may be shown, its blocks with ids. Raises SlackError."""
    if isinstance(given, str):
        try:
            given = json.loads(given)
        except ValueError as error:
            raise SlackError("invalid_arguments") from error
    if not isinstance(given, dict):
        raise SlackError("invalid_arguments")
    limits.check_view(given)
    blocks = [{**block, "block_id": block.get("block_id") or world.new_id("b")} for block in given["blocks"]]
    return {**given, "blocks": blocks}


def _view(context: Context) -> JSON:
    view = checked_view(context.world, context.arguments.get("view"))
    external = view.get("external_id")
    taken = external and any(v.view.get("external_id") == external for v in context.world.views.values())
    if taken and not context.arguments.get("view_id") and context.arguments.get("external_id") != external:
        raise SlackError("duplicate_external_id")
    return view


def _exchange(context: Context) -> str:
    """The person whose trigger it is; a trigger lives three seconds and is exchanged once. Raises SlackError."""
    world, trigger = context.world, context.text("trigger_id")
    with world.lock:
        found = world.triggers.get(trigger)
        if found is None:
            raise SlackError("invalid_trigger_id")
        person, made, exchanged = found
        if exchanged:
            raise SlackError("exchanged_trigger_id")
        if world.clock() - made > TRIGGER_LIVES:
            raise SlackError("expired_trigger_id")
        world.triggers[trigger] = (person, made, True)
        return person


def _hash(world: World) -> str:
    return f"{world.new_ts()}.{world.new_id('h')}"


METHODS = {"views.open": open_, "views.push": push, "views.update": update, "views.publish": publish}
