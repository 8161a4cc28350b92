"""The site of reports: brought up to date after each run, and by ``regdelta site``."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

from differ.compare import compare
from differ.fold import key
from domain.errors import StoreError
from monitor.wiring import Rooms
from normalizer.script import simplified
from reports.language import speaking
from reports.site.build import build_site
from reports.site.issues import feeds, report_files
from reports.site.shelves import Tools
from reports.site.writing import Written

TOOLS = Tools(compare=compare, fold=lambda words: key(simplified(words)))
"""Words to search for are folded as the texts are: one script by the normalizer, one width and one style of marks by the differ."""


def bring_up(rooms: Rooms, output: Path | None = None, tell: Callable[[str], None] = lambda _path: None) -> Written:
    """Bring the site up to date in the folder of reports, or in another one with copies of the reports' files. Raises StoreError."""
    folder = rooms.project.reports
    if output is not None and output.resolve() != folder.resolve():
        _copy_reports(folder, output)
    with speaking(rooms.project.config.report.lang):
        return build_site(rooms.store, folder, tuple(rooms.sources.values()), TOOLS, output=output, tell=tell)


def after_run(rooms: Rooms) -> str:
    """Bring the site up to date; what went wrong in one sentence, empty if nothing did.

    The report is noted before, and stands by itself: whatever happens here can cost a page, never a report or a run.
    """
    try:
        bring_up(rooms)
    except Exception as error:
        return f"the report is written, but the site beside it is not up to date ({error}); try: regdelta site --debug"
    return ""


def _copy_reports(folder: Path, output: Path) -> None:
    """The files of reports and feeds: one that is there with the same size and time is the same."""
    try:
        output.mkdir(parents=True, exist_ok=True)
        for name in (*report_files(folder), *feeds(folder)):
            source, target = (folder / name).stat(), output / name
            if not target.exists() or (target.stat().st_size, target.stat().st_mtime) != (source.st_size, source.st_mtime):
                target.parent.mkdir(exist_ok=True)
                part = target.with_name(target.name + ".part")
                shutil.copy2(folder / name, part)
                part.replace(target)
    except OSError as error:
        raise StoreError(f"the reports cannot be copied to {output}: {error.strerror or error}; name another folder") from error
