"""The page where someone installs the bot, and the way back with a code."""

from urllib.parse import urlencode, urlsplit

from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from bot.workspace import cast, oauth
from bot.workspace.pages.guard import POLICY, is_token, same_origin
from bot.workspace.pages.looks import environment
from bot.workspace.secrets import Secrets
from bot.workspace.world import World


class Authorize:
    """/oauth/v2/authorize: shows what is asked for; the button grants it. Tests may say ``approve=1``."""

    def __init__(self, world: World, secrets: Secrets, *, csrf: str) -> None:
        self._world, self._secrets, self._csrf = world, secrets, csrf
        self._page = environment().get_template("authorize.html")

    def routes(self) -> list[BaseRoute]:
        return [Route("/oauth/v2/authorize", self.show), Route("/oauth/v2/authorize", self.grant, methods=["POST"])]

    async def show(self, request: Request) -> Response:
        query = dict(request.query_params)
        if query.get("client_id") != self._secrets.client_id:
            return PlainTextResponse("invalid_client_id", 400)
        if query.get("approve"):
            return self._granted(query)
        if query.get("deny"):
            return _back(query, {"error": "access_denied"})
        scopes = [scope for scope in query.get("scope", "").split(",") if scope]
        teams = list(self._world.teams.values())
        html = self._page.render(query=query, scopes=scopes, teams=teams, csrf=self._csrf)
        policy = POLICY.replace("form-action 'self'", "form-action 'self' http://127.0.0.1:* http://localhost:*")
        return HTMLResponse(html, headers={"Content-Security-Policy": policy})  # the form ends at the bot's address

    async def grant(self, request: Request) -> Response:
        form = await request.form(max_files=0)
        if not same_origin(request) or not is_token(form.get("csrf"), self._csrf):
            return PlainTextResponse("This form is not from this workspace's pages. Go back and load it anew.", 403)
        return self._granted({name: value for name, value in form.items() if isinstance(value, str)})

    def _granted(self, query: dict[str, str]) -> Response:
        team = query.get("team") or cast.TEAM
        if team not in self._world.teams:
            return PlainTextResponse("team_not_found", 400)
        person = query.get("user") or (cast.MARA if team == cast.TEAM else cast.STELLA)
        code = oauth.grant(
            self._world,
            team=team,
            person=person,
            scopes=query.get("scope", ""),
            redirect_uri=query.get("redirect_uri") or None,
        )
        return _back(query, {"code": code})


def _back(query: dict[str, str], more: dict[str, str]) -> Response:
    """To the bot's own redirect address, on this machine only."""
    target = query.get("redirect_uri", "")
    if urlsplit(target).hostname not in {"127.0.0.1", "localhost", "::1"}:
        return PlainTextResponse("bad_redirect_uri: the local workspace knows addresses of this machine only", 400)
    return RedirectResponse(f"{target}?{urlencode({**more, 'state': query.get('state', '')})}", 303)
