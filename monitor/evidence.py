"""The archive as evidence: is it whole, and a part of it as a file for others."""

from __future__ import annotations

from pathlib import Path

from domain.errors import InputError, NotFound
from monitor.library import find
from monitor.run import Step, Watch, ignore
from monitor.wiring import Rooms
from storage import audit
from storage.audit import Audit
from storage.export import Exported
from storage.export import export as write


def verify(rooms: Rooms, watch: Watch = ignore) -> Audit:
    """Read the whole archive against the database. Damage is told, never raised."""
    named = rooms.store.kept()
    return audit.verify(rooms.desk.archive, named, lambda done, total: watch(Step("verify", "archive", done, total)))


def export(rooms: Rooms, target: Path, run: int | None = None, document: str | None = None) -> Exported:
    """Write what was received in a run, or of a document, or all there is, to one WARC file.

    Raises InputError for both at once or a file name that tools would not take for a WARC file, NotFound if there is nothing,
    StoreError for a damaged record.
    """
    if run is not None and document is not None:
        raise InputError("--run and --document exclude each other; name one of them")
    if not target.name.endswith(".warc.gz"):
        raise InputError(f"{target} does not end in .warc.gz, by which web-archive tools know such a file; name it so")
    kept = rooms.store.kept(run, find(rooms.store, document).id if document is not None else None)
    if not kept:
        what = f"run {run}" if run is not None else document or "this project"
        raise NotFound(f"nothing was received for {what}; `regdelta history` lists documents")
    return write(rooms.desk.archive, kept, target)
