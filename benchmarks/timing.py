"""Milliseconds and megabytes of this process."""

import resource
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np


def percentiles(times: Sequence[float]) -> dict[str, float]:
    """The median and the 95th percentile of milliseconds."""
    return {"p50_ms": round(float(np.percentile(times, 50)), 3), "p95_ms": round(float(np.percentile(times, 95)), 3)}


@dataclass(frozen=True, slots=True)
class Times:
    wall: list[float]
    cpu: list[float]

    def timed(self, ask: Callable[[], list[str]]) -> list[str]:
        wall, cpu = time.perf_counter(), time.process_time()
        answer = ask()
        self.cpu.append((time.process_time() - cpu) * 1000)
        self.wall.append((time.perf_counter() - wall) * 1000)
        return answer

    def summary(self) -> dict[str, object]:
        return {**percentiles(self.wall), "cpu": percentiles(self.cpu)}


def peak_mb() -> float:
    return round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 1)


def own_mb() -> float | None:
    """What the process holds now without mapped files, whose pages the system takes back; None where it is not told."""
    status = Path("/proc/self/status")
    lines = status.read_text(encoding="ascii").splitlines() if status.exists() else []
    held = next((line.split()[1] for line in lines if line.startswith("RssAnon:")), None)
    return None if held is None else round(int(held) / 1024, 1)
