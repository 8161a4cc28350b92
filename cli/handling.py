"""Commands that note who handles a change."""

from __future__ import annotations

import getpass
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cli.frame import HERE, JsonOption, ProjectOption, app, out, parse_day, warn, write
from domain.errors import InputError

if TYPE_CHECKING:
    from domain.handling import Assignment
    from monitor.wiring import Rooms

ChangeArgument = Annotated[
    str, typer.Argument(metavar="CHANGE", help="Its number as the reports print it (C12), or a line of a day: 2026-11-22/2.")
]
ByOption = Annotated[
    str | None,
    typer.Option("--by", envvar="REGDELTA_USER", help="Who notes this; the name of your login by default.", show_default=False),
]


@app.command(epilog="Example: regdelta assign C12 --to 王某 --due 2026-12-04 --note 核对在审产品")
def assign(
    change: ChangeArgument,
    to: Annotated[str, typer.Option("--to", help="The person or group that handles it.")],
    due: Annotated[str | None, typer.Option("--due", metavar="DATE", help="By when (YYYY-MM-DD).")] = None,
    note: Annotated[str, typer.Option("--note", help="What is to be done.")] = "",
    by: ByOption = None,
    project: ProjectOption = HERE,
    as_json: JsonOption = False,
) -> None:
    """Give a change to somebody to handle, or to somebody else; it stands in the digests until it is closed."""
    from monitor import assigning

    day = parse_day(due, "--due")
    _handle(project, lambda rooms: assigning.assign(rooms, change, to, _login(by), day, note), as_json)


@app.command(epilog='Example: regdelta comment C12 "asked the authority for its form"')
def comment(
    change: ChangeArgument,
    words: Annotated[str, typer.Argument(help="What there is to say.")],
    by: ByOption = None,
    project: ProjectOption = HERE,
    as_json: JsonOption = False,
) -> None:
    """Note something about a change that was assigned."""
    from monitor import assigning

    _handle(project, lambda rooms: assigning.comment(rooms, change, words, _login(by)), as_json)


@app.command(epilog='Example: regdelta close C12 --result "dossier updated"')
def close(
    change: ChangeArgument,
    result: Annotated[str, typer.Option("--result", help="What came of it.")] = "",
    by: ByOption = None,
    project: ProjectOption = HERE,
    as_json: JsonOption = False,
) -> None:
    """Note that an assigned change is done. Assigned again, it is open again."""
    from monitor import assigning

    _handle(project, lambda rooms: assigning.close(rooms, change, result, _login(by)), as_json)


@app.command(epilog="Example: regdelta assignments --open --to 王某")
def assignments(
    only_open: Annotated[bool, typer.Option("--open", help="Only what is not closed.")] = False,
    to: Annotated[str, typer.Option("--to", help="Only what this person or group has.")] = "",
    project: ProjectOption = HERE,
    as_json: JsonOption = False,
) -> None:
    """What was assigned, to whom, since when and until when; what is due first leads."""
    from monitor import assigning, interchange, show
    from monitor.clock import local_date
    from monitor.wiring import open_rooms

    with open_rooms(project) as rooms:
        found, today = assigning.listed(rooms, only_open=only_open, to=to), local_date(rooms.clock())
    if as_json:
        write(interchange.encode(found))
    else:
        show.assignments(out, found, today)


def _handle(project: Path, note: Callable[[Rooms], Assignment], as_json: bool) -> None:
    """Note something, bring the site up to date, and say what stands now."""
    from monitor import interchange, show, site
    from monitor.clock import local_date
    from monitor.wiring import open_rooms

    with open_rooms(project) as rooms:
        done, today = note(rooms), local_date(rooms.clock())
        trouble = site.after_run(rooms)
    warn(trouble)
    if as_json:
        write(interchange.encode(done))
    else:
        show.assignments(out, [done], today)


def _login(given: str | None) -> str:
    """Who is at the keyboard. Raises InputError where the system knows no name."""
    try:
        return given or getpass.getuser()
    except (OSError, KeyError):
        raise InputError("your login has no name here; say who you are with --by") from None
