"""The site of a fortnight: every link leads somewhere, one store makes one site, and no failure of it loses a report."""

from __future__ import annotations

import json
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from typer.testing import CliRunner

from cli.commands import app
from monitor.demo import CONTACT, DemoDay, live_day
from monitor.project import make_project
from monitor.site import bring_up
from monitor.wiring import open_rooms
from sample.calendar import DAYS
from sample.server import SampleRegulators

Lived = tuple[Path, list[DemoDay]]


class Links(HTMLParser):
    """Addresses and ids of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.addresses: list[str] = []
        self.ids: set[str] = set()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        self.addresses += [value for name, value in attrs if name in ("href", "src") and value]
        self.ids |= {value for name, value in attrs if name == "id" and value}


def files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def reports(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.glob("2*")}


def test_every_link_leads_somewhere(lived: Lived) -> None:
    """To a file that is there and a place that is on it, from every page of the site."""
    folder = lived[0] / "reports"
    pages = {path: Links(path.read_text("utf-8")) for path in folder.rglob("*.html")}
    assert len(pages) > 100
    for path, links in pages.items():
        for address in links.addresses:
            parts = urlsplit(address)
            if parts.scheme:
                continue
            target = (path.parent / unquote(parts.path)).resolve() if parts.path else path
            assert target.is_file(), (path, address)
            assert not parts.fragment or unquote(parts.fragment) in pages[target].ids, (path, address)


def test_every_page_can_be_reached_from_the_index(lived: Lived) -> None:
    """Also every comparison; nothing stands there that nobody finds."""
    folder = (lived[0] / "reports").resolve()
    found, waiting = set(), [folder / "index.html"]
    while waiting:
        path = waiting.pop()
        if path in found:
            continue
        found.add(path)
        if path.suffix == ".html":
            addresses = (urlsplit(address) for address in Links(path.read_text("utf-8")).addresses)
            waiting += [(path.parent / unquote(one.path)).resolve() for one in addresses if not one.scheme and one.path]
    assert set(folder.rglob("*.html")) <= found


def test_one_store_makes_one_site(lived: Lived, tmp_path: Path) -> None:
    """Fourteen days one after the other come to the same bytes as all at once; and once more is nothing."""
    with open_rooms(lived[0]) as rooms:
        bring_up(rooms, tmp_path / "site")
        again = bring_up(rooms, tmp_path / "site")
    assert files(tmp_path / "site") == files(lived[0] / "reports")
    assert (again.written, again.removed) == (0, 0) and again.kept > 100


def test_a_day_draws_only_what_it_changed(tmp_path: Path) -> None:
    """A second morning on which the sites are as they were writes the index, the calendar and the sources, and no document."""
    with SampleRegulators(day=0) as sample:
        root = tmp_path / "project"
        make_project(root, sample.source_files(), contact=CONTACT)
        live_day(root, DAYS[0])
        before = files(root / "reports")
        live_day(root, DAYS[1])
        after = files(root / "reports")
    changed = {name for name in after if before.get(name) != after[name]}
    assert not any(name.startswith(("site/documents/", "site/index/")) for name in changed)
    assert {"index.html", "site/days/2026.html", "site/sources/index.html"} <= changed


def test_a_failure_of_the_site_loses_no_report(tmp_path: Path) -> None:
    """The report is written and noted, the run ends, and says what is wrong; the next one makes the site good."""
    with SampleRegulators(day=0) as sample:
        root = tmp_path / "project"
        make_project(root, sample.source_files(), contact=CONTACT)
        (root / "reports").mkdir()
        (root / "reports/site").write_text("in the way")
        first = live_day(root, DAYS[0]).result
        assert first.report is not None and "site" in first.site_trouble
        sent = reports(root / "reports")
        assert len(sent) == 3
        (root / "reports/site").unlink()
        sample.set_day(1)
        assert live_day(root, DAYS[1]).result.site_trouble == ""
    assert sent.items() <= reports(root / "reports").items()
    assert f'href="{DAYS[0].on}.html"' in (root / "reports/index.html").read_text("utf-8")


def test_the_command(lived: Lived, tmp_path: Path) -> None:
    """`regdelta site --output` makes a copy that stands by itself, and says so for a program."""
    done = CliRunner().invoke(app, ["site", "--project", str(lived[0]), "--output", str(tmp_path / "www"), "--json"])
    assert done.exit_code == 0, done.output
    told = json.loads(done.stdout)
    assert told["index"] == str(tmp_path / "www/index.html") and told["written"] > 100
    assert reports(tmp_path / "www") == reports(lived[0] / "reports")


def test_a_folder_that_cannot_be_written_is_said(lived: Lived, tmp_path: Path) -> None:
    """One sentence with the folder in it."""
    (tmp_path / "file").write_text("x")
    with open_rooms(lived[0]) as rooms, pytest.raises(Exception, match="name another folder"):
        bring_up(rooms, tmp_path / "file")
