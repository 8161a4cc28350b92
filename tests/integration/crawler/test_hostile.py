"""A hostile server, through the whole road: `regdelta run` ends, holds every attack, and the health line names each."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from domain.crawl import Fetch, Outcome
from domain.run import SourceHealth
from monitor.project import make_project
from monitor.wiring import open_rooms
from tests.integration.crawler.evil import DOCUMENTS, INNER, LISTS, NAMES, Evil, evil_files

ROOT = Path(__file__).resolve().parents[3]
SOURCE = """\
id = "{name}"
name = "某局·{name}"
province = "某省"
authority = "某省药品监督管理局"
channel = "文件"
family = "trs_wcm"
listing = "http://127.0.0.1:{port}/{name}/index.html"
loopback = true
timeout = 2
max_pages = 4
max_documents = 12

[pace]
delay = 0

[options]
rows = "ul.rows > li"
"""
MEMORY = 1200  # MiB of the largest process: the reader that is given the PDF bomb stops at 1 GiB; the crawl itself took 360


@dataclass
class Ended:
    """What was left when the run had ended."""

    code: int
    megabytes: float
    folder: Path
    trace: list[str]
    asked: list[str]
    health: dict[str, SourceHealth]
    looks: dict[str, dict[str, Fetch]]
    unread: set[str]
    titles: set[str]


@pytest.fixture(scope="module")
def ended(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ended]:
    """One run over every misbehaviour, in processes of its own, each watched for what it opens."""
    folder = tmp_path_factory.mktemp("hostile")
    evil_files()
    with Evil() as evil:
        sources = {f"{name}.toml": SOURCE.format(name=name, port=evil.port) for name in (*DOCUMENTS, *LISTS)}
        make_project(folder / "project", sources, "ra@example.com")
        code, megabytes = _run(folder)
    with open_rooms(folder / "project") as rooms:
        run = rooms.store.runs()[0].id
        documents = [rooms.store.version(document.id)[1] for document in rooms.store.documents()]
        yield Ended(
            code,
            megabytes,
            folder,
            (folder / "trace").read_text("utf-8").splitlines(),
            evil.asked,
            {health.source: health for health in rooms.store.health(run)},
            {
                name: {fetch.page.url.rsplit("/", 1)[1]: fetch for fetch in rooms.store.fetches(run, name)}
                for name in (*DOCUMENTS, *LISTS)
            },
            {repair.before for document in documents for repair in document.repairs if repair.kind == "unread"},
            {document.title or "" for document in documents},
        )


def _run(folder: Path) -> tuple[int, float]:
    """`regdelta run` to its end: exit code, and MiB of the largest of its processes."""
    paths = [str(Path(__file__).parent / "names"), str(ROOT)]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(paths), "TEST_TRACE": str(folder / "trace")}
    (folder / "tmp").mkdir()
    environment["TMPDIR"] = str(folder / "tmp")
    command = [sys.executable, "-m", "cli", "run", "--project", str(folder / "project"), "--json"]
    quiet = [(os.POSIX_SPAWN_OPEN, number, str(folder / f"std{number}"), os.O_WRONLY | os.O_CREAT, 0o600) for number in (1, 2)]
    child = os.posix_spawn(sys.executable, command, environment, file_actions=quiet)
    _, status, used = os.wait4(child, 0)
    return os.waitstatus_to_exitcode(status), used.ru_maxrss / 1024


def test_the_run_ends_by_itself_within_its_means(ended: Ended) -> None:
    """Every source has its line, memory stays bounded, and a report was written."""
    assert ended.code == 0, (ended.folder / "std2").read_text("utf-8")
    assert set(ended.health) == set(DOCUMENTS) | set(LISTS)
    assert ended.megabytes < MEMORY
    assert list((ended.folder / "project" / "reports").glob("*.html"))


def test_no_spelling_of_an_inner_address_is_followed(ended: Ended) -> None:
    """Decimal, hexadecimal, octal, short, by name, IPv6, IPv4 in IPv6, metadata: nothing there was asked for."""
    looks = [ended.looks["redirect"][f"{number}.html"] for number in range(1, len(INNER) + 1)]
    assert [look.outcome for look in looks] == [Outcome.WRONG_HOST] * len(INNER)
    assert not any("secret" in path for path in ended.asked)
    assert ended.health["redirect"].outcome is Outcome.WRONG_HOST
    assert "非公网地址" in ended.health["redirect"].detail


def test_a_redirect_without_end_is_left(ended: Ended) -> None:
    """After five."""
    assert ended.health["wandering"].outcome is Outcome.HTTP_ERROR
    assert "重定向过多" in ended.health["wandering"].detail
    assert sum(path.startswith("/wandering/a.html") for path in ended.asked) == 6


@pytest.mark.parametrize("coding", ["gzip", "deflate", "br", "zstd"])
def test_a_bomb_is_put_down(ended: Ended, coding: str) -> None:
    """Unpacking stops at the size a body may have."""
    assert ended.looks["bomb"][f"{coding}.html"].outcome is Outcome.TOO_LARGE
    assert ended.health["bomb"].outcome is Outcome.TOO_LARGE


def test_a_body_without_end_is_cut(ended: Ended) -> None:
    """Once: asking again would come to the same."""
    assert ended.health["endless_body"].outcome is Outcome.TOO_LARGE
    assert ended.asked.count("/endless_body/a.html") == 1


def test_a_slow_drip_meets_the_limit_of_the_whole_exchange(ended: Ended) -> None:
    """In the body and in the head; never silent long enough for a limit of silence."""
    assert {ended.looks["slow_drip"][file].outcome for file in ("body.html", "head.html")} == {Outcome.TIMEOUT}
    assert ended.health["slow_drip"].outcome is Outcome.TIMEOUT


@pytest.mark.parametrize("file", ["many.html", "long.html", "interim.html"])
def test_a_flood_of_headers_is_cut(ended: Ended, file: str) -> None:
    """Many lines, one line without end, and interim answers without end."""
    look = ended.looks["header_flood"][file]
    assert look.outcome is Outcome.TOO_LARGE
    assert "响应头" in look.detail
    assert "响应头" in ended.health["header_flood"].detail


def test_a_calendar_without_end_is_read_as_far_as_the_source_says(ended: Ended) -> None:
    """Four pages of a million, and the line says so."""
    assert sum(path.startswith("/endless_calendar/index") for path in ended.asked) == 4
    assert "max_pages" in ended.health["endless_calendar"].detail


def test_ten_thousand_entries_are_listed_but_not_all_visited(ended: Ended) -> None:
    """Twelve of them, as the source says."""
    assert ended.health["crowded"].entries == 10_000
    assert sum(path.startswith("/crowded/") and "index" not in path for path in ended.asked) == 12
    assert "max_documents" in ended.health["crowded"].detail


def test_a_pdf_bomb_costs_the_attachment_and_nothing_else(ended: Ended) -> None:
    """The page it hangs on is a version, which names what could not be read; so does the line of the source, which is well."""
    assert "清单.pdf" in ended.unread
    assert ended.health["pdf_bomb"].outcome is Outcome.OK
    assert "未能读出 1 处：清单.pdf" in ended.health["pdf_bomb"].detail
    assert "关于清单的通知" in ended.titles


def test_no_name_of_a_site_reaches_the_file_system(ended: Ended) -> None:
    """Of all that the processes of the run made or opened for writing, nothing bears a name the site gave, and all is in its place."""
    fetched = {fetch.page.title for fetch in ended.looks["traversal"].values() if fetch.outcome is Outcome.OK}
    assert set(NAMES) <= fetched
    made = [line.partition("\t")[2] for line in ended.trace]
    assert made
    assert [path for path in made if "was-here" in path or "清单" in path] == []
    places = (str(ended.folder), "/dev/", "/proc/")
    outside = [
        path
        for path in made
        if path.startswith("'/") and not path[1:].startswith(places) and ".pyc" not in path and "__pycache__" not in path
    ]
    assert outside == []


def test_good_pages_beside_the_bad_are_read(ended: Ended) -> None:
    """One attack costs one page."""
    assert {looks["good.html"].outcome for name, looks in ended.looks.items() if name in DOCUMENTS} == {Outcome.OK}
