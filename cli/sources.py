"""Commands of ``regdelta sources``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from cli.frame import HERE, JsonOption, ProjectOption, SourcesArgument, err, out, progress, sources_app, write


@sources_app.command("list", epilog="Example: regdelta sources list --json")
def sources_list(project: ProjectOption = HERE, as_json: JsonOption = False) -> None:
    """The sources of the project and whether each is enabled."""
    from monitor import interchange, show
    from monitor.wiring import open_rooms

    with open_rooms(project) as rooms:
        known = list(rooms.sources.values())
    if as_json:
        write(interchange.encode(known))
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

    with progress() as watch:
        tried = attempt(project, source, entry, watch)
    if as_json:
        write(interchange.encode(sources_view.shape(tried)))
    else:
        sources_view.tried(out, tried)
    if tried.document is None:
        raise typer.Exit(1)


@sources_app.command("discover", epilog="Example: regdelta sources discover mpa.example.gov.cn --write sources")
def sources_discover(
    host: Annotated[str, typer.Argument(metavar="HOST", help="A host, or the address of a page of the site to begin at.")],
    folder: Annotated[
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
    from monitor.discover import write as keep_files
    from monitor.run import Step

    with progress() as watch:
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
        write(interchange.encode(found))
    elif folder is None:
        write(sources_view.source_files(found).encode())
    for path, new in keep_files(found, folder) if folder else ():
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

    with progress() as watch:
        results = check(project, sources or (), every=every, watch=watch)
    if as_json:
        write(interchange.encode(results))
    else:
        show.checked(out, results)
    if not all(result.outcome.looked for result in results):
        raise typer.Exit(1)
