"""Commands that do something: make a project, run, keep the schedule, deliver, read history again."""

from __future__ import annotations

import gc
import sys
from pathlib import Path
from typing import Annotated

import typer

from cli.frame import HERE, ForceOption, JsonOption, ProjectOption, SourcesArgument, app, err, out, progress, warn, write
from domain.errors import InputError

NEW_OBJECTS = 10_000  # new objects between two looks for garbage, in a run


@app.command(epilog="Example: regdelta demo demo --days 5")
def demo(
    folder: Annotated[Path, typer.Argument(help="Where to put the demo project.")] = Path("demo"),
    days: Annotated[int, typer.Option(min=1, help="How many days of the calendar to live through.")] = 99,
) -> None:
    """Crawl four made-up regulators on this machine for a fortnight and write each day's report."""
    from monitor import show
    from monitor.demo import live_through

    with progress() as watch:
        lived = live_through(folder, days, watch, lambda day: show.demo_day(err, day))
    reports = [file for day in lived for file in day.result.files if file.endswith(".html")]
    out.print(
        f"{len(lived)} days, {len(reports)} reports in {folder / 'reports'}; open the newest: {reports[-1]}", soft_wrap=True
    )


@app.command(epilog="Example: regdelta init my-watch --contact ra@example.com")
def init(
    folder: Annotated[Path, typer.Argument(help="The folder to make the project in.")] = HERE,
    contact: Annotated[
        str, typer.Option(help="Mail address or page for the operators of the sites; stands in the User-Agent.")
    ] = "",
) -> None:
    """Make a project folder: regdelta.toml and the source files that come with regdelta."""
    from monitor.project import make_project, shipped_sources

    path = make_project(folder, shipped_sources(), contact)
    out.print(f"made {path}; enable sources in {folder / 'sources'}, then: regdelta run --project {folder}", soft_wrap=True)


@app.command(epilog="Example: regdelta run jia_mpa --force")
def run(
    sources: SourcesArgument = None, force: ForceOption = False, project: ProjectOption = HERE, as_json: JsonOption = False
) -> None:
    """Crawl, compare and report. An unfinished run is gone on with first."""
    _run(project, sources, force, report=True, as_json=as_json)


@app.command(epilog="Example: regdelta crawl jia_mpa --force")
def crawl(
    sources: SourcesArgument = None, force: ForceOption = False, project: ProjectOption = HERE, as_json: JsonOption = False
) -> None:
    """Crawl and compare by hand, without a report; what changed stands in the next one."""
    _run(project, sources, force, report=False, as_json=as_json)


def _run(project: Path, sources: list[str] | None, force: bool, *, report: bool, as_json: bool) -> None:
    from monitor import ran
    from monitor.encoding import encode
    from monitor.run import run as start
    from monitor.wiring import open_rooms

    gc.freeze()  # what is loaded stays; a page makes thousands of objects that do not need a look each
    gc.set_threshold(NEW_OBJECTS)
    gc.enable()
    with open_rooms(project, debug="--debug" in sys.argv) as rooms, progress() as watch:
        result = start(rooms, sources or (), force=force, report=report, watch=watch)
    if as_json:
        write(encode(ran.shape(result)))
    else:
        ran.show(out, result)
    warn(result.site_trouble)


@app.command(epilog="Example: regdelta schedule --cron '5 8,17 * * mon-fri'")
def schedule(
    cron: Annotated[
        str | None,
        typer.Option(help="Five cron fields in Asia/Shanghai, the last may be 'workdays'; those of regdelta.toml by default."),
    ] = None,
    project: ProjectOption = HERE,
) -> None:
    """Stay and start a run of the sources that are due whenever the schedule says so. Ctrl-C ends it."""
    import scheduler
    from monitor.clock import system_clock
    from monitor.config import load_project
    from monitor.deliver import anything_due
    from monitor.recipients import check

    if cron:
        scheduler.trigger(cron)
    loaded = load_project(project)
    check(loaded)
    config = loaded.config
    fields = cron or config.schedule.cron

    def retry() -> None:
        if anything_due(loaded, system_clock()):
            scheduler.start_delivery(project)

    starter = scheduler.Starter(project)
    rounds = scheduler.Rounds(project, fields, starter.run)
    timetable = scheduler.by_the_clock(rounds, retry if config.recipient else None, starter.load)
    for kind, when in (("weekly", config.digest.weekly), ("monthly", config.digest.monthly)):
        if when:
            scheduler.add_digest(timetable, when, kind, project)
    own = f", {rounds.table.own} sources at times of their own" if rounds.table.own else ""
    following = scheduler.next_start(rounds.table.lines)
    err.print(f"runs at '{fields}' (Asia/Shanghai){own}, next: {following}; Ctrl-C ends the schedule", highlight=False)
    warn(scheduler.workdays_known(*rounds.table.lines, config.digest.weekly, config.digest.monthly))
    try:
        timetable.start()
    finally:
        starter.leave()


@app.command(epilog="Example: regdelta deliver --pending")
def deliver(
    pending: Annotated[
        bool, typer.Option("--pending", help="Send all that waits, also what is not due to be tried again.")
    ] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show what would go where; nothing is sent.")] = False,
    test: Annotated[
        str | None,
        typer.Option("--test", metavar="RECIPIENT", help="Send a test message to this recipient, or to all of this channel."),
    ] = None,
    project: ProjectOption = HERE,
    as_json: JsonOption = False,
) -> None:
    """Send the reports that wait for their recipients; `run` does it by itself, and what failed is tried again here."""
    from monitor import deliver as post
    from monitor import interchange, rehearsal, show
    from monitor.wiring import open_rooms

    if dry_run + pending + (test is not None) > 1:
        raise InputError("give one of --pending, --dry-run and --test at a time")
    with open_rooms(project) as rooms:
        if dry_run:
            previews = rehearsal.preview(rooms)
            write(interchange.encode(previews)) if as_json else show.previews(out, previews)
            return
        handed = rehearsal.probe(rooms, test) if test is not None else post.deliver(rooms, everything=pending)
    write(interchange.encode(handed)) if as_json else show.handed(out, handed)
    if not all(one.sent for one in handed):
        raise typer.Exit(1)


@app.command(epilog="Example: regdelta renormalize --force")
def renormalize(
    force: Annotated[bool, typer.Option("--force", help="Also what this normalizer made itself.")] = False,
    project: ProjectOption = HERE,
    as_json: JsonOption = False,
) -> None:
    """Read all history again from its kept bytes, after an upgrade of the normalizer. Nothing is reported as a change."""
    from monitor import interchange
    from monitor.renormalize import renormalize as read_again
    from monitor.wiring import open_rooms

    with open_rooms(project) as rooms, progress() as watch:
        told = read_again(rooms, force=force, watch=watch)
    if as_json:
        write(interchange.encode(told))
    else:
        out.print(
            f"{told.read} versions read again, {told.different} of them differently; {told.kept} left as they were",
            highlight=False,
        )
