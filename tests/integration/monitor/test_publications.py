"""One document at two pages: the official one makes its versions, what another says is told once and never as an amendment."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from domain.change import EventKind, Status
from domain.document import PublicationLevel
from monitor.baselines import import_files
from monitor.clock import SHANGHAI, clock_from
from monitor.project import make_project
from monitor.publish import stored
from monitor.run import run
from monitor.wiring import open_rooms

from .policy_site import PolicySite

TITLE = "南岭省药品监督管理局关于提升医疗器械注册服务的若干措施"
TEXT = f"""\
{TITLE}
南药监规〔2026〕9号
（一）推行并联审评。审评与体系核查同步启动，合计用时不超过60个工作日。（省药监局负责）
（二）开放预约检验。企业可提前30日预约检验席位。（省药监局负责）
"""
COPY = TEXT.replace("60个工作日", "80个工作日")
MORNING = datetime(2026, 11, 23, 8, 5, tzinfo=SHANGHAI)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return tmp_path / "watch"


def test_a_copy_with_other_words_diverges_and_amends_nothing(root: Path) -> None:
    """80 instead of 60 working days in a newspaper: told on the day it is seen, then no more; the version stays official."""
    with PolicySite(TITLE, TEXT) as official, PolicySite(TITLE, COPY, "news", "media") as news:
        make_project(root, official.source_files | news.source_files)
        with open_rooms(root, clock_from(MORNING)) as rooms:
            run(rooms, ["one_mpa"])
        for day, expected in ((1, 1), (2, 1)):
            with open_rooms(root, clock_from(MORNING + timedelta(days=day))) as rooms:
                run(rooms, force=True)
                (document,) = rooms.store.documents()
                told = [one.event for one in rooms.store.events(document.id) if one.event.kind is EventKind.DIVERGES]
                assert len(told) == expected
                assert "60" in told[0].detail
                assert "80" in told[0].detail
                assert (document.versions, rooms.store.changes()) == (1, [])
                assert document.level is PublicationLevel.OFFICIAL
        with open_rooms(root) as rooms:
            reports = [stored(record) for record in rooms.store.reports()]
            assert [EventKind.DIVERGES in {notice.kind for notice in report.notices} for report in reports] == [
                False,
                True,
                False,
            ]


def test_the_original_takes_the_place_of_a_copy_without_a_change(root: Path) -> None:
    """Known from a newspaper first: when the official page appears, its text is the document's and nothing is reported amended."""
    with PolicySite(TITLE, TEXT) as official, PolicySite(TITLE, COPY, "news", "media") as news:
        make_project(root, official.source_files | news.source_files)
        with open_rooms(root, clock_from(MORNING)) as rooms:
            run(rooms, ["news"])
        with open_rooms(root, clock_from(MORNING + timedelta(days=1))) as rooms:
            run(rooms, ["one_mpa"])
            (document,) = rooms.store.documents()
            assert (document.level, rooms.store.changes()) == (PublicationLevel.OFFICIAL, [])
            assert "60个工作日" in rooms.store.version(document.id)[1].text


def test_a_paper_known_from_a_file_is_followed_at_its_page(root: Path, tmp_path: Path) -> None:
    """Imported without an address: the first page that carries it is its home, and what it says otherwise is an amendment."""
    file = tmp_path / "nanling.txt"
    file.write_text(TEXT, "utf-8")
    with PolicySite(TITLE, COPY) as official:
        make_project(root, official.source_files)
        with open_rooms(root, clock_from(MORNING)) as rooms:
            import_files(rooms, [file])
            run(rooms)
            (document,) = rooms.store.documents()
            (change,) = rooms.store.changes(document.id)
            assert (document.versions, document.source) == (2, "one_mpa")
            assert change.change.status is Status.AMENDED
