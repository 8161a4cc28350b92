"""The fault table that other monitors were put through: a good answer, the fault, the good answer again; the whole road from page to report.

Every fault hits the list, the pages of papers, and a file, a day each, on a site of each family whose lists are of another kind: static
pages, rows in a script, HTML inside of JSON, plain JSON. All sites live in one project and share its five runs; each cell is a test.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import product

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


SHAPES = ("trs", "jpaas", "jpage", "gkmlpt", "ucap")
PLAIN_JSON = ("gkmlpt", "ucap")


@dataclass(frozen=True, slots=True)
class Fault:
    """How a fault must show on the list, on a policy, on a notice (where it differs), and on a file (where it can)."""

    listing: Seen
    page: Seen
    annex: Seen = None
    notice: Seen = None
    lists: Mapping[str, Seen] = field(default_factory=dict)
    """On the lists of some shapes, where it shows in another way."""


def alike(outcome: Outcome, words: str) -> Fault:
    return Fault((outcome, words), (outcome, words), (outcome, words))


def paged(outcome: Outcome, words: str) -> Fault:
    """A page of words: for a file it is a page as well."""
    return Fault((outcome, words), (outcome, words), (HTML, words))


NOTHING = Fault(None, None)
EMPTY = (Outcome.EMPTY_LISTING, "一行也没有")
NO_JSON = (Outcome.DRIFTED, "JSON")
NO_ROWS = {"gkmlpt": (Outcome.DRIFTED, "缺 'articles'"), "ucap": (Outcome.DRIFTED, "缺 'results'")}
FAULTS = {
    "empty 200": alike(Outcome.PARTIAL, "空"),
    "404": alike(Outcome.HTTP_ERROR, "状态码 404"),
    "410": alike(Outcome.HTTP_ERROR, "状态码 410"),
    "500": alike(Outcome.HTTP_ERROR, "状态码 500"),
    "reset": alike(Outcome.RESET, "连接被拒绝或中断"),
    "short read": alike(Outcome.PARTIAL, "收到的字节少于声明的长度"),
    "busy page": paged(Outcome.SOFT_404, "系统繁忙"),
    "busy in the box": Fault(
        (Outcome.SOFT_404, "系统繁忙"), (Outcome.SOFT_404, "系统繁忙"), lists={"jpaas": EMPTY, "jpage": EMPTY, **NO_ROWS}
    ),
    "withdrawn page": paged(Outcome.SOFT_404, "已撤稿或删除"),
    "412 with $_ts": alike(*GATE),
    "202 with $_ts": alike(*GATE),
    "200 with $_ts": alike(*GATE),
    "521 with __jsl": alike(*GATE),
    "512 with __jsl": alike(*GATE),
    "safety check": paged(Outcome.CHALLENGE, "安全验证"),
    "guard cookie": alike(*GATE),
    "403": alike(Outcome.BLOCKED, "状态码 403"),
    "firewall 200": paged(Outcome.BLOCKED, "访问异常"),
    "GeoBL": paged(Outcome.BLOCKED, "GeoBL"),
    "redirect to home": alike(Outcome.SOFT_404, "首页"),
    "front page 200": Fault((Outcome.DRIFTED, "与预期不符"), (Outcome.DRIFTED, "上次的文字也多已不在页面上"), (HTML, "网页")),
    "script shell": Fault((Outcome.DRIFTED, "与预期不符"), (Outcome.DRIFTED, "正文容器"), (HTML, "网页")),
    "renamed class": Fault(
        (Outcome.DRIFTED, "列表选择器"),
        None,
        notice=(Outcome.DRIFTED, "正文容器"),
        lists={"jpaas": EMPTY, "jpage": (Outcome.DRIFTED, "<datastore>"), **NO_ROWS},
    ),
    "half a page": Fault(
        (Outcome.PARTIAL, "没有结束标记"),
        (Outcome.PARTIAL, "没有结束标记"),
        (Outcome.PARTIAL, "缺少文件结尾"),
        lists=dict.fromkeys(("jpaas", *PLAIN_JSON), NO_JSON),
    ),
    "nbsp and U+3000": NOTHING,
    "full-width digits": NOTHING,
    "GBK by meta alone": NOTHING,
    "gb2312 for GB18030": NOTHING,
    "header says GBK": NOTHING,
    "header says latin": NOTHING,
    "header says UTF-8": NOTHING,
}
HIT = {"list": (Place.LISTING,), "pages": (Place.POLICY, Place.NOTICE), "file": (Place.ANNEX,)}
DAYS = {hit: day for day, hit in enumerate(HIT, 1)}
"""Day 0 is well, then each place is hit for a day, then all is well again."""
LAST = len(HIT) + 1
KINDS = {Place.LISTING: PageKind.LISTING, Place.ANNEX: PageKind.ATTACHMENT}


@dataclass(frozen=True, slots=True)
class Site:
    """A fault on a site of one shape; ``number`` makes its papers its own."""

    fault: str
    shape: str
    number: int

    @property
    def source(self) -> str:
        return f"{self.shape}_{self.number:03}"

    def expected(self, place: Place) -> Seen:
        fault = FAULTS[self.fault]
        if place is Place.LISTING:
            return fault.lists.get(self.shape, fault.listing)
        return (fault.notice or fault.page) if place is Place.NOTICE else fault.annex if place is Place.ANNEX else fault.page


SITES = tuple(Site(name, shape, number) for number, (name, shape) in enumerate(product(FAULTS, SHAPES), 1))
CELLS = tuple(product(SITES, HIT))
COUNTED = {shape: 900 + number for number, shape in enumerate(SHAPES)}
GROWN = {shape: 910 + number for number, shape in enumerate(SHAPES)}


def named(value: object) -> str:
    return f"{value.fault}-{value.shape}" if isinstance(value, Site) else str(value)


def show(number: int, views: int, paper: Paper | None = None) -> Show:
    return Show(
        (
            Row(paper or policy(number), Place.POLICY, f"{70000 + number}", "2025-11-03", ANNEX),
            Row(notice(number), Place.NOTICE, f"{80000 + number}", "2025-10-20"),
        ),
        views,
    )


def looks(site: Site) -> list[Look]:
    def spoil(hit: str) -> Callable[[Place, Reply], Reply]:
        return lambda place, reply: SPOILS[site.fault](reply) if place in HIT[hit] else reply

    well = Look(show(site.number, 11))
    return [well, *(Look(show(site.number, 11), spoil(hit)) for hit in HIT), well]


@pytest.fixture(scope="module")
def life(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lived]:
    life = Life(tmp_path_factory.mktemp("table") / "watch")
    for site in SITES:
        life.add(site.source, site.shape, *looks(site))
    for shape, number in COUNTED.items():
        life.add(f"{shape}_counted", shape, *(Look(show(number, views)) for views in (7, 8, 4096)))
    for shape, number in GROWN.items():
        grown = policy(number, extra=5)
        life.add(f"{shape}_grown", shape, *(Look(show(number, 11, paper)) for paper in (None, grown, None)))
    with lived(life, LAST + 1) as lived_:
        yield lived_


def whole(number: int) -> dict[str, list[str]]:
    """The texts that a source must hold when it was never fooled: one version each, equal to the character."""
    annexed = policy(number)
    return {annexed.title: ["\n".join((annexed.text, *ANNEX))], notice(number).title: [notice(number).text]}


@pytest.mark.parametrize("site", SITES, ids=named)
def test_a_fault_is_no_change(life: Lived, site: Site) -> None:
    """One version of each paper, to the character; no report says anything of them; well before and well again after."""
    assert life.texts(site.source) == whole(site.number)
    life.silent(site.source, range(1, LAST + 1))
    assert all(life.told(day, site.source).row.good for day in (0, LAST))


@pytest.mark.parametrize(("site", "hit"), CELLS, ids=named)
def test_a_fault_is_named(life: Lived, site: Site, hit: str) -> None:
    """The line of the source says on the day of the fault what was seen; nothing, where the fault does no harm."""
    row = life.told(DAYS[hit], site.source).row
    expected = [seen for place in HIT[hit] if (seen := site.expected(place))]
    assert row.good == (not expected)
    if expected:
        outcome, words = expected[0]
        assert row.outcome is outcome
        assert words in row.detail
        assert not re.search(r"Traceback|<twisted|\bNone\b", row.detail)


@pytest.mark.parametrize(("site", "hit"), [cell for cell in CELLS if cell[1] != "list"], ids=named)
def test_every_page_that_was_hit_says_so(life: Lived, site: Site, hit: str) -> None:
    """Each fetch has its own outcome and sentence; a challenge or block keeps the rest of the site from being asked."""
    for place in HIT[hit]:
        names = {Place.POLICY: policy, Place.NOTICE: notice}
        title = names[place](site.number).title if place in names else "支持事项清单.docx"
        kind = KINDS.get(place, PageKind.DOCUMENT)
        (fetch,) = (one for one in life.looks(DAYS[hit], site.source, kind) if one.page.title == title)
        outcome, words = site.expected(place) or (Outcome.OK, "")
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
