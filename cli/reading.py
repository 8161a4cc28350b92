"""Commands that show what was found: reports, digests, the site, the history of a document."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from cli.frame import (
    HERE,
    FormatOption,
    JsonOption,
    LangOption,
    OutputOption,
    ProjectOption,
    app,
    keep,
    one_of,
    out,
    parse_day,
    progress,
    warn,
    write,
)
from domain.errors import InputError


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
    output: OutputOption = None,
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
            content = reading.window(rooms, parse_day(start, "--from"), parse_day(end, "--to"), kind)
        else:
            content = reading.delivered(rooms, parse_day(on, "--date"), kind)
    keep(content, output)


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

    day = parse_day(on, "DATE")
    if day is None or revise == (item is not None):
        raise InputError("name one line of a report (regdelta correct 2026-11-22 2), or --revise for the whole of it")
    with open_rooms(project) as rooms:
        if item is None:
            done = correcting.revise(rooms, day, because, revision=revision)
        else:
            done = correcting.correct(rooms, day, item, because, revision=revision, restore=restore)
        trouble = site.after_run(rooms)
        deliver.after_run(rooms)
    warn(trouble)
    if as_json:
        write(interchange.encode(done))
    else:
        show.corrected(out, done)


@app.command(epilog="Example: regdelta digest weekly --of 2026-11-20 --format html --output week.html")
def digest(
    kind: Annotated[str, typer.Argument(metavar="weekly|monthly", help="Which digest.")],
    of: Annotated[
        str | None, typer.Option(metavar="DATE", help="Of the week or month of this day; the newest that is over by default.")
    ] = None,
    format: Annotated[
        str, typer.Option("--format", help="html, markdown, text, json, csv, docx, xlsx, atom or ics.")
    ] = "markdown",
    output: OutputOption = None,
    lang: LangOption = None,
    project: ProjectOption = HERE,
) -> None:
    """What the daily reports of a week or month came to. It is made once, with its files in reports/, and then stays as it is."""
    from monitor import deliver, digests, site
    from monitor.wiring import in_language, open_rooms

    with open_rooms(project) as rooms:
        spoken = in_language(rooms, lang)
        content = spoken.render(digests.digest(rooms, digests.named(kind), parse_day(of, "--of")), format)
        trouble = site.after_run(rooms)
        deliver.after_run(rooms)
    warn(trouble)
    if output is None:
        write(content)
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

    with open_rooms(project) as rooms, progress() as watch:
        done = bring_up(in_language(rooms, lang), output, lambda path: watch(Step("site", path)))
        start = (output or rooms.project.reports) / "index.html"
    if as_json:
        write(interchange.encode({"index": str(start), "written": done.written, "kept": done.kept, "removed": done.removed}))
    else:
        out.print(
            f"{done.written} pages written, {done.kept} as they were, {done.removed} taken away; open {start}",
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
            write(interchange.encode(known)) if as_json else show.documents(out, known)
        else:
            told = library.history(rooms.store, document)
            write(interchange.encode(told)) if as_json else show.history(out, told)


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

    one_of(kind, as_json)
    with open_rooms(project) as rooms:
        if kind:
            keep(collate.stored(rooms.store, document, start, end, kind), output)
            return
        _, _, comparison = library.diff(rooms.store, document, start, end)
    if as_json:
        write(interchange.encode(interchange.compared(comparison)))
    else:
        show.compared(out, comparison)
