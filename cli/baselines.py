"""Commands of ``regdelta baseline``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from cli.frame import HERE, JsonOption, ProjectOption, baseline_app, out, write
from domain.errors import InputError


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
        write(interchange.encode(found))
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
        write(interchange.encode(record))
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
