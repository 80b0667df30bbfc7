"""The bot's own processes, begun and ended by a benchmark."""

import os
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

READY_WITHIN = 180.0  # seconds
ROOT = Path(__file__).resolve().parents[1]


class Processes:
    """The bot's processes, which end with the block."""

    def __init__(self, folder: Path, environment: dict[str, str]) -> None:
        self._folder, self._environment = folder, environment
        self._running: list[subprocess.Popen[bytes]] = []

    def run(self, *arguments: str) -> None:
        """A command to its end."""
        subprocess.run(
            self._command(*arguments), env=self._environment, cwd=ROOT, check=True, stdout=subprocess.DEVNULL
        )

    def start(self, *arguments: str) -> str:
        """A command that stays; the address it says it is at."""
        said = self._folder / f"said-{len(self._running)}"
        with said.open("wb") as out:
            process = subprocess.Popen(self._command(*arguments), env=self._environment, cwd=ROOT, stderr=out)
        self._running.append(process)
        deadline = time.monotonic() + READY_WITHIN
        while time.monotonic() < deadline and process.poll() is None:
            words = said.read_text().split()
            found = [word.rstrip(";").removesuffix("/readyz") for word in words if word.startswith("http://127.0.0.1")]
            if found:
                return found[0]
            time.sleep(0.1)
        raise RuntimeError(f"{' '.join(arguments)} did not start: {said.read_text()[-2000:]}")

    def spent(self) -> float:
        """Seconds of processor time so far, of all that run; from /proc, so on Linux alone."""
        ticks = 0
        for process in self._running:
            fields = Path(f"/proc/{process.pid}/stat").read_text().rpartition(")")[2].split()
            ticks += int(fields[11]) + int(fields[12])  # utime and stime
        return ticks / os.sysconf("SC_CLK_TCK")

    def stop(self) -> None:
        for process in self._running:
            process.terminate()
        for process in self._running:
            try:
                process.wait(60)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()

    @staticmethod
    def _command(*arguments: str) -> list[str]:
        return [sys.executable, "-c", "from bot.cli import main; main()", *arguments]


def ready(address: str) -> None:
    """Returns when the process at an address can answer."""
    deadline = time.monotonic() + READY_WITHIN
    while time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(f"{address}/readyz", timeout=10) as answer:
                if answer.status == 200:
                    return
        except OSError:
            pass
        time.sleep(0.2)
    raise RuntimeError(f"{address} was not ready within {READY_WITHIN:.0f} s")
