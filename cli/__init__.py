"""The command ``regdelta``: one function a verb, nothing but calls into :mod:`monitor`.

Errors meant for a person are one sentence on standard error and the exit code of :mod:`domain.errors`; ``--debug``, anywhere
on the line, shows the traceback instead. The verbs stand in modules of their own, which are loaded once a crawling process is on its way;
heavy rooms are imported inside the verbs, so that ``--help`` answers at once.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from domain.errors import RegdeltaError

STANDBY = "--standby"  # not for people: the schedule starts a run with it before its time, see monitor.standby
STOPPED = 130  # as a shell says it of a command that Ctrl-C ended


def main() -> None:
    """Run the command; the only place where an exception becomes a sentence."""
    debug = "--debug" in sys.argv
    arguments = [argument for argument in sys.argv[1:] if argument != "--debug"]
    try:
        with _standing_by(arguments, debug):
            from cli.commands import app

            app(_told() if arguments == [STANDBY] else arguments, prog_name="regdelta")
    except RegdeltaError as error:
        if debug:
            raise
        _say(str(error))
        sys.exit(error.exit_code)
    except (SystemExit, KeyboardInterrupt) as leaving:
        if isinstance(leaving, SystemExit) and leaving.code != STOPPED:
            raise
        _say("stopped; nothing is lost, and the next `regdelta run` goes on from here")
        sys.exit(STOPPED)
    except Exception as error:
        if debug:
            raise
        _say(
            f"an internal error ({type(error).__name__}: {error}); nothing stored is lost. "
            "Please report it with the output of the same command and --debug"
        )
        sys.exit(70)  # EX_SOFTWARE of sysexits.h


def _say(sentence: str) -> None:
    sys.stderr.write(f"regdelta: {sentence}\n")


@contextmanager
def _standing_by(arguments: list[str], debug: bool) -> Iterator[None]:
    """For a command that crawls, load Scrapy beside all that we load ourselves, not after it."""
    if arguments[:1] not in (["run"], ["crawl"], [STANDBY]):
        yield
        return
    from crawler.standby import standing_by

    gc.disable()  # nothing that is loaded is garbage
    with standing_by(debug):
        yield


def _told() -> list[str]:
    """The arguments that come once all is loaded; leaves where none come."""
    from monitor import standby

    with suppress(KeyboardInterrupt):  # whoever started us was stopped
        standby.load()
        if arguments := standby.told(sys.stdin.buffer):
            return arguments
    sys.exit(standby.UNUSED)
