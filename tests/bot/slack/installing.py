"""Requests to the bot's own addresses, and its installation by way of them."""

from http.client import HTTPConnection, HTTPMessage
from urllib.parse import parse_qs, urlencode, urlsplit

from tests.bot.slack.case import Bot


def fetch(
    url: str, *, method: str = "GET", body: bytes = b"", headers: dict[str, str] | None = None
) -> tuple[int, HTTPMessage, str]:
    """Status, headers and text of one request; redirects are not followed."""
    parts = urlsplit(url)
    connection = HTTPConnection(str(parts.hostname), parts.port, timeout=10)
    try:
        connection.request(method, f"{parts.path}?{parts.query}" if parts.query else parts.path, body, headers or {})
        response = connection.getresponse()
        return response.status, response.headers, response.read().decode()
    finally:
        connection.close()


def install(bot: Bot, team: str, user: str, **more: str) -> tuple[int, str]:
    """Status and text of the page that the installer comes back to."""
    status, headers, _ = fetch(f"{bot.url}/slack/install")
    assert status == 302
    place = urlsplit(str(headers["location"]))
    assert f"{place.scheme}://{place.netloc}" == bot.slack.url  # the same origin as the Web API
    asked = {name: values[0] for name, values in parse_qs(place.query).items()}
    answered = {"redirect_uri": f"{bot.url}/slack/oauth_redirect", "team": team, "user": user, "approve": "1"}
    status, back, _ = fetch(f"{bot.slack.url}{place.path}?{urlencode(asked | answered | more)}")
    assert status in {302, 303}
    cookie = str(headers["set-cookie"]).split(";")[0]
    status, _, text = fetch(str(back["location"]), headers={"cookie": cookie})
    return status, text
