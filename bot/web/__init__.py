"""The rim: Starlette and uvicorn read requests and write responses; everything else runs on threads behind them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from prometheus_client import CollectorRegistry
from slack_bolt import BoltRequest, BoltResponse
from starlette.applications import Starlette
from starlette.routing import Route

from bot.web.articles import articles
from bot.web.charts import charts
from bot.web.events import events
from bot.web.health import healthz, metrics, readyz
from bot.web.oauth import Installing, install, redirect
from config.manifest import EVENTS_PATH, INSTALL_PATH, REDIRECT_PATH
from retrieval.store.record import Record


@dataclass(frozen=True, slots=True, kw_only=True)
class Rim:
    """What the routes lead to. ``installing`` None: one workspace, nothing to install."""

    dispatch: Callable[[BoltRequest], BoltResponse]
    observe: Callable[[int, float], None]
    troubles: Callable[[], dict[str, str]]
    registry: CollectorRegistry
    metrics_token: str | None
    record: Record
    page_key: bytes
    now: Callable[[], datetime]
    whole_articles: bool
    installing: Installing | None = None


def health_app(rim: Rim) -> Starlette:
    """For processes that only work: how they are, and what they count."""
    return Starlette(routes=_health(rim))


def _health(rim: Rim) -> list[Route]:
    return [
        Route("/healthz", healthz),
        Route("/readyz", readyz(rim.troubles)),
        Route("/metrics", metrics(rim.registry, token=rim.metrics_token)),
    ]


def web_app(rim: Rim) -> Starlette:
    """Every route of `onrecord serve`."""
    pages = articles(rim.record, key=rim.page_key, now=rim.now, whole=rim.whole_articles)
    routes = [
        Route(EVENTS_PATH, events(rim.dispatch, observe=rim.observe), methods=["POST"]),
        *_health(rim),
        Route("/articles/{key:path}", pages),
        Route("/charts/{packed}.png", charts(key=rim.page_key)),
    ]
    if rim.installing is not None:
        routes += [Route(INSTALL_PATH, install(rim.installing)), Route(REDIRECT_PATH, redirect(rim.installing))]
    return Starlette(routes=routes)
