"""`onrecord`: the command line. One file a group of commands, one list that names them all, errors on one line."""

import sys

import structlog
import typer
from pydantic import ValidationError
from typer._click.exceptions import ClickException, NoArgsIsHelpError, UsageError  # typer brings its own click

from bot.cli import ask, digest, ingest, keeping, look, slack, sources, upkeep, workspace
from bot.cli.common import BAD_INPUT, UNEXPECTED
from config.logging import configure
from config.memory import give_back
from retrieval.errors import OnRecordError

app = typer.Typer(
    name="onrecord",
    help="Answers questions about the news with cited sentences.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
for group in (ask, ingest, look, digest, sources, keeping, upkeep, slack, workspace):
    group.add_to(app)


def main() -> None:
    """Runs one command; every foreseen trouble is one line on standard error."""
    give_back()
    sys.exit(run(sys.argv[1:]))


def run(arguments: list[str]) -> int:
    """The exit status of a command: 0 answered, 3 declined or ambiguous, 2 bad input, 1 anything unexpected."""
    configure("WARNING")  # until the settings are read
    try:
        return int(app(arguments, prog_name="onrecord", standalone_mode=False) or 0)
    except OnRecordError as error:
        return _say(str(error), BAD_INPUT)
    except ValidationError as error:
        first = error.errors()[0]
        name = ".".join(str(part) for part in first["loc"])
        return _say(f"setting {name}: {first['msg'].removeprefix('Value error, ')}", BAD_INPUT)
    except NoArgsIsHelpError:  # it has printed the help
        return BAD_INPUT
    except UsageError as error:
        command = error.ctx.command_path if error.ctx else "onrecord"
        return _say(f"{command}: {error.format_message()} (see: {command} --help)", BAD_INPUT)
    except ClickException as error:
        return _say(error.format_message(), BAD_INPUT)
    except (KeyboardInterrupt, typer.Abort):
        return _say("stopped; nothing half done is kept, run it again to go on", 130)
    except BrokenPipeError:
        sys.stderr.close()
        return 0
    except Exception as error:
        structlog.get_logger().debug("unexpected", exc_info=True)
        return _say(
            f"unexpected {type(error).__name__}: {str(error).splitlines()[0] if str(error) else 'no details'}; "
            "nothing was lost; ONRECORD_LOG_LEVEL=debug shows where",
            UNEXPECTED,
        )


def _say(line: str, status: int) -> int:
    print(line, file=sys.stderr)
    return status
