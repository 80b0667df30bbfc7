"""OpenSearch nodes for the tests: real processes over the server's own archive, on loopback ports.

The archive lies in ``OPENSEARCH_HOME`` (`make opensearch` fetches it); OpenSearch 3 needs Java 21 or newer.
"""

import atexit
import json
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
import urllib.request
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

STARTS_WITHIN = 120.0  # seconds


def home() -> Path | None:
    """The unpacked server; None when it is not there."""
    named = os.environ.get("OPENSEARCH_HOME") or str(Path(__file__).resolve().parents[1] / "var" / "opensearch")
    return Path(named) if (Path(named) / "lib").is_dir() else None


def java() -> Path | None:
    """A Java of 21 or newer; None when there is none."""
    named = [os.environ.get("OPENSEARCH_JAVA_HOME"), os.environ.get("JAVA_HOME")]
    kept = sorted(Path("/usr/lib/jvm").glob("*"), reverse=True) if Path("/usr/lib/jvm").is_dir() else []
    for folder in [*(Path(name) for name in named if name), *kept]:
        program = folder / "bin" / "java"
        if program.exists() and _version(program) >= 21:
            return folder
    return None


def _version(program: Path) -> int:
    said = subprocess.run([program, "-version"], capture_output=True, text=True, check=False).stderr
    digits = said.partition('"')[2].partition('"')[0].partition(".")[0].partition("-")[0]
    return int(digits) if digits.isdigit() else 0


def absent() -> str | None:
    """Why no node can be started; None when one can."""
    if home() is None:
        return "OpenSearch is not here: make opensearch fetches it"
    return None if java() is not None else "no Java of 21 or newer is installed"


def _ports(count: int) -> list[int]:
    held = [socket.socket() for _ in range(count)]
    try:
        for one in held:
            one.bind(("127.0.0.1", 0))
        return [int(one.getsockname()[1]) for one in held]
    finally:
        for one in held:
            one.close()


class Cluster:
    """``count`` nodes, each a process of its own."""

    def __init__(self, count: int = 1) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="os"))
        ports = _ports(2 * count)
        self.http, self._transport = ports[:count], ports[count:]
        self._nodes: list[subprocess.Popen[bytes] | None] = [None] * count
        if os.geteuid() == 0:
            shutil.chown(self.folder, "nobody")
        for n in range(count):
            self.start(n)
        self.wait(nodes=count)

    @property
    def urls(self) -> str:
        return ",".join(f"http://127.0.0.1:{port}" for port in self.http)

    def start(self, n: int) -> None:
        """The node begins, with what it had before."""
        where, machine = home(), java()
        assert where is not None
        assert machine is not None
        own = self.folder / f"node{n}"
        if not own.exists():
            (own / "logs").mkdir(parents=True)
            shutil.copytree(where / "config", own / "config")
            (own / "config" / "opensearch.yml").write_text(json.dumps(self._settings(n, own)))
            options = own / "config" / "jvm.options"  # its logs lie beside the server's own files
            options.write_text("".join(line for line in options.open() if "logs/" not in line))
            if os.geteuid() == 0:
                subprocess.run(["chown", "-R", "nobody", str(own)], check=True)
        heap = "-Xms384m -Xmx384m -XX:TieredStopAtLevel=1"
        as_nobody = ["setpriv", "--reuid=nobody", "--clear-groups", "--"] if os.geteuid() == 0 else []
        environment = {
            "PATH": os.environ["PATH"],
            "OPENSEARCH_JAVA_HOME": str(machine),
            "OPENSEARCH_PATH_CONF": str(own / "config"),
            "OPENSEARCH_JAVA_OPTS": heap,
            "OPENSEARCH_TMPDIR": str(own / "logs"),
        }
        with (own / "logs" / "out").open("ab") as out:
            self._nodes[n] = subprocess.Popen(
                [*as_nobody, str(where / "bin" / "opensearch")], env=environment, stdout=out, stderr=out, cwd="/"
            )

    def _settings(self, n: int, own: Path) -> dict[str, Any]:
        seeds = [f"127.0.0.1:{port}" for port in self._transport]
        settings: dict[str, Any] = {
            "cluster.name": "on-the-record-test",
            "node.name": f"node{n}",
            "path.data": str(own / "data"),
            "path.logs": str(own / "logs"),
            "network.host": "127.0.0.1",
            "http.port": self.http[n],
            "transport.port": self._transport[n],
            "cluster.routing.allocation.disk.threshold_enabled": False,
            "bootstrap.memory_lock": False,
        }
        if len(seeds) == 1:
            return {**settings, "discovery.type": "single-node"}
        names = [f"node{n}" for n in range(len(seeds))]
        return {**settings, "discovery.seed_hosts": seeds, "cluster.initial_cluster_manager_nodes": names}

    def wait(self, *, nodes: int, status: Sequence[str] = ("green", "yellow")) -> None:
        """Until so many nodes have found each other."""
        deadline = time.monotonic() + STARTS_WITHIN
        while time.monotonic() < deadline:
            health = self.health()
            if health and health["number_of_nodes"] >= nodes and health["status"] in status:
                return
            time.sleep(0.3)
        tail = (self.folder / "node0" / "logs" / "out").read_text(errors="replace")[-2000:]
        raise AssertionError(f"OpenSearch did not start within {STARTS_WITHIN} s: {tail}")

    def health(self) -> dict[str, Any] | None:
        for n, port in enumerate(self.http):
            process = self._nodes[n]
            if process is None or process.poll() is not None:
                continue
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{port}/_cluster/health", timeout=5) as answer:
                    found: dict[str, Any] = json.load(answer)
                    return found
            except OSError:
                continue
        return None

    def kill(self, n: int) -> None:
        process = self._nodes[n]
        assert process is not None
        for child in _children(process.pid):
            os.kill(child, signal.SIGKILL)
        process.kill()
        process.wait()
        self._nodes[n] = None

    def stop(self) -> None:
        for n, process in enumerate(self._nodes):
            if process is not None:
                self.kill(n)
        shutil.rmtree(self.folder, ignore_errors=True)


@lru_cache(maxsize=1)
def urls() -> str:
    """Of one node for all tests of this process; ``OPENSEARCH_TEST_URL`` names one that runs already."""
    running = os.environ.get("OPENSEARCH_TEST_URL")
    if running:
        return running
    made = Cluster(1)
    atexit.register(made.stop)
    return made.urls


def _children(parent: int) -> list[int]:
    said = subprocess.run(["pgrep", "-P", str(parent)], capture_output=True, text=True, check=False).stdout
    direct = [int(line) for line in said.split()]
    return [*direct, *(grand for child in direct for grand in _children(child))]
