"""What can be opened: channels, threads, the bot's Home and messages, and the number of changes so far."""

from importlib.resources import files
from typing import Any
from urllib.parse import quote, urlsplit

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from bot.workspace import cast, elements
from bot.workspace.gestures import Gestures
from bot.workspace.pages import model
from bot.workspace.pages.forms import Forms
from bot.workspace.pages.looks import environment
from bot.workspace.records import JSON, Channel, Person
from bot.workspace.world import World
from config import manifest

PEOPLE = (cast.MARA, cast.TOM, cast.GIL, cast.STELLA)
_TYPES = {"style.css": "text/css", "live.js": "text/javascript", "icon.svg": "image/svg+xml"}
_PATIENCE = 20.0  # seconds a page's question for changes is held


class Pages:
    """The pages over a world, and the gestures their forms make."""

    def __init__(self, world: World, gestures: Gestures, *, csrf: str) -> None:
        self._world, self._gestures, self._csrf = world, gestures, csrf
        self._forms = Forms(world, gestures, csrf=csrf)
        features = manifest.template()["features"]
        self._shortcuts: list[JSON] = features["shortcuts"]
        self._commands: list[JSON] = features["slash_commands"]
        self._prompts: list[JSON] = features.get("agent_view", {}).get("suggested_prompts", [])
        self._page = environment().get_template("page.html")
        self._static = {name: (files("bot.workspace.pages") / "static" / name).read_bytes() for name in _TYPES}

    def routes(self) -> list[BaseRoute]:
        return [
            Route("/", self.start),
            Route("/changes", self.changes),
            Route("/static/{name}", self.static),
            Route("/archives/{channel}/{link}", self.permalink),
            *self._forms.routes(),
            Route("/as/{person}/home", self.home),
            Route("/as/{person}/{channel}", self.channel),
        ]

    async def start(self, _: Request) -> Response:
        return RedirectResponse(f"/as/{cast.TOM}/{cast.NEWSROOM}", 303)

    async def static(self, request: Request) -> Response:
        name = request.path_params["name"]
        if name not in _TYPES:
            return PlainTextResponse("There is nothing here.", 404)
        return Response(self._static[name], media_type=_TYPES[name])

    async def changes(self, request: Request) -> Response:
        """The number of changes, once it is another than the page's."""
        since = request.query_params.get("since", "0")
        number = int(since) if since.isdigit() and len(since) < 12 else 0
        return JSONResponse({"version": await run_in_threadpool(self._world.wait_for_change, number, _PATIENCE)})

    async def permalink(self, request: Request) -> Response:
        """A message's permanent link leads to it, as the person one is."""
        link = request.path_params["link"].removeprefix("p")
        ts = f"{link[:-6]}.{link[-6:]}"
        thread, channel = request.query_params.get("thread_ts", ts), request.path_params["channel"]
        found = self._world.channels.get(channel)
        here = urlsplit(request.headers.get("referer", "")).path.split("/")
        asking = here[2] if here[1:2] == ["as"] and len(here) > 3 else cast.TOM
        inside = [key for key in (asking, *PEOPLE) if found is not None and key in found.members]
        if not inside:
            return PlainTextResponse("There is nothing here.", 404)
        where = "" if found is not None and found.is_im else f"?thread={quote(thread, safe='')}"
        mark = ("t" if where else "m") + ts.replace(".", "-")
        return RedirectResponse(f"/as/{inside[0]}/{quote(channel, safe='')}{where}#{mark}", 303)

    async def home(self, request: Request) -> Response:
        viewer = self._viewer(request)
        if viewer is None:
            return _nobody()
        if "x-live" not in request.headers:
            await run_in_threadpool(self._gestures.open_home, viewer.id)
        return self._shown(request, viewer, self._world.dm(viewer.id), home=True)

    async def channel(self, request: Request) -> Response:
        viewer = self._viewer(request)
        if viewer is None:
            return _nobody()
        key = request.path_params["channel"]
        dm = self._world.dm(viewer.id)
        channel = self._world.channels.get(key)
        if channel is None or viewer.id not in channel.members:
            return RedirectResponse(
                f"/as/{viewer.id}/{cast.NEWSROOM if viewer.id != cast.STELLA else cast.PARTNERS}", 303
            )
        if channel.id == dm.id and "x-live" not in request.headers:
            await run_in_threadpool(lambda: self._gestures.open_home(viewer.id, tab="messages"))
        return self._shown(request, viewer, channel)

    def _viewer(self, request: Request) -> Person | None:
        key = request.path_params["person"]
        return self._world.people[key] if key in PEOPLE else None

    def _shown(self, request: Request, viewer: Person, channel: Channel, *, home: bool = False) -> Response:
        with self._world.lock:
            html = self._page.render(self._context(request, viewer, channel, home=home))
        return HTMLResponse(html)

    def _context(self, request: Request, viewer: Person, channel: Channel, *, home: bool) -> dict[str, Any]:
        world, query = self._world, request.query_params
        names = model.names_for(world, viewer, home=str(request.base_url).rstrip("/"))
        dm, bot = world.dm(viewer.id), world.installed(viewer.team).bot_user
        is_dm = channel.id == dm.id
        thread_ts = "" if home else query.get("thread", "")
        thread = model.in_thread(world, channel, thread_ts, viewer, names) if thread_ts else []
        here = f"/as/{viewer.id}/{'home' if home else channel.id}"
        back = here + (f"?thread={thread_ts}" if thread else "")
        modal = world.modal(viewer.id)
        prompts = [found["prompts"] for (where, _), found in world.prompts.items() if where == channel.id]
        context: dict[str, Any] = {
            "version": world.changes,
            "page_key": back,
            "title": "Home" if home else cast.BOT_NAME if is_dm else f"#{channel.name}",
            "csrf": self._csrf,
            "base": f"/as/{viewer.id}/do",
            "here": here,
            "back": back,
            "back_plain": back,
            "names": names,
            "team": world.teams[viewer.team],
            "viewer": viewer,
            "cast": [world.people[key] for key in PEOPLE],
            "seen_by": channel.members if not is_dm else frozenset(),
            "lines": model.lines(world, viewer, "" if home else channel.id),
            "current": "home" if home else channel.id,
            "channel": channel,
            "is_dm": is_dm,
            "dm_id": dm.id,
            "bot_name": cast.BOT_NAME,
            "bot_in": bot in channel.members,
            "home": home,
            "home_view": world.homes.get(viewer.id),
            "messages": [] if home else model.in_channel(world, channel, viewer, names),
            "thread_ts": thread_ts if thread else "",
            "thread": thread,
            "status": model.status_in(world, channel, thread_ts),
            "processing": world.processing(channel.id, None if is_dm else thread_ts),
            "prompts": [] if not is_dm or _has_spoken(world, channel, viewer) else [*prompts, self._prompts][0],
            "suggestions": self._suggestions(channel, viewer, bot, home=home),
            "shortcuts": self._shortcuts,
            "commands": self._commands,
            "modal": modal,
            "modal_blocks": elements.filled(modal.view["blocks"], world.typed.get(modal.id, {})) if modal else [],
            "errors": world.view_errors.get(modal.id, {}) if modal else {},
            "edit": query.get("edit", ""),
            "edit_text": self._forms.shown_text(channel.id, query.get("edit", "")),
            "focus": "thread" if thread else "main",
        }
        return context | self._confirmation(query.get("confirm", ""), viewer)

    def _suggestions(self, channel: Channel, viewer: Person, bot: str, *, home: bool) -> tuple[str, ...]:
        """Questions to begin with, where the bot listens and the person has not said anything yet."""
        if home or bot not in channel.members or channel.is_archived or channel.is_ext_shared:
            return ()
        return () if _has_spoken(self._world, channel, viewer) else self._world.suggestions

    def _confirmation(self, asked: str, viewer: Person) -> dict[str, Any]:
        """The question that stands before a press, where the bot asked for one."""
        parts = asked.split("~")
        if len(parts) != 4:
            return {"confirm": None}
        place, action_id, nth, chosen = parts
        found = self._forms.place(place, viewer.id)
        try:
            _, element = elements.find(self._forms.blocks_of(found), action_id, int(nth)) if found else ({}, {})
        except (LookupError, ValueError):
            return {"confirm": None}
        return {
            "confirm": element.get("confirm"),
            "confirm_place": place,
            "confirm_action": action_id,
            "confirm_nth": nth,
            "confirm_chosen": chosen,
        }


def _has_spoken(world: World, channel: Channel, viewer: Person) -> bool:
    return any(message.user == viewer.id for message in world.messages(channel.id))


def _nobody() -> Response:
    return PlainTextResponse("Nobody here is called that; open / to begin.", 404)
