"""`onrecord workspace` as a person runs it: it ignores Slack's settings, answers, and reaches no other host."""

import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx2
import pytest

from bot.workspace.cast import NEWSROOM, TOM

# Every address that the process connects to, sends to or looks up goes to a file, one a line.
WATCHED = """
import sys
from bot.cli import run
told = open(sys.argv.pop(1), "a", buffering=1)

def watch(event, arguments):
    if event in ("socket.connect", "socket.sendto"):
        told.write(f"{arguments[-1]}\\n")
    elif event in ("socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr"):
        told.write(f"{arguments[0]}\\n")

sys.addaudithook(watch)
sys.exit(run(sys.argv[1:]))
"""


class Trap:
    """A proxy that nobody should come to."""

    def __init__(self) -> None:
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._socket.getsockname()[1]}"
        self.visits = 0
        threading.Thread(target=self._wait, daemon=True).start()

    def _wait(self) -> None:
        while True:
            try:
                visitor, _ = self._socket.accept()
            except OSError:
                return
            self.visits += 1
            visitor.close()

    def close(self) -> None:
        self._socket.close()


@pytest.fixture
def trap() -> Iterator[Trap]:
    found = Trap()
    yield found
    found.close()


@pytest.fixture
def workspace(tmp_path: Path, trap: Trap) -> Iterator[Any]:
    """The running command with everything in its environment that could lead it astray."""
    astray = {
        "ONRECORD_DATA_DIR": str(tmp_path / "var"),
        "SLACK_BOT_TOKEN": "xoxb-of-a-real-workspace",
        "SLACK_APP_TOKEN": "xapp-of-a-real-workspace",
        "SLACK_SIGNING_SECRET": "of-a-real-app",
        "SLACK_CLIENT_ID": "1.2",
        "SLACK_CLIENT_SECRET": "of-a-real-app",
        "SLACK_API_URL": f"{trap.url}/api/",
        "ONRECORD_PUBLIC_URL": "https://news.example.org",
        "ONRECORD_MANAGERS": TOM,
        **dict.fromkeys(("HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy", "ALL_PROXY"), trap.url),
    }
    process = subprocess.Popen(
        [sys.executable, "-c", WATCHED, str(tmp_path / "addresses"), "workspace", "--no-open", "--port", "0"],
        env={**os.environ, **astray},
        stderr=subprocess.PIPE,
        text=True,
        cwd=tmp_path,
    )
    yield process
    if process.poll() is None:
        process.kill()
    process.wait()
    if process.stderr:
        process.stderr.close()


def test_it_answers_and_none_of_its_clients_reaches_another_host(workspace: Any, trap: Trap, tmp_path: Path) -> None:
    said: list[str] = []
    for line in workspace.stderr:
        said.append(line)
        if line.startswith("ready:"):
            break
    (url,) = {found for line in said for found in re.findall(r"http://127\.0\.0\.1:\d+", line)}
    assert any("sample articles" in line for line in said)
    with httpx2.Client(base_url=url, trust_env=False, follow_redirects=True, timeout=30) as browser:
        page = browser.get("/").text
        csrf = re.findall(r'name="csrf" value="(\w+)"', page)[0]
        form = {"csrf": csrf, "channel": NEWSROOM, "text": "@On the Record what deadline did Trump set?"}
        asked = browser.post(f"/as/{TOM}/do/say", data=form)
        answered = _until(browser, str(asked.url), r'<span class="tag">App</span>.*deadline')
        assert "127.0.0.1" in answered  # the link to the bot's own article page
        form = {"csrf": csrf, "channel": NEWSROOM, "text": "/news status"}
        command = browser.post(f"/as/{TOM}/do/say", data=form)
        _until(browser, str(command.url), r"Only visible to you.*4 articles")
        assert "What I know" in _until(browser, f"{url}/as/{TOM}/home", "What I know")
    workspace.send_signal(signal.SIGTERM)
    assert workspace.wait(timeout=30) == 0, workspace.stderr.read()
    addresses = set((tmp_path / "addresses").read_text().splitlines())
    assert addresses, "nothing was watched"
    assert {address for address in addresses if not re.search(r"127\.0\.0\.1|localhost|^None$", address)} == set()
    assert trap.visits == 0
    assert not any(str(address).endswith(f"{trap.url.rpartition(':')[2]})") for address in addresses)


def _until(browser: httpx2.Client, url: str, pattern: str) -> str:
    """The page once it shows the pattern; asked again at every change."""
    version, until = 0, time.monotonic() + 45
    while time.monotonic() < until:
        page = browser.get(url, headers={"X-Live": "1"} if version else {}).text
        if re.search(pattern, page, re.DOTALL):
            return page
        version = int(re.findall(r'data-version="(\d+)"', page)[0])
        browser.get("/changes", params={"since": version})
    raise AssertionError(f"{pattern} never stood on the page:\n{page}")


def test_a_taken_port_is_said_in_one_line(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        done = subprocess.run(
            [sys.executable, "-c", "from bot.cli import main; main()", "workspace", "--no-open", "--port", port],
            env={**os.environ, "ONRECORD_DATA_DIR": str(tmp_path)},
            capture_output=True,
            text=True,
            check=False,
        )
    assert done.returncode == 2
    assert done.stderr.strip().endswith("choose another: --port")
    assert len(done.stderr.strip().splitlines()) == 1
