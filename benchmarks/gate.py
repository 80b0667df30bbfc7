"""The quality gate: runs the benchmarks and fails when a measure is below its floor in `baseline.json`.

    python -m benchmarks.gate --eval DIR [--only NAME ...] [--raise-floors]

A floor belongs to data with a fingerprint: other data is refused, not measured against it. Floors only rise, and only
when asked (`--raise-floors`), by what this run has printed. A benchmark whose data or cache is absent is skipped and
said so.
"""

import argparse
import json
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

BASELINE = Path(__file__).with_name("baseline.json")
# A floor is set a little under what was seen, for the last digits that differ between processors.
SLACK = 0.005


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What became of one benchmark."""

    name: str
    passed: bool
    lines: tuple[str, ...]
    measured: Mapping[str, float]


def fingerprint(paths: Sequence[Path]) -> str:
    """One hash of all the files' bytes, in order."""
    joined = sha256()
    for path in paths:
        joined.update(sha256(path.read_bytes()).digest())
    return joined.hexdigest()[:16]


def run_command(arguments: Sequence[str]) -> dict[str, Any]:
    """The JSON object a benchmark prints last. Raises RuntimeError with its last words when it fails."""
    done = subprocess.run([sys.executable, "-m", *arguments], capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"{' '.join(arguments)}: {done.stderr.strip().splitlines()[-1:] or 'failed'}")
    result: dict[str, Any] = json.loads(done.stdout.strip().splitlines()[-1])
    return result


def value_at(result: Mapping[str, Any], path: str) -> float:
    """The number at a dotted path: ``gold_link.Success@1``; of "35/40" it is 35."""
    value: Any = result
    for step in path.split("."):
        value = value[step]
    return float(str(value).partition("/")[0])


def judge(
    name: str, spec: Mapping[str, Any], *, folder: Path, run: Callable[[Sequence[str]], dict[str, Any]] = run_command
) -> Verdict:
    """Runs one benchmark and compares each measure with its floor."""
    data = [folder / file for file in spec["data"]]
    missing = [path for path in data if not path.exists()]
    if missing:
        return Verdict(name=name, passed=True, lines=(f"skipped: {missing[0]} is absent",), measured={})
    if fingerprint(data) != spec["fingerprint"]:
        said = "the data is not what the floors were measured on; its floors do not apply"
        return Verdict(name=name, passed=False, lines=(said,), measured={})
    arguments = [part.replace("$EVAL", str(folder)) for part in spec["command"]]
    try:
        result = run(arguments)
    except RuntimeError as error:
        return Verdict(name=name, passed=False, lines=(str(error),), measured={})
    if "skipped" in result:
        return Verdict(name=name, passed=True, lines=(f"skipped: {result['skipped']}",), measured={})
    lines, passed, measured = [], True, {}
    for path, floor in spec["floors"].items():
        seen = value_at(result, path)
        measured[path] = seen
        passed &= seen >= floor
        lines.append(f"{path} {seen:.4f} {'>=' if seen >= floor else 'IS BELOW'} {floor:.4f}")
    return Verdict(name=name, passed=passed, lines=tuple(lines), measured=measured)


def raised(spec: Mapping[str, Any], measured: Mapping[str, float]) -> dict[str, Any]:
    """The same benchmark with floors no lower than before."""
    floors = {path: max(floor, round(measured.get(path, 0.0) - SLACK, 4)) for path, floor in spec["floors"].items()}
    return {**spec, "floors": floors}


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.gate", description=__doc__.splitlines()[0])
    parser.add_argument("--eval", type=Path, help="the folder of the evaluation data")
    parser.add_argument("--only", nargs="*", help="names of benchmarks")
    parser.add_argument("--baseline", type=Path, default=BASELINE)
    parser.add_argument("--raise-floors", action="store_true", help="write what was seen, where it is higher")
    options = parser.parse_args(arguments)
    if options.eval is None or not options.eval.is_dir():
        print(json.dumps({"skipped": "the evaluation data is absent: make gate EVAL=<its folder>"}))
        return 0
    baseline = json.loads(options.baseline.read_text())
    verdicts = []
    for name, spec in baseline.items():
        if options.only and name not in options.only:
            continue
        print(f"{name} ...", file=sys.stderr, flush=True)
        verdict = judge(name, spec, folder=options.eval)
        verdicts.append(verdict)
        for line in verdict.lines:
            print(f"  {line}", file=sys.stderr, flush=True)
        if options.raise_floors and verdict.passed and verdict.measured:
            baseline[name] = raised(spec, verdict.measured)
            options.baseline.write_text(json.dumps(baseline, indent=2) + "\n")
    failed = [verdict.name for verdict in verdicts if not verdict.passed]
    print(json.dumps({"passed": len(verdicts) - len(failed), "failed": failed}))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
