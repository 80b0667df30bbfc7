"""The built wheel holds everything: installed alone into an empty environment, it answers from another folder."""

import json
import os
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path

ROOT = Path(__file__).parents[1]


def _run(*command: str | Path, **options: object) -> subprocess.CompletedProcess[str]:
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True, check=False, **options)  # type: ignore[call-overload]
    assert done.returncode == 0, done.stderr
    return done


def test_the_wheel_answers_from_another_folder(tmp_path: Path) -> None:
    _run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", tmp_path, ROOT)
    (wheel,) = tmp_path.glob("*.whl")
    venv.create(tmp_path / "env", with_pip=False)
    python = tmp_path / "env" / "bin" / "python"
    site = Path(_run(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))").stdout.strip())
    pip = (sys.executable, "-m", "pip", "--disable-pip-version-check", "--python", python)
    _run(*pip, "install", "--quiet", "--no-index", "--no-deps", wheel)
    # The packages it depends on are borrowed from this environment, whose own .pth files do not count there.
    (site / "borrowed.pth").write_text(sysconfig.get_path("purelib") + "\n")
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("ONRECORD_", "PYTHON"))}
    where = _run(python, "-c", "import bot; print(bot.__file__)", cwd=elsewhere, env=environment).stdout
    assert where.startswith(str(site))
    pages = "from bot.workspace.server import LocalSlack; LocalSlack().stop()"  # templates and styles are packaged, too
    _run(python, "-c", pages, cwd=elsewhere, env=environment)
    asked = _run(
        tmp_path / "env" / "bin" / "onrecord",
        "ask",
        "what deadline did Trump set?",
        "--json",
        cwd=elsewhere,
        env=environment,
    )
    assert json.loads(asked.stdout)["answer"] == "50 -day deadline"
    assert (elsewhere / "var" / "record.db").exists()
    manifest = _run(tmp_path / "env" / "bin" / "onrecord", "manifest", "--socket", cwd=elsewhere, env=environment)
    assert json.loads(manifest.stdout)["settings"]["socket_mode_enabled"] is True
    page = "from bot.web.articles import notice; notice('here', status=200)"
    _run(python, "-c", page, cwd=elsewhere, env=environment)
