"""The incident log of a real monitor (reference §5.3), row by row, and what changes on pages without being news (§6.3, §6.4).

Each row is a site with a history of several days; all share the runs of one project. A row is a test, named by its number.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date

import pytest

from domain.change import Status
from domain.crawl import Outcome, PageKind
from domain.document import Document
from tests.faults.families import SHAPES
from tests.faults.life import FIRST, Life, Lived, Look, lived
from tests.faults.papers import ANNEX, Paper, notice, numeral, policy
from tests.faults.shapes import Place, Row, Show
from tests.faults.spoilt import BOX, SPOILS, Spoil, instead, page, retold
from tests.faults.wire import Reply
from tests.unit.normalizer.test_noise import NOISE

Seen = tuple[Outcome, str] | None
INDEX, SECOND, THIRD = "/zcwj/index.html", "/zcwj/index_1.html", "/zcwj/index_2.html"
PADDING = "<div class='banner'>" + "<i></i>" * 3400 + "</div>"
MENU = "".join(f'<li><a href="/{name}/">{name}</a></li>' for name in ("gk", "fw", "hd", "jg", "zt"))
BARE = instead(Reply(b"<html><head><title>404 Not Found</title></head><body><center><h1>404 Not Found</h1></center><hr><center>nginx</center></body></html>".ljust(150), 404))  # fmt: skip


def rows(first: int, count: int = 2, day: str = "2025-11-03") -> tuple[Row, ...]:
    """A policy with its annex, then announcements."""
    papers = [Row(policy(first), Place.POLICY, f"{first}0", day, ANNEX)]
    return (*papers, *(Row(notice(first + n), Place.NOTICE, f"{first + n}1", "2025-10-20") for n in range(1, count)))


def listing(spoil: Spoil) -> Callable[[Place, Reply], Reply]:
    return lambda place, reply: spoil(reply) if place is Place.LISTING else reply


def papers(spoil: Spoil) -> Callable[[Place, Reply], Reply]:
    return lambda place, reply: spoil(reply) if place in (Place.POLICY, Place.NOTICE) else reply


def inside(change: Callable[[str], str]) -> Spoil:
    """Other rows between the marks of the list."""
    return retold(
        lambda text: BOX.sub(lambda match: match[1] + change(match[0][len(match[1]) : -len(match[2])]) + match[2], text)
    )


def said(**fields: object) -> Spoil:
    """The interface's answer with other members."""
    return retold(
        lambda text: re.sub(
            r'^\{"success": true, "code": "200"', "{" + ", ".join(f'"{k}": {v}' for k, v in fields.items()), text
        )
    )


@dataclass(frozen=True, slots=True)
class Incident:
    """A history: the looks of a source and what each day's health must be (None: well)."""

    shape: str
    looks: tuple[Look, ...]
    days: tuple[Seen, ...]
    keys: tuple[tuple[str, str], ...] = ()


def history(shape: str, *days: tuple[Look, Seen], **keys: str) -> Incident:
    return Incident(shape, tuple(look for look, _ in days), tuple(seen for _, seen in days), tuple(keys.items()))


def copied(show: Show) -> Reply:
    return SHAPES["trs"].build(show)[INDEX][1]


def incidents() -> dict[str, Incident]:
    def show(number: int, count: int = 2, **fields: int) -> Show:
        return Show(rows(number, count), 11, **fields)

    one, fall, two, three, four = show(100), show(110, 8), show(120), show(130, 5), show(140, 5)
    five, six, nine, ten, twelve = show(150, 3), show(160, 8, size=3), show(170, 6), show(180, 4), show(190, 6, size=3)
    thirteen, fourteen, fifteen = show(200), show(210), show(220, 5)

    def fewer(whole: Show, count: int) -> Show:
        return replace(whole, rows=whole.rows[:count])

    return {
        "1 withdrawn, barred, not found, without fields, and back": history(
            "trs", (Look(one), None),
            (Look(one, papers(SPOILS["withdrawn page"])), (Outcome.SOFT_404, "已撤稿或删除")),
            (Look(one, listing(SPOILS["guard cookie"])), (Outcome.CHALLENGE, "guard")),
            (Look(one, listing(BARE)), (Outcome.HTTP_ERROR, "状态码 404，150 字节")),
            (Look(one), None),
            (Look(one, listing(instead(page(PADDING)))), (Outcome.DRIFTED, "列表选择器")),
            (Look(one), None),
        ),
        "1 a total that falls and rises": history(
            "trs", (Look(fall), None), (Look(fewer(fall, 7)), None), (Look(fewer(fall, 6)), None), (Look(fall), None)
        ),
        "2 blocked on some days": history(
            "trs", (Look(two), None),
            (Look(two, listing(SPOILS["521 with __jsl"])), (Outcome.CHALLENGE, "__jsluid_s")),
            (Look(two, listing(SPOILS["403"])), (Outcome.BLOCKED, "状态码 403")),
            (Look(two), None),
            (Look(two, listing(SPOILS["safety check"])), (Outcome.CHALLENGE, "安全验证")),
            (Look(two), None),
        ),
        "3 copies of the rows for desktop and phone": history(
            "trs", (Look(three), None), (Look(three, listing(inside(lambda held: held * 2))), None),
            (Look(three, listing(inside(lambda held: held * 3))), None), (Look(three), None),
        ),
        "4 a good size and nothing in it": history(
            "trs", (Look(four), None),
            (Look(four, listing(inside(lambda _: PADDING))), (Outcome.EMPTY_LISTING, "一行也没有")),
            (Look(four, listing(BARE)), (Outcome.HTTP_ERROR, "状态码 404")),
            (Look(four, listing(retold(lambda text: text.replace('<div class="list">', '<div class="menu">')))), (Outcome.DRIFTED, "列表选择器")),
            (Look(four, listing(inside(lambda _: MENU))), (Outcome.DRIFTED, "日期")),
            (Look(four), None),
        ),
        "5 zero rows are never no news": history(
            "trs", (Look(five), None),
            (Look(five, listing(inside(lambda _: ""))), (Outcome.EMPTY_LISTING, "一行也没有")),
            (Look(five, listing(instead(Reply(bytes(range(256)) * 8)))), (Outcome.DRIFTED, "与预期不符")),
            (Look(five, listing(SPOILS["403"])), (Outcome.BLOCKED, "状态码 403")),
            (Look(five, listing(SPOILS["404"])), (Outcome.HTTP_ERROR, "状态码 404")),
            (Look(five), None),
        ),
        "6 pages of the list missing, or one of them three times": history(
            "trs", (Look(six), None),
            (Look(six, paths={SECOND: SPOILS["reset"]}), (Outcome.RESET, "index_1.html")),
            (Look(six, paths={SECOND: SPOILS["500"], THIRD: SPOILS["500"]}), (Outcome.HTTP_ERROR, "状态码 500")),
            (Look(six, paths={SECOND: instead(copied(six)), THIRD: instead(copied(six))}), (Outcome.REPEATED_PAGE, "第 1 页")),
            (Look(six, paths={INDEX: SPOILS["reset"]}), (Outcome.RESET, "index.html")),
            (Look(six, paths={INDEX: instead(copied(replace(six, rows=six.rows[3:])))}), (Outcome.REPEATED_PAGE, "完全相同")),
            (Look(six), None),
        ),
        "9 one row of five": history(
            "trs", (Look(nine), None), (Look(fewer(nine, 5)), None), (Look(nine), None),
            (Look(fewer(nine, 1)), (Outcome.DRIFTED, "上次成功时有")), (Look(nine), None),
        ),
        "11 an interface that calls a failure a success": history(
            "jpaas", (Look(ten), None),
            (Look(ten, listing(retold(lambda text: text.replace('count=\\"4\\"', 'count=\\"0\\"')))), (Outcome.EMPTY_LISTING, "0 行")),
            (Look(ten, listing(retold(lambda text: text.replace('"data": {"html"', '"result": {"page"')))), (Outcome.DRIFTED, "data.html")),
            (Look(ten, listing(said(success="false", code='"500"'))), (Outcome.HTTP_ERROR, "code=500")),
            (Look(ten, listing(retold(lambda text: text.replace('count=\\"4\\"', 'count=\\"9\\"')))), (Outcome.PARTIAL, "9 行")),
            (Look(ten), None),
        ),
        "12 the depth that was read": history("trs", (Look(twelve), None), (Look(twelve), None), max_pages="1"),
        "13 a shell of script": history(
            "trs", (Look(thirteen), None), (Look(thirteen, listing(SPOILS["202 with $_ts"])), (Outcome.CHALLENGE, "$_ts")),
            (Look(thirteen, papers(SPOILS["202 with $_ts"])), (Outcome.CHALLENGE, "$_ts")), (Look(thirteen), None),
        ),
        "14 the page's own generation time": history(
            "trs", *((Look(fourteen, papers(_generated(day))), None) for day in range(1, 4))
        ),
        "15 links that are calls": history("onclick", (Look(fifteen), None), (Look(fifteen), None), (Look(fifteen), None)),
    }  # fmt: skip


def _generated(day: int) -> Spoil:
    return retold(lambda text: text.replace("<h1>", f"<p>页面生成时间：2026-11-2{day} 06:00:00</p><h1>"))


def noises() -> dict[str, Incident]:
    """Each row of the noise list before the title, at the end of the body, and with other numbers the next day."""
    found = {}
    for place, (name, noise) in enumerate(NOISE.items()):
        show = Show(rows(300 + 10 * place), 11)
        found[f"noise: {name}"] = history(
            "trs", (Look(show), None), *((Look(show, papers(_noisy(noise.replace("{n}", str(n))))), None) for n in (3, 8))
        )
    return found


def _noisy(noise: str) -> Spoil:
    return retold(lambda text: text.replace("<h1>", f"{noise}<h1>").replace("<!--end-->", f"{noise}<!--end-->"))


def republished() -> dict[str, Incident]:
    """§6.4: what a site may do to its pages while the papers stay as they are."""

    def row(number: int, **fields: object) -> tuple[Row, ...]:
        return tuple(replace(one, **fields) for one in rows(number))

    def pictured(host: str) -> Look:
        image = f'<p><img src="//{host}.test.example/W0202511.png"></p><!--end-->'
        return Look(Show(rows(440), 11), papers(retold(lambda text: text.replace("<!--end-->", image))))

    lasting = Row(_from_publishing(430), Place.POLICY, "4301", "2025-11-03")
    return {
        "made again": history("trs", *((Look(Show(rows(400), views)), None) for views in (3, 9, 31))),
        "published again": history(
            "trs", *((Look(Show(row(410, day=day), 11)), None) for day in ("2025-11-03", "2026-11-21", "2026-11-22"))
        ),
        "published again, in force from publishing": history(
            "trs", *((Look(Show((replace(lasting, day=day),), 11)), None) for day in ("2025-11-03", "2026-11-21", "2026-11-21"))
        ),
        "another column": history(
            "trs", *((Look(Show(rows(420), 11, folder=f"/{folder}/202511")), None) for folder in ("zcwj", "fggw", "zcwj"))
        ),
        "another image host": history("trs", *((pictured(host), None) for host in ("img1", "img2", "cdn"))),
        "another address of the file": history(
            "trs", *((Look(Show(row(450, file=file), 11)), None) for file in ("P1.docx", "W2.docx", "W3.docx"))
        ),
        "new addresses after a relaunch": history(
            "trs", *((Look(Show(tuple(replace(one, name=f"{one.name}{part}") for one in rows(460)), 11)), None) for part in ("", "77", "77"))
        ),
    }  # fmt: skip


def _from_publishing(number: int) -> Paper:
    paper = policy(number)
    clause = "本措施自公布之日起施行，有效期2年。"
    lines = tuple(clause if line.startswith("本措施自") else line for line in paper.lines)
    return Paper(paper.title, lines)


ROWS = incidents() | noises() | republished()
SOURCES = {name: f"row_{number:02}" for number, name in enumerate(ROWS)}
DAYS = 7
LATE, FILTERED, MOVED = "found_late", "filtered", "moved_on"


@pytest.fixture(scope="module")
def life(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lived]:
    life = Life(tmp_path_factory.mktemp("incidents") / "watch")
    for name, row in ROWS.items():
        life.add(SOURCES[name], row.shape, *row.looks, **dict(row.keys))
    late = Show((*rows(500, 3), Row(notice(509), Place.NOTICE, "5091", "2021-09-16")), 11, size=3)
    life.add(LATE, "trs", Look(late, paths={SECOND: SPOILS["500"]}), Look(late))
    life.add(FILTERED, "trs", Look(Show(rows(520, 5), 11)))
    life.edit(1, FILTERED, "div.list li", "div.list li:nth-child(-n+3)")
    life.edit(2, FILTERED, "div.list li:nth-child(-n+3)", "div.list li")
    old, new = Show(rows(540), 11), Show(tuple(replace(one, name=f"{one.name}99") for one in rows(540)), 11)
    amended = replace(new, rows=(replace(new.rows[0], paper=policy(540).edited(_slower)), *new.rows[1:]))
    life.add(MOVED, "trs", Look(old), Look(new), Look(amended), Look(amended))
    with lived(life, DAYS) as lived_:
        yield lived_


def _slower(line: str) -> str:
    return line.replace("压缩至45个工作日", "压缩至40个工作日")


def whole(look: Look) -> dict[str, list[str]]:
    return {row.paper.title: ["\n".join((row.paper.text, *row.annex))] for row in look.show.rows}


@pytest.mark.parametrize("name", ROWS)
def test_a_row_of_the_log_is_named_and_is_no_change(life: Lived, name: str) -> None:
    """One version of each paper to the character; no report ever speaks of them; each day's line is what the row says."""
    row, source = ROWS[name], SOURCES[name]
    depth = 3 if "depth" in name else None
    assert life.texts(source) == dict(list(whole(row.looks[0]).items())[:depth])
    life.silent(source, range(1, DAYS))
    for day, seen in enumerate(row.days):
        line = life.told(day, source).row
        outcome, words = seen or (Outcome.OK, "")
        assert (day, line.outcome, words in line.detail) == (day, outcome, True), line.detail


def test_incident_1_last_success_moves_only_after_a_success(life: Lived) -> None:
    """Its best rule: a failed look never moves it."""
    source = SOURCES["1 withdrawn, barred, not found, without fields, and back"]
    moments = [life.told(day, source).row.last_success for day in range(DAYS)]
    assert moments[0] == moments[1] == moments[2] == moments[3] != moments[4] == moments[5] != moments[6]
    assert [life.told(day, source).row.failures for day in range(DAYS)] == [0, 1, 2, 3, 0, 1, 0]


def test_incident_3_and_15_rows_in_are_records_out(life: Lived) -> None:
    """Copies are folded before they are counted; calls with a type argument keep every row apart."""
    for name, count in (("3 copies of the rows for desktop and phone", 5), ("15 links that are calls", 5)):
        assert {life.told(day, SOURCES[name]).row.entries for day in range(3)} == {count}


def test_incident_7_found_late_is_not_published_late(life: Lived) -> None:
    """The row that a broken page of the list hid is a new paper of ours, with the day it was published; its neighbours are not new."""
    assert life.told(0, LATE).row.outcome is Outcome.HTTP_ERROR
    report = life.life.reports[1]
    own = {one.id: one for one in life.documents(LATE)}
    (paper,) = (one for one in report.new_papers if one.paper.id in own)
    assert paper.paper.title == notice(509).title
    assert paper.edition.published_on == date(2021, 9, 16)
    assert paper.edition.snapshot is not None
    assert paper.edition.snapshot.date() == FIRST.date().replace(day=21)
    life.silent(LATE, range(2, DAYS))


def test_incident_8_a_change_of_filter_is_no_change_of_the_source(life: Lived) -> None:
    """A selector made narrower and wide again tells nothing new."""
    assert [life.told(day, FILTERED).row.entries for day in range(3)] == [5, 3, 5]
    life.silent(FILTERED, range(1, DAYS))


def test_incident_10_what_could_not_be_read_is_no_success(life: Lived) -> None:
    """On every day and of every source: a look that failed leaves a line that is not well, with its reason.

    But for documents that the list no longer has either: whether they were withdrawn is not known yet, and the line says so.
    """
    for day, report in enumerate(life.life.reports):
        for row in report.sources.rows:
            failed = [one for one in life.store.fetches(life.runs[day], row.source) if not one.outcome.looked]
            assert row.good == (row.outcome is Outcome.OK)
            if failed and row.good:
                assert {one.status for one in failed} == {404}, (day, row.source)
                assert f"{len(failed)} 份文件已不在列表中" in row.detail
            assert row.good or row.detail


def test_incident_12_the_depth_is_stated(life: Lived) -> None:
    """Three of six rows were read because the file says so: the line says it, and it is no failure."""
    row = life.told(1, SOURCES["12 the depth that was read"]).row
    assert row.good
    assert "只读前 1 页" in row.detail


def test_incident_14_dates_come_from_the_row(life: Lived) -> None:
    """Neither the listed day nor 发布日期 follows the time at which the page was made."""
    source = SOURCES["14 the page's own generation time"]
    assert {str(one.listed_on) for one in life.store.pages(source, PageKind.DOCUMENT)} == {"2025-11-03", "2025-10-20"}
    read: list[Document] = [life.store.version(one.id)[1] for one in life.documents(source)]
    assert {str(one.published_on) for one in read} == {"2025-11-03", "2025-10-20"}


def test_a_paper_that_moved_is_still_followed(life: Lived) -> None:
    """After a relaunch under new addresses an amendment at the new one is an amendment: two versions, told once."""
    title = policy(540).title
    before, after = policy(540), policy(540).edited(_slower)
    assert life.texts(MOVED)[title] == ["\n".join((paper.text, *ANNEX)) for paper in (before, after)]
    life.silent(MOVED, (1, 3, 4, 5, 6))
    (card,) = life.told(2, MOVED).cards
    assert (card.status, card.value) == (Status.AMENDED, "45 → 40个工作日")
    assert numeral(1) in card.old[0].number
