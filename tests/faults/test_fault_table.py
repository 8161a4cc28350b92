"""The fault table that other monitors were put through: a good answer, the fault, the good answer again; the whole road from page to report.

Every fault hits the list, the pages of papers, and a file, on a static site with validators and on one whose list is an interface. All
sites live in one project and share its three runs; each cell of the table is a test.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from domain.change import Status
from domain.crawl import Outcome, PageKind
from tests.faults.life import Life, Lived, Look, lived
from tests.faults.papers import ANNEX, INSERTED, Paper, notice, numeral, policy
from tests.faults.shapes import Place, Row, Show
from tests.faults.spoilt import SPOILS
from tests.faults.wire import Reply

Seen = tuple[Outcome, str] | None
"""What the look must come to, with words its sentence must hold; None: the fault does no harm and nothing is said."""

GATE = (Outcome.CHALLENGE, "反爬验证")
HTML = Outcome.ATTACHMENT_IS_HTML


@dataclass(frozen=True, slots=True)
class Fault:
    """How a fault must show on the list, on a policy, on a notice (where it differs), and on a file (where it can)."""

    listing: Seen
    page: Seen
    annex: Seen = None
    notice: Seen = None
    interface: Seen = None
    """On the list that is an interface, where it shows in another way."""
    both: bool = True
    """Also on the site with the interface."""


def alike(outcome: Outcome, words: str, both: bool = True) -> Fault:
    return Fault((outcome, words), (outcome, words), (outcome, words), both=both)


def paged(outcome: Outcome, words: str, both: bool = True) -> Fault:
    """A page of words: for a file it is a page as well."""
    return Fault((outcome, words), (outcome, words), (HTML, words), both=both)


NOTHING = Fault(None, None)
FAULTS = {
    "empty 200": alike(Outcome.PARTIAL, "空"),
    "404": alike(Outcome.HTTP_ERROR, "状态码 404"),
    "410": alike(Outcome.HTTP_ERROR, "状态码 410", both=False),
    "500": alike(Outcome.HTTP_ERROR, "状态码 500"),
    "reset": alike(Outcome.RESET, "连接被拒绝或中断"),
    "short read": alike(Outcome.PARTIAL, "收到的字节少于声明的长度"),
    "busy page": paged(Outcome.SOFT_404, "系统繁忙", both=False),
    "busy in the box": Fault(
        (Outcome.SOFT_404, "系统繁忙"), (Outcome.SOFT_404, "系统繁忙"), interface=(Outcome.EMPTY_LISTING, "一行也没有")
    ),
    "withdrawn page": paged(Outcome.SOFT_404, "已撤稿或删除", both=False),
    "412 with $_ts": alike(*GATE),
    "202 with $_ts": alike(*GATE, both=False),
    "200 with $_ts": alike(*GATE),
    "521 with __jsl": alike(*GATE),
    "512 with __jsl": alike(*GATE, both=False),
    "safety check": paged(Outcome.CHALLENGE, "安全验证", both=False),
    "guard cookie": alike(*GATE, both=False),
    "403": alike(Outcome.BLOCKED, "状态码 403", both=False),
    "firewall 200": paged(Outcome.BLOCKED, "访问异常", both=False),
    "GeoBL": paged(Outcome.BLOCKED, "GeoBL", both=False),
    "redirect to home": alike(Outcome.SOFT_404, "首页"),
    "script shell": Fault((Outcome.DRIFTED, "与预期不符"), (Outcome.DRIFTED, "正文容器"), (HTML, "网页"), both=False),
    "renamed class": Fault(
        (Outcome.DRIFTED, "列表选择器"),
        None,
        notice=(Outcome.DRIFTED, "正文容器"),
        interface=(Outcome.EMPTY_LISTING, "一行也没有"),
    ),
    "half a page": Fault(
        (Outcome.PARTIAL, "没有结束标记"),
        (Outcome.PARTIAL, "没有结束标记"),
        (Outcome.PARTIAL, "缺少文件结尾"),
        interface=(Outcome.DRIFTED, "JSON"),
    ),
    "nbsp and U+3000": NOTHING,
    "full-width digits": NOTHING,
    "GBK by meta alone": NOTHING,
    "gb2312 for GB18030": NOTHING,
    "header says GBK": NOTHING,
    "header says latin": Fault(None, None, both=False),
    "header says UTF-8": Fault(None, None, both=False),
}
HIT = {"list": (Place.LISTING,), "pages": (Place.POLICY, Place.NOTICE), "file": (Place.ANNEX,)}
KINDS = {Place.LISTING: PageKind.LISTING, Place.ANNEX: PageKind.ATTACHMENT}


@dataclass(frozen=True, slots=True)
class Cell:
    """One fault at some places of one shape; ``number`` makes its papers its own."""

    fault: str
    shape: str
    hit: str
    number: int

    @property
    def source(self) -> str:
        return f"{self.shape}_{self.hit}_{self.number:03}"

    def expected(self, place: Place) -> Seen:
        fault = FAULTS[self.fault]
        if place is Place.LISTING:
            return (fault.interface if self.shape == "jpaas" else None) or fault.listing
        return (fault.notice or fault.page) if place is Place.NOTICE else fault.annex if place is Place.ANNEX else fault.page


def _cells() -> Iterator[Cell]:
    number = 0
    for name, fault in FAULTS.items():
        for shape in ("trs", "jpaas") if fault.both else ("trs",):
            for hit in HIT:
                if hit != "file" or (fault.annex and shape == "trs"):
                    number += 1
                    yield Cell(name, shape, hit, number)


CELLS = tuple(_cells())
COUNTED = {"trs": 901, "jpaas": 902}
GROWN = {"trs": 903, "jpaas": 904}


def show(number: int, views: int, paper: Paper | None = None) -> Show:
    return Show(
        (
            Row(paper or policy(number), Place.POLICY, f"{70000 + number}", "2025-11-03", ANNEX),
            Row(notice(number), Place.NOTICE, f"{80000 + number}", "2025-10-20"),
        ),
        views,
    )


def looks(cell: Cell) -> list[Look]:
    def spoil(place: Place, reply: Reply) -> Reply:
        return SPOILS[cell.fault](reply) if place in HIT[cell.hit] else reply

    return [Look(show(cell.number, 11)), Look(show(cell.number, 11), spoil), Look(show(cell.number, 11))]


@pytest.fixture(scope="module")
def life(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lived]:
    life = Life(tmp_path_factory.mktemp("table") / "watch")
    for cell in CELLS:
        life.add(cell.source, cell.shape, *looks(cell))
    for shape, number in COUNTED.items():
        life.add(f"{shape}_counted", shape, *(Look(show(number, views)) for views in (7, 8, 4096)))
    for shape, number in GROWN.items():
        grown = policy(number, extra=5)
        life.add(f"{shape}_grown", shape, *(Look(show(number, 11, paper)) for paper in (None, grown, None)))
    with lived(life, 3) as lived_:
        yield lived_


def whole(number: int) -> dict[str, list[str]]:
    """The texts that a source must hold when it was never fooled: one version each, equal to the character."""
    annexed = policy(number)
    return {annexed.title: ["\n".join((annexed.text, *ANNEX))], notice(number).title: [notice(number).text]}


@pytest.mark.parametrize("cell", CELLS, ids=lambda cell: f"{cell.fault}-{cell.shape}-{cell.hit}")
def test_a_fault_is_named_and_is_no_change(life: Lived, cell: Cell) -> None:
    """One version, to the character; no report says anything of the papers; the fault's own day names it, the next is well again."""
    assert life.texts(cell.source) == whole(cell.number)
    life.silent(cell.source, (1, 2))
    row = life.told(1, cell.source).row
    expected = [seen for place in HIT[cell.hit] if (seen := cell.expected(place))]
    assert row.good == (not expected)
    if expected:
        outcome, words = expected[0]
        assert row.outcome is outcome
        assert words in row.detail
        assert not re.search(r"Traceback|<twisted|\bNone\b", row.detail)
    assert all(life.told(day, cell.source).row.good for day in (0, 2))


@pytest.mark.parametrize(
    "cell", [cell for cell in CELLS if cell.hit != "list"], ids=lambda cell: f"{cell.fault}-{cell.shape}-{cell.hit}"
)
def test_every_page_that_was_hit_says_so(life: Lived, cell: Cell) -> None:
    """Each fetch has its own outcome and sentence; a challenge or block keeps the rest of the site from being asked."""
    for place in HIT[cell.hit]:
        names = {Place.POLICY: policy, Place.NOTICE: notice}
        title = names[place](cell.number).title if place in names else "支持事项清单.docx"
        (fetch,) = (one for one in life.looks(1, cell.source, KINDS.get(place, PageKind.DOCUMENT)) if one.page.title == title)
        outcome, words = cell.expected(place) or (Outcome.OK, "")
        if fetch.outcome is not Outcome.NOT_MODIFIED:
            assert (fetch.outcome, words in fetch.detail) == (outcome, True), fetch.detail


@pytest.mark.parametrize("shape", COUNTED)
def test_a_counter_is_no_change(life: Lived, shape: str) -> None:
    """浏览次数, generation times and cache numbers run on through three days: nothing is said."""
    source = f"{shape}_counted"
    assert life.texts(source) == whole(COUNTED[shape])
    life.silent(source, (1, 2))
    assert all(life.told(day, source).row.good for day in (0, 1, 2))


@pytest.mark.parametrize("shape", GROWN)
def test_an_item_put_in_is_one_addition(life: Lived, shape: str) -> None:
    """One 新增 and three renumbered; taken out again, one 删除 and three renumbered: A, B, A are three versions."""
    source, number = f"{shape}_grown", GROWN[shape]
    annexed = ["\n".join((paper.text, *ANNEX)) for paper in (policy(number), policy(number, 5), policy(number))]
    assert life.texts(source)[policy(number).title] == annexed
    for day, status in ((1, Status.ADDED), (2, Status.DELETED)):
        told = life.told(day, source)
        (card,) = told.cards
        assert (card.status, told.renumbered, told.others, told.suspects) == (status, 3, (), ())
        assert card.whole is not None
        assert card.whole.text == INSERTED.format(numeral(6))


def test_every_fault_has_its_row() -> None:
    """A fault that the servers can show is a row of the table."""
    assert sorted(FAULTS) == sorted(SPOILS)
