"""The command ``regdelta``: one function a verb, nothing but calls into :mod:`monitor`.

Errors meant for a person are one sentence on standard error and the exit code of :mod:`domain.errors`; ``--debug``, anywhere
on the line, shows the traceback instead. Heavy rooms are imported inside the verbs, so that ``--help`` answers at once.
"""

from __future__ import annotations

import gc
import getpass
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn

from domain.errors import InputError, RegdeltaError

if TYPE_CHECKING:
    from domain.handling import Assignment
    from monitor.run import Step
    from monitor.wiring import Rooms

app = typer.Typer(
    name="regdelta",
    help="Watch Chinese regulators' sites and say each morning which measures are new, amended, moved or repealed.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    epilog="Start with: regdelta demo",
)
baseline_app = typer.Typer(help="Named, frozen sets of versions that new texts are held against.", no_args_is_help=True)
sources_app = typer.Typer(help="The watched channels, one file each in sources/.", no_args_is_help=True)
app.add_typer(baseline_app, name="baseline")
app.add_typer(sources_app, name="sources")
archive_app = typer.Typer(help="Every response as received, in WARC files.", no_args_is_help=True)
app.add_typer(archive_app, name="archive")

out = Console()
err = Console(stderr=True)

ProjectOption = Annotated[
    Path, typer.Option("--project", "-p", envvar="REGDELTA_PROJECT", help="The project folder, with regdelta.toml in it.")
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON for a program.")]
SourcesArgument = Annotated[
    list[str] | None, typer.Argument(metavar="[SOURCE]...", help="Sources by id; all enabled ones by default.")
]
FormatOption = Annotated[
    str | None,
    typer.Option(
        "--format",
        help="docx (修订对照表: what changed), docx-full (新旧条文对照表: everything) or docx-tracked (tracked changes).",
    ),
]
OutputOption = Annotated[Path | None, typer.Option("--output", "-o", help="Write to this file instead of standard output.")]
LangOption = Annotated[
    str | None,
    typer.Option(
        "--lang", help="Language of the frame: zh or en; that of regdelta.toml by default. Policy texts stay Chinese."
    ),
]
ForceOption = Annotated[bool, typer.Option("--force", help="Fetch everything anew, without asking whether it changed.")]
HERE = Path()
STANDBY = "--standby"  # not for people: the schedule starts a run with it before its time, see monitor.standby
NEW_OBJECTS = 10_000  # new objects between two looks for garbage, in a run


def main() -> None:
    """Run the command; the only place where an exception becomes a sentence."""
    debug = "--debug" in sys.argv
    arguments = [argument for argument in sys.argv[1:] if argument != "--debug"]
    try:
        with _standing_by(arguments, debug):
            app(_told() if arguments == [STANDBY] else arguments, prog_name="regdelta")
    except RegdeltaError as error:
        if debug:
            raise
        err.print(f"regdelta: {error}", markup=False, highlight=False, soft_wrap=True)
        sys.exit(error.exit_code)
    except SystemExit as leaving:
        if leaving.code == 130:
            err.print("regdelta: stopped; nothing is lost, and the next `regdelta run` goes on from here", highlight=False)
        raise
    except Exception as error:
        if debug:
            raise
        err.print(
            f"regdelta: an internal error ({type(error).__name__}: {error}); nothing stored is lost. "
            "Please report it with the output of the same command and --debug",
            markup=False,
            highlight=False,
            soft_wrap=True,
        )
        sys.exit(70)  # EX_SOFTWARE of sysexits.h


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


@app.command(epilog="Example: regdelta demo demo --days 5")
def demo(
    folder: Annotated[Path, typer.Argument(help="Where to put the demo project.")] = Path("demo"),
    days: Annotated[int, typer.Option(min=1, help="How many days of the calendar to live through.")] = 99,
) -> None:
    """Crawl four made-up regulators on this machine for a fortnight and write each day's report."""
    from monitor import show
    from monitor.demo import live_through

    with _progress() as watch:
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
    with open_rooms(project, debug="--debug" in sys.argv) as rooms, _progress() as watch:
        result = start(rooms, sources or (), force=force, report=report, watch=watch)
    if as_json:
        _write(encode(ran.shape(result)))
    else:
        ran.show(out, result)
    _warn(result.site_trouble)


def _warn(trouble: str) -> None:
    """One sentence on standard error about what did not stop the command; nothing where all went well."""
    if trouble:
        err.print(f"regdelta: {trouble}", markup=False, highlight=False, soft_wrap=True)


@app.command(epilog="Example: regdelta report --date 2026-11-23 --format markdown --lang en")
def report(
    on: Annotated[
        str | None, typer.Option("--date", metavar="DATE", help="The report of this day (YYYY-MM-DD); the newest by default.")
    ] = None,
    start: Annotated[str | None, typer.Option("--from", metavar="DATE", help="First day of a window to report on.")] = None,
    end: Annotated[str | None, typer.Option("--to", metavar="DATE", help="Last day of that window; today by default.")] = None,
    kind: Annotated[
        str, typer.Option("--format", help="html, markdown, text, json, csv, docx, xlsx, pdf, atom or ics.")
    ] = "markdown",
    topic: Annotated[str, typer.Option(help="With --format atom: a feed of this topic over the newest reports.")] = "",
    source: Annotated[str, typer.Option(help="With --format atom: a feed of this source over the newest reports.")] = "",
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="Write to this file instead of standard output.")
    ] = None,
    lang: LangOption = None,
    project: ProjectOption = HERE,
) -> None:
    """Show a daily report as it was delivered, or one over a window of days."""
    from monitor import feeds, reading
    from monitor.wiring import in_language, open_rooms

    if (topic or source) and (kind != "atom" or on or start or end):
        raise InputError("--topic and --source choose a feed over the newest reports: use them with --format atom and no day")
    with open_rooms(project) as opened:
        rooms = in_language(opened, lang)
        if topic or source:
            content = feeds.one(rooms, topic, source)
        elif start or end:
            content = reading.window(rooms, _day(start, "--from"), _day(end, "--to"), kind)
        else:
            content = reading.delivered(rooms, _day(on, "--date"), kind)
    _deliver(content, output)


@app.command(epilog='Example: regdelta correct 2026-11-22 2 --because "25 is the old value of another item"')
def correct(
    on: Annotated[str, typer.Argument(metavar="DATE", help="The day of the daily report that is wrong (YYYY-MM-DD).")],
    item: Annotated[str | None, typer.Argument(help="Its line number, or an id such as C12.")] = None,
    because: Annotated[str, typer.Option(help="What is wrong; the next report says so in these words.")] = "",
    restore: Annotated[bool, typer.Option("--restore", help="The line was right: take an earlier correction back.")] = False,
    revise: Annotated[bool, typer.Option("--revise", help="Make the whole report again with today's program.")] = False,
    revision: Annotated[
        int | None, typer.Option(min=1, help="Of several reports of a day, this one; the newest by default.")
    ] = None,
    project: ProjectOption = HERE,
    as_json: JsonOption = False,
) -> None:
    """Correct a report that was sent: it stays as it was, a corrected revision stands beside it, and the next report says so."""
    from monitor import correcting, deliver, interchange, show, site
    from monitor.wiring import open_rooms

    day = _day(on, "DATE")
    if day is None or revise == (item is not None):
        raise InputError("name one line of a report (regdelta correct 2026-11-22 2), or --revise for the whole of it")
    with open_rooms(project) as rooms:
        if item is None:
            done = correcting.revise(rooms, day, because, revision=revision)
        else:
            done = correcting.correct(rooms, day, item, because, revision=revision, restore=restore)
        trouble = site.after_run(rooms)
        deliver.after_run(rooms)
    _warn(trouble)
    if as_json:
        _write(interchange.encode(done))
    else:
        show.corrected(out, done)


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

    day = _day(due, "--due")
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
        _write(interchange.encode(found))
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
    _warn(trouble)
    if as_json:
        _write(interchange.encode(done))
    else:
        show.assignments(out, [done], today)


def _login(given: str | None) -> str:
    """Who is at the keyboard. Raises InputError where the system knows no name."""
    try:
        return given or getpass.getuser()
    except (OSError, KeyError):
        raise InputError("your login has no name here; say who you are with --by") from None


@app.command(epilog="Example: regdelta digest weekly --of 2026-11-20 --format html --output week.html")
def digest(
    kind: Annotated[str, typer.Argument(metavar="weekly|monthly", help="Which digest.")],
    of: Annotated[
        str | None, typer.Option(metavar="DATE", help="Of the week or month of this day; the newest that is over by default.")
    ] = None,
    format: Annotated[
        str, typer.Option("--format", help="html, markdown, text, json, csv, docx, xlsx, atom or ics.")
    ] = "markdown",
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="Write to this file instead of standard output.")
    ] = None,
    lang: LangOption = None,
    project: ProjectOption = HERE,
) -> None:
    """What the daily reports of a week or month came to. It is made once, with its files in reports/, and then stays as it is."""
    from monitor import deliver, digests, site
    from monitor.wiring import in_language, open_rooms

    with open_rooms(project) as rooms:
        spoken = in_language(rooms, lang)
        content = spoken.render(digests.digest(rooms, digests.named(kind), _day(of, "--of")), format)
        trouble = site.after_run(rooms)
        deliver.after_run(rooms)
    _warn(trouble)
    if output is None:
        _write(content)
    else:
        output.write_bytes(content)
        out.print(f"wrote {output}")


@app.command(epilog="Example: regdelta site --output /srv/www/policy")
def site(
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", help="Write the site, with copies of the reports, to this folder instead of reports/."),
    ] = None,
    lang: LangOption = None,
    project: ProjectOption = HERE,
    as_json: JsonOption = False,
) -> None:
    """Bring the site of reports up to date: index, calendar, documents, sources, trends and search. Every run does so too."""
    from monitor import interchange
    from monitor.run import Step
    from monitor.site import bring_up
    from monitor.wiring import in_language, open_rooms

    with open_rooms(project) as rooms, _progress() as watch:
        done = bring_up(in_language(rooms, lang), output, lambda path: watch(Step("site", path)))
        start = (output or rooms.project.reports) / "index.html"
    if as_json:
        _write(interchange.encode({"index": str(start), "written": done.written, "kept": done.kept, "removed": done.removed}))
    else:
        out.print(
            f"{done.written} pages written, {done.kept} as they were, {done.removed} taken away; open {start}",
            highlight=False,
            soft_wrap=True,
        )


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
    _warn(scheduler.workdays_known(*rounds.table.lines, config.digest.weekly, config.digest.monthly))
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
            _write(interchange.encode(previews)) if as_json else show.previews(out, previews)
            return
        handed = rehearsal.probe(rooms, test) if test is not None else post.deliver(rooms, everything=pending)
    _write(interchange.encode(handed)) if as_json else show.handed(out, handed)
    if not all(one.sent for one in handed):
        raise typer.Exit(1)


@baseline_app.command("import", epilog="Example: regdelta baseline import texts/*.txt --name provinces-2026")
def baseline_import(
    paths: Annotated[list[Path], typer.Argument(metavar="PATH...", help="Files, or folders of files.")],
    name: Annotated[str | None, typer.Option(help="Name of the baseline; the day by default.")] = None,
    project: ProjectOption = HERE,
) -> None:
    """Read policy texts from files and freeze them as a baseline."""
    from monitor import baselines
    from monitor.wiring import open_rooms

    with open_rooms(project) as rooms:
        record = baselines.import_files(rooms, paths, name)
    out.print(f"baseline {record.name}: {len(record.members)} documents", highlight=False)


@baseline_app.command("list", epilog="Example: regdelta baseline list --json")
def baseline_list(project: ProjectOption = HERE, as_json: JsonOption = False) -> None:
    """The baselines there are, the newest last."""
    from monitor import interchange, show
    from monitor.wiring import open_rooms

    with open_rooms(project) as rooms:
        found = rooms.store.baselines()
    if as_json:
        _write(interchange.encode(found))
    else:
        show.table(out, ("name", "frozen", "documents"), ((b.name, show.local(b.created), len(b.members)) for b in found))


@baseline_app.command("show", epilog="Example: regdelta baseline show provinces-2026")
def baseline_show(
    name: Annotated[str | None, typer.Argument(help="The newest by default.")] = None,
    project: ProjectOption = HERE,
    as_json: JsonOption = False,
) -> None:
    """The documents of a baseline and which version of each is frozen."""
    from monitor import interchange, show
    from monitor.wiring import open_rooms

    with open_rooms(project) as rooms:
        record = rooms.store.baseline(name)
        if record is None:
            raise InputError("there is no baseline yet; make one with: regdelta baseline import FILE...")
        titles = {document.id: document.title for document in rooms.store.documents()}
    if as_json:
        _write(interchange.encode(record))
    else:
        show.baseline(out, record, titles)


@baseline_app.command("promote", epilog="Example: regdelta baseline promote --name 2026-q4")
def baseline_promote(
    documents: Annotated[
        list[str] | None, typer.Argument(metavar="[DOCUMENT]...", help="Documents by #id, 文号 or title; all by default.")
    ] = None,
    name: Annotated[str | None, typer.Option(help="Name of the baseline; the day by default.")] = None,
    project: ProjectOption = HERE,
) -> None:
    """Freeze the newest versions as a new baseline."""
    from monitor import baselines
    from monitor.wiring import open_rooms

    with open_rooms(project) as rooms:
        record = baselines.promote(rooms, documents or (), name)
    out.print(f"baseline {record.name}: {len(record.members)} documents", highlight=False)


@sources_app.command("list", epilog="Example: regdelta sources list --json")
def sources_list(project: ProjectOption = HERE, as_json: JsonOption = False) -> None:
    """The sources of the project and whether each is enabled."""
    from monitor import interchange, show
    from monitor.wiring import open_rooms

    with open_rooms(project) as rooms:
        known = list(rooms.sources.values())
    if as_json:
        _write(interchange.encode(known))
    else:
        show.sources(out, known)


@sources_app.command("try", epilog="Example: regdelta sources try jia_mpa --entry 2")
def sources_try(
    source: Annotated[str, typer.Argument(metavar="SOURCE", help="The source by its id.")],
    entry: Annotated[int, typer.Option(min=1, help="Which row of the list to read, from 1.")] = 1,
    project: ProjectOption = HERE,
    as_json: JsonOption = False,
) -> None:
    """Fetch a source's list and one document of it, and show the document as it would be read; nothing is stored."""
    from monitor import interchange, sources_view
    from monitor.attempt import attempt

    with _progress() as watch:
        tried = attempt(project, source, entry, watch)
    if as_json:
        _write(interchange.encode(sources_view.shape(tried)))
    else:
        sources_view.tried(out, tried)
    if tried.document is None:
        raise typer.Exit(1)


@sources_app.command("discover", epilog="Example: regdelta sources discover mpa.example.gov.cn --write sources")
def sources_discover(
    host: Annotated[str, typer.Argument(metavar="HOST", help="A host, or the address of a page of the site to begin at.")],
    write: Annotated[
        Path | None, typer.Option("--write", metavar="DIR", help="Keep the files in this folder; never overwrites one.")
    ] = None,
    enable: Annotated[bool, typer.Option("--enable", help="Write the sources as enabled ones.")] = False,
    pages: Annotated[int, typer.Option(min=1, max=500, help="The most requests the walk may take.")] = 40,
    loopback: Annotated[bool, typer.Option("--loopback", help="Let 127.0.0.0/8 pass, for the sample regulators.")] = False,
    project: ProjectOption = HERE,
    as_json: JsonOption = False,
) -> None:
    """Find a site's columns of policy documents by its navigation and site map, and print the source files to keep."""
    from monitor import interchange, sources_view
    from monitor.discover import contact_of, discover
    from monitor.discover import write as keep
    from monitor.run import Step

    with _progress() as watch:
        found = discover(
            host,
            pages=pages,
            loopback=loopback,
            enabled=enable,
            contact=contact_of(project),
            told=lambda text, done, total: watch(Step("look", text, done, total)),
        )
    sources_view.discovered(err, found)
    if as_json:
        _write(interchange.encode(found))
    elif write is None:
        _write(sources_view.source_files(found).encode())
    for path, new in keep(found, write) if write else ():
        err.print(f"{'wrote' if new else 'left as it was:'} {path}", markup=False, highlight=False, soft_wrap=True)
    if not any(proposal.toml for proposal in found.proposals):
        raise typer.Exit(1)


@sources_app.command("check", epilog="Example: regdelta sources check jia_mpa")
def sources_check(
    sources: SourcesArgument = None,
    every: Annotated[bool, typer.Option("--all", help="Also the sources that are not enabled.")] = False,
    project: ProjectOption = HERE,
    as_json: JsonOption = False,
) -> None:
    """Fetch one listing page and one document of each source and say what came; nothing is stored."""
    from monitor import interchange, show
    from monitor.checks import check

    with _progress() as watch:
        results = check(project, sources or (), every=every, watch=watch)
    if as_json:
        _write(interchange.encode(results))
    else:
        show.checked(out, results)
    if not all(result.outcome.looked for result in results):
        raise typer.Exit(1)


@archive_app.command("verify", epilog="Example: regdelta archive verify --json")
def archive_verify(project: ProjectOption = HERE, as_json: JsonOption = False) -> None:
    """Read the whole archive and hold it against the database; exit code 1 if anything is damaged or gone."""
    from monitor import evidence, interchange, show
    from monitor.wiring import open_rooms

    with open_rooms(project) as rooms, _progress() as watch:
        audit = evidence.verify(rooms, watch)
    if as_json:
        _write(interchange.encode(audit))
    else:
        show.audited(out, audit)
    if not audit.whole:
        raise typer.Exit(1)


@archive_app.command("export", epilog="Example: regdelta archive export --document '#3' -o evidence.warc.gz")
def archive_export(
    output: Annotated[Path, typer.Option("--output", "-o", help="The file to write; its name ends in .warc.gz.")],
    run: Annotated[int | None, typer.Option("--run", min=1, help="Only what this run received.")] = None,
    document: Annotated[
        str | None, typer.Option("--document", help="Only this document: #id, 文号 or part of the title.")
    ] = None,
    project: ProjectOption = HERE,
    as_json: JsonOption = False,
) -> None:
    """Write a part of the archive, or all of it, to one WARC file that any web-archive tool reads."""
    from monitor import evidence, interchange
    from monitor.wiring import open_rooms

    with open_rooms(project) as rooms:
        written = evidence.export(rooms, output, run, document)
    if as_json:
        _write(interchange.encode(written))
    else:
        out.print(
            f"wrote {output}: {written.responses} responses, {written.revisits} seen unchanged, {written.requests} requests",
            highlight=False,
            soft_wrap=True,
        )


@app.command(epilog="Example: regdelta history '#3'")
def history(
    document: Annotated[str | None, typer.Argument(help="#id, 文号 or part of the title; without it, all documents.")] = None,
    project: ProjectOption = HERE,
    as_json: JsonOption = False,
) -> None:
    """The documents there are, or every version of one and what each changed."""
    from monitor import interchange, library, show
    from monitor.wiring import open_rooms

    with open_rooms(project) as rooms:
        if document is None:
            known = rooms.store.documents()
            _write(interchange.encode(known)) if as_json else show.documents(out, known)
        else:
            told = library.history(rooms.store, document)
            _write(interchange.encode(told)) if as_json else show.history(out, told)


@app.command(epilog="Example: regdelta diff '#3' --from 1 --to 4 --format docx -o table.docx")
def diff(
    document: Annotated[str, typer.Argument(help="#id, 文号 or part of the title.")],
    start: Annotated[
        int | None, typer.Option("--from", min=1, help="The earlier version; the last but one by default.")
    ] = None,
    end: Annotated[int | None, typer.Option("--to", min=1, help="The later version; the newest by default.")] = None,
    kind: FormatOption = None,
    output: OutputOption = None,
    project: ProjectOption = HERE,
    as_json: JsonOption = False,
) -> None:
    """Two stored versions of a document held together, on the terminal or as a Word file."""
    from monitor import collate, interchange, library, show
    from monitor.wiring import open_rooms

    _one_of(kind, as_json)
    with open_rooms(project) as rooms:
        if kind:
            _deliver(collate.stored(rooms.store, document, start, end, kind), output)
            return
        _, _, comparison = library.diff(rooms.store, document, start, end)
    if as_json:
        _write(interchange.encode(interchange.compared(comparison)))
    else:
        show.compared(out, comparison)


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

    with open_rooms(project) as rooms, _progress() as watch:
        told = read_again(rooms, force=force, watch=watch)
    if as_json:
        _write(interchange.encode(told))
    else:
        out.print(
            f"{told.read} versions read again, {told.different} of them differently; {told.kept} left as they were",
            highlight=False,
        )


@app.command(epilog="Example: regdelta normalize policy.html notice.txt --json")
def normalize(
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="Files to read; - is standard input.")],
    as_json: JsonOption = False,
) -> None:
    """Read policy texts: metadata, measures, facts and repairs. Needs no project."""
    from monitor import interchange, show
    from monitor.files import read

    read_files = [(str(path), read(path)) for path in files]
    if as_json:
        _write(interchange.encode([interchange.normalized(file, document) for file, document in read_files]))
    else:
        for file, document in read_files:
            show.normalized(out, file, document)


@app.command(epilog="Example: regdelta compare old.txt new.txt --format docx-tracked -o revised.docx")
def compare(
    old: Path,
    new: Path,
    decision: Annotated[
        Path | None, typer.Option(help="The amending decision: what it claims is laid beside what was found.")
    ] = None,
    kind: FormatOption = None,
    output: OutputOption = None,
    as_json: JsonOption = False,
) -> None:
    """Hold two files together as versions of one document: what happened to each measure. Needs no project."""
    from monitor import collate, interchange, show
    from monitor.clock import system_clock
    from monitor.files import compare_files, read_decision

    _one_of(kind, as_json)
    before, after, comparison = compare_files(old, new)
    if kind:
        _deliver(collate.files((old, new), (before, after), comparison, system_clock(), kind), output)
        return
    rows = read_decision(decision, before, after, comparison) if decision else None
    if as_json:
        _write(interchange.encode(interchange.compared(comparison, rows)))
        return
    show.compared(out, comparison)
    if rows is not None:
        show.beside(out, rows)


@app.command(epilog="Example: regdelta interpretation press.txt measures.txt --json")
def interpretation(text: Path, document: Path, as_json: JsonOption = False) -> None:
    """Hold an interpretation against its document: what it restates and where its words differ. Needs no project."""
    from monitor import interchange, show
    from monitor.files import hold_files

    said, stands, holding = hold_files(text, document)
    if as_json:
        _write(interchange.encode(holding))
    else:
        show.held(out, said, stands, holding)


@app.command(epilog="Example: regdelta relate shanghai.txt zhejiang.txt shandong.txt --json")
def relate(
    files: Annotated[list[Path], typer.Argument(metavar="FILE FILE...", help="Two or more files, each with one document.")],
    as_json: JsonOption = False,
) -> None:
    """Counterparts between documents, and what no other one says. Needs no project."""
    from monitor import interchange, show
    from monitor.files import relate_files

    documents, relation = relate_files(files)
    names = [str(path) for path in files]
    if as_json:
        _write(interchange.encode(interchange.related(names, documents, relation)))
    else:
        show.related(out, names, documents, relation)


@app.command(epilog="Example: regdelta matrix shanghai.txt zhejiang.txt shandong.txt --json")
def matrix(
    files: Annotated[
        list[Path] | None,
        typer.Argument(metavar="[FILE]...", help="Files, each with one document; what the project has stored by default."),
    ] = None,
    project: ProjectOption = HERE,
    as_json: JsonOption = False,
    save: Annotated[
        Path | None,
        typer.Option(
            "--out", metavar="FILE", help="Write the table to FILE.docx or .xlsx (A3 landscape), .html, .md or .json."
        ),
    ] = None,
    one_sheet: Annotated[
        bool,
        typer.Option(
            "--one-sheet",
            help="With --out: only what goes on one sheet of A3, the weightiest rows and the strongest of each cell.",
        ),
    ] = False,
    lang: LangOption = None,
) -> None:
    """Lay the commitments of the provinces side by side: one a row, a column a province. With files it needs no project."""
    from monitor import interchange, show
    from monitor.matrix import of_files, of_project
    from monitor.matrix_shape import shaped
    from monitor.wiring import open_rooms

    if one_sheet and not save:
        raise InputError("--one-sheet is for a file; name it with --out table.docx or --out table.xlsx")
    if save:
        _save_matrix(files or [], project, save, lang, one_sheet)
        return
    if files:
        found = of_files(files)
    else:
        with open_rooms(project) as rooms:
            found = of_project(rooms)
    if as_json:
        _write(interchange.encode(shaped(found.matrix, found.documents, found.names)))
    else:
        show.matrix(out, found.matrix, found.documents)


def _save_matrix(files: list[Path], project: Path, save: Path, lang: str | None, brief: bool) -> None:
    """Write the table as a file and say where it is."""
    from monitor.clock import system_clock
    from monitor.matrix import file_of_files, file_of_project
    from monitor.wiring import in_language, open_rooms

    ending = save.suffix.lower().removeprefix(".")
    if files:
        content = file_of_files(files, ending, system_clock(), lang or "zh", brief=brief)
    else:
        with open_rooms(project) as rooms:
            content = file_of_project(in_language(rooms, lang), ending, brief=brief)
    _deliver(content, save)


def _day(text: str | None, option: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise InputError(f"{option} {text}: not a date; write it as 2026-11-23") from None


def _one_of(kind: str | None, as_json: bool) -> None:
    """Raises InputError where both a file and JSON are asked for."""
    if kind and as_json:
        raise InputError("--format and --json are two answers; ask for one of them")


def _deliver(content: bytes, output: Path | None) -> None:
    """To a file, or to standard output. Raises InputError if the file cannot be written, or if a terminal would get what is no text."""
    if output is None:
        if sys.stdout.isatty() and b"\0" in content:
            raise InputError("this format is no text; name a file for it with -o FILE")
        _write(content)
        return
    try:
        output.write_bytes(content)
    except OSError as error:
        raise InputError(f"{output} cannot be written: {error.strerror or error}") from error
    out.print(f"wrote {output}", soft_wrap=True)


def _write(content: bytes) -> None:
    sys.stdout.buffer.write(content)
    sys.stdout.buffer.flush()


@contextmanager
def _progress() -> Iterator[Callable[[Step], None]]:
    """A bar on standard error when that is a terminal; silence otherwise."""
    if not err.is_terminal:
        yield lambda _: None
        return
    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=err, transient=True) as bar:
        task = bar.add_task("", total=None)

        def watch(step: Step) -> None:
            bar.update(task, description=f"{step.phase} {step.text[:40]}", completed=step.done, total=step.total or None)

        yield watch


if __name__ == "__main__":
    main()
