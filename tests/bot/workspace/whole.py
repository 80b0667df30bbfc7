"""The whole bot as `onrecord workspace` runs it, in a process of its own, for a browser to use."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def running(data_dir: Path) -> Iterator[str]:
    """The address of its pages, once everything is loaded. Raises AssertionError when it ends before."""
    process = subprocess.Popen(
        [sys.executable, "-c", "from bot.cli import main; main()", "workspace", "--no-open", "--port", "0"],
        env={**os.environ, "ONRECORD_DATA_DIR": str(data_dir)},
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stderr is not None
    said = []
    try:
        for line in process.stderr:
            said.append(line)
            if line.startswith("ready:"):
                break
        else:
            raise AssertionError("".join(said))
        yield re.findall(r"http://127\.0\.0\.1:\d+", "".join(said))[0]
    finally:
        process.terminate()
        process.communicate(timeout=30)
