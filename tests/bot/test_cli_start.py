"""A question in the terminal waits for no library that it does not need."""

import subprocess
import sys


def test_the_command_line_begins_without_slacks_libraries() -> None:
    program = "import sys, bot.cli; print(*sorted({'slack_bolt', 'slack_sdk', 'uvicorn'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []
