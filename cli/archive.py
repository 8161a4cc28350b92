"""Commands of ``regdelta archive``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from cli.frame import HERE, JsonOption, ProjectOption, archive_app, out, progress, write


@archive_app.command("verify", epilog="Example: regdelta archive verify --json")
def archive_verify(project: ProjectOption = HERE, as_json: JsonOption = False) -> None:
    """Read the whole archive and hold it against the database; exit code 1 if anything is damaged or gone."""
    from monitor import evidence, interchange, show
    from monitor.wiring import open_rooms

    with open_rooms(project) as rooms, progress() as watch:
        audit = evidence.verify(rooms, watch)
    if as_json:
        write(interchange.encode(audit))
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
        write(interchange.encode(written))
    else:
        out.print(
            f"wrote {output}: {written.responses} responses, {written.revisits} seen unchanged, {written.requests} requests",
            highlight=False,
            soft_wrap=True,
        )
