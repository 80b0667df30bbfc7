"""What the forms do: each is one gesture of the person, then back to the page."""

from collections.abc import Awaitable, Callable

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from bot.workspace import cast
from bot.workspace.errors import SlackError
from bot.workspace.pages.controls import Controls
from bot.workspace.pages.guard import is_token, same_origin
from bot.workspace.pages.hand import back_to, field
from bot.workspace.pages.writing import Writing

Do = Callable[[str, FormData], str | None]  # person and form; where to go instead of back


class Forms(Writing, Controls):
    """Every form, by name."""

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
            return RedirectResponse(instead or back_to(form, person), 303)

        return handle

    def _done(self, do: Do, person: str, form: FormData) -> str | None:
        try:
            return do(person, form)
        except (SlackError, LookupError) as trouble:
            self._note(person, field(form, "channel") or cast.NEWSROOM, f"That could not be done: {trouble}")
            return None
