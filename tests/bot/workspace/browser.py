"""A headless Chromium for tests, and what a page must hold to: names, contrast, no other host, no complaint."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
needs_chromium = pytest.mark.skipif(CHROMIUM is None, reason="no chromium on this machine")
ARGUMENTS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

# Elements that can be used and have no name that a screen reader could say.
NAMELESS = """() => [...document.querySelectorAll("a, button, summary, textarea, select, input:not([type=hidden])")]
  .filter((e) => e.checkVisibility() && !(e.ariaLabel || e.textContent.trim() || e.labels?.length || e.title))
  .map((e) => e.outerHTML)"""

# Texts whose contrast with what is behind them is below WCAG's 4.5 (3 for large ones).
PALE = """() => {
  const rgb = (text) => (text.match(/[\\d.]+/g) || []).map(Number);
  const linear = (v) => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
  const light = (color) => [0.2126, 0.7152, 0.0722].reduce((sum, part, i) => sum + part * linear(color[i] / 255), 0);
  const behind = (e) => {
    for (let at = e; at; at = at.parentElement) {
      const [r, g, b, a = 1] = rgb(getComputedStyle(at).backgroundColor);
      if (a > 0.99) return [r, g, b];
    }
    return matchMedia("(prefers-color-scheme: dark)").matches ? [18, 18, 18] : [255, 255, 255];
  };
  const found = [];
  for (const e of document.querySelectorAll("body *")) {
    const own = [...e.childNodes].some((n) => n.nodeType === 3 && n.textContent.trim());
    if (!own || !e.checkVisibility() || e.closest(".sr, [inert], .skip")) continue;
    const style = getComputedStyle(e), [one, two] = [light(rgb(style.color)), light(behind(e))].sort((a, b) => b - a);
    const size = parseFloat(style.fontSize), large = size >= 24 || (size >= 18.66 && style.fontWeight >= 700);
    const contrast = (one + 0.05) / (two + 0.05);
    if (contrast < (large ? 3 : 4.5)) found.push(`${contrast} ${e.className} ${e.textContent.trim().slice(0, 30)}`);
  }
  return found;
}"""


@dataclass(slots=True)
class Seen:
    """What went on in a page: complaints of the browser, and hosts that it asked."""

    complaints: list[str] = field(default_factory=list)
    hosts: set[str] = field(default_factory=set)


@contextmanager
def chromium() -> Iterator[Browser]:
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


@contextmanager
def window(browser: Browser, *, dark: bool = False, width: int = 1280) -> Iterator[tuple[Page, Seen]]:
    """A page of its own, and what is seen of it."""
    context = browser.new_context(color_scheme="dark" if dark else "light", viewport={"width": width, "height": 820})
    page, seen = context.new_page(), Seen()
    page.set_default_timeout(10_000)
    page.on("console", lambda line: seen.complaints.append(line.text) if line.type in {"error", "warning"} else None)
    page.on("pageerror", lambda error: seen.complaints.append(str(error)))
    page.on("request", lambda request: seen.hosts.add(urlsplit(request.url).hostname or ""))
    yield page, seen
    context.close()


def check(page: Page, seen: Seen) -> None:
    """The page is usable without eyes, readable with them, and silent towards the world."""
    nameless, pale = page.evaluate(NAMELESS), page.evaluate(PALE)
    assert not nameless, nameless
    assert not pale, pale
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), "the page is wider than the window"
    assert not seen.complaints, seen.complaints
    assert seen.hosts <= {"127.0.0.1"}, seen.hosts


def ready(page: Page) -> Page:
    """The page once its script runs."""
    page.wait_for_selector("html[data-ready]")
    return page
